// The mailer alone against a mail server that does what mail servers do: TLS, sign-in, delays, refusals, cut lines.
import assert from 'node:assert/strict'
import net from 'node:net'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { DAY, Desk, HOME, model, opened } from './mailer.mjs'
import { refusal } from './post.mjs'
import { queries } from './queries.mjs'
import { codeOf, linkOf, run, until } from './site.mjs'

const sleep = (ms) => new Promise((done) => setTimeout(done, ms))

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
        const log = await desk.send()
        assert.match(log, why)
        assert.match(log, /level=error event=mail_server .*GUICHET_SMTP_CA_FILE/)
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
    assert.match(log, /level=error event=mail_server .*GUICHET_SMTP_USER/)
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
    assert.match(await desk.send(), /mail_later .*timed out/i)
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
      post[stage] = (what) => (stage === 'rcpt' ? what : what.to.value[0].address) === line.email ? refusal(550, stage === 'rcpt' ? 'No such user' : '5.1.1 No such user') : undefined
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

  /** A mail server that says what it is told to, by the first word of what it answers; RCPT by address if a function. */
  const scripted = async (t, said) => {
    const heard = []
    const server = net.createServer((socket) => {
      let rest = '', content = false
      const say = (what, fine) => {
        const reply = typeof said[what] === 'function' ? said[what](heard.at(-1)) : said[what]
        if (reply === 'hang up') return socket.destroy()
        socket.write((reply ?? fine).replaceAll('\n', '\r\n') + '\r\n')
      }
      socket.on('error', () => {})
      say('CONNECT', '220 mail.example ESMTP')
      socket.on('data', (piece) => {
        rest += piece
        for (let end; (end = rest.indexOf('\r\n')) >= 0;) {
          const line = rest.slice(0, end)
          rest = rest.slice(end + 2)
          if (content && line !== '.') continue
          heard.push(line)
          const what = content ? 'CONTENT' : line.split(' ')[0]
          content = what === 'DATA' && !said.DATA
          say(what, { EHLO: '250-mail.example\n250 8BITMIME', DATA: '354 go on', QUIT: '221 bye' }[what] ?? '250 fine')
        }
      })
    }).listen(0, '127.0.0.1')
    await new Promise((done) => server.once('listening', done))
    t.after(() => server.close())
    return { heard, url: `smtp://127.0.0.1:${server.address().port}` }
  }

  const GOOGLE = "550-5.1.1 The email account that you tried to reach does not exist. Please try\n" +
    "550-5.1.1 double-checking the recipient's email address for typos.\n550 5.1.1 https://support.example/?p=NoSuchUser"
  for (const [stage, reply, fate, advice] of [
    ['RCPT', GOOGLE, 'ended'],
    ['RCPT', '550 No such mailbox', 'ended'],
    ['RCPT', '556 5.1.10 Recipient address has null MX', 'ended'],
    ['CONTENT', '550 5.1.1 No such user here', 'ended'],
    ['RCPT', '552 5.2.2 Mailbox full', 'waits'],
    ['RCPT', '550-5.2.1 The account\n550 5.2.1 is disabled', 'waits'],
    ['RCPT', '450 4.7.1 Greylisted, see postgrey', 'waits'],
    ['RCPT', '421 4.7.0 Too much mail from you', 'waits'],
    ['DATA', '451 4.3.0 Queue is full', 'waits'],
    ['CONTENT', 'hang up', 'waits'],
    ['CONNECT', '421 4.3.2 Closing down', 'waits'],
    ['CONNECT', 'hang up', 'waits'],
    ['CONNECT', '554 5.7.1 No mail from 192.0.2.1, see the block list', 'blocked', /block list/],
    ['MAIL', '550 5.1.1 Sender unknown', 'blocked', /GUICHET_MAIL_FROM/],
    ['MAIL', '530 Authentication required', 'blocked', /GUICHET_SMTP_USER/],
    ['RCPT', '554 5.7.1 <x>: Relay access denied', 'blocked', /relay/],
    ['RCPT', '550 relay not permitted', 'blocked', /relay/],
    ['RCPT', '504 5.5.2 <vm>: Helo command rejected: need fully-qualified hostname', 'blocked', /GUICHET_SMTP_HELLO/],
    ['DATA', '550 5.4.5 Daily sending quota exceeded', 'blocked', /quota/],
    ['CONTENT', '552 5.3.4 Message too big', 'blocked', /large/],
    ['CONTENT', '550 Message looks like spam', 'blocked', /block list/],
  ]) {
    test(`after ${stage} takes "${reply.slice(0, 40).split('\n')[0]}" as what ${fate}`, async (t) => {
      const { url } = await scripted(t, { [stage]: reply })
      const desk = await Desk.open(t, url)
      const line = await desk.line('invited')
      const id = await desk.invite(line)
      const log = await desk.send()
      const row = await desk.row(id)
      assert.deepEqual([row.status, row.blocked], [fate === 'ended' ? 'failed' : 'waiting', fate === 'blocked' ? 1 : 0], log)
      assert.equal(await desk.failedAt(line.id) !== null, fate === 'ended')
      assert.equal((await desk.sql("SELECT 1 FROM outbox WHERE kind = 'undelivered'")).length, fate === 'ended' ? 1 : 0)
      const told = log.match(/level=error event=mail_server .*/g) ?? []
      assert.equal(told.length, fate === 'blocked' ? 1 : 0, log)
      if (fate === 'blocked') assert.match(told[0], advice)
      assert.match((await desk.guichet('mail', 'status')).stdout, fate === 'blocked' ? /^ {2}blocked +1 /m : /^(?![^]*blocked)/)
      if (reply === GOOGLE) assert.match(row.error, /550 5\.1\.1 The email account .* Please try 5\.1\.1 double-checking/)
    })
  }

  test('waits when a relay refuses everybody, says so once, and goes on when it is mended', async (t) => {
    let refuses = true
    const { url, heard } = await scripted(t, { RCPT: () => refuses ? '554 5.7.1 Relay access denied' : undefined })
    const desk = await Desk.open(t, url)
    const line = await desk.line('invited')
    const [kid, link] = [await desk.kid(), await desk.link(line.user)]
    const now = Date.now()
    await desk.sql(`WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000)
      INSERT INTO outbox (id, kind, email, language, facts, kid, contact_id, invitation_id, status, attempts, created_ms, due_ms, expires_ms)
      SELECT 'many' || i, 'activation', 'p' || i || '@example.org', 'fr', '{}', '${kid}', '${line.id}', '${link}', 'waiting', 0, ${now}, ${now}, ${now + 7 * DAY} FROM n`)
    const mailer = desk.start()
    await until('the operator is told', () => /level=error event=mail_server /.test(mailer.log))
    await until('some tries', () => heard.filter((said) => said.startsWith('RCPT')).length >= 3)
    const counts = async () => (await desk.sql('SELECT status, count(*) AS n FROM outbox GROUP BY status'))
    assert.deepEqual(await counts(), [{ status: 'waiting', n: 1000 }])
    assert.equal(await desk.failedAt(line.id), null)
    assert.ok(heard.filter((said) => said.startsWith('RCPT')).length < 20, 'a few try it')
    assert.equal(mailer.log.match(/event=mail_server/g).length, 1, mailer.log)
    assert.match((await desk.guichet('mail', 'status')).stdout, /^waiting +1000\n.*\n.*\n {2}blocked +[1-9]/)
    refuses = false
    await until('hundreds', async () => (await counts()).some(({ status, n }) => status === 'sent' && n > 200), 120000)
    assert.ok((await counts()).every(({ status }) => status !== 'failed'))
    assert.equal(await desk.failedAt(line.id), null)
  })

  test('lets nothing that the server did to everybody count against a mail', async (t) => {
    const { url } = await scripted(t, { RCPT: '554 5.7.1 Relay access denied' })
    const desk = await Desk.open(t, url)
    const id = await desk.put({ attempts: 60, created_ms: Date.now() - 3 * DAY })
    await desk.send()
    const row = await desk.row(id)
    assert.deepEqual([row.status, row.attempts], ['waiting', 5])
    assert.ok(row.due_ms - Date.now() < 16 * 60000)
  })

  test('says who sponsored an access that the address may be right when it was given up for another reason', async (t) => {
    const { post, desk } = await opened(t)
    const line = await desk.line('invited', "s.language = 'en'")
    post.rcpt = (email) => email === line.email ? refusal(554, '5.7.1 Relay access denied') : undefined
    await desk.invite(line, { expires_ms: Date.now() + 20000 })
    await desk.send()
    const [told] = post.to(line.sponsor)
    assert.match(told.text, /address may be right/)
    assert.equal(await desk.failedAt(line.id), null)
  })

  for (const [more, name] of [
    [{ GUICHET_SMTP_HELLO: 'desk.bank.example' }, 'desk.bank.example'],
    [{ GUICHET_SMTP_HELLO: '[192.0.2.1]' }, '[192.0.2.1]'],
    [{}, 'desk.example'],
    [{ GUICHET_PUBLIC_URL: 'http://localhost:8080/' }, /^[^.]+\.[^]+$|^\[127\.0\.0\.1\]$/],
    [{ GUICHET_PUBLIC_URL: 'http://192.0.2.1/' }, /^[^.]+\.[^]+$|^\[127\.0\.0\.1\]$/],
  ])
    test(`says a full name to the server, with ${JSON.stringify(more)}`, async (t) => {
      const { url, heard } = await scripted(t, { EHLO: (said) => /[.\]]/.test(said) ? undefined : '504 need fully-qualified hostname' })
      const desk = await Desk.open(t, url, more)
      const id = await desk.put()
      await desk.send()
      assert.equal((await desk.row(id)).status, 'sent')
      const said = heard[0].replace('EHLO ', '')
      if (typeof name === 'string') assert.equal(said, name)
      else assert.match(said, name)
    })

  test('has mails come back to an address that names them, when one is set', async (t) => {
    const { post, desk } = await opened(t, {}, { GUICHET_MAIL_BOUNCES: 'bounces@desk.example' })
    const id = await desk.put()
    await desk.send()
    assert.equal(post.mails[0].envelope.mailFrom.address, `bounces+${id}@desk.example`)
    assert.equal(post.mails[0].from.value[0].address, 'desk@guichet.example')
    assert.equal(post.mails[0].headers.get('x-auto-response-suppress'), 'All')
  })

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

  // --- who waits for whom --------------------------------------------------------------------------------------------

  const CODE = 1, RESET = 2, INVITATION = 3, REST = 4

  /** Many mails of an urgency that have been due for an hour. */
  const pile = (desk, urgency, count) => desk.sql(`WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${count})
    INSERT INTO outbox (id, kind, email, language, facts, urgency, status, attempts, created_ms, due_ms, expires_ms)
    SELECT 'pile${urgency}-' || i, 'revoked', 'pile${urgency}@example.org', 'fr', '{}', ${urgency}, 'waiting', 0, 1, ${Date.now() - 3600000}, ${Date.now() + DAY} FROM n`)

  test('a code waits behind nothing that others cause, however slow the server is for it', async (t) => {
    const { post, desk } = await opened(t)
    for (const urgency of [RESET, INVITATION, REST]) await pile(desk, urgency, 200)
    post.data = (mail) => codeOf(mail) ? undefined : new Promise(() => {})
    desk.start()
    await until('mails in hand that do not end', () => post.mails.length === 2)
    for (let i = 0; i < 3; i++) await desk.put({ kind: 'code', urgency: CODE, email: `c${i}@example.org`, challenge_id: await desk.challenge() })
    for (let i = 0; i < 3; i++) await post.mail(`c${i}@example.org`)
    assert.equal(post.mails.length, 5)
  })

  test('nor behind those that are tried again, and these wait for nobody either', async (t) => {
    const { post, desk } = await opened(t)
    for (const urgency of [CODE, RESET, INVITATION]) await pile(desk, urgency, 20)
    await pile(desk, REST, 1000)
    post.rcpt = (email) => email.startsWith(`pile${REST}`) ? sleep(100).then(() => refusal(451, 'Later')) : undefined
    desk.start()
    for (const urgency of [CODE, RESET, INVITATION])
      await until('all of the others', () => post.to(`pile${urgency}@example.org`).length === 20, 60000)
    const tried = post.begun.filter((email) => email.startsWith(`pile${REST}`)).length
    assert.ok(tried > 0 && tried < 1000, `${tried} of the rest were tried meanwhile`)
  })

  test('many codes leave resets and invitations their turn', async (t) => {
    const { post, desk } = await opened(t)
    await pile(desk, CODE, 1000)
    for (const urgency of [RESET, INVITATION, REST]) await pile(desk, urgency, 20)
    desk.start()
    await until('the others', () => [RESET, INVITATION, REST].every((urgency) => post.to(`pile${urgency}@example.org`).length === 20), 60000)
    assert.ok(post.to(`pile${CODE}@example.org`).length < 1000, 'before the last code')
  })

  test('what has its time is done in time, whatever waits and however slow the server is', async (t) => {
    const { post, desk } = await opened(t)
    await pile(desk, REST, 50)
    post.data = () => new Promise(() => {})
    desk.start()
    await until('a mail in hand that does not end', () => post.mails.length === 1)
    const line = await desk.line('active', 'c.until_ms IS NULL')
    await desk.sql(`UPDATE contact SET until_ms = ${Date.now() - 1} WHERE id = '${line.id}'`)
    await until('the end of an access', async () => (await desk.sql(`SELECT status FROM contact WHERE id = '${line.id}'`))[0].status === 'revoked')
  })

  test('finds a code among a hundred thousand others by an index', async (t) => {
    const { post, desk } = await opened(t)
    await pile(desk, REST, 100000)
    desk.start()
    await desk.put({ kind: 'code', urgency: CODE, challenge_id: await desk.challenge() })
    await post.mail('max@example.org')
    const { stdout } = await run('sqlite3', [desk.database, `EXPLAIN QUERY PLAN ${(await queries()).find(({ name }) => name === 'outbox_take').body.replaceAll('$', '?')}`])
    assert.match(stdout, /SEARCH outbox USING (COVERING )?INDEX outbox_by_urgency \(urgency=\? AND due_ms<\?\)\n$/)
    assert.doesNotMatch(stdout, /TEMP B-TREE/)
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
    await until('all mails', async () => (await desk.sql("SELECT 1 FROM outbox WHERE status <> 'sent'")).length === 0, 120000)
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
