// From what somebody typed or pasted to a list of addresses. The server has the last word on each of them.

const NAMED = /^<(.+)>,?$/

const bare = (token: string): string => token.replace(NAMED, '$1').replace(/^mailto:/i, '').replace(/^[<"']+|[>"'.]+$/g, '')

/** A mail program's "Leroy, Brune <b.leroy@x.example>; ..." keeps the addresses; otherwise every word is kept, right or wrong. */
function fromChunk(chunk: string): string[] {
  const tokens = chunk.split(/\s+/).filter(Boolean)
  const isNamed = tokens.some((token) => NAMED.test(token) && token.includes('@'))
  return isNamed ? tokens.filter((token) => token.includes('@')) : tokens
}

export function splitAddresses(text: string): string[] {
  const withoutQuotedNames = text.replace(/"[^"\n]*"(?=\s*<)/g, ' ')
  const addresses = withoutQuotedNames.split(/[,;\n]/).flatMap(fromChunk).map(bare).filter(Boolean)
  const first = new Map(addresses.toReversed().map((address) => [address.toLowerCase(), address]))
  return addresses.filter((address, i) =>
    first.get(address.toLowerCase()) === address && addresses.indexOf(address) === i)
}

/** The browser's own rule for e-mail fields, open to letters of all languages, plus a dot in the domain. */
const ADDRESS = /^[\p{L}\p{N}.!#$%&'*+/=?^_`{|}~-]+@(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.)+[\p{L}\p{N}-]{2,63}$/u

export const looksLikeAddress = (address: string): boolean => address.length <= 254 && ADDRESS.test(address)
