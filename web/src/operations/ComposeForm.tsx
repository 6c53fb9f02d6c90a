import { useRef, useState } from 'preact/hooks'
import { asApiError } from '../base/api'
import { operationWords } from './words/index'
import { t } from '../words/index'
import { Field } from '../ui/Field'
import { focusFirstProblem } from '../ui/focus'
import { ErrorNote, Note } from '../ui/Note'
import { Submit } from '../ui/Submit'
import { useDraft } from '../ui/useDraft'
import { useSubmit } from '../ui/useSubmit'
import { compositionOf, shapeOf, type Shape } from './composition'
import type { Composition } from './data'
import { Participations } from './Participations'

interface Props {
  /** The name under which what is typed is kept. */
  form: string
  start: Shape
  lead: string
  submit: string
  cancel: string
  send: (composition: Composition) => Promise<void>
}

type Texts = 'reference' | 'name'

export function ComposeForm({ form, start, lead, submit: label, cancel, send }: Props) {
  const words = operationWords().compose
  const { draft, change, forget } = useDraft<Shape>(form, shapeOf(start))
  const [problems, setProblems] = useState<Partial<Record<Texts, string>>>({})
  const box = useRef<HTMLFormElement>(null)
  const { busy, error, submit } = useSubmit(async () => {
    const composition = compositionOf(draft)
    const missing = (name: Texts) => (composition[name] ? undefined : words.needed)
    const found = { reference: missing('reference'), name: missing('name') }
    setProblems(found)
    if (found.reference || found.name) return focusFirstProblem(box.current)
    try {
      await send(composition)
      forget()
    } catch (failure) {
      const problem = asApiError(failure)
      if (problem.code !== 'taken') throw problem
      setProblems({ reference: words.taken })
      focusFirstProblem(box.current)
    }
  })
  const text = (name: Texts, title: string, most: number, hint?: string) => (
    <Field label={title} hint={hint} errors={[problems[name] ?? '', error?.fields[name] ?? ''].filter(Boolean)}>
      {(control) => (
        <input {...control} name={name} required maxLength={most} autocomplete="off" class={name === 'reference' ? 'short' : undefined}
          value={draft[name]} onInput={(event) => change({ [name]: event.currentTarget.value })} />
      )}
    </Field>
  )
  return (
    <form ref={box} class="card compose" noValidate onSubmit={submit}>
      <p class="lead">{lead}</p>
      {text('reference', words.reference, 40, words.referenceHint)}
      {text('name', words.name, 200)}
      <Participations parts={draft.participations} refused={error?.fields.participations} onChange={(participations) => change({ participations })} />
      {error?.status === 403 ? <Note tone="bad" icon="lock"><p>{words.notAllowed}</p></Note> : error && <ErrorNote error={error} />}
      <div class="buttons">
        <a class="button plain" href={cancel} onClick={forget}>{t().common.cancel}</a>
        <Submit busy={busy}>{label}</Submit>
      </div>
    </form>
  )
}
