import { describe, expect, test } from 'vitest'
import { dateProblems, datesAgain, earliest, endIn, endsSoon, endsWithin, noDates, termsOf } from '../src/base/dates'

describe('an end so many months ahead', () => {
  test('is the last instant of the same day', () => {
    expect(new Date(endIn(3, new Date(2026, 10, 23, 12))).getTime()).toBe(new Date(2027, 1, 23, 23, 59, 59, 999).getTime())
  })
  test('stays in its month, however short that is', () => {
    expect(new Date(endIn(1, new Date(2027, 0, 31))).getDate()).toBe(28)
    expect(new Date(endIn(12, new Date(2028, 1, 29))).getDate()).toBe(28)
  })
})

test('soon is within thirty days, and not past', () => {
  const now = Date.parse('2026-11-23T12:00:00Z')
  expect(endsSoon('2026-12-23T11:59:00Z', now)).toBe(true)
  expect(endsSoon('2026-12-24T12:01:00Z', now)).toBe(false)
  expect(endsSoon('2026-11-23T11:59:00Z', now)).toBe(false)
  expect(endsSoon(null, now)).toBe(false)
})

describe('dates that are asked for', () => {
  const now = new Date(2026, 10, 23, 15)
  const local = (...parts: [number, number, number, number?, number?, number?, number?]) => new Date(...parts).toISOString()
  test('begin with their first day and end with their last one; today is at once', () => {
    const terms = termsOf({ from: '2026-12-01', end: 'day', day: '2026-12-24' }, null, now)
    expect(terms).toEqual({ from: local(2026, 11, 1), until: local(2026, 11, 24, 23, 59, 59, 999) })
    expect(termsOf({ ...noDates(), from: '2026-11-23' }, null, now)).toEqual({ from: undefined, until: null })
  })
  test('last from their start on', () => {
    expect(termsOf({ from: '2027-01-31', end: 'm1', day: '' }, null, now).until).toBe(local(2027, 1, 28, 23, 59, 59, 999))
    expect(termsOf(noDates('d90'), null, now).until).toBe(local(2027, 1, 21, 23, 59, 59, 999))
  })
  test('are refused before they are sent', () => {
    expect(dateProblems(noDates(), null, now)).toEqual({})
    expect(dateProblems(noDates(''), null, now)).toEqual({ until: 'missing' })
    expect(dateProblems({ from: '2026-11-22', end: 'day', day: '' }, null, now)).toEqual({ from: 'past', until: 'early' })
    expect(dateProblems({ from: '', end: 'day', day: '2026-11-23' }, null, now)).toEqual({ until: 'early' })
    expect(dateProblems({ from: '2026-12-02', end: 'day', day: '2026-12-01' }, null, now)).toEqual({ until: 'order' })
    expect(dateProblems({ from: '2026-12-02', end: 'day', day: '2026-12-02' }, null, now)).toEqual({})
  })
})

describe('an end beyond which one does not give', () => {
  const now = new Date(2026, 10, 23, 15)
  const latest = new Date(2027, 0, 10, 18).toISOString()
  test('is the default, and cuts the last day that can be picked', () => {
    expect(termsOf(noDates(), latest, now).until).toBe(latest)
    expect(termsOf({ from: '', end: 'day', day: '2027-01-10' }, latest, now).until).toBe(latest)
    expect(termsOf(noDates('m1'), latest, now).until).toBe(new Date(2026, 11, 23, 23, 59, 59, 999).toISOString())
    expect(datesAgain({ until: latest, latest_until: latest }).end).toBe('none')
    expect(datesAgain({ until: latest, latest_until: null }).end).toBe('')
  })
  test('leaves the durations that end before it', () => {
    expect(endsWithin(['none', 'm1', 'm3', 'm12', 'day'], latest, now)).toEqual(['none', 'm1', 'day'])
    expect(endsWithin(['none', 'm3', 'm12'], null, now)).toEqual(['none', 'm3', 'm12'])
  })
  test('is told when a later day was typed', () => {
    expect(dateProblems({ from: '', end: 'day', day: '2027-01-11' }, latest, now)).toEqual({ until: 'late' })
    expect(dateProblems({ from: '', end: 'day', day: '2027-01-10' }, latest, now)).toEqual({})
  })
  test('of several is the earliest of theirs', () => {
    expect(earliest([{}, { latest_until: latest }, { latest_until: '2026-12-01T00:00:00.000Z' }])).toBe('2026-12-01T00:00:00.000Z')
    expect(earliest([{}])).toBe(null)
  })
})
