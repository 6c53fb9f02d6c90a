import { describe, expect, it, vi } from 'vitest'
import { browserLanguage, language, loadLanguage } from '../src/words/index'
import { endOfDay, tomorrow } from '../src/base/dates'
import { formatDate, formatDay, formatEnd, formatNumber, formatStart, formatTime, formatWait, zoneName } from '../src/words/format'

const NOON = '2026-03-01T12:30:00.000Z'

describe('formats', () => {
  it('write dates as the reader does', () => {
    expect(formatDate('en', NOON)).toBe('1\u00a0Mar\u00a02026')
    expect(formatDate('fr', NOON)).toBe('1\u00a0mars\u00a02026')
    expect(formatTime('en', NOON)).toMatch(/^1 Mar 2026, \d\d:30$/)
    expect(formatTime('fr', NOON)).toMatch(/^1 mars 2026[, à]+\d\d:30$/)
  })

  it('write the day of a date field in words', () => {
    expect(formatDay('en', '2026-12-31')).toMatch(/^Thursday,? 31 December 2026$/)
    expect(formatDay('fr', '2026-12-31')).toBe('jeudi 31 décembre 2026')
  })

  it('write numbers and waits', () => {
    expect(formatNumber('en', 12345)).toBe('12,345')
    expect(formatNumber('fr', 12345)).toBe('12\u202f345')
    expect(formatWait('en', 1)).toBe('1 second')
    expect(formatWait('en', 61)).toBe('2 minutes')
    expect(formatWait('fr', 7200)).toBe('2\u00a0heures')
  })

  it('know the first day on which an access may end, over a month’s end too', () => {
    expect(tomorrow(new Date(2026, 11, 31, 23, 59))).toBe('2027-01-01')
    expect(new Date(endOfDay('2026-03-01')).getTime()).toBe(new Date(2026, 2, 1, 23, 59, 59, 999).getTime())
  })

  it('name the day alone where an access ends or begins with it, else the time too', () => {
    const at = (...parts: [number, number, number, number?, number?, number?, number?]) => new Date(...parts).toISOString()
    expect(formatEnd('en', at(2026, 11, 31, 23, 59, 59, 999))).toBe('31\u00a0Dec\u00a02026')
    expect(formatEnd('en', at(2026, 11, 31, 23, 59, 59))).toBe('31\u00a0Dec\u00a02026')
    expect(formatEnd('en', at(2027, 0, 1, 5, 59, 59, 999))).toBe('1\u00a0Jan\u00a02027, 05:59')
    expect(formatEnd('fr', at(2027, 0, 1, 5, 59, 59, 999))).toBe('1\u00a0janv.\u00a02027 à\u00a005:59')
    expect(formatEnd('en', at(2027, 0, 1))).toBe('1\u00a0Jan\u00a02027, 00:00')
    expect(formatStart('en', at(2027, 2, 1))).toBe('1\u00a0Mar\u00a02027')
    expect(formatStart('fr', at(2027, 1, 28, 18))).toBe('28\u00a0févr.\u00a02027 à\u00a018:00')
    expect(zoneName()).not.toMatch(/[_/]/)
  })

  it('choose the browser’s first language that exists here', () => {
    expect(browserLanguage(['de-DE', 'fr-CA', 'en'])).toBe('fr')
    expect(browserLanguage(['de'])).toBe('en')
    expect(browserLanguage([])).toBe('en')
  })
  it('stay in the language chosen last, whichever comes first', async () => {
    vi.stubGlobal('document', { documentElement: {} })
    await loadLanguage('en')
    const french = loadLanguage('fr')
    await loadLanguage('en')
    await french
    expect(language()).toBe('en')
  })
})
