import { useRef, useState } from 'preact/hooks'
import { asApiError } from '../base/api'
import type { Moved, MovePending } from '../base/types'
import { aboutAddress } from './words/index'
import { CodeField, DIGITS } from '../ui/CodeField'
import { ErrorNote } from '../ui/Note'
import { Submit } from '../ui/Submit'
import { toast } from '../ui/Toast'
import { useFocus } from '../ui/useFocus'
import { useSubmit } from '../ui/useSubmit'
import { confirmMove, giveUp } from './data'

interface Props {
  pending: MovePending
  onMoved: (moved: Moved) => void
}

/** Six digits go off by themselves when the last of them is there. */
export function CodeStep({ pending, onMoved }: Props) {
  const words = aboutAddress()
  const input = useFocus<HTMLInputElement>()
  const latest = useRef('')
  const [short, setShort] = useState(false)
  const { busy, error, submit } = useSubmit(async () => {
    setShort(latest.current.length < DIGITS)
    if (latest.current.length < DIGITS) return
    try {
      onMoved(await confirmMove(latest.current))
    } catch (failure) {
      input.current?.focus()
      input.current?.select()
      throw asApiError(failure)
    }
  })
  const leave = useSubmit(async () => {
    await giveUp()
    toast(words.givenUp)
  })
  const change = (digits: string) => {
    latest.current = digits
    if (digits.length === DIGITS) void submit()
  }
  const refused = short ? words.needSix : error?.fields.code
  return (
    <form class="stack moving" noValidate onSubmit={submit}>
      <p>{words.codeLead(pending.email)}</p>
      <CodeField label={words.code} errors={refused ? [refused] : []} input={input} onChange={change} />
      {error && !error.fields.code && <ErrorNote error={error} />}
      {leave.error && <ErrorNote error={leave.error} />}
      <p class="hint">{words.noCode}</p>
      <div class="actions-line">
        <Submit busy={busy}>{words.confirm}</Submit>
        <button type="button" class="plain" onClick={leave.submit}>{words.giveUp}</button>
      </div>
    </form>
  )
}
