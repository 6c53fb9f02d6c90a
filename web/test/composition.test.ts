import { describe, expect, it } from 'vitest'
import { compositionOf, withEntity } from '../src/operations/composition'

const own = { entity: { id: 'a', name: 'Aurore' }, side: 'manager' as const }

describe('composing an operation', () => {
  it('takes the first entity that is added for the borrower, the others for lenders', () => {
    const parts = withEntity(withEntity([own], { id: 'v', name: 'Verrerie' }), { id: 'n', name: 'Nordbank' })
    expect(parts.map(({ entity, side }) => [entity.id, side])).toEqual([['a', 'manager'], ['v', 'borrower'], ['n', 'lender']])
  })

  it('takes nobody twice', () => {
    expect(withEntity([own], own.entity)).toEqual([own])
  })

  it('sends what was typed without the spaces around it', () => {
    expect(compositionOf({ reference: ' OP-1 ', name: ' Pont ', participations: [own] }))
      .toEqual({ reference: 'OP-1', name: 'Pont', participations: [{ entity: 'a', side: 'manager' }] })
  })
})
