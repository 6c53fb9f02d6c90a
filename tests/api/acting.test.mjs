// For whom a request was made: what a page believes and the cookie says otherwise; and cookies of two sites on one host.
import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { copyFile, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { sql } from './account.mjs'
import { codeOf, PASSWORD, PEOPLE, refused, Site } from './site.mjs'

let site

before(async () => (site = await Site.start()))
after(async () => assert.equal(await site.stop(), 0))

const naming = (acting, more = {}) => ({ headers: { 'Guichet-Acting': acting, ...more } })
const actingOf = ({ id, environment }) => `${id} ${environment?.entity ?? '-'}`
const actingNow = async (visitor) => actingOf((await visitor.get('api/session')).body)

describe('a request that says for whom it was made', () => {
  let agnes, leo, asAgnes, asLeo, operation

  before(async () => {
    agnes = await site.as('agnes')
    leo = await site.as('leo')
    asAgnes = await actingNow(agnes)
    asLeo = await actingNow(leo)
    operation = (await agnes.get('api/operations?side=manager&status=open')).body.items[0].id
  })

  test('names the session as the list of browsers does, and no secret', async () => {
    const { body } = await agnes.get('api/session')
    const current = (await agnes.get('api/sessions')).body.items.find((one) => one.current)
    assert.equal(body.id, current.id)
    assert.equal(await sql(site, `SELECT count(*) AS n FROM session WHERE id = '${body.id}'`).then(([{ n }]) => n), 1)
    refused(await site.visitor().get('api/session', { headers: { Cookie: `guichet=${body.id}` } }), 401, 'no_session')
  })

  test('is answered when the cookie says the same, or when it says nothing of it', async () => {
    assert.equal((await agnes.get('api/operations', naming(asAgnes))).status, 200)
    assert.equal((await agnes.get('api/operations')).status, 200)
  })

  test('is refused when the cookie is of somebody else, whatever was asked', async () => {
    const all = [
      ['GET', 'api/session'], ['GET', 'api/operations'], ['GET', `api/operations/${operation}`], ['GET', 'api/account'],
      ['GET', 'api/sessions'], ['GET', 'api/operations/unknown'], ['GET', 'api/health'],
      ['POST', `api/operations/${operation}/contacts`, { emails: ['acting.one@littoral.example'] }],
      ['PATCH', 'api/account', { job_title: 'Taken over' }], ['DELETE', 'api/session'], ['DELETE', 'api/sessions'],
      ['PUT', 'api/session/environment', { entity: asAgnes.split(' ')[1] }],
      ['PUT', 'api/account/password', { current: PASSWORD, password: 'Another-Guichet-demo-2026' }],
      ['PUT', 'api/account/password', { current: 'wrong', password: 'short' }],
      ['POST', 'api/requests', { operation: 'AUR-1' }], ['POST', 'api/password/forgotten', { email: PEOPLE.agnes }],
      ['POST', 'api/invitations/show', { secret: 'x' }],
    ]
    for (const [method, path, body] of all)
      refused(await leo.request(method, path, body, naming(asAgnes)), 409, 'acting_for_another')
    assert.equal((await leo.get('api/session')).status, 200, 'he is still signed in')
    assert.notEqual((await leo.get('api/account')).body.job_title, 'Taken over')
    assert.equal(await agnes.contact(operation, 'acting.one@littoral.example'), undefined)
    assert.equal((await leo.post('api/session', { email: PEOPLE.leo, password: PASSWORD })).status, 202, 'his password is the old one')
  })

  test('finds 401 when nobody is signed in any more, and open doors stay open', async () => {
    const nobody = site.visitor()
    for (const path of ['api/session', 'api/operations']) refused(await nobody.get(path, naming(asAgnes)), 401, 'no_session')
    refused(await nobody.post('api/requests', { operation: 'AUR-1', email: PEOPLE.agnes }, naming(asAgnes)), 401, 'no_session')
    assert.equal((await nobody.get('api/health', naming(asAgnes))).status, 200)
    assert.equal((await nobody.post('api/session', { email: PEOPLE.leo, password: PASSWORD }, naming(asAgnes))).status, 202)
  })

  test('is malformed unless it is two words', async () => {
    const [session, entity] = asAgnes.split(' ')
    for (const acting of [session, `${session}  ${entity}`, `${session} ${entity} x`, `${session}, ${entity} ${entity}`, `${session} ${'e'.repeat(65)}`, `${session} é`])
      for (const path of ['api/operations', 'api/health']) refused(await agnes.get(path, naming(acting)), 400, 'bad_acting')
    refused(await agnes.get('api/operations', naming(`${session} -`)), 409, 'acting_for_another')
    refused(await agnes.get('api/operations', naming(`${session} unknown`)), 409, 'acting_for_another')
    refused(await agnes.get('api/operations', naming(`${session.slice(0, -1)} ${entity}`)), 409, 'acting_for_another')
    refused(await agnes.get('api/operations', naming(`${session}x ${entity}`)), 409, 'acting_for_another')
  })

  test('does not spend the key of who came for who was meant, and each has his own answer', async () => {
    const path = `api/operations/${operation}/contacts`
    const body = { emails: ['acting.two@littoral.example'] }
    const key = { 'Idempotency-Key': 'acting-1' }
    const first = await agnes.post(path, body, naming(asAgnes, key))
    assert.equal(first.status, 200)
    refused(await leo.post(path, body, naming(asAgnes, key)), 409, 'acting_for_another')
    const his = await leo.post(path, body, naming(asLeo, key))
    assert.notEqual(his.text, first.text, 'not the answer that she was given')
    assert.notEqual(his.body.code, 'acting_for_another')
    assert.equal((await agnes.post(path, body, naming(asAgnes, key))).text, first.text)
  })

  test('goes on when the session goes on under another token, and hears of another id', async () => {
    const max = site.visitor()
    const email = 'benoit.tanguy@littoral.example'
    await max.signIn(email)
    const before = await actingNow(max)
    const answer = await max.put('api/account/password', { current: PASSWORD, password: 'Guichet-demo-2027-bis' }, naming(before))
    assert.equal(answer.status, 204, answer.text)
    const now = await actingNow(max)
    assert.notEqual(now, before)
    assert.equal(answer.headers['guichet-acting'], now)
    refused(await max.get('api/operations', naming(before)), 409, 'acting_for_another')
    assert.equal((await max.get('api/operations', naming(now))).status, 200)
  })
})

describe('one person with two entities', () => {
  test('acts for the one that the page believes, or for none', async () => {
    const max = site.visitor()
    const begun = await max.signIn(PEOPLE.max)
    assert.equal(begun.environment, null)
    const none = actingOf(begun)
    assert.match(none, / -$/)
    const [one, other] = begun.environments.map(({ entity }) => entity)
    assert.equal((await max.get('api/account', naming(none))).status, 200)
    const chosen = await max.put('api/session/environment', { entity: one }, naming(none))
    assert.equal(chosen.status, 200)
    refused(await max.put('api/session/environment', { entity: other }, naming(none)), 409, 'acting_for_another')
    const forOne = actingOf(chosen.body)
    assert.equal((await max.get('api/operations', naming(forOne))).status, 200)
    assert.equal((await max.put('api/session/environment', { entity: other }, naming(forOne))).status, 200)
    for (const path of ['api/operations', 'api/account', 'api/requests'])
      refused(await max.get(path, naming(forOne)), 409, 'acting_for_another')
    assert.equal((await max.put('api/session/environment', { entity: one }, naming(`${begun.id} ${other}`))).status, 200)
  })

  test('for none once the one that was chosen is open no more', async () => {
    const visitor = site.visitor()
    const begun = await visitor.signIn(PEOPLE.chloe)
    await sql(site, `UPDATE session SET entity_id = (SELECT id FROM entity WHERE id NOT IN
      (SELECT entity_id FROM contact WHERE user_id = '${begun.user.id}') LIMIT 1) WHERE id = '${begun.id}'`)
    const { body } = await visitor.get('api/session')
    assert.equal(body.environment, null)
    assert.equal((await visitor.get('api/account', naming(actingOf(body)))).status, 200)
  })
})

describe('two sites on one host', () => {
  let state, outer, inner

  before(async () => {
    state = await mkdtemp(join(tmpdir(), 'guichet-two-'))
    outer = await Site.start()
    await copyFile(join(outer.state, 'keys'), join(state, 'keys')) // the harder case: keys that both know
    inner = await Site.start({ prefix: '/desk/', state })
  })
  after(async () => {
    assert.deepEqual(await Promise.all([outer.stop(), inner.stop()]), [0, 0])
    await rm(state, { recursive: true, force: true })
  })

  const pair = (visitor, name = 'guichet') => `${name}=${visitor.cookies.get(name)}`
  const sending = (...cookies) => ({ headers: { Cookie: cookies.join('; ') } })

  test('each takes its own cookie out of both, in any order', async () => {
    const [below, above] = [inner.visitor(), outer.visitor()]
    await below.signIn(PEOPLE.agnes)
    await above.signIn(PEOPLE.leo)
    for (const both of [[pair(below), pair(above)], [pair(above), pair(below)]]) {
      const answer = await below.get('api/session', sending(...both))
      assert.deepEqual([answer.status, answer.body.user?.email], [200, PEOPLE.agnes])
      assert.equal((await above.get('api/session', sending(...both))).body.user.email, PEOPLE.leo)
    }
    assert.equal((await below.delete('api/session', sending(pair(above), pair(below)))).status, 204)
    assert.equal((await above.get('api/session')).status, 200, 'the other one goes on')
  })

  test('the only one that is good counts; none or two are none', async () => {
    const [one, two, ended, foreign] = [inner.visitor(), inner.visitor(), inner.visitor(), outer.visitor()]
    await one.signIn(PEOPLE.agnes)
    await two.signIn(PEOPLE.leo)
    await ended.signIn(PEOPLE.paul)
    await foreign.signIn(PEOPLE.agnes)
    const gone = pair(ended)
    await ended.delete('api/session')
    const expired = await tokenOf(inner, one, { iat: 1_700_000_000, exp: 1_700_000_600 })
    const asked = inner.visitor()
    const good = [[pair(one), gone], [gone, pair(one)], [expired, pair(one)], ['guichet=', pair(one)], ['guichet=rubbish', gone, pair(one), pair(foreign)]]
    for (const cookies of good) {
      const answer = await asked.get('api/session', sending(...cookies))
      assert.deepEqual([answer.status, answer.body.user?.email], [200, PEOPLE.agnes], cookies.join('\n'))
      assert.equal((await asked.get('api/account', sending(...cookies))).body.email, PEOPLE.agnes)
    }
    const none = [[pair(one), pair(two)], [pair(one), pair(one)], [gone, expired], [pair(foreign)], [pair(one), ...Array(4).fill('guichet=x')]]
    for (const cookies of none) refused(await asked.get('api/session', sending(...cookies)), 401, 'no_session')
    assert.equal((await asked.put('api/account/password', { current: 'wrong-Password-1', password: 'Guichet-demo-2028-ter' },
      sending(gone, pair(one)))).body.code, 'invalid_fields', 'before slow work too')
  })

  test('the sign-in that was begun and the browser that is remembered are told apart alike', async () => {
    const visitor = inner.visitor()
    const email = 'didier.rocher@littoral.example'
    const before = (await inner.mails(email)).length
    assert.equal((await visitor.post('api/session', { email, password: PASSWORD })).status, 202)
    const code = codeOf(await inner.mail(email, codeOf, before))
    const begun = pair(visitor, 'guichet_challenge')
    refused(await visitor.post('api/session/code', { code }, sending(begun, begun)), 401, 'challenge_ended')
    const answer = await visitor.post('api/session/code', { code, remember: true }, sending('guichet_challenge=of-the-other-site', begun))
    assert.equal(answer.status, 200, answer.text)
    const known = pair(visitor, 'guichet_browser')
    const again = (...cookies) => inner.visitor().post('api/session', { email, password: PASSWORD }, sending(...cookies))
    assert.equal((await again('guichet_browser=of-the-other-site', known)).status, 200)
    assert.equal((await again(known, 'guichet_browser=')).status, 200)
    assert.equal((await again(known, known)).status, 202)
  })
})

/** A good token of another time, made with a site's own key. */
async function tokenOf(at, visitor, times) {
  const [kid, bytes] = (await readFile(join(at.state, 'keys'), 'utf8')).split(/\s+/)
  const claims = JSON.parse(Buffer.from(visitor.cookies.get('guichet').split('.')[1], 'base64url'))
  const part = (object) => Buffer.from(JSON.stringify(object)).toString('base64url')
  const text = `${part({ alg: 'HS256', kid, typ: 'JWT' })}.${part({ ...claims, ...times })}`
  return `guichet=${text}.${createHmac('sha256', Buffer.from(bytes, 'hex')).update(text).digest('base64url')}`
}
