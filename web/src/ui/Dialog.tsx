import type { ComponentChildren } from 'preact'
import { useId, useLayoutEffect, useRef } from 'preact/hooks'
import { Icon } from './Icon'
import type { IconName } from './icons'

interface Props {
  title: string
  onClose: () => void
  icon?: { name: IconName; tone: 'bad' | 'ok' }
  children: ComponentChildren
}

/** Modal, named by its heading. A click outside never closes it: what was typed would be lost. Escape does. */
export function Dialog({ title, onClose, icon, children }: Props) {
  const box = useRef<HTMLDialogElement>(null)
  const id = useId()

  // A layout effect: its end still finds the dialog in the document, and can give the focus back.
  useLayoutEffect(() => {
    const dialog = box.current
    dialog?.showModal()
    return () => dialog?.close()
  }, [])

  const cancel = (event: Event) => {
    if (event.target !== box.current) return
    event.preventDefault()
    onClose()
  }

  return (
    <dialog ref={box} aria-labelledby={id} class={icon ? 'dialog with-icon' : 'dialog'} onCancel={cancel}>
      {icon && <span class={`dialog-icon ${icon.tone}`}><Icon name={icon.name} /></span>}
      <div class="dialog-body">
        <h2 id={id} tabIndex={-1}>{title}</h2>
        {children}
      </div>
    </dialog>
  )
}
