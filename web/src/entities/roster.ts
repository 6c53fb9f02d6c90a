// A sheet of people and teams, row by row: what each asks for, and what is wrong with it before the server is asked.
import { looksLikeAddress } from '../base/addresses'
import { folded } from '../base/fold'
import type { Csv, CsvRow } from '../base/csv'
import type { Entity, Role, Team } from '../base/types'

export const ROWS_MOST = 500

const COLUMNS = {
  entity: ['entity', 'entite'],
  kind: ['kind'],
  client: ['client'],
  team: ['team', 'equipe'],
  email: ['email', 'e-mail', 'adresse'],
  roles: ['roles', 'role'],
  language: ['language', 'langue'],
}
type Column = keyof typeof COLUMNS
const KNOWN = Object.keys(COLUMNS) as Column[]
const ROLES: Role[] = ['team_leader', 'creator']

export type RowProblem = 'email' | 'duplicate' | 'entity' | 'team' | 'teamName' | 'noTeam' | 'role' | 'roleNotHeld' | 'language' | 'cells'

export interface RosterRow {
  line: number
  email: string
  /** The names below the root. */
  path: string[]
  roles: Role[]
  language: '' | 'fr' | 'en'
  /** How many teams at the end of the path are new. */
  news: number
  /** The lowest team of the path that is there. */
  team: Team
  problem: RowProblem | null
}

export interface Roster {
  rows: RosterRow[]
  /** Of the sheet as a whole, and what it is about: the columns that are not known or stand there twice, the line. */
  problem: 'empty' | 'columns' | 'unknown' | 'twice' | 'unclosed' | 'tooMany' | null
  about: string
}

export interface RosterPlace {
  entity: Pick<Entity, 'name'>
  teams: Team[]
  /** What the reader holds himself: nobody gives more. */
  held: Role[]
}

const same = (one: string, other: string): boolean => one.normalize('NFC') === other.normalize('NFC')
export const keyOf = (path: string[]): string => JSON.stringify(path.map((name) => name.normalize('NFC')))

function problemOf(columns: (Column | undefined)[], unknown: string[], body: CsvRow[], unclosed: number | null): [Roster['problem'], string] {
  const twice = columns.filter((column, i) => column && columns.indexOf(column) !== i).join(', ')
  if (unclosed) return ['unclosed', String(unclosed)]
  if (unknown.length) return ['unknown', unknown.join(', ')]
  if (twice) return ['twice', twice]
  if (columns.length && !columns.includes('email') && !columns.includes('team')) return ['columns', '']
  return [body.length > ROWS_MOST ? 'tooMany' : body.length ? null : 'empty', '']
}

export function rosterOf({ rows: sheet, unclosed }: Csv, place: RosterPlace): Roster {
  const [head, ...body] = sheet
  const columns = (head?.cells ?? []).map((cell) => KNOWN.find((column) => COLUMNS[column].includes(folded(cell))))
  const unknown = (head?.cells ?? []).filter((cell, i) => cell && !columns[i])
  const [problem, about] = problemOf(columns, unknown, body, unclosed)
  if (problem) return { rows: [], problem, about }
  const seen = new Set<string>()
  const rows = body.map((row) => {
    const found = readRow(row, columns, place)
    const key = found.email.toLowerCase()
    if (!found.problem && key && seen.has(key)) found.problem = 'duplicate'
    if (!found.problem) seen.add(key)
    return found
  })
  return { rows, problem, about }
}

function readRow({ line, cells }: CsvRow, columns: (Column | undefined)[], { entity, teams, held }: RosterPlace): RosterRow {
  const cell = (column: Column): string => cells[columns.indexOf(column)] ?? ''
  const path = cell('team') ? cell('team').split('/').map((name) => name.trim()) : []
  const roles = cell('roles').split(/\s+/).filter(Boolean).map((role) => role.toLowerCase())
  const language = cell('language').toLowerCase()
  const { team, news } = walk(teams, path)
  const row: RosterRow = {
    line, email: cell('email'), path, roles: ROLES.filter((role) => roles.includes(role)), language: language === 'fr' || language === 'en' ? language : '',
    news, team, problem: null,
  }
  const problems: [RowProblem, boolean][] = [
    ['cells', cells.some((text, i) => text !== '' && !columns[i])],
    ['entity', cell('entity') !== '' && folded(cell('entity')) !== folded(entity.name)],
    ['teamName', path.some((name) => !name || name.length > 100 || /\p{Cc}/u.test(name))],
    ['email', !row.email && !path.length],
    ['email', row.email !== '' && !looksLikeAddress(row.email)],
    ['role', roles.some((role) => !(ROLES as string[]).includes(role)) || (roles.length > 0 && !row.email)],
    ['roleNotHeld', row.roles.some((role) => !held.includes(role))],
    ['language', language !== row.language],
    ['noTeam', news > 0 && !team.may.includes('add_team')],
    ['team', row.email !== '' && !news && !team.may.includes('add_people')],
  ]
  row.problem = problems.find(([, holds]) => holds)?.[0] ?? null
  return row
}

/** Down the path as far as there are teams. */
function walk(teams: Team[], path: string[]): { team: Team; news: number } {
  let team = teams.find(({ parent }) => parent === null) ?? teams[0] as Team
  for (const [i, name] of path.entries()) {
    const below = teams.find((one) => one.parent === team.id && same(one.name, name))
    if (!below) return { team, news: path.length - i }
    team = below
  }
  return { team, news: 0 }
}

/** The teams that are to be added, those above before those below, each once. */
export function newTeams(rows: RosterRow[]): { path: string[]; below: Team }[] {
  const found = new Map<string, { path: string[]; below: Team }>()
  for (const { path, news, team } of rows) {
    for (let depth = path.length - news + 1; depth <= path.length; depth++) {
      const part = path.slice(0, depth)
      if (!found.has(keyOf(part))) found.set(keyOf(part), { path: part, below: team })
    }
  }
  return [...found.values()].toSorted((a, b) => a.path.length - b.path.length)
}

const MOST_AT_ONCE = 100

/** People who are authorised by one request: of one team, with the same roles and language. */
export function batches(rows: RosterRow[]): RosterRow[][] {
  const found = new Map<string, RosterRow[]>()
  for (const row of rows) {
    const key = JSON.stringify([keyOf(row.path), row.roles, row.language])
    found.set(key, [...(found.get(key) ?? []), row])
  }
  return [...found.values()].flatMap((all) =>
    Array.from({ length: Math.ceil(all.length / MOST_AT_ONCE) }, (_, i) => all.slice(i * MOST_AT_ONCE, (i + 1) * MOST_AT_ONCE)))
}
