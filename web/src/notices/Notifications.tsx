// What one is told about: how, and about which operations. Every choice is saved as it is made.
import { asApiError } from '../base/api'
import { explain } from '../words/explain'
import { notices } from './words/index'
import { goInstead, href, route } from '../base/router'
import { usePaged } from '../ui/usePages'
import { notificationsAfter, saveMode, saveSwitch, type Notifications as Data, type Switch } from './data'
import type { NotificationLine, NoticeMode } from '../base/types'
import { t } from '../words/index'
import { Card } from '../ui/Card'
import { Empty } from '../ui/Empty'
import { ErrorNote, Note, StaleNote } from '../ui/Note'
import { Found } from '../ui/Found'
import { Pager } from '../ui/Pager'
import { Search } from '../ui/Search'
import { Table, type Column } from '../ui/Table'
import { toast } from '../ui/Toast'

const MODES = ['each', 'daily', 'off'] as const

const explained = (error: unknown) => toast(explain(asApiError(error)))

/** Says what holds from now on; what held before is one click away. */
async function choose(mode: NoticeMode, before: NoticeMode): Promise<void> {
  try {
    await saveMode(mode)
    toast(notices().modeSaved[mode], () => void choose(before, mode))
  } catch (error) {
    explained(error)
  }
}

export function Notifications() {
  const q = route.value.query.get('q') ?? ''
  const found = usePaged(q, notificationsAfter(q))
  const { data } = found
  const retry = () => void found.refetch()
  if (!data) return found.error ? <ErrorNote error={found.error} retry={retry} /> : null
  return (
    <>
      {found.error && <StaleNote retry={retry} />}
      <div class="stack">
        <How mode={data.mode} />
        <Which found={{ ...found, data }} q={q} />
      </div>
    </>
  )
}

function How({ mode }: { mode: NoticeMode }) {
  const words = notices()
  const opposite = mode === 'off' ? 'each' : 'off'
  return (
    <Card title={words.how} lead={words.howLead} beside={(
      <button type="button" class="plain small" onClick={() => void choose(opposite, mode)}>{mode === 'off' ? words.allOn : words.allOff}</button>
    )}>
      <div class="card-body" role="radiogroup" aria-label={words.how}>
        {MODES.map((one) => (
          <label key={one} class="check">
            <input type="radio" name="mode" value={one} checked={one === mode} onChange={() => void choose(one, mode)} />
            <span>{words.modes[one][0]}<small class="hint">{words.modes[one][1]}</small></span>
          </label>
        ))}
      </div>
    </Card>
  )
}

interface WhichProps {
  found: { data: Data; isPlaceholderData: boolean; page: number; shown: number }
  q: string
}

function Which({ found, q }: WhichProps) {
  const words = notices()
  const { data } = found
  const tick = (row: NotificationLine, which: Switch, label: string) => (
    <label class="check">
      <input type="checkbox" checked={!!row[which]} onChange={() => void saveSwitch(row.operation.id, which, !row[which]).catch(explained)} />
      <span class="hidden">{label}</span>
    </label>
  )
  const columns: Column<NotificationLine>[] = [
    { title: words.operation, kind: 'main', cell: ({ operation }) => (
      <span class="two-lines"><strong>{operation.name}</strong><small class="figures">{operation.reference}</small></span>
    ) },
    { title: words.own, cell: (row) => tick(row, 'own', words.ownOf(row.operation.name)) },
    { title: words.borrowers, cell: (row) =>
      (row.borrowers === null ? t().common.none : tick(row, 'borrowers', words.borrowersOf(row.operation.name))) },
  ]
  const shown = data.items.some((row) => row.borrowers !== null) ? columns : columns.slice(0, 2)
  return (
    <Card title={words.which} lead={words.whichLead}>
      {data.mode === 'off' && <Note tone="info"><p>{words.isOff}</p></Note>}
      <div class="toolbar"><Search label={words.search} value={q} onChange={(next) => goInstead(href('notifications', {}, { q: next }))} /></div>
      <Found isAsked={!!q} list={found} count={words.found} nothing={words.noMatch} />
      {data.items.length > 0
        ? <Table label={words.which} columns={shown} rows={data.items} keyOf={(row) => row.operation.id} />
        : <Empty icon="folder-open" title={q ? words.noMatch : words.none} />}
      <Pager {...found} />
    </Card>
  )
}
