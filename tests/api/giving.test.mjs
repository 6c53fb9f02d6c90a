// Nobody gives more than he has, and nobody gives back to the one from whom he has it: every path that gives or lengthens
// an access, tried by somebody with an end and by his second mailbox.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { CHOSEN, sql, value } from './account.mjs'
import { askFor, entityId, House, join, kinds } from './house.mjs'
import { codeOf, PROGRAM, refused, run, Site, until } from './site.mjs'

const DAY = 86400000
const inDays = (days) => new Date(Date.now() + days * DAY).toISOString()

let site, agnes, paul, file, littoral
let made = 0

before(async () => {
  site = await Site.start()
  agnes = await site.as('agnes')
  paul = await site.as('paul')
  file = (await agnes.operation('OP-2026-0042')).id
  littoral = await entityId(site, 'Littoral')
})
after(async () => assert.equal(await site.stop(), 0))

const act = (visitor, id, what, body = {}, on = file) => visitor.post(`api/operations/${on}/contacts/${id}/${what}`, body)
async function read(visitor, id) {
  const lists = await Promise.all(['current', 'archived'].map((state) => visitor.all(`api/operations/${file}/contacts?state=${state}`)))
  return lists.flat().find((one) => one.id === id)
}

/** Somebody of the guest entity with an account and a line that `by` gave him. */
async function colleague(by, more = {}) {
  const email = `donne${++made}@littoral.example`
  const item = await by.add(file, email, more)
  const visitor = await join(site, email)
  visitor.line = item.contact.id
  return visitor
}
const managed = (more) => colleague(agnes, { entity: littoral, ...more })

function late(answer, latest) {
  refused(answer, 422, 'invalid_fields')
  assert.deepEqual(Object.keys(answer.body.fields), ['until'])
  const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' }).format(new Date(latest))
  assert.ok(answer.body.fields.until.includes(day), `${answer.body.fields.until} names ${day}`)
}

describe('the end of a line', () => {
  const end = inDays(40)
  let ada // with an end that the manager set

  before(async () => { ada = await managed({ until: end }) })

  test('of who has one is the default of what he gives, and the latest; the operation and the line say so', async () => {
    assert.equal((await ada.get(`api/operations/${file}`)).body.latest_until, end)
    assert.equal((await paul.get(`api/operations/${file}`)).body.latest_until, undefined)
    assert.equal((await agnes.get(`api/operations/${file}`)).body.latest_until, undefined)
    for (const body of [{}, { until: null }]) {
      const item = await ada.add(file, `donne${++made}@littoral.example`, body)
      assert.deepEqual([item.contact.until, item.contact.latest_until], [end, end])
    }
    assert.equal((await ada.add(file, `donne${++made}@littoral.example`, { until: inDays(9) })).result, 'invited')
    late(await ada.post(`api/operations/${file}/contacts`, { emails: ['jamais@littoral.example'], until: inDays(41) }), end)
    const start = await ada.post(`api/operations/${file}/contacts`, { emails: ['jamais@littoral.example'], from: inDays(41) })
    refused(start, 422, 'invalid_fields')
    assert.deepEqual(Object.keys(start.body.fields), ['from'])
    assert.equal(await value(site, `SELECT count(*) FROM users WHERE email = 'jamais@littoral.example'`), 0)
  })

  test('is that of the letter too', async () => {
    const bea = await colleague(ada)
    const { facts } = (await sql(site, `SELECT facts FROM outbox WHERE contact_id = '${bea.line}' ORDER BY id LIMIT 1`))[0]
    assert.equal(JSON.parse(facts).until, end)
  })

  test('is the latest when he restores and extends, whoever gave the line', async () => {
    const other = await colleague(paul, { until: inDays(5) })
    late(await act(ada, other.line, 'extend', { until: null }), end)
    late(await act(ada, other.line, 'extend', { until: inDays(41) }), end)
    assert.equal((await act(ada, other.line, 'extend', { until: end })).body.until, end)
    await act(paul, other.line, 'revoke')
    late(await act(ada, other.line, 'restore', { until: inDays(41) }), end)
    assert.equal((await act(ada, other.line, 'restore', { until: null })).body.until, end)
    await act(paul, other.line, 'revoke')
    assert.equal((await act(ada, other.line, 'restore')).body.until, end)
    await act(paul, other.line, 'revoke')
    const again = await ada.add(file, other.email)
    assert.equal(again.contact.until, end)
  })

  test('of a line that is there already stays as it is when it is added again', async () => {
    const other = await colleague(paul, { until: inDays(5) })
    const item = await paul.add(file, other.email, { until: inDays(300) })
    assert.deepEqual([item.result, item.contact.until], ['unchanged', (await read(paul, other.line)).until])
    assert.ok(item.contact.until < inDays(6))
  })

  test('that a manager set is moved later by a manager alone: extended, restored, shortened first, re-added', async () => {
    const [bob, shorter] = [await managed({ until: inDays(20) }), inDays(3)]
    const set = (await read(agnes, bob.line)).until
    assert.equal((await read(paul, bob.line)).latest_until, set)
    late(await act(paul, bob.line, 'extend', { until: null }), set)
    late(await act(paul, bob.line, 'extend', { until: inDays(21) }), set)
    assert.equal((await act(paul, bob.line, 'extend', { until: shorter })).body.until, shorter)
    late(await act(paul, bob.line, 'extend', { until: inDays(21) }), set)
    await act(paul, bob.line, 'revoke')
    late(await act(paul, bob.line, 'restore', { until: inDays(21) }), set)
    assert.equal((await act(paul, bob.line, 'restore', { until: null })).body.until, set)
    await act(paul, bob.line, 'revoke')
    assert.equal((await paul.add(file, bob.email, { until: inDays(300) })).contact.until, set)
    assert.equal((await act(agnes, bob.line, 'extend', { until: null })).body.until, null)
    assert.equal((await act(paul, bob.line, 'extend', { until: inDays(500) })).status, 200)
  })

  test('that a manager set and that has passed is not a colleague’s to undo', async () => {
    const bob = await managed({ until: inDays(20) })
    await sql(site, `UPDATE access SET from_ms = 1 WHERE contact_id = '${bob.line}';
      UPDATE contact SET until_ms = ${Date.now() - 1000}, bound_ms = ${Date.now() - 1000} WHERE id = '${bob.line}'`)
    const seen = await read(paul, bob.line)
    assert.deepEqual([seen.status, seen.may], ['expired', []])
    refused(await act(paul, bob.line, 'restore', { until: inDays(2) }), 403, 'end_set')
    const { items: [again] } = (await paul.post(`api/operations/${file}/contacts`, { emails: [bob.email] })).body
    assert.deepEqual([again.result, again.code], ['refused', 'end_set'])
    const why = (await paul.get(`api/operations/${file}/contacts/${bob.line}/why`)).body.actions.find(({ action }) => action === 'restore')
    assert.deepEqual([why.allowed, why.why.map(({ code }) => code)], [false, ['end_set']])
    await bob.post('api/requests', { operation: 'OP-2026-0042' })
    assert.equal((await act(agnes, bob.line, 'restore', { until: inDays(2) })).status, 200)
  })

  test('is that of who says yes to a request', async () => {
    const email = `demande${++made}@littoral.example`
    await askFor(site, site.visitor(), { operation: 'OP-2026-0042', email })
    const id = await value(site, `SELECT id FROM request WHERE email = '${email}'`)
    assert.equal((await ada.post(`api/requests/${id}/approve`, {})).status, 200)
    assert.equal((await ada.contact(file, email)).until, end)
  })
})

describe('the one from whom one’s own access comes', () => {
  test('is neither extended nor restored by his second mailbox; others restore him', async () => {
    const ada = await managed({ until: inDays(30) })
    const second = await colleague(ada)
    const third = await colleague(second)
    for (const mailbox of [second, third]) {
      const seen = await read(mailbox, ada.line)
      assert.deepEqual(seen.may, ['revoke'])
      refused(await act(mailbox, ada.line, 'extend', { until: null }), 403, 'own_source')
      refused(await act(mailbox, ada.line, 'extend', { until: inDays(1) }), 403, 'own_source')
    }
    await act(agnes, ada.line, 'revoke', { reason: 'Parti' })
    for (const mailbox of [second, third]) {
      assert.deepEqual((await read(mailbox, ada.line)).may, [])
      refused(await act(mailbox, ada.line, 'restore', { until: inDays(2) }), 403, 'own_source')
      const { items: [again] } = (await mailbox.post(`api/operations/${file}/contacts`, { emails: [ada.email] })).body
      assert.deepEqual([again.result, again.code], ['refused', 'own_source'])
      const why = (await mailbox.get(`api/operations/${file}/contacts/${ada.line}/why`)).body.actions.find(({ action }) => action === 'restore')
      assert.deepEqual([why.allowed, why.why.map(({ code }) => code)], [false, ['source']])
    }
    // Nor by saying yes to what he asks.
    await askFor(site, ada, { operation: 'OP-2026-0042', message: 'De nouveau' })
    const open = (await third.all('api/requests')).find(({ person }) => person.email === ada.email)
    assert.deepEqual(open.may, ['refuse'])
    refused(await third.post(`api/requests/${open.id}/approve`, {}), 403, 'own_source')
    assert.equal((await act(paul, ada.line, 'restore', { until: null })).body.status, 'active')
  })

  test('is told by who restored last: then it comes from that one', async () => {
    const ada = await managed()
    const bea = await colleague(ada)
    await act(paul, bea.line, 'revoke')
    await act(paul, bea.line, 'restore')
    await act(paul, ada.line, 'revoke')
    assert.equal((await act(bea, ada.line, 'restore')).status, 200)
    // Now each comes from the other, and both from Paul: a ring ends.
    const carl = await colleague(ada)
    await act(paul, bea.line, 'revoke')
    refused(await act(carl, bea.line, 'restore'), 403, 'own_source')
  })

  test('may be revoked: that is how a successor takes over', async () => {
    const ada = await managed()
    const bea = await colleague(ada)
    const answer = await act(bea, ada.line, 'revoke')
    assert.deepEqual([answer.status, answer.body.may], [200, []])
  })

  test('among managers too, whatever the entity', async () => {
    const house = await House.build(site)
    const other = await House.build(site)
    const operation = await house.published(`DON-${++made}`, { [other.id]: 'manager' })
    const ada = await house.hire('ada')
    const line = (await house.leader.add(operation, ada.email)).contact.id
    await ada.put('api/session/environment', { entity: house.id })
    const theirs = (await ada.add(operation, other.leader.email, { entity: other.id })).contact.id
    await act(house.leader, line, 'revoke', {}, operation)
    refused(await act(other.leader, line, 'restore', {}, operation), 403, 'own_source')
    refused(await act(other.leader, (await house.leader.contact(operation, house.leader.email)).id, 'extend', { until: null }, operation), 403, 'own_source')
    assert.equal((await act(house.leader, theirs, 'extend', { until: inDays(9) }, operation)).status, 200)
    assert.equal((await act(house.leader, line, 'restore', {}, operation)).status, 200)
  })

  test('is restored by his leader, whose role does not come from him, though his line does', async () => {
    const house = await House.build(site)
    const maker = await house.hire('createur', house.root, ['creator'])
    const operation = await house.published(`DON-${++made}`, {}, maker)
    await maker.add(operation, house.leader.email)
    const line = (await house.leader.contact(operation, maker.email)).id
    assert.equal((await act(house.leader, line, 'revoke', {}, operation)).status, 200)
    assert.equal((await act(house.leader, line, 'restore', {}, operation)).status, 200)
  })

  test('is not handed anything back by a handover', async () => {
    const ada = await managed()
    const bea = await colleague(ada)
    await act(agnes, ada.line, 'revoke')
    const started = await bea.post('api/handovers', { successors: [{ email: ada.email }] })
    assert.equal(started.status, 201, started.text)
    const asked = (await ada.all('api/handovers')).find(({ id }) => id === started.body.id)
    if (asked) await ada.post(`api/handovers/${started.body.id}/accept`)
    assert.equal((await agnes.contact(file, ada.email, 'archived')).status, 'revoked')
  })
})

describe('a handover', () => {
  test('gives lines until the end of who leaves, and they come from him', async () => {
    const end = inDays(25)
    const [ada, bea] = [await managed({ until: end }), await managed({ until: inDays(2) })]
    await act(agnes, bea.line, 'revoke')
    const other = (await paul.operation('OP-2026-0051')).id
    const mine = (await paul.add(other, ada.email)).contact.id
    await act(paul, mine, 'extend', { until: end }, other)
    const started = await ada.post('api/handovers', { successors: [{ email: bea.email, operations: [other] }] })
    assert.equal(started.status, 201, started.text)
    assert.equal((await bea.post(`api/handovers/${started.body.id}/accept`)).status, 200)
    const line = await paul.contact(other, bea.email)
    assert.equal(line.until, end)
    refused(await act(bea, mine, 'restore', { until: inDays(1) }, other), 403, 'own_source')
    assert.equal((await act(paul, mine, 'restore', { until: inDays(1) }, other)).status, 200)
  })
})

describe('a habilitation', () => {
  const end = inDays(30)
  let house, chief, worker, north

  before(async () => {
    house = await House.build(site)
    north = await house.team('Nord')
    chief = await house.hire('chef', north, ['team_leader'])
    worker = await house.hire('ouvrier', north)
    assert.equal((await house.act(house.leader, chief.habilitation, 'extend', { until: end })).status, 200)
  })

  test('is given, restored and extended to the leader’s own end at most', async () => {
    assert.equal((await chief.get(house.path)).body.latest_until, end)
    assert.equal((await house.leader.get(house.path)).body.latest_until, undefined)
    const add = (more) => chief.post(`${house.path}/habilitations`, { emails: [house.address(`nouveau${++made}`)], team: north, ...more })
    const item = (await add({})).body.items[0]
    assert.deepEqual([item.habilitation.until, item.habilitation.latest_until], [end, end])
    assert.equal((await add({ roles: ['team_leader'] })).body.items[0].habilitation.until, end)
    late(await add({ until: inDays(31) }), end)
    late(await house.act(chief, item.habilitation.id, 'extend', { until: null }), end)
    late(await house.change(chief, item.habilitation.id, { until: null }), end)
    late(await house.change(chief, item.habilitation.id, { until: inDays(31) }), end)
    await house.act(chief, item.habilitation.id, 'archive')
    late(await house.act(chief, item.habilitation.id, 'restore', { until: inDays(31) }), end)
    assert.equal((await house.act(chief, item.habilitation.id, 'restore', { until: null })).body.until, end)
    await house.act(chief, item.habilitation.id, 'archive')
    const again = (await chief.post(`${house.path}/habilitations`, { emails: [item.email], team: north })).body.items[0]
    assert.equal(again.habilitation.until, end)
  })

  test('without an end gets no role from a leader with one, nor other teams to lead', async () => {
    late(await house.change(chief, worker.habilitation, { roles: ['team_leader'] }), end)
    const both = await house.change(chief, worker.habilitation, { roles: ['team_leader'], until: end })
    assert.deepEqual([both.status, both.body.until], [200, end])
    const below = await house.team('Nord-Est', north)
    const sub = await house.hire('chefdessous', below, ['team_leader'])
    late(await house.change(chief, sub.habilitation, { team: north }), end)
    assert.equal((await house.change(chief, sub.habilitation, { roles: [] })).status, 200)
  })

  test('whose end a leader above set is moved later by one as high alone', async () => {
    const team = await house.team('Sud')
    const [boss, dated] = [await house.hire('chefsud', team, ['team_leader']), await house.hire('date', team)]
    const set = inDays(12)
    await house.act(house.leader, dated.habilitation, 'extend', { until: set })
    assert.equal((await house.habilitation('date', 'current', boss)).latest_until, set)
    late(await house.act(boss, dated.habilitation, 'extend', { until: null }), set)
    assert.equal((await house.act(boss, dated.habilitation, 'extend', { until: inDays(3) })).status, 200)
    late(await house.change(boss, dated.habilitation, { until: inDays(13) }), set)
    await house.act(boss, dated.habilitation, 'archive')
    assert.equal((await house.act(boss, dated.habilitation, 'restore', { until: null })).body.until, set)
    await sql(site, `UPDATE habilitation SET until_ms = ${Date.now() - 1000} WHERE id = '${dated.habilitation}';
      UPDATE habilitation_bound SET until_ms = ${Date.now() - 1000} WHERE habilitation_id = '${dated.habilitation}'`)
    refused(await house.act(boss, dated.habilitation, 'restore', { until: inDays(1) }), 403, 'end_set')
    const { items: [again] } = (await boss.post(`${house.path}/habilitations`, { emails: [dated.email], team })).body
    assert.deepEqual([again.result, again.code], ['refused', 'end_set'])
    assert.equal((await house.act(house.leader, dated.habilitation, 'restore', { until: null })).status, 200)
    assert.equal((await house.act(boss, dated.habilitation, 'extend', { until: inDays(900) })).status, 200)
  })

  test('of the one from whom the role comes is not restored, extended or widened; it may be archived', async () => {
    const first = await house.hire('premier', house.root, ['team_leader'])
    await house.authorise('double', house.root, ['team_leader'], first)
    const double = await join(site, house.address('double'))
    // Of somebody whom others authorised, but to whom he gave the role.
    const made = await house.hire('promu')
    assert.equal((await house.change(first, made.habilitation, { roles: ['team_leader'] })).status, 200)
    for (const mailbox of [double, made]) {
      assert.ok(!(await house.habilitation('premier', 'current', mailbox)).may.includes('extend'))
      refused(await house.act(mailbox, first.habilitation, 'extend', { until: inDays(2) }), 403, 'own_source')
      refused(await house.change(mailbox, first.habilitation, { until: null }), 403, 'own_source')
    }
    assert.equal((await house.act(double, first.habilitation, 'archive')).status, 200)
    for (const mailbox of [double, made]) {
      assert.ok(!(await house.habilitation('premier', 'archived', mailbox)).may.includes('restore'))
      refused(await house.act(mailbox, first.habilitation, 'restore', { until: null }), 403, 'own_source')
      const { items: [again] } = (await mailbox.post(`${house.path}/habilitations`, { emails: [first.email], team: house.root })).body
      assert.deepEqual([again.result, again.code], ['refused', 'own_source'])
    }
    assert.equal((await house.act(house.leader, first.habilitation, 'restore')).status, 200)
  })
})

describe('two addresses that become one', () => {
  test('bring nothing back by one’s own word', async () => {
    const ada = await managed()
    const second = `seconde${++made}@littoral.example`
    const other = (await ada.add(file, second)).contact.id
    await act(agnes, ada.line, 'revoke')
    const asked = await ada.post('api/account/address', { email: second, password: CHOSEN })
    assert.ok(asked.status < 300, asked.text)
    const mail = await site.mail(second, (one) => codeOf(one) !== undefined)
    const done = await ada.post('api/account/address/confirm', { code: codeOf(mail) })
    assert.ok(done.status < 300, done.text)
    assert.equal(await value(site, `SELECT status FROM contact WHERE id = '${ada.line}'`), 'revoked')
    assert.equal(await value(site, `SELECT count(*) FROM contact WHERE id = '${other}'`), 0)
  })
})

describe('what a manager revoked and a colleague restores', () => {
  const told = async (email) => (await kinds(site, email)).filter((kind) => kind === 'restored_despite').length

  test('is told to the managers at once, with a link to revoke it again', async () => {
    const ada = await managed()
    await act(agnes, ada.line, 'revoke')
    const managers = ['agnes.martin@aurore.example', 'leo.bernard@aurore.example']
    const before = await Promise.all(managers.map(told))
    await act(paul, ada.line, 'restore')
    assert.deepEqual(await Promise.all(managers.map(told)), before.map((count) => count + 1))
    assert.equal(await told('paul.petit@littoral.example'), 0)
    const entity = (await agnes.get('api/session')).body.environment.entity
    const mail = await site.mail('agnes.martin@aurore.example', (one) => one.text.includes(`revoke=${ada.line}`))
    assert.ok(mail.text.includes(`#/operations/${file}/access?revoke=${ada.line}&for=${entity}`), mail.text)
    assert.match(mail.text, /Paul Petit/)
  })

  test('by adding again, too; not what a colleague revoked, nor what a manager restores', async () => {
    const ada = await managed()
    await act(agnes, ada.line, 'revoke')
    let before = await told('agnes.martin@aurore.example')
    await paul.add(file, ada.email)
    assert.equal(await told('agnes.martin@aurore.example'), ++before)
    await act(paul, ada.line, 'revoke')
    await act(paul, ada.line, 'restore')
    await act(agnes, ada.line, 'revoke')
    await act(agnes, ada.line, 'restore')
    assert.equal(await told('agnes.martin@aurore.example'), before)
  })
})

test('everything still holds together', async () => {
  await until('the outbox', async () => (await value(site, `SELECT count(*) FROM outbox WHERE status = 'waiting'`)) === 0)
  await site.check({ touched: true })
})
