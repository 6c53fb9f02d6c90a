import { useRef, useState } from 'preact/hooks'
import { draftOfAccount, keepAccountDraft, type PersonValues } from '../base/drafts'
import { aboutAccount } from './words/index'
import type { Account } from '../base/types'
import { Card } from '../ui/Card'
import { Field } from '../ui/Field'
import { focusFirstProblem } from '../ui/focus'
import { ErrorNote } from '../ui/Note'
import { LanguageField, PersonFields, personProblems, stillThere, type Problems } from '../ui/PersonFields'
import { Submit } from '../ui/Submit'
import { toast } from '../ui/Toast'
import { useLeaveGuard } from '../ui/useLeaveGuard'
import { useSubmit } from '../ui/useSubmit'
import { saveAccount } from './data'

/** What of `typed` says something else than the account. */
function changesOf(account: Account, typed: PersonValues): Partial<PersonValues> {
  return Object.fromEntries(Object.entries(typed).filter(([name, value]) => value !== (account[name as keyof PersonValues] ?? '')))
}

/** What is changed here waits, on other pages too, until it is saved or given up. */
export function Profile({ account }: { account: Account }) {
  const words = aboutAccount().account
  const form = useRef<HTMLFormElement>(null)
  const [changes, setChanges] = useState(draftOfAccount())
  const [problems, setProblems] = useState<Problems>({})
  const { first_name, last_name, job_title, phone, language } = account
  const values = { first_name, last_name: last_name ?? '', job_title, phone, language, ...changes }
  const isChanged = Object.keys(changes).length > 0
  useLeaveGuard(isChanged)

  const keep = (next: Partial<PersonValues>) => {
    setChanges(next)
    keepAccountDraft(next)
  }
  const { busy, error, submit, clear } = useSubmit(async () => {
    const found = personProblems(values)
    setProblems(found)
    if (Object.keys(found).length) return focusFirstProblem(form.current)
    try {
      await saveAccount(changes, values.language)
      keep({})
      toast(aboutAccount().account.saved)
    } catch (failure) {
      focusFirstProblem(form.current)
      throw failure
    }
  })
  const change = (part: Partial<PersonValues>) => {
    const next = { ...values, ...part }
    keep(changesOf(account, next))
    setProblems((before) => stillThere(before, personProblems(next)))
  }
  const giveUp = () => {
    keep({})
    setProblems({})
    clear()
  }

  return (
    <Card title={words.profile} lead={words.profileLead}>
      <form ref={form} class="card-body narrow" noValidate onSubmit={submit}>
        <Field label={words.email} hint={words.emailHint}>
          {(control) => <input {...control} type="email" autocomplete="username" readOnly value={account.email} />}
        </Field>
        <PersonFields values={values} onChange={change}
          errorsOf={(name) => [problems[name] ?? error?.fields[name] ?? ''].filter(Boolean)} />
        <LanguageField label={words.language} hint={words.languageHint} value={values.language}
          onChange={(chosen) => keep(changesOf(account, { ...values, language: chosen }))} />
        {error && <ErrorNote error={error} />}
        <div class="actions-line">
          <Submit busy={busy}>{words.save}</Submit>
          {isChanged && <button type="button" class="plain" onClick={giveUp}>{words.giveUp}</button>}
          <span class="hint" role="status">{isChanged ? words.unsaved : ''}</span>
        </div>
      </form>
    </Card>
  )
}
