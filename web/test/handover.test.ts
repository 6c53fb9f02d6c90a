import { describe, expect, it } from 'vitest'
import { areAddresses, areDays, dayAfter, EMPTY, isDay, planOf, startOfDay, successorsOf, today } from '../src/handovers/plan'

const noon = new Date(2026, 10, 23, 12)

describe('a handover', () => {
  it('names everybody once, with all his operations, and who takes the rest', () => {
    const draft = { ...EMPTY, mode: 'operations' as const, rest: 'c@x.example',
      assigned: { one: 'a@x.example', two: 'A@x.example, b@x.example', three: '', gone: 'a@x.example' } }
    expect(successorsOf(draft, ['one', 'two', 'three'])).toEqual([
      { email: 'a@x.example', operations: ['one', 'two'] }, { email: 'b@x.example', operations: ['two'] }, { email: 'c@x.example' }])
    expect(successorsOf({ ...EMPTY, everything: 'a@x.example; b@x.example' }, ['one'])).toEqual([{ email: 'a@x.example' }, { email: 'b@x.example' }])
  })

  it('begins now when it begins today, else with the first instant of the day, and overlaps by days of the calendar', () => {
    expect(planOf({ ...EMPTY, everything: 'a@x.example', from: '2026-11-23' }, [], null, noon))
      .toEqual({ successors: [{ email: 'a@x.example' }], from: undefined, until: undefined, message: undefined, habilitation: undefined })
    const plan = planOf({ ...EMPTY, everything: 'a@x.example', from: '2026-12-30', overlap: '3', message: ' Merci ' }, [], 'h', noon)
    expect([plan.from, plan.until, plan.message, plan.habilitation]).toEqual([startOfDay('2026-12-30'), startOfDay('2027-01-02'), 'Merci', 'h'])
  })

  it('counts days of the calendar, whatever the clocks do', () => {
    expect(dayAfter('2026-10-24', 2)).toBe('2026-10-26')
    expect(dayAfter('2026-02-28', 1)).toBe('2026-03-01')
    expect(today(new Date(2026, 0, 5, 23, 59))).toBe('2026-01-05')
    expect([isDay({ ...EMPTY, from: '2026-11-22' }, noon), isDay({ ...EMPTY, from: '2026-11-23' }, noon), isDay(EMPTY, noon)]).toEqual([false, true, true])
    expect(['', '-1', '0', '90', '91', '1.5', 'x'].map(areDays)).toEqual([false, false, true, true, false, false, false])
  })

  it('takes only what looks like addresses', () => {
    expect([areAddresses(''), areAddresses('a@x.example'), areAddresses('a@x.example, b')]).toEqual([false, true, false])
  })
})
