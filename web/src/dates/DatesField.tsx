// From when, and until when: a few usual durations, or days of one's own.
import { useId } from 'preact/hooks'
import { now } from '../base/clock'
import { dateProblems, endsWithin, today, tomorrow, type Dates, type End } from '../base/dates'
import { formatEnd, zoneName } from '../words/format'
import { dateWords } from './words/index'
import { language } from '../words/index'
import { Errors, Field } from '../ui/Field'
import { InWords } from '../ui/InWords'

const ENDS: End[] = ['none', 'm1', 'm3', 'm12', 'day']

export interface DatesProps {
  dates: Dates
  onChange: (dates: Dates) => void
  /** The form was sent once: what is wrong is told. */
  tried: boolean
  /** What the server refused, by its names. */
  refused: Record<string, string> | undefined
  /** No start is asked for. */
  endOnly?: boolean
  label?: string
  hint?: string
  ends?: End[]
  /** One gives it no longer than until here; null is any end. */
  latest?: string | null | undefined
}

export function DatesField({ dates, onChange, tried, refused = {}, endOnly = false, label, hint, ends = ENDS, latest = null }: DatesProps) {
  const words = dateWords()
  const found = tried ? dateProblems(dates, latest) : {}
  const says = (problem: keyof typeof words.problems | undefined, more: string | undefined) =>
    [problem ? words.problems[problem] : '', more ?? ''].filter(Boolean)
  const endErrors = says(found.until, refused.until)
  const isDay = dates.end === 'day'
  return (
    <>
      {!endOnly && (
        <Field label={words.start} optional hint={words.startHint(zoneName())} errors={says(found.from, refused.from)} below={<InWords day={dates.from} />}>
          {(control) => (
            <input {...control} type="date" min={today(now())} value={dates.from} class="short"
              onInput={(event) => onChange({ ...dates, from: event.currentTarget.value })} />
          )}
        </Field>
      )}
      <Ends legend={label ?? words.until} hint={latest ? words.latestHint : hint} ends={endsWithin(ends, latest)} latest={latest} value={dates.end} errors={isDay ? [] : endErrors} onChange={(end) => onChange({ ...dates, end })} />
      {isDay && <DayField value={dates.day} least={dates.from} latest={latest} errors={endErrors} onChange={(day) => onChange({ ...dates, day })} />}
    </>
  )
}

interface EndsProps {
  legend: string
  hint: string | undefined
  ends: End[]
  latest: string | null
  value: End | ''
  errors: string[]
  onChange: (end: End) => void
}

function Ends({ legend, hint, ends, latest, value, errors, onChange }: EndsProps) {
  const id = useId()
  const words = dateWords().ends
  return (
    <fieldset class="ends" role="radiogroup" tabIndex={-1} aria-invalid={errors.length ? 'true' : undefined}
      aria-describedby={[hint && `${id}-hint`, errors.length && `${id}-errors`].filter(Boolean).join(' ') || undefined}>
      <legend>{legend}</legend>
      <div>
        {ends.map((end) => (
          <label key={end} class="check">
            <input type="radio" name={id} value={end} checked={end === value} onChange={() => onChange(end)} />
            <span>{end === 'none' && latest ? dateWords().latest(formatEnd(language(), latest)) : words[end]}</span>
          </label>
        ))}
      </div>
      {hint && <p id={`${id}-hint`} class="hint">{hint}</p>}
      <Errors id={`${id}-errors`} errors={errors} />
    </fieldset>
  )
}

interface DayProps {
  value: string
  least?: string
  latest?: string | null | undefined
  errors: string[]
  onChange: (day: string) => void
}

/** The last day of an access. */
export function DayField({ value, least = '', latest = null, errors, onChange }: DayProps) {
  const words = dateWords()
  const next = tomorrow(now())
  return (
    <Field label={words.day} hint={words.dayHint(zoneName())} errors={errors} below={<InWords day={value} says={words.atMidnight} />}>
      {(control) => (
        <input {...control} type="date" min={least > next ? least : next} max={latest ? today(new Date(latest)) : undefined} value={value} class="short"
          onInput={(event) => onChange(event.currentTarget.value)} />
      )}
    </Field>
  )
}
