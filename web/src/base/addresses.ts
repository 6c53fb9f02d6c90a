// From what somebody typed or pasted to a list of addresses. The server has the last word on each of them.

/** What is pasted along and shows nothing: spaces of every kind, zero-width characters, direction marks. */
const BLANK = String.raw`\s\u00AD\u061C\u180E\u200B-\u200F\u202A-\u202E\u2060-\u206F\uFEFF`
const AROUND = new RegExp(`^[${BLANK}]+|[${BLANK}]+$`, 'g')
const BETWEEN = new RegExp(`[${BLANK}]+`)

export const trimmed = (text: string): string => text.replace(AROUND, '')

/** An address in its brackets, with the name before it: `"Leroy, Brune" <b@x.example>`, `LEROY, Brune <b@x.example>`. */
const NAMED = /(?:"[^"\n]*"[^\S\n]*|(?<![^\s,;])[^\s<>;@"]+[^\S\n]*)*<([^<>\n]*@[^<>\n]*)>/g

const bare = (token: string): string => trimmed(token).replace(/^mailto:/i, '').replace(/^[<"']+|[>"'.]+$/g, '')

/** Every word is kept, right or wrong, but for the names that belong to an address in brackets. */
export function splitAddresses(text: string): string[] {
  const unnamed = text.replace(NAMED, ' $1 ')
  const addresses = unnamed.split(/[,;\n]/).flatMap((piece) => piece.split(BETWEEN)).map(bare).filter(Boolean)
  const first = new Map(addresses.toReversed().map((address) => [address.toLowerCase(), address]))
  return addresses.filter((address, i) =>
    first.get(address.toLowerCase()) === address && addresses.indexOf(address) === i)
}

/** The text with another address in place of one, wherever that one stands for itself. */
export function replaceAddress(text: string, address: string, instead: string): string {
  const pattern = address.replaceAll(/[.*+?^${}()|[\]\\/-]/g, String.raw`\$&`)
  return text.replaceAll(new RegExp(`(?<![^\\s,;<:"'])${pattern}(?![^\\s,;>"'.])`, 'g'), () => instead)
}

/** The one address of a field, without the name that was pasted with it; what is none stays as it is. */
export function oneAddress(text: string): string {
  const [only, ...more] = splitAddresses(text)
  return only !== undefined && !more.length ? only : trimmed(text)
}

/** The browser's own rule for e-mail fields, open to letters of all languages, plus a dot in the domain. */
const ADDRESS = /^[\p{L}\p{M}\p{N}.!#$%&'*+/=?^_`{|}~-]+@(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.)+[\p{L}\p{N}-]{2,63}$/u

export const looksLikeAddress = (address: string): boolean => address.length <= 254 && ADDRESS.test(address)

/** Addresses that a mail program is handed to write to (RFC 6068): whatever is in one, it is one address and nothing else. */
export const mailto = (...addresses: string[]): string =>
  `mailto:${addresses.map((address) => encodeURIComponent(address).replace('%40', '@')).join(',')}`
