// Handing over, in three steps: who takes over what, from when, and what will come of it.
import { useEffect, useRef, useState } from 'preact/hooks'
import { now } from '../base/clock'
import { handoverWords } from './words/index'
import { go, goInstead, href, route } from '../base/router'
import { session } from '../base/session'
import { Head } from '../frames/Head'
import type { HandoverPreview } from '../base/types'
import { Empty } from '../ui/Empty'
import { ErrorNote, Note } from '../ui/Note'
import { toast } from '../ui/Toast'
import { useDraft } from '../ui/useDraft'
import { useSubmit } from '../ui/useSubmit'
import { Check } from './Check'
import { Days } from './Days'
import { preview, start, useSources } from './data'
import { EMPTY, planOf, type CheckedAt, type Draft } from './plan'
import { Successors } from './Successors'

const STEPS = 'handover-steps'

export function Start() {
  const words = handoverWords().start
  const habilitation = route.value.query.get('habilitation')
  const sources = useSources(habilitation)
  const name = habilitation ? (sources.data?.leaver.name ?? '') : ''
  const isUnder = sources.error?.code === 'handover_open'
  const title = habilitation ? words.of(name) : words.mine
  if (habilitation && !sources.data && !sources.error) return null
  return (
    <>
      <Head title={title} crumbs={[{ label: handoverWords().list.title, href: href('handovers') }]} here={title} />
      {isUnder && <Note tone="info"><p>{words.under}</p><a href={href('handovers')}>{words.underLink}</a></Note>}
      {sources.error && !isUnder && <ErrorNote error={sources.error} retry={() => void sources.refetch()} />}
      {sources.data && !sources.error && <Steps key={habilitation} habilitation={habilitation} sources={sources.data} lead={habilitation ? words.leadOf(name) : words.lead} />}
    </>
  )
}

interface StepsProps {
  habilitation: string | null
  sources: HandoverPreview
  lead: string
}

/** One operation's own entry has already said which one it is about. */
const beginning = (): Draft => {
  const operation = route.value.query.get('operation')
  return operation ? { ...EMPTY, mode: 'operations', assigned: { [operation]: '' } } : EMPTY
}

/** As people are added to one of the operations, or authorised by a leader: what is not open is looked at nowhere. */
function checkOf(sources: HandoverPreview, habilitation: string | null): CheckedAt {
  const { entity } = session.value?.environment ?? {}
  if (habilitation && entity) return { path: `entities/${encodeURIComponent(entity)}/habilitations/check` }
  const open = sources.left.find(({ status }) => status === 'open')
  return { path: open ? `operations/${encodeURIComponent(open.id)}/contacts/check` : null, more: entity ? { entity } : {} }
}

function Steps({ habilitation, sources, lead }: StepsProps) {
  const words = handoverWords().start
  const { draft, change, forget } = useDraft<Draft>(`handover ${habilitation ?? ''}`, beginning())
  const [plan, setPlan] = useState<HandoverPreview | null>(null)
  const ids = sources.left.map((operation) => operation.id)
  const asked = () => planOf(draft, ids, habilitation, now())
  const look = useSubmit(async () => {
    setPlan(await preview(asked()))
    change({ step: 2 })
  })
  const send = useSubmit(async () => {
    const made = await start(asked())
    forget()
    goInstead(href('handover', { handover: made.id }))
    toast(words.done)
  })
  const step = draft.step === 2 && !plan ? 1 : draft.step
  const before = useRef(step)
  useEffect(() => { // the button that led here went with its step
    if (before.current !== step) document.getElementById(STEPS)?.focus()
    before.current = step
  }, [step])
  if (!ids.length && !session.value?.environment?.client) {
    return <div class="card"><Empty icon="users" title={words.none}><p>{lead}</p></Empty></div>
  }
  return (
    <>
      <p class="lead">{lead}</p>
      <ol id={STEPS} tabIndex={-1} class="steps handover-steps" aria-label={words.steps}>
        {words.step.map((label, i) => <li key={label} aria-current={i === step ? 'step' : undefined}>{label}</li>)}
      </ol>
      {step === 0 && <Successors draft={draft} change={change} sources={sources.left} check={checkOf(sources, habilitation)} onCancel={() => go(href('handovers'))} onNext={() => change({ step: 1 })} />}
      {step === 1 && <Days draft={draft} change={change} busy={look.busy} error={look.error} onBack={() => { look.clear(); change({ step: 0 }) }} onNext={look.submit} />}
      {step === 2 && plan && <Check plan={plan} starts={Boolean(asked().from)} busy={send.busy} error={send.error} onBack={() => { send.clear(); change({ step: 1 }) }} onSubmit={send.submit} />}
    </>
  )
}
