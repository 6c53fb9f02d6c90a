const HUES = 6

function initials(name: string): string {
  const words = name.replace(/@.*/, '').split(/[\s.]+/).filter(Boolean)
  return [words[0], words.length > 1 ? words.at(-1) : ''].map((word) => [...(word ?? '')][0] ?? '').join('').toUpperCase()
}

/** The same name has the same hue everywhere. */
function hue(name: string): number {
  let sum = 0
  for (const letter of name) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 9973
  return sum % HUES
}

export function Face({ name }: { name: string }) {
  return <span class={`face hue-${hue(name)}`} aria-hidden="true">{initials(name)}</span>
}
