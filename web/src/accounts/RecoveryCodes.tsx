import { useEffect, useRef, useState } from 'preact/hooks'
import { now } from '../base/clock'
import { formatDate } from '../words/format'
import { aboutAccount } from './words/index'
import { language } from '../words/index'
import { copy } from '../ui/copy'
import { Errors } from '../ui/Field'
import { Icon } from '../ui/Icon'
import { useLeaveGuard } from '../ui/useLeaveGuard'
import { download, recoveryText } from './recovery'

const FILE = 'guichet-recovery-codes.txt'

interface Props {
  email: string
  codes: string[]
  onKept: () => void
}

/** They are shown this once, so the page does not go on before they are kept. */
export function RecoveryCodes({ email, codes, onKept }: Props) {
  const words = aboutAccount().security
  const [kept, setKept] = useState(false)
  const [missing, setMissing] = useState(false)
  const heading = useRef<HTMLHeadingElement>(null)
  const box = useRef<HTMLInputElement>(null)
  useEffect(() => heading.current?.focus(), [])
  useLeaveGuard(true)

  const isWrong = missing && !kept
  const of = words.codesOf(email, formatDate(language(), now().toISOString()))
  const text = recoveryText(codes, { title: words.codesTitle, of, advice: words.codesAdvice })
  const finish = (event: Event) => {
    event.preventDefault()
    setMissing(!kept)
    if (kept) onKept()
    else box.current?.focus()
  }
  return (
    <form class="stack" noValidate onSubmit={finish}>
      <div class="printed stack">
        <h3 ref={heading} tabIndex={-1}>{words.codesTitle}</h3>
        <p class="only-printed">{of}</p>
        <p class="lead">{words.codesLead}</p>
        <ul class="codes">{codes.map((code) => <li key={code}><code>{code}</code></li>)}</ul>
        <p class="only-printed">{words.codesAdvice}</p>
      </div>
      <div class="actions-line">
        <button type="button" class="plain small" onClick={() => copy(text, words.codesCopied, words.notCopied)}><Icon name="copy" />{words.copy}</button>
        <button type="button" class="plain small" onClick={() => download(FILE, text)}><Icon name="download" />{words.download}</button>
        <button type="button" class="plain small" onClick={() => print()}><Icon name="printer" />{words.print}</button>
      </div>
      <div class="field">
        <label class="check">
          <input ref={box} type="checkbox" name="kept" checked={kept} aria-invalid={isWrong ? 'true' : undefined}
            aria-describedby={isWrong ? 'kept-error' : undefined} onChange={(event) => setKept(event.currentTarget.checked)} />
          <span>{words.kept}</span>
        </label>
        <Errors id="kept-error" errors={isWrong ? [words.needKept] : []} />
      </div>
      <div class="actions-line"><button type="submit" class="primary">{words.done}</button></div>
    </form>
  )
}
