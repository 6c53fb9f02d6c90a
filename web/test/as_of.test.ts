import { describe, expect, it } from 'vitest'
import { askedOf, endOf, filtersOf, problemOf, toCsv, usualDays } from '../src/operations/asOf'
import type { AccessLine } from '../src/base/types'

const NOW = new Date(2026, 10, 28, 18, 5)

describe('the day', () => {
  it.each([
    ['', 'missing'], ['2026-11-28', null], ['2026-11-27', null], ['2000-01-01', null], ['2026-11-29', 'ahead'], ['9999-01-01', 'ahead'],
    ['1999-12-31', 'early'], ['0202-03-31', 'early'], ['2026-02-29', 'none'], ['2028-02-30', 'none'], ['31/03/2026', 'none'], ['yesterday', 'none'],
  ])('%j has the problem %j', (day, problem) => expect(problemOf(day, NOW)).toBe(problem))

  it('is answered as its last minute begins, so that what ends with it is still there; today is now', () => {
    expect(endOf('2026-03-31')).toBe(new Date(2026, 2, 31, 23, 59).toISOString())
    const filters = { q: 'x', entity: 'e' }
    expect(askedOf({ day: '2026-11-27', ...filters }, NOW)).toEqual({ at: endOf('2026-11-27'), ...filters })
    expect(askedOf({ day: '2026-11-28', ...filters }, NOW)).toEqual({ at: '', ...filters })
  })

  it('stands in the address, as far as that says it', () => {
    expect(filtersOf(new URLSearchParams('day=2026-03-31&q=a'))).toEqual({ day: '2026-03-31', q: 'a', entity: '' })
  })

  it('is proposed once where yesterday ended a month, or a year', () => {
    expect(usualDays(NOW)).toEqual({ yesterday: '2026-11-27', month: '2026-10-31', year: '2025-12-31' })
    expect(usualDays(new Date(2026, 2, 1))).toEqual({ yesterday: '2026-02-28', year: '2025-12-31' })
    expect(usualDays(new Date(2026, 0, 15))).toEqual({ yesterday: '2026-01-14', month: '2025-12-31' })
    expect(usualDays(new Date(2026, 0, 1))).toEqual({ yesterday: '2025-12-31' })
  })
})

const line: AccessLine = {
  contact: 'c', person: { name: '=Max;', email: 'max@bank.example' }, entity: { id: 'e', name: 'Banque Aurore' }, side: 'manager',
  from: null, until: '2026-12-31T22:59:59.999Z', ended: '2026-04-02T08:00:00.000Z', granted_by: { name: 'Agnès Martin', email: 'agnes@bank.example' },
  granted_at: '2026-03-01T09:30:00.000Z', how: 'contact_restored', reason: 'Back, again', row: 12,
}

describe('the file', () => {
  it('says the instant on each line, in words for programs', () => {
    const at = '2026-03-31T21:59:00.000Z'
    const unknown = { ...line, until: null, ended: null, granted_by: null, granted_at: null, how: null, reason: null, row: null }
    expect(toCsv({ reference: 'OP-1', name: 'Four 3' }, at, [line, unknown], ';').split('\r\n')).toEqual([
      '\ufeffat;operation;operation_name;entity;side;person;email;from;until;granted_by;granted_by_email;granted_at;how;reason;ended;row',
      `${at};OP-1;Four 3;Banque Aurore;manager;"'=Max;";max@bank.example;;2026-12-31T22:59:59.999Z;Agnès Martin;agnes@bank.example;`
        + '2026-03-01T09:30:00.000Z;contact_restored;Back, again;2026-04-02T08:00:00.000Z;12',
      `${at};OP-1;Four 3;Banque Aurore;manager;"'=Max;";max@bank.example;;;;;;;;;`,
      '',
    ])
    expect(toCsv({ reference: 'OP-1', name: 'Four, 3' }, at, [line], ',')).toContain('"Four, 3"')
  })
})
