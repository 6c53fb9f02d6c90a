import { useState } from 'preact/hooks'
import { asApiError } from '../base/api'
import { explain } from '../words/explain'
import { formatTime } from '../words/format'
import { aboutAccount } from './words/index'
import { language, t } from '../words/index'
import type { Browser } from '../base/types'
import { Badge } from '../ui/Badge'
import { Card } from '../ui/Card'
import { Dialog } from '../ui/Dialog'
import { focusSoon } from '../ui/focus'
import { FormEnd } from '../ui/FormEnd'
import { Icon } from '../ui/Icon'
import { ErrorNote, StaleNote } from '../ui/Note'
import { Pager } from '../ui/Pager'
import { Table, type Column } from '../ui/Table'
import { toast } from '../ui/Toast'
import { usePaged } from '../ui/usePages'
import { useSubmit } from '../ui/useSubmit'
import { readAgent } from './agent'
import { browsersAfter, endBrowser, endOtherBrowsers } from './data'

const HEADING = 'browsers-heading'

function nameOf({ agent }: Browser): string {
  const words = aboutAccount().browsers
  const { name, system } = readAgent(agent)
  return [name ?? words.unknown, system && words.systems[system]].filter(Boolean).join(' ')
}

function Name({ browser }: { browser: Browser }) {
  return (
    <span class="person">
      <span class="device"><Icon name={readAgent(browser.agent).isHandheld ? 'smartphone' : 'laptop'} /></span>
      <span class="two-lines">
        <strong>{nameOf(browser)}</strong>
        {browser.current && <Badge tone="ok">{aboutAccount().browsers.current}</Badge>}
      </span>
    </span>
  )
}

const Time = ({ at }: { at: string }) => <time dateTime={at}>{formatTime(language(), at)}</time>

export function Browsers() {
  const words = aboutAccount().browsers
  const browsers = usePaged('browsers', browsersAfter)
  const [asking, setAsking] = useState(false)
  const rows = (browsers.data?.items ?? []).toSorted((a, b) => Number(b.current) - Number(a.current))
  const retry = () => void browsers.refetch()
  const isAlone = browsers.page === 1 && !browsers.data?.next && rows.every((row) => row.current)

  const end = async (browser: Browser) => {
    try {
      await endBrowser(browser)
      toast(words.ended(nameOf(browser)))
    } catch (error) {
      toast(explain(asApiError(error)))
    }
    focusSoon(`#${HEADING}`) // the row that had it has gone
  }
  const columns: Column<Browser>[] = [
    { title: words.browser, kind: 'main', cell: (browser) => <Name browser={browser} /> },
    { title: words.source, cell: ({ source }) => <span class="figures">{source ?? t().common.none}</span> },
    { title: words.since, kind: 'date', cell: ({ created }) => <Time at={created} /> },
    { title: words.used, kind: 'date', cell: ({ current, last_used: at }) => (current ? words.now : <Time at={at} />) },
    { title: t().common.actions, kind: 'actions', cell: (browser) => !browser.current && (
      <button type="button" class="plain" aria-label={words.endOf(nameOf(browser))} onClick={() => void end(browser)}>
        <Icon name="log-out" />{words.end}
      </button>
    ) },
  ]
  return (
    <>
      {browsers.error && browsers.data && <StaleNote retry={retry} />}
      <Card title={words.title} lead={words.lead} id={HEADING} beside={!!rows.length && !isAlone && (
        <button type="button" class="plain small" onClick={() => setAsking(true)}>{words.endOthers}</button>
      )}>
        {browsers.error && !browsers.data && <ErrorNote error={browsers.error} retry={retry} />}
        {rows.length > 0 && <Table label={words.title} columns={columns} rows={rows} keyOf={(browser) => browser.id} />}
        <Pager {...browsers} />
      </Card>
      {asking && <EndOthers onClose={() => setAsking(false)} onDone={() => {
        setAsking(false)
        focusSoon(`#${HEADING}`)
      }} />}
    </>
  )
}

function EndOthers({ onClose, onDone }: { onClose: () => void; onDone: () => void }) {
  const words = aboutAccount().browsers
  const { busy, error, submit } = useSubmit(async () => {
    await endOtherBrowsers()
    onDone()
    toast(words.othersEnded)
  })
  return (
    <Dialog title={words.othersTitle} icon={{ name: 'log-out', tone: 'bad' }} onClose={onClose}>
      <form noValidate onSubmit={submit}>
        <p class="lead">{words.othersLead}</p>
        <FormEnd error={error} busy={busy} danger onClose={onClose}>{words.endOthers}</FormEnd>
      </form>
    </Dialog>
  )
}
