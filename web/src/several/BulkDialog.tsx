// Several lines at once: what each would lose or get, how far it is, and then an answer for each.
import type { ComponentChildren } from 'preact'
import { explain } from '../words/explain'
import { t } from '../words/index'
import { severalWords } from './words/index'
import { Dialog } from '../ui/Dialog'
import { Outcomes } from '../ui/Outcomes'
import { useBulk, type Answer } from './useBulk'

interface Props<T> {
  title: string
  lead: string
  rows: T[]
  nameOf: (row: T) => string
  /** What this does to one of them. */
  effect: (row: T) => ComponentChildren
  submit: string
  isDanger?: boolean
  /** What it would leave, before what it does to each; the list of them is then behind a click. */
  summary?: ComponentChildren
  /** What stands in place of the list until somebody wants to see it. */
  folded?: string
  /** What is asked for all of them: a reason, a team. */
  children?: ComponentChildren
  /** Whether that is good; what is wrong with it is told beside it. */
  ready?: () => boolean
  act: (row: T) => Promise<unknown>
  /** With what became of them: nothing, when it was not started. */
  onClose: (answers: Answer<T>[]) => void
}

export function BulkDialog<T>({ title, lead, rows, nameOf, effect, submit, isDanger, summary, folded, children, ready, act, onClose }: Props<T>) {
  const { state, answers, run } = useBulk(rows, act)
  const start = (event: Event) => {
    event.preventDefault()
    if (state === 'ready' && (!ready || ready())) void run()
  }
  const close = () => { if (state !== 'running') onClose(answers) }
  return (
    <Dialog title={title} onClose={close}>
      {state === 'ready' && (
        <form noValidate onSubmit={start}>
          <p class="lead">{lead}</p>
          {summary}
          <Folded title={folded}>
            {/* A long list scrolls: by keyboard too. */}
            {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
            <ul class="preview" tabIndex={0}>
              {rows.map((row) => <li key={nameOf(row)}><strong>{nameOf(row)}</strong> <Effect>{effect(row)}</Effect></li>)}
            </ul>
          </Folded>
          {children}
          <div class="buttons">
            <button type="button" class="plain" autofocus onClick={close}>{t().common.cancel}</button>
            <button type="submit" class={isDanger ? 'danger-fill' : 'primary'}>{submit}</button>
          </div>
        </form>
      )}
      {state === 'running' && <Progress done={answers.length} all={rows.length} />}
      {state === 'done' && <Answers answers={answers} nameOf={nameOf} onClose={close} />}
    </Dialog>
  )
}

const Folded = ({ title, children }: { title: string | undefined; children: ComponentChildren }) =>
  (title ? <details class="more"><summary>{title}</summary>{children}</details> : <>{children}</>)

const Effect = ({ children }: { children: ComponentChildren }) => (typeof children === 'string' ? <small>{children}</small> : <>{children}</>)

export function Progress({ done, all }: { done: number; all: number }) {
  const text = severalWords().progress(done, all)
  return (
    <div class="progress">
      <progress aria-label={text} value={done} max={all} />
      <p>{text}</p>
    </div>
  )
}

export function Answers<T>({ answers, nameOf, onClose }: { answers: Answer<T>[]; nameOf: (row: T) => string; onClose: () => void }) {
  const words = severalWords()
  const failed = answers.filter(({ error }) => error).length
  return (
    <>
      <Outcomes title={words.results} summary={words.summary(answers.length - failed, failed)}
        outcomes={answers.map(({ row, error }) => ({
          who: nameOf(row), says: error ? explain(error) : words.done, icon: error ? 'triangle-alert' : 'circle-check', tone: error ? 'bad' : 'ok',
        }))} />
      <div class="buttons"><button type="button" class="primary" onClick={onClose}>{t().common.close}</button></div>
    </>
  )
}
