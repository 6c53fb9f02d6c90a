// The second step: from which day, for how long both have access, and a word to the successors.
import { useRef, useState } from 'preact/hooks'
import type { ApiError } from '../base/api'
import { now } from '../base/clock'
import { zoneName } from '../words/format'
import { handoverWords } from './words/index'
import { Field } from '../ui/Field'
import { InWords } from '../ui/InWords'
import { focusFirstProblem } from '../ui/focus'
import { ErrorNote } from '../ui/Note'
import { Submit } from '../ui/Submit'
import { areDays, isDay, today, type Draft } from './plan'

interface Props {
  draft: Draft
  change: (part: Partial<Draft>) => void
  busy: boolean
  error: ApiError | null
  onBack: () => void
  onNext: (event: Event) => void
}

export function Days({ draft, change, busy, error, onBack, onNext }: Props) {
  const words = handoverWords().start
  const [tried, setTried] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  const wrongDay = tried && !isDay(draft, now())
  const wrongDays = tried && !areDays(draft.overlap)
  const next = (event: Event) => {
    event.preventDefault()
    setTried(true)
    if (isDay(draft, now()) && areDays(draft.overlap)) onNext(event)
    else focusFirstProblem(form.current)
  }
  const said = (member: string) => (error?.fields[member] ? [error.fields[member]] : [])
  return (
    <form ref={form} noValidate class="stack" onSubmit={next}>
      <div class="card card-body">
        <Field label={words.from} hint={words.fromHint(zoneName())} errors={wrongDay ? [words.needDay] : said('from')}
          below={<InWords day={draft.from || today(now())} />}>
          {(control) => (
            <input {...control} type="date" class="short" min={today(now())} value={draft.from || today(now())}
              onInput={(event) => change({ from: event.currentTarget.value })} />
          )}
        </Field>
        <Field label={words.overlap} hint={words.overlapHint} errors={wrongDays ? [words.needDays] : said('until')}>
          {(control) => (
            <input {...control} type="number" class="short" min={0} max={90} step={1} inputMode="numeric" value={draft.overlap}
              onInput={(event) => change({ overlap: event.currentTarget.value })} />
          )}
        </Field>
        <Field label={words.message} optional hint={words.messageHint} errors={said('message')}>
          {(control) => (
            <textarea {...control} rows={3} maxLength={1000} value={draft.message}
              onInput={(event) => change({ message: event.currentTarget.value })} />
          )}
        </Field>
        {error && !said('from').length && !said('until').length && <ErrorNote error={error} />}
        {error?.fields.successors && <p class="hint">{error.fields.successors}</p>}
      </div>
      <div class="buttons">
        <button type="button" class="plain" onClick={onBack}>{words.back}</button>
        <Submit busy={busy}>{words.next}</Submit>
      </div>
    </form>
  )
}
