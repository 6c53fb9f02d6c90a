// What the tests of accounts share: people of their own, an authenticator, a browser that keeps to paths, the database.
import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { run, until, Visitor } from './site.mjs'

export const CHOSEN = 'Quatre-Merles-Gris-58'

/** Runs SQL on a site's database and gives the rows as objects. */
export async function sql(site, text) {
  const { status, stdout, stderr } = await run('sqlite3', ['-json', '-cmd', '.timeout 9000', join(site.state, 'guichet.db'), text])
  assert.equal(status, 0, `${text}: ${stderr}`)
  return stdout.trim() ? JSON.parse(stdout) : []
}

/** One value, of the first row. */
export const value = async (site, text) => Object.values((await sql(site, text))[0])[0]

export const mailCount = (site, email, kind) =>
  value(site, `SELECT count(*) FROM outbox WHERE email = '${email}' AND kind = '${kind}'`)

/** The mails of a kind that people get: by the address of the link, or by words of the subject. */
export const resetOf = (mail) => /#\/reset\/([A-Za-z0-9_-]+)/.exec(mail.text)?.[1]

/** Asks for a reset link and gives its secret. */
export async function resetSecret(site, email) {
  const before = (await site.mails(email)).length
  assert.equal((await site.visitor().post('api/password/forgotten', { email })).status, 202)
  return resetOf(await site.mail(email, (mail) => resetOf(mail) !== undefined, before))
}

/** Somebody new: invited by Paul to an operation, with an account and signed in.  Gives the visitor. */
export async function person(site, email, more = {}, visitor = site.visitor()) {
  const paul = await site.as('paul')
  const { result } = await paul.add((await paul.operation('OP-2026-0042')).id, email)
  assert.equal(result, 'invited')
  const answer = await visitor.post('api/account', {
    secret: await site.secret(email), first_name: 'Noé', last_name: 'Vallon', job_title: 'Analyste', phone: '+33612345678',
    password: CHOSEN, language: 'en', terms: true, ...more,
  })
  assert.equal(answer.status, 201, answer.text)
  visitor.email = email
  return visitor
}

/** A browser as they are: a cookie is sent only below its path (RFC 6265, 5.1.4). */
export class Browser extends Visitor {
  jar = new Map()

  async request(method, path, ...rest) {
    const target = new URL(path, this.site.url).pathname
    this.cookies = new Map([...this.jar]
      .filter(([, { path: own }]) => target === own || (target.startsWith(own) && (own.endsWith('/') || target[own.length] === '/')))
      .map(([name, cookie]) => [name, cookie.value]))
    return super.request(method, path, ...rest)
  }

  keep(lines) {
    for (const line of lines) {
      const [, name, text] = /^([^=]+)=([^;]*)/.exec(line)
      if (/; Max-Age=0(;|$)/.test(line)) this.jar.delete(name)
      else this.jar.set(name, { value: text, path: /; Path=([^;]*)/.exec(line)[1] })
    }
  }
}

// --- an authenticator (RFC 6238) ------------------------------------------------------------------------------------

const STEP = 30000
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

function base32(text) {
  const bits = [...text].map((letter) => ALPHABET.indexOf(letter).toString(2).padStart(5, '0')).join('')
  return Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)))
}

/** The code that an authenticator shows `drift` steps from now. */
export function codeNow(secret, drift = 0) {
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / STEP) + drift))
  const mac = createHmac('sha1', base32(secret)).update(counter).digest()
  const number = mac.readUInt32BE(mac[19] & 15) & 0x7fffffff
  return String(number % 1000000).padStart(6, '0')
}

/** Waits until the present step lasts for a while yet. */
export const calm = () => until('the next step', () => Date.now() % STEP < STEP - 6000, STEP)

/** Sets an authenticator up, by the code before the present one, and gives its secret and the recovery codes. */
export async function enrol(visitor, password = CHOSEN) {
  await calm()
  const { status, text, body } = await visitor.post('api/account/totp', { password })
  assert.equal(status, 200, text)
  const confirmed = await visitor.post('api/account/totp/confirm', { code: codeNow(body.secret, -1) })
  assert.equal(confirmed.status, 200, confirmed.text)
  return { ...body, recovery: confirmed.body.recovery_codes }
}

/** Lets codes of the present steps count once more, so that no test waits for the next. */
export const forgetStep = (site, email) => sql(site, `UPDATE users SET totp_step = 0 WHERE email = '${email}'`)

/** As if his mailbox had been proved at that instant: his lines carry it too. */
export const provedAt = (site, email, ms) => sql(site, `UPDATE users SET mailbox_ms = ${ms} WHERE email = '${email}';
  UPDATE contact SET proved_ms = ${ms - ms % 864000000}
   WHERE carried = 1 AND user_id = (SELECT id FROM users WHERE email = '${email}')`)

// --- the processes --------------------------------------------------------------------------------------------------

const children = async (pid) => (await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8')).split(' ').filter(Boolean).map(Number)
const argument = async (pid) => (await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')).split('\0')[1]

/** The process ids of `guichet NAME`: the one that nginx/run started, then its children. */
export async function processes(site, name) {
  for (const pid of await children(site.process.pid))
    if ((await argument(pid)) === name) return [pid, ...(await children(pid))]
  return assert.fail(`no process ${name}`)
}

/** Stops the mailer between two transactions, so that nobody waits for a lock that it holds; gives what lets it go on. */
export async function holdMailer(site) {
  const [mailer] = await processes(site, 'mail')
  await until('a mailer that holds no lock', async () => {
    process.kill(mailer, 'SIGSTOP')
    await until('the stop', async () => /^State:\tT/m.test(await readFile(`/proc/${mailer}/status`, 'utf8')))
    const free = await run('sqlite3', [join(site.state, 'guichet.db'), 'BEGIN IMMEDIATE; ROLLBACK'])
    if (free.status === 0) return true
    process.kill(mailer, 'SIGCONT')
    return false
  })
  return (signal = 'SIGCONT') => process.kill(mailer, signal)
}

/** Has the workers replaced and waits for the new ones. */
export async function renewWorkers(site, signal = 'SIGHUP') {
  const [parent, child] = await processes(site, 'serve')
  process.kill(signal === 'SIGHUP' ? parent : child, signal)
  await until('other workers', async () => {
    const now = await processes(site, 'serve')
    return now.length === 2 && now[1] !== child
  })
  await until('an answer', async () => (await site.visitor().get('api/health')).status === 200)
}
