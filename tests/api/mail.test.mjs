// Mail through a real SMTP server: with and without sign-in, refused for now, refused for good, away for a while.
import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { Post, refusal } from './post.mjs'
import { codeOf, freePort, linkOf, PASSWORD, PEOPLE, Site, until } from './site.mjs'

/** A mail server without TLS; with sign-in when somebody checks it. */
const openPost = (options = {}) =>
  Post.open({ disabledCommands: options.onAuth ? ['STARTTLS'] : ['AUTH', 'STARTTLS'], allowInsecureAuth: true, ...options })

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
    server = await openPost()
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
    const server = await openPost()
    server.rcpt = (email) => {
      if (email.startsWith('gone')) return refusal(550, 'No such mailbox')
      if (email.startsWith('busy') && server.begun.filter((one) => one === email).length < 2) return refusal(450, 'Try later')
    }
    const site = await Site.start({ env: { GUICHET_SMTP_URL: `smtp://127.0.0.1:${server.port}` } })
    try {
      const paul = await signIn(site, server, PEOPLE.paul)
      const file = (await paul.operation('OP-2026-0042')).id
      await paul.post(`api/operations/${file}/contacts`, { emails: ['gone@littoral.example', 'busy@littoral.example', 'fine@littoral.example'] })
      await server.mail('fine@littoral.example')
      await until('the failure in the log', async () => /mail_failed|mail_refused|level=(warn|error)/.test(await site.log('mail')))
      await server.mail(PEOPLE.paul, (mail) => /^Message non remis/.test(mail.subject) && mail.text.includes('gone@littoral.example'))
      assert.ok(Date.parse((await paul.contact(file, 'gone@littoral.example')).mail_failed_at) > Date.now() - 60000)
      assert.equal((await paul.contact(file, 'fine@littoral.example')).mail_failed_at, null)
      await until('a second try', () => server.to('busy@littoral.example').length === 1, 120000)
      assert.equal(server.begun.filter((one) => one === 'gone@littoral.example').length, 1)
      paul.close()
    } finally {
      assert.equal(await site.stop(), 0)
      await server.close()
    }
  })

  test('a server that is away gets the mails when it is back', async () => {
    const port = await freePort()
    const first = await openPost({ port })
    const site = await Site.start({ env: { GUICHET_SMTP_URL: `smtp://127.0.0.1:${port}` } })
    const paul = await signIn(site, first, PEOPLE.paul)
    const file = (await paul.operation('OP-2026-0042')).id
    await first.close()
    const answer = await paul.post(`api/operations/${file}/contacts`, { emails: ['later@littoral.example'] })
    assert.equal(answer.status, 200, 'no request waits for a mail server')
    await until('a failed try', async () => (await site.log('mail')).includes('level=warn'))
    const second = await openPost({ port })
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
  const server = await openPost({
    authOptional: false,
    authMethods: ['PLAIN', 'LOGIN'],
    onAuth: ({ username, password }, session, done) =>
      username === 'desk' && password === 'wörd with spaces' ? done(null, { user: username }) : done(new Error('no')),
  })
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
