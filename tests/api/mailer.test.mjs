// The mailer alone against a mail server that does what mail servers do: TLS, sign-in, delays, refusals, cut lines.
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import net from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { Post, refusal } from './post.mjs'
import { codeOf, linkOf, PROGRAM, ROOT, run, until } from './site.mjs'

const DAY = 24 * 3600 * 1000
const PASSWORD = 'wörd with spaces'
const HOME = 'https://desk.example/'
const sleep = (ms) => new Promise((done) => setTimeout(done, ms))

let model // a folder with a database, keys and certificates, copied for each test

before(async () => {
  model = await mkdtemp(join(tmpdir(), 'guichet-mailer-'))
  const env = { GUICHET_DATABASE: join(model, 'guichet.db'), GUICHET_KEYS: join(model, 'keys') }
  for (const args of [['keys', 'create'], ['migrate'], ['demo', join(ROOT, 'sql/demo')]]) {
    const { status, stderr } = await run(PROGRAM, args, env)
    assert.equal(status, 0, stderr)
  }
  const made = await run('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes',
    '-days', '2', '-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost',
    '-keyout', join(model, 'key.pem'), '-out', join(model, 'cert.pem')])
  assert.equal(made.status, 0, made.stderr)
  await writeFile(join(model, 'password'), `${PASSWORD}\nsecond line\n`, { mode: 0o600 })
})
after(() => rm(model, { recursive: true }))

/** A mail server with TLS where one can sign in as `desk`; `passwords` are those it was given. */
async function openPost(options) {
  const passwords = []
  const post = await Post.open({
    key: await readFile(join(model, 'key.pem')),
    cert: await readFile(join(model, 'cert.pem')),
    onAuth: ({ username, password }, session, done) => {
      passwords.push(password)
      if (username === 'desk' && password === PASSWORD) done(null, { user: username })
      else done(refusal(535, 'Authentication credentials invalid'))
    },
    ...options,
  })
  return Object.assign(post, { passwords })
}

const quoted = (value) =>
  value === null || value === undefined ? 'NULL' : typeof value === 'number' ? `${value}` : `'${value.replaceAll("'", "''")}'`

/** A database with an outbox, and mailers that send from it. */
class Desk {
  static async open(t, url, env = {}) {
    const desk = new Desk()
    desk.folder = await mkdtemp(join(tmpdir(), 'guichet-mailer-'))
    for (const name of ['guichet.db', 'keys']) await copyFile(join(model, name), join(desk.folder, name))
    desk.database = join(desk.folder, 'guichet.db')
    desk.mailers = []
    desk.count = 0
    desk.env = {
      GUICHET_DATABASE: desk.database,
      GUICHET_KEYS: join(desk.folder, 'keys'),
      GUICHET_PUBLIC_URL: HOME,
      GUICHET_SMTP_URL: url,
      GUICHET_MAIL_FROM: 'desk@guichet.example',
      ...env,
    }
    t.after(() => desk.close())
    return desk
  }

  async close() {
    for (const mailer of this.mailers) mailer.child.kill('SIGKILL')
    await Promise.all(this.mailers.map((mailer) => mailer.ended))
    await rm(this.folder, { recursive: true })
  }

  guichet(...args) {
    return run(PROGRAM, args, this.env)
  }

  /** Sends all that is due and gives what was logged. */
  async send() {
    const { status, stderr } = await this.guichet('mail', '--once')
    assert.equal(status, 0, stderr)
    assert.ok(!stderr.includes('wörd'), 'no log has the password')
    return stderr
  }

  start() {
    const child = spawn(PROGRAM, ['mail'], { cwd: ROOT, env: { ...process.env, ...this.env } })
    const mailer = { child, log: '', ended: new Promise((done) => child.once('close', (status, signal) => done(status ?? signal))) }
    child.stderr.on('data', (piece) => (mailer.log += piece))
    this.mailers.push(mailer)
    return mailer
  }

  async sql(text) {
    const { status, stdout, stderr } = await run('sqlite3', ['-json', '-cmd', '.timeout 5000', this.database, text])
    assert.equal(status, 0, stderr)
    return JSON.parse(stdout || '[]')
  }

  async insert(table, row) {
    await this.sql(`INSERT INTO ${table} (${Object.keys(row)}) VALUES (${Object.values(row).map(quoted)})`)
  }

  async kid() {
    return (await readFile(join(this.folder, 'keys'), 'utf8')).split(' ')[0]
  }

  /** Puts a mail into the outbox and gives its id. */
  async put({ facts = {}, ...row } = {}) {
    const id = `01mail${String(++this.count).padStart(20, '0')}`
    const now = Date.now()
    await this.insert('outbox', {
      id, kind: 'revoked', email: 'max@example.org', language: 'fr', facts: JSON.stringify(facts), kid: await this.kid(),
      status: 'waiting', attempts: 0, created_ms: now, due_ms: now, expires_ms: now + 2 * DAY, ...row,
    })
    return id
  }

  /** A new link of a person, which replaces an older one. */
  async link(user) {
    const id = `01link${String(++this.count).padStart(20, '0')}`
    await this.sql(`UPDATE invitation SET ended_ms = 1 WHERE user_id = '${user}' AND ended_ms IS NULL`)
    await this.insert('invitation', { id, kind: 'activation', user_id: user, digest: id, created_ms: 1, expires_ms: Date.now() + 7 * DAY })
    return id
  }

  /** A mail with a link about a line whose person has no account yet. */
  async invite(line, more = {}) {
    return this.put({ kind: 'activation', email: line.email, contact_id: line.id, invitation_id: await this.link(line.user), ...more })
  }

  async challenge() {
    const id = `01challenge${++this.count}`
    const [{ id: user }] = await this.sql('SELECT id FROM users LIMIT 1')
    await this.insert('challenge', { id, digest: id, kid: await this.kid(), user_id: user, tries: 0, created_ms: 1, expires_ms: Date.now() + DAY })
    return id
  }

  async row(id) {
    return (await this.sql(`SELECT * FROM outbox WHERE id = '${id}'`))[0]
  }

  /** Makes all that waits due now. */
  hurry() {
    return this.sql("UPDATE outbox SET due_ms = 0 WHERE status = 'waiting'")
  }

  /** A line of the demonstration data with its person and sponsor. */
  async line(status, more = 'true') {
    const [line] = await this.sql(`SELECT c.id, c.user_id AS user, u.email, s.email AS sponsor, s.language
      FROM contact c JOIN users u ON u.id = c.user_id JOIN users s ON s.id = c.added_by
      WHERE c.status = '${status}' AND ${more} ORDER BY c.id LIMIT 1`)
    return line
  }

  async failedAt(contact) {
    return (await this.sql(`SELECT mail_failed_ms AS at FROM contact WHERE id = '${contact}'`))[0].at
  }
}

async function opened(t, options = {}, env = {}) {
  const post = await openPost(options)
  t.after(() => post.close())
  return { post, desk: await Desk.open(t, `smtp://127.0.0.1:${post.port}`, env) }
}

describe('the mailer', { concurrency: 4 }, () => {
  // --- who it talks to -----------------------------------------------------------------------------------------------

  const trusted = () => ({
    GUICHET_SMTP_CA_FILE: join(model, 'cert.pem'), GUICHET_SMTP_USER: 'desk', GUICHET_SMTP_PASSWORD_FILE: join(model, 'password'),
  })

  for (const [name, scheme, secure] of [['STARTTLS', 'smtp', false], ['TLS from the start', 'smtps', true]]) {
    test(`signs in through ${name}`, async (t) => {
      const { post, desk } = await opened(t, { secure, authOptional: false }, trusted())
      desk.env.GUICHET_SMTP_URL = `${scheme}://localhost:${post.port}`
      const id = await desk.put()
      const log = await desk.send()
      assert.equal((await desk.row(id)).status, 'sent', log)
      assert.deepEqual([post.mails[0].secure, post.mails[0].user], [true, 'desk'])
    })

    test(`tells nothing to a stranger behind ${name}`, async (t) => {
      const { post, desk } = await opened(t, { secure, authOptional: false }, trusted())
      const other = join(desk.folder, 'other.pem')
      await run('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2', '-subj', '/CN=other', '-keyout', '/dev/null', '-out', other])
      const id = await desk.put()
      for (const [url, authority, why] of [
        [`${scheme}://127.0.0.1:${post.port}`, join(model, 'cert.pem'), /no alternative certificate subject name matches|does not match/i],
        [`${scheme}://localhost:${post.port}`, other, /certificate/i],
      ]) {
        Object.assign(desk.env, { GUICHET_SMTP_URL: url, GUICHET_SMTP_CA_FILE: authority })
        await desk.hurry()
        assert.match(await desk.send(), why)
      }
      desk.env.GUICHET_SMTP_CA_FILE = ''
      if (secure) {
        await desk.hurry()
        assert.match(await desk.send(), /certificate/i)
      }
      assert.deepEqual([post.passwords, post.begun, (await desk.row(id)).status], [[], [], 'waiting'])
    })
  }

  test('gives no password to a server that has lost its TLS', async (t) => {
    const { post, desk } = await opened(t, { disabledCommands: ['STARTTLS'], allowInsecureAuth: true }, trusted())
    const id = await desk.put()
    await desk.send()
    assert.deepEqual([post.passwords, post.begun, (await desk.row(id)).status], [[], [], 'waiting'])
  })

  test('says clearly that the sign-in was refused, and tries again later', async (t) => {
    const { post, desk } = await opened(t, { authOptional: false }, { ...trusted(), GUICHET_SMTP_USER: 'someone' })
    desk.env.GUICHET_SMTP_URL = `smtp://localhost:${post.port}`
    const id = await desk.put()
    const log = await desk.send()
    assert.match(log, /level=warn event=mail_later .*535/)
    const row = await desk.row(id)
    assert.equal(row.status, 'waiting')
    assert.match(row.error, /535/)
    desk.env.GUICHET_SMTP_USER = 'desk'
    await desk.hurry()
    await desk.send()
    assert.equal((await desk.row(id)).status, 'sent')
  })

  test('does not wait for ever for a greeting', async (t) => {
    const silent = net.createServer(() => {}).listen(0, '127.0.0.1')
    await new Promise((done) => silent.once('listening', done))
    t.after(() => silent.close())
    const desk = await Desk.open(t, `smtp://127.0.0.1:${silent.address().port}`)
    const id = await desk.put()
    const begun = Date.now()
    assert.match(await desk.send(), /mail_later .*timed out/i)
    assert.ok(Date.now() - begun < 40000)
    assert.equal((await desk.row(id)).status, 'waiting')
  })

  // --- what servers answer -------------------------------------------------------------------------------------------

  test('comes back after a refusal for now, with growing pauses', async (t) => {
    const { post, desk } = await opened(t)
    let refusals = 3
    post.rcpt = () => refusals-- > 0 ? refusal(451, 'Greylisted') : undefined
    const id = await desk.put()
    const pauses = []
    for (let i = 0; i < 3; i++) {
      await desk.hurry()
      assert.match(await desk.send(), /mail_later .*Greylisted/)
      pauses.push((await desk.row(id)).due_ms - Date.now())
    }
    for (const [i, pause] of [30000, 60000, 120000].entries()) assert.ok(Math.abs(pauses[i] - pause) < 5000, `${pauses}`)
    await desk.hurry()
    await desk.send()
    const row = await desk.row(id)
    assert.deepEqual([row.status, row.attempts, row.error, post.mails.length], ['sent', 4, null, 1])
  })

  test('gives up after two days of trying, or when what it says has expired', async (t) => {
    const { post, desk } = await opened(t)
    post.rcpt = () => refusal(451, 'Later')
    const tired = await desk.put({ attempts: 52 })
    const old = await desk.put({ expires_ms: Date.now() - 1 })
    const short = await desk.put({ expires_ms: Date.now() + 20000 })
    await desk.send()
    for (const id of [tired, old, short]) assert.equal((await desk.row(id)).status, 'failed')
    assert.equal(post.begun.length, 2, 'nobody was bothered with what has expired')
  })

  for (const stage of ['rcpt', 'data']) {
    test(`marks the line and tells its sponsor when ${stage === 'rcpt' ? 'the address' : 'the mail'} is refused for good`, async (t) => {
      const { post, desk } = await opened(t)
      const line = await desk.line('invited', "s.language = 'fr'")
      post[stage] = (what) => (stage === 'rcpt' ? what : what.to.value[0].address) === line.email ? refusal(550, 'No such user') : undefined
      const id = await desk.invite(line)
      await desk.send()
      const row = await desk.row(id)
      assert.equal(row.status, 'failed')
      assert.match(row.error, /550/)
      assert.ok(Math.abs(await desk.failedAt(line.id) - Date.now()) < 20000)
      const told = post.to(line.sponsor)
      assert.equal(told.length, 1)
      assert.match(told[0].subject, /^Message non remis à /)
      assert.ok(told[0].text.includes(line.email))

      post[stage] = undefined
      const again = await desk.invite(line)
      await desk.send()
      assert.equal((await desk.row(again)).status, 'sent')
      assert.equal(await desk.failedAt(line.id), null, 'a mail that arrives clears the mark')
      assert.equal(post.to(line.sponsor).length, 1)
    })
  }

  test('tells every sponsor whose line waited for the link that did not arrive', async (t) => {
    const { post, desk } = await opened(t)
    const line = await desk.line('invited')
    const other = await desk.line('active', `c.user_id <> '${line.user}' AND s.email <> '${line.sponsor}'`)
    await desk.sql(`UPDATE contact SET user_id = '${line.user}', status = 'invited' WHERE id = '${other.id}'`)
    post.rcpt = (email) => email === line.email ? refusal(550, 'No such user') : undefined
    await desk.invite(line)
    await desk.send()
    assert.deepEqual([post.to(line.sponsor).length, post.to(other.sponsor).length], [1, 1])
    assert.ok(await desk.failedAt(line.id) && await desk.failedAt(other.id))

    await desk.invite(line)
    await desk.send()
    assert.deepEqual([post.to(line.sponsor).length, post.to(other.sponsor).length], [2, 1], 'who knows already is not told again')
  })

  test('tells nobody that a mail about a mail did not arrive', async (t) => {
    const { post, desk } = await opened(t)
    const line = await desk.line('active')
    post.rcpt = () => refusal(550, 'Nobody is here')
    await desk.put({ kind: 'invitation', email: line.email, contact_id: line.id })
    await desk.put({ email: line.email, contact_id: line.id })
    await desk.put({ kind: 'code', challenge_id: await desk.challenge() })
    await desk.send()
    await desk.send()
    assert.deepEqual(await desk.sql('SELECT kind, status FROM outbox ORDER BY kind'),
      ['code', 'invitation', 'revoked', 'undelivered'].map((kind) => ({ kind, status: 'failed' })))
    assert.equal(post.begun.length, 4)
  })

  // --- nothing lost, nothing doubled ---------------------------------------------------------------------------------

  for (const cut of ['in the middle', 'before the answer']) {
    test(`sends again, under the same Message-ID, what was cut ${cut}`, async (t) => {
      const { post, desk } = await opened(t)
      const line = await desk.line('active')
      const id = await desk.put({ kind: 'invitation', contact_id: line.id, facts: { message: 'mot '.repeat(10000) } })
      post.cut = cut
      assert.match(await desk.send(), /mail_later/)
      post.cut = undefined
      await desk.hurry()
      await desk.send()
      assert.equal((await desk.row(id)).status, 'sent')
      assert.equal(post.mails.length, cut === 'in the middle' ? 1 : 2)
      assert.deepEqual(new Set(post.mails.map((mail) => mail.messageId)), new Set([`<${id}@guichet.example>`]))
    })
  }

  test('shares the work with others without sending a mail twice', async (t) => {
    const { post, desk } = await opened(t)
    for (let i = 0; i < 60; i++) await desk.put({ email: `p${i}@example.org` })
    const mailers = Array.from({ length: 4 }, () => desk.start())
    await until('all mails', async () => (await desk.sql("SELECT 1 FROM outbox WHERE status <> 'sent'")).length === 0, 30000)
    assert.equal(post.mails.length, 60)
    assert.equal(new Set(post.mails.map((mail) => mail.messageId)).size, 60)
    for (const mailer of mailers) mailer.child.kill('SIGTERM')
    for (const mailer of mailers) assert.equal(await mailer.ended, 0)
    assert.ok(mailers.filter((mailer) => mailer.log.includes('mail_sent')).length > 1, 'more than one had work')
  })

  test('told to stop, finishes the mail in hand', async (t) => {
    const { post, desk } = await opened(t)
    post.data = () => sleep(1000)
    const ids = [await desk.put(), await desk.put()]
    const mailer = desk.start()
    await until('a mail in hand', () => post.mails.length === 1)
    mailer.child.kill('SIGTERM')
    assert.equal(await mailer.ended, 0)
    const states = (await Promise.all(ids.map((id) => desk.row(id)))).map((row) => [row.status, row.attempts])
    assert.deepEqual(states, [['sent', 1], ['waiting', 0]])
    assert.equal(post.mails.length, 1)
  })

  test('killed with a mail in hand, leaves it to the next one', async (t) => {
    const { post, desk } = await opened(t)
    post.data = () => new Promise(() => {})
    const id = await desk.put()
    const mailer = desk.start()
    await until('a mail in hand', () => post.mails.length === 1)
    mailer.child.kill('SIGKILL')
    assert.equal(await mailer.ended, 'SIGKILL')
    const row = await desk.row(id)
    assert.equal(row.status, 'waiting')
    assert.ok(row.due_ms > Date.now() && row.due_ms < Date.now() + 150000, 'it is free again in two minutes')
    post.data = undefined
    post.hangUp()
    await desk.send()
    assert.equal(post.mails.length, 1, 'not before')
    await desk.hurry()
    await desk.send()
    assert.equal((await desk.row(id)).status, 'sent')
    assert.deepEqual(post.mails.map((mail) => mail.messageId), Array(2).fill(`<${id}@guichet.example>`))
  })

  test('finds a key that was added while it ran', async (t) => {
    const { post, desk } = await opened(t)
    const code = async (more) => desk.put({ kind: 'code', challenge_id: await desk.challenge(), ...more })
    desk.start()
    const first = await code()
    await until('the first mail', () => post.mails.length === 1)
    const before = await desk.kid()
    assert.equal((await desk.guichet('keys', 'rotate')).status, 0)
    assert.notEqual(await desk.kid(), before)
    const second = await code()
    await until('the second mail', () => post.mails.length === 2)
    const lost = await code({ kid: 'lost' })
    await until('a try', async () => (await desk.row(lost)).error)
    const rows = await Promise.all([first, second, lost].map((id) => desk.row(id)))
    assert.deepEqual(rows.map((row) => row.status), ['sent', 'sent', 'waiting'])
    assert.match(rows[2].error, /not in the key file/)
  })

  test('forgets what ended more than thirty days ago, and only that', async (t) => {
    const { desk } = await opened(t)
    const then = Date.now() - 31 * DAY
    await desk.sql(`WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 250)
      INSERT INTO outbox (id, kind, email, language, facts, status, attempts, created_ms, due_ms, expires_ms, ended_ms, error)
      SELECT 'old' || i, 'revoked', 'a@b.example', 'fr', '{}', CASE i % 2 WHEN 0 THEN 'sent' ELSE 'failed' END, 1, ${then}, ${then}, ${then}, ${then}, 'x' FROM n`)
    const kept = [await desk.put({ status: 'sent', due_ms: then + 2 * DAY }), await desk.put({ created_ms: then })]
    desk.start()
    await until('the sweep', async () => (await desk.sql('SELECT 1 FROM outbox')).length === 2)
    assert.deepEqual((await desk.sql('SELECT id FROM outbox ORDER BY id')).map((row) => row.id), kept)
  })

  // --- what is no longer true ----------------------------------------------------------------------------------------

  test('drops what is no longer true, and calls it no failure', async (t) => {
    const { post, desk } = await opened(t)
    const line = await desk.line('active')
    const gone = await desk.line('revoked')
    const used = await desk.link(line.user)
    const link = await desk.link(line.user)
    const cases = [
      [{ kind: 'activation', invitation_id: used, contact_id: line.id }, 'failed'],
      [{ kind: 'leader', invitation_id: used }, 'failed'],
      [{ kind: 'reset', invitation_id: used }, 'failed'],
      [{ kind: 'activation', invitation_id: link, contact_id: gone.id }, 'sent'],
      [{ kind: 'code', challenge_id: 'answered' }, 'failed'],
      [{ kind: 'code', challenge_id: await desk.challenge() }, 'sent'],
      [{ kind: 'invitation', contact_id: gone.id }, 'failed'],
      [{ kind: 'restored', contact_id: gone.id }, 'failed'],
      [{ kind: 'revoked', contact_id: gone.id }, 'sent'],
      [{ kind: 'invitation', contact_id: line.id }, 'sent'],
      [{ kind: 'restored', contact_id: line.id }, 'sent'],
      [{ kind: 'habilitation_request', contact_id: line.id }, 'failed'],
      [{ kind: 'undelivered', contact_id: gone.id }, 'sent'],
    ]
    const ids = []
    for (const [mail] of cases) ids.push(await desk.put(mail))
    const log = await desk.send()
    for (const [i, [mail, wanted]] of cases.entries()) {
      const row = await desk.row(ids[i])
      assert.deepEqual([row.status, row.error], [wanted, wanted === 'failed' ? 'superseded' : null], JSON.stringify(mail))
    }
    assert.equal(post.mails.length, cases.filter(([, wanted]) => wanted === 'sent').length)
    assert.ok(!/level=(warn|error)/.test(log), log)
    assert.equal(await desk.failedAt(line.id), null)
    assert.equal((await desk.sql('SELECT 1 FROM outbox')).length, cases.length, 'no sponsor is told')
    const { stdout } = await desk.guichet('mail', 'status')
    assert.match(stdout, /^failed +0\nsuperseded +7\nsent +6$/m)
    assert.ok(!ids.some((id) => stdout.includes(id)))
  })

  // --- what the operator sees ----------------------------------------------------------------------------------------

  test('shows its work and puts failed mails back', async (t) => {
    const { post, desk } = await opened(t)
    assert.match((await desk.guichet('mail', 'status')).stdout, /^waiting +0\nfailed +0\nsuperseded +0\nsent +0\n$/)
    post.rcpt = (email) => email.startsWith('gone') ? refusal(550, 'No such user') : refusal(451, 'Not now')
    const failed = await desk.put({ email: 'gone@example.org' })
    const waiting = await desk.put({ email: 'busy@example.org' })
    await desk.send()
    const all = (await desk.guichet('mail', 'status')).stdout
    assert.match(all, /^waiting +1\n +oldest +20\S+Z\n +next try +20\S+Z\nfailed +1\n/)
    assert.match(all, new RegExp(`^${failed} +revoked +failed +1 +- +gone@example.org +.*550`, 'm'))
    assert.match(all, new RegExp(`^${waiting} +revoked +waiting +1 +20\\S+Z +busy@example.org +.*451`, 'm'))
    const some = (await desk.guichet('mail', 'status', '--failed')).stdout
    assert.ok(some.includes(failed) && !some.includes(waiting))

    post.rcpt = undefined
    assert.equal((await desk.guichet('mail', 'retry', failed)).status, 0)
    await desk.send()
    assert.deepEqual([(await desk.row(failed)).status, post.to('gone@example.org').length], ['sent', 1])
    const expired = await desk.put({ status: 'failed', error: 'x', expires_ms: 1 })
    for (const id of [failed, waiting, expired, 'nothing', "' OR 1=1 --"]) {
      const { status, stderr } = await desk.guichet('mail', 'retry', id)
      assert.equal(status, 1)
      assert.match(stderr, /^guichet: mail retry: .*no such mail, or it has not failed, or what it says has expired\n$/)
    }
    for (const args of [['stat'], ['status', 'x'], ['retry'], ['retry', 'a', 'b'], ['--once', 'x']])
      assert.equal((await desk.guichet('mail', ...args)).status, 2)
  })

  test('shows a hundred mails and says how many more there are', async (t) => {
    const { desk } = await opened(t)
    await desk.sql(`WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 137)
      INSERT INTO outbox (id, kind, email, language, facts, status, attempts, created_ms, due_ms, expires_ms)
      SELECT 'mail' || i, 'revoked', 'a@b.example', 'fr', '{}', 'waiting', 0, 1, i, 9e15 FROM n`)
    const { stdout } = await desk.guichet('mail', 'status')
    assert.equal(stdout.match(/^mail\d+ /gm).length, 100)
    assert.match(stdout, /\n\.\.\. and 37 more\n$/)
  })

  // --- what arrives --------------------------------------------------------------------------------------------------

  const words = (text) => text.replace(/^> ?/gm, '').replace(/\s+/g, ' ').trim()
  const shown = (html) =>
    words(html.replace(/^[\s\S]*<body[^>]*>/, '').replace(/<[^>]*>/g, ' ').replaceAll('&lt;', '<').replaceAll('&gt;', '>')
      .replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&amp;', '&'))

  test('writes each in its language, to one, with all that a mail needs', async (t) => {
    const { post, desk } = await opened(t)
    const facts = { sponsor: 'Agnès Martin', operation: 'Parc éolien de la Baie de Somme, extension « Œuvre » 2026', entity: 'Crédit du Littoral' }
    for (const language of ['fr', 'en']) {
      const line = await desk.line('invited', `s.language = '${language}'`)
      await desk.invite(line, { language, facts, email: `${language}@müller.example` })
      await desk.put({ kind: 'code', language, email: `${language}@example.org`, challenge_id: await desk.challenge() })
    }
    await desk.send()
    assert.equal(post.mails.length, 4)
    for (const mail of post.mails) {
      const language = mail.to.value[0].address.slice(0, 2)
      const head = mail.raw.slice(0, mail.raw.indexOf('\r\n\r\n'))
      for (const name of ['From', 'To', 'Subject', 'Date', 'Message-ID', 'Auto-Submitted', 'Content-Language', 'MIME-Version', 'Content-Type'])
        assert.equal(head.match(new RegExp(`^${name}:`, 'gmi'))?.length, 1, `${name} in ${head}`)
      assert.ok(/^[\x20-\x7e\r\n\t]*$/.test(mail.raw), 'every server takes plain ASCII')
      assert.ok(mail.raw.split('\r\n').every((line) => line.length <= 100))
      assert.equal(mail.to.value.length, 1)
      assert.equal(mail.headers.get('auto-submitted'), 'auto-generated')
      assert.match(head, new RegExp(`^Content-Language: ${language}$`, 'm'))
      assert.equal(shown(mail.html), words(mail.text))
      assert.ok(!/<img|<script|src=|@import|url\(/i.test(mail.html), 'nothing is fetched from elsewhere')
      const alone = linkOf(mail) ? `${HOME}#/join/${linkOf(mail)}` : codeOf(mail)
      assert.ok(mail.raw.includes(`\r\n${alone}\r\n`), `${alone} stands on a line of its own`)
    }
    const [french] = post.to('fr@müller.example')
    assert.equal(french.subject, `Agnès Martin vous invite à suivre l’opération ${facts.operation}`)
    assert.match(french.raw, /^To: <fr@xn--mller-kva\.example>\r$/m)
    assert.match(french.raw, /^Subject: =\?UTF-8\?B\?/m)
    assert.equal(post.to('en@müller.example')[0].subject, `Agnès Martin invites you to follow the operation ${facts.operation}`)
    assert.equal(post.to('en@example.org')[0].subject, 'Your sign-in code for Guichet')
  })

  test('lets no name, message, reason or address become a header, a recipient or markup', async (t) => {
    const { post, desk } = await opened(t)
    const evil = 'x\r\nBcc: all@evil.example\r\n\r\n<script>alert(1)</script>\r\n.\r\nMAIL FROM:<a@evil.example> \u202e\u2028"\'&'
    const facts = Object.fromEntries(['sponsor', 'actor', 'person', 'entity', 'operation', 'reference', 'operation_id',
      'until', 'message', 'reason', 'decider', 'agent', 'source', 'at'].map((name) => [name, evil]))
    const line = await desk.line('active')
    for (const kind of ['invitation', 'restored', 'revoked', 'invitation_refused', 'undelivered', 'password_changed', 'new_browser'])
      await desk.put({ kind, contact_id: line.id, facts })
    await desk.put({ kind: 'leader', invitation_id: await desk.link(line.user), facts })
    await desk.put({ kind: 'request_decided', facts: { ...facts, decision: 'refused' } })
    await desk.put({ kind: 'totp_changed', facts: { ...facts, change: 'on' } })
    await desk.put({ email: 'a@b.example>\r\nRCPT TO:<all@evil.example' })
    await desk.send()
    assert.equal(post.mails.length, 10)
    assert.ok(post.begun.every((email) => email === 'max@example.org'), `${post.begun}`)
    for (const mail of post.mails) {
      assert.equal(mail.headers.get('bcc'), undefined)
      assert.equal(mail.to.value.length, 1)
      assert.equal(mail.envelope.mailFrom.address, 'desk@guichet.example')
      assert.ok(!/[\r\n]/.test(mail.subject) && !/[\u202e\u2028]/.test(mail.subject + mail.text + mail.html))
      assert.ok(!/<script/i.test(mail.html))
      assert.ok(!/^(Bcc|MAIL FROM):/m.test(mail.text.replace(/^>.*$/gm, '')), mail.text)
      assert.equal(shown(mail.html), words(mail.text))
    }
  })
})
