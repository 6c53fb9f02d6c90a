import door from '@icons/door?url'
import inner from '@icons/inner?url'
import { doorIcons, type IconName } from './icons'

const atDoor: ReadonlySet<string> = new Set(doorIcons)

/** Always beside a word or inside a labelled control, so it says nothing by itself. */
export function Icon({ name }: { name: IconName }) {
  return (
    <svg class="icon" aria-hidden="true" focusable="false">
      <use href={`${atDoor.has(name) ? door : inner}#${name}`} />
    </svg>
  )
}
