import { useEffect } from 'preact/hooks'
import type { ApiError } from '../base/api'
import { t } from '../words/index'
import { href } from '../base/router'
import { Head } from './Head'
import { isForOthers, Whose } from './Whose'
import { Icon } from '../ui/Icon'
import { refusal } from '../ui/Note'
import { dismissToast } from '../ui/Toast'

/** The same words for what does not exist and what one may not see. */
export function Unknown({ error }: { error?: ApiError }) {
  const words = t().unknown
  const { Reasons } = refusal
  useEffect(dismissToast, []) // it may speak of what is no longer open
  return (
    <div class="unknown">
      <span class="empty-icon"><Icon name="file-lock-2" /></span>
      <Head title={words.title} />
      <p>{words.text}</p>
      {Reasons && error && error.why.length > 0 && <Reasons error={error} alone />}
      <div class="buttons">
        <a class="button primary" href={href('ask')}>{t().nav.ask}</a>
        <a class="button plain" href={href('home')}>{words.back}</a>
      </div>
      {!isForOthers() && <Whose />}
    </div>
  )
}
