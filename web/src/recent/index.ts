import { loadRecent } from './words/index'
import { session } from '../base/session'
import { lazy } from '../ui/Lazy'
import { beginDeed, type DeedKind } from './store'

export { changeLine, recentShown, undoable } from './store'

/** The dialog of what can be undone, fetched when it is first opened. */
export const Recent = lazy(() => import('./Recent'), (file) => file.Recent, loadRecent)

/** Undoes all of a deed; how that is done is fetched when it is needed. */
export const undoDeed = async (id: string): Promise<void> => (await import('./undo')).undoDeed(id)

/** Something that is about to be done, for the present entity; `place` is the operation or entity, in words. */
export function begin(kind: DeedKind, place: string) {
  const { entity = '', name = '' } = session.value?.environment ?? {}
  return beginDeed(kind, place, { entity, name })
}
