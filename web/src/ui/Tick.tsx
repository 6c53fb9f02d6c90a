import { useEffect, useRef } from 'preact/hooks'

interface Props {
  label: string
  checked: boolean
  /** Some of what it stands for is ticked, but not all. */
  mixed?: boolean
  onChange: () => void
}

/** A box to tick in a table; its label is for those who do not see the line. */
export function Tick({ label, checked, mixed = false, onChange }: Props) {
  const box = useRef<HTMLInputElement>(null)
  useEffect(() => { if (box.current) box.current.indeterminate = mixed }, [mixed])
  return <input ref={box} type="checkbox" class="tick" aria-label={label} title={label} checked={checked} onChange={onChange} />
}
