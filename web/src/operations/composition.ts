// What is typed about an operation, and what is sent of it.
import type { Named, Side } from '../base/types'
import type { Composition } from './data'

export interface Part {
  entity: Named
  side: Side
}

export interface Shape {
  reference: string
  name: string
  participations: Part[]
}

export const shapeOf = ({ reference, name, participations }: Shape): Shape =>
  ({ reference, name, participations: participations.map(({ entity, side }) => ({ entity, side })) })

export const compositionOf = ({ reference, name, participations }: Shape): Composition => ({
  reference: reference.trim(),
  name: name.trim(),
  participations: participations.map(({ entity, side }) => ({ entity: entity.id, side })),
})

/** The first of a new operation is its own entity; of those that follow, a borrower is what most operations still need. */
export function withEntity(parts: Part[], entity: Named): Part[] {
  if (parts.some((part) => part.entity.id === entity.id)) return parts
  const side: Side = parts.some((part) => part.side === 'borrower') ? 'lender' : 'borrower'
  return [...parts, { entity, side }]
}
