// The frame inside: side navigation where there is room, a drawer where there is not.
import type { ComponentChildren } from 'preact'
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import { t } from '../words/index'
import { Recent, recentShown, undoable } from '../recent/index'
import { route, type Route, type RouteName } from '../base/router'
import { Icon } from '../ui/Icon'
import { lazy } from '../ui/Lazy'
import { useRows } from '../ui/Rows'
import { sheet } from '../ui/sheet'
import { useWide } from '../ui/useWide'
import { Brand } from '../frames/Brand'
import { keysOpen, listenToKeys } from './keys'
import { Navigation, type Section } from './Navigation'
import style from './shell.css?url'
import { isForOthers, Whose } from '../frames/Whose'

const loadStyle = () => sheet(style)
const GoTo = lazy(() => import('./GoTo'), (file) => file.GoTo, loadStyle)
const Keys = lazy(() => import('./Keys'), (file) => file.Keys, loadStyle)

/** Pages of lists take what room there is: each of their columns is worth it, while a form's lines would grow too long. */
const lists = new Set<string>(['operations', 'access', 'archive', 'asOf', 'register', 'habilitations', 'former', 'entityRegister', 'waiting', 'requests', 'mine', 'decided', 'handovers', 'person'] satisfies RouteName[])
const isList = ({ name, params }: Route): boolean => lists.has(name) || params.handover === 'ended'

interface Props {
  /** Where the open page stands in the navigation. */
  here: Section | undefined
  children: ComponentChildren
}

export function Shell({ here, children }: Props) {
  const isWide = useWide()
  const main = useRef<HTMLElement>(null)
  useEffect(listenToKeys, [])
  useRows()
  const skip = (event: Event) => {
    event.preventDefault() // the fragment is the route
    main.current?.focus()
  }
  return (
    <div class="shell">
      <a class="skip" href="#main" onClick={skip}>{t().common.skip}</a>
      {isWide ? <aside><Navigation here={here} /></aside> : <TopBar here={here} />}
      {recentShown.value && <Recent />}
      {keysOpen.value === 'go' && <GoTo />}
      {keysOpen.value === 'keys' && <Keys />}
      <main id="main" ref={main} tabIndex={-1} class={isList(route.value) ? 'wide' : undefined}>
        {isForOthers() && <Whose />}
        {children}
      </main>
    </div>
  )
}

function TopBar({ here }: Pick<Props, 'here'>) {
  const [open, setOpen] = useState(false)
  const at = route.value
  useEffect(() => setOpen(false), [at.name, at.params.operation])
  return (
    <header class="top-bar">
      <Brand />
      {undoable.value > 0 && (
        <button type="button" class="ghost square top-bar-undo" aria-label={t().nav.recent} title={t().nav.recent} onClick={() => { recentShown.value = true }}>
          <Icon name="undo-2" />
        </button>
      )}
      <button type="button" class="ghost square" aria-label={t().nav.open} aria-haspopup="dialog" onClick={() => setOpen(true)}>
        <Icon name="menu" />
      </button>
      {open && <Drawer here={here} close={() => setOpen(false)} />}
    </header>
  )
}

function Drawer({ here, close }: Pick<Props, 'here'> & { close: () => void }) {
  const box = useRef<HTMLDialogElement>(null)
  useLayoutEffect(() => { // its end gives the focus back, see ui/Dialog
    const drawer = box.current
    drawer?.showModal()
    return () => drawer?.close()
  }, [])
  const leave = (event: Event) => {
    // The links and pages of the menu are left too: the one of the page that is open changes no address.
    if (event.target === box.current || (event.target as Element).closest('a, [role=menuitem], .entry')) close()
  }
  // Clicks bubble here from what is itself reachable by keyboard; Escape is the dialog's own.
  /* oxlint-disable jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions */
  return (
    <dialog ref={box} class="drawer" aria-label={t().nav.label} onCancel={close} onClick={leave}>
      <button type="button" class="ghost square drawer-close" aria-label={t().nav.close} onClick={close}><Icon name="x" /></button>
      <Navigation here={here} />
    </dialog>
  )
}
