// Codes: those of the authenticator and of mails, recovery codes, and trying them out.
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { Browser, calm, CHOSEN, codeNow, enrol, forgetStep, mailCount, person, resetSecret, sql, value } from './account.mjs'
import { codeOf, refused, Site } from './site.mjs'

let site

before(async () => (site = await Site.start()))
after(async () => assert.equal(await site.stop(), 0))

const DAY = 86400000
const openPauses = () => sql(site, `UPDATE throttle SET open_ms = ${Date.now()}`)
const account = async (visitor) => (await visitor.get('api/account')).body
const other = (code) => String((Number(code) + 1) % 1000000).padStart(6, '0')

// Each from a place of its own: how often one may guess is what nginx bounds, and not what is tried here.
let places = 0
const newcomer = () => site.visitor({ source: `127.0.5.${1 + (places++ & 127)}` })

/** Gives the password in a new browser; what is asked for next. */
async function challenged(email, kind = 'totp', visitor = newcomer()) {
  const answer = await visitor.post('api/session', { email, password: CHOSEN })
  assert.equal(answer.status, 202, answer.text)
  assert.deepEqual(answer.body, { challenge: kind })
  return visitor
}

const code = (visitor, text, more = {}) => visitor.post('api/session/code', { code: text, ...more })

/** Gives the password and the visitor awaiting a mailed code, with the code. */
async function mailed(email, visitor = site.visitor()) {
  const before = (await site.mails(email)).length
  await challenged(email, 'email_code', visitor)
  return { visitor, digits: codeOf(await site.mail(email, (mail) => codeOf(mail) !== undefined, before)) }
}

describe('setting an authenticator up', () => {
  test('takes the password, a secret and one of its codes', async () => {
    const visitor = await person(site, 'setup+ü@littoral.example')
    await calm()
    const { status, body } = await visitor.post('api/account/totp', { password: CHOSEN })
    assert.equal(status, 200)
    assert.match(body.secret, /^[A-Z2-7]{32}$/)
    assert.equal(body.uri, `otpauth://totp/Guichet:${encodeURIComponent('setup+ü@littoral.example')}?secret=${body.secret}&issuer=Guichet`)
    assert.equal((await account(visitor)).totp, false, 'a proposal changes nothing')
    await mailed('setup+ü@littoral.example')
    for (const wrong of [codeNow(body.secret, -2), codeNow(body.secret, 2), other(codeNow(body.secret)), '000000', '12345', '1234567', 'abcdef',
      '１２３４５６', '-12345', '+12345', ' ', '12 345']) {
      const answer = await visitor.post('api/account/totp/confirm', { code: wrong })
      refused(answer, 422, 'invalid_fields')
      assert.deepEqual(Object.keys(answer.body.fields), ['code'], wrong)
    }
    const confirmed = await visitor.post('api/account/totp/confirm', { code: codeNow(body.secret) })
    assert.equal(confirmed.status, 200)
    const codes = confirmed.body.recovery_codes
    assert.equal(new Set(codes).size, 10)
    for (const one of codes) assert.match(one, /^[0-9a-hjkmnp-tv-z]{4}(-[0-9a-hjkmnp-tv-z]{4}){3}$/)
    const { totp, recovery_codes } = await account(visitor)
    assert.deepEqual([totp, recovery_codes], [true, 10])
    assert.equal(await mailCount(site, 'setup+ü@littoral.example', 'totp_changed'), 1)
  })

  test('is refused without the password, twice, and unasked', async () => {
    const visitor = await person(site, 'setup.not@littoral.example')
    refused(await visitor.post('api/account/totp/confirm', { code: '123456' }), 409, 'conflict')
    refused(await visitor.post('api/account/totp/remove', { password: CHOSEN }), 409, 'conflict')
    refused(await visitor.post('api/account/recovery_codes', { password: CHOSEN }), 409, 'conflict')
    for (const path of ['', '/confirm', '/remove']) refused(await site.visitor().post(`api/account/totp${path}`, { password: CHOSEN }), 401, 'no_session')
    const wrong = await visitor.post('api/account/totp', { password: 'wrong-Password-1' })
    refused(wrong, 422, 'invalid_fields')
    assert.deepEqual(Object.keys(wrong.body.fields), ['password'])
    const { body: first } = await visitor.post('api/account/totp', { password: CHOSEN })
    const { body: second } = await visitor.post('api/account/totp', { password: CHOSEN })
    assert.notEqual(first.secret, second.secret)
    await calm()
    refused(await visitor.post('api/account/totp/confirm', { code: codeNow(first.secret) }), 422, 'invalid_fields')
    assert.equal((await visitor.post('api/account/totp/confirm', { code: codeNow(second.secret) })).status, 200)
    refused(await visitor.post('api/account/totp', { password: CHOSEN }), 409, 'conflict')
    refused(await visitor.post('api/account/totp/confirm', { code: codeNow(second.secret, 1) }), 409, 'conflict')
  })

  test('keeps no secret in the clear, whatever header comes with it', async () => {
    const visitor = await person(site, 'sealed@littoral.example')
    await calm()
    const { body } = await visitor.post('api/account/totp', { password: CHOSEN }, { headers: { 'Idempotency-Key': 'totp-1' } })
    const confirmed = await visitor.post('api/account/totp/confirm', { code: codeNow(body.secret) }, { headers: { 'Idempotency-Key': 'totp-2' } })
    assert.equal(confirmed.status, 200)
    const kept = Buffer.concat(await Promise.all(['guichet.db', 'guichet.db-wal'].map((name) => readFile(join(site.state, name)).catch(() => Buffer.alloc(0)))))
    const log = await site.log('serve')
    for (const secret of [body.secret, confirmed.body.recovery_codes[0], confirmed.body.recovery_codes[0].replaceAll('-', '')])
      assert.ok(!kept.includes(secret) && !log.includes(secret), secret)
  })

  test('cannot be finished by trying codes out', async () => {
    const visitor = await person(site, 'setup.guess@littoral.example')
    await visitor.post('api/account/totp', { password: CHOSEN })
    const statuses = []
    for (let i = 0; i < 40; i++) statuses.push((await visitor.post('api/account/totp/confirm', { code: String(i).padStart(6, '0') })).status)
    assert.ok(statuses.includes(429) || statuses.includes(409), `40 codes: ${new Set(statuses).size === 1 ? statuses[0] : statuses}`)
  })
})

describe('signing in with an authenticator', () => {
  let email, visitor, secret, recovery
  before(async () => {
    email = 'phone.owner@littoral.example'
    visitor = await person(site, email)
    ;({ secret, recovery } = await enrol(visitor))
  })

  test('asks for its code and sends no mail', async () => {
    const codes = await mailCount(site, email, 'code')
    await calm()
    const browser = await challenged(email)
    assert.equal((await code(browser, codeNow(secret))).status, 200)
    assert.equal((await browser.get('api/session')).status, 200)
    assert.equal(await mailCount(site, email, 'code'), codes)
  })

  test('takes a code once, and none of an earlier step after it', async () => {
    await calm()
    await forgetStep(site, email)
    const now = codeNow(secret)
    assert.equal((await code(await challenged(email), now)).status, 200)
    const again = await challenged(email)
    refused(await code(again, now), 401, 'bad_code')
    refused(await code(again, codeNow(secret, -1)), 401, 'bad_code')
    assert.equal((await code(again, codeNow(secret, 1))).status, 200, 'the next step is open')
    const late = await challenged(email)
    refused(await code(late, codeNow(secret)), 401, 'bad_code')
  })

  test('takes the code that confirmed it for no sign-in', async () => {
    const own = await person(site, 'confirmed@littoral.example')
    await calm()
    const { body } = await own.post('api/account/totp', { password: CHOSEN })
    const digits = codeNow(body.secret)
    assert.equal((await own.post('api/account/totp/confirm', { code: digits })).status, 200)
    refused(await code(await challenged('confirmed@littoral.example'), digits), 401, 'bad_code')
  })

  test('forgives a clock one step ahead or behind, not two', async () => {
    for (const [drift, status] of [[-1, 200], [1, 200], [-2, 401], [2, 401], [-120, 401]]) {
      await calm()
      await forgetStep(site, email)
      assert.equal((await code(await challenged(email), codeNow(secret, drift))).status, status, `drift ${drift}`)
      await openPauses()
    }
  })

  test('takes the code with spaces', async () => {
    await calm()
    await forgetStep(site, email)
    const digits = codeNow(secret)
    assert.equal((await code(await challenged(email), ` ${digits.slice(0, 3)} ${digits.slice(3)} `)).status, 200)
  })

  test('lets one of eight through who use one code at once', async () => {
    await calm()
    await forgetStep(site, email)
    const browsers = []
    for (let i = 0; i < 8; i++) browsers.push(await challenged(email))
    await calm()
    const digits = codeNow(secret)
    const answers = await Promise.all(browsers.map((browser) => code(browser, digits)))
    assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 401, 401, 401, 401, 401, 401, 401])
    await sql(site, 'DELETE FROM throttle; DELETE FROM challenge')
  })

  test('takes a recovery code once, however it is typed', async () => {
    const [one, two, three] = recovery
    assert.equal((await code(await challenged(email), one)).status, 200)
    refused(await code(await challenged(email), one), 401, 'bad_code')
    assert.equal((await code(await challenged(email), two.toUpperCase().replaceAll('-', ' '))).status, 200)
    assert.equal((await code(await challenged(email), three.replaceAll('-', ''))).status, 200)
    assert.equal((await account(visitor)).recovery_codes, 7)
    const browsers = []
    for (let i = 0; i < 4; i++) browsers.push(await challenged(email))
    const answers = await Promise.all(browsers.map((browser) => code(browser, recovery[3])))
    assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 401, 401, 401])
    for (const wrong of [recovery[4].slice(0, -1), `${recovery[4]}0`, recovery[4].slice(0, 4), '----', '%%%%-%%%%-%%%%-%%%%'])
      assert.ok([401, 422].includes((await code(await challenged(email), wrong)).status), wrong)
    await sql(site, 'DELETE FROM throttle')
  })

  test('takes no recovery code of somebody else', async () => {
    await person(site, 'no.codes@littoral.example')
    const own = await person(site, 'own.codes@littoral.example')
    await enrol(own)
    refused(await code(await challenged('own.codes@littoral.example'), recovery[5]), 401, 'bad_code')
    const { visitor: by } = await mailed('no.codes@littoral.example')
    refused(await code(by, recovery[5]), 401, 'bad_code')
  })

  test('takes new recovery codes in place of the old', async () => {
    refused(await visitor.post('api/account/recovery_codes', { password: 'wrong-Password-1' }), 422, 'invalid_fields')
    const { status, body } = await visitor.post('api/account/recovery_codes', { password: CHOSEN })
    assert.equal(status, 200)
    assert.equal((await account(visitor)).recovery_codes, 10)
    refused(await code(await challenged(email), recovery[6]), 401, 'bad_code')
    assert.equal((await code(await challenged(email), body.recovery_codes[9])).status, 200)
  })

  test('needs no code in a browser that is remembered', async () => {
    await calm()
    await forgetStep(site, email)
    const browser = new Browser(site)
    await challenged(email, 'totp', browser)
    assert.equal((await code(browser, codeNow(secret), { remember: true })).status, 200)
    assert.equal((await browser.post('api/session', { email, password: CHOSEN })).status, 200)
  })

  test('is still asked for after a reset of the password', async () => {
    const own = await person(site, 'reset.totp@littoral.example')
    const { secret: its } = await enrol(own)
    const link = await resetSecret(site, 'reset.totp@littoral.example')
    assert.equal((await site.visitor().post('api/password', { secret: link, password: CHOSEN })).status, 204)
    const browser = await challenged('reset.totp@littoral.example')
    await calm()
    assert.equal((await code(browser, codeNow(its))).status, 200)
  })

  test('ends with its removal, by the password', async () => {
    const own = await person(site, 'removed@littoral.example')
    const { secret: its, recovery: codes } = await enrol(own)
    refused(await own.post('api/account/totp/remove', { password: 'wrong-Password-1' }), 422, 'invalid_fields')
    assert.equal((await account(own)).totp, true)
    assert.equal((await own.post('api/account/totp/remove', { password: CHOSEN })).status, 204)
    const { totp, recovery_codes } = await account(own)
    assert.deepEqual([totp, recovery_codes], [false, 0])
    assert.equal(await mailCount(site, 'removed@littoral.example', 'totp_changed'), 2)
    const { visitor: browser, digits } = await mailed('removed@littoral.example')
    for (const wrong of [codeNow(its), codes[0]]) refused(await code(browser, wrong), 401, 'bad_code')
    assert.equal((await code(browser, digits)).status, 200)
    const { secret: next } = await enrol(own)
    assert.notEqual(next, its, 'it can be set up anew')
  })

  test('is no way to guess the password', async () => {
    const own = await person(site, 'totp.guess@littoral.example')
    for (const [i, path] of ['', '/remove', '', '/remove', ''].entries())
      refused(await own.post(`api/account/totp${path}`, { password: `wrong-Password-${i}` }), 422, 'invalid_fields')
    for (const path of ['api/account/totp', 'api/account/totp/remove', 'api/account/recovery_codes'])
      refused(await own.post(path, { password: CHOSEN }), 429, 'throttled')
    refused(await site.visitor().post('api/session', { email: 'totp.guess@littoral.example', password: CHOSEN }), 429, 'throttled')
    await openPauses()
    assert.equal((await own.post('api/account/totp', { password: CHOSEN })).status, 200)
  })
})

describe('the mailbox, 30 days after it was proved', () => {
  const since = (email, days) => sql(site, `UPDATE users SET mailbox_ms = ${Date.now() - days * DAY} WHERE email = '${email}'`)

  test('is proved again after the authenticator', async () => {
    const email = 'leaver@littoral.example'
    const { secret } = await enrol(await person(site, email))
    await since(email, 31)
    const before = (await site.mails(email)).length
    const browser = await challenged(email)
    await calm()
    const halfway = await code(browser, codeNow(secret))
    assert.equal(halfway.status, 202, 'the authenticator alone is not enough')
    assert.deepEqual(halfway.body, { challenge: 'email_code' })
    refused(await browser.get('api/session'), 401, 'no_session')
    const digits = codeOf(await site.mail(email, (mail) => codeOf(mail) !== undefined, before))
    refused(await code(browser, codeNow(secret, 1)), 401, 'bad_code')
    assert.equal((await code(browser, digits)).status, 200)
    assert.ok(Math.abs(await value(site, `SELECT mailbox_ms FROM users WHERE email = '${email}'`) - Date.now()) < 60000)
    await forgetStep(site, email)
    await calm()
    assert.equal((await code(await challenged(email), codeNow(secret))).status, 200, 'now it is, for 30 days')
  })

  test('is proved again after a recovery code too', async () => {
    const email = 'leaver.codes@littoral.example'
    const { recovery } = await enrol(await person(site, email))
    await since(email, 31)
    assert.equal((await code(await challenged(email), recovery[0])).status, 202)
  })

  test('is proved again in a browser that the authenticator had remembered', async () => {
    const email = 'leaver.browser@littoral.example'
    const { secret } = await enrol(await person(site, email))
    await since(email, 29)
    await calm()
    const browser = await challenged(email)
    assert.equal((await code(browser, codeNow(secret), { remember: true })).status, 200)
    assert.equal((await browser.post('api/session', { email, password: CHOSEN })).status, 200)
    const until = await value(site, `SELECT max(expires_ms) FROM browser WHERE user_id = (SELECT id FROM users WHERE email = '${email}')`)
    assert.ok(until <= Date.now() + DAY, `for ${(until - Date.now()) / DAY} days more`)
  })
})

describe('the code of a mail', () => {
  test('is taken with spaces, and in no other spelling', async () => {
    const email = 'spelling@littoral.example'
    await person(site, email)
    const { visitor, digits } = await mailed(email)
    const wide = [...digits].map((digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0)).join('')
    for (const wrong of [wide, `0x${Number(digits).toString(16)}`, `${digits}0`]) refused(await code(visitor, wrong), 401, 'bad_code')
    assert.equal((await code(visitor, ` ${digits.slice(0, 3)} ${digits.slice(3)} `)).status, 200)
  })

  test('is good for its own challenge and once', async () => {
    const email = 'cookies@littoral.example'
    await person(site, email)
    const one = await mailed(email)
    const two = await mailed(email)
    if (one.digits !== two.digits) {
      refused(await code(one.visitor, two.digits), 401, 'bad_code')
      refused(await code(two.visitor, one.digits), 401, 'bad_code')
    }
    const kept = new Map(two.visitor.cookies)
    assert.equal((await code(two.visitor, two.digits)).status, 200)
    const again = site.visitor()
    again.cookies = kept
    refused(await code(again, two.digits), 401, 'challenge_ended')
    assert.equal((await code(one.visitor, one.digits)).status, 200, 'the older one stands for itself')
  })

  test('ends after ten minutes', async () => {
    const email = 'minutes@littoral.example'
    await person(site, email)
    const { visitor, digits } = await mailed(email)
    const ends = await value(site, 'SELECT max(expires_ms) FROM challenge')
    assert.ok(Math.abs(ends - Date.now() - 600000) < 60000)
    await sql(site, `UPDATE challenge SET expires_ms = ${Date.now()}`)
    refused(await code(visitor, digits), 401, 'challenge_ended')
  })

  test('lets one of eight through who use it at once', async () => {
    const email = 'eight@littoral.example'
    await person(site, email)
    const { visitor, digits } = await mailed(email)
    const browsers = Array.from({ length: 8 }, () => Object.assign(site.visitor(), { cookies: new Map(visitor.cookies) }))
    const answers = await Promise.all(browsers.map((browser) => code(browser, digits)))
    assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 401, 401, 401, 401, 401, 401, 401])
  })

  test('has five tries, all at once or one by one', async () => {
    const email = 'tries@littoral.example'
    await person(site, email)
    const { visitor, digits } = await mailed(email)
    const browsers = Array.from({ length: 12 }, () => Object.assign(site.visitor(), { cookies: new Map(visitor.cookies) }))
    const answers = await Promise.all(browsers.map((browser) => code(browser, other(digits))))
    assert.equal(answers.filter(({ body }) => body.code === 'bad_code').length, 4)
    assert.ok(answers.every(({ status }) => status === 401))
    refused(await code(visitor, digits), 401, 'challenge_ended')
  })
})

describe('who tries codes out', () => {
  test('waits after fifteen, over all the challenges he opened', async () => {
    const email = 'brute@littoral.example'
    const { secret } = await enrol(await person(site, email))
    const browsers = []
    for (let i = 0; i < 6; i++) browsers.push(await challenged(email))
    await calm()
    const right = codeNow(secret)
    const codes = [-1, 0, 1].map((drift) => codeNow(secret, drift))
    const wrong = ['000000', '111111', '222222', '333333'].find((one) => !codes.includes(one))
    let tried = 0
    for (const browser of browsers.slice(0, 5))
      for (let i = 0; i < 4; i++) tried += (await code(browser, wrong)).status === 401
    assert.equal(tried, 15, 'twenty tries in challenges that were open before')
    refused(await code(browsers[5], right), 429, 'throttled')
    const next = await site.visitor().post('api/session', { email, password: CHOSEN })
    refused(next, 429, 'throttled')
    assert.ok(Number(next.headers['retry-after']) <= 60)
    await openPauses()
    await calm()
    await forgetStep(site, email)
    assert.equal((await code(await challenged(email), codeNow(secret))).status, 200, 'the pause has an end')
    assert.equal(await value(site, `SELECT count(*) FROM users WHERE email = '${email}' AND totp_ms IS NOT NULL`), 1)
  })

  test('with the authenticator in hand waits as well before he tries the mail’s', async () => {
    const email = 'brute.mail@littoral.example'
    const { recovery } = await enrol(await person(site, email))
    await sql(site, `UPDATE users SET mailbox_ms = 1000 WHERE email = '${email}'`)
    const statuses = []
    for (let round = 0; round < 5; round++) {
      const browser = site.visitor()
      const first = await browser.post('api/session', { email, password: CHOSEN })
      if (first.status !== 202 || (await code(browser, recovery[round])).status !== 202) {
        statuses.push(first.status)
        break
      }
      for (let i = 0; i < 4; i++) statuses.push((await code(browser, `${i}00000`)).status)
    }
    assert.ok(statuses.includes(429), statuses.join())
  })
})
