// The rows of a sheet: what each would do, what is unusual about it, what is wrong; in the end what was done.
import { useState } from 'preact/hooks'
import { entityWords } from './words/index'
import { t } from '../words/index'
import type { CheckedAddress } from '../base/types'
import { Icon } from '../ui/Icon'
import type { IconName } from '../ui/icons'
import { Lines } from '../ui/Lines'
import { Table, type Column } from '../ui/Table'
import { isOdd, unusualSays, unusualWords } from '../unusual/index'
import type { RosterRow } from './roster'
import type { RowResult } from './useRoster'

interface Props {
  rows: RosterRow[]
  checkedOf: (email: string) => CheckedAddress | undefined
  results: ReadonlyMap<number, RowResult>
  isDone: boolean
}

interface Said {
  icon: IconName
  tone: 'ok' | 'warn' | 'bad' | 'quiet'
  text: string
}

export function RosterTable({ rows, checkedOf, results, isDone }: Props) {
  const words = entityWords().roster
  const [isNarrowed, setNarrowed] = useState(false)
  const lines = rows.map((row) => ({ row, said: say(row, checkedOf(row.email), results.get(row.line), isDone) }))
  const odd = lines.filter(({ said }) => said.tone === 'bad' || said.tone === 'warn')
  const columns: Column<(typeof lines)[number]>[] = [
    { title: words.line, cell: ({ row }) => row.line },
    { title: words.who, kind: 'main', cell: ({ row }) => <strong>{row.email || words.teamAlone}</strong> },
    { title: entityWords().authorise.team, cell: ({ row }) => <Lines first={row.path.join(' / ') || words.root} others={row.news ? [words.newTeam] : []} /> },
    { title: entityWords().authorise.roles, cell: ({ row }) => row.roles.map((role) => entityWords().people.roles[role]).join(', ') || t().common.none },
    { title: words.outcome, cell: ({ said }) => <span class={`said ${said.tone}`}><Icon name={said.icon} /><span>{said.text}</span></span> },
  ]
  return (
    <>
      {odd.length > 0 && (
        <div class="card-body">
          <label class="check">
            <input type="checkbox" checked={isNarrowed} onChange={(event) => setNarrowed(event.currentTarget.checked)} />
            <span>{words.onlyOdd(odd.length)}</span>
          </label>
        </div>
      )}
      <Table label={words.rows} columns={columns} rows={isNarrowed && odd.length ? odd : lines} keyOf={({ row }) => String(row.line)} />
    </>
  )
}

function say(row: RosterRow, checked: CheckedAddress | undefined, done: RowResult | undefined, isDone: boolean): Said {
  const words = entityWords()
  if (done?.result === 'refused') return { icon: 'triangle-alert', tone: 'bad', text: done.says ?? '' }
  if (done?.result === 'team') return { icon: 'circle-check', tone: 'ok', text: words.roster.teamAdded }
  if (done) return { icon: done.result === 'unchanged' ? 'info' : 'circle-check', tone: done.result === 'unchanged' ? 'quiet' : 'ok', text: words.authorise.outcomes[done.result] }
  if (row.problem) return { icon: 'triangle-alert', tone: 'bad', text: words.roster.problems[row.problem] }
  if (isDone) return { icon: 'info', tone: 'warn', text: words.roster.leftOut }
  if (!row.email) return { icon: 'circle-check', tone: 'ok', text: row.news ? words.roster.addsTeam : words.roster.teamThere }
  if (!checked) return { icon: 'clock', tone: 'quiet', text: words.roster.looking }
  return { icon: isOdd(checked) ? 'triangle-alert' : 'circle-check', tone: checked.code ? 'bad' : isOdd(checked) ? 'warn' : 'ok', text: [unusualSays(checked), checked.instead ? unusualWords().instead(checked.instead) : ''].filter(Boolean).join(' · ') }
}
