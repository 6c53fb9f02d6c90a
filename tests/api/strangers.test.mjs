// What somebody learns of others by typing an address or a reference: nothing that is not his to know, and belonging to
// an entity is not had by being added there yesterday.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { person, sql } from './account.mjs'
import { entityId, House, join } from './house.mjs'
import { PEOPLE, Site } from './site.mjs'

let site, house, littoral, made = 0

before(async () => {
  site = await Site.start()
  house = await House.build(site)
  littoral = await entityId(site, 'Littoral')
})
after(async () => assert.equal(await site.stop(), 0))

const fresh = (domain = 'littoral.example') => `neuf${++made}@${domain}`
const heirs = async (visitor, ...emails) => {
  const answer = await visitor.post('api/handovers/preview', { successors: emails.map((email) => ({ email })) })
  assert.equal(answer.status, 200, answer.text)
  return answer.body.successors
}
const told = ({ name, account }) => [name, account]

/** Somebody who was added to Crédit du Littoral a moment ago, with an account. */
const newcomer = () => person(site, fresh())

/** As if the accesses of somebody had begun so many days ago; `adder` as if that person had given them. */
async function age(visitor, days, adder) {
  const id = (await visitor.get('api/account')).body.id
  await sql(site, `UPDATE access SET from_ms = from_ms - ${days} * 86400000 WHERE user_id = '${id}' AND to_ms IS NULL`)
  if (adder) await sql(site, `UPDATE contact SET added_by = (SELECT id FROM users WHERE email_key = '${adder}') WHERE user_id = '${id}'`)
  return visitor
}

describe('the preview of a handover', () => {
  test('says of an address that is no colleague’s what was typed, whether there is an account or not', async () => {
    const [lena, nobody] = await heirs(house.leader, 'LENA.Koch@nordbank.example', fresh('nulle-part.example'))
    assert.deepEqual({ ...lena, email: '' }, { ...nobody, email: '' })
    assert.deepEqual([lena.email, ...told(lena)], ['LENA.Koch@nordbank.example', null, null])
  })

  test('says the same of twenty at once, whatever they are: revoked, invited, elsewhere, unknown', async () => {
    const invited = fresh()
    const paul = await site.as('paul')
    await paul.add((await paul.operation('OP-2026-0042')).id, invited)
    const all = await heirs(house.leader, PEOPLE.lena, PEOPLE.chloe, PEOPLE.brune, PEOPLE.max, invited, fresh())
    for (const heir of all) assert.deepEqual({ ...heir, email: '' }, { ...all[0], email: '' })
  })

  test('names who is authorised at the leaver’s entity, and not who was or will be', async () => {
    const [suite, parti] = [await house.hire('suite'), await house.hire('parti')]
    await house.authorise('invitee')
    assert.equal((await house.act(house.leader, parti.habilitation, 'archive', {})).status, 200)
    const all = await heirs(house.leader, suite.email, parti.email, house.address('invitee'))
    assert.deepEqual(all.map(told), [['Noé suite', true], [null, null], [null, null]])
  })

  test('elsewhere names who has been there for thirty days, to whoever has: not by the same hand', async () => {
    const [paul, other] = [await site.as('paul'), await newcomer()]
    assert.deepEqual((await heirs(paul, other.email)).map(told), [[null, null]])
    assert.deepEqual((await heirs(other, PEOPLE.paul)).map(told), [[null, null]])
    await age(other, 29)
    assert.deepEqual((await heirs(paul, other.email)).map(told), [[null, null]])
    await age(other, 2)
    assert.deepEqual((await heirs(paul, other.email)).map(told), [['Noé Vallon', true]])
    assert.deepEqual((await heirs(other, PEOPLE.paul)).map(told), [['Paul Petit', true]])
    const twin = await age(await newcomer(), 31)
    assert.deepEqual((await heirs(other, twin.email)).map(told), [[null, null]])
    await age(twin, 0, PEOPLE.agnes)
    assert.deepEqual((await heirs(other, twin.email)).map(told), [['Noé Vallon', true]])
  })

  test('an access that ended and came back counts from its return', async () => {
    const [paul, other] = [await site.as('paul'), await age(await newcomer(), 31)]
    const { id } = await paul.operation('OP-2026-0042')
    const line = (await paul.contact(id, other.email)).id
    assert.deepEqual((await heirs(paul, other.email)).map(told), [['Noé Vallon', true]])
    assert.equal((await paul.post(`api/operations/${id}/contacts/${line}/revoke`, {})).status, 200)
    assert.deepEqual((await heirs(paul, other.email)).map(told), [[null, null]])
    assert.equal((await paul.post(`api/operations/${id}/contacts/${line}/restore`, {})).status, 200)
    assert.deepEqual((await heirs(paul, other.email)).map(told), [[null, null]])
  })
})

describe('a handover', () => {
  test('knows a successor by his address until he has answered', async () => {
    const leaver = await house.hire('partante', house.root, ['creator'])
    await house.published(`TUE-${++made}`, {}, leaver)
    const answer = await leaver.post('api/handovers', { successors: [{ email: PEOPLE.brune }] })
    assert.equal(answer.status, 201, answer.text)
    const seen = async (visitor) => (await visitor.get(`api/handovers/${answer.body.id}`)).body.parts.map(({ successor, account }) => [successor.name, account])
    assert.deepEqual([await seen(leaver), await seen(house.leader)], Array(2).fill([[PEOPLE.brune, null]]))
    const brune = await site.as('brune')
    assert.deepEqual(await seen(brune), [['Brune Leroy', true]])
    assert.equal((await brune.post(`api/handovers/${answer.body.id}/accept`)).status, 200)
    assert.deepEqual(await seen(leaver), [['Brune Leroy', true]])
  })
})

describe('who can let me in', () => {
  const who = async (visitor, reference) =>
    (await visitor.get(`api/requests/deciders?operation=${reference}`)).body.items.map((one) => one.email ?? one.kind)

  test('names colleagues to those who belong to the entity, and nobody to whom an outsider added yesterday', async () => {
    const visitor = await newcomer()
    assert.deepEqual(await who(visitor, 'OP-2026-0049'), ['manager'])
    await age(visitor, 31, PEOPLE.agnes)
    const named = await who(visitor, 'OP-2026-0049')
    assert.ok(named.length > 1 && named.every((one) => one === 'manager' || one.endsWith('@littoral.example')), String(named))
    assert.deepEqual(await who(visitor, 'OP-2026-0060'), ['manager'], 'a draft')
  })

  test('names no leader to a guest of a client entity', async () => {
    const email = fresh('ailleurs.example')
    const operation = await house.published(`TUE-${++made}`, { [littoral]: 'lender' })
    assert.equal((await house.leader.request('PATCH', house.path, { guests_need_habilitation: false })).status, 200)
    const host = await House.build(site)
    const other = await host.published(`TUE-${++made}`, { [house.id]: 'lender' })
    await host.leader.add(other, email, { entity: house.id })
    const guest = await join(site, email)
    assert.equal(guest.session.environment.entity, house.id)
    assert.deepEqual(await who(guest, (await house.leader.get(`api/operations/${operation}`)).body.reference), ['manager'])
  })
})

describe('who waits in a draft', () => {
  let agent, draft, line
  const NAMES = /Koch|Lena/
  const who = async () => (await agent.contact(draft, PEOPLE.lena))
  const listed = async (query) => (await agent.get(`api/operations/${draft}/contacts?${query}`)).body.items.map((one) => one.email)

  before(async () => {
    agent = await house.hire('agent', house.root, ['creator'])
    draft = await house.operation(`TUE-${++made}`, { [littoral]: 'lender', [await entityId(site, 'Verrerie')]: 'borrower' }, agent)
    line = (await agent.add(draft, PEOPLE.lena, { entity: littoral })).contact
  })

  test('has not heard of it, and is known by the address that was typed: added, listed, looked for, explained', async () => {
    const unknown = (await agent.add(draft, fresh('nulle-part.example'), { entity: littoral })).contact
    const bare = (contact) => ({ ...contact, id: '', email: '', since: '' })
    assert.deepEqual(bare(line), bare(unknown))
    assert.deepEqual([line.first_name, line.last_name], [null, null])
    assert.deepEqual(await listed('q=Koch'), [PEOPLE.lena], 'part of the address')
    assert.deepEqual(await listed('q=Lena%20Koch'), [])
    const all = [await agent.get(`api/operations/${draft}/contacts`), await agent.get(`api/operations/${draft}/contacts/${line.id}/why`),
      await agent.get(`api/operations/${draft}/register`)]
    for (const { text } of all) assert.doesNotMatch(text.replaceAll(PEOPLE.lena, ''), NAMES)
    const chains = await Promise.all([line, unknown].map(async ({ id }) =>
      (await agent.get(`api/operations/${draft}/contacts/${id}/why`)).body.chain.map((link) => link.code)))
    assert.deepEqual(chains[0], chains[1])
  })

  test('is not named by a change of names or of address, nor once his line is revoked', async () => {
    const lena = await site.as('lena')
    assert.equal((await lena.request('PATCH', 'api/account', { first_name: 'Lena' })).status, 200)
    assert.deepEqual(await listed('q=Lena%20Koch'), [])
    assert.equal((await agent.post(`api/operations/${draft}/contacts/${line.id}/revoke`, {})).body.first_name, null)
    assert.deepEqual(await listed('state=archived&q=Lena%20Koch'), [])
    assert.equal((await agent.post(`api/operations/${draft}/contacts/${line.id}/restore`, {})).body.first_name, null)
  })

  test('has a name once the draft is published', async () => {
    assert.equal((await agent.post(`api/operations/${draft}/publish`)).status, 200)
    assert.equal((await who()).last_name, 'Koch')
    assert.deepEqual(await listed('q=Lena%20Koch'), [PEOPLE.lena])
  })
})
