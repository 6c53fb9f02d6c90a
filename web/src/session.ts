// Who is signed in. `undefined`: not known yet; `null`: nobody.
import { signal } from '@preact/signals'
import { ApiError, asApiError, get, sessionWatch, submit } from './api'
import { forgetDrafts } from './drafts'
import { chosenLanguage, loadLanguage } from './i18n/index'
import { cache } from './query'
import { go } from './router'
import { forgetRecent, openRecent } from './recent/store'
import { keeping } from './storage'
import { loadInnerStyle } from './style/inner'
import type { Challenge, ChallengeKind, Session, User } from './types'

export const session = signal<Session | null | undefined>(undefined)
/** Why the session could not even be asked for. */
export const startError = signal<ApiError | null>(null)
/**
 * Who is expected at the door, and why: a session that ended while somebody worked (signing in again brings that work
 * back), or a password that was chosen anew.
 */
export const expected = signal<{ email: string; why: 'ended' | 'password' } | null>(null)

let lastUser: string | null = null

function forgetEverything(): void {
  cache.clear()
  forgetDrafts()
  forgetRecent()
}

async function enter(next: Session): Promise<void> {
  if (lastUser !== null && lastUser !== next.user.id) forgetEverything()
  lastUser = next.user.id
  await Promise.all([loadLanguage(chosenLanguage() ?? next.user.language), loadInnerStyle()])
  expected.value = null
  openRecent(next.user.id)
  session.value = next
  void cache.invalidateQueries() // what was kept from before may be out of date
}

export async function startSession(): Promise<void> {
  startError.value = null
  try {
    await enter(await get<Session>('session'))
  } catch (error) {
    const problem = asApiError(error)
    if (problem.status === 401) session.value = null
    else startError.value = problem
  }
}

async function enterUnless(answer: Session | Challenge): Promise<ChallengeKind | null> {
  if ('challenge' in answer) return answer.challenge
  await enter(answer)
  return null
}

/** Gives what the server still wants to be proved. */
export async function signIn(email: string, password: string): Promise<ChallengeKind | null> {
  return enterUnless(await submit('POST', 'session', { email, password }))
}

/** Gives what is wanted after that: a mailbox is proved from time to time beside the authenticator. */
export async function sendCode(code: string, remember: boolean): Promise<ChallengeKind | null> {
  return enterUnless(await submit('POST', 'session/code', { code, remember }))
}

export async function createAccount(body: Record<string, unknown>): Promise<void> {
  const next = await submit<Session>('POST', 'account', body)
  forgetEverything() // somebody else may have been signed in on this browser
  await enter(next)
  go('#/')
}

export async function chooseEnvironment(entity: string): Promise<void> {
  const isSwitch = !!session.value?.environment
  await enter(await submit<Session>('PUT', 'session/environment', { entity }))
  cache.clear()
  if (isSwitch) go('#/')
}

/** The environment that a mail's link was written for, when it is open to this person and not the present one. */
export function wantedEnvironment(now: Session, entity: string | null): string | null {
  const open = now.environments.some((one) => one.entity === entity)
  return open && now.environment?.entity !== entity ? entity : null
}

/** Opens it, on the page that the link leads to. */
export async function followLink(entity: string): Promise<void> {
  await enter(await submit<Session>('PUT', 'session/environment', { entity }))
  cache.clear()
}

/** A new password by a mailed link: it ends every session of its owner, perhaps the one of this browser. */
export async function resetPassword(secret: string, password: string, email: string): Promise<void> {
  await submit('POST', 'password', { secret, password })
  await startSession()
  if (!session.value) expected.value = { email, why: 'password' }
  go('#/')
}

/** What the signed-in person changed about himself. */
export function updateUser({ id, email, first_name, last_name, language }: User): void {
  if (session.value) session.value = { ...session.value, user: { id, email, first_name, last_name, language } }
}

export async function signOut(): Promise<void> {
  await keeping(['language', 'theme'], () => submit('DELETE', 'session')).catch((error: unknown) => {
    if (asApiError(error).status !== 401) throw error // 401: it had ended already
  })
  lastUser = null
  go('#/')
  forgetEverything()
  session.value = null
}

export function startSessionWatch(): void {
  sessionWatch.environmentLost = () => void startSession()
  sessionWatch.ended = () => {
    if (!session.value) return
    expected.value = { email: session.value.user.email, why: 'ended' }
    session.value = null
  }
}
