// What revoking would leave, before it is done: whose entity has nobody left, and what waits on the persons.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { sql } from './account.mjs'
import { House } from './house.mjs'
import { PEOPLE, refused, Site } from './site.mjs'

let site, agnes, paul, file, lines

before(async () => {
  site = await Site.start()
  agnes = await site.as('agnes')
  paul = await site.as('paul')
  file = (await agnes.operation('OP-2026-0042')).id
  lines = await agnes.all(`api/operations/${file}/contacts`)
})
after(async () => assert.equal(await site.stop(), 0))

const path = (operation = file) => `api/operations/${operation}/contacts/impact`
async function impact(visitor, body, operation = file) {
  const answer = await visitor.post(path(operation), body)
  assert.equal(answer.status, 200, answer.text)
  return answer.body
}
const of = (name) => lines.filter((one) => one.entity.name === name)
const active = (list) => list.filter((one) => one.status === 'active').length
const line = (email) => lines.find((one) => one.email === email)
const LITTORAL = 'Crédit du Littoral'
const NOTHING = { people: 0, entities: [], waiting: [] }

describe('revoking', () => {
  test('one of several leaves the others', async () => {
    const one = line(PEOPLE.paul)
    const found = await impact(agnes, { contacts: [one.id] })
    assert.equal(found.people, 1)
    assert.deepEqual(found.entities, [{ entity: one.entity, lines: 1, left: active(of(LITTORAL)) - 1 }])
    assert.deepEqual(found.waiting, [])
  })

  test('all of an entity leaves nobody there, and that stands first', async () => {
    const nordbank = of('Nordbank')
    const found = await impact(agnes, { contacts: [...nordbank, line(PEOPLE.paul)].map(({ id }) => id) })
    assert.equal(found.people, nordbank.length + 1)
    assert.deepEqual(found.entities.map(({ entity, lines, left }) => [entity.name, lines, left]),
      [['Nordbank', nordbank.length, 0], [LITTORAL, 1, active(of(LITTORAL)) - 1]])
  })

  test('who waits takes no access from his entity', async () => {
    const { contact } = await paul.add(file, 'not.yet@littoral.example')
    const found = await impact(agnes, { contacts: [contact.id] })
    assert.deepEqual(found.entities.map(({ left }) => left), [active(of(LITTORAL))])
  })

  test('is asked by the list\'s filters too, and the same line counts once', async () => {
    const everybody = await impact(agnes, {})
    const now = await agnes.all(`api/operations/${file}/contacts`)
    const others = now.filter((one) => one.may.includes('revoke'))
    assert.equal(everybody.people, new Set(others.map(({ email }) => email)).size)
    assert.equal(everybody.entities.find(({ entity }) => entity.id === line(PEOPLE.agnes).entity.id).left, 1, 'the caller stays')
    const giver = others.find((one) => one.added_by_id).added_by_id
    for (const filters of [{ status: 'active' }, { status: 'invited,queued' }, { status: ['invited', 'active'] }, { side: 'lender' }, { endless: true }, { unproved: true }, { added_by: giver }, { side: 'lender', status: 'active', unproved: true }]) {
      const listed = (await agnes.all(`api/operations/${file}/contacts?${new URLSearchParams(filters)}`)).filter((one) => one.may.includes('revoke'))
      const found = await impact(agnes, filters)
      assert.equal(found.people, new Set(listed.map(({ user }) => user)).size, JSON.stringify(filters))
      assert.equal(found.entities.reduce((sum, { lines: n }) => sum + n, 0), listed.length, JSON.stringify(filters))
    }
    for (const wrong of [{ status: 'nobody' }, { status: 1 }, { status: ['nobody'] }, { status: [1] }, { side: 'x' }, { endless: 'maybe' }, { added_by: '' }]) refused(await agnes.post(path(), wrong), 422, 'invalid_fields')
    const littoral = await impact(agnes, { entity: line(PEOPLE.paul).entity.id })
    assert.deepEqual(littoral.entities.map(({ entity, left }) => [entity.name, left]), [[LITTORAL, 0]])
    assert.equal((await impact(agnes, { q: 'petit' })).people, now.filter((one) => one.email.includes('petit')).length)
    assert.deepEqual(await impact(agnes, { state: 'archived' }), NOTHING)
    const id = line(PEOPLE.paul).id
    assert.equal((await impact(agnes, { contacts: [id, id] })).entities[0].lines, 1)
  })

  test('counts what one does not see as what does not exist', async () => {
    const chloe = await agnes.contact(file, PEOPLE.chloe, 'archived')
    for (const ids of [['nothing'], [line(PEOPLE.lena).id], [line(PEOPLE.agnes).id], [chloe.id]])
      assert.deepEqual(await impact(paul, { contacts: ids }), NOTHING, ids[0])
    assert.deepEqual(await impact(paul, { entity: line(PEOPLE.lena).entity.id }), NOTHING)
    assert.deepEqual((await impact(paul, {})).entities.map(({ entity }) => entity.name), [LITTORAL])
    assert.deepEqual(await impact(paul, { contacts: [line(PEOPLE.paul).id] }), NOTHING, 'nobody revokes himself')
  })

  test('is refused to who does not see the list', async () => {
    const brune = await site.as('brune')
    const hers = new Set((await brune.all('api/operations')).map(({ id }) => id))
    refused(await brune.post(path((await agnes.all('api/operations')).find(({ id }) => !hers.has(id)).id), {}), 404, 'not_found')
    refused(await site.visitor().post(path(), {}), 401, 'no_session')
    refused(await agnes.post(path('nowhere'), {}), 404, 'not_found')
    for (const body of [{ contacts: [] }, { contacts: 'x' }, { state: 'other' }, { reason: 'x' }])
      refused(await agnes.post(path(), body), 422, 'invalid_fields')
  })

  test('is asked, and nothing is done', async () => {
    const rows = () => sql(site, `SELECT (SELECT count(*) FROM register) AS register, (SELECT count(*) FROM idempotency) AS kept,
      (SELECT count(*) FROM outbox) AS mails, (SELECT count(*) FROM contact WHERE current = 1) AS lines`)
    const before = await rows()
    const answer = await agnes.request('POST', path(), {}, { headers: { 'Idempotency-Key': 'impact-1' } })
    assert.equal(answer.status, 200)
    assert.deepEqual(await rows(), before)
  })
})

describe('what waits on a person', () => {
  test('is his own request, and his handover, told to who sees his line', async () => {
    const lea = await site.as('lea.fontaine@littoral.example')
    assert.equal((await lea.post(`api/operations/${file}/leave`, {})).status, 202)
    const asked = await impact(paul, { contacts: [line('lea.fontaine@littoral.example').id] })
    assert.deepEqual(asked.waiting.map(({ kind, request, person }) => [kind, request, person.email]),
      [['request', 'leave', 'lea.fontaine@littoral.example']])
    const handover = await paul.post('api/handovers', { successors: [{ email: 'marie-laure.besnard@littoral.example' }] })
    assert.equal(handover.status, 201, handover.text)
    const found = await impact(agnes, { contacts: [line(PEOPLE.paul).id, line('marie-laure.besnard@littoral.example').id] })
    assert.deepEqual(found.waiting.map(({ kind, id, as, person }) => [kind, id, as, person.email]).sort(), [
      ['handover', handover.body.id, 'leaver', PEOPLE.paul],
      ['handover', handover.body.id, 'successor', 'marie-laure.besnard@littoral.example']])
    const elsewhere = await impact(agnes, { contacts: [line(PEOPLE.lena).id] })
    assert.deepEqual(elsewhere.waiting, [])
  })

  test('is what nobody else can decide', async () => {
    const house = await House.build(site)
    const second = await house.hire('second')
    const pair = await house.published('PAIR-1')
    const added = await house.leader.add(pair, second.email)
    assert.equal(added.result, 'active')
    assert.equal((await house.leader.post(`api/operations/${pair}/leave`, {})).status, 202)
    const found = await impact(house.leader, { contacts: [added.contact.id] }, pair)
    assert.deepEqual(found.waiting.map(({ kind, request, person }) => [kind, request, person.email]), [['decision', 'leave', second.email]])
    const third = await house.hire('third')
    await house.leader.add(pair, third.email)
    assert.deepEqual((await impact(house.leader, { contacts: [added.contact.id] }, pair)).waiting, [], 'another manager can')
  })
})
