import { describe, expect, it } from 'vitest'
import { looksLikeAddress, splitAddresses } from '../src/addresses'

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
    ['o’neil@x.fr plus+tag@x.fr', ['o’neil@x.fr', 'plus+tag@x.fr']],
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
  it.each(['a', 'a@b', '@x.fr', 'a@x.', 'a@.fr', 'a@-x.fr', 'a b@x.fr', 'a@x.f', 'a@@x.fr', `${'a'.repeat(250)}@x.fr`])('refuses %s', (address) => {
    expect(looksLikeAddress(address)).toBe(false)
  })
})
