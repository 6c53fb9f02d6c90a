// Another end in one click; a day of one's own below.
import { useRef, useState } from 'preact/hooks'
import { dateProblems, endsWithin, termsOf, type Dates, type End } from '../base/dates'
import { formatEnd } from '../words/format'
import { dateWords } from './words/index'
import { language } from '../words/index'
import { Dialog } from '../ui/Dialog'
import { FormEnd } from '../ui/FormEnd'
import { toast } from '../ui/Toast'
import { useSubmit } from '../ui/useSubmit'
import { DayField } from './DatesField'

const QUICK: End[] = ['m1', 'm3', 'm12', 'none']

interface Props {
  name: string
  /** Of what it is. */
  words: { title: (name: string) => string; setTitle: (name: string) => string; extended: (name: string, date: string) => string; endless: (name: string) => string }
  until: string | null
  /** No longer than until here; absent: any end. */
  latest: string | undefined
  extend: (until: string | null) => Promise<{ until: string | null }>
  onClose: () => void
}

export function ExtendDialog({ name, words: own, until, latest, extend, onClose }: Props) {
  const words = dateWords()
  const [day, setDay] = useState('')
  const [problem, setProblem] = useState<keyof typeof words.problems | undefined>()
  const chosen = useRef<End>('day')
  const { busy, error, submit } = useSubmit(async () => {
    const dates: Dates = { from: '', end: chosen.current, day }
    chosen.current = 'day'
    const found = dateProblems(dates, latest).until
    setProblem(found)
    if (found) return
    const extended = await extend(termsOf(dates, latest).until)
    onClose()
    toast(extended.until ? own.extended(name, formatEnd(language(), extended.until)) : own.endless(name))
  })
  // Not of the type submit: the first of them would be what the Enter key does in the date field.
  const choose = (end: End) => (event: { currentTarget: HTMLButtonElement }) => {
    chosen.current = end
    event.currentTarget.form?.requestSubmit()
  }
  const quick = endsWithin(QUICK, latest).filter((end) => end !== 'none' || until || latest) // no end is what it has
  const errors = [problem ? words.problems[problem] : '', error?.fields.until ?? ''].filter(Boolean)
  return (
    <Dialog title={(until ? own.title : own.setTitle)(name)} icon={{ name: 'calendar-clock', tone: 'ok' }} onClose={onClose}>
      <form noValidate onSubmit={submit}>
        <p class="lead">{until ? words.now(formatEnd(language(), until)) : words.noEnd}</p>
        <div class="buttons">
          {quick.map((end) => (
            <button key={end} type="button" class="plain" disabled={busy} onClick={choose(end)}>
              {end === 'none' && latest ? words.latest(formatEnd(language(), latest)) : words.ends[end]}
            </button>
          ))}
        </div>
        {latest && <p class="hint">{words.latestHint}</p>}
        <DayField value={day} latest={latest} errors={errors} onChange={setDay} />
        <FormEnd error={error} busy={busy} onClose={onClose}>{words.submit}</FormEnd>
      </form>
    </Dialog>
  )
}
