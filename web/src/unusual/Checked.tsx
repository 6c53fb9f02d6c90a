import { replaceAddress } from '../base/addresses'
import type { CheckedAddress } from '../base/types'
import { Icon } from '../ui/Icon'
import type { Checks } from './useChecks'
import { isOdd, needsTick } from './useLooked'
import { t } from '../words/index'
import { unusualWords } from './words/index'

interface Props {
  checks: Checks
  text: string
  /** With another address in place of one. */
  onText: (text: string) => void
}

/** A line for each address that was typed: what is unusual about it, what may have been meant, and one tick where it needs one. */
export function Checked({ checks, text, onText }: Props) {
  const words = unusualWords()
  const { addresses } = checks
  const isDone = addresses.every((address) => checks.of(address))
  const odd = addresses.filter((address) => isOdd(checks.of(address))).length
  return (
    <>
      <p class="hint" role="status">{addresses.length > 0 && isDone ? words.summary(addresses.length, odd) : ''}</p>
      {addresses.length > 0 && (
        // A long list scrolls: by keyboard too.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        <ul class="checked" aria-label={words.title} tabIndex={0}>
          {addresses.map((address) => (
            <Line key={address.toLowerCase()} address={address} checks={checks} onInstead={(instead) => onText(replaceAddress(text, address, instead))} />
          ))}
        </ul>
      )}
    </>
  )
}

function Line({ address, checks, onInstead }: { address: string; checks: Checks; onInstead: (instead: string) => void }) {
  const words = unusualWords()
  const checked = checks.of(address)
  const { instead } = checked ?? {}
  return (
    <li class={!checked ? 'quiet' : isOdd(checked) ? 'warn' : 'ok'}>
      <Icon name={!checked ? 'clock' : isOdd(checked) ? 'triangle-alert' : 'circle-check'} />
      <div>
        <strong>{address}</strong> <small>{checked ? says(checked) : words.waiting}</small>
        {instead && <button type="button" class="plain small" onClick={() => onInstead(instead)}>{words.instead(instead)}</button>}
        {needsTick(checked) && (
          <label class="check">
            <input type="checkbox" checked={checks.isSure(address)} onChange={(event) => checks.setSure(address, event.currentTarget.checked)} />
            <span>{words.sure}<span class="hidden">{words.sureOf(address)}</span></span>
          </label>
        )}
      </div>
    </li>
  )
}

export function says({ email, notes, entity, code }: CheckedAddress): string {
  const words = unusualWords()
  if (code) return (t().add.refused[code] ?? t().add.invalid)(email)
  const isOthers = notes.includes('other_entity') && entity
  const isAlike = notes.includes('look_alike')
  return [
    isOthers && words.otherEntity(entity.name),
    isAlike && words.lookAlike,
    notes.includes('outside') && !isOthers && !isAlike && words.outside,
    notes.includes('known') && words.known,
  ].filter(Boolean).join(', ') || words.usual
}
