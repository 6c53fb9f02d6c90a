import { describe, expect, it } from 'vitest'
import { targetsOf } from '../src/entities/drag'
import type { Habilitation, Team } from '../src/base/types'

const team = (id: string, parent: string | null, may: Team['may'] = ['add_team', 'add_people', 'move']): Team => (
  { id, name: id, parent, people: 0, leaders: 0, may })
const teams = [team('root', null), team('a', 'root'), team('a1', 'a'), team('a2', 'a1'), team('b', 'root'), team('foreign', 'root', [])]
const person = (at: string) => ({ id: `in ${at}`, team: { id: at, name: at } }) as Habilitation
const names = (found: Set<string>) => [...found].toSorted()

describe('where something may be dropped', () => {
  it('a team: not where it is, not on itself, not below itself, not where the caller leads nobody', () => {
    expect(names(targetsOf({ team: teams[1] as Team }, teams))).toEqual(['b'])
    expect(names(targetsOf({ team: teams[3] as Team }, teams))).toEqual(['a', 'b', 'root'])
  })

  it('people: in another team that the caller leads; those of several teams in any', () => {
    expect(names(targetsOf({ people: [person('a')] }, teams))).toEqual(['a1', 'a2', 'b', 'root'])
    expect(names(targetsOf({ people: [person('a'), person('b')] }, teams))).toEqual(['a', 'a1', 'a2', 'b', 'root'])
  })
})
