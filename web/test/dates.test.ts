import { describe, expect, test } from 'vitest'
import { endIn, endsSoon } from '../src/dates'

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
