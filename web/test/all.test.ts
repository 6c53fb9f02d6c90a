import { expect, it, vi } from 'vitest'
import { getAll } from '../src/base/all'

const page = (items: number[], next: string | null) =>
  new Response(JSON.stringify({ items, next }), { headers: { 'Content-Type': 'application/json' } })

it('a list that is needed whole is read page by page, in order', async () => {
  vi.stubGlobal('document', { documentElement: {} })
  const fetched = vi.fn<typeof fetch>()
    .mockResolvedValueOnce(page([1, 2], 'a b')).mockResolvedValueOnce(page([3], 'c')).mockResolvedValueOnce(page([], null))
  vi.stubGlobal('fetch', fetched)
  expect(await getAll('entities/e/teams')).toEqual({ items: [1, 2, 3], next: null })
  expect(fetched.mock.calls.map(([path]) => path)).toEqual([
    './api/entities/e/teams?limit=100', './api/entities/e/teams?limit=100&after=a+b', './api/entities/e/teams?limit=100&after=c'])
})

it('says how far it is, and narrows each page likewise', async () => {
  const fetched = vi.fn<typeof fetch>().mockResolvedValueOnce(page([1, 2], 'c')).mockResolvedValueOnce(page([3], null))
  vi.stubGlobal('fetch', fetched)
  const hear = vi.fn<(count: number) => void>()
  await getAll('entities/e/register', { asked: { action: 'x', since: '' }, hear })
  expect(hear.mock.calls).toEqual([[2], [3]])
  expect(fetched.mock.calls.map(([path]) => path)).toEqual([
    './api/entities/e/register?action=x&limit=100', './api/entities/e/register?action=x&limit=100&after=c'])
})
