import { Waiting } from '../handovers/index'
import { t } from '../words/index'
import { href } from '../base/router'
import { startSession } from '../base/session'
import { Head } from '../frames/Head'
import { isForOthers, Whose } from '../frames/Whose'
import { Icon } from '../ui/Icon'

/** Signed in, but no operation is open: what that means, what to do, and what remains. */
export function NoAccess() {
  const words = t().environments
  return (
    <div class="unknown">
      <span class="empty-icon"><Icon name="file-lock-2" /></span>
      <Head title={words.none} />
      <Waiting />
      <p>{words.noneText}</p>
      <p>{words.noneNext}</p>
      <p>{words.noneStays}</p>
      <div class="buttons">
        <a class="button primary" href={href('ask')}>{t().nav.ask}</a>
        <a class="button plain" href={href('mine')}>{words.noneAsked}</a>
        <button type="button" class="plain" onClick={() => void startSession()}>{words.reload}</button>
      </div>
      {!isForOthers() && <Whose />}
    </div>
  )
}
