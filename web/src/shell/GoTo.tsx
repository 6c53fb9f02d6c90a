// Goes to what is named: an operation, a page, somebody of the list that is open, or something to do.
import { useId, useState } from 'preact/hooks'
import { folded } from '../base/fold'
import { go, href, route } from '../base/router'
import { session } from '../base/session'
import type { Operation } from '../base/types'
import { useFound } from '../operations/index'
import { listTitle } from '../frames/listTitle'
import { t } from '../words/index'
import { nameOf } from '../words/names'
import { Dialog } from '../ui/Dialog'
import { keysOpen, typedAhead } from './keys'
import { shellWords } from './words/index'

interface Target {
  group: string
  label: string
  hint?: string | undefined
  run: () => void
}

const to = (address: string) => () => go(address)

function pages(): Target[] {
  const group = shellWords().go.pages
  const environment = session.value?.environment
  const nav = t().nav
  return [
    ...(environment ? [{ group, label: listTitle(), run: to(href(environment.side === 'borrower' ? 'home' : 'operations')) }] : []),
    ...(environment?.client && environment.team_leader ? [{ group, label: nav.habilitations, run: to(href('habilitations')) }] : []),
    { group, label: nav.requests, run: to(href('requests')) },
    { group, label: nav.help, run: to(href('help')) },
    { group, label: nav.account, run: to(href('account')) },
    { group, label: nav.security, run: to(href('security')) },
    { group, label: nav.browsers, run: to(href('browsers')) },
  ]
}

function actions(operation: Operation | undefined): Target[] {
  const words = shellWords().go
  const group = words.actions
  const mayAdd = operation?.participations.some(({ may }) => may.includes('add_contact'))
  return [
    ...(operation && mayAdd ? [{ group, label: words.add, run: to(href('access', { operation: operation.id }, { add: '1' })) }] : []),
    { group, label: words.keys, run: () => { keysOpen.value = 'keys' } },
  ]
}

function useTargets(text: string): Target[] {
  const q = text.trim()
  const words = shellWords().go
  const here = route.value.params.operation
  const { operations, people, operation } = useFound(q, here)
  // What was found for what stood there before is shown as far as it still fits: Enter takes the first.
  const fits = ({ label, hint = '' }: Target) => folded(`${label} ${hint}`).includes(folded(q))
  return [
    ...operations.map(({ id, reference, name }) => ({ group: words.operations, label: name, hint: reference, run: to(href('access', { operation: id })) })),
    ...(here ? people.map((contact) => ({
      group: words.people, label: nameOf(contact), hint: contact.email, run: to(href('access', { operation: here }, { q: contact.email })),
    })) : []),
    ...pages(),
    ...actions(operation),
  ].filter(fits)
}

export function GoTo() {
  const words = shellWords().go
  const id = useId()
  const [text, setText] = useState(typedAhead)
  const [chosen, choose] = useState(0)
  const targets = useTargets(text)
  const at = Math.min(chosen, targets.length - 1)
  const close = () => { keysOpen.value = null }
  const run = (target: Target | undefined) => {
    if (!target) return
    close()
    target.run()
  }
  const press = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (event.key === 'Enter') run(targets[at])
    else if (step && targets.length) choose((at + step + targets.length) % targets.length)
    else return
    event.preventDefault()
  }
  return (
    <Dialog title={words.title} onClose={close}>
      <input type="text" role="combobox" autofocus autocomplete="off" maxLength={100} class="go-field" aria-label={words.field} placeholder={words.field}
        aria-expanded="true" aria-controls={id} aria-autocomplete="list" aria-activedescendant={targets.length ? `${id}-${at}` : undefined}
        value={text} onKeyDown={press} onInput={(event) => { setText(event.currentTarget.value); choose(0) }} />
      <p role="status" class="hidden">{targets.length ? words.found(targets.length) : words.nothing}</p>
      {!targets.length && <p class="hint" aria-hidden="true">{words.nothing}</p>}
      <Targets id={id} targets={targets} at={at} run={run} />
    </Dialog>
  )
}

interface TargetsProps {
  id: string
  targets: Target[]
  at: number
  run: (target: Target) => void
}

/** The keys are the field's: a click is for who points. */
function Targets({ id, targets, at, run }: TargetsProps) {
  const groups = [...new Set(targets.map(({ group }) => group))]
  return (
    <div id={id} role="listbox" aria-label={shellWords().go.title} class="go-list">
      {groups.map((group) => (
        <div key={group} role="group" aria-label={group}>
          <p aria-hidden="true">{group}</p>
          {targets.map((target, i) => target.group === group && (
            /* oxlint-disable-next-line jsx-a11y/click-events-have-key-events */
            <div key={i} id={`${id}-${i}`} role="option" tabIndex={-1} aria-selected={i === at} class="item" ref={i === at ? intoSight : undefined} onClick={() => run(target)}>
              <span class="item-text">{target.label}{target.hint && <small>{target.hint}</small>}</span>
            </div>
          ))}
        </div>
      ))}
    </div>
  )
}

const intoSight = (option: HTMLElement | null) => option?.scrollIntoView({ block: 'nearest' })
