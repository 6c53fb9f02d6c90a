import { useEffect, useRef, useState } from 'preact/hooks'
import { Icon } from './Icon'

const PAUSE_MS = 250

interface Props {
  label: string
  value: string
  onChange: (value: string) => void
}

/** Asks when the typing pauses, so that one word is one request. */
export function Search({ label, value, onChange }: Props) {
  const [text, setText] = useState(value)
  const known = useRef(value)
  useEffect(() => {
    if (value === known.current) return // from here: more may have been typed since
    known.current = value
    setText(value)
  }, [value])
  useEffect(() => {
    if (text.trim() === value) return
    const pause = setTimeout(() => {
      known.current = text.trim()
      onChange(known.current)
    }, PAUSE_MS)
    return () => clearTimeout(pause)
  }, [text])
  return (
    <div class="search" role="search">
      <Icon name="search" />
      <input type="search" aria-label={label} placeholder={label} value={text} maxLength={100} autocomplete="off"
        onInput={(event) => setText(event.currentTarget.value)} />
    </div>
  )
}
