// Signing in, proving the mailbox, choosing for whom one acts, signing out.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { cpu } from '../bench/lib.mjs'
import { processes } from './account.mjs'
import { codeOf, PASSWORD, PEOPLE, refused, Site } from './site.mjs'

let site

before(async () => (site = await Site.start()))
after(async () => assert.equal(await site.stop(), 0))

const cookie = (answer, name) => (answer.headers['set-cookie'] ?? []).find((line) => line.startsWith(`${name}=`))

/** Password given, code awaited; gives the visitor and the code from the mail. */
async function challenged(email) {
  const visitor = site.visitor()
  const already = (await site.mails(email)).length
  const answer = await visitor.post('api/session', { email, password: PASSWORD })
  assert.equal(answer.status, 202)
  const mail = await site.mail(email, (one) => codeOf(one) !== undefined, already)
  return { visitor, code: codeOf(mail), mail }
}

const other = (code) => String((Number(code) + 1) % 1000000).padStart(6, '0')

describe('signing in', () => {
  test('a new browser proves the mailbox by a code', async () => {
    const { visitor, code, mail } = await challenged(PEOPLE.agnes)
    assert.match(code, /^\d{6}$/)
    assert.ok(mail.html.includes(code.slice(0, 3)), 'the HTML part has the code too')
    refused(await visitor.get('api/session'), 401, 'no_session')
    const answer = await visitor.post('api/session/code', { code, remember: false })
    assert.equal(answer.status, 200)
    const { user, environment, environments, expires } = answer.body
    assert.deepEqual(Object.keys(user).sort(), ['email', 'first_name', 'id', 'language', 'last_name'])
    assert.equal(user.email, PEOPLE.agnes)
    assert.deepEqual(Object.keys(environment).sort(), ['client', 'creator', 'entity', 'name', 'side', 'team_leader'])
    assert.deepEqual([environment.name, environment.client, environment.team_leader, environment.creator, environment.side],
      ['Banque Aurore', true, true, true, 'manager'])
    assert.deepEqual(environments, [environment])
    assert.ok(Date.parse(expires) > Date.now())
    assert.match(expires, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
    assert.deepEqual((await visitor.get('api/session')).body, answer.body)
  })

  test('the cookie is out of reach for scripts and other sites', async () => {
    const { visitor, code } = await challenged(PEOPLE.leo)
    const answer = await visitor.post('api/session/code', { code })
    const line = cookie(answer, 'guichet')
    for (const part of [/HttpOnly/, /SameSite=Strict/, /Path=\/(;|$)/]) assert.match(line, part)
    assert.doesNotMatch(line, /Secure/, 'plain http on localhost')
  })

  test('the address is matched without case and outer space', async () => {
    const visitor = site.visitor()
    const answer = await visitor.post('api/session', { email: '  Lena.KOCH@nordbank.Example ', password: PASSWORD })
    assert.equal(answer.status, 202)
  })

  test('a wrong password and an unknown address get the same answer', async () => {
    const answers = []
    for (const email of [PEOPLE.tom, 'nobody@nowhere.example', 'remi.carpentier@littoral.example']) {
      const workers = await processes(site, 'serve')
      const before = await cpu(workers)
      const answer = await site.visitor().post('api/session', { email, password: 'not-the-password-1A' })
      refused(answer, 401, 'bad_credentials')
      answers.push({ body: { ...answer.body, request_id: '' }, work: (await cpu(workers)) - before,
        names: Object.keys(answer.headers).sort() })
    }
    for (const answer of answers.slice(1)) {
      assert.deepEqual(answer.body, answers[0].body)
      assert.deepEqual(answer.names, answers[0].names)
      assert.ok(answer.work > answers[0].work / 4, `${answer.work} ns of hashing, not ${answers[0].work}`)
    }
  })

  test('an address out of shape is no way around', async () => {
    for (const email of ['', ' ', 'x', "' OR 1=1 --", `${'a'.repeat(300)}@aurore.example`, 'a@b\u0000c'])
      assert.ok([400, 401, 422].includes((await site.visitor().post('api/session', { email, password: PASSWORD })).status))
  })

  test('who was only invited cannot sign in', async () => {
    const answer = await site.visitor().post('api/session', { email: 'julie.menard@littoral.example', password: PASSWORD })
    refused(answer, 401, 'bad_credentials')
  })
})

describe('the code', () => {
  test('is good once', async () => {
    const { visitor, code } = await challenged(PEOPLE.brune)
    const kept = new Map(visitor.cookies)
    assert.equal((await visitor.post('api/session/code', { code })).status, 200)
    const again = site.visitor()
    again.cookies = kept
    refused(await again.post('api/session/code', { code }), 401, 'challenge_ended')
  })

  test('ends after five wrong ones', async () => {
    const { visitor, code } = await challenged(PEOPLE.max)
    for (let i = 0; i < 4; i++) refused(await visitor.post('api/session/code', { code: other(code) }), 401, 'bad_code')
    const fifth = await visitor.post('api/session/code', { code: other(code) })
    assert.equal(fifth.status, 401)
    refused(await visitor.post('api/session/code', { code }), 401, 'challenge_ended')
  })

  test('belongs to the browser that gave the password', async () => {
    const { code } = await challenged(PEOPLE.lena)
    refused(await site.visitor().post('api/session/code', { code }), 401, 'challenge_ended')
  })

  test('is six digits and nothing else', async () => {
    const { visitor } = await challenged('lea.fontaine@littoral.example')
    for (const code of ['', '12345', '1234567', '12345x', '１２３４５６'])
      assert.ok([401, 422].includes((await visitor.post('api/session/code', { code })).status), code)
    for (const code of [123456, null, ['123456'], { $ne: '' }])
      refused(await visitor.post('api/session/code', { code }), 422, 'invalid_fields')
  })

  test('is not asked for again in a browser that is remembered, and by nobody else', async () => {
    const visitor = site.visitor()
    await visitor.signIn('antoine.guerin@littoral.example', { remember: true })
    assert.equal((await visitor.delete('api/session')).status, 204)
    const answer = await visitor.post('api/session', { email: 'antoine.guerin@littoral.example', password: PASSWORD })
    assert.equal(answer.status, 200)
    const colleague = await visitor.post('api/session', { email: 'didier.rocher@littoral.example', password: PASSWORD })
    assert.equal(colleague.status, 202, 'the mailbox of one proves nothing about another')
  })

  test('of a sign-in that was forgotten is not kept by the next one', async () => {
    const first = await challenged('solene.mahe@littoral.example')
    const second = await challenged('solene.mahe@littoral.example')
    assert.equal((await second.visitor.post('api/session/code', { code: second.code })).status, 200)
    const late = await first.visitor.post('api/session/code', { code: second.code })
    assert.equal(late.status, 401, 'one browser cannot use the code of another')
  })
})

describe('the environment', () => {
  test('is chosen by who has two, and may be changed without signing out', async () => {
    const visitor = site.visitor()
    const session = await visitor.signIn('vincent.roche@cabinet-roche.example')
    assert.equal(session.environment, null)
    assert.deepEqual(session.environments.map((one) => one.name).sort(), ['Banca Valdoria', 'Éoliennes du Ponant'])
    refused(await visitor.get('api/operations'), 409, 'environment_needed')
    for (const { entity, name, side } of session.environments) {
      const answer = await visitor.put('api/session/environment', { entity })
      assert.equal(answer.status, 200)
      assert.equal(answer.body.environment.name, name)
      const list = await visitor.get('api/operations')
      assert.ok(list.body.items.length > 0)
      assert.ok(list.body.items.every((item) => item.side === side), name)
    }
  })

  test('of an entity where one has nothing does not exist', async () => {
    const visitor = await site.as('paul')
    const lena = await site.as('lena')
    const { environment } = (await lena.get('api/session')).body
    for (const entity of [environment.entity, 'x', '01jgxe7k3m0000000000000000', '../..', `${'z'.repeat(27)}`])
      assert.ok([404, 422].includes((await visitor.put('api/session/environment', { entity })).status), entity)
    assert.equal((await visitor.get('api/session')).body.environment.name, 'Crédit du Littoral')
  })
})

describe('signing out', () => {
  test('acts at once, whatever the token says', async () => {
    const visitor = site.visitor()
    await visitor.signIn('fatou.diallo@littoral.example')
    const stolen = site.visitor()
    stolen.cookies = new Map(visitor.cookies)
    assert.equal((await stolen.get('api/operations')).status, 200)
    const answer = await visitor.delete('api/session')
    assert.equal(answer.status, 204)
    assert.match(cookie(answer, 'guichet'), /Max-Age=0/)
    for (const path of ['api/session', 'api/operations']) refused(await stolen.get(path), 401, 'no_session')
    refused(await stolen.delete('api/session'), 401, 'no_session')
  })

  test('ends one session, not the others', async () => {
    const [one, two] = [site.visitor(), site.visitor()]
    await one.signIn('benoit.tanguy@littoral.example')
    await two.signIn('benoit.tanguy@littoral.example')
    assert.equal((await one.delete('api/session')).status, 204)
    assert.equal((await two.get('api/session')).status, 200)
  })
})

describe('who guesses', () => {
  test('waits longer after the fifth wrong password, known address or not', async () => {
    for (const email of ['guillaume.poirier@littoral.example', 'unknown@littoral.example']) {
      const visitor = site.visitor({ source: '127.0.0.9' })
      const statuses = []
      let last
      for (let i = 0; i < 7; i++) {
        last = await visitor.post('api/session', { email, password: `wrong-Password-${i}` })
        statuses.push(last.status)
      }
      assert.deepEqual(statuses.slice(0, 5), [401, 401, 401, 401, 401])
      refused(last, 429, 'throttled')
      assert.ok(Number(last.headers['retry-after']) >= 1)
      refused(await visitor.post('api/session', { email, password: PASSWORD }), 429, 'throttled')
    }
  })

  test('does not lock out the others', async () => {
    const answer = await site.visitor({ source: '127.0.0.10' }).post('api/session', { email: PEOPLE.tom, password: PASSWORD })
    assert.equal(answer.status, 202)
  })

  test('in a flood is told to wait, and reading goes on', async () => {
    const reader = await site.as('agnes')
    const source = site.visitor({ source: '127.0.0.11' })
    let tried = 0
    const flood = Array.from({ length: 120 }, async (_, i) => {
      const answer = await source.post('api/session', { email: `flood${i}@nowhere.example`, password: 'Nothing-of-the-sort-1' })
      if (answer.status === 401) tried++
      return answer
    })
    const read = await reader.get('api/operations')
    const before = tried
    const answers = await Promise.all(flood)
    assert.equal(read.status, 200)
    assert.ok(before < tried, 'a read waits for no password')
    assert.ok(answers.every(({ status }) => [401, 429].includes(status)), JSON.stringify(answers.map((one) => one.status)))
    assert.ok(answers.some(({ status }) => status === 429))
  })
})
