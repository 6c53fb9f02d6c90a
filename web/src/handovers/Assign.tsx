// Operations and their successors: tick some, name who takes them over.
import { useState } from 'preact/hooks'
import { folded } from '../base/fold'
import { handoverWords } from './words/index'
import { t } from '../words/index'
import type { HandedOperation } from '../base/types'
import { Field } from '../ui/Field'
import { Found } from '../ui/Found'
import { Lines } from '../ui/Lines'
import { Search } from '../ui/Search'
import { Table, type Column } from '../ui/Table'
import { toast } from '../ui/Toast'
import { useSelection } from '../ui/useSelection'
import { Checked, unusualWords, useChecks } from '../unusual/index'
import { areAddresses, type CheckedAt, type Draft } from './plan'

interface Props {
  draft: Draft
  change: (part: Partial<Draft>) => void
  sources: HandedOperation[]
  check: CheckedAt
}

const fits = ({ reference, name }: HandedOperation, search: string) => folded(`${reference} ${name}`).includes(folded(search))

export function Assign({ draft, change, sources, check }: Props) {
  const words = handoverWords().start
  const [search, setSearch] = useState('')
  const [email, setEmail] = useState('')
  const [wrong, setWrong] = useState('')
  const checks = useChecks(email, check.path, check.more)
  const selection = useSelection('handover')
  const shown = sources.filter((one) => fits(one, search))
  const ticked = sources.filter((one) => selection.has(one.id))
  const put = (to: string) => {
    change({ assigned: { ...draft.assigned, ...Object.fromEntries(ticked.map(({ id }) => [id, to])) } })
    selection.clear()
    if (to) toast(words.assigned(ticked.length))
  }
  const assign = async () => {
    const [unsure] = areAddresses(email) ? await checks.unsure() : []
    const found = !areAddresses(email) ? words.needAddress : unsure ? unusualWords().needSure(unsure) : ''
    setWrong(found)
    if (!found) put(email.trim())
  }
  const columns: Column<HandedOperation>[] = [
    { title: words.operation, kind: 'main', cell: ({ reference, name }) => <Lines first={<strong>{name}</strong>} others={[reference]} /> },
    { title: words.successor, cell: ({ id }) => draft.assigned[id] || <span class="lead">{words.stays}</span> },
  ]
  return (
    <div class="card">
      <div class="toolbar">
        <Search label={words.search} value={search} onChange={setSearch} />
      </div>
      <Found isAsked={!!search} list={{ data: { items: shown, next: null }, isPlaceholderData: false }} count={handoverWords().operations} nothing={words.noneFound} />
      {ticked.length > 0 && (
        <div class="card-body handover-assign" role="group" aria-label={words.chosen(ticked.length)}>
          <p role="status">{words.chosen(ticked.length)}</p>
          <Field label={words.assignTo} errors={wrong ? [wrong] : []}>
            {(control) => (
              <input {...control} type="text" inputMode="email" autocomplete="off" autocapitalize="none" spellcheck={false} value={email}
                onInput={(event) => setEmail(event.currentTarget.value)}
                onKeyDown={(event) => { if (event.key === 'Enter') { event.preventDefault(); void assign() } }} />
            )}
          </Field>
          <div><Checked checks={checks} text={email} onText={setEmail} /></div>
          <div class="actions-line">
            <button type="button" class="primary" onClick={() => void assign()}>{words.assign}</button>
            <button type="button" class="plain" onClick={() => put('')}>{words.unassign}</button>
            <button type="button" class="plain" onClick={selection.clear}>{t().common.cancel}</button>
          </div>
        </div>
      )}
      {shown.length > 0 ? (
        <Table label={words.operation} columns={columns} rows={shown} keyOf={(one) => one.id}
          ticks={{ selection, nameOf: (one) => one.name, can: () => true }} />
      ) : <p class="card-body">{words.noneFound}</p>}
    </div>
  )
}
