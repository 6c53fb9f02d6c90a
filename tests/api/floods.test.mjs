// What one can have us mail: to one mailbox, to strangers, in codes. What is too much waits, is gathered, or is refused.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { CHOSEN, sql, value } from './account.mjs'
import { House } from './house.mjs'
import { codeOf, PASSWORD, PEOPLE, refused, Site, until } from './site.mjs'

const NEWS = 12 // letters of one kind an hour to one mailbox
const STRANGERS = 500 // people without an account a day, by one person
const CODES = 5 // in ten minutes

let site, agnes, paul, file

before(async () => {
  site = await Site.start()
  agnes = await site.as('agnes')
  paul = await site.as('paul')
  file = (await agnes.operation('OP-2026-0042')).id
})
after(async () => assert.equal(await site.stop(), 0))

const contacts = (operation = file) => `api/operations/${operation}/contacts`
const act = async (visitor, line, what, body) => {
  const answer = await visitor.post(`${contacts()}/${line}/${what}`, body)
  assert.equal(answer.status, 200, answer.text)
  return answer.body
}
const waiting = (email) => value(site, `SELECT count(*) FROM outbox WHERE email = '${email}' AND status = 'waiting' AND urgency < 5`)
const settled = (email) => until(`no mail waits for ${email}`, async () => (await waiting(email)) === 0)
const held = (email) => sql(site, `SELECT kind, facts FROM outbox WHERE email = '${email}' AND status = 'waiting' AND urgency = 5`)
const letGo = (email) => sql(site, `UPDATE outbox SET due_ms = 1 WHERE email = '${email}' AND urgency = 5`)
const others = async (email) => (await site.mails(email)).filter((mail) => codeOf(mail) === undefined)

describe('one mailbox', () => {
  test('is not filled by an access that is taken and given back, and hears the last word', async () => {
    const email = 'marie-laure.besnard@littoral.example'
    const line = await paul.contact(file, email)
    for (let i = 0; i < 60; i++) {
      await act(paul, line.id, 'revoke')
      await act(paul, line.id, 'restore', { until: null })
    }
    await settled(email)
    let mails = await others(email)
    assert.ok(mails.length <= NEWS, `${mails.length} mails for 120 changes`)

    await act(paul, line.id, 'revoke', { reason: 'Le tout dernier mot' })
    await settled(email)
    if ((await held(email)).length) await letGo(email)
    const last = await site.mail(email, (mail) => /Le tout dernier mot/.test(mail.text))
    mails = await others(email)
    assert.equal(mails.at(-1).messageId, last.messageId)
    assert.ok(mails.length <= NEWS + 1)
  })

  test('gets what is beyond an hour’s in one letter, each thing as it ended', async () => {
    const email = 'solene.mahe@littoral.example'
    const line = await paul.contact(file, email)
    for (let i = 0; i < NEWS / 2; i++) {
      await act(paul, line.id, 'revoke')
      await settled(email)
      await act(paul, line.id, 'restore', { until: null })
      await settled(email)
    }
    assert.equal((await others(email)).length, NEWS)
    for (let i = 0; i < 5; i++) {
      await act(paul, line.id, 'revoke', { reason: `Pas la dernière ${i}` })
      await act(paul, line.id, 'restore', { until: null })
    }
    await act(paul, line.id, 'revoke', { reason: 'Fin de mission' })
    const kept = await held(email)
    assert.deepEqual(kept.map((one) => one.kind), ['revoked'], 'one about the line')
    const other = (await agnes.operation('OP-2026-0014')).id
    await agnes.add(other, email, { entity: (await agnes.get(`api/operations/${other}`)).body.participations.find((one) => one.side === 'lender').entity.id })
    const all = await held(email)
    await letGo(email)
    const mail = await site.mail(email, (one) => /en un seul|in one/.test(one.subject))
    assert.equal((await others(email)).length, NEWS + 1)
    assert.match(mail.text, /^- Fin de votre accès [^\n]*\s:\s«\sFin de mission\s»/m)
    assert.doesNotMatch(mail.text, /Pas la dernière/)
    assert.equal(mail.text.match(/^- /gm).length, all.length)
    assert.deepEqual(await held(email), [])
  })

  test('is one, whatever stands after a plus sign', async () => {
    const emails = Array.from({ length: 20 }, (_, i) => `flooded+${i}@littoral.example`)
    const answer = await paul.post(contacts(), { emails })
    assert.ok(answer.body.items.every((item) => item.result === 'invited'), answer.text)
    const [{ now, later }] = await sql(site, `SELECT sum(due_ms <= created_ms OR attempts > 0) AS now, sum(due_ms > created_ms + 3000000 AND attempts = 0) AS later
      FROM outbox WHERE email LIKE 'flooded+%'`)
    assert.deepEqual([now, later], [6, 14])
    const far = await value(site, "SELECT max(due_ms) - max(created_ms) FROM outbox WHERE email LIKE 'flooded+%'")
    assert.equal(Math.floor(far / 3600000), 3, 'six an hour')
  })

  test('of somebody invited holds one link, however often he is revoked and restored', async () => {
    const email = 'back.and.forth@littoral.example'
    const { contact } = await paul.add(file, email)
    for (let i = 0; i < 30; i++) {
      await act(paul, contact.id, 'revoke')
      await act(paul, contact.id, 'restore')
    }
    const mails = await value(site, `SELECT count(*) FROM outbox WHERE email = '${email}' AND (attempts > 0 OR status = 'waiting')`)
    assert.ok(mails <= 7, `${mails} mails for 61 links`)
    await sql(site, `UPDATE outbox SET due_ms = 1 WHERE email = '${email}' AND status = 'waiting'`)
    await until('a link that works', async () => {
      const secret = await site.secret(email, (await site.mails(email)).length - 1).catch(() => null)
      return secret && (await site.visitor().post('api/invitations/show', { secret })).status === 200
    })
  })
})

describe('codes', () => {
  const signIn = (visitor, email, password = PASSWORD) => visitor.post('api/session', { email, password })

  test('are five in ten minutes for an account; the last ones still work', async () => {
    const email = 'ines.carvalho@littoral.example'
    const known = await value(site, `SELECT count(*) FROM users WHERE email = '${email}' AND activated_ms IS NOT NULL`)
    const who = known ? email : PEOPLE.lena
    const visitors = Array.from({ length: CODES }, () => site.visitor())
    for (let i = 0; i < 3; i++) refused(await signIn(site.visitor(), who, 'Not-the-password-1'), 401, 'bad_credentials')
    for (const visitor of visitors) assert.equal((await signIn(visitor, who)).status, 202)
    for (const [language, words] of [['fr', /Cinq codes ont déjà été envoyés/], ['en', /Five codes have been sent/]]) {
      const answer = await signIn(site.visitor({ language }), who)
      refused(answer, 429, 'too_many_codes')
      assert.match(answer.body.detail, words)
      assert.ok(Number(answer.headers['retry-after']) > 500 && Number(answer.headers['retry-after']) <= 600)
    }
    assert.equal((await signIn(site.visitor(), PEOPLE.tom)).status, 202, 'others are not concerned')
    const codes = await until('all codes', async () => {
      const found = (await site.mails(who)).filter(codeOf)
      return found.length === CODES && found.map(codeOf)
    })
    const answers = []
    for (const code of codes) answers.push((await visitors.at(-1).post('api/session/code', { code })).status)
    assert.ok(answers.includes(200), answers.join())
    await site.pass(who)
    assert.equal((await signIn(site.visitor(), who)).status, 202, 'ten minutes later')
  })

  test('to a mailbox that is to be proved are as few, whoever asks and whoever’s it is', async () => {
    for (const to of ['wanted.by.many@littoral.example', PEOPLE.chloe]) {
      const house = await House.build(site)
      const asking = []
      for (let i = 0; i <= CODES; i++) asking.push(await house.hire(`asks${i}`))
      const answers = []
      for (const visitor of asking) answers.push(await visitor.post('api/account/address', { email: to, password: CHOSEN }))
      assert.deepEqual(answers.map((answer) => answer.status), [202, 202, 202, 202, 202, 429])
      refused(answers.at(-1), 429, 'too_many_codes')
    }
  })
})

describe('strangers', () => {
  const list = (name, from, count) => Array.from({ length: count }, (_, i) => `${name}${from + i}@littoral.example`)

  test('are invited by hundreds, not by thousands, and the answer says so', async () => {
    for (let from = 0; from < STRANGERS; from += 100) {
      const answer = await agnes.post(contacts(), { emails: list('stranger', from, 100), entity: await lender() })
      assert.equal(answer.status, 200)
      assert.ok(answer.body.items.every((item) => item.result === 'invited'), answer.text.slice(0, 300))
    }
    for (const [language, words] of [['fr', /500 personnes sans compte/], ['en', /500 people without an account/]]) {
      const answer = await agnes.post(contacts(), { emails: [...list('one.more', 0, 3), 'one.more1@littoral.example', 'none'], entity: await lender() }, { headers: { 'Accept-Language': language } })
      refused(answer, 429, 'too_many_strangers')
      assert.match(answer.body.detail, words)
      assert.ok(Number(answer.headers['retry-after']) > 80000)
    }
    assert.equal(await value(site, "SELECT count(*) FROM users WHERE email LIKE 'one.more%'"), 0, 'nobody is written down')

    const mixed = await agnes.post(contacts(), { emails: ['one.more1@littoral.example', PEOPLE.max, 'no address', 'stranger7@littoral.example'], entity: await lender() })
    assert.equal(mixed.status, 200, mixed.text)
    assert.deepEqual(mixed.body.items.map((item) => item.code ?? 'done'), ['too_many_strangers', 'done', 'bad_email', 'done'])
    assert.equal((await paul.add(file, 'one.more2@littoral.example')).result, 'invited', 'a colleague goes on')
  })

  test('so on every path by which one invites', async () => {
    const [bank] = (await agnes.get('api/session')).body.environments
    const teams = await agnes.all(`api/entities/${bank.entity}/teams`)
    refused(await agnes.post(`api/entities/${bank.entity}/habilitations`, { emails: ['one.more3@aurore.example'], team: teams[0].id, roles: [] }), 429, 'too_many_strangers')
    refused(await agnes.post('api/handovers', { successors: [{ email: 'one.more4@aurore.example' }] }), 429, 'too_many_strangers')
    const { contact } = await paul.add(file, 'one.more5@littoral.example')
    refused(await agnes.post(`${contacts()}/${contact.id}/resend`), 429, 'too_many_strangers')
    await act(agnes, contact.id, 'revoke')
    refused(await agnes.post(`${contacts()}/${contact.id}/restore`), 429, 'too_many_strangers')
    assert.equal(await value(site, "SELECT count(*) FROM users WHERE email IN ('one.more3@aurore.example', 'one.more4@aurore.example')"), 0)
  })

  test('a day later one goes on', async () => {
    await sql(site, 'UPDATE stranger SET at_ms = at_ms - 86400000')
    assert.equal((await agnes.add(file, 'next.day@littoral.example', { entity: await lender() })).result, 'invited')
  })

  const lender = async () => (await agnes.get(`api/operations/${file}`)).body.participations.find((one) => one.entity.name === 'Crédit du Littoral').entity.id
})

test('what counts outlives a restart', async () => {
  const other = await Site.start()
  const lena = await other.as('lena')
  lena.close()
  other.known.delete('lena')
  for (let i = 1; i < CODES; i++) assert.equal((await other.visitor().post('api/session', { email: PEOPLE.lena, password: PASSWORD })).status, 202)
  other.kept = true
  assert.equal(await other.stop(), 0)
  const again = await Site.start({ state: other.state })
  again.kept = false
  refused(await again.visitor().post('api/session', { email: PEOPLE.lena, password: PASSWORD }), 429, 'too_many_codes')
  assert.equal(await again.stop(), 0)
})
