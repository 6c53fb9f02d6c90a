import { useState } from 'preact/hooks'
import { t } from '../words/index'
import type { Control } from './Field'
import { Icon } from './Icon'

interface Props extends Control {
  name: string
  autocomplete: 'current-password' | 'new-password'
  value: string
  required: boolean
  onInput: (event: { currentTarget: HTMLInputElement }) => void
}

/** A password that can be looked at before it is sent. */
export function Password(props: Props) {
  const [shown, setShown] = useState(false)
  const words = t().form
  const type = (shown ? 'text' : 'password') as 'password' // Preact's types know one kind of input at a time
  return (
    <span class="password">
      <input {...props} type={type} spellcheck={false} autocapitalize="off" />
      <button type="button" class="ghost square" aria-pressed={shown} aria-label={words.showPassword}
        title={words.showPassword} onClick={() => setShown(!shown)}>
        <Icon name={shown ? 'eye-off' : 'eye'} />
      </button>
    </span>
  )
}
