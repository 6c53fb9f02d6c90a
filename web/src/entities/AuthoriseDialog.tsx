// Several people at once, an answer for each. What was refused stays in the field, what was typed is never lost.
import { useRef, useState } from 'preact/hooks'
import { DatesField, dateWords } from '../dates/index'
import { areGood, noDates, termsOf, type Dates } from '../base/dates'
import { looksLikeAddress, splitAddresses } from '../base/addresses'
import { entityWords } from './words/index'
import { refusalOf } from '../words/explain'
import { t } from '../words/index'
import type { AuthoriseItem, Entity, Role, Team } from '../base/types'
import { Dialog } from '../ui/Dialog'
import { Field } from '../ui/Field'
import { focusFirstProblem } from '../ui/focus'
import { ErrorNote } from '../ui/Note'
import { Outcomes, tally, type Outcome } from '../ui/Outcomes'
import { Submit } from '../ui/Submit'
import { TeamField } from './TeamField'
import { useDraft } from '../ui/useDraft'
import { useSubmit } from '../ui/useSubmit'
import { Checked, unusualWords, useChecks } from '../unusual/index'
import { authorise, checkPath } from './data'
import { LanguageField } from './LanguageField'
import { RolesField } from './RolesField'

const MAX_AT_ONCE = 100

interface Draft {
  emails: string
  team: string
  roles: Role[]
  dates: Dates
  language: string
}

const looks: Record<AuthoriseItem['result'], Pick<Outcome, 'icon' | 'tone'>> = {
  active: { icon: 'circle-check', tone: 'ok' },
  invited: { icon: 'send', tone: 'ok' },
  queued: { icon: 'clock', tone: 'ok' },
  unchanged: { icon: 'info', tone: 'quiet' },
  refused: { icon: 'triangle-alert', tone: 'bad' },
}

function problemsOf(text: string) {
  const words = t().add
  const addresses = splitAddresses(text)
  const size = !addresses.length ? [words.needOne] : addresses.length > MAX_AT_ONCE ? [words.tooMany] : []
  return { size, bad: addresses.filter((address) => !looksLikeAddress(address)) }
}


interface Props {
  entity: Entity
  teams: Team[]
  team: Team
  /** What they are to be from the beginning. */
  roles?: Role[]
  onClose: () => void
}

export function AuthoriseDialog({ entity, teams, team, roles = [], onClose }: Props) {
  const words = entityWords().authorise
  const { draft, change, forget } = useDraft<Draft>(`authorise ${entity.id} ${roles.join()}`, { emails: '', team: '', roles, dates: noDates(), language: '' })
  const [problems, setProblems] = useState<string[]>([])
  const [tried, setTried] = useState(false)
  const [items, setItems] = useState<AuthoriseItem[]>([])
  const form = useRef<HTMLFormElement>(null)
  const field = useRef<HTMLTextAreaElement>(null)
  const place = draft.team || team.id

  const checks = useChecks(draft.emails, checkPath(entity.id), { team: place })
  const replace = (emails: string) => {
    change({ emails })
    field.current?.focus()
  }
  const { busy, error, submit } = useSubmit(async () => {
    const { size, bad } = problemsOf(draft.emails)
    const unsure = await checks.unsure()
    const kept = [...bad, ...unsure]
    const emails = splitAddresses(draft.emails).filter((address) => !kept.includes(address))
    const wrong = [...size, ...bad.map(t().add.invalid), ...unsure.map(unusualWords().needSure)]
    setProblems(wrong)
    setTried(true)
    if (size.length || !emails.length) return field.current?.focus()
    if (!areGood(draft.dates, entity.latest_until)) return focusFirstProblem(form.current)
    const { from, until } = termsOf(draft.dates, entity.latest_until)
    const answer = await authorise(entity.id, { emails, team: place, roles: draft.roles, from, until: until ?? undefined, language: draft.language || undefined })
    const refused = answer.items.filter((item) => item.result === 'refused')
    setItems(answer.items)
    const left = [...kept, ...refused.map((item) => item.email)]
    setProblems([...wrong, ...refused.map(refusalOf)])
    if (left.length) change({ emails: left.join('\n') })
    else forget()
  })

  const isFinished = items.length > 0 && !problems.length
  return (
    <Dialog title={words.title} onClose={onClose}>
      {items.length > 0 && <Results items={items} />}
      {isFinished ? (
        <div class="buttons">
          <button type="button" class="plain" onClick={() => setItems([])}>{t().add.another}</button>
          <button type="button" class="primary" onClick={onClose}>{t().add.done}</button>
        </div>
      ) : (
        <form ref={form} noValidate onSubmit={submit}>
          {!items.length && <p class="lead">{words.lead(entity.name)}</p>}
          <Field label={words.emails} hint={words.emailsHint} errors={[...problems, error?.fields.emails ?? ''].filter(Boolean)}>
            {(control) => (
              <textarea {...control} ref={field} rows={4} autofocus spellcheck={false} autocapitalize="off" value={draft.emails}
                onInput={(event) => change({ emails: event.currentTarget.value })} />
            )}
          </Field>
          <Checked checks={checks} text={draft.emails} onText={replace} />
          <TeamField label={words.team} teams={teams} can={({ may }) => may.includes('add_people')} value={place} onChange={(next) => change({ team: next })} />
          <RolesField entity={entity.id} value={draft.roles} onChange={(roles) => change({ roles })} />
          <LanguageField value={draft.language} usual={entity.language} refused={error?.fields.language} onChange={(language) => change({ language })} />
          <details class="more" open={!!entity.latest_until || draft.dates.end !== 'none' || !!draft.dates.from}>
            <summary>{dateWords().more}</summary>
            <DatesField dates={draft.dates} onChange={(dates) => change({ dates })} latest={entity.latest_until} tried={tried} refused={error?.fields} />
          </details>
          {error && <ErrorNote error={error} />}
          <div class="buttons">
            <button type="button" class="plain" onClick={onClose}>{items.length ? t().common.close : t().common.cancel}</button>
            <Submit busy={busy}>{words.submit(splitAddresses(draft.emails).length)}</Submit>
          </div>
        </form>
      )}
    </Dialog>
  )
}

function Results({ items }: { items: AuthoriseItem[] }) {
  const words = entityWords().authorise
  const handled = items.filter((item) => item.result !== 'refused')
  return (
    <Outcomes key={items.map((item) => item.email).join()} title={t().add.resultTitle} summary={words.summary(tally(items))}
      outcomes={handled.map(({ email, result }) => ({ who: email, says: words.outcomes[result], ...looks[result] }))} />
  )
}
