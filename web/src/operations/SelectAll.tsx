// All lines of a list are ticked, those of other pages too: they are read for that, and it says how far it is.
import { useEffect, useRef, useState } from 'preact/hooks'
import { asApiError } from '../base/api'
import type { Contact, Contacts, ContactState, Operation } from '../base/types'
import { explain } from '../words/explain'
import { formatNumber } from '../words/format'
import { language } from '../words/index'
import type { Ticks } from '../ui/Table'
import { toast } from '../ui/Toast'
import { allContacts } from './data'
import type { ContactFilters } from './listing'
import { operationWords } from './words/index'

interface Props {
  operation: Operation
  state: ContactState
  filters: ContactFilters
  data: Contacts | undefined
  /** Of this page. */
  rows: Contact[]
  ticks: Ticks<Contact>
  onRead: (all: Contact[]) => void
}

/** Offered once all of the page are ticked, where the list goes on. */
export function SelectAll({ operation, state, filters, data, rows, ticks, onRead }: Props) {
  const list = operationWords().list
  const [count, setCount] = useState<number | null>(null)
  const [read, setRead] = useState(0) // of which nothing was taken away since: there is no more to offer
  const running = useRef<AbortController | null>(null)
  const stop = () => running.current?.abort()
  useEffect(() => stop, [operation.id, state, JSON.stringify(filters)])
  const total = data?.total ?? 0
  const figure = (n: number) => formatNumber(language(), n)
  const isWhole = rows.filter(ticks.can).every(({ id }) => ticks.selection.has(id))

  const run = async () => {
    const work = new AbortController()
    running.current = work
    setCount(0)
    try {
      const all = await allContacts(operation.id, { state, ...filters }, work.signal, setCount)
      const keys = all.filter(ticks.can).map(({ id }) => id)
      onRead(all)
      ticks.selection.set(keys)
      setRead(keys.length)
    } catch (error) {
      if (!work.signal.aborted) toast(explain(asApiError(error), true))
    } finally {
      setCount(null)
    }
  }
  if (count !== null) {
    return (
      <>
        <span role="status">{list.reading(figure(count), figure(total))}</span>
        <button type="button" class="ghost" onClick={stop}>{list.stop}</button>
      </>
    )
  }
  if (!isWhole || total <= rows.length || ticks.selection.size() === read) return null
  return <button type="button" class="plain" onClick={() => void run()}>{list.selectWhole(figure(total))}</button>
}
