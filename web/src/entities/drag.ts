// People and teams that are dragged with the mouse onto a team of the chart. Menus do the same for keys and fingers.
import { signal } from '@preact/signals'
import { branchOf, chartOf } from './teams'
import type { Habilitation, Team } from '../base/types'

export type Dragged = { team: Team } | { people: Habilitation[] }

export const dragged = signal<Dragged | null>(null)

/** Fingers scroll and press; only a mouse drags. */
export const mayDrag = (): boolean => matchMedia('(pointer: fine)').matches

/** Where what is dragged may be dropped: never where it is, and a team never below itself. */
export function targetsOf(what: Dragged, teams: Team[]): Set<string> {
  if ('people' in what) {
    const places = new Set(what.people.map(({ team }) => team.id))
    return new Set(teams.filter(({ id, may }) => may.includes('add_people') && !(places.size === 1 && places.has(id))).map(({ id }) => id))
  }
  const own = branchOf(chartOf(teams), what.team.id)
  return new Set(teams.filter(({ id, may }) => may.includes('add_team') && !own.has(id) && id !== what.team.parent).map(({ id }) => id))
}

/** The attributes of something that can be dragged; `name` is what another window would get. */
export function draggable(what: () => Dragged, name: string) {
  return {
    draggable: true,
    onDragStart: (event: DragEvent) => {
      event.stopPropagation()
      event.dataTransfer?.setData('text/plain', name)
      if (event.dataTransfer) event.dataTransfer.effectAllowed = 'move'
      dragged.value = what()
    },
    onDragEnd: () => { dragged.value = null },
  }
}
