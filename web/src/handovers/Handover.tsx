// One handover: what it is about, who answered what, and how to mend or end it.
import { useState } from 'preact/hooks'
import { asApiError, isGone } from '../base/api'
import { explain } from '../words/explain'
import { formatDate, formatStart, formatTime } from '../words/format'
import { handoverWords } from './words/index'
import { language } from '../words/index'
import { href } from '../base/router'
import { Head } from '../frames/Head'
import type { Handover as Data, HandoverPart } from '../base/types'
import { Card } from '../ui/Card'
import { ErrorNote, Note, StaleNote } from '../ui/Note'
import { focusSoon } from '../ui/focus'
import { toast } from '../ui/Toast'
import { Unknown } from '../frames/Unknown'
import { accept, goOn, useHandover } from './data'
import { CancelDialog, MendDialog, RefuseDialog } from './dialogs'
import { HandoverBadge } from './Handovers'
import { Part } from './Part'

type Open = { kind: 'refuse' } | { kind: 'cancel' } | { kind: 'mend'; part: HandoverPart } | null

const HEADING = 'handover-parts'

export function Handover({ id }: { id: string }) {
  const found = useHandover(id)
  if (isGone(found.error)) return <Unknown />
  const retry = () => void found.refetch()
  if (!found.data) return found.error ? <ErrorNote error={found.error} retry={retry} /> : null
  return (
    <>
      {found.error && <StaleNote retry={retry} />}
      <One handover={found.data} />
    </>
  )
}

function One({ handover }: { handover: Data }) {
  const words = handoverWords().one
  const [open, setOpen] = useState<Open>(null)
  const title = handover.as.includes('leaver') ? words.mine : words.title(nameOf(handover.leaver))
  const close = () => setOpen(null)
  const done = () => {
    close()
    focusSoon(`#${HEADING}`)
  }
  const failed = handover.parts.some(({ status, may }) => may.length > 0 && (status === 'refused' || status === 'expired'))
  return (
    <>
      <Head title={title} crumbs={[{ label: words.list, href: href('handovers') }]} here={title} badge={<HandoverBadge status={handover.status} />} />
      <div class="stack">
        {handover.may.includes('answer') && <Question handover={handover} onRefuse={() => setOpen({ kind: 'refuse' })} />}
        {handover.rests && <Resting handover={handover} />}
        {failed && <Note tone="warn" icon="triangle-alert"><p>{words.failedText}</p></Note>}
        <Facts handover={handover} />
        <section aria-labelledby={HEADING} class="stack">
          <h2 id={HEADING} tabIndex={-1}>{words.parts}</h2>
          {handover.parts.map((part) => <Part key={part.id} part={part} onMend={() => setOpen({ kind: 'mend', part })} />)}
        </section>
        {handover.may.includes('cancel') && (
          <div class="buttons"><button type="button" class="plain" onClick={() => setOpen({ kind: 'cancel' })}>{words.cancel}</button></div>
        )}
      </div>
      {open?.kind === 'refuse' && <RefuseDialog handover={handover} onClose={close} onDone={done} />}
      {open?.kind === 'cancel' && <CancelDialog handover={handover} onClose={close} onDone={done} />}
      {open?.kind === 'mend' && <MendDialog handover={handover} part={open.part} onClose={close} onDone={done} />}
    </>
  )
}

const nameOf = ({ name, email }: { name: string | null; email: string }) => name ?? email

/** Does something at once, and says how it went. */
function useDeed(deed: () => Promise<unknown>, said: string) {
  const [busy, setBusy] = useState(false)
  const run = async () => {
    if (busy) return
    setBusy(true)
    try {
      await deed()
      toast(said)
      focusSoon(`#${HEADING}`)
    } catch (error) {
      toast(explain(asApiError(error)))
    } finally {
      setBusy(false)
    }
  }
  return { busy, run: () => void run() }
}

function Question({ handover, onRefuse }: { handover: Data; onRefuse: () => void }) {
  const words = handoverWords().one
  const { busy, run } = useDeed(() => accept(handover.id), words.accepted)
  return (
    <section class="card card-body handover-question">
      <p><strong>{words.question(nameOf(handover.started_by))}</strong></p>
      {handover.message && <blockquote>{handover.message}</blockquote>}
      <p class="lead">{words.questionText}</p>
      <div class="actions-line">
        <button type="button" class="primary" aria-disabled={busy} aria-busy={busy} onClick={run}>{words.accept}</button>
        <button type="button" class="plain" onClick={onRefuse}>{words.refuse}</button>
      </div>
    </section>
  )
}

function Resting({ handover }: { handover: Data }) {
  const words = handoverWords().one
  const { busy, run } = useDeed(() => goOn(handover.id), words.continued)
  return (
    <Note tone="warn" icon="triangle-alert">
      <p>{words.rests}</p>
      {handover.may.includes('continue') && (
        <button type="button" class="primary" aria-disabled={busy} aria-busy={busy} onClick={run}>{words.continue}</button>
      )}
    </Note>
  )
}

function Facts({ handover }: { handover: Data }) {
  const words = handoverWords().one
  const date = (time: string) => formatDate(language(), time)
  const isAtOnce = handover.from <= handover.created
  const roles = { given: words.rolesGiven, asked: words.rolesAsked }
  const facts: [string, string | null][] = [
    [words.leaver, nameOf(handover.leaver)],
    [words.entity, handover.entity.name],
    [words.startedBy, `${nameOf(handover.started_by)} (${date(handover.created)})`],
    [words.from, isAtOnce ? words.asSoon : formatStart(language(), handover.from)],
    [words.until, handover.until > handover.from ? formatStart(language(), handover.until) : words.whenAccepted],
    [words.roles, handover.roles && roles[handover.roles]],
    [words.ended, handover.ended_at && formatTime(language(), handover.ended_at)],
    [words.message, handover.may.includes('answer') ? null : handover.message],
  ]
  return (
    <Card title={words.facts}>
      <dl class="facts">
        {facts.filter(([, value]) => value).map(([label, value]) => <div key={label}><dt>{label}</dt><dd>{value}</dd></div>)}
      </dl>
    </Card>
  )
}
