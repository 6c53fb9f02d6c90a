// What becomes of the rows of a sheet.
import { useState } from 'preact/hooks'
import { asApiError, oneActor } from '../base/api'
import { explain, refusalOf } from '../words/explain'
import { t } from '../words/index'
import type { AuthoriseItem, Entity } from '../base/types'
import { addTeam, authorise } from './data'
import { batches, keyOf, newTeams, type RosterRow } from './roster'

/** What became of a row: its person's result, `team` where it was about a team alone; or why not. */
export type RowResult = { result: AuthoriseItem['result'] | 'team'; says?: string }

export interface RosterRun {
  /** By the line of the sheet. */
  results: ReadonlyMap<number, RowResult>
  state: 'ready' | 'running' | 'done'
  run: (rows: RosterRow[]) => Promise<void>
  reset: () => void
}

const sentence = (error: unknown): string => explain(asApiError(error))

/** Teams first, those above before those below; then people, as few requests as there are teams and roles. */
export function useRoster(entity: Entity): RosterRun {
  const [results, setResults] = useState<ReadonlyMap<number, RowResult>>(new Map())
  const [state, setState] = useState<RosterRun['state']>('ready')
  const put = (rows: RosterRow[], of: (row: RosterRow, i: number) => RowResult) =>
    setResults((before) => new Map([...before, ...rows.map((row, i) => [row.line, of(row, i)] as const)]))

  const addTeams = async (rows: RosterRow[]) => {
    const made = new Map<string, string>()
    const failed = new Map<string, string>()
    for (const { path, below } of newTeams(rows)) {
      const above = keyOf(path.slice(0, -1))
      const before = failed.get(above)
      try {
        if (before) failed.set(keyOf(path), before)
        else made.set(keyOf(path), (await addTeam(entity.id, made.get(above) ?? below.id, path.at(-1) ?? '')).id)
      } catch (error) {
        failed.set(keyOf(path), sentence(error))
      }
    }
    return { made, failed }
  }

  const run = async (rows: RosterRow[]) => {
    const check = oneActor()
    setState('running')
    const { made, failed } = await addTeams(rows)
    const stands = rows.filter(({ path }) => !failed.has(keyOf(path)))
    put(rows.filter(({ path }) => failed.has(keyOf(path))), ({ path }) => ({ result: 'refused', says: failed.get(keyOf(path)) ?? '' }))
    put(stands.filter(({ email }) => !email), ({ news }) => ({ result: news ? 'team' : 'unchanged' }))
    for (const batch of batches(stands.filter(({ email }) => email))) {
      const [{ path, team, roles, language }] = batch as [RosterRow]
      try {
        check()
        const { items } = await authorise(entity.id, {
          emails: batch.map(({ email }) => email), team: made.get(keyOf(path)) ?? team.id, roles, language: language || undefined })
        put(batch, (_, i) => {
          const item = items[i]
          return !item || item.result === 'refused' ? { result: 'refused', says: item ? refusalOf(item) : t().errors.general } : { result: item.result }
        })
      } catch (error) {
        put(batch, () => ({ result: 'refused', says: sentence(error) }))
      }
    }
    setState('done')
  }
  const reset = () => {
    setResults(new Map())
    setState('ready')
  }
  return { results, state, run, reset }
}
