import { beforeAll, describe, expect, it, vi } from 'vitest'
import { loadLanguage } from '../src/words/index'
import { containsAddress, followsRules, isLongEnough } from '../src/ui/password'
import { nameOf } from '../src/words/names'
import { personProblems, personSent } from '../src/ui/PersonFields'
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

describe('the name', () => {
  const person = { first_name: 'Paul', last_name: 'Petit', job_title: 'Analyst', phone: '+33612345678', language: 'en' }
  beforeAll(async () => {
    vi.stubGlobal('document', { documentElement: {} })
    await loadLanguage('en')
  })
  const wrong = (names: object) => Object.keys(personProblems({ ...person, ...names }))

  it('is composed of what there is', () => {
    expect(nameOf({ first_name: 'Paul', last_name: 'Petit', email: 'p@x.example' })).toBe('Paul Petit')
    expect(nameOf({ first_name: 'Sukarno', last_name: null, email: 's@x.example' })).toBe('Sukarno')
    expect(nameOf({ first_name: null, last_name: null, email: 's@x.example' })).toBe('s@x.example')
  })

  it('may be one, and is then the first', () => {
    expect(wrong({})).toEqual([])
    expect(wrong({ first_name: 'Sukarno', last_name: ' ' })).toEqual([])
    expect(wrong({ first_name: ' ', last_name: 'Sukarno' })).toEqual(['first_name'])
    expect(wrong({ first_name: '', last_name: '' })).toEqual(['first_name', 'last_name'])
  })

  it('is sent without an empty last one; what did not change is not sent', () => {
    expect(personSent({ first_name: 'Sukarno', last_name: ' ' })).toEqual({ first_name: 'Sukarno', last_name: null })
    expect(personSent({ last_name: 'Petit', phone: '06 12' })).toEqual({ last_name: 'Petit', phone: '06 12' })
    expect(personSent({ phone: '0033 6 12 34 56 78' })).toEqual({ phone: '+33612345678' })
    expect(personSent({ phone: '06 12 34 56 78', language: 'fr' })).toEqual({ phone: '+33612345678', language: 'fr' })
    expect(personSent({ phone: '06 12 34 56 78' }, 'fr')).toEqual({ phone: '+33612345678' })
    expect(toE164('06 12 34 56 78', 'en')).toBe(null)
    for (const wrong of ['06 12 34 56 7', '6 12 34 56 78']) expect(toE164(wrong, 'fr')).toBe(null)
  })
})
