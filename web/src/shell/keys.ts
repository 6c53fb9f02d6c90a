// Keys of the whole page. One character alone does something only where nothing is typed, and can be switched off (WCAG
// 2.1.4): dictation and clumsy hands would set it off.
import { signal } from '@preact/signals'
import { recall, remember, whenRemembered } from '../base/storage'

const NAME = 'keys'

/** Which of the two dialogs is open. */
export const keysOpen = signal<'keys' | 'go' | null>(null)
export const singleKeys = signal(recall(NAME) !== 'off')

export function setSingleKeys(isOn: boolean): void {
  singleKeys.value = isOn
  remember(NAME, isOn ? 'on' : 'off')
}

let ahead = ''
/** What was typed before the field of "Go to" was there to take it. */
export function typedAhead(): string {
  const typed = ahead
  ahead = ''
  return typed
}

const TYPED = 'textarea, select, [contenteditable], input:not([type=checkbox], [type=radio], [type=button], [type=submit])'
const LINES = 'main tbody tr'

/** A menu and a dialog have keys of their own. */
const isElsewhere = (target: Element | null): boolean => !!document.querySelector('dialog[open]') || !!target?.closest(`${TYPED}, [role=menu]`)

function move(step: 1 | -1): void {
  const lines = [...document.querySelectorAll<HTMLElement>(LINES)]
  const here = lines.findIndex((line) => line.contains(document.activeElement))
  const next = lines[here < 0 ? (step > 0 ? 0 : lines.length - 1) : here + step]
  if (!next) return
  next.tabIndex = -1
  next.focus()
}

const find = () => document.querySelector<HTMLElement>('main .search input')?.focus()

function tick(): void {
  document.activeElement?.closest(LINES)?.querySelector<HTMLElement>('.tick')?.click()
}

const deeds: Record<string, () => void> = {
  '/': find,
  '?': () => { keysOpen.value = 'keys' },
  j: () => move(1),
  k: () => move(-1),
  x: tick,
}

function hear(event: KeyboardEvent): void {
  const { key, target, ctrlKey, metaKey, altKey, isComposing } = event
  if (event.defaultPrevented || isComposing || altKey) return
  const element = target instanceof Element ? target : null
  if ((ctrlKey || metaKey) && key.toLowerCase() === 'k' && !document.querySelector('dialog[open]')) {
    event.preventDefault()
    keysOpen.value = 'go'
  } else if (keysOpen.value === 'go' && key.length === 1 && !ctrlKey && !metaKey && !document.querySelector('dialog[open]')) {
    event.preventDefault()
    ahead += key
  } else if (!ctrlKey && !metaKey && singleKeys.value && deeds[key] && !isElsewhere(element)) {
    event.preventDefault()
    deeds[key]()
  }
}

/** While somebody is inside. */
export function listenToKeys(): () => void {
  whenRemembered(NAME, (value) => { singleKeys.value = value !== 'off' })
  addEventListener('keydown', hear)
  return () => {
    removeEventListener('keydown', hear)
    keysOpen.value = null
  }
}
