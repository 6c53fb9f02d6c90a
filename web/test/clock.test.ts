import { afterEach, expect, test, vi } from 'vitest'
import { get } from '../src/base/api'
import { hearTime, now } from '../src/base/clock'
import { endIn, endsSoon, isAhead, termsOf } from '../src/base/dates'
import { loadLanguage } from '../src/words/index'

const TRUE_TIME = new Date(2026, 10, 27, 12)
const DAY = 86_400_000
const answer = async () => new Response('{}', { headers: { 'Content-Type': 'application/json', Date: TRUE_TIME.toUTCString() } })

afterEach(() => {
  vi.useRealTimers()
  hearTime(new Date().toUTCString())
})

test.each([['a month ahead', 31 * DAY], ['a month behind', -31 * DAY], ['right', 0]])('an end is counted from the server’s today where this clock is %s', async (_, off) => {
  vi.stubGlobal('document', { documentElement: {} })
  await loadLanguage('en')
  vi.stubGlobal('fetch', answer)
  vi.useFakeTimers({ now: TRUE_TIME.getTime() + off })
  await get('session')
  expect(Math.abs(now().getTime() - TRUE_TIME.getTime())).toBeLessThan(2000)
  expect(endIn(1)).toBe(new Date(2026, 11, 27, 23, 59, 59, 999).toISOString())
  expect(termsOf({ from: '', end: 'm12', day: '' }).until).toBe(new Date(2027, 10, 27, 23, 59, 59, 999).toISOString())
  expect(termsOf({ from: '2026-11-27', end: 'none', day: '' }).from).toBe(undefined)
  expect(termsOf({ from: '2026-11-28', end: 'none', day: '' }).from).toBe(new Date(2026, 10, 28).toISOString())
  expect([isAhead('2026-11-30T00:00:00Z'), isAhead('2026-11-20T00:00:00Z'), endsSoon('2026-12-20T00:00:00Z')]).toEqual([true, false, true])
})

test('clocks that agree are left alone, and an answer without a time changes nothing', () => {
  vi.useFakeTimers({ now: TRUE_TIME })
  hearTime(new Date(TRUE_TIME.getTime() - 999).toUTCString())
  expect(now()).toEqual(TRUE_TIME)
  hearTime(new Date(TRUE_TIME.getTime() + DAY).toUTCString())
  hearTime(null)
  hearTime('when it pleases')
  expect(now().getTime()).toBe(TRUE_TIME.getTime() + DAY)
})
