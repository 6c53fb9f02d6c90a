import { Icon } from '../ui/Icon'
import { href } from '../base/router'
import { icons } from './icons'
import type { Waiting } from '../base/types'
import { formatNumber } from '../words/format'
import { language } from '../words/index'
import { present, total } from './data'
import { waitingWords } from './words/index'

/** Above the first list: one line that leads on; nothing where nothing waits. */
export function Strip({ waiting }: { waiting: Waiting | undefined }) {
  const words = waitingWords()
  const shown = waiting ? present(waiting) : []
  if (!shown.length) return null
  return (
    <nav class="strip" aria-label={words.strip}>
      <a class="strip-title" href={href('waiting')}>{words.title} <span class="count">{formatNumber(language(), total(waiting))}</span></a>
      <ul>
        {shown.map(([group, { count, href: target }]) => (
          <li key={group}><a class="strip-link" href={target}><Icon name={icons[group]} />{words.groups[group].short(count)}</a></li>
        ))}
      </ul>
    </nav>
  )
}
