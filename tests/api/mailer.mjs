// The mailer alone: a database with an outbox, and a mail server.
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before } from 'node:test'
import { Post, refusal } from './post.mjs'
import { PROGRAM, ROOT, run } from './site.mjs'

export const DAY = 24 * 3600 * 1000
export const PASSWORD = 'wörd with spaces'
export const HOME = 'https://desk.example/'

export let model // a folder with a database, keys and certificates, copied for each test

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
export async function openPost(options) {
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
export class Desk {
  static async open(t, url, env = {}) {
    const desk = new Desk()
    desk.folder = await mkdtemp(join(tmpdir(), 'guichet-mailer-'))
    for (const name of ['guichet.db', 'keys', 'register.key']) await copyFile(join(model, name), join(desk.folder, name))
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

export async function opened(t, options = {}, env = {}) {
  const post = await openPost(options)
  t.after(() => post.close())
  return { post, desk: await Desk.open(t, `smtp://127.0.0.1:${post.port}`, env) }
}
