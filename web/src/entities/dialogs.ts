import type { Entity, Habilitation } from '../base/types'

/** What every dialog about one person of an entity is given. */
export interface PersonDialogProps {
  entity: Entity
  person: Habilitation
  onClose: () => void
  onDone: () => void
}
