// Access between two dates: asked for at every request, archived by its end, extended in one step. The clock is moved by
// moving the dates in the database.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { sql, value } from './account.mjs'
import { entityId, House, join } from './house.mjs'
import { PEOPLE, PROGRAM, refused, run, Site, until } from './site.mjs'

const DAY = 86400000
const inDays = (days) => new Date(Date.now() + days * DAY).toISOString()
const FAR = '2999-12-31T00:00:00.000Z'

let site, agnes, paul, file, contacts

before(async () => {
  site = await Site.start()
  agnes = await site.as('agnes')
  paul = await site.as('paul')
  file = (await agnes.operation('OP-2026-0042')).id
  contacts = `api/operations/${file}/contacts`
})
after(async () => assert.equal(await site.stop(), 0))

const act = (visitor, id, what, body = {}, on = file) => visitor.post(`api/operations/${on}/contacts/${id}/${what}`, body)
const environments = async (visitor) => (await visitor.get('api/session')).body.environments.map((one) => one.name)
const lineOf = async (visitor, email, on = file, state) => visitor.contact(on, email, state)

/** Sets dates of a line, or of a habilitation, by SQL: milliseconds from now. */
async function move(table, id, { from, until: end }) {
  const set = []
  if (from !== undefined) set.push(`from_ms = ${from === null ? 'NULL' : Date.now() + from}`)
  if (end !== undefined) set.push(`until_ms = ${end === null ? 'NULL' : Date.now() + end}`)
  await sql(site, `UPDATE ${table} SET ${set.join(', ')} WHERE id = '${id}'`)
  if (table === 'habilitation') // what the lines carry of it
    await sql(site, `UPDATE contact SET held_ms = h.until_ms FROM habilitation h
      WHERE h.id = '${id}' AND contact.user_id = h.user_id AND contact.entity_id = h.entity_id AND contact.carried = 1`)
  // What was before lies further back by as much as the clock went on.
  const now = Date.now()
  if (table === 'contact' && (from < 0 || end < 0))
    await sql(site, `UPDATE access SET from_ms = from_ms - ${DAY}, to_ms = to_ms - ${DAY} WHERE contact_id = '${id}' AND from_ms < ${now};
      UPDATE access SET from_ms = ${now + from || now} WHERE contact_id = '${id}' AND from_ms > ${now}`)
}
const swept = (id) => until('the archive', async () => (await value(site, `SELECT expired FROM contact WHERE id = '${id}'`)) === 1)
const entries = (id) => sql(site, `SELECT action, actor_id AS actor, reason FROM decision WHERE contact_id = '${id}' ORDER BY sequence`)

/** Somebody with an account whose only access is to be given. */
let made = 0
async function newcomer() {
  const email = `dated${++made}@littoral.example`
  const item = await paul.add(file, email)
  const visitor = await join(site, email)
  assert.equal((await act(paul, item.contact.id, 'revoke')).status, 200)
  visitor.line = item.contact.id
  return visitor
}

/** What somebody is refused everywhere when he has no access: the operation, its lists, and adding to it. */
async function shutOut(visitor) {
  const answers = [await visitor.get(`api/operations/${file}`), await visitor.get(contacts),
    await visitor.get(`api/operations/${file}/register`), await visitor.post(contacts, { emails: ['autre@littoral.example'] }),
    await act(visitor, visitor.line, 'extend', { until: null })]
  for (const answer of answers) assert.ok([404, 409].includes(answer.status), answer.text)
  const { environment, environments: all } = (await visitor.get('api/session')).body
  assert.deepEqual([environment, all], [null, []])
}

describe('a start', () => {
  test('keeps the operation shut before, and opens it then, at once', async () => {
    const noe = await newcomer()
    const [from, end] = [inDays(2), inDays(9)]
    const back = await act(paul, noe.line, 'restore', { from, until: end })
    assert.deepEqual([back.status, back.body.status, back.body.waits_for, back.body.from, back.body.until], [200, 'queued', 'start', from, end])
    assert.deepEqual(back.body.may, ['revoke', 'extend'])
    await shutOut(noe)
    assert.equal((await lineOf(agnes, noe.email)).status, 'queued')
    const interval = `SELECT from_ms FROM access WHERE contact_id = '${noe.line}' AND to_ms IS NULL`
    assert.equal(await value(site, interval), Date.parse(from), 'nobody had access before')

    await move('contact', noe.line, { from: -1000 })
    assert.deepEqual(await environments(noe), ['Crédit du Littoral'])
    await noe.put('api/session/environment', { entity: back.body.entity.id })
    assert.equal((await noe.get(`api/operations/${file}`)).status, 200)
    assert.deepEqual((await noe.get('api/operations')).body.items.map((one) => one.id), [file])
    assert.equal((await lineOf(agnes, noe.email)).status, 'active')
  })

  test('is told in the mail, with the end', async () => {
    const email = 'vincent.roche@cabinet-roche.example'
    const item = await paul.add(file, email, { from: '2031-03-04T10:00:00Z', until: '2032-05-06T11:30:00+02:00' })
    assert.equal(item.result, item.contact.status)
    const { facts } = (await sql(site, `SELECT facts FROM outbox WHERE contact_id = '${item.contact.id}'`))[0]
    assert.deepEqual([JSON.parse(facts).begins, JSON.parse(facts).until], ['2031-03-04T10:00:00.000Z', '2032-05-06T09:30:00.000Z'])
  })

  test('is a day of who reads it, or of who gave it', async () => {
    const zone = async (visitor, name) => assert.equal((await visitor.request('PATCH', 'api/account', { zone: name })).status, 200)
    const newYear = { until: '2030-01-01T04:59:59.999Z' }
    const mailed = async (email, body, words) => {
      const { result } = await agnes.add(file, email, { entity: await entityId(site, 'Littoral'), ...body })
      assert.notEqual(result, 'refused')
      const { text, html } = await site.mail(email, (mail) => words.test(mail.text))
      assert.match(html, words)
      assert.doesNotMatch(text, /1er janvier|1 January|28 février|UTC/)
    }
    const nobody = await agnes.add(file, 'sans.fuseau@littoral.example', { entity: await entityId(site, 'Littoral'), ...newYear })
    assert.equal(nobody.result, 'invited')
    assert.match((await site.mail('sans.fuseau@littoral.example')).text, /1er janvier 2030\.[^]*temps universel \(UTC\)/)

    const written = await agnes.add(file, 'decalage@littoral.example', { entity: await entityId(site, 'Littoral'), until: '2029-12-31T23:59:59.999-05:00' })
    assert.equal(written.contact.until, newYear.until)
    assert.match((await site.mail('decalage@littoral.example')).text, /jusqu’au 31 décembre 2029 à minuit \(fin de la journée, UTC-05:00\)\./)

    await zone(agnes, 'America/Toronto')
    await mailed('nouvel.an@littoral.example', newYear, /jusqu’au 31 décembre 2029 à minuit \(fin de la journée, heure de Toronto\)\./)
    const noe = await newcomer()
    await zone(noe, 'Europe/Paris')
    await act(agnes, noe.line, 'restore', newYear)
    const mail = await site.mail(noe.email, (one) => /31 December 2029/.test(one.text))
    assert.match(mail.text, /until 31 December 2029 at midnight \(end of the day, Toronto time\)\./)
    await act(agnes, noe.line, 'revoke')
    await act(agnes, noe.line, 'restore', { from: '2030-02-28T23:00:00.000Z', until: '2030-06-01T10:00:00Z' })
    const start = await site.mail(noe.email, (one) => /will open/.test(one.text))
    assert.match(start.text, /open on 1 March 2030 at 0:00 \(Paris time\)\. .*until 1 June 2030 at 12:00 \(Paris time\)\./)
  })

  test('that is past means now', async () => {
    const item = await paul.add(file, 'lea.fontaine@littoral.example', { from: '2020-01-01T00:00:00Z' })
    assert.notEqual(item.result, 'queued')
    const noe = await newcomer()
    const back = await act(paul, noe.line, 'restore', { from: '2020-01-01T00:00:00Z', until: null })
    assert.deepEqual([back.body.status, back.body.from], ['active', null])
  })

  test('waits for the account too: who was invited comes in when it is time', async () => {
    const item = await paul.add(file, 'plus-tard@littoral.example', { from: inDays(3) })
    assert.deepEqual([item.result, item.contact.status], ['invited', 'invited'])
    assert.ok(item.contact.may.includes('resend'))
    const later = await join(site, 'plus-tard@littoral.example')
    later.line = item.contact.id
    assert.equal((await lineOf(agnes, 'plus-tard@littoral.example')).status, 'queued')
    await shutOut(later)
    await move('contact', item.contact.id, { from: -1 })
    assert.deepEqual(await environments(later), ['Crédit du Littoral'])
  })

  test('that never comes leaves no access behind', async () => {
    const noe = await newcomer()
    await act(paul, noe.line, 'restore', { from: inDays(2), until: null })
    assert.equal((await act(paul, noe.line, 'revoke')).status, 200)
    const open = await sql(site, `SELECT from_ms, to_ms FROM access WHERE contact_id = '${noe.line}' AND (to_ms IS NULL OR to_ms < from_ms)`)
    assert.deepEqual(open, [])
  })
})

describe('an end', () => {
  test('shuts everything at that instant, and is the archive', async () => {
    const noe = await newcomer()
    const line = (await act(paul, noe.line, 'restore', { until: inDays(1) })).body
    await noe.put('api/session/environment', { entity: line.entity.id })
    assert.equal((await noe.get(`api/operations/${file}`)).status, 200)
    const before = (await agnes.get(`api/operations/${file}`)).body

    await move('contact', noe.line, { until: -5 })
    await shutOut(noe)
    assert.equal(await lineOf(agnes, noe.email), undefined)
    const ended = await lineOf(agnes, noe.email, file, 'archived')
    assert.deepEqual([ended.status, ended.revoked_at, ended.revoked_by], ['expired', null, null])
    assert.deepEqual(ended.may, ['restore'])
    const now = (await agnes.get(`api/operations/${file}`)).body
    assert.deepEqual([now.contacts, now.archived_contacts], [before.contacts - 1, before.archived_contacts + 1])

    await swept(noe.line)
    assert.deepEqual(await lineOf(agnes, noe.email, file, 'archived'), ended, 'the archive says the same afterwards')
    const last = (await entries(noe.line)).at(-1)
    assert.deepEqual(last, { action: 'contact_expired', actor: null, reason: null })
    const { to_ms: closed } = (await sql(site, `SELECT to_ms FROM access WHERE contact_id = '${noe.line}' ORDER BY from_ms DESC LIMIT 1`))[0]
    assert.equal(closed, Date.parse(ended.until), 'access ended at its end, not when it was noticed')
    await shutOut(noe)
  })

  test('of an invited person ends the invitation', async () => {
    const item = await paul.add(file, 'trop-tard@littoral.example', { until: inDays(1) })
    const secret = await site.secret('trop-tard@littoral.example')
    await move('contact', item.contact.id, { until: -1 })
    await swept(item.contact.id)
    refused(await site.visitor().post('api/invitations/show', { secret }), 404, 'not_found')
    assert.equal((await lineOf(agnes, 'trop-tard@littoral.example', file, 'archived')).status, 'expired')
  })

  test('of what nobody swept yet: restoring it settles both ends of it', async () => {
    const noe = await newcomer()
    await act(paul, noe.line, 'restore', { until: inDays(1) })
    await move('contact', noe.line, { until: -1 })
    assert.equal((await act(paul, noe.line, 'restore', { until: inDays(5) })).status, 200)
    assert.deepEqual((await entries(noe.line)).slice(-2).map((one) => one.action), ['contact_expired', 'contact_restored'])
  })
})

describe('dates that cannot be', () => {
  const wrong = [
    ['an end that is past', { until: inDays(-1) }, 'until'],
    ['an end before its start', { from: inDays(5), until: inDays(4) }, 'until'],
    ['an end at its start', { from: '2030-01-01T00:00:00Z', until: '2030-01-01T01:00:00+01:00' }, 'until'],
    ['an end in an absurd year', { until: FAR }, 'until'],
    ['a start in an absurd year', { from: FAR, until: null }, 'from'],
    ['a day that does not exist', { until: '2030-02-30T00:00:00Z' }, 'until'],
    ['a day without an hour', { until: '2030-02-03' }, 'until'],
    ['a number', { until: 1893456000000 }, 'until'],
    ['an hour without its zone', { until: '2030-02-03T12:00:00' }, 'until'],
  ]
  let house, worker

  before(async () => {
    house = await House.build(site)
    worker = await house.hire('ouvrier')
  })

  for (const [what, dates, member] of wrong)
    test(what, async () => {
      const noe = wrong.noe ??= await newcomer()
      const gone = wrong.gone ??= await house.hire('parti')
      await house.act(house.leader, gone.habilitation, 'archive')
      const open = await lineOf(agnes, PEOPLE.lena)
      const attempts = [
        paul.post(contacts, { emails: ['jamais@littoral.example'], ...dates }),
        act(paul, noe.line, 'restore', dates),
        house.leader.post(`${house.path}/habilitations`, { emails: ['jamais@maison.example'], team: house.root, ...dates }),
        house.act(house.leader, gone.habilitation, 'restore', dates),
      ]
      if (member === 'until') attempts.push(house.change(house.leader, worker.habilitation, { until: dates.until }))
      if (member === 'until' && !dates.from) {
        attempts.push(act(agnes, open.id, 'extend', dates))
        attempts.push(house.act(house.leader, worker.habilitation, 'extend', dates))
        attempts.push(agnes.post(`api/operations/${file}/close`, dates))
      }
      for (const [i, answer] of (await Promise.all(attempts)).entries()) {
        if (i === 4 && dates.from) continue // its end alone is a good one
        refused(answer, 422, 'invalid_fields')
        assert.deepEqual(Object.keys(answer.body.fields), [member], answer.text)
      }
      assert.equal(await lineOf(agnes, 'jamais@littoral.example'), undefined, 'nothing was done')
      assert.equal((await agnes.get(`api/operations/${file}`)).body.status, 'open')
    })

  test('a day is taken with its zone: what is past here may be ahead there, and the other way', async () => {
    const noe = await newcomer()
    const soon = Date.now() + 3600000
    const zoned = (hours) => `${new Date(soon + hours * 3600000).toISOString().slice(0, -1)}${hours < 0 ? '-' : '+'}${String(Math.abs(hours)).padStart(2, '0')}:00`
    for (const hours of [-12, -5, 1, 14]) {
      const back = await act(paul, noe.line, 'restore', { until: zoned(hours) })
      assert.deepEqual([back.status, back.body.until], [200, new Date(soon).toISOString()], `${hours} h`)
      await act(paul, noe.line, 'revoke')
    }
  })

  test('to extend without saying until when', async () => {
    const open = await lineOf(agnes, PEOPLE.lena)
    for (const body of [undefined, {}]) {
      const answer = await agnes.post(`${contacts}/${open.id}/extend`, body)
      refused(answer, 422, 'invalid_fields')
      assert.deepEqual(Object.keys(answer.body.fields), ['until'])
    }
  })
})

describe('extending', () => {
  test('is one step, for whoever could add the line, and the register keeps both ends', async () => {
    const noe = await newcomer()
    const [first, second] = [inDays(3), inDays(90)]
    await act(paul, noe.line, 'restore', { until: first })
    const extended = await act(paul, noe.line, 'extend', { until: second })
    assert.deepEqual([extended.status, extended.body.status, extended.body.until], [200, 'active', second])
    const endless = await act(agnes, noe.line, 'extend', { until: null })
    assert.deepEqual([endless.status, endless.body.until], [200, null])
    assert.equal((await act(agnes, noe.line, 'extend', { until: first })).body.until, first)
    assert.deepEqual((await entries(noe.line)).filter((one) => one.action === 'contact_extended').map((one) => one.reason),
      [`${first}/${second}`, `${second}/..`, `../${first}`])
  })

  test('never one’s own, nor what one may not see, nor what has ended', async () => {
    const own = await lineOf(paul, PEOPLE.paul)
    assert.ok(!own.may.includes('extend'))
    refused(await act(paul, own.id, 'extend', { until: null }), 403, 'own_line')
    refused(await act(await site.as('brune'), own.id, 'extend', { until: null }), 404, 'not_found')
    const noe = await newcomer()
    refused(await act(paul, noe.line, 'extend', { until: null }), 409, 'already_revoked')
    await act(paul, noe.line, 'restore', { until: inDays(1) })
    await move('contact', noe.line, { until: -1 })
    refused(await act(paul, noe.line, 'extend', { until: inDays(4) }), 409, 'already_revoked')
  })

  test('shortens as well; before its start there is no end', async () => {
    const noe = await newcomer()
    await act(paul, noe.line, 'restore', { from: inDays(5), until: null })
    const answer = await act(paul, noe.line, 'extend', { until: inDays(4) })
    refused(answer, 422, 'invalid_fields')
    assert.equal((await act(paul, noe.line, 'extend', { until: inDays(6) })).body.until !== null, true)
  })
})

describe('somebody remains', () => {
  let house, leader, second, operation

  before(async () => {
    house = await House.build(site)
    leader = house.leader
    second = await house.hire('second', house.root, ['team_leader', 'creator'])
    await sql(site, `UPDATE habilitation SET granted_by = NULL, led_by = NULL WHERE id = '${second.habilitation}'`) // as if he came first, too
    operation = await house.published('DATED-1', {}, second)
    await second.add(operation, leader.email)
  })
  const line = async (visitor, email) => (await lineOf(visitor, email, operation))

  test('who manages an operation without an end', async () => {
    const [first, other] = [await line(second, leader.email), await line(leader, second.email)]
    assert.equal((await act(leader, other.id, 'extend', { until: inDays(40) }, operation)).status, 200)
    refused(await act(second, first.id, 'extend', { until: inDays(400) }, operation), 409, 'last_manager')
    refused(await act(second, first.id, 'revoke', {}, operation), 409, 'last_manager')
    assert.equal((await act(leader, other.id, 'extend', { until: null }, operation)).status, 200)
    assert.equal((await act(second, first.id, 'extend', { until: inDays(400) }, operation)).status, 200)
    assert.equal((await act(second, first.id, 'extend', { until: null }, operation)).status, 200)
  })

  test('not one whose access begins later', async () => {
    const other = await line(leader, second.email)
    await act(leader, other.id, 'revoke', {}, operation)
    await act(leader, other.id, 'restore', { from: inDays(2), until: null }, operation)
    const third = await house.hire('troisieme')
    await leader.add(operation, third.email)
    const thirds = await line(leader, third.email)
    assert.equal((await act(leader, thirds.id, 'extend', { until: inDays(1) }, operation)).status, 200)
    refused(await act(third, (await line(third, leader.email)).id, 'revoke', {}, operation), 409, 'last_manager')
    await act(leader, other.id, 'revoke', {}, operation)
    await act(leader, other.id, 'restore', { until: null }, operation)
  })

  test('who leads at the root without an end; nobody who manages alone gets one by his habilitation', async () => {
    const [first, other] = [await house.habilitation('racine'), await house.habilitation('second')]
    const alone = await house.published('DATED-2', {}, second)
    refused(await house.act(leader, other.id, 'extend', { until: inDays(9) }), 409, 'last_manager')
    await second.add(alone, leader.email)
    assert.equal((await house.act(leader, other.id, 'extend', { until: inDays(9) })).status, 200)
    refused(await house.act(second, first.id, 'extend', { until: inDays(8) }), 409, 'last_leader')
    refused(await house.change(second, first.id, { until: inDays(8) }), 409, 'last_leader')
    refused(await house.change(second, first.id, { roles: [] }), 409, 'last_leader')
    refused(await house.act(second, first.id, 'archive'), 409, 'last_leader')
    // His line ends with his habilitation: he is no longer one who stays.
    refused(await act(second, (await lineOf(second, leader.email, alone)).id, 'revoke', {}, alone), 409, 'last_manager')
    assert.equal((await house.act(leader, other.id, 'extend', { until: null })).status, 200)
  })
})

describe('a habilitation', () => {
  let house, leader

  before(async () => {
    house = await House.build(site)
    leader = house.leader
  })

  test('past its end is archived everywhere, at once: rights, environments, lines', async () => {
    const north = await house.team('Nord')
    const chief = await house.hire('chef', north, ['team_leader'])
    const worker = await house.hire('ouvrier', north)
    const operation = await house.published('DATED-3')
    const item = await leader.add(operation, chief.email)
    const own = await leader.add(operation, worker.email, { until: inDays(2) })
    assert.equal((await chief.get(`${house.path}/teams`)).status, 200)
    assert.equal((await house.act(leader, chief.habilitation, 'extend', { until: inDays(1) })).status, 200)
    assert.equal((await house.habilitation('chef')).until !== null, true)

    await move('habilitation', chief.habilitation, { until: -1 })
    for (const path of [house.path, `${house.path}/teams`, `${house.path}/habilitations`, `api/operations/${operation}`])
      refused(await chief.get(path), 404, 'not_found')
    refused(await house.act(chief, worker.habilitation, 'archive'), 404, 'not_found')
    refused(await act(chief, own.contact.id, 'revoke', {}, operation), 404, 'not_found')
    assert.deepEqual(await environments(chief), [])
    assert.equal((await lineOf(leader, chief.email, operation)), undefined)
    assert.equal((await lineOf(leader, chief.email, operation, 'archived')).status, 'expired')
    assert.equal(await house.habilitation('chef'), undefined)
    const ended = await house.habilitation('chef', 'archived')
    assert.deepEqual([ended.status, ended.archived_by, ended.may.includes('restore'), ended.may.includes('extend')], ['archived', null, true, false])
    assert.equal((await house.teams()).find((one) => one.id === north).leaders, 0)

    await until('the archive', async () => (await value(site, `SELECT status FROM habilitation WHERE id = '${chief.habilitation}'`)) === 'archived')
    assert.deepEqual({ ...(await house.habilitation('chef', 'archived')), contacts: 0 }, { ...ended, contacts: 0 })
    const rows = await sql(site, `SELECT action, actor_id AS actor FROM register WHERE entity_id = '${house.id}' AND user_id = '${chief.id}' ORDER BY sequence DESC LIMIT 2`)
    assert.deepEqual(rows, [{ action: 'habilitation_expired', actor: null }, { action: 'contact_expired', actor: null }])

    refused(await house.act(leader, chief.habilitation, 'restore'), 422, 'invalid_fields')
    assert.equal((await house.act(leader, chief.habilitation, 'restore', { until: null })).status, 200)
    assert.equal((await lineOf(leader, chief.email, operation)), undefined, 'the lines are offered back one by one')
    const offered = (await leader.get(`${house.path}/habilitations/${chief.habilitation}/contacts?state=archived`)).body.items
    assert.deepEqual(offered.map((one) => [one.id, one.status]), [[item.contact.id, 'expired']])
    assert.equal((await act(leader, item.contact.id, 'restore', { until: null }, operation)).status, 200)
    assert.equal((await lineOf(leader, chief.email, operation)).status, 'active')
  })

  test('restored before it was swept brings no line back', async () => {
    const worker = await house.hire('vite')
    const operation = await house.published('DATED-4')
    await leader.add(operation, worker.email)
    await house.act(leader, worker.habilitation, 'extend', { until: inDays(1) })
    await move('habilitation', worker.habilitation, { until: -1 })
    const again = await leader.post(`${house.path}/habilitations`, { emails: [worker.email], team: house.root, until: inDays(30) })
    assert.deepEqual([again.body.items[0].result, again.body.items[0].habilitation.status], ['active', 'active'])
    refused(await worker.get(`api/operations/${operation}`), 404, 'not_found')
  })

  test('that begins later opens nothing before; lines wait for it, and follow when it is moved', async () => {
    const from = inDays(4)
    const email = PEOPLE.lena
    const item = (await leader.post(`${house.path}/habilitations`, { emails: [email], team: house.root, roles: ['team_leader'], from, until: inDays(40) })).body.items[0]
    assert.deepEqual([item.result, item.habilitation.status, item.habilitation.from], ['queued', 'queued', from])
    const lena = await site.as('lena')
    assert.ok(!(await environments(lena)).includes(house.name))
    const operation = await house.published('DATED-5')
    const line = await leader.add(operation, email, { until: inDays(60) })
    assert.deepEqual([line.result, line.contact.from], ['queued', from], 'it begins with what it rests on')

    const earlier = inDays(2)
    assert.equal((await house.change(leader, item.habilitation.id, { from: earlier })).body.from, earlier)
    assert.equal((await lineOf(leader, email, operation)).from, earlier)
    const begun = await house.change(leader, item.habilitation.id, { from: '2020-01-01T00:00:00Z' })
    assert.deepEqual([begun.body.from, begun.body.status], [null, 'active'])
    assert.equal((await lineOf(leader, email, operation)).status, 'active')
    assert.ok((await environments(lena)).includes(house.name))
    const late = await house.change(leader, item.habilitation.id, { from: inDays(9) })
    refused(late, 422, 'invalid_fields')
    assert.deepEqual(Object.keys(late.body.fields), ['from'])
  })

  test('is extended by who could give it, not by himself', async () => {
    const worker = await house.hire('prolonge', house.root, ['team_leader'])
    refused(await house.act(worker, worker.habilitation, 'extend', { until: null }), 403, 'own_line')
    const [first, second] = [inDays(5), inDays(50)]
    await house.act(leader, worker.habilitation, 'extend', { until: first })
    const answer = await house.act(leader, worker.habilitation, 'extend', { until: second })
    assert.deepEqual([answer.body.until, answer.body.may.includes('extend')], [second, true])
    const rows = await sql(site, `SELECT reason FROM decision WHERE action = 'habilitation_extended' AND user_id = '${worker.id}' ORDER BY sequence`)
    assert.deepEqual(rows.map((one) => one.reason), [`../${first}`, `${first}/${second}`])
  })
})

describe('closing', () => {
  test('gives everybody an end but who manages', async () => {
    const house = await House.build(site)
    const littoral = await entityId(site, 'Littoral')
    const operation = await house.published('DATED-6', { [littoral]: 'lender' })
    const [end, sooner, later] = [inDays(90), inDays(10), inDays(300)]
    const add = (email, more = {}) => house.leader.add(operation, email, { entity: littoral, ...more })
    await add(PEOPLE.paul)
    await add(PEOPLE.chloe, { until: sooner })
    await add('lea.fontaine@littoral.example', { until: later })
    await add('jamais-venu@littoral.example')
    assert.equal((await house.leader.post(`api/operations/${operation}/close`, { until: end })).status, 200)
    const ends = Object.fromEntries((await house.leader.all(`api/operations/${operation}/contacts`)).map((one) => [one.email, one.until]))
    assert.deepEqual(ends, { [house.leader.email]: null, [PEOPLE.paul]: end, [PEOPLE.chloe]: sooner,
      'lea.fontaine@littoral.example': end, 'jamais-venu@littoral.example': end })
    const reasons = await sql(site, `SELECT reason FROM decision WHERE operation_id = '${operation}' AND action = 'contact_extended' ORDER BY reason`)
    assert.deepEqual(reasons.map((one) => one.reason), [`../${end}`, `../${end}`, `${later}/${end}`])
    const line = await lineOf(house.leader, PEOPLE.paul, operation)
    refused(await act(house.leader, line.id, 'extend', { until: null }, operation), 409, 'operation_closed')
  })

  test('without an end leaves all as it was', async () => {
    const house = await House.build(site)
    const operation = await house.published('DATED-7')
    assert.equal((await house.leader.post(`api/operations/${operation}/close`)).status, 200)
    assert.deepEqual((await house.leader.all(`api/operations/${operation}/contacts`)).map((one) => one.until), [null])
  })
})

describe('reminders', () => {
  const mailed = (email) => value(site, `SELECT count(*) FROM outbox WHERE kind = 'ending' AND email = '${email}'`)
  const said = (id) => value(site, `SELECT coalesce(reminded, 0) FROM contact WHERE id = '${id}'`)
  const ends = (id, days, given = 400) => sql(site, `UPDATE contact SET until_ms = ${Math.round(Date.now() + days * DAY)},
    since_ms = ${Date.now() - given * DAY}, dated_ms = NULL WHERE id = '${id}'`)

  test('30, 7 and 1 days before, once each, one letter a day; who can extend it hears it too', async () => {
    const noe = await newcomer()
    await act(paul, noe.line, 'restore', { until: inDays(100) })
    assert.equal(await mailed(noe.email), 0)
    let letters = 0
    for (const [left, step] of [[29.9, 30], [6.9, 7], [0.9, 1]]) {
      await sql(site, `DELETE FROM notice; UPDATE users SET reminded_ms = 0 WHERE id = '${noe.id}'`)
      await ends(noe.line, left)
      await until(`the reminder of ${step} days`, async () => (await said(noe.line)) === step)
      assert.equal(await mailed(noe.email), ++letters)
      assert.ok((await value(site, `SELECT count(*) FROM register r JOIN contact c ON c.id = r.contact_id WHERE c.id = '${noe.line}'`)) > 0)
    }
    const mail = await site.mail(noe.email, (one) => /ends soon/.test(one.subject))
    assert.match(mail.text, /Your access on behalf of Crédit du Littoral ends on \d+ \w+ \d{4}/)
    assert.ok(mail.text.includes(`#/operations/${file}`), 'leads to the operation')
    await sql(site, `UPDATE users SET reminded_ms = 0 WHERE id = '${noe.id}'`)
    const other = await newcomer()
    await act(paul, other.line, 'restore', { until: inDays(100) })
    await ends(other.line, 6.5)
    await until('another one’s', async () => (await said(other.line)) === 7)
    assert.equal(await mailed(noe.email), letters, 'each is said once')
  })

  test('not of what was given for a shorter time', async () => {
    const [young, old] = [await newcomer(), await newcomer()]
    for (const one of [young, old]) await act(paul, one.line, 'restore', { until: inDays(3) })
    await ends(old.line, 3)
    await until('the other one’s', async () => (await said(old.line)) === 7)
    assert.equal(await mailed(young.email), 0)
    assert.equal(await said(young.line), 0)
  })

  test('of a habilitation: to him, and to his leaders', async () => {
    const house = await House.build(site)
    const worker = await house.hire('finissant')
    await sql(site, `UPDATE habilitation SET since_ms = 1, until_ms = ${Date.now() + 6 * DAY} WHERE id = '${worker.habilitation}'`)
    await until('both letters', async () => (await mailed(worker.email)) === 1 && (await mailed(house.leader.email)) === 1)
    const mail = await site.mail(house.leader.email, (one) => /ends soon/.test(one.subject))
    assert.match(mail.text, /The authorisation of Noé finissant ends on/)
  })
})

test('everything still holds together', async () => {
  await site.check({ touched: true })
})
