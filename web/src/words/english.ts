/** "3 people". */
export const count = (n: number, one: string, many: string): string => `${new Intl.NumberFormat('en-GB').format(n)} ${n === 1 ? one : many}`

/** The same on one line, for narrow places. */
export const unbroken = (n: number, one: string, many: string): string => count(n, one, many).replace(' ', '\u00a0')

/** "2 invited, 1 added." of what there is. */
export const sentence = (parts: (string | false | 0)[]): string => {
  const said = parts.filter(Boolean)
  return said.length ? `${said.join(', ')}.` : ''
}
