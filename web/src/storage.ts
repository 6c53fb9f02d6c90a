// What this browser remembers: language and theme, nothing about people. Storage may be blocked: then nothing is kept.

export function recall(name: string): string | null {
  try {
    return localStorage.getItem(`guichet.${name}`)
  } catch {
    return null
  }
}

export function remember(name: string, value: string): void {
  try {
    localStorage.setItem(`guichet.${name}`, value)
  } catch {
    // Blocked or full: the choice lasts until the page is closed.
  }
}
