// One whole site for a test: nginx, workers, mailer and demonstration data, in a folder and on a port of its own.
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { appendFileSync } from 'node:fs'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import http from 'node:http'
import net from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { simpleParser } from 'mailparser'

export const ROOT = join(dirname(fileURLToPath(import.meta.url)), '../..')
export const PROGRAM = process.env.GUICHET ?? join(ROOT, '.build/guichet')
/** Built with `SAN=`: slower, and larger. */
export const SANITIZED = /__[at]san_init/.test(await readFile(PROGRAM, 'latin1'))
export const PASSWORD = 'Guichet-demo-2026'

export const PEOPLE = {
  agnes: 'agnes.martin@aurore.example',
  leo: 'leo.bernard@aurore.example',
  claire: 'claire.dubois@aurore.example',
  tom: 'tom.leitner@nordbank.example',
  lena: 'lena.koch@nordbank.example',
  paul: 'paul.petit@littoral.example',
  brune: 'brune.leroy@verrerie.example',
  chloe: 'chloe.simon@littoral.example',
  max: 'max.faure@aurore.example',
}

/**
 * Waits for a condition, never for luck: `attempt` is asked until what it gives is truthy; what is dear to ask is asked less
 * often, so that what is waited for has the machine.
 */
export async function until(what, attempt, ms = 15000) {
  const deadline = Date.now() + ms
  for (;;) {
    const began = Date.now()
    const found = await attempt()
    if (found) return found
    if (Date.now() > deadline) assert.fail(`${what}: not within ${ms} ms`)
    await new Promise((done) => setTimeout(done, Math.min(200, Math.max(25, 3 * (Date.now() - began)))))
  }
}

// Below those that the kernel hands to clients, and a stretch of its own for each test program that runs beside this.
let nextPort = 10000 + (process.pid % 200) * 100

export async function freePort() {
  for (;;) {
    const port = nextPort++
    const server = net.createServer().listen(port, '127.0.0.1')
    const isFree = await new Promise((done) => server.once('listening', () => done(true)).once('error', () => done(false)))
    if (!isFree) continue
    await new Promise((done) => server.close(done))
    return port
  }
}

/** Runs the program with a site's settings, and `input` to read, and gives { status, stdout, stderr }. */
export function run(command, args, env = {}, input) {
  return new Promise((done) => {
    const child = spawn(command, args, { cwd: ROOT, env: { ...process.env, ...env } })
    let stdout = ''
    let stderr = ''
    child.stdout.setEncoding('utf8').on('data', (piece) => (stdout += piece)) // a letter may come in two pieces
    child.stderr.setEncoding('utf8').on('data', (piece) => (stderr += piece))
    child.on('close', (status, signal) => done({ status, signal, stdout, stderr }))
    if (input === undefined) return
    child.stdin.on('error', () => {}) // it may end before it has read all
    child.stdin.end(input)
  })
}

export class Site {
  /** Options: `prefix`, `port`, `state` (kept at the end when given), `env` (more environment variables). */
  static async start({ prefix = '/', port, state, env = {} } = {}) {
    const site = new Site()
    site.prefix = prefix
    site.port = port ?? (await freePort())
    site.kept = state !== undefined
    site.state = state ?? (await mkdtemp(join(tmpdir(), 'guichet-site-')))
    site.url = `http://localhost:${site.port}${prefix}`
    site.known = new Map()
    site.letters = new Map()
    site.process = spawn('nginx/run', [], {
      cwd: ROOT,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, GUICHET: PROGRAM, PORT: site.port, STATE: site.state, PREFIX_PATH: prefix, ...env },
    })
    site.stdout = ''
    site.stderr = ''
    site.process.stdout.on('data', (piece) => (site.stdout += piece))
    site.process.stderr.on('data', (piece) => (site.stderr += piece))
    site.ended = new Promise((done) => site.process.once('close', (status) => done(status)))
    let over = false
    site.ended.then(() => (over = true))
    await until('the ready line', () => over || site.stdout.includes('Guichet is ready at '), 60000)
    assert.ok(!over, `nginx/run ended: ${site.stderr}`)
    return site
  }

  /** Stops all of it and gives the exit status; a sanitizer's finding in a log is a failure. */
  async stop(signal = 'SIGTERM') {
    for (const visitor of this.known.values()) visitor.close()
    this.process.kill(signal)
    const status = await this.ended
    const said = await this.log('serve') + await this.log('mail')
    if (!this.kept) await rm(this.state, { recursive: true, force: true })
    assert.doesNotMatch(said, /AddressSanitizer|runtime error:|LeakSanitizer|ThreadSanitizer/)
    return status
  }

  async log(name) {
    return readFile(join(this.state, 'log', `${name}.log`), 'utf8').catch(() => '')
  }

  /** The settings of this site's processes, for commands beside them. */
  get settings() {
    return {
      GUICHET_DATABASE: join(this.state, 'guichet.db'),
      GUICHET_KEYS: join(this.state, 'keys'),
      GUICHET_PUBLIC_URL: this.url,
      GUICHET_MAILDIR: join(this.state, 'mail'),
    }
  }

  /**
   * Proves that all still holds together, copies and their sources too; and that it is what the register says, but where
   * a test wrote into the database itself, which the register cannot know.
   */
  async check({ touched = false } = {}) {
    const { status, stdout, stderr } = await run(PROGRAM, ['check'], this.settings)
    const found = stderr.split('\n').filter((line) => line && !(touched && /the register says/.test(line)))
    assert.deepEqual(found, [], stdout)
    assert.equal(status === 0 || touched, true)
  }

  visitor(options) {
    return new Visitor(this, options)
  }

  /** Somebody of the demonstration data, signed in; the same visitor each time. */
  async as(name) {
    if (!this.known.has(name)) {
      const visitor = this.visitor()
      await visitor.signIn(PEOPLE[name] ?? name)
      this.known.set(name, visitor)
    }
    return this.known.get(name)
  }

  /** Every mail to an address that lies in the maildir, oldest first. */
  async mails(address) {
    const folder = join(this.state, 'mail/new')
    const names = (await readdir(folder).catch(() => [])).sort()
    const mails = await Promise.all(names.map((name) => this.letter(join(folder, name))))
    return mails
      .filter((mail) => mail.to.text.toLowerCase().includes(address.toLowerCase()))
      .sort((a, b) => a.date - b.date)
  }

  /** A file of a maildir never changes: each is parsed once, however often somebody looks whether his mail has come. */
  async letter(file) {
    if (!this.letters.has(file)) this.letters.set(file, await simpleParser(await readFile(file)))
    return this.letters.get(file)
  }

  /** As if what was mailed to an address had been mailed two days ago: it counts no more among what may be. */
  async pass(address) {
    const file = join(this.state, 'guichet.db')
    const { status, stderr } = await run('sqlite3', ['-cmd', '.timeout 5000', file,
      `UPDATE outbox SET slot_ms = slot_ms - 172800000 WHERE lower(email) = lower('${address}')`])
    assert.equal(status, 0, stderr)
  }

  /** The first mail to an address, after the first `skip` ones, that fits. */
  async mail(address, fits = () => true, skip = 0) {
    return until(`a mail to ${address}`, async () => (await this.mails(address)).slice(skip).find(fits))
  }

  /** The secret of the newest link mailed to an address. */
  async secret(address, skip = 0) {
    const mail = await this.mail(address, (one) => linkOf(one) !== undefined, skip)
    return linkOf(mail)
  }
}

export const codeOf = (mail) => /^\s*(\d{3} ?\d{3})\s*$/m.exec(mail.text)?.[1].replace(' ', '')
export const linkOf = (mail) => /#\/join\/([A-Za-z0-9_-]+)/.exec(mail.text)?.[1]

/** What a row refused with, for the comparison with what openapi.json says (tests/refusals). */
function note(method, path, code) {
  if (process.env.REFUSALS && code) appendFileSync(process.env.REFUSALS, `${method} ${path.split('?')[0]} ${code}\n`)
}

/** A browser: a cookie jar and connections of its own. */
export class Visitor {
  constructor(site, { source = '127.0.0.1', language = 'en' } = {}) {
    this.site = site
    this.language = language
    this.cookies = new Map()
    this.agent = new http.Agent({ keepAlive: true, localAddress: source })
  }

  close() {
    this.agent.destroy()
  }

  /** `path` is below the prefix. A body that is no string or Buffer is sent as JSON. */
  async request(method, path, body, { headers = {} } = {}) {
    const bytes = body === undefined || typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body)
    const all = { 'Accept-Language': this.language }
    if (bytes !== undefined) all['Content-Type'] = 'application/json'
    if (this.cookies.size) all.Cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    Object.assign(all, headers)
    for (const name of Object.keys(all)) if (all[name] === undefined) delete all[name]

    const answer = await new Promise((done, failed) => {
      const request = http.request(
        {
          agent: this.agent,
          host: '127.0.0.1',
          port: this.site.port,
          method,
          path: path.startsWith('/') ? path : this.site.prefix + path,
          headers: { Host: `localhost:${this.site.port}`, ...all },
        },
        (response) => {
          const pieces = []
          response.on('data', (piece) => pieces.push(piece))
          response.on('error', failed)
          response.on('end', () =>
            done({ status: response.statusCode, headers: response.headers, raw: response.rawHeaders,
                   text: Buffer.concat(pieces).toString() }))
        },
      )
      request.on('error', failed)
      request.end(bytes)
    })
    this.keep(answer.headers['set-cookie'] ?? [])
    if (/json/.test(answer.headers['content-type'] ?? '')) answer.body = JSON.parse(answer.text || 'null')
    checkAnswer(`${method} ${path}`, answer)
    if (answer.status >= 400 && /^api\/\w/.test(path)) note(method, path, answer.body?.code)
    return answer
  }

  keep(lines) {
    for (const line of lines) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line)
      if (/max-age=0(;|$)/i.test(line)) this.cookies.delete(name)
      else this.cookies.set(name, value)
    }
  }

  get(path, options) {
    return this.request('GET', path, undefined, options)
  }

  post(path, body, options) {
    return this.request('POST', path, body, options)
  }

  put(path, body, options) {
    return this.request('PUT', path, body, options)
  }

  delete(path, options) {
    return this.request('DELETE', path, undefined, options)
  }

  /** Password, then the code from the mail when one is asked for. */
  async signIn(email, { password = PASSWORD, remember = false } = {}) {
    const before = (await this.site.mails(email)).length
    let first = await this.post('api/session', { email, password })
    if (first.body?.code === 'too_many_codes') {
      await this.site.pass(email)
      first = await this.post('api/session', { email, password })
    }
    if (first.status === 200) return first.body
    assert.equal(first.status, 202, first.text)
    assert.deepEqual(first.body, { challenge: 'email_code' })
    const code = codeOf(await this.site.mail(email, (mail) => codeOf(mail) !== undefined, before))
    const second = await this.post('api/session/code', { code, remember })
    assert.equal(second.status, 200, second.text)
    return second.body
  }

  /** An operation of the current environment by its reference. */
  async operation(reference) {
    const list = await this.get(`api/operations?q=${encodeURIComponent(reference)}`)
    const found = list.body.items.find((item) => item.reference === reference)
    assert.ok(found, `${reference} is not in the list`)
    return found
  }

  /** All pages of a list. */
  async all(path) {
    const items = []
    let after = ''
    do {
      const page = await this.get(`${path}${path.includes('?') ? '&' : '?'}limit=100${after}`)
      assert.equal(page.status, 200, page.text)
      items.push(...page.body.items)
      after = page.body.next && `&after=${encodeURIComponent(page.body.next)}`
    } while (after)
    return items
  }

  /** The contact of a person on an operation, by address; undefined when there is no line to see. */
  async contact(operation, email, state = 'current') {
    const items = await this.all(`api/operations/${operation}/contacts?state=${state}`)
    return items.find((item) => item.email.toLowerCase() === email.toLowerCase())
  }

  /** Adds one address and gives its item. */
  async add(operation, email, more = {}) {
    const answer = await this.post(`api/operations/${operation}/contacts`, { emails: [email], ...more })
    assert.equal(answer.status, 200, answer.text)
    return answer.body.items[0]
  }
}

const HEADERS = {
  'content-security-policy': /^default-src 'none'; script-src 'self'; .*require-trusted-types-for 'script'; trusted-types 'none'$/,
  'x-content-type-options': /^nosniff$/,
  'referrer-policy': /^no-referrer$/,
  'permissions-policy': /camera=\(\)/,
  'cross-origin-opener-policy': /^same-origin$/,
  'cross-origin-resource-policy': /^same-origin$/,
  'cache-control': /./,
}

/** What holds for every answer of a site, whatever was asked. */
export function checkAnswer(what, { status, headers, raw, text, body }) {
  for (const [name, wanted] of Object.entries(HEADERS)) {
    assert.match(headers[name] ?? '', wanted, `${what}: ${name}`)
    const times = raw.filter((header, i) => i % 2 === 0 && header.toLowerCase() === name).length
    assert.equal(times, 1, `${what}: ${name} came ${times} times`)
  }
  assert.equal(headers.server, 'nginx', `${what}: no version banner`)
  assert.equal(headers['strict-transport-security'], undefined, `${what}: no HSTS without TLS`)
  if (status < 400 || text === '') return
  assert.match(headers['content-type'], /^application\/problem\+json/, `${what}: ${text}`)
  assert.equal(body.status, status, what)
  for (const name of ['type', 'title', 'code', 'detail', 'request_id'])
    assert.ok(typeof body[name] === 'string' && body[name] !== '', `${what}: ${name} in ${text}`)
  assert.match(body.code, /^[a-z_]+$/, what)
  assert.match(body.request_id, /^[0-9a-f]{32}$/, what)
  if (status === 429 || status === 503) assert.match(headers['retry-after'] ?? '', /^[1-9][0-9]*$/, what)
}

/** Asserts a refusal. */
export function refused(answer, status, code) {
  assert.deepEqual([answer.status, answer.body?.code], [status, code], answer.text)
}
