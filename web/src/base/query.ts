// The cache of what was read, and the hook that reads it (the library's Preact adapter does not know Preact 11 yet).
import { focusManager, QueryCache, QueryClient, QueryObserver, type QueryFilters, type QueryKey, type QueryObserverOptions } from '@tanstack/query-core'
import { useEffect, useState } from 'preact/hooks'
import { ApiError, isAway, isGone } from './api'
import { keep } from './kept'

const RETRIES = 2

export const cache = new QueryClient({
  queryCache: new QueryCache({
    // What belongs to an operation that is gone: the operation itself is asked again, and its page says so.
    onError: (error, failed) => {
      if (isAway(error)) probe()
      const [kind, id, part] = failed.queryKey
      if (kind === 'operation' && part && isGone(error)) void refresh(['operation', id], true)
    },
  }),
  defaultOptions: {
    queries: {
      networkMode: 'always', // "offline" is for the page to say, not for the library to wait out silently
      refetchOnWindowFocus: 'always',
      staleTime: 5_000,
      notifyOnChangeProps: ['data', 'error', 'isPlaceholderData'], // what pages look at: asking again draws nothing anew
      retry: (failures, error) => failures < RETRIES && isAway(error),
      retryDelay: 700,
    },
  },
})

const PROBE_MS = 5_000
let probing: ReturnType<typeof setTimeout> | undefined

/** What is on show and could not be read is asked for again: each failure makes the next try. */
function tryAgain(): void {
  clearTimeout(probing)
  probing = undefined
  void cache.refetchQueries({ type: 'active', predicate: ({ state }) => isAway(state.error) })
}

function probe(): void {
  probing ??= setTimeout(tryAgain, PROBE_MS)
}

async function bring(): Promise<void> {
  cache.removeQueries({ type: 'inactive' })
  await cache.refetchQueries({ type: 'active' })
  void cache.resetQueries({ type: 'active', predicate: ({ state }) => state.status === 'error' })
}

let isStarted = false

/** With the first page that reads: before the door there mostly is none. */
function start(): void {
  if (isStarted) return
  isStarted = true
  cache.mount()
  addEventListener('online', tryAgain)
  focusManager.setEventListener((changed) => {
    const check = () => changed()
    addEventListener('visibilitychange', check)
    addEventListener('focus', check)
    return () => {}
  })
  keep({ forget: () => cache.clear(), cancel: () => cache.cancelQueries(), doubt: () => void cache.invalidateQueries(), bring })
}

/** Reads anew what was changed, and with it what waits for the reader, which it may have been. */
export function refresh(key: QueryKey, exact = false): Promise<void> {
  void cache.invalidateQueries({ queryKey: ['waiting'] })
  return cache.invalidateQueries({ queryKey: key, exact })
}

/** What shows a choice, and how it looks with it. */
export const view = <T>(filters: QueryFilters, chosen: (known: T) => T) => ({
  filters,
  show: () => {
    const before = cache.getQueriesData<T>(filters)
    cache.setQueriesData<T>(filters, (known) => known && chosen(known))
    return () => { for (const [key, known] of before) cache.setQueryData(key, known) }
  },
})

/**
 * For a control that saves as it is turned: shows the choice at once, everywhere, so that it does not jump back while
 * the answer is awaited, and takes it back where it was not saved.
 */
export async function choose<R>(views: ReturnType<typeof view>[], save: () => Promise<R>): Promise<R> {
  await Promise.all(views.map(({ filters }) => cache.cancelQueries(filters))) // an answer on its way is from before
  const undo = views.map(({ show }) => show())
  try {
    return await save()
  } catch (error) {
    for (const back of undo) back()
    throw error
  } finally {
    for (const { filters } of views) void cache.invalidateQueries(filters)
  }
}

/** A list that only knows "what comes after": how its part after a cursor is read. */
export type Ask<T> = (after: string | null) => QueryObserverOptions<T, ApiError> & { queryKey: QueryKey }

export function useQuery<T>(options: QueryObserverOptions<T, ApiError>) {
  const [observer] = useState(() => {
    start()
    return new QueryObserver<T, ApiError>(cache, options)
  })
  const [, render] = useState({})
  useEffect(() => observer.subscribe(() => render({})), [observer])
  useEffect(() => observer.setOptions(options))
  return observer.getOptimisticResult(cache.defaultQueryOptions(options) as never)
}
