// The lines that an archived habilitation took: which of them come back, and an answer for each.
import { useState } from 'preact/hooks'
import { isAhead } from '../base/dates'
import { entityWords } from './words/index'
import { t } from '../words/index'
import type { HeldLine } from '../base/types'
import { Answers, Progress, useBulk } from '../several/index'
import { Dialog } from '../ui/Dialog'
import { ErrorNote } from '../ui/Note'
import { giveBack, personOf, refreshEntity, useLinesOf } from './data'
import { lineSays } from './Loss'
import type { PersonDialogProps } from './dialogs'

const nameOf = ({ operation }: HeldLine): string => `${operation.reference} ${operation.name}`

/** Its end has passed: it needs a new one. */
const isPast = ({ until }: HeldLine): boolean => until !== null && !isAhead(until)

export function OfferDialog({ entity, person, onClose, onDone }: PersonDialogProps) {
  const words = entityWords().offer
  const found = useLinesOf(entity.id, [person], 'archived')
  const [lines] = found.data ?? []
  const [left, setLeft] = useState<Set<string>>(new Set())
  const [total, setTotal] = useState(0)
  const chosen = (lines?.items ?? []).filter((line) => !isPast(line)).filter(({ id, operation }) => (operation.status === 'closed') === left.has(id))
  const { state, answers, run } = useBulk(chosen, giveBack)
  const turn = (id: string) => setLeft((before) => {
    const next = new Set(before)
    if (!next.delete(id)) next.add(id)
    return next
  })
  const start = (event: Event) => {
    event.preventDefault()
    if (state !== 'ready' || !chosen.length) return
    setTotal(chosen.length)
    void run()
  }
  const close = () => {
    if (state === 'running') return
    if (state === 'ready') return onClose()
    void refreshEntity(entity.id)
    onDone()
  }
  return (
    <Dialog title={words.title(personOf(person))} onClose={close}>
      {state === 'running' && <Progress done={answers.length} all={total} />}
      {state === 'done' && <Answers answers={answers} nameOf={nameOf} onClose={close} />}
      {state === 'ready' && found.error && <ErrorNote error={found.error} retry={() => void found.refetch()} />}
      {state === 'ready' && lines && !lines.items.length && (
        <>
          <p class="lead">{words.none}</p>
          <div class="buttons"><button type="button" class="plain" autofocus onClick={close}>{t().common.close}</button></div>
        </>
      )}
      {state === 'ready' && lines && lines.items.length > 0 && (
        <form noValidate onSubmit={start}>
          <p class="lead">{words.lead}</p>
          <fieldset class="ticks-field offered">
            <legend class="hidden">{words.lines}</legend>
            {lines.items.map((line) => (
              <label key={line.id} class="check">
                <input type="checkbox" checked={chosen.includes(line)} disabled={isPast(line)} onChange={() => turn(line.id)} />
                <span>{nameOf(line)}<small>{lineSays(line)}</small></span>
              </label>
            ))}
          </fieldset>
          <div class="buttons">
            <button type="button" class="plain" onClick={close}>{words.later}</button>
            <button type="submit" class="primary" aria-disabled={!chosen.length}>{words.submit(chosen.length)}</button>
          </div>
        </form>
      )}
    </Dialog>
  )
}
