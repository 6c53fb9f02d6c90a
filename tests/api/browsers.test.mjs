// My browsers: cookies, tokens and their ends, the list of sessions, and ending them.
import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { Browser, CHOSEN, mailCount, person, sql, value } from './account.mjs'
import { codeOf, PASSWORD, PEOPLE, refused, Site } from './site.mjs'

const IDLE_MINUTES = 7
const STRANGE = 'Étrange/1.0 "<b>" \\ 😀'
const AGENT = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0'

let site, key

before(async () => {
  site = await Site.start({ env: { GUICHET_IDLE_MINUTES: String(IDLE_MINUTES), GUICHET_SESSION_HOURS: '2' } })
  const [kid, bytes] = (await readFile(join(site.state, 'keys'), 'utf8')).split(/\s+/)
  key = { kid, bytes: Buffer.from(bytes, 'hex') }
})
after(async () => assert.equal(await site.stop(), 0))

const part = (object) => Buffer.from(JSON.stringify(object)).toString('base64url')
const claims = (token) => JSON.parse(Buffer.from(token.split('.')[1], 'base64url'))
const line = (answer, name) => (answer.headers['set-cookie'] ?? []).find((one) => one.startsWith(`${name}=`))

/** A token with the site's own key: what a worker would have made at another time. */
function token(body) {
  const text = `${part({ alg: 'HS256', kid: key.kid, typ: 'JWT' })}.${part(body)}`
  return `${text}.${createHmac('sha256', key.bytes).update(text).digest('base64url')}`
}

/** Signs in and gives a browser, with the answers that set its cookies. */
async function signedIn(email, { remember = false, agent = AGENT, password = CHOSEN, browser = new Browser(site) } = {}) {
  const headers = { 'User-Agent': agent }
  const before = (await site.mails(email)).length
  // As bytes, since node would write the header in UTF-8 before a string.
  const first = await browser.post('api/session', Buffer.from(JSON.stringify({ email, password })), { headers })
  assert.equal(first.status, 202, first.text)
  const code = codeOf(await site.mail(email, (mail) => codeOf(mail) !== undefined, before))
  const second = await browser.post('api/session/code', Buffer.from(JSON.stringify({ code, remember })), { headers })
  assert.equal(second.status, 200, second.text)
  return { browser, first, second }
}

const sessions = async (browser) => (await browser.get('api/sessions')).body.items

describe('cookies', () => {
  test('are below their path, out of reach for scripts and other sites', async () => {
    await person(site, 'cookies@littoral.example')
    const { first, second } = await signedIn('cookies@littoral.example', { remember: true })
    const shapes = {
      guichet_challenge: [first, /^guichet_challenge=[A-Za-z0-9_-]{32}; Path=\/api\/session\/code; Max-Age=600; HttpOnly; SameSite=Strict$/],
      guichet: [second, /^guichet=[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+; Path=\/; HttpOnly; SameSite=Strict$/],
      guichet_browser: [second, /^guichet_browser=[A-Za-z0-9_-]{32}; Path=\/api\/[a-z/]*; Max-Age=2592000; HttpOnly; SameSite=Strict$/],
    }
    for (const [name, [answer, shape]] of Object.entries(shapes)) assert.match(line(answer, name), shape)
    assert.match(line(second, 'guichet_challenge'), /^guichet_challenge=; Path=\/api\/session\/code; Max-Age=0; HttpOnly; SameSite=Strict$/)
    assert.equal(first.headers['set-cookie'].length, 1)
    const stored = JSON.stringify(await sql(site, 'SELECT * FROM browser UNION ALL SELECT digest, user_id, expires_ms FROM challenge'))
    for (const [name, [answer]] of Object.entries(shapes))
      assert.ok(!stored.includes(/=([^;]+)/.exec(line(answer, name))[1]), `${name} is kept as a digest`)
  })

  test('of a site below a path stay below it', async () => {
    const below = await Site.start({ prefix: '/desk/' })
    try {
      const browser = new Browser(below)
      await browser.signIn(PEOPLE.paul, { remember: true })
      assert.deepEqual([...browser.jar].map(([name, { path }]) => [name, path.startsWith('/desk/')]).sort(), [['guichet', true], ['guichet_browser', true]])
      assert.equal(browser.jar.get('guichet').path, '/desk/')
      assert.equal((await browser.get('api/session')).status, 200)
      browser.close()
    } finally {
      assert.equal(await below.stop(), 0)
    }
  })

  test('of one kind do not serve as another, and none may be changed', async () => {
    const email = 'swapped@littoral.example'
    await person(site, email)
    const { browser, first } = await signedIn(email, { remember: true })
    const remembered = browser.jar.get('guichet_browser').value
    const session = browser.jar.get('guichet').value
    const challenge = /=([^;]+)/.exec(line(first, 'guichet_challenge'))[1]
    const visitor = site.visitor()
    const changed = session.at(-2) === 'A' ? 'B' : 'A'
    const [head, body, mac] = session.split('.')
    for (const cookie of [`guichet=${remembered}`, `guichet=${challenge}`, `guichet_browser=${session}`, `guichet=${session}; guichet=${session}`,
      `guichet=${session.slice(0, -2)}${changed}${session.at(-1)}`, `guichet="${session}"`, `Guichet=${session}`, `guichet=${session}.`, `guichet=${head}.${body}.`,
      `guichet=${head}.${part({ ...claims(session), sub: 'x' })}.${mac}`, `guichet=${part({ alg: 'none' })}.${body}.`, 'guichet='])
      refused(await visitor.get('api/session', { headers: { Cookie: cookie } }), 401, 'no_session')
    for (const value of [session, remembered, challenge, '', 'x'])
      refused(await visitor.post('api/session/code', { code: '123456' }, { headers: { Cookie: `guichet_challenge=${value}` } }), 401, 'challenge_ended')
    for (const cookie of [`guichet_browser=${challenge}`, `guichet_browser=${session}`, `guichet_browser=${remembered}x`, `guichet_challenge=${remembered}`,
      `guichet_browser=${remembered}; guichet_browser=${remembered}`]) {
      await site.pass(email)
      assert.equal((await visitor.post('api/session', { email, password: CHOSEN }, { headers: { Cookie: cookie } })).status, 202, cookie)
    }
    const mine = await visitor.post('api/session', { email, password: CHOSEN }, { headers: { Cookie: `guichet_browser=${remembered}` } })
    assert.equal(mine.status, 200, 'the positive control')
  })
})

describe('a token', () => {
  test('says who, since when and until when, and lives as long as a session may be idle', async () => {
    const visitor = await person(site, 'claims@littoral.example')
    const { body } = await visitor.get('api/session')
    const { iss, sub, sid, iat, exp, ...rest } = claims(visitor.cookies.get('guichet'))
    assert.deepEqual(rest, {})
    assert.equal(iss, site.url)
    assert.equal(sub, body.user.id)
    assert.equal(sid, (await sessions(visitor))[0].id)
    assert.ok(Math.abs(iat * 1000 - Date.now()) < 60000)
    assert.equal(exp - iat, IDLE_MINUTES * 60)
    assert.ok(Math.abs(Date.parse(body.expires) - Date.now() - 2 * 3600 * 1000) < 60000)
  })

  test('is renewed in silence when half of its life is over, never beyond the session’s end', async () => {
    const visitor = await person(site, 'renewed@littoral.example')
    const young = claims(visitor.cookies.get('guichet'))
    assert.equal((await visitor.get('api/session')).headers['set-cookie'], undefined, 'a young one stays')
    const { sub, sid, iss, iat } = young
    const aged = (seconds) => token({ iss, sub, sid, iat: iat - seconds, exp: iat - seconds + IDLE_MINUTES * 60 })
    await sql(site, `UPDATE session SET last_used_ms = ${Date.now() - 300000} WHERE id = '${sid}'`)
    visitor.cookies.set('guichet', aged(300))
    assert.equal((await visitor.get('api/operations')).status, 200)
    const renewed = claims(visitor.cookies.get('guichet'))
    assert.deepEqual([renewed.sub, renewed.sid], [sub, sid])
    assert.ok(renewed.iat >= iat && renewed.exp - renewed.iat === IDLE_MINUTES * 60)
    assert.ok(Date.parse((await sessions(visitor))[0].last_used) >= iat * 1000, 'the use is noted')
    visitor.cookies.set('guichet', aged(IDLE_MINUTES * 60 + 1))
    for (const path of ['api/session', 'api/account', 'api/operations']) refused(await visitor.get(path), 401, 'no_session')
    const end = Date.now() + 60000
    await sql(site, `UPDATE session SET expires_ms = ${end} WHERE id = '${sid}'`)
    visitor.cookies.set('guichet', aged(300))
    assert.equal((await visitor.get('api/session')).body.expires, new Date(end).toISOString())
    assert.equal(claims(visitor.cookies.get('guichet')).exp, Math.floor(end / 1000))
    await sql(site, `UPDATE session SET expires_ms = ${Date.now()} WHERE id = '${sid}'`)
    refused(await visitor.get('api/session'), 401, 'no_session')
  })

  test('with the session of one and the name of another is nobody’s', async () => {
    const [one, two] = [await person(site, 'mixed.one@littoral.example'), await person(site, 'mixed.two@littoral.example')]
    const [a, b] = [one, two].map((visitor) => claims(visitor.cookies.get('guichet')))
    const visitor = site.visitor()
    for (const body of [{ ...a, sub: b.sub }, { ...a, sid: b.sid }, { ...a, sid: 'x' }, { ...a, iss: 'http://localhost:1/' }, { ...a, iat: a.iat + 3600, exp: a.exp + 3600 }]) {
      visitor.cookies.set('guichet', token(body))
      refused(await visitor.get('api/session'), 401, 'no_session')
    }
    visitor.cookies.set('guichet', token(a))
    assert.equal((await visitor.get('api/session')).status, 200, 'the positive control')
  })

  test('is a new one, of a new session, at each sign-in', async () => {
    const email = 'fixed@littoral.example'
    await person(site, email)
    const { browser } = await signedIn(email, { remember: true })
    const before = claims(browser.jar.get('guichet').value).sid
    assert.equal((await browser.post('api/session', { email, password: CHOSEN })).status, 200)
    assert.notEqual(claims(browser.jar.get('guichet').value).sid, before)
  })
})

describe('the list', () => {
  test('has each browser: what, where from, since, last used, and which is this one', async () => {
    const email = 'list@littoral.example'
    const first = await person(site, email)
    const { browser } = await signedIn(email, { agent: Buffer.from(STRANGE).toString('latin1') })
    await signedIn(email, { browser: new Browser(site, { source: '127.0.0.41' }) })
    const { body } = await browser.get('api/sessions')
    assert.equal(body.next, null)
    assert.equal(body.items.length, 3)
    for (const item of body.items)
      assert.deepEqual(Object.keys(item).sort(), ['agent', 'created', 'current', 'id', 'last_used', 'source'])
    assert.deepEqual(body.items.map((item) => item.current), [false, true, false])
    assert.deepEqual(body.items.map((item) => item.source), ['127.0.0.41', '127.0.0.1', '127.0.0.1'])
    assert.deepEqual(body.items.map((item) => item.agent), [AGENT, STRANGE, null])
    assert.deepEqual(body.items.map((item) => item.created), body.items.map((item) => item.created).sort().reverse())
    assert.deepEqual((await sessions(first)).map((item) => item.current), [false, false, true])
    assert.ok(!JSON.stringify(body).includes(browser.jar.get('guichet').value))
  })

  test('has nobody else’s, none that ended, expired or slept too long', async () => {
    const email = 'ended@littoral.example'
    const visitor = await person(site, email)
    const others = []
    for (let i = 0; i < 3; i++) others.push((await signedIn(email)).browser)
    const ids = others.map((browser) => claims(browser.jar.get('guichet').value).sid)
    assert.equal((await sessions(visitor)).length, 4)
    await others[0].delete('api/session')
    await sql(site, `UPDATE session SET expires_ms = ${Date.now()} WHERE id = '${ids[1]}';
      UPDATE session SET last_used_ms = ${Date.now() - IDLE_MINUTES * 60000 - 1000} WHERE id = '${ids[2]}'`)
    assert.deepEqual((await sessions(visitor)).map((item) => item.current), [true])
  })

  test('comes in pages', async () => {
    const visitor = await person(site, 'pages@littoral.example')
    for (let i = 0; i < 4; i++) await signedIn('pages@littoral.example')
    const whole = (await sessions(visitor)).map((item) => item.id)
    const seen = []
    let after = ''
    do {
      const { status, body } = await visitor.get(`api/sessions?limit=2${after}`)
      assert.equal(status, 200)
      assert.ok(body.items.length <= 2)
      seen.push(...body.items.map((item) => item.id))
      after = body.next && `&after=${body.next}`
    } while (after)
    assert.deepEqual(seen, whole)
    assert.equal(whole.length, 5)
    const stranger = await person(site, 'pages.stranger@littoral.example')
    const { next } = (await visitor.get('api/sessions?limit=2')).body
    refused(await stranger.get(`api/sessions?after=${next}`), 422, 'invalid_fields')
    for (const query of ['limit=0', 'limit=101', 'limit=x', 'after=x', 'state=all', `after=${'4'.repeat(3000)}`])
      refused(await visitor.get(`api/sessions?${query}`), 422, 'invalid_fields')
  })
})

describe('ending', () => {
  test('one of them acts at once', async () => {
    const email = 'end.one@littoral.example'
    const visitor = await person(site, email)
    const [one, two] = [(await signedIn(email)).browser, (await signedIn(email)).browser]
    const { sid } = claims(one.jar.get('guichet').value)
    assert.equal((await visitor.delete(`api/sessions/${sid}`)).status, 204)
    for (const path of ['api/session', 'api/account', 'api/sessions', 'api/operations']) refused(await one.get(path), 401, 'no_session')
    refused(await one.request('PATCH', 'api/account', { first_name: 'Eve' }), 401, 'no_session')
    refused(await one.put('api/account/password', { current: CHOSEN, password: 'orage violet sur la mer' }), 401, 'no_session')
    assert.equal((await two.get('api/session')).status, 200)
    refused(await visitor.delete(`api/sessions/${sid}`), 404, 'not_found')
  })

  test('somebody else’s does not exist', async () => {
    const [visitor, stranger] = [await person(site, 'end.own@littoral.example'), await person(site, 'end.stranger@littoral.example')]
    const [{ id }] = await sessions(visitor)
    for (const one of [id, id.toUpperCase(), 'x', '%25', "'%20OR%201=1", `${id}%00`, 'x'.repeat(300)]) {
      const answer = await stranger.delete(`api/sessions/${one}`)
      assert.ok([400, 404].includes(answer.status), `${one}: ${answer.status}`)
    }
    refused(await site.visitor().delete(`api/sessions/${id}`), 401, 'no_session')
    assert.equal((await visitor.get('api/session')).status, 200)
  })

  test('this one is signing out', async () => {
    const visitor = await person(site, 'end.this@littoral.example')
    const [{ id }] = await sessions(visitor)
    assert.equal((await visitor.delete(`api/sessions/${id}`)).status, 204)
    refused(await visitor.get('api/session'), 401, 'no_session')
  })

  test('all others leaves this one, remembered still, and forgets the others', async () => {
    const email = 'end.others@littoral.example'
    const first = await person(site, email)
    const { browser: own } = await signedIn(email, { remember: true })
    const { browser: other } = await signedIn(email, { remember: true })
    assert.equal((await own.delete('api/sessions')).status, 204)
    for (const ended of [first, other]) refused(await ended.get('api/session'), 401, 'no_session')
    assert.equal((await own.get('api/session')).status, 200)
    assert.deepEqual((await sessions(own)).map((item) => item.current), [true])
    assert.equal((await other.post('api/session', { email, password: CHOSEN })).status, 202, 'the other one is forgotten')
    assert.equal((await own.delete('api/session')).status, 204)
    assert.equal((await own.post('api/session', { email, password: CHOSEN })).status, 200, 'this one is not')
  })

  test('all others is for one’s own account alone', async () => {
    const [visitor, stranger] = [await person(site, 'all.own@littoral.example'), await person(site, 'all.stranger@littoral.example')]
    assert.equal((await stranger.delete('api/sessions')).status, 204)
    assert.equal((await visitor.get('api/session')).status, 200)
    refused(await site.visitor().delete('api/sessions'), 401, 'no_session')
    refused(await visitor.delete('api/sessions', { headers: { Origin: 'https://evil.example' } }), 403, 'cross_site')
  })
})

describe('signing out', () => {
  test('has the browser forget what it kept, but not that it was remembered', async () => {
    const email = 'out@littoral.example'
    await person(site, email)
    const { browser } = await signedIn(email, { remember: true })
    const answer = await browser.delete('api/session')
    assert.equal(answer.status, 204)
    assert.match(answer.headers['clear-site-data'], /"cache"/)
    assert.match(answer.headers['clear-site-data'], /"storage"/)
    assert.doesNotMatch(answer.headers['clear-site-data'], /"cookies"|\*/)
    assert.match(line(answer, 'guichet'), /^guichet=; Path=\/; Max-Age=0; HttpOnly; SameSite=Strict$/)
    assert.deepEqual([...browser.jar.keys()], ['guichet_browser'])
    assert.equal((await browser.post('api/session', { email, password: CHOSEN })).status, 200)
  })
})

describe('a browser that is new to the account', () => {
  test('is told of by mail; one that is known is not', async () => {
    const email = 'new.browser@littoral.example'
    await person(site, email)
    await signedIn(email)
    assert.equal(await mailCount(site, email, 'new_browser'), 1)
    await signedIn(email)
    assert.equal(await mailCount(site, email, 'new_browser'), 1)
    await signedIn(email, { agent: 'curl/8.0' })
    assert.equal(await mailCount(site, email, 'new_browser'), 2)
    const mail = await site.mail(email, (one) => /browser|sign/i.test(one.subject) && one.text.includes('127.0.0.1'))
    assert.ok(mail.text.includes('Firefox'), mail.text)
  })

  test('is told of whatever it says of itself', async () => {
    const agents = ['"'.repeat(7000), '\\'.repeat(7000), 'x'.repeat(7900), '\u00e9\u00ff\u0080', 'http://evil.example/ click', '<script>', '%s%n']
    for (const [i, agent] of agents.entries()) {
      const email = `agent${i}@littoral.example`
      await person(site, email)
      const { browser } = await signedIn(email, { agent })
      const facts = await value(site, `SELECT facts FROM outbox WHERE email = '${email}' AND kind = 'new_browser'`)
      assert.ok(JSON.parse(facts).at, `${agent.slice(0, 20)}: ${facts.slice(-40)}`)
      assert.equal((await sessions(browser)).length, 2)
      const mail = await site.mail(email, (one) => one.text.includes('127.0.0.1') && codeOf(one) === undefined)
      assert.ok(!mail.text.includes('evil') && !mail.html.includes('<script'), mail.text)
    }
  })
})

test('who is remembered for 30 days proves the mailbox again after them', async () => {
  const email = 'thirty@littoral.example'
  await person(site, email)
  const { browser } = await signedIn(email, { remember: true })
  const user = await value(site, `SELECT id FROM users WHERE email = '${email}'`)
  assert.ok(Math.abs(await value(site, `SELECT expires_ms FROM browser WHERE user_id = '${user}'`) - Date.now() - 30 * 86400000) < 60000)
  await sql(site, `UPDATE browser SET expires_ms = ${Date.now()} WHERE user_id = '${user}'`)
  assert.equal((await browser.post('api/session', { email, password: CHOSEN })).status, 202)
})

test('sessions of the demonstration’s people are as all others', async () => {
  const { browser } = await signedIn(PEOPLE.lena, { password: PASSWORD })
  assert.deepEqual((await sessions(browser)).map((item) => [item.agent, item.current]), [[AGENT, true]])
})
