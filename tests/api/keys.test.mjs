// Keys: a new one takes over and nobody notices; a file that others may read serves nobody.
import assert from 'node:assert/strict'
import { chmod, copyFile, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { calm, CHOSEN, codeNow, enrol, forgetStep, holdMailer, person, processes, renewWorkers, resetOf, resetSecret, value } from './account.mjs'
import { codeOf, linkOf, PROGRAM, refused, run, Site, until } from './site.mjs'

let site

before(async () => (site = await Site.start()))
after(async () => assert.equal(await site.stop(), 0))

const path = () => join(site.state, 'keys')
const lines = async (file = path()) => (await readFile(file, 'utf8')).trim().split('\n')
const kid = (visitor) => JSON.parse(Buffer.from(visitor.cookies.get('guichet').split('.')[0], 'base64url')).kid

async function rotate(env = site.settings) {
  const { status, stderr } = await run(PROGRAM, ['keys', 'rotate'], env)
  assert.equal(status, 0, stderr)
}

describe('a new key', () => {
  test('is put first, in a file as closed as before', async () => {
    const before = await lines()
    await rotate()
    const now = await lines()
    assert.deepEqual(now.slice(1), before)
    assert.match(now[0], /^[a-z0-9]{1,16} [0-9a-f]{64}$/)
    assert.equal((await stat(path())).mode & 0o777, 0o600)
    await renewWorkers(site)
  })

  test('signs nobody out, and signs what is new', async () => {
    const visitor = await person(site, 'stays@littoral.example')
    const before = kid(visitor)
    await rotate()
    assert.equal((await visitor.get('api/session')).status, 200)
    await renewWorkers(site)
    assert.equal((await visitor.get('api/session')).status, 200)
    const other = site.visitor()
    await other.signIn('stays@littoral.example', { password: CHOSEN })
    const [first] = (await lines())[0].split(' ')
    assert.equal(kid(other), first)
    assert.notEqual(kid(other), before)
    assert.equal((await other.get('api/sessions')).body.items.length, 2)
  })

  test('leaves links and codes good that were mailed before', async () => {
    const paul = await site.as('paul')
    const file = (await paul.operation('OP-2026-0042')).id
    const email = 'before.key@littoral.example'
    const own = await person(site, email)
    await paul.add(file, 'invited.key@littoral.example')
    const join = await site.secret('invited.key@littoral.example')
    const link = await resetSecret(site, email)
    const browser = site.visitor()
    const already = (await site.mails(email)).length
    assert.equal((await browser.post('api/session', { email, password: CHOSEN })).status, 202)
    const code = codeOf(await site.mail(email, (mail) => codeOf(mail) !== undefined, already))
    await rotate()
    await renewWorkers(site)
    assert.equal((await browser.post('api/session/code', { code, remember: true })).status, 200)
    await browser.delete('api/session')
    assert.equal((await browser.post('api/session', { email, password: CHOSEN })).status, 200, 'the browser is remembered')
    const account = { secret: join, first_name: 'A', last_name: 'B', job_title: 'C', phone: '+33612345678', language: 'en', terms: true, password: CHOSEN }
    assert.equal((await site.visitor().post('api/account', account)).status, 201)
    assert.equal((await own.get('api/session')).status, 200)
    assert.equal((await site.visitor().post('api/password', { secret: link, password: 'orage violet sur la mer' })).status, 204)
  })

  test('leaves mails good that were not sent yet', async () => {
    const paul = await site.as('paul')
    const file = (await paul.operation('OP-2026-0042')).id
    const email = 'unsent.key@littoral.example'
    await person(site, email)
    const goOn = await holdMailer(site)
    const browser = site.visitor()
    const already = (await site.mails(email)).length
    try {
      await paul.add(file, 'unsent.invited@littoral.example')
      assert.equal((await site.visitor().post('api/password/forgotten', { email })).status, 202)
      assert.equal((await browser.post('api/session', { email, password: CHOSEN })).status, 202)
      await rotate()
      await renewWorkers(site)
    } finally {
      goOn()
    }
    const code = codeOf(await site.mail(email, (mail) => codeOf(mail) !== undefined, already))
    assert.equal((await browser.post('api/session/code', { code })).status, 200)
    const link = resetOf(await site.mail(email, (mail) => resetOf(mail) !== undefined, already))
    for (const secret of [link, linkOf(await site.mail('unsent.invited@littoral.example'))])
      assert.equal((await site.visitor().post('api/invitations/show', { secret })).status, 200)
  })

  test('that the mailer does not know yet is looked up', async () => {
    const email = 'mailer.key@littoral.example'
    await person(site, email)
    await rotate()
    await renewWorkers(site)
    await site.visitor().signIn(email, { password: CHOSEN })
  })

  test('seals an authenticator anew at its next use', async () => {
    const email = 'sealed.key@littoral.example'
    const { secret } = await enrol(await person(site, email))
    const sealed = () => value(site, `SELECT totp_kid || ' ' || totp FROM users WHERE email = '${email}'`)
    const before = await sealed()
    await rotate()
    await renewWorkers(site)
    await forgetStep(site, email)
    await calm()
    const browser = site.visitor()
    assert.deepEqual((await browser.post('api/session', { email, password: CHOSEN })).body, { challenge: 'totp' })
    assert.equal((await browser.post('api/session/code', { code: codeNow(secret) })).status, 200)
    const now = await sealed()
    assert.notEqual(now, before)
    assert.equal(now.split(' ')[0], (await lines())[0].split(' ')[0])
    await forgetStep(site, email)
    await browser.post('api/session', { email, password: CHOSEN })
    assert.equal((await browser.post('api/session/code', { code: codeNow(secret) })).status, 200, 'and opens again')
  })

  test('may come while requests are being answered', async () => {
    const visitor = await person(site, 'busy.key@littoral.example')
    let over = false
    const asking = (async () => {
      const statuses = new Set()
      while (!over) statuses.add((await visitor.get('api/session')).status)
      return [...statuses]
    })()
    for (let i = 0; i < 2; i++) {
      await rotate()
      await renewWorkers(site)
    }
    over = true
    assert.deepEqual(await asking, [200])
  })

  test('pushes the oldest of eight out, and with it what that one signed', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'guichet-keys-'))
    try {
      const file = join(folder, 'keys')
      await copyFile(path(), file)
      await chmod(file, 0o600)
      for (let i = 0; i < 9; i++) await rotate({ ...site.settings, GUICHET_KEYS: file })
      const now = await lines(file)
      assert.equal(now.length, 8)
      assert.equal(new Set(now.map((line) => line.split(' ')[0])).size, 8)
      assert.ok(!now.includes((await lines())[0]))
    } finally {
      await rm(folder, { recursive: true })
    }
  })
})

describe('a key file', () => {
  const commands = [['keys', 'rotate'], ['serve']]
  let folder, env

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'guichet-keys-'))
    env = { ...site.settings, GUICHET_KEYS: join(folder, 'keys'), GUICHET_SOCKET: join(folder, 'socket') }
  })
  after(() => rm(folder, { recursive: true }))

  async function isRefused(why) {
    for (const command of commands) {
      const { status, stderr } = await run(PROGRAM, command, env)
      assert.notEqual(status, 0, command.join(' '))
      assert.match(stderr, why, command.join(' '))
    }
  }

  test('that others may use is refused, and left as it was', async () => {
    await copyFile(path(), env.GUICHET_KEYS)
    const before = await readFile(env.GUICHET_KEYS, 'utf8')
    for (const mode of [0o640, 0o604, 0o660, 0o644, 0o601]) {
      await chmod(env.GUICHET_KEYS, mode)
      await isRefused(/chmod 600/)
    }
    assert.equal(await readFile(env.GUICHET_KEYS, 'utf8'), before)
    assert.ok(!(await run(PROGRAM, ['serve'], env)).stderr.includes(before.split(/\s/)[1]), 'no key in the complaint')
  })

  test('that is absent, empty or spoilt is refused', async () => {
    await rm(env.GUICHET_KEYS)
    await isRefused(/No such file/)
    for (const text of ['', '# none\n', 'k1\n', 'k1 00\n', `K1 ${'0'.repeat(64)}\n`, `k1 ${'g'.repeat(64)}\n`, `k1 ${'0'.repeat(64)} x\n`,
      `k1 ${'0'.repeat(64)}\nk1 ${'1'.repeat(64)}\n`, Array.from({ length: 9 }, (_, i) => `k${i} ${String(i).repeat(64)}\n`).join('')]) {
      await writeFile(env.GUICHET_KEYS, text, { mode: 0o600 })
      await isRefused(/event=keys/)
    }
  })

  test('that is refused at a change leaves the site answering', async () => {
    const visitor = await person(site, 'refused.key@littoral.example')
    const [parent] = await processes(site, 'serve')
    await chmod(path(), 0o644)
    try {
      process.kill(parent, 'SIGHUP')
      await until('the complaint', async () => (await site.log('serve')).includes('chmod 600'))
      for (let i = 0; i < 20; i++) assert.equal((await visitor.get('api/session')).status, 200)
    } finally {
      await chmod(path(), 0o600)
    }
    await until('an answer', async () => (await visitor.get('api/session')).status === 200)
    refused(await site.visitor().get('api/session'), 401, 'no_session')
  })
})
