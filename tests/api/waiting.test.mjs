// What waits for somebody: one answer for the first page, of what he may see and can look after.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { CHOSEN, provedAt, sql } from './account.mjs'
import { delivered, entityId, House, join } from './house.mjs'
import { refused, Site } from './site.mjs'

const DAY = 24 * 3600 * 1000
const GROUPS = ['requests', 'handovers', 'invitations_expired', 'invitations_failed', 'ending', 'lone_managers', 'lone_leaders', 'unproved']

let site, house, leader, manager, guests, littoral, file

before(async () => {
  site = await Site.start()
  house = await House.build(site)
  leader = house.leader
  manager = await house.hire('gere', await house.team('Agence'), ['creator'])
  guests = await House.build(site)
  littoral = await entityId(site, 'Littoral')
  file = await house.published('ATT-1', { [littoral]: 'lender', [guests.id]: 'lender' }, manager)
})
after(async () => {
  await site.check({ touched: true })
  assert.equal(await site.stop(), 0)
})

const waiting = async (visitor, query = '') => {
  const { status, body, text } = await visitor.get(`api/waiting${query}`)
  assert.equal(status, 200, text)
  return body
}
const counts = async (visitor) => Object.fromEntries(Object.entries(await waiting(visitor)).map(([name, { count }]) => [name, count]))
const none = Object.fromEntries(GROUPS.map((name) => [name, 0]))
const emails = (group) => group.items.map(({ person }) => person.email)
const line = (email, set) => sql(site, `UPDATE contact SET ${set}
  WHERE operation_id = '${file}' AND user_id = (SELECT id FROM users WHERE email = '${email}')`)
const invite = async (email, entity = littoral) => assert.notEqual((await manager.add(file, email, { entity })).result, 'refused')

test('nothing waits for somebody new; the only manager and the only leader are told that they are', async () => {
  assert.deepEqual(await counts(manager), { ...none, lone_managers: 1 })
  assert.deepEqual(await counts(leader), { ...none, lone_managers: 1, lone_leaders: 1 })
  const { lone_managers: managers, lone_leaders: leaders } = await waiting(leader)
  assert.equal(managers.items[0].operation.reference, 'ATT-1')
  assert.equal(managers.items[0].href, `#/operations/${file}/access?side=manager`)
  assert.deepEqual(leaders.items[0].entity, { id: house.id, name: house.name })
})

describe('lines', () => {
  const soon = Date.now() + 10 * DAY
  let own

  before(async () => {
    await invite('attend.un@littoral.example')
    own = await join(site, 'attend.un@littoral.example')
    await invite('attend.deux@littoral.example')
    await join(site, 'attend.deux@littoral.example')
    for (const email of ['perdue@littoral.example', 'revenue@littoral.example']) await invite(email)
    await line('perdue@littoral.example', 'invited_until_ms = 1000')
    await delivered(site, 'revenue@littoral.example')
    await line('revenue@littoral.example', 'mail_failed_ms = 2000')
    await line('attend.deux@littoral.example', `until_ms = ${soon}`)
    await provedAt(site, 'attend.deux@littoral.example', 3000)
  })

  test('are those that the caller may see: all of them for who manages, his own entity’s for others', async () => {
    const found = await waiting(manager)
    assert.deepEqual(emails(found.invitations_expired), ['perdue@littoral.example'])
    assert.deepEqual(emails(found.invitations_failed), ['revenue@littoral.example'])
    assert.deepEqual(emails(found.ending), ['attend.deux@littoral.example'])
    assert.deepEqual(emails(found.unproved), ['attend.deux@littoral.example'])
    assert.equal(found.ending.items[0].at, new Date(soon).toISOString())
    assert.deepEqual(await counts(own), { ...none, invitations_expired: 1, invitations_failed: 1, ending: 1, unproved: 1 })
    assert.deepEqual(await counts(guests.leader), { ...none, lone_leaders: 1 })
  })

  test('lead to where they are looked after', async () => {
    const { ending, unproved, invitations_expired: expired } = await waiting(own)
    const page = `#/operations/${file}/access`
    assert.deepEqual([ending, unproved, expired].map(({ items }) => items[0].href), [`${page}?sort=until`, `${page}?unproved=true`, `${page}?status=invited`])
    assert.equal(ending.href, '#/waiting?group=ending')
    assert.equal(ending.items[0].operation.reference, 'ATT-1')
    assert.equal(ending.items[0].entity.id, littoral)
  })

  test('are of a leader’s people too, where he has no line himself', async () => {
    const away = await guests.hire('absent')
    assert.equal((await manager.add(file, away.email, { entity: guests.id })).result, 'active')
    await line(away.email, `until_ms = ${soon}`)
    assert.deepEqual(emails((await waiting(guests.leader)).ending), [away.email])
    const beside = await guests.hire('beside', await guests.team('A côté'), ['team_leader'])
    assert.equal((await counts(beside)).ending, 0, 'nobody of his teams')
  })

  test('wait no more once they are looked after, or the operation is closed', async () => {
    await line('perdue@littoral.example', `invited_until_ms = ${soon}`)
    await line('revenue@littoral.example', 'mail_failed_ms = NULL')
    await line('attend.deux@littoral.example', `until_ms = ${Date.now() + 40 * DAY}`)
    assert.deepEqual(await counts(own), { ...none, unproved: 1 })
    await site.visitor().signIn('attend.deux@littoral.example', { password: CHOSEN })
    assert.deepEqual(await counts(own), none)
    await provedAt(site, 'attend.deux@littoral.example', 3000)
    await sql(site, `UPDATE operation SET status = 'closed' WHERE id = '${file}'`)
    assert.deepEqual(await counts(own), none)
    assert.equal((await counts(manager)).lone_managers, 0)
    await sql(site, `UPDATE operation SET status = 'open' WHERE id = '${file}'`)
  })

  test('are counted all, and shown five, or as many as are asked for', async () => {
    for (let i = 0; i < 7; i++) await invite(`sept${i}@littoral.example`)
    await sql(site, `UPDATE contact SET invited_until_ms = 5000 WHERE operation_id = '${file}' AND status = 'invited'`)
    const { invitations_expired: some } = await waiting(own)
    const { invitations_expired: all } = await waiting(own, '?limit=100')
    assert.equal(some.items.length, 5)
    assert.ok(some.count > 7)
    assert.equal(all.items.length, some.count)
    assert.deepEqual(all.items.slice(0, 5), some.items)
    for (const bad of ['limit=0', 'limit=101', 'limit=x', 'all=1']) refused(await own.get(`api/waiting?${bad}`), 422, 'invalid_fields')
  })
})

describe('questions', () => {
  test('are requests that the caller may decide, not those that he asked', async () => {
    const asker = await guests.hire('demande')
    const before = (await counts(manager)).requests
    assert.equal((await manager.add(file, asker.email, { entity: guests.id })).result, 'active')
    assert.equal((await asker.post(`api/operations/${file}/leave`, {})).status, 202)
    const { requests } = await waiting(manager)
    assert.equal(requests.count, before + 1)
    assert.deepEqual([requests.items[0].person.email, requests.items[0].href], [asker.email, '#/requests'])
    assert.equal((await counts(asker)).requests, 0)
  })

  test('are handovers that ask him to take over', async () => {
    const heir = await house.hire('herite')
    const { body, status, text } = await manager.post('api/handovers', { successors: [{ email: heir.email }] })
    assert.equal(status, 201, text)
    const { handovers } = await waiting(heir)
    assert.deepEqual([handovers.count, handovers.items[0].person.email, handovers.items[0].href], [1, manager.email, `#/handovers/${body.id}`])
    assert.equal((await counts(manager)).handovers, 0)
    assert.equal((await heir.post(`api/handovers/${body.id}/refuse`, {})).status, 200)
    assert.equal((await counts(heir)).handovers, 0)
  })
})
