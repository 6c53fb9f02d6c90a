import { t } from '../words/index'
import { Field } from './Field'
import { Icon } from './Icon'
import { Password } from './Password'
import { containsAddress, isLongEnough } from './password'

interface Props {
  label: string
  value: string
  /** The owner's address, which a password must not contain. */
  email: string
  errors: string[]
  onChange: (value: string) => void
}

/** A password to be chosen, with the rules that it has to follow. */
export function NewPassword({ label, value, email, errors, onChange }: Props) {
  return (
    <Field label={label} errors={errors} below={<Rules password={value} email={email} />}>
      {(control) => (
        <Password {...control} name="password" autocomplete="new-password" required value={value}
          onInput={(event) => onChange(event.currentTarget.value)} />
      )}
    </Field>
  )
}

/** Each rule turns green when it is met; nothing scolds while one is still typing. */
function Rules({ password, email }: { password: string; email: string }) {
  const words = t().password
  const rules = [
    { text: words.ruleLength, met: isLongEnough(password) },
    { text: words.ruleAddress, met: password !== '' && !containsAddress(password, email) },
  ]
  return (
    <ul class="rules" aria-label={words.rules}>
      {rules.map(({ text, met }) => (
        <li key={text} class={met ? 'met' : ''}>
          <Icon name={met ? 'circle-check' : 'circle'} />
          <span>{text}<span class="hidden"> ({met ? words.ruleMet : words.ruleUnmet})</span></span>
        </li>
      ))}
      <li><Icon name="info" /><span>{words.ruleCommon}</span></li>
    </ul>
  )
}
