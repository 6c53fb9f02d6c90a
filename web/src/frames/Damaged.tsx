import { t } from '../words/index'
import { href } from '../base/router'
import { Outside } from './Outside'

/** The link of a mail of which too little has arrived. */
export function Damaged() {
  const words = t().damaged
  return (
    <Outside title={words.title}>
      <p class="lead">{words.text}</p>
      <p>{words.next}</p>
      <a class="button primary" href={href('home')}>{words.back}</a>
    </Outside>
  )
}
