import { describe, expect, it } from 'vitest'
import { target } from '../src/entities/keys'
import { branchOf, chartOf, ownTeam, pathTo, rowsOf, type TeamNode } from '../src/entities/teams'
import type { Team, TeamAction } from '../src/base/types'

const team = (id: string, parent: string | null, people = 0, may: TeamAction[] = []): Team => ({ id, name: id, parent, people, leaders: 0, may })

/** root > (audit, desk > (loans > syndication, bonds)) */
const teams = [
  team('syndication', 'loans', 4), team('root', null, 2), team('loans', 'desk', 3), team('audit', 'root', 1), team('desk', 'root'), team('bonds', 'desk', 5),
]
type Folding = (node: TeamNode) => boolean
const names = (nodes: { team: Team }[]) => nodes.map((node) => node.team.id)

describe('the organisation chart', () => {
  const chart = chartOf(teams)

  it('is a tree, siblings by name, whatever the order of the answer', () => {
    expect(names(rowsOf(chart))).toEqual(['root', 'audit', 'desk', 'bonds', 'loans', 'syndication'])
    expect(rowsOf(chart).map((node) => node.level)).toEqual([1, 2, 2, 3, 3, 4])
  })

  it('counts the people of a team with those of all teams below it', () => {
    expect(rowsOf(chart).map((node) => node.people)).toEqual([15, 1, 12, 5, 7, 4])
  })

  it('folds what is not open', () => {
    expect(names(rowsOf(chart, (node) => node.team.id === 'root'))).toEqual(['root', 'audit', 'desk'])
  })

  it('shows a team whose parent is not among the answer, and does not hang on a circle', () => {
    expect(names(chartOf([team('lost', 'elsewhere'), team('a', 'b'), team('b', 'a')]))).toEqual(['lost'])
    expect(names(pathTo([team('a', 'b'), team('b', 'a')], 'a').map((one) => ({ team: one })))).toEqual(['b', 'a'])
  })

  it('knows the way to a team, and what moves along with it', () => {
    expect(pathTo(teams, 'loans').map(({ id }) => id)).toEqual(['root', 'desk', 'loans'])
    expect([...branchOf(chart, 'desk')]).toEqual(['desk', 'bonds', 'loans', 'syndication'])
    expect(branchOf(chart, 'nowhere').size).toBe(0)
  })

  it('finds the team that one leads: led, but not from above', () => {
    const led = [team('root', null), team('desk', 'root', 0, ['add_people']), team('loans', 'desk', 0, ['add_people', 'move'])]
    expect(ownTeam(led)?.id).toBe('desk')
    expect(ownTeam([team('root', null)])).toBeUndefined()
  })

  it('stays quick with thousands of teams', () => {
    const many = Array.from({ length: 5000 }, (_, i) => team(`t${i}`, i ? `t${Math.floor((i - 1) / 8)}` : null, 1))
    const start = performance.now()
    expect(chartOf(many)[0]?.people).toBe(5000)
    expect(performance.now() - start).toBeLessThan(1000)
  })
})

describe('walking through the chart by keyboard', () => {
  const chart = chartOf(teams)
  const all: Folding = () => true
  const rows = rowsOf(chart, all)
  const at = (name: string) => rows.findIndex((node) => node.team.id === name)
  const leads = (key: string, from: string, isOpen: Folding = all) => {
    const step = target(key, rowsOf(chart, isOpen), rowsOf(chart, isOpen).findIndex((node) => node.team.id === from), isOpen)
    return step && [step.node.team.id, step.turn ?? (step.choose ? 'choose' : '')]
  }

  it.each([
    ['ArrowDown', 'audit', ['desk', '']], ['ArrowUp', 'desk', ['audit', '']], ['ArrowUp', 'root', null], ['ArrowDown', 'syndication', null],
    ['Home', 'loans', ['root', '']], ['End', 'root', ['syndication', '']],
    ['ArrowRight', 'desk', ['bonds', '']], ['ArrowRight', 'audit', null],
    ['ArrowLeft', 'desk', ['desk', 'shut']], ['ArrowLeft', 'bonds', ['desk', '']], ['ArrowLeft', 'audit', ['root', '']],
    ['Enter', 'bonds', ['bonds', 'choose']], [' ', 'bonds', ['bonds', 'choose']],
    ['L', 'root', ['loans', '']], ['a', 'syndication', ['audit', '']], ['z', 'root', null], ['Tab', 'root', null],
  ])('%s on %s', (key, from, expected) => {
    expect(at(from)).toBeGreaterThanOrEqual(0)
    expect(leads(key, from)).toEqual(expected)
  })

  it('opens what is folded, and does not walk into it at once', () => {
    const folded: Folding = (node) => node.team.id === 'root'
    expect(leads('ArrowRight', 'desk', folded)).toEqual(['desk', 'open'])
    expect(leads('ArrowDown', 'desk', folded)).toBeNull()
  })
})
