// Undoing, line by line or all of it, with an answer for each. Everything is checked by the server as any other change is.
import { getAll } from '../base/all'
import { asApiError, get, oneActor, query, submit, write, type ApiError } from '../base/api'
import { explain } from '../words/explain'
import { loadRecent, recentWords } from './words/index'
import { refresh } from '../base/query'
import type { Habilitation, Page, Team } from '../base/types'
import { toast } from '../ui/Toast'
import { changeLine, deeds, isOver, recentShown, type Deed, type DeedLine, type Place, type Step } from './store'

const path = (...parts: string[]) => parts.map(encodeURIComponent).join('/')
const because = (reason: string | null) => (reason ? { reason } : {})

/** Somebody else has changed it since: undoing would take that away from him. */
class Changed extends Error {}

const isSame = (a: Place, b: Place): boolean => a.team === b.team && a.roles.toSorted().join() === b.roles.toSorted().join()

async function changePerson({ entity, habilitation, email, was, is }: Extract<Step, { do: 'change_person' }>): Promise<unknown> {
  const { items } = await get<Page<Habilitation>>(`${path('entities', entity, 'habilitations')}${query({ q: email, limit: 100 })}`)
  const now = items.find(({ id }) => id === habilitation)
  if (!now || !isSame({ team: now.team.id, roles: now.roles }, is)) throw new Changed()
  return submit('PATCH', path('entities', entity, 'habilitations', habilitation), was)
}

async function moveTeam({ entity, team, was, is }: Extract<Step, { do: 'move_team' }>): Promise<unknown> {
  const { items } = await getAll<Team>(path('entities', entity, 'teams'))
  if (items.find(({ id }) => id === team)?.parent !== is) throw new Changed()
  return submit('PATCH', path('entities', entity, 'teams', team), { parent: was })
}

function make(step: Step): Promise<unknown> {
  switch (step.do) {
    case 'restore_contact':
      return write(path('operations', step.operation, 'contacts', step.contact, 'restore'), { undo: true })
    case 'revoke_contact':
      return write(path('operations', step.operation, 'contacts', step.contact, 'revoke'), because(step.reason))
    case 'restore_person':
      return write(path('entities', step.entity, 'habilitations', step.habilitation, 'restore'), { undo: true })
    case 'archive_person':
      return write(path('entities', step.entity, 'habilitations', step.habilitation, 'archive'), because(step.reason))
    case 'change_person':
      return changePerson(step)
    case 'move_team':
      return moveTeam(step)
  }
}

function why(step: Step, error: unknown): string {
  const says = error instanceof Changed ? recentWords().changed : sentence(asApiError(error))
  return 'of' in step && step.of ? recentWords().about(step.of, says) : says
}

const sentence = (error: ApiError): string => error.fields.until ?? explain(error, true)

/** A person who does not come back gets no access back either; one who is back already may. */
const endsAll = (step: Step, error: unknown): boolean => step.do === 'restore_person' && asApiError(error).code !== 'not_revoked'

async function undoSteps({ steps, lost = 0 }: DeedLine, check: () => void): Promise<Pick<DeedLine, 'steps' | 'why' | 'undone'>> {
  const left: Step[] = []
  const reasons: string[] = []
  for (const [i, step] of steps.entries()) {
    try {
      check()
      await make(step)
    } catch (error) {
      reasons.push(why(step, error))
      if (endsAll(step, error)) return { steps: steps.slice(i), why: reasons, undone: false }
      left.push(step)
    }
  }
  return { steps: left, why: lost ? [...reasons, recentWords().lost(lost)] : reasons, undone: !left.length }
}

/** Undoes these lines of a deed, one after the other; answers how many could not be. */
export async function undoLines(deed: Deed, lines: DeedLine[]): Promise<number> {
  await loadRecent()
  const check = oneActor()
  let failed = 0
  for (const line of lines) {
    const answer = isOver(deed, Date.now()) ? { why: [recentWords().over] } : await undoSteps(line, check)
    changeLine(deed.id, line.key, answer)
    if (answer.why.length) failed += 1
  }
  await Promise.all([refresh(['operation']), refresh(['operations']), refresh(['entity'])])
  return failed
}

/** From a message: all of it, and where something could not be undone, why. */
export async function undoDeed(id: string): Promise<void> {
  await loadRecent()
  const deed = deeds.value.find((one) => one.id === id)
  if (!deed) return toast(recentWords().over)
  const lines = deed.lines.filter(({ undone }) => !undone)
  const failed = await undoLines(deed, lines)
  if (failed) recentShown.value = true
  else toast(recentWords().undone)
}
