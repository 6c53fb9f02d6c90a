import { beforeEach, describe, expect, it, vi } from 'vitest'
import { filtersOf, forgetView, isNarrowed, keepView, listHref, NOTHING, sortedBy, sortOf, viewOf, viewsOf, withSort } from '../src/operations/listing'
import { pageOf, parse } from '../src/base/router'

describe('a list in the address', () => {
  it('is read as it was written', () => {
    const filters = { ...NOTHING, q: 'é & =', status: 'active,invited', endless: 'true', sort: 'until', order: 'desc' }
    const route = parse(listHref('op', 'current', filters, 3))
    expect(route.name).toBe('access')
    expect(filtersOf(route)).toEqual(filters)
    expect(pageOf(route)).toBe(3)
    expect(listHref('op', 'archived', NOTHING)).toBe('#/operations/op/access/archived')
  })

  it.each(['0', '1', '-2', '1.5', 'x', '', '1e9', 'Infinity'])('begins with the first page where it says %s', (page) => {
    expect(pageOf(parse(`#/operations/op/access?page=${page}`))).toBe(1)
  })

  it('is sorted upward by a head, and turned round by the next click', () => {
    const down = sortedBy(NOTHING, 'name')
    expect(sortOf(down)).toBe('name:desc')
    expect(sortedBy(down, 'name')).toEqual(NOTHING)
    const since = sortedBy(down, 'since')
    expect(sortOf(since)).toBe('since')
    expect(withSort(since, 'name')).toEqual(NOTHING)
  })

  it('is narrowed by filters, not by its order', () => {
    expect(isNarrowed(sortedBy(NOTHING, 'until'))).toBe(false)
    expect(isNarrowed({ ...NOTHING, unproved: 'true' })).toBe(true)
  })
})

describe('views', () => {
  const kept = new Map<string, string>()
  beforeEach(() => {
    kept.clear()
    vi.stubGlobal('localStorage', { getItem: (name: string) => kept.get(name) ?? null, setItem: (name: string, value: string) => kept.set(name, value) })
  })

  it('keep filters and order, not what was searched, and stay where what they name is', () => {
    expect(viewOf('A', 'op', 'current', { ...NOTHING, q: 'petit', endless: 'true' })).toEqual({ name: 'A', state: 'current', filters: { endless: 'true' } })
    expect(viewOf('B', 'op', 'archived', { ...NOTHING, entity: 'e' }).operation).toBe('op')
  })

  it('are each person’s own, the newest first, one of a name', () => {
    const view = (name: string) => viewOf(name, 'op', 'current', NOTHING)
    for (const name of ['A', 'B', 'A']) keepView('ann', view(name))
    expect(viewsOf('ann').map(({ name }) => name)).toEqual(['A', 'B'])
    expect(viewsOf('bob')).toEqual([])
    forgetView('ann', view('A'))
    expect(viewsOf('ann').map(({ name }) => name)).toEqual(['B'])
  })

  it.each(['', '{', 'null', '[1,null,{"name":3}]', '{"a":1}'])('are none where something else is kept: %s', (value) => {
    kept.set('guichet.views.ann', value)
    expect(viewsOf('ann')).toEqual([])
  })
})
