import { describe, expect, it } from 'vitest'
import { withNobody } from '../src/entities/ArchiveImpact'
import type { HeldLine } from '../src/base/types'

const line = (reference: string, left: number, status: HeldLine['status'] = 'active'): HeldLine => ({
  id: `${reference}${left}`, operation: { id: reference, reference, name: reference, status: 'open' }, side: 'lender', status, until: null, last_manager: false, left,
})

describe('archiving habilitations', () => {
  it('names the operations where nobody of the entity stays', () => {
    expect(withNobody([line('A', 0), line('B', 2)])).toEqual(['A'])
  })

  it('counts those who go together as gone, and names an operation once', () => {
    expect(withNobody([line('A', 1), line('A', 1), line('B', 2), line('B', 2)])).toEqual(['A'])
  })

  it('does not count who has no access yet', () => {
    expect(withNobody([line('A', 0, 'invited'), line('B', 1, 'queued'), line('B', 1)])).toEqual([])
  })
})
