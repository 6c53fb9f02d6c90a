// A list that is needed whole: all of its pages, one after the other.
import { get, oneActor, query } from './api'
import type { Page } from './types'

const MOST = 100

export async function getAll<T>(path: string, signal?: AbortSignal): Promise<Page<T>> {
  const items: T[] = []
  const check = oneActor()
  let after: string | null = null
  do {
    check()
    const page: Page<T> = await get(`${path}${query({ limit: MOST, after })}`, signal)
    items.push(...page.items)
    after = page.next
  } while (after)
  return { items, next: null }
}
