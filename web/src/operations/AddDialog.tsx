// Several people at once, an answer for each. What was refused stays in the field, what was typed is never lost.
import { useEffect, useRef, useState } from 'preact/hooks'
import { areGood, noDates, termsOf } from '../base/dates'
import { DatesField } from '../dates/index'
import { LanguageField } from '../entities/index'
import { draftOf, emptyDraft, forgetDraft, keepDraft, owner, type AddDraft } from '../base/drafts'
import { refusalOf } from '../words/explain'
import { t } from '../words/index'
import { session } from '../base/session'
import type { AddItem, Operation } from '../base/types'
import { Dialog } from '../ui/Dialog'
import { Field } from '../ui/Field'
import { focusFirstProblem } from '../ui/focus'
import { ErrorNote } from '../ui/Note'
import { Submit } from '../ui/Submit'
import { useSubmit } from '../ui/useSubmit'
import { Checked, Colleagues, unusualWords, useChecks } from '../unusual/index'
import { AddResults } from './AddResults'
import { looksLikeAddress, splitAddresses } from '../base/addresses'
import { addContacts, checkPath, colleaguesOf, mayAdd } from './data'

const MAX_AT_ONCE = 100
const MAX_MESSAGE = 1000

interface Problems {
  emails: string[]
  entity: boolean
  dates: boolean
}

const datesOf = ({ dates }: AddDraft) => dates ?? noDates()

function problemsOf(draft: AddDraft, latest: string | undefined) {
  const words = t().add
  const addresses = splitAddresses(draft.emails)
  const size = !addresses.length ? [words.needOne] : addresses.length > MAX_AT_ONCE ? [words.tooMany] : []
  const bad = addresses.filter((address) => !looksLikeAddress(address))
  return { size, bad, entity: !draft.entity, dates: !areGood(datesOf(draft), latest) }
}


/** For whom one may add now. Several: nothing is preset, for whoever is added on behalf of the wrong one would see its people. */
function entityOf(operation: Operation, chosen: string): string {
  const entities = mayAdd(operation).map((part) => part.entity.id)
  return entities.length === 1 ? entities[0] ?? '' : entities.find((id) => id === chosen) ?? ''
}

/** The draft of this dialog, kept beside the page. */
function useDraft(operation: Operation) {
  const [typed, setDraft] = useState<AddDraft>(() => ({ ...draftOf(operation.id), open: true }))
  const draft = { ...typed, entity: entityOf(operation, typed.entity) }
  useEffect(() => keepDraft(operation.id, draft), [typed, draft.entity, owner.value])
  // Open again when the session ended under it; closed when its user left it.
  useEffect(() => () => { if (session.value) keepDraft(operation.id, { ...draftOf(operation.id), open: false }) }, [])
  return [draft, (change: Partial<AddDraft>) => setDraft((before) => ({ ...before, ...change }))] as const
}

export function AddDialog({ operation, onClose }: { operation: Operation; onClose: () => void }) {
  const words = t().add
  const [draft, change] = useDraft(operation)
  const [problems, setProblems] = useState<Problems>({ emails: [], entity: false, dates: false })
  const [results, setResults] = useState<AddItem[]>([])
  const field = useRef<HTMLTextAreaElement>(null)
  const form = useRef<HTMLFormElement>(null)

  const checks = useChecks(draft.emails, draft.entity ? checkPath(operation.id) : null, { entity: draft.entity })
  const { busy, error, submit } = useSubmit(async () => {
    const found = problemsOf(draft, operation.latest_until)
    const unsure = await checks.unsure()
    const kept = [...found.bad, ...unsure]
    const emails = splitAddresses(draft.emails).filter((address) => !kept.includes(address))
    const wrong = [...found.size, ...found.bad.map(words.invalid), ...unsure.map(unusualWords().needSure)]
    setProblems({ emails: wrong, entity: found.entity, dates: found.dates })
    if (found.size.length || !emails.length) field.current?.focus()
    else if (found.entity || found.dates) focusFirstProblem(form.current)
    if (found.size.length || !emails.length || found.entity || found.dates) return
    const { from, until } = termsOf(datesOf(draft), operation.latest_until)
    const { items } = await addContacts(operation.id, {
      emails,
      entity: draft.entity || undefined,
      from,
      until: until ?? undefined,
      message: draft.message.trim() || undefined,
      language: draft.language || undefined,
    })
    const refused = items.filter((item) => item.result === 'refused')
    const left = [...kept, ...refused.map((item) => item.email)]
    setResults(items)
    setProblems({ emails: [...wrong, ...refused.map(refusalOf)], entity: false, dates: false })
    change(left.length ? { emails: left.join('\n') } : { ...emptyDraft(), open: true, entity: draft.entity })
  })

  const close = () => {
    if (!draft.emails.trim()) forgetDraft(operation.id)
    onClose()
  }
  const entity = mayAdd(operation).find((part) => part.entity.id === draft.entity)?.entity
  const replace = (emails: string) => {
    change({ emails })
    field.current?.focus()
  }
  const isFinished = results.length > 0 && !problems.emails.length
  return (
    <Dialog title={words.title} onClose={close}>
      {results.length > 0 && <AddResults items={results} />}
      {isFinished ? (
        <div class="buttons">
          <button type="button" class="plain" onClick={() => setResults([])}>{words.another}</button>
          <button type="button" class="primary" onClick={close}>{words.done}</button>
        </div>
      ) : (
        <form ref={form} noValidate onSubmit={submit}>
          {!results.length && <p class="lead">{words.lead}</p>}
          <Field label={words.emails} hint={words.emailsHint} errors={[...problems.emails, error?.fields.emails ?? ''].filter(Boolean)}>
            {(control) => (
              <textarea {...control} ref={field} rows={4} autofocus spellcheck={false} autocapitalize="off" value={draft.emails}
                onInput={(event) => change({ emails: event.currentTarget.value })} />
            )}
          </Field>
          <Checked checks={checks} text={draft.emails} onText={replace} />
          <EntityField operation={operation} draft={draft} change={change} isMissing={problems.entity && !draft.entity} />
          {entity && <Colleagues key={entity.id} entity={entity.name} text={draft.emails} onText={(emails) => change({ emails })} load={() => colleaguesOf(operation.id, entity.id)} />}
          <More operation={operation} draft={draft} change={change} tried={problems.dates} fields={error?.fields ?? {}} />
          {error && <ErrorNote error={error} />}
          <div class="buttons">
            <button type="button" class="plain" onClick={close}>{results.length ? t().common.close : t().common.cancel}</button>
            <Submit busy={busy}>{words.submit(splitAddresses(draft.emails).length)}</Submit>
          </div>
        </form>
      )}
    </Dialog>
  )
}

interface PartProps {
  draft: AddDraft
  change: (change: Partial<AddDraft>) => void
}

/** Most people add colleagues of one entity: a sentence. Managers choose among those that take part. */
function EntityField({ operation, draft, change, isMissing }: PartProps & { operation: Operation; isMissing: boolean }) {
  const words = t().add
  const entities = mayAdd(operation).map((part) => part.entity)
  const [only] = entities
  if (entities.length < 2) return only ? <p class="hint">{words.entityHint(only.name)}</p> : null
  return (
    <Field label={words.entity} errors={isMissing ? [words.needEntity] : []}>
      {(control) => (
        <select {...control} required value={draft.entity} onChange={(event) => change({ entity: event.currentTarget.value })}>
          <option value="" disabled>{words.chooseEntity}</option>
          {entities.map((entity) => <option key={entity.id} value={entity.id}>{entity.name}</option>)}
        </select>
      )}
    </Field>
  )
}

function More({ operation, draft, change, tried, fields }: PartProps & { operation: Operation; tried: boolean; fields: Record<string, string> }) {
  const words = t().add
  const part = mayAdd(operation).find(({ entity }) => entity.id === draft.entity)
  return (
    <details class="more" open={!!(operation.latest_until || draft.dates || draft.message || draft.language)}>
      <summary>{words.more}</summary>
      <DatesField dates={datesOf(draft)} onChange={(dates) => change({ dates })} latest={operation.latest_until} tried={tried} refused={fields} />
      <LanguageField value={draft.language} usual={part ? part.language : null} refused={fields.language} onChange={(language) => change({ language })} />
      <Field label={words.message} optional hint={words.messageHint} errors={fields.message ? [fields.message] : []}>
        {(control) => (
          <textarea {...control} rows={3} maxLength={MAX_MESSAGE} value={draft.message}
            onInput={(event) => change({ message: event.currentTarget.value })} />
        )}
      </Field>
    </details>
  )
}
