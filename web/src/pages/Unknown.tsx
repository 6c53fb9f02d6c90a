import { useEffect } from 'preact/hooks'
import { t } from '../i18n/index'
import { href } from '../router'
import { Head } from '../shell/Head'
import { Icon } from '../ui/Icon'
import { dismissToast } from '../ui/Toast'

/** The same words for what does not exist and what one may not see. */
export function Unknown() {
  const words = t().unknown
  useEffect(dismissToast, []) // it may speak of what is no longer open
  return (
    <div class="unknown">
      <span class="empty-icon"><Icon name="file-lock-2" /></span>
      <Head title={words.title} />
      <p>{words.text}</p>
      <div class="buttons">
        <a class="button primary" href={href('ask')}>{t().nav.ask}</a>
        <a class="button plain" href={href('home')}>{words.back}</a>
      </div>
    </div>
  )
}
