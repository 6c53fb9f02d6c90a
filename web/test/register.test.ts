import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { en } from '../src/register/words/en'
import { fr } from '../src/register/words/fr'
import { endsIn, filtersOf } from '../src/register/data'
import { cell } from '../src/base/csvFile'
import { toCsv, toJson } from '../src/register/sheet'
import type { RegisterLine } from '../src/base/types'

const line: RegisterLine = {
  at: '2026-03-01T09:30:00.000Z', actor: { name: 'Agnès Martin', email: 'agnes@bank.example' }, action: 'contact_revoked',
  subject: { name: 'Max "Le" Faure', email: 'max@bank.example' }, entity: { id: 'e', name: 'Banque; Aurore' },
  operation: { reference: 'OP-1', name: 'Four, tranche 3' }, reason: '=HYPERLINK("http://evil.example")\nand more', row: 7,
}

describe('a cell', () => {
  it.each([
    ['plain', 'plain'], ['', ''], ['a,b', '"a,b"'], ['a;b', 'a;b'], ['say "x"', '"say ""x"""'], ['two\nlines', '"two\nlines"'], [' edge', '" edge"'],
    ['=1+1', "'=1+1"], ['+33', "'+33"], ['-2', "'-2"], ['@SUM(A1)', "'@SUM(A1)"], ['\t=1', "'\t=1"], ['  =1', "'  =1"],
    ['=cmd|"/c calc"!A1', '"\'=cmd|""/c calc""!A1"'], ['a=1', 'a=1'],
  ])('of %j is %j', (text, wanted) => expect(cell(text, ',')).toBe(wanted))
})

describe('the sheet', () => {
  it('has a byte order mark, a head, the reader’s delimiter and words, and ends each line as the standard says', () => {
    const [head, row, ...rest] = toCsv([{ ...line, reason: null }], fr).split('\r\n')
    expect(head?.startsWith('\ufeffDate (UTC);Code;Décision;')).toBe(true)
    expect(row).toBe('2026-03-01T09:30:00.000Z;contact_revoked;Accès révoqué;Agnès Martin;agnes@bank.example;"Max ""Le"" Faure";max@bank.example;'
      + '"Banque; Aurore";OP-1;Four, tranche 3;')
    expect(rest).toEqual([''])
    expect(toCsv([], en).split('\r\n')[0]).toContain('Time (UTC),Code,Decision')
  })

  it('leaves no formula alive, and names the service where nobody decided', () => {
    const sheet = toCsv([{ ...line, actor: null, subject: null, entity: null, operation: null }], en)
    expect(sheet).toContain(',Guichet,,,,,,,"\'=HYPERLINK(""http://evil.example"")\nand more"\r\n')
  })
})

it('the file for programs holds what the server said, and what was asked', () => {
  const file = JSON.parse(toJson([line], { register: 'OP-1', filters: { action: 'contact_revoked', since: '', until: '' } }, new Date(0)))
  expect(file).toEqual({ register: 'OP-1', filters: { action: 'contact_revoked' }, exported: '1970-01-01T00:00:00.000Z', items: [line] })
})

it('days in the address that are none are left out', () => {
  expect(filtersOf(new URLSearchParams('from=2026-03-01&to=2026-13-45&action=x'))).toEqual({ action: 'x', from: '2026-03-01', to: '' })
  expect(filtersOf(new URLSearchParams('from=2026-02-30&to=2028-02-29'))).toEqual({ action: '', from: '', to: '2028-02-29' })
  expect(filtersOf(new URLSearchParams('from=yesterday'))).toEqual({ action: '', from: '', to: '' })
})

it('two ends are told apart from what somebody wrote', () => {
  const end = '2027-03-01T22:59:59.999Z'
  expect(endsIn(`../${end}`)).toEqual([null, end])
  expect(endsIn(`${end}/..`)).toEqual([end, null])
  expect(endsIn('../..')).toEqual([null, null])
  expect(endsIn('and/or')).toBe(null)
  expect(endsIn(`until ${end}/..`)).toBe(null)
})

/** The server's one list of them. */
const ACTIONS = [...readFileSync(new URL('../../fcgi/rules/words.h', import.meta.url), 'utf8').matchAll(/word\(ACTION_\w+, "(\w+)"\)/g)].map(([, word = '']) => word)

it('every action of the server has its words, and no other', () => {
  expect(ACTIONS.length).toBeGreaterThan(40)
  for (const catalogue of [en, fr]) expect(Object.keys(catalogue.actions).toSorted()).toEqual(ACTIONS.toSorted())
})
