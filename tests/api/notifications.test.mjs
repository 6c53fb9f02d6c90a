// Who hears what about the people of an operation: by side, setting and moment; once, in one letter, in his language.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { holdMailer, mailCount, person, sql, value } from './account.mjs'
import { askFor, entityId, House, kinds } from './house.mjs'
import { PROGRAM, refused, run, Site, until } from './site.mjs'

const HOUR = 3600 * 1000

let site, house, manager, second, littoral, scheldeland, verrerie, file
const people = {} // visitors with an account, by short name
let seen = 0 // letters looked at

before(async () => {
  site = await Site.start()
  house = await House.build(site)
  manager = await house.hire('gestion', house.root, ['creator'])
  second = await house.hire('second')
  ;[littoral, scheldeland, verrerie] = await Promise.all(['Littoral', 'Scheldeland', 'Verrerie'].map((name) => entityId(site, name)))
  for (const name of ['lise', 'luc', 'lou', 'kim', 'berthe', 'basile', 'bea']) {
    people[name] = await person(site, `${name}@avis.example`, { first_name: name, last_name: 'Avis' })
  }
  Object.assign(people, { manager, second })
  file = await follow('AVIS-1')
  for (const name of ['kim', 'berthe', 'basile']) // invited for Littoral, they act for another entity here
    assert.equal((await people[name].put('api/session/environment', { entity: entityOf(name) })).status, 200)
})
after(async () => assert.equal(await site.stop(), 0))

const act = (visitor, operation, line, what, body = {}) => visitor.post(`api/operations/${operation}/contacts/${line}/${what}`, body)
const choose = async (visitor, body) => {
  const answer = await visitor.put('api/account/notifications', body)
  assert.equal(answer.status, 200, answer.text)
  return answer.body
}
const set = async (visitor, operation, body) => {
  const answer = await visitor.put(`api/operations/${operation}/notifications`, body)
  assert.equal(answer.status, 200, answer.text)
  return answer.body
}
const entityOf = (name) => ({ l: littoral, k: scheldeland, b: verrerie, s: house.id, m: house.id })[name[0]]
const add = async (visitor, operation, name) => {
  const item = await visitor.add(operation, people[name].email, { entity: entityOf(name) })
  assert.equal(item.result, 'active', JSON.stringify(item))
  return item.contact.id
}

/** A published operation with everybody but lou and bea, whose news are over. */
async function follow(reference) {
  const id = await house.published(reference, { [littoral]: 'lender', [scheldeland]: 'lender' }, manager)
  for (const name of ['second', 'lise', 'luc', 'kim', 'berthe', 'basile']) await add(manager, id, name)
  await letters()
  return id
}

/** Has the mailer read the register to its end. */
const read = () => until('the register is read', async () =>
  (await value(site, 'SELECT (SELECT sequence FROM notice_read) = (SELECT max(sequence) FROM register)')) === 1)

/** Moves the clock: what waits is due, for everybody or for people of a mode. Gives the letters that came of it. */
async function letters(mode = '%') {
  await read()
  await sql(site, `UPDATE outbox SET slot_ms = slot_ms - ${HOUR};
    UPDATE notice SET due_ms = 0 WHERE user_id IN (SELECT id FROM users WHERE notices LIKE '${mode}')`)
  await until('the letters are written', async () => (await value(site, 'SELECT count(*) FROM notice WHERE due_ms = 0')) === 0)
  const rows = await sql(site, `SELECT email, language, facts FROM outbox WHERE kind = 'notices' ORDER BY rowid LIMIT -1 OFFSET ${seen}`)
  seen += rows.length
  return rows.map((row) => ({ ...row, facts: JSON.parse(row.facts) }))
}
const nameOf = (email) => Object.keys(people).find((name) => people[name].email === email) ?? email
const told = (rows) => rows.map((row) => nameOf(row.email)).sort()
const lines = (row) => row.facts.sections.flatMap((section) => section.lines.map((line) => `${line.event} ${line.person}`))

/** The newest letter to somebody, as it was sent. */
async function letter(name) {
  const { email } = people[name]
  const count = await mailCount(site, email, 'notices')
  return until(`a letter to ${name}`, async () => {
    const mails = (await site.mails(email)).filter((mail) => mail.text.includes('#/account/notifications') && !/requests$/.test(mail.text))
    return mails.length >= count && mails.at(-1)
  })
}

// Who does what, about whom, and who hears it: managers of their own and the borrowers', the others of their own.
const TABLE = `
manager adds     lou      lise luc
lise    revokes  lou      luc
manager restores lou      lise luc
luc     revokes  lou      lise
luc     restores lou      lise
manager revokes  lou      lise luc
manager adds     bea      basile berthe second
berthe  revokes  bea      basile manager second
basile  restores bea      berthe manager second
manager revokes  bea      basile berthe second
manager revokes  second
manager restores second
manager revokes  kim
manager restores kim
`

describe('sides', () => {
  const lineOf = {}
  for (const row of TABLE.trim().split('\n')) {
    const [who, what, whom, ...expected] = row.split(/\s+/)
    test(`${who} ${what} ${whom}: ${expected.join(', ') || 'nobody'} hear of it`, async () => {
      const visitor = people[who]
      if (what === 'adds') lineOf[whom] = await add(visitor, file, whom)
      lineOf[whom] ??= await value(site, `SELECT id FROM contact WHERE operation_id = '${file}' AND user_id =
        (SELECT id FROM users WHERE email = '${people[whom].email}')`)
      const did = what === 'adds' ? { status: 200 } : await act(visitor, file, lineOf[whom], what.slice(0, -1))
      assert.equal(did.status, 200, did.text)
      const rows = await letters()
      assert.deepEqual(told(rows), expected)
      const event = { adds: 'joined', revokes: 'revoked', restores: 'restored' }[what]
      for (const one of rows) assert.deepEqual(lines(one), [`${event} ${personOf(whom)}`])
    })
  }
  const personOf = (name) => (people[name].email.endsWith('avis.example') ? `${name} Avis` : `Noé ${name}`)

  test('a letter says who, for whom, on what, by whom, where to look and where to choose', async () => {
    await act(manager, file, lineOf.bea, 'restore')
    await letters()
    const mail = await letter('berthe')
    assert.equal(mail.subject, 'Access to Opération AVIS-1: bea Avis')
    for (const form of [mail.text, mail.html]) {
      for (const part of ['Opération AVIS-1 (AVIS-1)', 'bea Avis (', 'has access again, restored by Noé gestion.', `#/operations/${file}?for=${verrerie}`,
        '#/account/notifications', 'Choose what you are told about']) assert.ok(form.includes(part), `${part} in ${form}`)
    }
    await act(manager, file, lineOf.bea, 'revoke')
    await letters()
  })

  test('no letter ever named somebody of another side but to a manager', async () => {
    const rows = await sql(site, "SELECT email, facts FROM outbox WHERE kind = 'notices'")
    const side = { lou: 'l', lise: 'l', luc: 'l', kim: 'k', bea: 'b', berthe: 'b', basile: 'b' }
    for (const { email, facts } of rows) {
      const own = side[nameOf(email)]
      const about = JSON.parse(facts).sections.filter((section) => /^AVIS/.test(section.reference)).flatMap((section) => section.lines.map((line) => side[line.person.split(' ')[0]]))
      for (const other of about) assert.ok(own ? other === own : other === undefined || other === 'b', `${email}: ${facts}`)
    }
    assert.ok(rows.length > 15)
  })
})

describe('one letter', () => {
  test('for a publication: who was let in hears nothing, the other managers hear of the borrowers', async () => {
    const draft = await house.operation('AVIS-2', { [littoral]: 'lender', [verrerie]: 'borrower' }, manager)
    await add(manager, draft, 'second')
    assert.deepEqual(told(await letters()), [])
    for (const name of ['lise', 'luc', 'berthe', 'basile', 'bea'])
      assert.equal((await manager.add(draft, people[name].email, { entity: entityOf(name) })).result, 'queued')
    assert.deepEqual(told(await letters()), [], 'nobody hears of a draft')
    assert.equal((await manager.post(`api/operations/${draft}/publish`)).status, 200)
    const rows = await letters()
    assert.deepEqual(told(rows), ['second'])
    assert.deepEqual(lines(rows[0]).sort(), ['joined basile Avis', 'joined bea Avis', 'joined berthe Avis'])
    assert.equal((await letter('second')).subject, 'Access to Opération AVIS-2: 3 changes')
  })

  test('for several requests and operations', async () => {
    const other = await follow('AVIS-3')
    for (const [operation, name] of [[file, 'lou'], [other, 'lou'], [other, 'bea']]) await add(manager, operation, name).catch(() =>
      manager.contact(operation, people[name].email, 'archived').then((line) => act(manager, operation, line.id, 'restore')))
    const rows = await letters()
    assert.deepEqual(told(rows), ['basile', 'berthe', 'lise', 'luc', 'second'])
    assert.equal(lines(rows.find((row) => nameOf(row.email) === 'lise')).length, 2)
    assert.equal((await letter('lise')).subject, '2 changes of access in 2 operations')
    for (const operation of [file, other])
      for (const name of ['lou', 'bea']) {
        const line = await manager.contact(operation, people[name].email)
        if (line) await act(manager, operation, line.id, 'revoke')
      }
    await letters()
  })

  test('says of each person what happened last: an undone revocation is no alarm', async () => {
    const { id } = await manager.contact(file, people.luc.email)
    await act(manager, file, id, 'revoke')
    await act(manager, file, id, 'restore')
    assert.deepEqual((await letters()).map((row) => [nameOf(row.email), ...lines(row)]), [['lise', 'restored luc Avis']])
    await act(manager, file, id, 'revoke')
    await act(people.lise, file, id, 'restore')
    assert.deepEqual(told(await letters()), [], 'who did the last thing himself needs no letter')
  })

  test('names ten people an operation, and counts the others', async () => {
    const crowd = await house.published('AVIS-4', { [littoral]: 'lender' }, manager)
    await add(manager, crowd, 'lise')
    await sql(site, `INSERT INTO users (id, email, email_key, first_name, last_name, language, password, created_ms, activated_ms)
      WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 13)
      SELECT 'crowd' || i, 'crowd' || i || '@avis.example', 'crowd' || i || '@avis.example', 'Nº' || i, 'Foule', 'en', 'x', 1, 1 FROM n`)
    const emails = Array.from({ length: 13 }, (_, i) => `crowd${i + 1}@avis.example`)
    assert.equal((await manager.post(`api/operations/${crowd}/contacts`, { emails, entity: littoral })).status, 200)
    const rows = await letters()
    assert.deepEqual(told(rows), ['lise'])
    assert.equal(lines(rows[0]).length, 10)
    const mail = await letter('lise')
    assert.equal(mail.subject, 'Access to Opération AVIS-4: 13 changes')
    assert.ok(mail.text.includes('Not detailed here: 3 more.'), mail.text)
  })
})

describe('the moment', () => {
  test('who lost access meanwhile hears nothing, and who came later neither', async () => {
    const line = await add(manager, await follow('AVIS-5'), 'lou')
    const { id } = await manager.operation('AVIS-5')
    const luc = await manager.contact(id, people.luc.email)
    await act(manager, id, luc.id, 'revoke')
    assert.deepEqual((await letters()).map((row) => [nameOf(row.email), ...lines(row)]).sort(),
      [['lise', 'joined lou Avis', 'revoked luc Avis'], ['lou', 'revoked luc Avis']])
    await act(manager, id, line, 'revoke')
    await act(manager, id, luc.id, 'restore')
    assert.deepEqual((await letters()).map((row) => [nameOf(row.email), ...lines(row)]), [['lise', 'revoked lou Avis', 'restored luc Avis']])
  })

  test('who was invited joins when he has an account, and is not told of as revoked before', async () => {
    const waiting = await manager.add(file, 'jamais@avis.example', { entity: littoral })
    await act(manager, file, waiting.contact.id, 'revoke')
    assert.deepEqual(told(await letters()), [])
  })

  test('who leaves with his habilitation has left', async () => {
    const third = await house.hire('tiers')
    await manager.add(file, third.email, { entity: house.id })
    assert.deepEqual(told(await letters()), ['second'])
    assert.equal((await house.act(house.leader, third.habilitation, 'archive', {})).status, 200)
    assert.deepEqual((await letters()).map((row) => [nameOf(row.email), ...lines(row)]).sort(),
      [['manager', 'left Noé tiers'], ['second', 'left Noé tiers']])
  })

  test('an access that ends is told a week before, once, to who follows its people', async () => {
    const { id } = await manager.contact(file, people.luc.email)
    const end = Date.now() + 168 * HOUR
    const looked = async (from) => {
      await sql(site, `UPDATE notice_read SET ends_ms = ${from}`)
      await until('the ends are looked at', async () => (await value(site, 'SELECT ends_ms FROM notice_read')) > from)
      return (await letters()).map((row) => [nameOf(row.email), ...lines(row)])
    }
    await sql(site, `UPDATE contact SET until_ms = ${end - HOUR} WHERE id = '${id}'`)
    assert.deepEqual(await looked(end - 2 * HOUR), [['lise', 'expiring luc Avis']])
    assert.deepEqual(await looked(end - HOUR), [], 'not again')
    assert.match((await letter('lise')).text, /The access of luc Avis \(.*\) ends on \d+ \w+ \d{4}\./)
    await sql(site, `UPDATE contact SET until_ms = NULL WHERE id = '${id}'`)
  })
})

describe('settings', () => {
  const list = async (visitor, query = '') => (await visitor.get(`api/account/notifications${query}`)).body
  const toggle = async () => {
    const before = await manager.contact(file, people.bea.email)
    if (before) await act(manager, file, before.id, 'revoke')
    else await act(manager, file, (await manager.contact(file, people.bea.email, 'archived')).id, 'restore')
    return told(await letters())
  }

  test('everything is on at first, an operation a line, in all environments, as far as there is something to hear', async () => {
    const { mode, items, next } = await list(second)
    assert.deepEqual([mode, next], ['each', null])
    assert.deepEqual(items.map((one) => one.operation.reference), ['AVIS-5', 'AVIS-3', 'AVIS-2', 'AVIS-1'])
    for (const one of items) assert.deepEqual([one.own, one.borrowers, one.operation.status], [true, true, 'open'])
    assert.deepEqual((await list(people.lise)).items.map((one) => one.borrowers), [null, null, null, null, null, null])
    assert.deepEqual((await list(second, '?q=avis-3')).items.map((one) => one.operation.reference), ['AVIS-3'])
    const first = await list(second, '?limit=3')
    assert.deepEqual((await list(second, `?limit=3&after=${encodeURIComponent(first.next)}`)).items.map((one) => one.operation.reference), ['AVIS-1'])
    assert.deepEqual((await second.get(`api/operations/${file}`)).body.notifications, { mode: 'each', own: true, borrowers: true })
    assert.deepEqual((await people.luc.get(`api/operations/${file}`)).body.notifications, { mode: 'each', own: true, borrowers: null })
    assert.equal((await house.leader.get(`api/operations/${file}`)).body.notifications, null, 'a leader without a line follows nothing')
  })

  test('an operation can be switched off, its borrowers apart', async () => {
    assert.deepEqual(await set(second, file, { borrowers: false }), { mode: 'each', own: true, borrowers: false })
    assert.deepEqual(await toggle(), ['basile', 'berthe'])
    assert.deepEqual(await set(second, file, { own: false, borrowers: true }), { mode: 'each', own: false, borrowers: true })
    assert.deepEqual(await toggle(), ['basile', 'berthe', 'second'])
    await set(people.basile, file, { own: false })
    assert.deepEqual(await toggle(), ['berthe', 'second'])
    await set(people.basile, file, { own: true })
    await set(second, file, { own: true })
  })

  test('are for who has a line, and for no other member', async () => {
    for (const visitor of [people.bea, house.leader, await site.as('brune')]) {
      const line = visitor === people.bea && await manager.contact(file, people.bea.email)
      if (!line) refused(await visitor.put(`api/operations/${file}/notifications`, { own: false }), 404, 'not_found')
    }
    refused(await second.put('api/operations/nowhere/notifications', { own: false }), 404, 'not_found')
    refused(await second.put(`api/operations/${file}/notifications`, { own: 'no' }), 422, 'invalid_fields')
    refused(await second.put(`api/operations/${file}/notifications`, { lenders: false }), 422, 'invalid_fields')
    refused(await second.put('api/account/notifications', { mode: 'weekly' }), 422, 'invalid_fields')
    refused(await site.visitor().put('api/account/notifications', { mode: 'off' }), 401, 'no_session')
  })

  test('one click ends all, what waits included', async () => {
    const line = await manager.contact(file, people.bea.email)
    const gone = await manager.contact(file, people.bea.email, 'archived')
    await act(manager, file, (line ?? gone).id, line ? 'revoke' : 'restore')
    await read()
    await choose(people.basile, { mode: 'off' })
    assert.deepEqual(told(await letters()), ['berthe', 'second'])
    assert.deepEqual(await toggle(), ['berthe', 'second'])
    assert.equal((await list(people.basile)).mode, 'off')
    await choose(people.basile, { mode: 'each' })
    assert.deepEqual(told(await letters()), [], 'nothing comes later')
  })
})

describe('a day’s letter', () => {
  test('comes at seven in Paris, with everything since the last', async () => {
    const other = (await manager.operation('AVIS-3')).id
    await choose(people.lise, { mode: 'daily' })
    await add(manager, file, 'lou').catch(async () => act(manager, file, (await manager.contact(file, people.lou.email, 'archived')).id, 'restore'))
    await read()
    const due = await value(site, `SELECT min(due_ms) FROM notice n JOIN users u ON u.id = n.user_id WHERE u.email = 'lise@avis.example'`)
    const paris = new Date(due).toLocaleTimeString('en-GB', { timeZone: 'Europe/Paris' })
    assert.equal(paris, '07:00:00')
    assert.ok(due > Date.now() && due <= Date.now() + 25 * HOUR)
    assert.deepEqual(told(await letters('each')), ['luc'])
    await act(manager, other, (await manager.contact(other, people.luc.email)).id, 'revoke')
    assert.deepEqual(told(await letters('each')), [])
    const rows = await letters()
    assert.deepEqual(rows.map((row) => [nameOf(row.email), row.facts.form, lines(row).length]), [['lise', 'daily', 2]])
    assert.equal((await letter('lise')).subject, 'Your Guichet summary: 2 operations')
    assert.deepEqual(told(await letters()), [])
  })

  test('speaks French to who does', async () => {
    assert.equal((await people.lise.request('PATCH', 'api/account', { language: 'fr' })).status, 200)
    await act(manager, file, (await manager.contact(file, people.lou.email)).id, 'revoke')
    await letters()
    const mail = await letter('lise')
    assert.equal(mail.subject, 'Votre résumé Guichet\u00a0: Opération AVIS-1')
    for (const part of ['depuis votre dernier résumé', 'lou Avis', 'n’a plus accès\u00a0: révoqué par Noé gestion.', 'Choisir les notifications que vous recevez'])
      assert.ok(mail.text.includes(part), `${part} in ${mail.text}`)
    assert.match(mail.html, /<html lang="fr">/)
  })

  test('names the requests that still wait, whose mail does not come apart', async () => {
    await choose(second, { mode: 'daily' })
    const ask = (email) => askFor(site, site.visitor(), { operation: 'AVIS-1', email })
    const before = await mailCount(site, second.email, 'stranger_request')
    for (const email of ['attend@littoral.example', 'decide@littoral.example']) assert.equal((await ask(email)).status, 202)
    assert.equal(await mailCount(site, second.email, 'stranger_request'), before)
    assert.equal(await mailCount(site, manager.email, 'stranger_request'), 2)
    const decided = (await manager.all('api/requests')).find((one) => one.person.email === 'decide@littoral.example')
    assert.equal((await manager.post(`api/requests/${decided.id}/refuse`, {})).status, 200)
    const rows = await letters()
    assert.deepEqual(rows.map((row) => [nameOf(row.email), ...lines(row)]), [['second', 'request_contact attend@littoral.example']])
    const mail = await letter('second')
    assert.equal(mail.subject, 'Your Guichet summary')
    assert.ok(mail.text.includes('Requests that wait for your decision') && mail.text.includes('#/requests'), mail.text)
  })
})

describe('requests', () => {
  const ask = (email, reference = 'AVIS-3') => askFor(site, site.visitor(), { operation: reference, email })
  const mails = async () => [await mailCount(site, manager.email, 'stranger_request'), await mailCount(site, second.email, 'stranger_request')]

  test('are not mailed to who turned that off, and wait on his page', async () => {
    const other = (await manager.operation('AVIS-3')).id
    await choose(second, { mode: 'each' })
    const [first, then] = await mails()
    await ask('un@littoral.example')
    assert.deepEqual(await mails(), [first + 1, then + 1])
    await set(second, other, { own: false })
    await ask('deux@littoral.example')
    assert.deepEqual(await mails(), [first + 2, then + 1])
    await set(second, other, { own: true })
    await choose(second, { mode: 'off' })
    await ask('trois@littoral.example')
    assert.deepEqual(await mails(), [first + 3, then + 1])
    assert.ok((await second.all('api/requests')).some((one) => one.person.email === 'trois@littoral.example'))
    await choose(second, { mode: 'each' })
    assert.deepEqual(await kinds(site, 'trois@littoral.example'), ['asking'])
  })
})

describe('once', () => {
  test('whatever ends the mailer, and however many there are', async () => {
    await choose(people.lise, { mode: 'each' })
    await letters()
    const before = await mailCount(site, people.lise.email, 'notices')
    const goOn = await holdMailer(site)
    await act(manager, file, (await manager.contact(file, people.lou.email, 'archived')).id, 'restore')
    // The first reads the register and is killed at some instant; others come and go beside the one of the site.
    for (let i = 0; i < 3; i++) {
      const killed = run('timeout', ['-s', 'KILL', `0.0${i + 1}`, PROGRAM, 'mail'], site.settings)
      await Promise.all([killed, run(PROGRAM, ['mail', '--once'], site.settings), run(PROGRAM, ['mail', '--once'], site.settings)])
      await sql(site, `UPDATE outbox SET slot_ms = slot_ms - ${HOUR}; UPDATE notice SET due_ms = 0`)
    }
    goOn()
    await letters()
    assert.equal(await mailCount(site, people.lise.email, 'notices'), before + 1)
    const mails = await until('the letter is sent', async () => {
      const found = (await site.mails(people.lise.email)).filter((mail) => mail.text.includes('lou Avis') && mail.text.includes('de nouveau accès'))
      return found.length && found
    })
    assert.equal(new Set(mails.map((mail) => mail.messageId)).size, mails.length)
  })
})
