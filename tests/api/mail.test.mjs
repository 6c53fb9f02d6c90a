// Mail through a real SMTP server: with and without sign-in, refused for now, refused for good, away for a while.
import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'
import { codeOf, freePort, linkOf, PASSWORD, PEOPLE, Site, until } from './site.mjs'

/** A mail server that keeps what it takes; `onRcptTo` may refuse. */
class Server {
  constructor(options = {}) {
    this.mails = []
    this.tries = []
    this.server = new SMTPServer({
      authOptional: true,
      disabledCommands: options.onAuth ? ['STARTTLS'] : ['AUTH', 'STARTTLS'],
      allowInsecureAuth: true,
      onData: (stream, session, done) => {
        simpleParser(stream).then((mail) => {
          this.mails.push({ ...mail, envelope: session.envelope, user: session.user })
          done()
        }, done)
      },
      onRcptTo: (address, session, done) => {
        this.tries.push(address.address)
        done(this.refuse?.(address.address))
      },
      ...options,
    })
  }

  async listen(port = 0) {
    await new Promise((done) => this.server.listen(port, '127.0.0.1', done))
    this.port = this.server.server.address().port
    return this
  }

  close() {
    return new Promise((done) => this.server.close(done))
  }

  to(email) {
    return this.mails.filter((mail) => mail.envelope.rcptTo.some((one) => one.address === email))
  }

  mail(email, fits = () => true) {
    return until(`a mail to ${email}`, () => this.to(email).find(fits))
  }
}

const refusal = (code, text) => Object.assign(new Error(text), { responseCode: code })

async function signIn(site, server, email) {
  const visitor = site.visitor()
  assert.equal((await visitor.post('api/session', { email, password: PASSWORD })).status, 202)
  const code = codeOf(await server.mail(email, (mail) => codeOf(mail) !== undefined))
  assert.equal((await visitor.post('api/session/code', { code })).status, 200)
  return visitor
}

describe('a mail server that takes all', () => {
  let server, site, paul, file

  before(async () => {
    server = await new Server().listen()
    site = await Site.start({ env: { GUICHET_SMTP_URL: `smtp://127.0.0.1:${server.port}`, GUICHET_MAIL_FROM: 'desk@guichet.example' } })
    paul = await signIn(site, server, PEOPLE.paul)
    file = (await paul.operation('OP-2026-0042')).id
  })
  after(async () => {
    paul.close()
    assert.equal(await site.stop(), 0)
    await server.close()
  })

  test('gets whole mails: text and HTML, from us, to one', async () => {
    await paul.add(file, 'smtp.one@littoral.example', { message: 'Un mot, à l’accent près.\n.\n..\nfin' })
    const mail = await server.mail('smtp.one@littoral.example')
    assert.equal(mail.envelope.mailFrom.address, 'desk@guichet.example')
    assert.equal(mail.envelope.rcptTo.length, 1)
    assert.equal(mail.from.value[0].address, 'desk@guichet.example')
    assert.ok(mail.messageId && mail.date && mail.subject)
    assert.ok(mail.text.includes('> Un mot, à l’accent près.\n> .\n> ..\n> fin'), mail.text)
    assert.ok(linkOf(mail) && mail.html.includes(linkOf(mail)))
    assert.equal(mail.headers.get('auto-submitted'), 'auto-generated')
    const person = site.visitor()
    assert.equal((await person.post('api/invitations/show', { secret: linkOf(mail) })).status, 200)
  })

  test('gets each mail once', async () => {
    const emails = Array.from({ length: 30 }, (_, i) => `smtp.many${i}@littoral.example`)
    assert.equal((await paul.post(`api/operations/${file}/contacts`, { emails })).status, 200)
    for (const email of emails) await server.mail(email)
    for (const email of emails) assert.equal(server.to(email).length, 1)
    assert.equal((await site.mails('smtp.many')).length, 0, 'the maildir is not used')
  })
})

describe('a mail that does not go through at once', { concurrency: true }, () => {
  test('a server that refuses for good is not asked again; one that refuses for now is', async () => {
    const server = await new Server().listen()
    server.refuse = (email) => email.startsWith('gone') ? refusal(550, 'No such mailbox') : email.startsWith('busy') && server.tries.filter((one) => one === email).length < 2 ? refusal(450, 'Try later') : undefined
    const site = await Site.start({ env: { GUICHET_SMTP_URL: `smtp://127.0.0.1:${server.port}` } })
    try {
      const paul = await signIn(site, server, PEOPLE.paul)
      const file = (await paul.operation('OP-2026-0042')).id
      await paul.post(`api/operations/${file}/contacts`, { emails: ['gone@littoral.example', 'busy@littoral.example', 'fine@littoral.example'] })
      await server.mail('fine@littoral.example')
      await until('the failure in the log', async () => /mail_failed|mail_refused|level=(warn|error)/.test(await site.log('mail')))
      await until('a second try', () => server.to('busy@littoral.example').length === 1, 120000)
      assert.equal(server.tries.filter((one) => one === 'gone@littoral.example').length, 1)
      paul.close()
    } finally {
      assert.equal(await site.stop(), 0)
      await server.close()
    }
  })

  test('a server that is away gets the mails when it is back', async () => {
    const port = await freePort()
    const first = await new Server().listen(port)
    const site = await Site.start({ env: { GUICHET_SMTP_URL: `smtp://127.0.0.1:${port}` } })
    const paul = await signIn(site, first, PEOPLE.paul)
    const file = (await paul.operation('OP-2026-0042')).id
    await first.close()
    const answer = await paul.post(`api/operations/${file}/contacts`, { emails: ['later@littoral.example'] })
    assert.equal(answer.status, 200, 'no request waits for a mail server')
    await until('a failed try', async () => (await site.log('mail')).includes('level=warn'))
    const second = await new Server().listen(port)
    try {
      await until('the mail', () => second.to('later@littoral.example').length === 1, 120000)
    } finally {
      paul.close()
      assert.equal(await site.stop(), 0)
      await second.close()
    }
  })
})

test('a server that wants a password gets it from a file', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'guichet-smtp-'))
  await writeFile(join(folder, 'password'), 'wörd with spaces\nsecond line\n', { mode: 0o600 })
  const server = await new Server({
    authOptional: false,
    authMethods: ['PLAIN', 'LOGIN'],
    onAuth: ({ username, password }, session, done) =>
      username === 'desk' && password === 'wörd with spaces' ? done(null, { user: username }) : done(new Error('no')),
  }).listen()
  const site = await Site.start({
    env: {
      GUICHET_SMTP_URL: `smtp://127.0.0.1:${server.port}`,
      GUICHET_SMTP_USER: 'desk',
      GUICHET_SMTP_PASSWORD_FILE: join(folder, 'password'),
    },
  })
  try {
    const lena = await signIn(site, server, PEOPLE.lena)
    lena.close()
    assert.equal(server.mails[0].user, 'desk')
    assert.ok(!(await site.log('mail')).includes('wörd'))
  } finally {
    assert.equal(await site.stop(), 0)
    await server.close()
    await rm(folder, { recursive: true })
  }
})
