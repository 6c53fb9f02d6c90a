import { describe, expect, it } from 'vitest'
import { looksLikeAddress, mailto, splitAddresses, trimmed } from '../src/base/addresses'

describe('splitting addresses', () => {
  it.each([
    ['', []],
    [' \n , ; ', []],
    ['a@x.fr', ['a@x.fr']],
    ['a@x.fr, b@x.fr;c@x.fr\nd@x.fr e@x.fr\te@y.fr', ['a@x.fr', 'b@x.fr', 'c@x.fr', 'd@x.fr', 'e@x.fr', 'e@y.fr']],
    ['Brune Leroy <b@x.fr>', ['b@x.fr']],
    ['"Leroy, Brune" <b@x.fr>; "Petit, Paul" <p@x.fr>;', ['b@x.fr', 'p@x.fr']],
    ['a@x.fr Brune <b@x.fr>', ['a@x.fr', 'b@x.fr']],
    ['mailto:a@x.fr <b@x.fr>', ['a@x.fr', 'b@x.fr']],
    ['A@x.fr a@X.fr A@x.fr', ['A@x.fr']],
    ['a@x.fr.', ['a@x.fr']],
    ['PETIT, Paul <p@x.fr>; LEROY, Brune <b@x.fr>', ['p@x.fr', 'b@x.fr']],
    ['PETIT, Paul <p@x.fr>, LEROY, Brune <b@x.fr>,', ['p@x.fr', 'b@x.fr']],
    ['PETIT, Paul <p@x.fr>\nLEROY, Brune <b@x.fr>', ['p@x.fr', 'b@x.fr']],
    ['a@x.fr; PETIT, Paul (Lyon) <p@x.fr>', ['a@x.fr', 'p@x.fr']],
    ['p@x.fr <p@x.fr>; "b@x.fr" <b@x.fr>', ['p@x.fr', 'b@x.fr']],
    ['\u200Ba@x.fr\u202A; \uFEFFb@x.fr\u00A0c@x.fr', ['a@x.fr', 'b@x.fr', 'c@x.fr']],
    ['<\u200Ba@x.fr>', ['a@x.fr']],
    ['o’neil@x.fr plus+tag@x.fr', ['o’neil@x.fr', 'plus+tag@x.fr']], // refused in words, never repaired in silence
  ])('%j', (text, wanted) => {
    expect(splitAddresses(text)).toEqual(wanted)
  })

  it('never drops a word that is not an address', () => {
    expect(splitAddresses('not-an-address, foo@bar')).toEqual(['not-an-address', 'foo@bar'])
  })
})

describe('the shape of an address', () => {
  it.each(['a@x.fr', 'plus+tag@x.co', 'müller@bücher.example', 'o\'neil@x.fr', 'a@xn--bcher-kva.example', 'A.B@sub.x.fr'])('takes %s', (address) => {
    expect(looksLikeAddress(address)).toBe(true)
  })
  it.each(['a', 'o’neil@x.fr', 'a@b', '@x.fr', 'a@x.', 'a@.fr', 'a@-x.fr', 'a b@x.fr', 'a@x.f', 'a@@x.fr', `${'a'.repeat(250)}@x.fr`])('refuses %s', (address) => {
    expect(looksLikeAddress(address)).toBe(false)
  })
})

describe('around what was typed', () => {
  it.each([' a ', '\u200Ba\u202A', '\u00A0a\u3000', '\uFEFFa'])('nothing is left of %j', (text) => {
    expect(trimmed(text)).toBe('a')
  })
})

describe('writing to an address', () => {
  it.each([
    ['a.b+c@x.fr', 'mailto:a.b%2Bc@x.fr'],
    ['x?bcc=spy@evil.example', 'mailto:x%3Fbcc%3Dspy@evil.example'],
    ['x&cc=y%0A@evil.example', 'mailto:x%26cc%3Dy%250A@evil.example'],
    ['a#b@bücher.example', 'mailto:a%23b@b%C3%BCcher.example'],
  ])('%s is one address and no header', (address, link) => {
    expect(mailto(address)).toBe(link)
    expect(new URL(mailto(address)).search).toBe('')
  })
})
