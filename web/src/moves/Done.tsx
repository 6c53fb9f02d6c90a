import { aboutAddress } from './words/index'
import { formatTime } from '../words/format'
import { language } from '../words/index'
import { Note } from '../ui/Note'
import { useFocus } from '../ui/useFocus'
import type { Moved } from '../base/types'
import { Fates } from './Fates'

export function Done({ moved, onClose }: { moved: Moved; onClose: () => void }) {
  const words = aboutAddress()
  const heading = useFocus<HTMLHeadingElement>()
  return (
    <>
      <h3 ref={heading} tabIndex={-1}>{words.doneTitle}</h3>
      <Note tone="ok" icon="circle-check"><p>{words.done(moved.to)}</p></Note>
      <Fates items={moved.items} former={moved.former} />
      <p class="hint">{words.undo(moved.from, formatTime(language(), moved.until))}</p>
      <div class="actions-line"><button type="button" class="primary" onClick={onClose}>{words.close}</button></div>
    </>
  )
}
