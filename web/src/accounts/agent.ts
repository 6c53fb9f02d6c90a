// What a browser says of itself, in two words: names only, never versions, the same as in the mails.

const browsers = [
  ['Edge', /Edg(?:A|iOS)?\//], ['Opera', /OPR\//], ['Samsung Internet', /SamsungBrowser\//], ['Firefox', /(?:Firefox|FxiOS)\//],
  ['Chrome', /(?:Chrome|CriOS)\//], ['Safari', /Safari\//],
] as const // in this order: most also claim to be those further down

const systems = [
  ['iphone', /iPhone/], ['ipad', /iPad/], ['mac', /Macintosh/], ['windows', /Windows/], ['android', /Android/], ['chromeos', /CrOS/],
  ['linux', /Linux/],
] as const

export type System = (typeof systems)[number][0]

export interface Agent {
  /** A browser's name, else the program's own; null when it does not say. */
  name: string | null
  system: System | null
  isHandheld: boolean
}

const handhelds: (System | null)[] = ['iphone', 'ipad', 'android']

export function readAgent(text: string | null): Agent {
  const agent = text ?? ''
  const browser = browsers.find(([, mark]) => mark.test(agent))?.[0]
  const system = browser ? systems.find(([, mark]) => mark.test(agent))?.[0] ?? null : null
  return {
    name: browser ?? /^[\w-]{1,40}/.exec(agent)?.[0] ?? null,
    system,
    isHandheld: handhelds.includes(system),
  }
}
