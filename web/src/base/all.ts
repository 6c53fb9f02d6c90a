// A list that is needed whole: all of its pages, one after the other.
import { get, oneActor, query } from './api'
import type { Page } from './types'

const MOST = 100

interface How {
  /** What the list is narrowed by. */
  asked?: Parameters<typeof query>[0]
  signal?: AbortSignal
  /** Is told how many have been read. */
  hear?: (count: number) => void
}

export async function getAll<T>(path: string, { asked, signal, hear }: How = {}): Promise<Page<T>> {
  const items: T[] = []
  const check = oneActor()
  let after: string | null = null
  do {
    check()
    const page: Page<T> = await get(`${path}${query({ ...asked, limit: MOST, after })}`, signal)
    items.push(...page.items)
    hear?.(items.length)
    after = page.next
  } while (after)
  return { items, next: null }
}
