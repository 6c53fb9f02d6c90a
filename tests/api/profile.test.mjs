// What one person may open, as others see it: no line that the operation's own list would not tell, and no other name.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { sql, value } from './account.mjs'
import { entityId, House, join } from './house.mjs'
import { refused, Site } from './site.mjs'

let site, house, leader, manager, guests, littoral, one, two, paul, jean

before(async () => {
  site = await Site.start()
  house = await House.build(site)
  leader = house.leader
  manager = await house.hire('gere', await house.team('Agence'), ['creator'])
  guests = await House.build(site)
  littoral = await entityId(site, 'Littoral')
  one = await house.published('PER-1', { [littoral]: 'lender', [guests.id]: 'lender' }, manager)
  two = await house.published('PER-2', { [littoral]: 'lender' }, manager)
  for (const file of [one, two]) await manager.add(file, 'paul.per@littoral.example', { entity: littoral })
  paul = await join(site, 'paul.per@littoral.example')
  await manager.add(one, 'jean.per@littoral.example', { entity: littoral })
  jean = await join(site, 'jean.per@littoral.example')
})
after(async () => assert.equal(await site.stop(), 0))

const read = (visitor, user) => visitor.get(`api/people/${user}`)
const references = ({ body }) => body.contacts.map(({ operation }) => operation.reference).sort()
const sees = async (visitor, user) => {
  const answer = await read(visitor, user)
  assert.equal(answer.status, 200, answer.text)
  return answer
}

describe('a person', () => {
  test('is told with every line that the caller may see: all of his operations to who manages them, the shared ones to a colleague', async () => {
    assert.deepEqual(references(await sees(manager, paul.id)), ['PER-1', 'PER-2'])
    assert.deepEqual(references(await sees(jean, paul.id)), ['PER-1'])
    assert.deepEqual(references(await sees(paul, paul.id)), ['PER-1', 'PER-2'])
    const { body } = await sees(manager, paul.id)
    assert.deepEqual(body.person, { id: paul.id, email: paul.email, first_name: 'Noé', last_name: 'paul.per' })
    assert.deepEqual(body.habilitations, [])
    assert.equal(body.more, false)
  })

  test('is told line by line as the list of the operation tells it', async () => {
    const listed = await manager.contact(one, paul.email)
    const { operation, ...line } = (await sees(manager, paul.id)).body.contacts.find((item) => item.operation.id === one)
    assert.deepEqual(line, listed)
    assert.equal(listed.user, paul.id)
    assert.equal(operation.status, 'open')
  })

  test('is nobody to strangers and to the other sides, like one who is not there', async () => {
    const other = await guests.hire('autre')
    assert.equal((await manager.add(one, other.email, { entity: guests.id })).result, 'active')
    for (const user of [paul.id, 'none', '00000000000000000000000000', '%27', 'x'.repeat(300)]) refused(await read(other, user), 404, 'not_found')
    refused(await read(await site.as('brune'), paul.id), 404, 'not_found')
    refused(await read(site.visitor(), paul.id), 401, 'no_session')
    assert.deepEqual(references(await sees(manager, other.id)), ['PER-1'])
  })

  test('is told to his team leader with the habilitation, and to no leader beside', async () => {
    const team = await guests.team('Prêts')
    const beside = await guests.hire('voisin', await guests.team('Voisins'), ['team_leader'])
    const chef = await guests.hire('chef', team, ['team_leader'])
    const member = await guests.hire('membre', team)
    assert.equal((await manager.add(one, member.email, { entity: guests.id })).result, 'active')
    const { body } = await sees(chef, member.id)
    assert.deepEqual([body.habilitations.length, body.habilitations[0].team.id, body.habilitations[0].may.includes('archive')], [1, team, true])
    assert.deepEqual(references({ body }), ['PER-1'])
    refused(await read(beside, member.id), 404, 'not_found')
    assert.deepEqual((await sees(manager, member.id)).body.habilitations, [])
  })

  test('goes as his lines go, and shows what is current alone', async () => {
    const { id } = await manager.contact(one, jean.email)
    assert.equal((await sees(paul, jean.id)).body.contacts.length, 1)
    await sql(site, `UPDATE contact SET until_ms = 1000 WHERE id = '${id}'`)
    refused(await read(paul, jean.id), 404, 'not_found')
    refused(await read(manager, jean.id), 404, 'not_found')
    assert.deepEqual((await sees(jean, jean.id)).body.contacts, [])
  })

  test('who waits in a draft is known by the address that was typed, and to who prepares it alone', async () => {
    const waits = await guests.hire('attend')
    const draft = await house.operation('PER-3', { [guests.id]: 'lender' }, manager)
    assert.equal((await manager.add(draft, waits.email, { entity: guests.id })).result, 'queued')
    const { body } = await sees(manager, waits.id)
    assert.deepEqual(body.person, { id: waits.id, email: waits.email, first_name: null, last_name: null })
    assert.deepEqual([body.contacts[0].operation.reference, body.contacts[0].first_name], ['PER-3', null])
    assert.deepEqual((await sees(waits, waits.id)).body.contacts, [])
    assert.ok(!(await sees(guests.leader, waits.id)).text.includes('PER-3'))
  })

  test('has an end to what is told', async () => {
    const all = Number(await value(site, 'SELECT count(*) FROM operation'))
    assert.ok(all < 200)
    await sql(site, `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 205)
      INSERT INTO operation (id, reference, name, sort_name, status, created_ms) SELECT printf('zz%05d', i), 'MANY-' || i, 'Many', 'many', 'open', 1 FROM n`)
    await sql(site, `INSERT INTO participation (operation_id, entity_id, side) SELECT id, '${littoral}', 'lender' FROM operation WHERE id LIKE 'zz%'`)
    await sql(site, `INSERT INTO contact (operation_id, current, sort_name, id, entity_id, user_id, side, status, since_ms, search)
      SELECT id, 1, 'per', 'line' || id, '${littoral}', '${paul.id}', 'lender', 'active', 1, 'per' FROM operation WHERE id LIKE 'zz%'`)
    const { body } = await sees(paul, paul.id)
    assert.deepEqual([body.contacts.length, body.more], [200, true])
  })
})
