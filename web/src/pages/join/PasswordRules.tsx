import { t } from '../../i18n/index'
import { Icon } from '../../ui/Icon'
import { containsAddress, isLongEnough } from './password'

/** Each rule turns green when it is met; nothing scolds while one is still typing. */
export function PasswordRules({ password, email }: { password: string; email: string }) {
  const words = t().join
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
