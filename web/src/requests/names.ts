import { operationWords, whoAgrees } from '../operations/index'
import { requestWords } from './words/index'
import type { AccessRequest } from '../base/types'

export const askerOf = ({ person }: AccessRequest): string => person.name ?? person.email

/** What somebody wrote himself. About addresses the message holds the other one. */
export const wordsOf = ({ kind, message }: AccessRequest): string | null => (kind === 'address' || kind === 'vouch' ? null : message)

/** What is wanted, and for what. */
export function wishOf({ kind, entity, operation, message }: AccessRequest): [string, string | null] {
  const words = requestWords().requests
  const file = operation && [operation.reference, operation.name].filter(Boolean).join(' — ')
  if (kind === 'habilitation') return [words.habilitation(entity?.name ?? ''), file && words.forOperation(file)]
  if (kind === 'leave') return [operationWords().leave.wish(file ?? ''), entity && words.forEntity(entity.name)]
  if (kind === 'address') return [words.address(entity?.name ?? ''), message && words.addressFrom(message)]
  if (kind === 'vouch') return [words.vouch, message && words.vouchTo(message)]
  return [words.contact(file ?? ''), entity && words.forEntity(entity.name)]
}

/** How many of those who are needed have vouched, and whether the reader's word would do. */
export function progressOf({ vouched, status }: AccessRequest): string | null {
  const words = requestWords().requests
  if (!vouched || status !== 'open') return null
  return [vouched.given ? words.vouchedOne : words.vouchedNone, vouched.alone && words.vouchAlone].filter(Boolean).join(' ')
}

/** What an approval has given so far, as that is now; null where there is nothing to say. */
export function outcomeOf({ kind, outcome, waits_for: awaited }: AccessRequest): string | null {
  const words = requestWords().requests.outcomes
  if (awaited) return awaited.what === 'agreement' ? words.agreement(whoAgrees(awaited.leaders, awaited.entity ?? '')) : words[awaited.what]
  if (!outcome || outcome === 'queued') return null
  return outcome === 'active' && kind === 'habilitation' ? words.authorised : words[outcome]
}

/** For whom an authorisation waits that somebody's access to an operation needs. */
export function leaderOf({ kind, status, entity, operation }: AccessRequest): string | null {
  if (kind !== 'habilitation' || status !== 'open' || !operation || !entity) return null
  return requestWords().requests.outcomes.agreement(whoAgrees([], entity.name))
}
