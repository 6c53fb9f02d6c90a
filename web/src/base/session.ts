// Who is signed in. `undefined`: not known yet; `null`: nobody. The cookie is the browser's, which all tabs share: what
// this one believes holds until an answer, or another tab, says otherwise.
import { signal } from '@preact/signals'
import { acting, ApiError, asApiError, get, sessionWatch, submit } from './api'
import { ownZone } from './clock'
import { forgetDrafts, openDrafts } from './drafts'
import { kept } from './kept'
import { go } from './router'
import { keeping } from './storage'
import { startTabs, tellTabs, type News } from './tabs'
import type { Challenge, ChallengeKind, Session, User } from './types'

export const session = signal<Session | null | undefined>(undefined)
/** Who is signed in in this browser meanwhile, where that is not for whom this page was opened. */
export const another = signal<Session | null>(null)
/** Counts the pages that were begun anew, because somebody else acts or for another entity. */
export const visit = signal(0)
/** Why the session could not even be asked for. */
export const startError = signal<ApiError | null>(null)
/**
 * Who is expected at the door, and why: a session that ended while somebody worked, here or because he signed out in
 * another tab (signing in again brings that work back), or while the page waits; or a password that was chosen anew.
 */
export const expected = signal<{ email: string; why: 'ended' | 'elsewhere' | 'again' | 'password' } | null>(null)

/** What else follows who is signed in: `main.tsx` hands it in, for it stands in the rooms above. */
interface Follow {
  /** Before somebody is shown: what his pages need. */
  prepare: (next: Session) => Promise<unknown>
  /** He is the one whose doings are kept, until they are forgotten. */
  open: (user: string) => void
  forget: () => void
  /** Somebody else, or nobody, is shown: what was told was not for him. */
  hush: () => void
}
let follow: Follow

/** Who acted last on this page. */
let last: { user: string; who: string } | null = null
/** How many changes of this tab's own are under way: what is refused meanwhile was asked before. */
let changes = 0

const whoOf = ({ user, environment }: Session): string => `${user.id} ${environment?.entity ?? '-'}`
const actingOf = (one: Session) => ({ says: `${one.id} ${one.environment?.entity ?? '-'}`, who: whoOf(one) })

function show(next: Session | null, isOut = false): void {
  if (!next || !session.value || whoOf(next) !== whoOf(session.value)) follow.hush()
  acting.value = next && actingOf(next)
  another.value = null
  session.value = next
  tellTabs({ says: acting.value?.says ?? null, isOut })
}

/** `keepsPage`: what stands on the page stays, by its person's choice. */
async function enter(next: Session, keepsPage = false): Promise<void> {
  await follow.prepare(next)
  if (last && last.who !== whoOf(next) && !keepsPage) {
    kept.forget()
    visit.value += 1
  }
  if (last && last.user !== next.user.id) follow.forget()
  last = { user: next.user.id, who: whoOf(next) }
  expected.value = null
  follow.open(next.user.id)
  openDrafts(next.user.id, next.environment?.entity)
  show(next)
  tellZone(next)
  if (!keepsPage) kept.doubt()
}

/** Mails speak of days as this browser counts them; which zone that is can be told again the next time. */
function tellZone({ zone }: Session): void {
  const own = ownZone()
  if (own && own !== zone) void submit('PATCH', 'account', { zone: own }).catch(() => {})
}

/** Takes on what an answer says about who acts, as the only one of this tab. */
async function change(work: () => Promise<Session>): Promise<void> {
  changes += 1
  try {
    await kept.cancel()
    await enter(await work())
  } finally {
    changes -= 1
  }
}

const act = (entity: string | undefined, as = acting.value): Promise<Session> => submit('PUT', 'session/environment', { entity }, as)

const ask = (): Promise<Session> => get<Session>('session', undefined, null)

export async function startSession(): Promise<void> {
  startError.value = null
  if (session.value) return void await look()
  try {
    await enter(await ask())
  } catch (error) {
    const problem = asApiError(error)
    if (problem.status === 401) session.value = null
    else startError.value = problem
  }
}

/* --- what other tabs do ---------------------------------------------------------------------------------------------- */

/** The one that this page believes had chosen no entity, or has lost the one he had: there is nothing to ask him. */
const isUndecided = (now: Session, next: Session): boolean =>
  now.user.id === next.user.id && (!now.environment || (!next.environment && now.id === next.id))

/** Gives whether the page acts for the same as before. */
async function meet(next: Session): Promise<boolean> {
  const now = session.value
  if (!now) {
    if (last?.user === next.user.id) await enter(next)
    else another.value = next
    return false
  }
  if (whoOf(now) === whoOf(next)) {
    show(next)
    return true
  }
  if (isUndecided(now, next)) await enter(next)
  else another.value = next
  return false
}

function leave(why: 'ended' | 'elsewhere'): void {
  another.value = null
  if (!session.value) return
  expected.value = { email: session.value.user.email, why }
  show(null)
}

/** Asks who is signed in in this browser now. */
async function look(why: 'ended' | 'elsewhere' = 'ended'): Promise<boolean> {
  if (changes) return false
  try {
    return await meet(await ask())
  } catch (error) {
    if (asApiError(error).status === 401) leave(why)
    return false // if nobody answered, the next request asks again
  }
}

function hear({ says, isOut }: News): void {
  if (session.value === undefined) return // its own question is on its way
  if (says === (acting.value?.says ?? null)) another.value = null
  else void look(isOut ? 'elsewhere' : 'ended')
}

async function bring(next: Session): Promise<void> {
  acting.value = actingOf(next)
  await kept.bring()
}

/** Goes on as who is signed in now; with `keepsPage`, what was typed on this page stays in it. */
export async function goOn(keepsPage: boolean): Promise<void> {
  const next = another.value
  if (!next) return
  if (keepsPage && session.value) await bring(next)
  await enter(next, keepsPage)
}

/** Acts again for whom the page was opened: the same person, who took another entity in another tab. */
export async function goBack(): Promise<void> {
  const now = another.value
  if (now) await change(() => act(session.value?.environment?.entity, actingOf(now)))
}

/** Who signs in again, on the page that waits for him, acts for whom he acted there. */
async function asBefore(next: Session): Promise<Session> {
  const entity = session.value?.user.id === next.user.id ? session.value.environment?.entity : undefined
  const isOpen = next.environments.some((one) => one.entity === entity)
  if (!isOpen || next.environment?.entity === entity) return next
  return act(entity, actingOf(next))
}

/* --- the door -------------------------------------------------------------------------------------------------------- */

async function enterUnless(answer: Session | Challenge): Promise<ChallengeKind | null> {
  if ('challenge' in answer) return answer.challenge
  await change(() => asBefore(answer))
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

/** `first` is where the new account begins. */
export async function createAccount(body: Record<string, unknown>, first: string): Promise<void> {
  await change(async () => {
    const next = await submit<Session>('POST', 'account', body)
    kept.forget() // the link has done its work: it is not asked about again
    return next
  })
  go(first)
}

export async function chooseEnvironment(entity: string): Promise<void> {
  const isSwitch = !!session.value?.environment
  await change(() => act(entity))
  if (isSwitch) go('#/')
}

/** The environment that a mail's link was written for, when it is open to this person and not the present one. */
export function wantedEnvironment(now: Session, entity: string | null): string | null {
  const open = now.environments.some((one) => one.entity === entity)
  return open && now.environment?.entity !== entity ? entity : null
}

/** Opens it, on the page that the link leads to. */
export async function followLink(entity: string): Promise<void> {
  await change(() => act(entity))
}

/** A new password by a mailed link: it ends every session of its owner, perhaps the one of this browser. */
export async function resetPassword(secret: string, password: string, email: string): Promise<void> {
  await submit('POST', 'password', { secret, password })
  await startSession()
  if (!session.value) expected.value = { email, why: 'password' }
  go('#/')
}

/** What a person changed about himself, while he is the one who is signed in. */
export function updateUser({ id, email, first_name, last_name, language }: User): void {
  if (session.value?.user.id === id) session.value = { ...session.value, user: { id, email, first_name, last_name, language } }
}

/** `stays`: at the same address, which somebody else may open. */
export async function signOut(stays = false): Promise<void> {
  await keeping(() => submit('DELETE', 'session')).catch((error: unknown) => {
    if (asApiError(error).status !== 401) throw error // 401: it had ended already
  })
  if (!stays) go('#/')
  kept.forget()
  if (last) forgetDrafts(last.user)
  follow.forget()
  last = null
  show(null, true)
}

export function startSessionWatch(what: Follow): void {
  follow = what
  sessionWatch.environmentLost = () => void look()
  sessionWatch.ended = () => leave('ended')
  sessionWatch.isSame = look
  sessionWatch.renewed = (says) => { if (session.value) show({ ...session.value, id: says.split(' ')[0] ?? '' }) }
  startTabs(hear)
}
