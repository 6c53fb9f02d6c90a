import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { acting, ApiError, asApiError, get, isAway, isForAnother, isGone, oneActor, query, sessionWatch, submit, waiting, write } from '../src/base/api'
import { explain } from '../src/words/explain'
import { loadLanguage } from '../src/words/index'

const fetched = vi.fn<typeof fetch>()

const problem = (status: number, body: object, headers = {}) =>
  new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/problem+json', ...headers } })
const fine = (body: object) => new Response(JSON.stringify(body), { headers: { 'Content-Type': 'application/json' } })
const failure = (work: Promise<unknown>): Promise<ApiError> => work.then(() => expect.unreachable(), asApiError)
const sent = (call: number) => {
  const [path, request] = fetched.mock.calls[call] ?? []
  return { path, key: new Headers(request?.headers).get('Idempotency-Key'), request }
}

beforeAll(async () => {
  vi.stubGlobal('document', { documentElement: {} })
  await loadLanguage('en')
})

beforeEach(() => {
  fetched.mockReset()
  vi.stubGlobal('fetch', fetched)
  vi.useFakeTimers({ shouldAdvanceTime: true, advanceTimeDelta: 500 })
})

afterEach(() => {
  expect(waiting.value).toBe(0)
  sessionWatch.ended = () => {}
  sessionWatch.isSame = async () => false
  acting.value = null
  vi.useRealTimers()
})

describe('errors', () => {
  it('carry what the problem says', async () => {
    fetched.mockResolvedValueOnce(problem(422, { code: 'invalid', detail: 'A sentence.', fields: { email: 'No.' } }))
    const error = await failure(get('x'))
    expect([error.status, error.code, error.fields.email, explain(error)]).toEqual([422, 'invalid', 'No.', 'A sentence.'])
  })

  it('say how long to wait', async () => {
    fetched.mockResolvedValueOnce(problem(429, { code: 'too_many' }, { 'Retry-After': '150' }))
    expect(explain(await failure(get('x')))).toBe('Too many attempts. Try again in 3 minutes.')
    expect(explain(new ApiError(429, 'too_many'))).toContain('a few minutes')
  })

  it('understand nginx’s own pages and a network that is away', async () => {
    fetched.mockResolvedValueOnce(new Response('<h1>502</h1>', { status: 502, headers: { 'Content-Type': 'text/html' } }))
    const away = await failure(get('x'))
    fetched.mockRejectedValueOnce(new TypeError('Failed to fetch'))
    const offline = await failure(get('x'))
    expect([away.code, isAway(away), isAway(offline), offline.status]).toEqual(['unavailable', true, true, 0])
    expect(explain(away)).toContain('not available')
    expect(explain(offline)).toContain('connection')
  })

  it('understand an answer that breaks off, and one that is not ours', async () => {
    const broken = () => new Response(new ReadableStream({ pull: (part) => part.error(new TypeError('lost')) }))
    fetched.mockResolvedValueOnce(broken())
    const lost = await get('x').catch((error: unknown) => error)
    expect([lost instanceof ApiError, isAway(lost)]).toEqual([true, true])
    fetched.mockResolvedValueOnce(new Response('<h1>Welcome to this hotel</h1>'))
    const foreign = await get('x').catch((error: unknown) => error)
    expect(foreign instanceof ApiError && foreign.code).toBe('unexpected')
    fetched.mockResolvedValueOnce(broken()).mockResolvedValueOnce(fine({ id: 1 }))
    expect(await write('revoke', { reason: 'lost' })).toEqual({ id: 1 })
    expect(sent(2).key).toBe(sent(3).key)
  })

  it('prefer the page’s own words for signing in, the server’s for the rest', () => {
    expect(explain(new ApiError(401, 'bad_credentials', 'other'))).toContain('address or the password')
    expect(explain(new ApiError(409, 'last_manager', 'Name a successor.'))).toBe('Name a successor.')
    expect(explain(new ApiError(403, 'x'))).toContain('not allowed')
    expect(isGone(new ApiError(404, 'x'))).toBe(true)
    expect(asApiError(new Error('bug')).code).toBe('unexpected')
  })

  it('end the session on 401, but not when signing in', async () => {
    const ended = vi.fn()
    sessionWatch.ended = ended
    fetched.mockImplementation(async () => problem(401, { code: 'bad_credentials' }))
    await failure(submit('POST', 'session', {}))
    await failure(submit('POST', 'session/code', {}))
    expect(ended).not.toHaveBeenCalled()
    await failure(get('operations'))
    expect(ended).toHaveBeenCalledOnce()
  })
})

describe('requests', () => {
  it('are relative and say the language', async () => {
    fetched.mockResolvedValueOnce(fine({ ok: 1 }))
    expect(await get('operations')).toEqual({ ok: 1 })
    expect(sent(0).path).toBe('./api/operations')
    expect(new Headers(sent(0).request?.headers).get('Accept-Language')).toBe('en')
  })

  it('leave empty parts out of the query', () => {
    expect(query({ q: 'a b', after: null, side: '', limit: 2 })).toBe('?q=a+b&limit=2')
    expect(query({ q: '' })).toBe('')
  })
})

describe('writes', () => {
  it('repeat themselves once under the same key when the server is away', async () => {
    fetched.mockRejectedValueOnce(new TypeError('gone')).mockResolvedValueOnce(fine({ id: 1 }))
    expect(await write('revoke', { reason: 'x' })).toEqual({ id: 1 })
    expect(sent(0).key).toMatch(/^[0-9a-f-]{36}$/)
    expect(sent(1).key).toBe(sent(0).key)
  })

  it('keep the key until somebody answers, for the very same content only', async () => {
    fetched.mockRejectedValue(new TypeError('gone'))
    await failure(write('contacts', { emails: ['a'] }))
    await failure(write('contacts', { emails: ['b'] }))
    const [first, other] = [sent(0).key, sent(2).key] // two tries each
    expect(other).not.toBe(first)
    fetched.mockReset().mockImplementation(async () => fine({}))
    await write('contacts', { emails: ['a'] })
    await write('contacts', { emails: ['a'] })
    expect(sent(0).key).toBe(first)
    expect(sent(1).key).not.toBe(first) // answered: the next one is a new decision
  })

  it('do not repeat a refusal', async () => {
    fetched.mockResolvedValueOnce(problem(409, { code: 'already_revoked', detail: 'x' }))
    await failure(write('revoke'))
    expect(fetched).toHaveBeenCalledOnce()
  })
})

describe('for whom the page acts', () => {
  const agnes = { says: 's1 e1', who: 'agnes e1' }
  const leo = { says: 's2 e1', who: 'leo e1' }
  const said = (call: number) => new Headers(sent(call).request?.headers).get('Guichet-Acting')
  const another = () => problem(409, { code: 'acting_for_another' })

  it('is said with every request but by who signs in', async () => {
    acting.value = agnes
    fetched.mockImplementation(async () => fine({}))
    await get('operations')
    await submit('PATCH', 'account', {})
    await write('requests', {})
    await submit('DELETE', 'session')
    await submit('POST', 'session', {})
    await get('session', undefined, null)
    expect([0, 1, 2, 3, 4, 5].map(said)).toEqual(['s1 e1', 's1 e1', 's1 e1', 's1 e1', null, null])
  })

  it('is asked once more under the new id of the same session, and never for another', async () => {
    acting.value = agnes
    sessionWatch.isSame = async () => {
      acting.value = { says: 's9 e1', who: 'agnes e1' }
      return true
    }
    fetched.mockResolvedValueOnce(another()).mockResolvedValueOnce(fine({ done: true }))
    await get('operations')
    expect([said(0), said(1)]).toEqual(['s1 e1', 's9 e1'])
    sessionWatch.isSame = async () => {
      acting.value = leo
      return true
    }
    fetched.mockReset()
    fetched.mockResolvedValueOnce(another())
    expect(isForAnother(await failure(submit('PATCH', 'account', {})))).toBe(true)
    expect(fetched).toHaveBeenCalledTimes(1)
  })

  it('holds for a write that is repeated, and its key is nobody else’s', async () => {
    acting.value = agnes
    fetched.mockRejectedValueOnce(new TypeError('Failed to fetch')).mockImplementationOnce(async () => {
      acting.value = leo
      throw new TypeError('Failed to fetch')
    })
    await failure(write('x', { a: 1 }))
    expect([said(0), said(1)]).toEqual(['s1 e1', 's1 e1'])
    fetched.mockResolvedValueOnce(fine({}))
    await write('x', { a: 1 })
    expect(said(2)).toBe('s2 e1')
    expect(sent(2).key).not.toBe(sent(0).key)
  })

  it('stops work of several requests when the page goes on for another', () => {
    acting.value = agnes
    const check = oneActor()
    acting.value = { says: 's9 e1', who: 'agnes e1' }
    expect(check).not.toThrow()
    acting.value = leo
    expect(check).toThrow('acting_for_another')
  })
})
