// The organisation chart of a client entity: what was read, and the tree that it makes.
import { getAll } from '../base/all'
import { useQuery } from '../base/query'
import type { Page, Team } from '../base/types'

export interface TeamNode {
  team: Team
  /** From 1, at the root. */
  level: number
  children: TeamNode[]
  /** In the team and all below it. */
  people: number
}

/** A team whose parent is not among them stands at the root; what hangs in a circle is left out. */
export function chartOf(teams: Team[]): TeamNode[] {
  const known = new Set(teams.map((team) => team.id))
  const below = new Map<string | null, Team[]>()
  const { compare } = new Intl.Collator()
  for (const team of teams.toSorted((a, b) => compare(a.name, b.name))) {
    const parent = team.parent !== null && known.has(team.parent) ? team.parent : null
    const beside = below.get(parent)
    if (beside) beside.push(team)
    else below.set(parent, [team])
  }
  const grow = (parent: string | null, level: number): TeamNode[] => (below.get(parent) ?? []).map((team) => {
    const children = grow(team.id, level + 1)
    return { team, level, children, people: children.reduce((sum, child) => sum + child.people, team.people) }
  })
  return grow(null, 1)
}

/** Top to bottom, as the chart is read; what `isOpen` refuses keeps its branch folded. */
export function rowsOf(nodes: TeamNode[], isOpen: (node: TeamNode) => boolean = () => true): TeamNode[] {
  return nodes.flatMap((node) => [node, ...(isOpen(node) ? rowsOf(node.children, isOpen) : [])])
}

/** From the root down to a team. */
export function pathTo(teams: Team[], id: string): Team[] {
  const known = new Map(teams.map((team) => [team.id, team]))
  const path: Team[] = []
  for (let team = known.get(id); team && !path.includes(team); team = known.get(team.parent ?? '')) path.unshift(team)
  return path
}

/** A team and all below it: where it cannot be moved to. */
export function branchOf(nodes: TeamNode[], id: string): Set<string> {
  const top = rowsOf(nodes).find((node) => node.team.id === id)
  return new Set(top ? rowsOf([top]).map((node) => node.team.id) : [])
}

/** The highest team that somebody leads: his own. */
export function ownTeam(teams: Team[]): Team | undefined {
  return teams.find((team) => team.may.includes('add_people') && !team.may.includes('move'))
}

export function useTeams(entity: string) {
  return useQuery<Page<Team>>({
    queryKey: ['entity', entity, 'teams'],
    queryFn: ({ signal }) => getAll(`entities/${encodeURIComponent(entity)}/teams`, { signal }),
  })
}
