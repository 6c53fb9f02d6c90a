// Who is signed in. `undefined`: not known yet; `null`: nobody.
import { signal } from '@preact/signals'
import { ApiError, asApiError, get, sessionWatch, submit } from './api'
import { forgetDrafts } from './drafts'
import { chosenLanguage, loadLanguage } from './i18n/index'
import { cache } from './query'
import { go } from './router'
import type { Challenge, Session } from './types'

export const session = signal<Session | null | undefined>(undefined)
/** Why the session could not even be asked for. */
export const startError = signal<ApiError | null>(null)
/** The address whose session ended while it worked: signing in again brings its work back. */
export const interrupted = signal<string | null>(null)

let lastUser: string | null = null

function forgetEverything(): void {
  cache.clear()
  forgetDrafts()
}

async function enter(next: Session): Promise<void> {
  if (lastUser !== null && lastUser !== next.user.id) forgetEverything()
  lastUser = next.user.id
  await loadLanguage(chosenLanguage() ?? next.user.language)
  interrupted.value = null
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

/** True when the server wants the code that it has just mailed. */
export async function signIn(email: string, password: string): Promise<boolean> {
  const answer = await submit<Session | Challenge>('POST', 'session', { email, password })
  if ('challenge' in answer) return true
  await enter(answer)
  return false
}

export async function sendCode(code: string, remember: boolean): Promise<void> {
  await enter(await submit<Session>('POST', 'session/code', { code, remember }))
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

export async function signOut(): Promise<void> {
  await submit('DELETE', 'session').catch((error: unknown) => {
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
    interrupted.value = session.value.user.email
    session.value = null
  }
}
