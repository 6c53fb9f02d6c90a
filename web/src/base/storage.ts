// What this browser remembers: language, theme, keys, views of lists and how high their lines are; nothing about people, but whether somebody was signed in. Storage may be blocked: then nothing is kept.

export function recall(name: string): string | null {
  try {
    return localStorage.getItem(`guichet.${name}`)
  } catch {
    return null
  }
}

/** All that is chosen in this browser, here or at another site below the same host. */
function chosen(): [string, string][] {
  try {
    return Object.entries({ ...localStorage }).filter(([name]) => name.startsWith('guichet'))
  } catch {
    return []
  }
}

/** Signing out empties the browser's storage for the whole host (Clear-Site-Data). What was chosen there stays. */
export async function keeping(work: () => Promise<void>): Promise<void> {
  const kept = chosen()
  try {
    await work()
  } finally {
    for (const [name, value] of kept) put(name, value)
  }
}

function put(name: string, value: string): void {
  try {
    localStorage.setItem(name, value)
  } catch {
    // Blocked or full: the choice lasts until the page is closed.
  }
}

export function remember(name: string, value: string): void {
  if (recall(name) !== value) put(`guichet.${name}`, value)
}

export function forget(name: string): void {
  try {
    localStorage.removeItem(`guichet.${name}`)
  } catch {
    // Blocked: nothing was kept.
  }
}

/** What is chosen in another tab. */
export function whenRemembered(name: string, hear: (value: string) => void): void {
  addEventListener('storage', ({ key, newValue }) => { if (key === `guichet.${name}` && newValue !== null) hear(newValue) })
}
