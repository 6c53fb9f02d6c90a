// The only place that calls fetch: JSON both ways, one kind of error, the caller's language, and keys for repeated writes.
import { signal } from '@preact/signals'
import { language } from './i18n/index'

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

/** How many requests are under way: the wait line at the top of the page. */
export const waiting = signal(0)

/** What to do when an answer shows that the session is no longer what the page believes. */
export const sessionWatch = {
  ended: (): void => {},
  /** The entity for which one was acting has withdrawn its access; others may remain. */
  environmentLost: (): void => {},
}

function watch(error: unknown, path: string): void {
  if (!(error instanceof ApiError)) return
  if (error.status === 401 && !signsIn.includes(path)) sessionWatch.ended()
  if (error.code === 'environment_needed') sessionWatch.environmentLost()
}

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
const RETRY_AFTER_MS = 800
// Here 401 is an answer to what was typed; anywhere else it means that the session has ended.
const signsIn = ['session', 'session/code', 'session/code/lost']

export function isAway(error: unknown): boolean {
  return error instanceof ApiError && (error.status === 0 || error.status >= 502)
}

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

async function once(method: Method, path: string, body: string | undefined, key: string | undefined, signal?: AbortSignal) {
  const headers: Record<string, string> = { Accept: 'application/json', 'Accept-Language': language() }
  if (body !== undefined) headers['Content-Type'] = 'application/json'
  if (key) headers['Idempotency-Key'] = key
  const response = await fetch(`./api/${path}`, { method, headers, body, signal, credentials: 'same-origin' })
    .catch((error: unknown) => {
      if (signal?.aborted) throw error
      throw new ApiError(0, 'network')
    })
  if (!response.ok) throw await refusal(response)
  return response
}

async function send(method: Method, path: string, body?: string, key?: string, signal?: AbortSignal): Promise<Response> {
  waiting.value += 1
  try {
    return await once(method, path, body, key, signal)
  } catch (error) {
    watch(error, path)
    throw error
  } finally {
    waiting.value -= 1
  }
}

/** 202 and 204 may come without a body. */
async function content<T>(response: Response): Promise<T> {
  const text = await response.text()
  return (text ? JSON.parse(text) : undefined) as T
}

export async function get<T>(path: string, signal?: AbortSignal): Promise<T> {
  return content<T>(await send('GET', path, undefined, undefined, signal))
}

export async function submit<T>(method: Method, path: string, body?: unknown): Promise<T> {
  return content<T>(await send(method, path, body === undefined ? undefined : JSON.stringify(body)))
}

// Keys of writes that nobody has answered yet. Sending the very same thing again uses the same key, so that a write
// whose answer was lost on the way happens once.
const unanswered = new Map<string, string>()

/** A write that must happen once: one retry by itself when the server is away, always under one key. */
export async function write<T>(path: string, body: unknown = {}): Promise<T> {
  const text = JSON.stringify(body)
  const same = `${path}\n${text}`
  const key = unanswered.get(same) ?? crypto.randomUUID()
  unanswered.set(same, key)
  try {
    const response = await send('POST', path, text, key).catch(async (error: unknown) => {
      if (!isAway(error)) throw error
      await new Promise((resolve) => { setTimeout(resolve, RETRY_AFTER_MS) })
      return send('POST', path, text, key)
    })
    unanswered.delete(same)
    return await content<T>(response)
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
