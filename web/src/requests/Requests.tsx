// What waits for one's decision, what one has asked for, and what has been decided.
import { useState } from 'preact/hooks'
import { requestWords } from './words/index'
import { formatNumber } from '../words/format'
import { language } from '../words/index'
import { mustAnswer, useHandovers } from '../handovers/index'
import { mayAnswer, requestsAfter, useRequests } from './list'
import { goInstead, href, route } from '../base/router'
import { Head } from '../frames/Head'
import type { AccessRequest } from '../base/types'
import { Empty } from '../ui/Empty'
import { focusSoon } from '../ui/focus'
import { Icon } from '../ui/Icon'
import { ErrorNote, StaleNote } from '../ui/Note'
import { Pager } from '../ui/Pager'
import { Tabs } from '../ui/Tabs'
import { usePaged } from '../ui/usePages'
import { ApproveDialog } from './ApproveDialog'
import { AskDialog } from './AskDialog'
import { RefuseDialog } from './RefuseDialog'
import { RequestTable, type Decisions } from './RequestTable'

type List = 'requests' | 'mine' | 'decided'

const HEADING = 'requests-heading'
const belongs: Record<List, (request: AccessRequest) => boolean> = {
  requests: mayAnswer,
  mine: (request) => request.may.includes('cancel'),
  decided: () => true,
}

const offers = { requests: 'decide', mine: 'withdraw', decided: 'nothing' } as const

function listOf(name: string): List {
  if (name === 'decided') return 'decided'
  return name === 'mine' || name === 'ask' ? 'mine' : 'requests'
}

export function Requests() {
  const words = requestWords().requests
  const list = listOf(route.value.name)
  const ask = <a class="button plain" href={href('ask')}><Icon name="key-round" />{words.ask}</a>
  return (
    <>
      <Head title={words.title} actions={ask} />
      <section aria-labelledby={HEADING}>
        <h2 id={HEADING} class="hidden" tabIndex={-1}>{words.title}</h2>
        <SubTabs list={list} />
        <Lines key={list} list={list} />
      </section>
      {route.value.name === 'ask' && <AskDialog onClose={() => goInstead(href('mine'))} />}
    </>
  )
}

function SubTabs({ list }: { list: List }) {
  const words = requestWords().requests
  const open = useRequests('open').data?.items
  const waiting = useHandovers('open').data?.items.filter(mustAnswer) ?? []
  const count = (name: List) => open && formatNumber(language(), open.filter(belongs[name]).length)
  return (
    <Tabs segments label={words.lists} tabs={[
      { label: words.decide, href: href('requests'), current: list === 'requests', count: count('requests') },
      { label: words.mine, href: href('mine'), current: list === 'mine', count: count('mine') },
      { label: words.decided, href: href('decided'), current: list === 'decided' },
      { label: words.handovers, href: href('handovers'), current: false, count: waiting.length ? formatNumber(language(), waiting.length) : undefined },
    ]} />
  )
}

function Lines({ list }: { list: List }) {
  const words = requestWords().requests
  const found = usePaged(list, requestsAfter(list === 'decided' ? 'closed' : 'open'))
  const [open, setOpen] = useState<{ kind: keyof Decisions; request: AccessRequest } | null>(null)
  const rows = found.data?.items.filter(belongs[list]) ?? []
  const retry = () => void found.refetch()
  const close = () => setOpen(null)
  const finish = () => {
    close()
    focusSoon(`#${HEADING}`)
  }
  const labels = { requests: words.decide, mine: words.mine, decided: words.decided }
  return (
    <>
      {found.error && found.data && <StaleNote retry={retry} />}
      <div class="card">
        {found.error && !found.data && <ErrorNote error={found.error} retry={retry} />}
        {found.data && !rows.length && <NoRows list={list} />}
        {rows.length > 0 && <RequestTable label={labels[list]} rows={rows} offer={offers[list]} onGone={() => focusSoon(`#${HEADING}`)}
          decisions={{ approve: (request) => setOpen({ kind: 'approve', request }), refuse: (request) => setOpen({ kind: 'refuse', request }) }} />}
        <Pager {...found} />
      </div>
      {open?.kind === 'approve' && <ApproveDialog request={open.request} onClose={close} onDone={finish} />}
      {open?.kind === 'refuse' && <RefuseDialog request={open.request} onClose={close} onDone={finish} />}
    </>
  )
}

function NoRows({ list }: { list: List }) {
  const words = requestWords().requests
  if (list === 'requests') return <Empty icon="check" title={words.noDecide}><p>{words.noDecideText}</p></Empty>
  if (list === 'decided') return <Empty icon="inbox" title={words.noDecided}><p>{words.noDecidedText}</p></Empty>
  return (
    <Empty icon="key-round" title={words.noMine}>
      <p>{words.noMineText}</p>
      <a class="button plain" href={href('ask')}>{words.ask}</a>
    </Empty>
  )
}
