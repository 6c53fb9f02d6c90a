import sprite from '@icons?url'
import type { IconName } from './icons'

/** Always beside a word or inside a labelled control, so it says nothing by itself. */
export function Icon({ name }: { name: IconName }) {
  return (
    <svg class="icon" aria-hidden="true" focusable="false">
      <use href={`${sprite}#${name}`} />
    </svg>
  )
}
