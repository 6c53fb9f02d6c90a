import { useState } from 'preact/hooks'
import { formatDate } from '../words/format'
import { operationWords } from './words/index'
import { language } from '../words/index'
import { href } from '../base/router'
import type { Operation } from '../base/types'
import { LeaveDialog } from './LeaveDialog'

/** For who no longer needs this operation: the way out, or the word that it was asked for. */
export function Leave({ operation }: { operation: Operation }) {
  const words = operationWords().leave
  const [open, setOpen] = useState(false)
  if (!operation.may.includes('leave')) return null
  return (
    <div class="card-foot">
      {operation.leave_asked
        ? <p>{words.asked(formatDate(language(), operation.leave_asked))} <a href={href('mine')}>{words.see}</a></p>
        : <><p>{words.hint}</p><button type="button" class="plain small" onClick={() => setOpen(true)}>{words.ask}</button></>}
      {open && <LeaveDialog operation={operation} onClose={() => setOpen(false)} />}
    </div>
  )
}
