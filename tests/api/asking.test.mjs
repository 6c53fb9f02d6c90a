// Asking signed out: the mailbox is proved first, strangers are few at one place, and nothing tells whether what is asked
// for exists: not the answer, not what is written.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { holdMailer, mailCount, person, sql, value } from './account.mjs'
import { askFor, askingLink, entityId, House, kinds, sought } from './house.mjs'
import { PEOPLE, PROGRAM, refused, run, Site, until } from './site.mjs'

let site, house, agent, littoral, file

before(async () => {
  site = await Site.start()
  house = await House.build(site)
  agent = await house.hire('agent', house.root, ['creator'])
  littoral = await entityId(site, 'Littoral')
  file = await house.published('ASK-1', { [littoral]: 'lender' }, agent)
})
after(async () => assert.equal(await site.stop(), 0))

let made = 0
let next = 0
/** A mailbox of nobody, and a source of its own. */
const mailbox = (domain = 'ailleurs.example') => `inconnu${++made}@${domain}`
const stranger = () => site.visitor({ source: `127.0.${1 + (++next >> 7)}.${1 + (next & 127)}` })
const post = (visitor, body) => visitor.post('api/requests', body)
const show = (visitor, secret) => visitor.post('api/asking/show', { secret })
const confirm = (visitor, secret) => visitor.post('api/asking/confirm', { secret })
const decide = (visitor, id, what, body = {}) => visitor.post(`api/requests/${id}/${what}`, body)
const ask = async (visitor, body) => assert.equal((await askFor(site, visitor, body)).status, 202)
const requests = (email) => sql(site, `SELECT r.*, r.operation_id AS operation FROM request r LEFT JOIN users u ON u.id = r.user_id
  WHERE coalesce(u.email, r.email) = '${email}' ORDER BY r.id`)
const users = (email) => value(site, `SELECT count(*) FROM users WHERE email = '${email}'`)
const told = (email) => value(site, `SELECT count(*) FROM outbox WHERE facts LIKE '%${email}%'`)
const find = async (visitor, email, state = 'open') => (await visitor.all(`api/requests?state=${state}`)).find((one) => one.person.email === email)
const sweep = async () => assert.equal((await run(PROGRAM, ['mail', '--once'], site.settings)).status, 0)
const same = (answer) => assert.deepEqual([answer.status, answer.text], [202, ''])

describe('before the mailbox is proved', () => {
  test('nobody hears of it and nobody’s name is used: one letter goes to the address, without a word of who asked', async () => {
    for (const email of [mailbox(), PEOPLE.paul, PEOPLE.agnes, mailbox('littoral.example')]) {
      const before = await value(site, 'SELECT count(*) FROM request')
      const letters = await value(site, 'SELECT count(*) FROM outbox')
      const known = await users(email)
      same(await post(stranger(), { operation: 'ASK-1', email, message: 'Achetez mes montres' }))
      const mail = await site.mail(email, (one) => /#\/asking\//.test(one.text))
      for (const part of ['Achetez', 'ASK-1', 'montres']) assert.ok(!`${mail.subject} ${mail.text} ${mail.html}`.includes(part), part)
      assert.equal(await value(site, 'SELECT count(*) FROM request'), before)
      assert.equal(await users(email), known)
      assert.equal(await value(site, 'SELECT count(*) FROM outbox'), letters + 1)
      const [row] = await sql(site, `SELECT * FROM asking WHERE email = '${email}'`)
      const secret = await askingLink(site, email)
      assert.ok(!JSON.stringify(row).includes(secret), 'the secret is not kept')
      assert.equal(await find(agent, email), undefined)
    }
  })

  test('the link shows what is asked and consumes nothing, whoever is signed in', async () => {
    const email = mailbox()
    await post(stranger(), { entity: 'Banque Aurore', email, message: 'Bonjour' })
    const secret = await askingLink(site, email)
    for (const visitor of [stranger(), agent, await site.as('paul')]) {
      const { status, body } = await show(visitor, secret)
      assert.deepEqual([status, body.state, body.email, body.operation, body.entity, body.message], [200, 'waiting', email, null, 'Banque Aurore', 'Bonjour'])
      assert.equal(Date.parse(body.expires) - Date.parse(body.asked), 86400000)
    }
    assert.deepEqual(await requests(email), [])
  })

  test('in the language of who asks', async () => {
    const email = mailbox()
    await post(site.visitor({ language: 'fr' }), { operation: 'ASK-1', email })
    assert.match((await site.mail(email)).subject, /Confirmez votre demande/)
  })

  test('with the hour of who asks, where the page tells his zone', async () => {
    const email = mailbox()
    await post(site.visitor({ language: 'fr' }), { operation: 'ASK-1', email, zone: 'Europe/Paris' })
    const { text } = await site.mail(email)
    assert.match(text, /heure de Paris/)
    assert.doesNotMatch(text, /UTC/)
    const answer = await stranger().post('api/requests', { operation: 'ASK-1', email: mailbox(), zone: 'Europe/Nowhere' })
    refused(answer, 422, 'invalid_fields')
    assert.deepEqual(Object.keys(answer.body.fields), ['zone'])
  })

  test('“this was not me” ends it', async () => {
    const email = mailbox()
    await post(stranger(), { operation: 'ASK-1', email })
    const secret = await askingLink(site, email)
    assert.equal((await stranger().post('api/asking/refuse', { secret })).status, 204)
    assert.equal((await show(stranger(), secret)).body.state, 'refused')
    refused(await confirm(stranger(), secret), 409, 'link_over')
    refused(await stranger().post('api/asking/refuse', { secret }), 409, 'link_over')
    assert.deepEqual([await requests(email), await users(email)], [[], 0])
  })

  test('a day later it is gone', async () => {
    const email = mailbox()
    await post(stranger(), { operation: 'ASK-1', email })
    const secret = await askingLink(site, email)
    await sql(site, `UPDATE asking SET expires_ms = 1 WHERE email = '${email}'`)
    for (const what of ['show', 'confirm', 'refuse']) refused(await stranger().post(`api/asking/${what}`, { secret }), 404, 'not_found')
    await sweep()
    assert.equal(await value(site, `SELECT count(*) FROM asking WHERE email = '${email}'`), 0)
  })

  test('a secret that is none opens nothing', async () => {
    for (const secret of ['x', 'A'.repeat(32), 'é'.repeat(32), '../../x'])
      for (const what of ['show', 'confirm', 'refuse']) refused(await stranger().post(`api/asking/${what}`, { secret }), 404, 'not_found')
  })
})

describe('once it is proved', () => {
  test('those who decide hear of it, and that only a mailbox was proved', async () => {
    const email = mailbox()
    await post(stranger(), { operation: 'ASK-1', email, message: 'Je suis Agnès Martin' })
    assert.equal((await confirm(stranger(), await askingLink(site, email))).status, 204)
    await sought(site)
    const mail = await site.mail(agent.email, (one) => one.text.includes(email))
    assert.match(mail.text, /their identity is not verified/)
    assert.match(mail.text, /> Je suis Agnès Martin/)
    const item = await find(agent, email)
    assert.deepEqual([item.stranger, item.person, item.asked_by, item.may], [true, { name: email, email }, email, ['approve', 'refuse']])
    assert.equal(await users(email), 0, 'nobody yet')
    assert.equal((await decide(agent, item.id, 'approve', { entity: littoral })).body.status, 'approved')
    assert.equal(await users(email), 1)
    assert.deepEqual((await kinds(site, email)).sort(), ['activation', 'asking', 'request_decided'])
    assert.equal((await agent.contact(file, email)).status, 'invited')
  })

  test('its link tells what became of it, the same whether there is such a thing or not until somebody decides', async () => {
    const told = async (operation) => {
      const email = mailbox()
      await post(stranger(), { operation, email })
      const secret = await askingLink(site, email)
      assert.equal((await show(stranger(), secret)).body.decision, null)
      assert.equal((await confirm(stranger(), secret)).status, 204)
      await sought(site)
      const { state, decision } = (await show(stranger(), secret)).body
      assert.deepEqual([state, decision], ['proved', 'open'])
      return { email, secret }
    }
    await told('NULLE-PART')
    for (const [what, becomes] of [['approve', 'approved'], ['refuse', 'refused']]) {
      const { email, secret } = await told('ASK-1')
      await decide(agent, (await find(agent, email)).id, what, what === 'approve' ? { entity: littoral } : {})
      const { body } = await show(stranger(), secret)
      assert.deepEqual([body.state, body.decision], ['proved', becomes])
      assert.ok(Date.parse(body.expires) > Date.now() + 29 * 24 * 3600 * 1000, 'for as long as a request lives')
    }
  })

  test('once: a second click, another browser, an entity’s second tab change nothing', async () => {
    const email = mailbox()
    await post(stranger(), { operation: 'ASK-1', email })
    const secret = await askingLink(site, email)
    const answers = await Promise.all([stranger(), agent, stranger()].map((visitor) => confirm(visitor, secret)))
    assert.deepEqual(answers.map((one) => one.status).sort(), [204, 409, 409])
    await sought(site)
    assert.equal((await requests(email)).length, 1)
    assert.equal((await show(stranger(), secret)).body.state, 'proved')
    refused(await stranger().post('api/asking/refuse', { secret }), 409, 'link_over')
  })

  test('while somebody else is signed in it is the request of the mailbox, not his', async () => {
    const email = mailbox('seul.example')
    const paul = await site.as('paul')
    const before = (await requests(PEOPLE.paul)).length
    await post(stranger(), { operation: 'ASK-1', email })
    assert.equal((await confirm(paul, await askingLink(site, email))).status, 204)
    await sought(site)
    assert.equal((await requests(email)).length, 1)
    assert.equal((await requests(PEOPLE.paul)).length, before)
    assert.equal((await find(agent, email)).entity, null, 'nor for his entity')
  })

  test('of somebody with an account it is his own, named and for his entity', async () => {
    const email = 'preuve@littoral.example'
    const someone = await person(site, email)
    await ask(stranger(), { operation: 'ASK-1', email })
    const item = await find(agent, email)
    assert.deepEqual([item.stranger, item.person.name, item.entity.id], [false, 'Noé Vallon', littoral])
    assert.deepEqual((await find(someone, email)).may, ['cancel'])
    assert.equal(await mailCount(site, agent.email, 'access_request'), 1)
  })

  test('of who gets an account afterwards it is his account’s', async () => {
    const email = 'bientot@littoral.example'
    await ask(stranger(), { operation: 'ASK-1', email })
    await ask(stranger(), { operation: 'OP-2026-0042', email })
    const someone = await person(site, email)
    const [mine, ...others] = await someone.all('api/requests')
    assert.deepEqual([mine.operation.reference, mine.stranger, mine.may, others], ['ASK-1', false, ['cancel'], []])
    assert.equal((await find(agent, email)).person.name, 'Noé Vallon')
    assert.deepEqual((await requests(email)).map((row) => row.status), ['open', 'cancelled'], 'what he was given meanwhile is no question any more')
  })

  test('refused, it names nothing that was found', async () => {
    const email = mailbox('littoral.example')
    await ask(stranger(), { operation: 'ASK-1', email })
    const item = await find(agent, email)
    assert.equal((await decide(agent, item.id, 'refuse', { reason: 'Inconnu' })).body.status, 'refused')
    const mail = await site.mail(email, (one) => one.text.includes('Inconnu'))
    assert.ok(mail.text.includes('ASK-1'))
    for (const part of ['Opération ASK-1', 'Littoral']) assert.ok(!`${mail.subject} ${mail.text}`.includes(part), part)
  })

  test('of what does not exist nothing remains', async () => {
    const email = mailbox()
    await ask(stranger(), { operation: 'NULLE-PART', email })
    await ask(stranger(), { entity: 'Banque de Nulle Part', email })
    assert.deepEqual([await requests(email), await users(email)], [[], 0])
  })

  test('nobody decides for thirty days: it ends, with all that came of it', async () => {
    const email = mailbox()
    await ask(stranger(), { operation: 'ASK-1', email })
    const own = await person(site, 'patient@littoral.example')
    await ask(own, { operation: 'ASK-1' })
    for (const [age, left] of [[29, 1], [31, 0]]) {
      await sql(site, `UPDATE request SET created_ms = (SELECT max(created_ms) FROM asking) - ${age} * 86400000 WHERE operation_id = '${file}' AND status = 'open'`)
      await sweep()
      assert.equal((await requests(email)).length, left, `after ${age} days`)
    }
    assert.equal(await users(email), 0)
    assert.equal((await requests(own.email)).length, 1, 'of somebody with an account it stays')
  })
})

describe('a flood', () => {
  test('of letters to one mailbox is bounded, by source and in all, and the answer stays the same', async () => {
    const email = mailbox()
    const source = stranger()
    for (let i = 0; i < 5; i++) same(await post(source, { operation: `FLOT-${i}`, email }))
    const waiting = () => value(site, `SELECT count(*) FROM asking WHERE email = '${email}'`)
    assert.equal(await waiting(), 3, 'of one source')
    for (let i = 0; i < 9; i++) same(await post(stranger(), { operation: 'ASK-1', email }))
    assert.equal(await waiting(), 9, 'in all')
    assert.equal(await mailCount(site, email, 'asking'), 9)
    const secret = await askingLink(site, email)
    assert.equal((await stranger().post('api/asking/refuse', { secret })).status, 204)
    same(await post(stranger(), { operation: 'ASK-1', email }))
    assert.equal(await waiting(), 10, 'the owner makes room')
  })

  test('from one source is bounded', async () => {
    const source = stranger()
    for (let i = 0; i < 24; i++) same(await post(source, { operation: 'ASK-1', email: mailbox() }))
    const [{ source: digest }] = await sql(site, 'SELECT source FROM asking ORDER BY id DESC LIMIT 1')
    assert.equal(await value(site, `SELECT count(*) FROM asking WHERE source = '${digest}'`), 20)
  })

  test('in his name does not keep somebody with an account from asking', async () => {
    const email = 'vise@littoral.example'
    const victim = await person(site, email)
    for (let i = 0; i < 12; i++) same(await post(stranger(), { operation: `FLOT-${i}`, email }))
    await ask(victim, { operation: 'ASK-1' })
    assert.deepEqual((await requests(email)).map((row) => [row.status, row.operation]), [['open', file]])
    assert.ok(await find(agent, email))
  })
})

describe('strangers at one place', () => {
  let crowded, boss

  before(async () => {
    boss = await house.hire('foule', house.root, ['creator'])
    crowded = await house.published('ASK-FOULE', { [littoral]: 'lender' }, boss)
    await boss.add(crowded, 'deja@littoral.example', { entity: littoral })
  })

  test('from one source are three, the fourth waits; another source, and the house’s own people, do not wait for it', async () => {
    const source = stranger()
    const emails = Array.from({ length: 4 }, () => mailbox())
    for (const email of emails) await ask(source, { operation: 'ASK-FOULE', email })
    const placed = async (list) => (await Promise.all(list.map(requests))).flat().map((row) => row.operation)
    assert.deepEqual(await placed(emails), [crowded, crowded, crowded, null])
    assert.equal(await told(emails[3]), 0)
    const [other, colleague] = [mailbox(), mailbox('littoral.example')]
    await ask(stranger(), { operation: 'ASK-FOULE', email: other })
    await ask(source, { operation: 'ASK-FOULE', email: colleague })
    assert.deepEqual(await placed([other, colleague]), [crowded, crowded])
    await decide(boss, (await find(boss, emails[0])).id, 'refuse')
    await sql(site, `UPDATE request SET seek_ms = 1 WHERE email = '${emails[3]}'`)
    await until('the next place', async () => (await placed([emails[3]]))[0] === crowded)
    assert.ok(await find(boss, emails[3]))
  })

  test('are twenty at most, and who decides gets ten letters a day, the rest in the daily one', async () => {
    for (let i = 0; i < 24; i++) await ask(stranger(), { operation: 'ASK-FOULE', email: mailbox() })
    const open = await value(site, `SELECT count(*) FROM request WHERE operation_id = '${crowded}' AND status = 'open' AND user_id IS NULL`)
    assert.ok(open >= 20 && open <= 21, `${open}: one is of the house`)
    assert.equal(await mailCount(site, boss.email, 'stranger_request'), 10)
    const waits = await value(site, `SELECT count(*) FROM notice WHERE user_id = '${boss.id}' AND kind = 'request'`)
    assert.ok(waits >= open - 10, `${waits} in the daily letter`)
    await sql(site, `UPDATE notice SET due_ms = 1 WHERE user_id = '${boss.id}'`)
    const letter = await site.mail(boss.email, (one) => /summary/.test(one.subject))
    assert.match(letter.text, /Requests that wait for your decision/)
    const own = await person(site, 'bienvenu@littoral.example')
    await ask(own, { operation: 'ASK-FOULE' })
    assert.equal(await mailCount(site, boss.email, 'access_request'), 1, 'people with an account have their own way')
  })

  test('at an entity likewise', async () => {
    const source = stranger()
    const emails = Array.from({ length: 4 }, () => mailbox())
    for (const email of emails) await ask(source, { entity: house.name, email })
    assert.deepEqual((await Promise.all(emails.map(requests))).flat().map((row) => row.entity_id), [house.id, house.id, house.id, null])
    const colleague = house.address('nouvelle')
    await ask(source, { entity: house.name, email: colleague })
    assert.equal((await requests(colleague))[0].entity_id, house.id)
    assert.equal((await house.authorise(colleague)).result, 'invited')
    const [settled] = await requests(colleague)
    assert.deepEqual([settled.status, settled.user_id !== null], ['approved', true], 'authorised directly, it is answered')
  })
})

describe('one reference in two houses', () => {
  test('each decides for its own; a yes settles it, and one no leaves the other', async () => {
    const second = await House.build(site)
    const clerk = await second.hire('agent', second.root, ['creator'])
    const here = await house.published('COMMUN', { [littoral]: 'lender' }, agent)
    const there = await second.published('COMMUN', {}, clerk)
    await agent.add(here, 'deja@littoral.example', { entity: littoral })
    const [one, two] = [mailbox(), mailbox()]
    for (const email of [one, two]) await ask(stranger(), { operation: 'COMMUN', email })
    for (const [visitor, operation, of] of [[agent, here, house], [clerk, there, second]]) {
      const item = await find(visitor, one)
      assert.deepEqual([item.operation.id, item.operation.reference, item.may], [operation, 'COMMUN', ['approve', 'refuse']])
      assert.equal(await mailCount(site, visitor.email, 'stranger_request') > 0, true, of.name)
    }
    assert.equal((await decide(agent, (await find(agent, one)).id, 'refuse')).body.status, 'refused')
    assert.equal(await find(agent, one), undefined)
    assert.deepEqual((await requests(one)).map((row) => row.status), ['open'])
    assert.ok(!(await kinds(site, one)).includes('request_decided'), 'the other house has not answered yet')
    assert.equal((await decide(clerk, (await find(clerk, one)).id, 'approve', { entity: second.id })).body.status, 'approved')
    assert.equal((await requests(one))[0].operation, there)

    assert.equal((await decide(agent, (await find(agent, two)).id, 'refuse')).body.status, 'refused')
    assert.equal((await decide(clerk, (await find(clerk, two)).id, 'refuse')).body.status, 'refused')
    assert.deepEqual((await requests(two)).map((row) => row.status), ['refused'])
    assert.ok((await kinds(site, two)).includes('request_decided'))

    const colleague = mailbox('littoral.example')
    await ask(stranger(), { operation: 'COMMUN', email: colleague })
    assert.equal((await requests(colleague))[0].operation, here, 'his entity takes part in one of them')
    assert.equal(await find(clerk, colleague), undefined)
  })
})

describe('what is written', () => {
  /** Rows of every table. */
  const counts = async () => {
    const tables = (await sql(site, "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'")).map((row) => row.name)
    const [found] = await sql(site, `SELECT ${tables.map((name) => `(SELECT count(*) FROM "${name}") AS "${name}"`).join(', ')}`)
    return found
  }
  const change = async (act) => {
    const before = await counts()
    same(await act())
    const after = await counts()
    return Object.fromEntries(Object.keys(after).filter((name) => after[name] !== before[name]).map((name) => [name, after[name] - before[name]]))
  }

  test('is the same, whether there is such a thing or not, signed in or out', async () => {
    const quiet = await person(site, 'discret@littoral.example')
    const goOn = await holdMailer(site) // what is looked for afterwards must not be counted with it
    try {
      const wishes = [{ operation: 'ASK-1' }, { operation: 'NULLE-PART' }, { operation: 'OP-2026-0060' }, { operation: 'OP-2026-0042' },
        { entity: house.name }, { entity: house.id }, { entity: 'Nulle Part' }, { entity: littoral }]
      for (const wish of wishes) {
        const who = JSON.stringify(wish)
        assert.deepEqual(await change(() => post(quiet, { ...wish, message: 'x' })), { request: 1 }, who)
        assert.deepEqual(await change(() => post(stranger(), { ...wish, email: mailbox() })), { asking: 1, outbox: 1 }, who)
        assert.deepEqual(await change(() => post(stranger(), { ...wish, email: `${made}@littoral.example` })), { asking: 1, outbox: 1 }, who)
      }
    } finally {
      goOn()
    }
    await sought(site)
  })
})

describe('who can let me in', () => {
  test('is told so often an hour, for what exists and for what does not', async () => {
    const [one, other] = [await person(site, 'curieuse@littoral.example'), await person(site, 'sage@littoral.example')]
    const who = (visitor, reference) => visitor.get(`api/requests/deciders?operation=${reference}`)
    for (let i = 0; i < 60; i++) assert.equal((await who(one, i % 2 ? 'ASK-1' : 'NULLE-PART')).status, 200)
    for (const reference of ['ASK-1', 'NULLE-PART']) {
      const late = await who(one, reference)
      refused(late, 429, 'throttled')
      assert.ok(Number(late.headers['retry-after']) <= 3600)
    }
    assert.equal((await who(other, 'ASK-1')).status, 200)
  })
})
