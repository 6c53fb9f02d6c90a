import { signal } from '@preact/signals'
import { useEffect, useRef, useState } from 'preact/hooks'
import { t } from '../words/index'
import { Icon } from './Icon'

interface Message {
  text: string
  undo?: () => void
}

const SHOWN_MS = 8_000
const message = signal<Message | null>(null)

export function toast(text: string, undo?: () => void): void {
  message.value = { text, undo }
}

export const dismissToast = (): void => { message.value = null }

/** An address breaks before its domain first, where it has to break. */
const breakable = (text: string) => text.split(/(?=@)/).flatMap((piece, i) => (i ? [<wbr key={i} />, piece] : [piece]))

/**
 * In the top layer, shown anew at each message so that it stays above dialogs. The clock holds on hover and focus. What
 * is read out stands beside it: a region that appears together with its text is often passed over.
 */
export function Toast() {
  const box = useRef<HTMLDivElement>(null)
  const [held, setHeld] = useState(false)
  const now = message.value

  useEffect(() => {
    if (box.current?.matches(':popover-open')) box.current.hidePopover()
    setHeld(false)
    if (now) box.current?.showPopover()
  }, [now])

  useEffect(() => {
    if (!now || held) return
    const clock = setTimeout(dismissToast, SHOWN_MS)
    return () => clearTimeout(clock)
  }, [now, held])

  const undo = () => {
    dismissToast()
    now?.undo?.()
  }

  return (
    <>
      <p class="hidden" role="status">{now?.text}</p>
      <div ref={box} popover="manual" class="toast" onMouseEnter={() => setHeld(true)} onMouseLeave={() => setHeld(false)}
        onFocusCapture={() => setHeld(true)} onBlurCapture={() => setHeld(false)}>
        <Icon name="check" />
        <p aria-hidden="true">{now && breakable(now.text)}</p>
        {now?.undo && <button type="button" onClick={undo}>{t().common.undo}</button>}
        <button type="button" class="square" aria-label={t().common.close} title={t().common.close} onClick={dismissToast}>
          <Icon name="x" />
        </button>
      </div>
    </>
  )
}
