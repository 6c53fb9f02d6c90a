// The only place that calls fetch: JSON both ways, one kind of error, the caller's language, for whom the page acts, and
// keys for repeated writes.
import { signal } from '@preact/signals'
import { hearTime } from './clock'

export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly detail: string | null = null,
    readonly fields: Record<string, string> = {},
    readonly retryAfter: number | null = null,
    readonly why: { code: string; sentence: string }[] = [],
  ) {
    super(`${status} ${code}`)
  }
}

/** For whom the page acts: what every request says of it, and whom that means, person and entity, whatever the session. */
export interface Acting {
  says: string
  who: string
}

/** All tabs share the session's cookie; each remembers here for whom it was opened. */
export const acting = signal<Acting | null>(null)

/**
 * Work of several requests is one person's, for one entity: what this gives stops it when the page has gone on for
 * another meanwhile.
 */
export function oneActor(): () => void {
  const who = acting.value?.who
  return () => { if (acting.value?.who !== who) throw new ApiError(409, FOR_ANOTHER) }
}

/** In which language the answers are to speak: the one whose words have come. */
let language = 'en'
export const speak = (next: string): void => { language = next }

/** How many requests are under way: the wait line at the top of the page. */
export const waiting = signal(0)

/** What to do when an answer shows that the session is no longer what the page believes. */
export const sessionWatch = {
  ended: (): void => {},
  /** The entity for which one was acting has withdrawn its access; others may remain. */
  environmentLost: (): void => {},
  /** The cookie is not the one with which the page was opened. Gives whether it acts for the same all the same. */
  isSame: async (): Promise<boolean> => false,
  /** The session goes on under another id. */
  renewed: (_says: string): void => {},
}

function watch(error: unknown, path: string): void {
  if (!(error instanceof ApiError)) return
  if (error.status === 401 && !signsIn.includes(path)) sessionWatch.ended()
  if (error.code === 'environment_needed') sessionWatch.environmentLost()
}

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
const RETRY_AFTER_MS = 800
const HEADER = 'Guichet-Acting'
const FOR_ANOTHER = 'acting_for_another'
// Here 401 is an answer to what was typed; anywhere else it means that the session has ended.
const signsIn = ['session', 'session/code', 'session/code/lost']

export function isAway(error: unknown): boolean {
  return error instanceof ApiError && (error.status === 0 || error.status >= 502)
}

export const isForAnother = (error: unknown): boolean => error instanceof ApiError && error.code === FOR_ANOTHER

export function isGone(error: unknown): boolean {
  return error instanceof ApiError && error.status === 404
}

export function asApiError(error: unknown): ApiError {
  return error instanceof ApiError ? error : new ApiError(0, 'unexpected')
}

async function refusal(response: Response): Promise<ApiError> {
  const seconds = Number(response.headers.get('Retry-After') ?? Number.NaN)
  const wait = Number.isFinite(seconds) ? Math.max(1, Math.ceil(seconds)) : null
  const isProblem = response.headers.get('Content-Type')?.includes('json')
  const problem = isProblem ? await response.json().catch(() => ({})) : {} // nginx's own error pages are HTML
  return new ApiError(response.status, problem.code ?? 'unavailable', problem.detail ?? null, problem.fields ?? {}, wait, problem.why)
}

interface Asked {
  method: Method
  path: string
  body?: string | undefined
  key?: string | undefined
  signal?: AbortSignal | undefined
  as: Acting | null
}

/** Who signs in is nobody yet. */
const isByNobody = ({ method, path, as }: Asked): boolean => !as || (method === 'POST' && signsIn.includes(path))

function headersOf(asked: Asked): Record<string, string> {
  const headers: Record<string, string> = { Accept: 'application/json', 'Accept-Language': language }
  if (asked.body !== undefined) headers['Content-Type'] = 'application/json'
  if (asked.key) headers['Idempotency-Key'] = asked.key
  if (asked.as && !isByNobody(asked)) headers[HEADER] = asked.as.says
  return headers
}

/** The text of the answer: one that is lost half way is no answer. */
async function once(asked: Asked): Promise<string> {
  const { method, path, body, signal } = asked
  const lost = (error: unknown): never => { throw signal?.aborted ? error : new ApiError(0, 'network') }
  const response = await fetch(`./api/${path}`, { method, headers: headersOf(asked), body, signal, credentials: 'same-origin' }).catch(lost)
  hearTime(response.headers.get('Date'))
  if (!response.ok) throw await refusal(response)
  const text = await response.text().catch(lost)
  const renewed = response.headers.get(HEADER)
  if (renewed && isStill(asked.as)) sessionWatch.renewed(renewed)
  return text
}

const isStill = (as: Acting | null): boolean => as?.who === acting.value?.who

/** Nothing was done for another: for the same one, whose session has another id now, it is asked once more. */
async function onceMore(asked: Asked): Promise<string> {
  try {
    return await once(asked)
  } catch (error) {
    const isAgain = isForAnother(error) && isStill(asked.as) && await sessionWatch.isSame()
    if (!isAgain || !isStill(asked.as)) throw error
    return once({ ...asked, as: acting.value })
  }
}

async function send(asked: Asked): Promise<string> {
  const { path } = asked
  waiting.value += 1
  try {
    return await onceMore(asked)
  } catch (error) {
    if (isStill(asked.as)) watch(error, path)
    throw error
  } finally {
    waiting.value -= 1
  }
}

/** 202 and 204 may come without a body; what is no JSON is not from our server. */
function content<T>(text: string): T {
  try {
    return (text ? JSON.parse(text) : undefined) as T
  } catch {
    throw new ApiError(0, 'unexpected')
  }
}

export async function get<T>(path: string, signal?: AbortSignal, as = acting.value): Promise<T> {
  return content<T>(await send({ method: 'GET', path, signal, as }))
}

/** What is no JSON: a file. */
export async function getText(path: string, signal?: AbortSignal): Promise<string> {
  return send({ method: 'GET', path, signal, as: acting.value })
}

export async function submit<T>(method: Method, path: string, body?: unknown, as = acting.value): Promise<T> {
  return content<T>(await send({ method, path, body: body === undefined ? undefined : JSON.stringify(body), as }))
}

// Keys of writes that nobody has answered yet. Sending the very same thing again uses the same key, so that a write
// whose answer was lost on the way happens once.
const unanswered = new Map<string, string>()

/** A write that must happen once: one retry by itself when the server is away, always under one key. */
export async function write<T>(path: string, body: unknown = {}): Promise<T> {
  const asked: Asked = { method: 'POST', path, body: JSON.stringify(body), as: acting.value }
  const same = `${asked.as?.who}\n${path}\n${asked.body}`
  const key = unanswered.get(same) ?? crypto.randomUUID()
  unanswered.set(same, key)
  try {
    const text = await send({ ...asked, key }).catch(async (error: unknown) => {
      if (!isAway(error)) throw error
      await new Promise((resolve) => { setTimeout(resolve, RETRY_AFTER_MS) })
      return send({ ...asked, key })
    })
    unanswered.delete(same)
    return content<T>(text)
  } catch (error) {
    if (!isAway(error)) unanswered.delete(same)
    throw error
  }
}

/** A query string without the empty parts. */
export function query(parts: Record<string, string | number | null | undefined>): string {
  const filled = Object.entries(parts).filter(([, value]) => value !== null && value !== undefined && value !== '')
  return filled.length ? `?${new URLSearchParams(filled.map(([name, value]) => [name, String(value)]))}` : ''
}
