/** « d’Agnès », « de Paul ». */
export const de = (name: string): string => (/^[aeiouàâäéèêëîïôöùûüœ]/i.test(name) ? `d’${name}` : `de ${name}`)

/** « 3 personnes ». */
export const count = (n: number, one: string, many: string): string => `${new Intl.NumberFormat('fr-FR').format(n)} ${n < 2 ? one : many}`

/** The same on one line, for narrow places. */
export const unbroken = (n: number, one: string, many: string): string => count(n, one, many).replace(' ', '\u00a0')

/** « 2 invitées, 1 ajoutée. », de ce qu’il y a. */
export const sentence = (parts: (string | false | 0)[]): string => {
  const said = parts.filter(Boolean)
  return said.length ? `${said.join(', ')}.` : ''
}
