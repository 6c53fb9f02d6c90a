// The first step: everything to somebody, or operation by operation.
import { useRef, useState } from 'preact/hooks'
import { handoverWords } from './words/index'
import type { HandedOperation } from '../base/types'
import { Field } from '../ui/Field'
import { focusFirstProblem } from '../ui/focus'
import { Assign } from './Assign'
import { areAddresses, successorsOf, type CheckedAt, type Draft } from './plan'
import { t } from '../words/index'
import { Checked, unusualWords, useChecks } from '../unusual/index'

interface Props {
  draft: Draft
  change: (part: Partial<Draft>) => void
  sources: HandedOperation[]
  check: CheckedAt
  onCancel: () => void
  onNext: () => void
}

export function Successors({ draft, change, sources, check, onCancel, onNext }: Props) {
  const words = handoverWords().start
  const [wrong, setWrong] = useState<string | null>(null)
  const form = useRef<HTMLFormElement>(null)
  const isEverything = draft.mode === 'everything'
  const text = isEverything ? draft.everything : draft.rest
  const checks = useChecks(text, check.path, check.more)
  const onText = (typed: string) => change(isEverything ? { everything: typed } : { rest: typed })
  const next = async (event: Event) => {
    event.preventDefault()
    const [unsure] = await checks.unsure()
    const found = problemOf(draft, sources) ?? (unsure ? unusualWords().needSure(unsure) : null)
    setWrong(found)
    if (found) focusFirstProblem(form.current)
    else onNext()
  }
  const mode = (value: Draft['mode'], label: string, hint: string) => (
    <label class="check">
      <input type="radio" name="mode" checked={draft.mode === value} onChange={() => { setWrong(null); change({ mode: value }) }} />
      <span>{label}<small>{hint}</small></span>
    </label>
  )
  return (
    <form ref={form} noValidate class="stack" onSubmit={next}>
      <fieldset class="card card-body">
        <legend class="hidden">{words.how}</legend>
        <h2>{words.how}</h2>
        {mode('everything', words.everything, words.everythingHint(sources.length))}
        {sources.length > 0 && mode('operations', words.byOperation, words.byOperationHint)}
      </fieldset>
      {isEverything ? (
        <div class="card card-body">
          <Addresses label={words.successors} hint={words.successorsHint} value={draft.everything} wrong={wrong}
            onChange={onText} />
          <Checked checks={checks} text={text} onText={onText} />
        </div>
      ) : (
        <>
          <Assign draft={draft} change={change} sources={sources} check={check} />
          <div class="card card-body">
            <Addresses label={words.rest} hint={words.restHint} value={draft.rest} wrong={wrong} optional onChange={onText} />
            <Checked checks={checks} text={text} onText={onText} />
          </div>
        </>
      )}
      <div class="buttons">
        <button type="button" class="plain" onClick={onCancel}>{t().common.cancel}</button>
        <button type="submit" class="primary">{words.next}</button>
      </div>
    </form>
  )
}

function problemOf(draft: Draft, sources: HandedOperation[]): string | null {
  const words = handoverWords().start
  if (draft.mode === 'everything') return areAddresses(draft.everything) ? null : words.needAddress
  if (draft.rest.trim() && !areAddresses(draft.rest)) return words.needAddress
  return successorsOf(draft, sources.map((one) => one.id)).length ? null : words.needSomebody
}

interface AddressesProps {
  label: string
  hint: string
  value: string
  wrong: string | null
  optional?: boolean
  onChange: (value: string) => void
}

function Addresses({ label, hint, value, wrong, optional, onChange }: AddressesProps) {
  return (
    <Field label={label} hint={hint} optional={optional} errors={wrong ? [wrong] : []}>
      {(control) => (
        <input {...control} type="text" inputMode="email" autocomplete="off" autocapitalize="none" spellcheck={false} maxLength={2000} value={value}
          onInput={(event) => onChange(event.currentTarget.value)} />
      )}
    </Field>
  )
}
