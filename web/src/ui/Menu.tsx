// A button with a menu on the platform's popover: closing outside, Escape and the return of focus are the browser's.
import type { ComponentChildren } from 'preact'
import { useEffect, useId, useRef, useState } from 'preact/hooks'
import { Icon } from './Icon'
import type { IconName } from './icons'

export interface MenuItem {
  label: string
  hint?: string
  icon?: IconName
  danger?: boolean
  /** Present: one choice among several, this one taken or not. */
  checked?: boolean
  run: () => void
}

// The keys of a menu, fetched when somebody is about to open one.
const loadKeys = () => import('@primer/behaviors')

const prepare = () => void loadKeys().catch(() => undefined)

const folded = (text: string): string => text.trim().normalize('NFD').toLowerCase()

/** To the next item that begins with a letter, as menus of the system do. */
function seek(box: HTMLElement, letter: string): void {
  const items = [...box.querySelectorAll<HTMLElement>('[role^=menuitem]')]
  const here = items.findIndex((item) => item === document.activeElement) + 1
  const around = [...items.slice(here), ...items.slice(0, here)]
  around.find((item) => folded(item.textContent).startsWith(folded(letter)))?.focus()
}

interface Props {
  /** The name of the menu, and of its button when that shows an icon only. */
  label: string
  /** Lists of items; a line is drawn between two lists. */
  groups: MenuItem[][]
  kind?: string
  above?: boolean
  children: ComponentChildren
}

export function Menu({ label, groups, kind = 'ghost square', above = false, children }: Props) {
  const id = useId()
  const list = useRef<HTMLDivElement>(null)
  const [open, setOpen] = useState(false)
  const iconOnly = kind.includes('square') ? label : undefined

  const keys = useRef<AbortController | null>(null)

  // The items are drawn before the list is shown, so that the focus can go to them as soon as it is; a second click may
  // have closed it by then.
  const arrive = async (box: HTMLElement) => {
    const found = await loadKeys().catch(() => null) // without them Tab still leads on
    if (!box.matches(':popover-open')) return
    if (found) {
      keys.current?.abort()
      keys.current = found.focusZone(box, {
        bindKeys: found.FocusKeys.ArrowVertical | found.FocusKeys.HomeAndEnd,
        focusOutBehavior: 'wrap',
        focusableElementFilter: (element) => element !== box, // it has the focus before its items are there
      })
    }
    box.querySelector<HTMLElement>('[aria-checked=true], [role^=menuitem]')?.focus()
  }
  const turned = () => {
    const isOpen = !!list.current?.matches(':popover-open')
    keys.current?.abort()
    setOpen(isOpen)
    if (isOpen && list.current) void arrive(list.current)
  }
  useEffect(() => () => keys.current?.abort(), [])
  const press = ({ key, ctrlKey, metaKey, altKey, currentTarget }: KeyboardEvent & { currentTarget: HTMLElement }) => {
    if (key === 'Tab') currentTarget.hidePopover()
    else if (/^\S$/u.test(key) && !ctrlKey && !metaKey && !altKey) seek(currentTarget, key)
  }

  return (
    <>
      <button type="button" class={kind} popovertarget={id} aria-haspopup="menu" aria-expanded={open} aria-label={iconOnly}
        title={iconOnly} onFocus={prepare} onPointerEnter={prepare}>
        {children}
      </button>
      <div id={id} ref={list} popover="auto" role="menu" tabIndex={-1} aria-label={label} class={above ? 'menu above' : 'menu'}
        onBeforeToggle={(event) => { if (event.newState === 'open') setOpen(true) }} onToggle={turned}
        onKeyDown={press}>
        {open && groups.filter((group) => group.length).map((group, i) => (
          <div key={i} role="group" class="menu-group">
            {group.map((item) => <Item key={item.label} item={item} close={() => list.current?.hidePopover()} />)}
          </div>
        ))}
      </div>
    </>
  )
}

function Item({ item, close }: { item: MenuItem; close: () => void }) {
  const isChoice = item.checked !== undefined
  const icon = item.icon ?? (item.checked ? 'check' : null)
  const run = () => {
    close()
    item.run()
  }
  return (
    <button type="button" role={isChoice ? 'menuitemradio' : 'menuitem'} aria-checked={isChoice ? item.checked : undefined}
      tabIndex={-1} class={item.danger ? 'item danger' : 'item'} onClick={run}>
      {icon ? <Icon name={icon} /> : <span class="icon" />}
      <span class="item-text">
        {item.label}
        {item.hint && <small>{item.hint}</small>}
      </span>
      {isChoice && item.icon && item.checked && <Icon name="check" />}
    </button>
  )
}
