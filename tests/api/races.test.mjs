// What several do in the same instant, twenty times each: the invariants hold whoever comes first.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { sql, value } from './account.mjs'
import { actions, entityId, House, kinds } from './house.mjs'
import { refused, Site } from './site.mjs'

const ROUNDS = 20
let site, house, leader, agents, verrerie, littoral
let made = 0

before(async () => {
  site = await Site.start()
  house = await House.build(site)
  leader = house.leader
  agents = []
  for (const name of ['un', 'deux', 'trois']) agents.push(await house.hire(`agent-${name}`, house.root, ['creator']))
  ;[verrerie, littoral] = [await entityId(site, 'Verrerie'), await entityId(site, 'Littoral')]
})
after(async () => assert.equal(await site.stop(), 0))

const rounds = async (one) => { for (let round = 0; round < ROUNDS; round++) await one(round) }
const statuses = (answers) => answers.map((answer) => answer.status).sort()
const reference = () => `RACE-${++made}`
const revoke = (visitor, id, line) => visitor.post(`api/operations/${id}/contacts/${line}/revoke`, {})
const restore = (visitor, id, line) => visitor.post(`api/operations/${id}/contacts/${line}/restore`, {})

/** An open operation that two of the house manage, with the ids of their lines. */
async function pair(one = agents[0], two = agents[1]) {
  const id = await house.published(reference(), { [littoral]: 'lender' }, one)
  assert.equal((await one.add(id, two.email)).result, 'active')
  return { id, lines: [(await one.contact(id, one.email)).id, (await one.contact(id, two.email)).id] }
}
const managers = (id) => value(site, `SELECT count(*) FROM contact WHERE operation_id = '${id}' AND status = 'active' AND until_ms IS NULL`)

describe('the last manager stays', () => {
  test('when two revoke each other', async () => {
    await rounds(async () => {
      const { id, lines } = await pair()
      const answers = await Promise.all([revoke(agents[0], id, lines[1]), revoke(agents[1], id, lines[0])])
      const won = answers.findIndex((answer) => answer.status === 200)
      assert.ok([404, 409].includes(answers[1 - won].status), answers[1 - won].text)
      assert.equal(await managers(id), 1)
      // Who added the other lets him in again; who was added takes over for good.
      assert.equal((await restore(agents[won], id, lines[1 - won])).status, won === 0 ? 200 : 403)
    })
  })

  test('when somebody who manages until a day revokes both others', async () => {
    const until = new Date(Date.now() + 86400000).toISOString()
    await rounds(async () => {
      const { id, lines } = await pair()
      assert.equal((await agents[0].add(id, agents[2].email, { until })).result, 'active')
      const answers = await Promise.all(lines.map((line) => revoke(agents[2], id, line)))
      assert.deepEqual(statuses(answers), [200, 409])
      assert.equal(await managers(id), 1)
    })
  })

  test('when one is archived while he revokes the other', async () => {
    const [one] = agents
    await rounds(async () => {
      const { id, lines } = await pair()
      const [archived, revoked] = await Promise.all([house.act(leader, one.habilitation, 'archive', {}), revoke(one, id, lines[1])])
      assert.deepEqual([archived.status === 200, revoked.status === 200].sort(), [false, true], archived.text + revoked.text)
      assert.equal(await managers(id), 1)
      if (archived.status === 200) assert.equal((await house.act(leader, one.habilitation, 'restore', {})).status, 200)
    })
  })
})

describe('once, and once only', () => {
  test('an operation is published', async () => {
    await rounds(async () => {
      const id = await house.operation(reference(), { [verrerie]: 'borrower', [littoral]: 'lender' }, agents[0])
      const email = `publie${made}@littoral.example`
      await agents[0].add(id, email, { entity: littoral })
      await agents[0].add(id, agents[1].email)
      const answers = await Promise.all([0, 1, 0].map((one) => agents[one].post(`api/operations/${id}/publish`)))
      assert.deepEqual(statuses(answers), [200, 409, 409])
      assert.deepEqual(await kinds(site, email), ['activation'])
      assert.deepEqual(await actions(site, `operation_id = '${id}' AND action = 'operation_published'`), ['operation_published'])
    })
  })

  test('an address is added, by two managers who write it differently', async () => {
    const { id } = await pair()
    await rounds(async (round) => {
      const email = `double${round}@littoral.example`
      const items = await Promise.all([agents[0].add(id, email, { entity: littoral }),
        agents[1].add(id, email.toUpperCase(), { entity: littoral }), agents[0].add(id, email.replace('double', 'Double'), { entity: littoral })])
      assert.deepEqual(items.map((item) => item.result).sort(), ['invited', 'unchanged', 'unchanged'])
      assert.equal(new Set(items.map((item) => item.contact.id)).size, 1)
      assert.equal(await value(site, `SELECT count(*) FROM users WHERE email_key = '${email}'`), 1)
    })
  })

  test('an operation is closed, and nobody is added behind it', async () => {
    await rounds(async (round) => {
      const { id } = await pair()
      const email = `ferme${round}@littoral.example`
      const [closed, added] = await Promise.all([agents[0].post(`api/operations/${id}/close`),
        agents[1].post(`api/operations/${id}/contacts`, { emails: [email], entity: littoral })])
      assert.equal(closed.status, 200)
      if (added.status !== 200) refused(added, 409, 'operation_closed')
      const told = await actions(site, `operation_id = '${id}' AND action IN ('operation_closed', 'contact_invited')`)
      assert.deepEqual(told, added.status === 200 ? ['contact_invited', 'operation_closed'] : ['operation_closed'])
    })
  })
})

test('three teams that are put under one another in a ring: no loop', async () => {
  await rounds(async (round) => {
    const teams = []
    for (const name of ['a', 'b', 'c']) teams.push(await house.team(`${name}${round}`))
    const answers = await Promise.all(teams.map((team, i) =>
      leader.request('PATCH', `${house.path}/teams/${team}`, { parent: teams[(i + 1) % 3] })))
    assert.deepEqual(statuses(answers), [200, 200, 409])
    const above = await sql(site, `SELECT team_id AS id, count(*) AS levels FROM team_above
      WHERE team_id IN (${teams.map((id) => `'${id}'`)}) GROUP BY team_id ORDER BY levels`)
    assert.deepEqual(above.map((row) => row.levels), [2, 3, 4], 'root and itself, and one more a level')
  })
})

describe('who is archived and added at once', () => {
  test('has no access that nobody authorised', async () => {
    const guest = await house.hire('double-sens')
    await rounds(async () => {
      const id = await house.published(reference(), {}, agents[0])
      const [archived, added] = await Promise.all([house.act(leader, guest.habilitation, 'archive', {}), agents[0].add(id, guest.email)])
      assert.equal(archived.status, 200)
      const line = await agents[0].contact(id, guest.email, added.result === 'queued' ? 'current' : 'archived')
      assert.equal(line?.status, added.result === 'queued' ? 'queued' : 'revoked', `was ${added.result}`)
      assert.equal(await value(site, `SELECT count(*) FROM access WHERE operation_id = '${id}' AND user_id = '${guest.id}' AND to_ms IS NULL`), 0)
      assert.equal((await house.act(leader, guest.habilitation, 'restore', {})).status, 200)
    })
  })

  test('nor one whose request is approved while he is archived again', async () => {
    const second = await house.hire('second-chef', house.root, ['team_leader', 'creator'])
    const guest = await house.hire('aller-retour')
    await rounds(async () => {
      assert.equal((await house.act(leader, guest.habilitation, 'archive', {})).status, 200)
      const id = await house.published(reference(), {}, agents[0])
      assert.equal((await agents[0].add(id, guest.email)).result, 'queued')
      const [{ id: request }] = await sql(site, `SELECT id FROM request WHERE user_id = '${guest.id}' AND status = 'open'`)
      const [approved, archived] = await Promise.all([leader.post(`api/requests/${request}/approve`, {}), house.act(second, guest.habilitation, 'archive', {})])
      assert.equal(approved.status, 200, approved.text)
      const [{ status }] = await sql(site, `SELECT status FROM habilitation WHERE id = '${guest.habilitation}'`)
      assert.equal(status, archived.status === 200 ? 'archived' : 'active', archived.text)
      const line = await value(site, `SELECT status FROM contact WHERE operation_id = '${id}' AND user_id = '${guest.id}'`)
      assert.equal(line, status === 'archived' ? 'revoked' : 'active')
      if (status === 'archived') assert.equal((await house.act(leader, guest.habilitation, 'restore', {})).status, 200)
    })
  })
})
