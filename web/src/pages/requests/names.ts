import { governance } from '../../i18n/governance/index'
import type { AccessRequest } from '../../types'

export const askerOf = ({ person }: AccessRequest): string => person.name ?? person.email

/** What is wanted, and for what. */
export function wishOf({ kind, entity, operation }: AccessRequest): [string, string | null] {
  const words = governance().requests
  const file = operation && `${operation.reference} — ${operation.name}`
  if (kind === 'habilitation') return [words.habilitation(entity?.name ?? ''), file && words.forOperation(file)]
  if (kind === 'leave') return [governance().leave.wish(file ?? ''), entity && words.forEntity(entity.name)]
  return [words.contact(file ?? ''), entity && words.forEntity(entity.name)]
}
