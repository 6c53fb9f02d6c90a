import { describe, expect, it } from 'vitest'
import { containsAddress, followsRules, isLongEnough } from '../src/ui/password'
import { toE164 } from '../src/ui/phone'

describe('the password rule', () => {
  it.each([
    ['Guichet-demo-2026', true],
    ['Guichet-demo-20', false], // 15 characters
    ['guichet-demo-2026', false], // no upper case
    ['GuichetdemoXX2026', false], // no symbol
    ['guichetdemoguichetde', true], // 20 of any kind
    ['guichetdemoguichetd', false],
    ['Été-à-Saint-Malo', false], // no digit
    ['Été-à-Saint-Mal0', true],
    ['🔑'.repeat(20), true], // counted in characters, not in code units
    ['🔑'.repeat(10), false],
  ])('%s', (password, wanted) => {
    expect(isLongEnough(password)).toBe(wanted)
  })

  it('refuses the address in any case', () => {
    expect(containsAddress('xxZOE@x.example-1', 'zoe@X.example')).toBe(true)
    expect(followsRules('zoe@x.example-and-more-of-it', 'zoe@x.example')).toBe(false)
    expect(followsRules('a sentence of my own making', 'zoe@x.example')).toBe(true)
  })
})

describe('the telephone number', () => {
  it.each([
    ['+33 6 12 34 56 78', '+33612345678'],
    ['0033 6 12.34.56.78', '+33612345678'],
    ['+33 (0)6 12 34 56 78', '+33612345678'],
    ['+44/20-7946-0958', '+442079460958'],
    ['06 12 34 56 78', null],
    ['+0 612345678', null],
    ['+331', null],
    ['+33612345678901234', null],
    ['', null],
  ])('%j', (typed, wanted) => {
    expect(toE164(typed)).toBe(wanted)
  })
})
