// The last minutes' actions: each of their lines, or all of them, can be undone from here.
import { useEffect, useState } from 'preact/hooks'
import { formatClock } from '../words/format'
import { recentWords } from './words/index'
import { language, t } from '../words/index'
import { session } from '../base/session'
import { Address } from '../ui/Address'
import { Dialog } from '../ui/Dialog'
import { Empty } from '../ui/Empty'
import { focusSoon } from '../ui/focus'
import { Icon } from '../ui/Icon'
import { deeds, LIFE_MS, recentShown, type Deed, type DeedLine } from './store'
import { undoLines } from './undo'

const TITLE = 'recent-deeds'

export function Recent() {
  const words = recentWords()
  const close = () => { recentShown.value = false }
  return (
    <Dialog title={words.title} onClose={close}>
      <p class="lead" id={TITLE} tabIndex={-1}>{words.lead}</p>
      {deeds.value.map((deed) => <Deeds key={deed.id} deed={deed} />)}
      {!deeds.value.length && <Empty icon="undo-2" title={words.none} />}
      <div class="buttons"><button type="button" class="plain" autofocus onClick={close}>{t().common.close}</button></div>
    </Dialog>
  )
}

function Deeds({ deed }: { deed: Deed }) {
  const words = recentWords()
  const [busy, setBusy] = useState(false)
  const isHere = session.value?.environment?.entity === deed.environment.entity
  const open = deed.lines.filter(({ undone }) => !undone)
  const undo = async (lines: DeedLine[]) => {
    if (busy) return
    setBusy(true)
    focusSoon(`#${TITLE}`)
    await undoLines(deed, lines).finally(() => setBusy(false))
  }
  return (
    <div role="group" class="deed" aria-label={words.kinds[deed.kind]} aria-busy={busy}>
      <div class="deed-head">
        <div class="two-lines">
          <h3>{words.kinds[deed.kind]}</h3>
          <small>{[deed.place, words.until(formatClock(language(), deed.at + LIFE_MS))].join(' · ')}</small>
        </div>
        {isHere && open.length > 1 && (
          <button type="button" class="plain small" aria-disabled={busy} onClick={() => void undo(open)}>{words.all(open.length)}</button>
        )}
      </div>
      {!isHere && <p class="hint">{words.elsewhere(deed.environment.name)}</p>}
      <ul>
        {deed.lines.map((line) => <Line key={line.key} line={line} canUndo={isHere} busy={busy} undo={() => void undo([line])} />)}
      </ul>
    </div>
  )
}

interface LineProps {
  line: DeedLine
  canUndo: boolean
  busy: boolean
  undo: () => void
}

function Line({ line: { who, undone, why }, canUndo, busy, undo }: LineProps) {
  const words = recentWords()
  const [isTold, setTold] = useState(false)
  useEffect(() => { if (undone || why.length) setTold(true) }, [undone, why])
  return (
    <li>
      <span class="two-lines">
        <strong>{who.includes('@') ? <Address email={who} /> : who}</strong>
        <span role="status">
          {isTold && undone && <small class="ok"><Icon name="circle-check" />{words.asBefore}</small>}
          {isTold && why.map((reason) => <small key={reason} class="bad"><Icon name="triangle-alert" />{reason}</small>)}
        </span>
      </span>
      {canUndo && !undone && (
        <button type="button" class="plain small" aria-disabled={busy} aria-label={words.undoOf(who)} onClick={undo}>{t().common.undo}</button>
      )}
    </li>
  )
}
