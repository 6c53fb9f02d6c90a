import type { ComponentChildren } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'

interface Props {
  label: string
  onClose: () => void
  children: ComponentChildren
}

/** A page over the page, which waits behind as it is. */
export function Over({ label, onClose, children }: Props) {
  const box = useRef<HTMLDialogElement>(null)
  useLayoutEffect(() => { // its end gives the focus back, see ui/Dialog
    const dialog = box.current
    dialog?.showModal()
    return () => dialog?.close()
  }, [])
  const cancel = (event: Event) => {
    event.preventDefault()
    onClose()
  }
  return <dialog ref={box} class="over" aria-label={label} onCancel={cancel}>{children}</dialog>
}
