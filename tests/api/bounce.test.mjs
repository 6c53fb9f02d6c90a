// Mails that come back after a server took them: what `guichet mail bounce` makes of the reports of all kinds of servers.
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { Desk, opened } from './mailer.mjs'
import { PROGRAM, ROOT, run } from './site.mjs'

const TEMPFAIL = 75 // sysexits.h: the mail server comes again
const MODEL_ID = '01k9zq3v5w8x7y6z5a4b3c2d1e'
const MODEL_ADDRESS = /lena\.koch@nordbank\.example/g

/** A report as a server writes it, about that mail to that address. */
async function report(name, id, email) {
  const text = await readFile(join(ROOT, 'tests/fuzz/corpus/bounce', name), 'latin1')
  return text.replaceAll(MODEL_ID, id).replaceAll(MODEL_ID.toUpperCase(), id.toUpperCase()).replace(MODEL_ADDRESS, email)
}

/** A desk that has sent an invitation about a line that waits for it. */
async function invited(t, env = {}) {
  const desk = await Desk.open(t, '', env)
  const line = await desk.line('invited', "s.language = 'en'")
  const id = await desk.invite(line, { status: 'sent', attempts: 1 })
  desk.take = (input, more = {}) => run(PROGRAM, ['mail', 'bounce'], { ...desk.env, ...more }, Buffer.from(input, 'latin1'))
  desk.told = () => desk.sql("SELECT email, facts FROM outbox WHERE kind = 'undelivered'")
  return { desk, line, id }
}

describe('mails that come back', { concurrency: 4 }, () => {
  for (const name of ['postfix', 'postfix_crlf', 'postfix_mbox', 'postfix_headers_only', 'postfix_several', 'exim', 'exchange', 'gmail', 'nested', 'no_blocks', 'angles'])
    test(`end an address that is none, as ${name} says it, by the Message-ID`, async (t) => {
      const { desk, line, id } = await invited(t)
      const { status, stderr, stdout } = await desk.take(await report(name, id, line.email))
      assert.deepEqual([status, stdout], [0, ''], stderr)
      const row = await desk.row(id)
      assert.equal(row.status, 'failed', stderr)
      assert.match(row.error, /^came back: 5\.\d\.\d/)
      assert.ok(Math.abs(await desk.failedAt(line.id) - Date.now()) < 60000)
      assert.match(stderr, new RegExp(`level=warn event=mail_bounced id=${id} kind=activation why="came back: 5`))
      const told = await desk.told()
      assert.deepEqual(told.map((mail) => [mail.email, JSON.parse(mail.facts).cause]), [[line.sponsor, 'address']])

      assert.equal((await desk.take(await report(name, id, line.email))).status, 0)
      assert.equal((await desk.told()).length, 1, 'the same report again tells nobody')
    })

  test('are known by the address to which they come back', async (t) => {
    const { desk, line, id } = await invited(t, { GUICHET_MAIL_BOUNCES: 'bounces@desk.example' })
    assert.equal((await desk.take(await report('no_original', id, line.email), { GUICHET_MAIL_BOUNCES: '' })).status, 0)
    assert.equal((await desk.row(id)).status, 'sent', 'nothing else names it')
    assert.equal((await desk.take(await report('no_original', id, line.email))).status, 0)
    assert.equal((await desk.row(id)).status, 'failed')
    assert.ok(await desk.failedAt(line.id))
  })

  for (const [name, level, words] of [
    ['postfix_full', 'warn', /Mailbox full/],
    ['postfix_expired', 'warn', /Connection timed out/],
    ['postfix_no_domain', 'warn', /not found/],
    ['postfix_relay', 'error', /advice=".*block list/],
  ])
    test(`say that a mail did not arrive, and nothing of the address, with ${name}`, async (t) => {
      const { desk, line, id } = await invited(t)
      const { status, stderr } = await desk.take(await report(name, id, line.email))
      assert.equal(status, 0)
      assert.match(stderr, new RegExp(`level=${level} event=mail_bounced`))
      assert.match(stderr, words)
      assert.equal((await desk.row(id)).status, 'failed')
      assert.equal(await desk.failedAt(line.id), null)
      assert.deepEqual((await desk.told()).map((mail) => JSON.parse(mail.facts).cause), ['server'])
      assert.match((await desk.guichet('mail', 'status', '--failed')).stdout, new RegExp(`^${id} .*came back: `, 'm'))
      assert.equal((await desk.guichet('mail', 'retry', id)).status, 0)
    })

  for (const name of ['postfix_delayed', 'postfix_delivered', 'postfix_relayed', 'qmail', 'out_of_office', 'vacation_multipart',
    'read_receipt', 'forwarded', 'no_status_part', 'cut', 'odd_fields', 'deep', 'binary', 'empty'])
    test(`are not what ${name} is`, async (t) => {
      const { desk, line, id } = await invited(t)
      const { status, stderr } = await desk.take(await report(name, id, line.email))
      assert.equal(status, 0, 'the mail server has nothing to send back')
      assert.match(stderr, /level=info event=bounce_ignored/)
      assert.deepEqual([(await desk.row(id)).status, await desk.failedAt(line.id), await desk.told()], ['sent', null, []])
    })

  test('cannot be forged by who does not know the mail and whom it went to', async (t) => {
    const { desk, line, id } = await invited(t, { GUICHET_MAIL_BOUNCES: 'bounces@desk.example' })
    const other = await desk.put({ status: 'sent' })
    const forged = [
      await report('postfix', id, 'somebody.else@nordbank.example'),
      await report('postfix', other, line.email),
      await report('postfix', '01k9zq3v5w8x7y6z5a4b3c2d1f', line.email),
      await report('postfix', "' OR 1=1 --", line.email),
      await report('many', id, line.email),
      (await report('postfix', id, line.email)).replace(/^Final-Recipient:.*\n/m, 'Final-Recipient: rfc822; x@nordbank.example\n').replace(/^Original-Recipient:.*\n/m, ''),
    ]
    for (const text of forged) {
      const { status, stderr } = await desk.take(text)
      assert.equal(status, 0)
      assert.match(stderr, /event=bounce_ignored why="it is not about a mail of ours/)
    }
    assert.deepEqual([(await desk.row(id)).status, (await desk.row(other)).status, await desk.failedAt(line.id)], ['sent', 'sent', null])
  })

  test('match the address however its letters are written', async (t) => {
    const { desk, line, id } = await invited(t)
    await desk.take(await report('postfix', id, line.email.toUpperCase()))
    assert.equal((await desk.row(id)).status, 'failed')
  })

  test('write nothing but one plain line into log and outbox, whatever is in them', async (t) => {
    const { desk, line, id } = await invited(t)
    const text = (await report('postfix', id, line.email)).replace(/^Diagnostic-Code:.*\n( .*\n)*/m, `Diagnostic-Code: smtp; 550 \x1b[31m"level=error\x07 =?utf-8?q?=0Aevent=3Dx?= ${'y'.repeat(5000)}\n`)
    const { stderr } = await desk.take(text)
    assert.equal(stderr.split('\n').length, 2, stderr)
    assert.ok(/^[\x20-\x7e]*$/.test((await desk.row(id)).error) && (await desk.row(id)).error.length < 400)
  })

  test('that come before the server is known to have taken the mail are to come again', async (t) => {
    const { desk, line, id } = await invited(t)
    await desk.sql(`UPDATE outbox SET status = 'waiting' WHERE id = '${id}'`)
    const text = await report('postfix', id, line.email)
    assert.equal((await desk.take(text)).status, TEMPFAIL)
    await desk.sql(`UPDATE outbox SET status = 'sent' WHERE id = '${id}'`)
    assert.equal((await desk.take(text)).status, 0)
    assert.equal((await desk.row(id)).status, 'failed')
  })

  test('are to come again when we cannot take them, and only they', async (t) => {
    const { desk, line, id } = await invited(t)
    const text = await report('postfix', id, line.email), away = await report('out_of_office', id, line.email)
    for (const more of [
      { GUICHET_DATABASE: join(desk.folder, 'none.db') },
      { GUICHET_KEYS: join(desk.folder, 'none') },
    ]) {
      assert.equal((await desk.take(text, more)).status, TEMPFAIL)
      assert.equal((await desk.take(away, more)).status, 0)
    }
    assert.equal((await desk.take(text, { GUICHET_WORKERS: 'x' })).status, TEMPFAIL)
    assert.equal((await desk.row(id)).status, 'sent')
    assert.equal((await desk.guichet('mail', 'bounce', 'x')).status, 2)
  })

  test('may be of any size', async (t) => {
    const { desk, line, id } = await invited(t)
    assert.equal((await desk.take('x'.repeat(30e6))).status, 0)
    assert.equal((await desk.take(`${'Received: x\n'.repeat(2e6)}\n`)).status, 0)
    assert.equal((await desk.row(id)).status, 'sent')
    const text = await report('postfix', id, line.email)
    assert.equal((await desk.take(text + 'more of the mail\n'.repeat(1e6))).status, 0)
    assert.equal((await desk.row(id)).status, 'failed')
  })

  test('are found by what the mail itself says, whatever its server keeps of it', async (t) => {
    const { post, desk } = await opened(t, {}, { GUICHET_MAIL_BOUNCES: 'bounces@desk.example' })
    const line = await desk.line('invited')
    const id = await desk.invite(line)
    await desk.send()
    const [mail] = post.to(line.email)
    const back = mail.envelope.mailFrom.address
    const text = ['Return-Path: <>', `To: <${back}>`, 'MIME-Version: 1.0', 'Content-Type: multipart/report; report-type=delivery-status; boundary=b', '',
      '--b', 'Content-Type: message/delivery-status', '', 'Reporting-MTA: dns; relay.example', '',
      `Final-Recipient: rfc822; ${mail.envelope.rcptTo[0].address}`, 'Action: failed', 'Status: 5.1.1', '',
      '--b', 'Content-Type: message/rfc822', '', mail.raw, '--b--', ''].join('\r\n')
    for (const [left, why] of [[text.replace(/^To: .*\r\n/m, ''), 'the returned mail'], [text.slice(0, text.indexOf('--b\r\nContent-Type: message/rfc822')), 'the address']]) {
      await desk.sql(`UPDATE outbox SET status = 'sent' WHERE id = '${id}'`)
      assert.equal((await run(PROGRAM, ['mail', 'bounce'], desk.env, left)).status, 0)
      assert.equal((await desk.row(id)).status, 'failed', why)
    }
    assert.ok(await desk.failedAt(line.id))
  })
})
