// Passwords: which are taken, changing one, forgetting one, and guessing somebody else's.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { Browser, CHOSEN, mailCount, person, renewWorkers, resetOf, resetSecret, sql, value } from './account.mjs'
import { codeOf, linkOf, PASSWORD, PEOPLE, refused, Site } from './site.mjs'

const REFERENCE = 'OP-2026-0042'

let site, paul, file

before(async () => {
  site = await Site.start()
  paul = await site.as('paul')
  file = (await paul.operation(REFERENCE)).id
})
after(async () => assert.equal(await site.stop(), 0))

const signIn = (email, password, visitor = site.visitor()) => visitor.post('api/session', { email, password })
const change = (visitor, current, password) => visitor.put('api/account/password', { current, password })
const forgotten = (email, visitor = site.visitor()) => visitor.post('api/password/forgotten', { email })
const reset = (secret, password, visitor = site.visitor()) => visitor.post('api/password', { secret, password })

/** So many different letters and digits, the same at each run. */
function many(length) {
  let state = 7
  return Array.from({ length }, () => 'abcdefghijkmnpqrstuvwxyz23456789'[(state = (state * 1103515245 + 12345) % 2147483648) >> 16 & 31]).join('')
}

describe('a new password', () => {
  const email = 'agathe.rules@littoral.example'
  let visitor
  before(async () => (visitor = await person(site, email)))

  const REFUSED = [
    ['', /fill this in/],
    ['xK9#mQ2$vL5!wR8', /At least 16/], // 15
    ['xk9#mq2$vl5!wr8zy', /At least 16/], // 17, no capital
    ['XK9#MQ2$VL5!WR8ZY', /At least 16/], // no small letter
    ['xKa#mQb$vLc!wRdZy', /At least 16/], // no digit
    ['xK9amQ2bvL5cwR8Zy', /At least 16/], // nothing but letters and digits
    ['trois chats roux là', /At least 16/], // 19
    ['éèêëàâäùûü', /At least 16/], // 20 bytes are not 20 characters
    [`trois chats roux e\u0301t`, /At least 16/], // 20 as typed, 19 characters
    ['aaaaaaaaaaaaaaaaaaaaaaaa', /common/],
    ['azertyuiopqsdfghjklmwxcvbn', /common/],
    ['Qwertyuiop123456!', /common/],
    ['12345678901234567890', /common/],
    ['P@ssw0rd!P@ssw0rd!', /common/],
    ['correct horse battery staple', /common/],
    ['Motdepasse-2026!', /common/],
    ['xK9#xK9#xK9#xK9#xK9#', /common/],
    ['antidisestablishmentarianism', /common/], // in the dictionary
    ['msinairatnemhsilbatsesiditna', /common/], // and backwards
    ['Electroencephalography', /common/],
    ['agathe.rules@littoral.example', /address/],
    ['xx-Agathe.Rules-2026', /address/],
    ['AGATHE.RULES est mon nom', /address/],
    ['😀'.repeat(300), /At most 1000|common/], // 1,200 bytes
    [many(1001), /At most 1000/],
    ['Trois-Chats-Roux-87\u0000', /characters/],
    ['Trois-Chats-Roux-87\u0007', /characters/],
  ]
  for (const [password, why] of REFUSED)
    test(`is refused: ${JSON.stringify(password.length > 40 ? `${password.slice(0, 20)}… of ${password.length}` : password)}`, async () => {
      const answer = await change(visitor, CHOSEN, password)
      refused(answer, 422, 'invalid_fields')
      assert.deepEqual(Object.keys(answer.body.fields), ['password'])
      assert.match(answer.body.fields.password, why)
    })

  test('is refused by the same rules where an account is made and where one is reset', async () => {
    await paul.add(file, 'rules.invited@littoral.example')
    const secret = await site.secret('rules.invited@littoral.example')
    const link = await resetSecret(site, email)
    const account = { secret, first_name: 'A', last_name: 'B', job_title: 'C', phone: '+33612345678', language: 'en', terms: true }
    for (const [password, own, why] of [['trois chats roux là', 'trois chats roux là', /At least 16/],
      ['antidisestablishmentarianism', 'antidisestablishmentarianism', /common/],
      ['xx-Rules.Invited-2026', 'xx-Agathe.Rules-2026', /address/]]) {
      const created = await site.visitor().post('api/account', { ...account, password })
      const chosen = await reset(link, own)
      for (const answer of [created, chosen]) {
        refused(answer, 422, 'invalid_fields')
        assert.match(answer.body.fields.password, why)
      }
    }
    assert.equal((await reset(link, CHOSEN)).status, 204, 'a refused password does not use the link up')
    assert.equal((await site.visitor().post('api/account', { ...account, password: CHOSEN })).status, 201)
  })
})

test('a password is taken as it is: any length to 1000, outer space, any script', async () => {
  const visitor = await person(site, 'any@littoral.example')
  let current = CHOSEN
  for (const password of ['xK9#mQ2$vL5!wR8z', 'orage violet sur la mer', '  orage violet sur la mer  ', 'четыре рыжих кота тут',
    '山田さんの庭に大きな桜の木が三本あります', 'Été-à-Brest-1987', '😀 trois chats 🐈 très roux', '"\\\'; -- <b>&%s$(id)`{}', many(1000)]) {
    assert.equal((await change(visitor, current, password)).status, 204, password)
    current = password
    await site.pass('any@littoral.example')
    assert.equal((await signIn('any@littoral.example', password)).status, 202, password)
  }
  const spaced = '  orage violet sur la mer  '
  assert.equal((await change(visitor, current, spaced)).status, 204)
  refused(await signIn('any@littoral.example', spaced.trim()), 401, 'bad_credentials')
})

test('no part of a long password is left out', async () => {
  const visitor = await person(site, 'long@littoral.example')
  const [one, other] = [`${many(899)}x`, `${many(899)}y`]
  assert.equal((await change(visitor, CHOSEN, one)).status, 204)
  refused(await signIn('long@littoral.example', other), 401, 'bad_credentials')
  refused(await signIn('long@littoral.example', one.slice(0, 899)), 401, 'bad_credentials')
  assert.equal((await signIn('long@littoral.example', one)).status, 202)
})

test('composed and decomposed letters are the same password', async () => {
  const visitor = await person(site, 'nfc@littoral.example')
  const [composed, decomposed] = ['Éléphant-à-Brest-42', 'Éléphant-à-Brest-42'.normalize('NFD')]
  assert.notEqual(composed, decomposed)
  assert.equal((await change(visitor, CHOSEN, decomposed)).status, 204)
  for (const form of [composed, decomposed]) assert.equal((await signIn('nfc@littoral.example', form)).status, 202)
  assert.equal((await change(visitor, composed, CHOSEN)).status, 204)
  assert.equal((await reset(await resetSecret(site, 'nfc@littoral.example'), composed)).status, 204)
  assert.equal((await signIn('nfc@littoral.example', decomposed)).status, 202)
  refused(await signIn('nfc@littoral.example', 'Elephant-a-Brest-42'), 401, 'bad_credentials')
})

test('an old hash is renewed at the next sign-in', async () => {
  await person(site, 'dated@littoral.example')
  const dated = '$argon2id$v=19$m=8192,t=1,p=1$w+R2VrH6iQZgZ61vgI5Qzw$iJ9FGUDpCklq23tcZmWXvyfG05BVaSg9YsYF/H0FTDo'
  await sql(site, `UPDATE users SET password = '${dated}' WHERE email = 'dated@littoral.example'`)
  refused(await signIn('dated@littoral.example', 'wrong-Password-1'), 401, 'bad_credentials')
  assert.equal(await value(site, `SELECT password FROM users WHERE email = 'dated@littoral.example'`), dated)
  assert.equal((await signIn('dated@littoral.example', CHOSEN)).status, 202)
  assert.match(await value(site, `SELECT password FROM users WHERE email = 'dated@littoral.example'`), /^\$argon2id\$v=19\$m=65536,t=2,p=1\$/)
  assert.equal((await signIn('dated@littoral.example', CHOSEN)).status, 202)
})

describe('changing it', () => {
  test('ends every other session at once, and goes on with a new one', async () => {
    const email = 'change@littoral.example'
    const own = await person(site, email)
    const others = [site.visitor(), site.visitor()]
    for (const other of others) await other.signIn(email, { password: CHOSEN, remember: true })
    const stolen = site.visitor()
    stolen.cookies = new Map(own.cookies)
    const { environment } = (await own.get('api/session')).body
    const before = own.cookies.get('guichet')
    const answer = await change(own, CHOSEN, 'orage violet sur la mer')
    assert.equal(answer.status, 204)
    assert.equal(answer.text, '')
    assert.notEqual(own.cookies.get('guichet'), before)
    for (const ended of [stolen, ...others]) refused(await ended.get('api/session'), 401, 'no_session')
    const session = await own.get('api/session')
    assert.equal(session.status, 200)
    assert.deepEqual(session.body.environment, environment)
    assert.equal((await own.get('api/sessions')).body.items.length, 1)
    refused(await signIn(email, CHOSEN), 401, 'bad_credentials')
    assert.equal((await signIn(email, 'orage violet sur la mer', others[0])).status, 202, 'no browser is remembered')
    assert.equal(await mailCount(site, email, 'password_changed'), 1)
    const mail = await site.mail(email, (one) => /password/i.test(one.subject))
    assert.ok(!mail.text.includes('orage') && !mail.html.includes('orage'))
  })

  test('needs the present one, which is not told apart from a weak new one', async () => {
    const visitor = await person(site, 'current@littoral.example')
    const wrong = await change(visitor, 'wrong-Password-12', 'orage violet sur la mer')
    refused(wrong, 422, 'invalid_fields')
    assert.deepEqual(Object.keys(wrong.body.fields), ['current'])
    for (const current of [CHOSEN, 'wrong-Password-12']) {
      const weak = await change(visitor, current, 'weak')
      assert.deepEqual(Object.keys(weak.body.fields), ['password'])
    }
    for (const body of [{}, { current: CHOSEN }, { password: CHOSEN }, { current: null, password: CHOSEN }, { current: CHOSEN, password: CHOSEN, email: 'x' }])
      refused(await visitor.put('api/account/password', body), 422, 'invalid_fields')
    refused(await site.visitor().put('api/account/password', { current: CHOSEN, password: 'orage violet sur la mer' }), 401, 'no_session')
    assert.equal((await visitor.get('api/session')).status, 200)
    assert.equal((await signIn('current@littoral.example', CHOSEN)).status, 202)
    assert.equal(await mailCount(site, 'current@littoral.example', 'password_changed'), 0)
  })

  test('is no way to guess: wrong ones are counted, together with those of sign-in', async () => {
    const visitor = await person(site, 'guess.change@littoral.example')
    for (let i = 0; i < 3; i++) refused(await change(visitor, `wrong-Password-${i}`, 'orage violet sur la mer'), 422, 'invalid_fields')
    for (let i = 3; i < 5; i++) refused(await signIn('guess.change@littoral.example', `wrong-Password-${i}`), 401, 'bad_credentials')
    refused(await change(visitor, CHOSEN, 'orage violet sur la mer'), 429, 'throttled')
    assert.equal((await visitor.get('api/session')).status, 200)
  })

  test('is no way to guess with many requests at once either', async () => {
    const visitor = await person(site, 'burst@littoral.example', {}, site.visitor({ source: '127.0.0.21' }))
    const answers = await Promise.all(Array.from({ length: 16 }, (_, i) => change(visitor, `wrong-Password-${i}`, 'orage violet sur la mer')))
    const tried = answers.filter(({ status }) => status === 422).length
    assert.ok(tried <= 5, `${tried} passwords were tried`)
    assert.ok(answers.every(({ status }) => [422, 429].includes(status)))
  })

  test('happens once when asked several times at once', async () => {
    const visitor = await person(site, 'twice@littoral.example')
    const cookies = new Map(visitor.cookies)
    const all = await Promise.all(Array.from({ length: 4 }, (_, i) => {
      const one = site.visitor()
      one.cookies = new Map(cookies)
      return change(one, CHOSEN, `orage violet sur la mer ${i}`).then((answer) => ({ ...answer, i, one }))
    }))
    const done = all.filter(({ status }) => status === 204)
    assert.equal(done.length, 1, all.map(({ status }) => status).join())
    for (const { one, i } of all) {
      assert.equal((await one.get('api/session')).status, i === done[0].i ? 200 : 401)
      assert.equal((await signIn('twice@littoral.example', `orage violet sur la mer ${i}`)).status, i === done[0].i ? 202 : 401)
    }
  })

  test('ends a sign-in that waits for its code', async () => {
    const email = 'pending@littoral.example'
    const owner = await person(site, email)
    const thief = site.visitor()
    const already = (await site.mails(email)).length
    assert.equal((await signIn(email, CHOSEN, thief)).status, 202)
    const code = codeOf(await site.mail(email, (one) => codeOf(one) !== undefined, already))
    assert.equal((await change(owner, CHOSEN, 'orage violet sur la mer')).status, 204)
    refused(await thief.post('api/session/code', { code }), 401, 'challenge_ended')
  })

  test('leaves nothing of a password in the database or the logs, whatever header comes with it', async () => {
    const visitor = await person(site, 'trace@littoral.example')
    const headers = { 'Idempotency-Key': 'trace-1' }
    const body = { current: CHOSEN, password: 'Brume-Violette-sur-mer-9' }
    assert.equal((await visitor.put('api/account/password', body, { headers })).status, 204)
    assert.equal((await visitor.get('api/session')).status, 200)
    const kept = await sql(site, 'SELECT * FROM idempotency')
    assert.ok(!JSON.stringify(kept).includes('Brume-Violette'))
    assert.ok(!(await site.log('serve')).includes('Brume-Violette'))
    assert.ok(!(await site.log('nginx')).includes('Brume-Violette'))
  })
})

describe('forgetting it', () => {
  test('is answered alike whoever asks about whom', async () => {
    await paul.add(file, 'gone.forgot@littoral.example')
    const gone = await paul.contact(file, 'gone.forgot@littoral.example')
    assert.equal((await paul.post(`api/operations/${file}/contacts/${gone.id}/revoke`, {})).status, 200)
    const kinds = {
      'didier.rocher@littoral.example': ['reset'],
      'nobody@nowhere.example': [],
      'no address': [],
      '@': [],
      "' OR 1=1 --": [],
      'julie.menard@littoral.example': ['activation'], // invited
      [PEOPLE.chloe]: ['reset'], // revoked, with an account
      'gone.forgot@littoral.example': [], // revoked before there was one
    }
    const answers = []
    for (const [email, kind] of Object.entries(kinds)) {
      const before = await value(site, 'SELECT count(*) FROM outbox')
      const answer = await forgotten(email)
      answers.push({ status: answer.status, text: answer.text, headers: Object.keys(answer.headers).filter((name) => name !== 'date').sort() })
      const mails = await sql(site, `SELECT kind, email FROM outbox ORDER BY rowid LIMIT -1 OFFSET ${before}`)
      assert.deepEqual(mails.map((mail) => mail.kind), kind, email)
      for (const mail of mails) assert.equal(mail.email, email)
    }
    for (const answer of answers) assert.deepEqual(answer, answers[0])
    assert.deepEqual([answers[0].status, answers[0].text], [202, ''])
    refused(await forgotten(''), 422, 'invalid_fields')
    refused(await forgotten('x'.repeat(401)), 422, 'invalid_fields')
  })

  test('finds the address however it is typed', async () => {
    await person(site, 'typed@littoral.example')
    await forgotten('  TYPED@Littoral.Example ')
    assert.equal(await mailCount(site, 'typed@littoral.example', 'reset'), 1)
  })

  test('sends who was invited a new link to join, and ends the older one', async () => {
    const email = 'forgot.invited@littoral.example'
    await paul.add(file, email)
    const old = await site.secret(email)
    const already = (await site.mails(email)).length
    await forgotten(email)
    const mail = await site.mail(email, (one) => linkOf(one) !== undefined, already)
    assert.notEqual(linkOf(mail), old)
    assert.ok(mail.text.includes('Paul Petit'), 'it says again who invites')
    refused(await site.visitor().post('api/invitations/show', { secret: old }), 404, 'not_found')
    const { body } = await site.visitor().post('api/invitations/show', { secret: linkOf(mail) })
    assert.deepEqual([body.kind, body.email, body.sponsor], ['activation', email, 'Paul Petit'])
  })

  test('sends at most five links an hour', async () => {
    const email = 'five@littoral.example'
    await person(site, email)
    await sql(site, `UPDATE invitation SET created_ms = created_ms - 3600001 WHERE user_id = (SELECT id FROM users WHERE email = '${email}')`)
    for (let i = 0; i < 7; i++) assert.equal((await forgotten(email)).status, 202)
    assert.equal(await mailCount(site, email, 'reset'), 5)
    await sql(site, `UPDATE invitation SET created_ms = created_ms - 3600001 WHERE user_id = (SELECT id FROM users WHERE email = '${email}')`)
    assert.equal((await forgotten(email)).status, 202)
    assert.equal(await mailCount(site, email, 'reset'), 6)
  })

  test('needs an address and nothing else', async () => {
    for (const body of [{}, { email: 1 }, { email: null }, { email: ['a@b.example'] }, { email: 'a@b.example', url: 'https://evil.example/' }])
      refused(await site.visitor().post('api/password/forgotten', body), 422, 'invalid_fields')
  })

  test('takes the link’s place from the settings, never from the request', async () => {
    await person(site, 'host@littoral.example')
    const before = (await site.mails('host@littoral.example')).length
    const answer = await site.visitor().post('api/password/forgotten', { email: 'host@littoral.example' },
      { headers: { Host: 'evil.example', 'X-Forwarded-Host': 'evil.example' } })
    assert.equal(answer.status, 202)
    const mail = await site.mail('host@littoral.example', (one) => resetOf(one) !== undefined, before)
    assert.ok(mail.text.includes(`${site.url}#/reset/`) && !mail.text.includes('evil'), mail.text)
  })
})

describe('a reset link', () => {
  const show = (secret) => site.visitor().post('api/invitations/show', { secret })

  test('sets a new password once, ends all sessions and forgets all browsers', async () => {
    const email = 'reset@littoral.example'
    const own = await person(site, email)
    const other = site.visitor()
    await other.signIn(email, { password: CHOSEN, remember: true })
    await sql(site, `UPDATE users SET mailbox_ms = 1000 WHERE email = '${email}'`)
    const secret = await resetSecret(site, email)
    const { body } = await show(secret)
    assert.deepEqual([body.kind, body.email, body.entity, body.operation, body.sponsor], ['reset', email, null, null, null])
    const visitor = site.visitor()
    const answer = await reset(secret, 'orage violet sur la mer', visitor)
    assert.deepEqual([answer.status, answer.text], [204, ''])
    assert.equal(visitor.cookies.size, 0, 'a link alone signs nobody in')
    for (const ended of [own, other]) refused(await ended.get('api/session'), 401, 'no_session')
    refused(await reset(secret, 'brume violette sur la mer'), 404, 'not_found')
    refused(await show(secret), 404, 'not_found')
    refused(await signIn(email, CHOSEN), 401, 'bad_credentials')
    assert.equal((await signIn(email, 'orage violet sur la mer', other)).status, 202, 'no browser is remembered')
    assert.equal(await mailCount(site, email, 'password_changed'), 1)
    assert.ok(await value(site, `SELECT mailbox_ms FROM users WHERE email = '${email}'`) > 1000, 'it proves the mailbox')
  })

  test('is not burnt by who looks at it before its owner', async () => {
    const email = 'scanner@littoral.example'
    await person(site, email)
    const secret = await resetSecret(site, email)
    const scanner = site.visitor()
    for (const method of ['GET', 'HEAD']) {
      assert.equal((await scanner.request(method, '')).status, 200)
      for (const path of ['api/password', 'api/invitations/show', 'api/account'])
        assert.ok([401, 405].includes((await scanner.request(method, path)).status), `${method} ${path}`)
    }
    refused(await scanner.post('api/password'), 422, 'invalid_fields')
    refused(await scanner.post('api/password', '{}'), 422, 'invalid_fields')
    refused(await scanner.post('api/password', { secret }), 422, 'invalid_fields')
    refused(await scanner.post('api/password', { secret, password: '' }), 422, 'invalid_fields')
    refused(await scanner.post('api/password', `secret=${secret}`, { headers: { 'Content-Type': 'application/x-www-form-urlencoded' } }), 415, 'media_type')
    for (let i = 0; i < 3; i++) assert.equal((await show(secret)).status, 200)
    assert.equal((await reset(secret, 'orage violet sur la mer')).status, 204)
  })

  test('is nothing but a reset link, and no other is one', async () => {
    const email = 'kinds@littoral.example'
    await person(site, email)
    await paul.add(file, 'kinds.invited@littoral.example')
    const join = await site.secret('kinds.invited@littoral.example')
    const secret = await resetSecret(site, email)
    const account = { first_name: 'A', last_name: 'B', job_title: 'C', phone: '+33612345678', language: 'en', terms: true }
    refused(await reset(join, 'orage violet sur la mer'), 404, 'not_found')
    refused(await site.visitor().post('api/account', { ...account, secret, password: 'orage violet sur la mer' }), 404, 'not_found')
    refused(await site.visitor().post('api/invitations/refuse', { secret }), 404, 'not_found')
    const digest = await value(site, `SELECT digest FROM invitation WHERE kind = 'reset' ORDER BY rowid DESC LIMIT 1`)
    for (const bad of ['x', secret.slice(0, -1), `${secret}A`, secret.toUpperCase(), digest, '%', '*', 'null', "' OR '1'='1"])
      refused(await reset(bad, 'orage violet sur la mer'), 404, 'not_found')
    assert.equal((await reset(secret, 'orage violet sur la mer')).status, 204)
    assert.equal((await site.visitor().post('api/account', { ...account, secret: join, password: CHOSEN })).status, 201)
  })

  test('ends when a newer one is sent, and by itself', async () => {
    const email = 'replaced@littoral.example'
    await person(site, email)
    const [one, two] = [await resetSecret(site, email), await resetSecret(site, email)]
    refused(await reset(one, 'orage violet sur la mer'), 404, 'not_found')
    const { expires } = (await show(two)).body
    const ahead = Date.parse(expires) - Date.now()
    assert.ok(ahead > 0 && ahead <= 24 * 3600 * 1000, expires)
    await sql(site, `UPDATE invitation SET expires_ms = ${Date.now()} WHERE kind = 'reset' AND ended_ms IS NULL AND user_id =
      (SELECT id FROM users WHERE email = '${email}')`)
    refused(await show(two), 404, 'not_found')
    refused(await reset(two, 'orage violet sur la mer'), 404, 'not_found')
    assert.equal((await signIn(email, CHOSEN)).status, 202)
  })

  test('works once when used several times at once', async () => {
    await person(site, 'single@littoral.example')
    const secret = await resetSecret(site, 'single@littoral.example')
    const answers = await Promise.all(Array.from({ length: 6 }, (_, i) => reset(secret, `orage violet sur la mer ${i}`)))
    const done = answers.map(({ status }) => status)
    assert.deepEqual([...done].sort(), [204, 404, 404, 404, 404, 404])
    assert.equal((await signIn('single@littoral.example', `orage violet sur la mer ${done.indexOf(204)}`)).status, 202)
  })

  test('leaves no session of a sign-in with the old password that happens meanwhile', async () => {
    const email = 'meanwhile@littoral.example'
    await person(site, email)
    let current = CHOSEN
    for (let round = 0; round < 3; round++) {
      const browsers = [site.visitor(), site.visitor(), site.visitor()]
      await browsers[0].signIn(email, { password: current, remember: true })
      await browsers[0].delete('api/session')
      for (const browser of browsers) browser.cookies = new Map(browsers[0].cookies)
      const secret = await resetSecret(site, email)
      const next = `orage violet sur la mer ${round}`
      const [changed, ...entered] = await Promise.all([reset(secret, next), ...browsers.map((browser) => signIn(email, current, browser))])
      assert.equal(changed.status, 204)
      for (const { status } of entered) assert.ok([200, 202, 401, 429].includes(status), String(status))
      for (const browser of browsers) refused(await browser.get('api/session'), 401, 'no_session')
      await sql(site, `UPDATE invitation SET created_ms = created_ms - 3600001; DELETE FROM throttle`)
      current = next
    }
  })

  test('ends a sign-in that waits for its code', async () => {
    const email = 'reset.pending@littoral.example'
    await person(site, email)
    const thief = site.visitor()
    const already = (await site.mails(email)).length
    assert.equal((await signIn(email, CHOSEN, thief)).status, 202)
    const code = codeOf(await site.mail(email, (one) => codeOf(one) !== undefined, already))
    assert.equal((await reset(await resetSecret(site, email), 'orage violet sur la mer')).status, 204)
    refused(await thief.post('api/session/code', { code }), 401, 'challenge_ended')
  })

  test('lets its owner in at once, however often the forgotten one was tried', async () => {
    const email = 'tried@littoral.example'
    await person(site, email)
    for (let i = 0; i < 5; i++) await signIn(email, `wrong-Password-${i}`)
    refused(await signIn(email, CHOSEN), 429, 'throttled')
    assert.equal((await reset(await resetSecret(site, email), 'orage violet sur la mer')).status, 204)
    assert.equal((await signIn(email, 'orage violet sur la mer')).status, 202)
  })
})

describe('who guesses', () => {
  const fail = async (email, times, visitor) => {
    for (let i = 0; i < times; i++) refused(await signIn(email, `wrong-Password-${i}`, visitor), 401, 'bad_credentials')
  }
  const open = () => sql(site, `UPDATE throttle SET open_ms = ${Date.now()}`)

  test('waits, whether the address is known or not, and longer each time', async () => {
    for (const email of ['benoit.tanguy@littoral.example', 'unknown.guess@littoral.example', 'no address']) {
      const visitor = site.visitor({ source: '127.0.0.31' })
      const pauses = []
      await fail(email, 4, visitor)
      for (let i = 0; i < 7; i++) {
        refused(await signIn(email, 'wrong-Password-x', visitor), 401, 'bad_credentials')
        const throttled = await signIn(email, PASSWORD, visitor)
        refused(throttled, 429, 'throttled')
        pauses.push(Number(throttled.headers['retry-after']))
        await open()
      }
      for (const [i, most] of [30, 60, 120, 240, 480, 900, 900].entries())
        assert.ok(pauses[i] <= most && pauses[i] > most - 15, `${email}: ${pauses}`)
    }
  })

  test('waits on after a restart of the workers', async () => {
    const email = 'restart.guess@littoral.example'
    await person(site, email)
    await fail(email, 5)
    for (const signal of ['SIGHUP', 'SIGKILL']) {
      await renewWorkers(site, signal)
      refused(await signIn(email, CHOSEN), 429, 'throttled')
    }
    await open()
    assert.equal((await signIn(email, CHOSEN)).status, 202, 'the pause has an end')
  })

  test('starts again at nothing after a success', async () => {
    const email = 'success.guess@littoral.example'
    await person(site, email)
    const browser = site.visitor()
    await browser.signIn(email, { password: CHOSEN, remember: true })
    await fail(email, 4)
    assert.equal((await signIn(email, CHOSEN, browser)).status, 200)
    await fail(email, 4)
    assert.equal((await signIn(email, CHOSEN, browser)).status, 200)
  })

  test('is not told by the count of others’ addresses', async () => {
    await fail('one.guess@nowhere.example', 5, site.visitor({ source: '127.0.0.32' }))
    for (const email of ['ONE.guess@Nowhere.example', ' one.guess@nowhere.example'])
      refused(await signIn(email, PASSWORD, site.visitor({ source: '127.0.0.33' })), 429, 'throttled')
    refused(await signIn('two.guess@nowhere.example', PASSWORD, site.visitor({ source: '127.0.0.32' })), 401, 'bad_credentials')
  })

  test('cannot pass for many by a header', async () => {
    const visitor = site.visitor({ source: '127.0.0.34' })
    const digests = async () => (await sql(site, 'SELECT subject FROM throttle')).length
    const before = await digests()
    for (let i = 0; i < 4; i++) {
      const headers = { 'X-Forwarded-For': `10.0.0.${i}`, 'X-Real-IP': `10.0.1.${i}`, Forwarded: `for=10.0.2.${i}`, 'CF-Connecting-IP': `10.0.3.${i}` }
      await visitor.post('api/session', { email: 'header.guess@nowhere.example', password: 'wrong-Password-1' }, { headers })
    }
    assert.equal(await digests(), before + 2, 'one address, one source')
  })

  test('in a flood makes only its own source wait, and that not for ever', async () => {
    const email = 'flood.guess@littoral.example'
    await person(site, email)
    const flood = site.visitor({ source: '127.0.0.35' })
    await signIn('flood0@nowhere.example', 'wrong-Password-1', flood)
    await sql(site, `UPDATE throttle SET failures = 5000 WHERE last_ms = (SELECT max(last_ms) FROM throttle)`)
    await signIn('flood1@nowhere.example', 'wrong-Password-1', flood)
    const throttled = await signIn(email, CHOSEN, flood)
    refused(throttled, 429, 'throttled')
    assert.ok(Number(throttled.headers['retry-after']) <= 60)
    assert.equal((await signIn(email, CHOSEN, site.visitor({ source: '127.0.0.36' }))).status, 202)
    await open()
    assert.equal((await signIn(email, CHOSEN, flood)).status, 202)
  })

  test('leaves no address behind', async () => {
    await signIn('mistyped.secret@nowhere.example', 'wrong-Password-1', site.visitor({ source: '127.0.0.37' }))
    const kept = JSON.stringify(await sql(site, 'SELECT * FROM throttle'))
    assert.ok(!kept.includes('mistyped') && !kept.includes('127.0.0'), kept)
    assert.ok(!(await site.log('serve')).includes('mistyped'))
  })
})

test('a browser that is remembered keeps its place through a change of password', async () => {
  const email = 'keeps@littoral.example'
  await person(site, email)
  const browser = new Browser(site)
  await browser.signIn(email, { password: CHOSEN, remember: true })
  assert.equal((await change(browser, CHOSEN, 'orage violet sur la mer')).status, 204)
  assert.equal((await browser.delete('api/session')).status, 204)
  assert.equal((await signIn(email, 'orage violet sur la mer', browser)).status, 200)
})
