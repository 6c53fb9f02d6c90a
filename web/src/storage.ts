// What this browser remembers: language and theme, nothing about people. Storage may be blocked: then nothing is kept.

export function recall(name: string): string | null {
  try {
    return localStorage.getItem(`guichet.${name}`)
  } catch {
    return null
  }
}

/** Signing out empties the browser's storage for this site (Clear-Site-Data). What was chosen here stays. */
export async function keeping(names: string[], work: () => Promise<void>): Promise<void> {
  const kept = names.map((name) => [name, recall(name)] as const)
  try {
    await work()
  } finally {
    for (const [name, value] of kept) if (value !== null) remember(name, value)
  }
}

export function remember(name: string, value: string): void {
  try {
    localStorage.setItem(`guichet.${name}`, value)
  } catch {
    // Blocked or full: the choice lasts until the page is closed.
  }
}
