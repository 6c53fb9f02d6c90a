// Only a team leader authorises, in his team and below, in that entity; and the root always keeps a leader.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { mailCount, sql, value } from './account.mjs'
import { actions, bare, entityId, House, join, kinds } from './house.mjs'
import { PEOPLE, refused, Site } from './site.mjs'

let site, house, leader, north, south, northLeader, southLeader, worker

before(async () => {
  site = await Site.start()
  house = await House.build(site)
  leader = house.leader
  north = await house.team('Nord')
  south = await house.team('Sud')
  northLeader = await house.hire('nord', north, ['team_leader'])
  southLeader = await house.hire('sud', south, ['team_leader'])
  worker = await house.hire('ouvrier', north)
})
after(async () => assert.equal(await site.stop(), 0))

const environment = async (visitor) => (await visitor.get('api/session')).body.environment
const post = (visitor, body, path = house.path) => visitor.post(`${path}/habilitations`, body)
const lines = (email, entity) => sql(site, `SELECT c.id, c.status, c.operation_id AS operation FROM contact c JOIN users u ON u.id = c.user_id
  WHERE u.email = '${email}' AND c.entity_id = '${entity}' ORDER BY c.operation_id`)

describe('authorising', () => {
  test('somebody new: one mail, an account, and he acts for the entity', async () => {
    const { result, habilitation } = await house.authorise('neuf', north)
    assert.equal(result, 'invited')
    assert.deepEqual([habilitation.status, habilitation.email, habilitation.team.name, habilitation.roles, habilitation.contacts],
      ['invited', house.address('neuf'), 'Nord', [], 0])
    assert.deepEqual(habilitation.user.first_name, null)
    assert.deepEqual(await kinds(site, house.address('neuf')), ['habilitation_activation'])
    const mail = await site.mail(house.address('neuf'))
    for (const part of [house.name, 'Noé racine']) assert.ok(mail.text.includes(part), part)
    const neuf = await join(site, house.address('neuf'))
    const { entity, team_leader, creator } = neuf.session.environment
    assert.deepEqual([entity, team_leader, creator], [house.id, false, false])
    assert.equal((await house.habilitation('neuf')).status, 'active')
    assert.deepEqual(await actions(site, `entity_id = '${house.id}' AND user_id = '${neuf.id}'`), ['habilitation_added', 'habilitation_activated'])
  })

  test('somebody with an account: at once, told by mail, and one more environment to choose', async () => {
    const paul = await site.as('paul')
    const item = await house.authorise(PEOPLE.paul, north)
    assert.deepEqual([item.result, item.habilitation.status, item.habilitation.user.last_name], ['active', 'active', 'Petit'])
    assert.deepEqual(await kinds(site, PEOPLE.paul), ['habilitation'])
    const { environments } = (await paul.get('api/session')).body
    assert.deepEqual(environments.map((one) => one.name).sort(), ['Crédit du Littoral', house.name].sort())
    assert.equal((await environment(paul)).name, 'Crédit du Littoral', 'he goes on where he was')
    assert.equal((await paul.put('api/session/environment', { entity: house.id })).status, 200)
    assert.deepEqual((await paul.get('api/operations')).body.items, [])
    await paul.put('api/session/environment', { entity: await entityId(site, 'Littoral') })
  })

  test('gives each address its own answer', async () => {
    const answer = await post(leader, { team: north, roles: [], emails: [
      house.address('un'), 'nonsense', house.address('ouvrier'), ` ${house.address('UN').toUpperCase()}`, house.address('deux')] })
    assert.equal(answer.status, 200, answer.text)
    assert.deepEqual(answer.body.items.map((one) => [one.result, one.code]), [['invited', undefined], ['refused', 'bad_email'],
      ['unchanged', undefined], ['refused', 'duplicate'], ['invited', undefined]])
    assert.ok(answer.body.items.every((one) => (one.habilitation === undefined) === (one.result === 'refused')))
  })

  test('again changes nothing: neither team nor roles, and nobody is mailed', async () => {
    const before = await house.habilitation('ouvrier')
    const item = await house.authorise('ouvrier', south, ['team_leader'])
    assert.equal(item.result, 'unchanged')
    assert.deepEqual(item.habilitation, before)
    assert.deepEqual(await kinds(site, house.address('ouvrier')), ['habilitation_activation'])
  })

  test('refuses roles that do not exist, before anything is done', async () => {
    for (const roles of [['king'], ['creator', 'king'], [''], ['TEAM_LEADER'], ['team_leader', 'creator', 'creator'], [null], [1], 'creator']) {
      const answer = await post(leader, { emails: [house.address('roi')], team: north, roles })
      refused(answer, 422, 'invalid_fields')
      assert.deepEqual(Object.keys(answer.body.fields), ['roles'], JSON.stringify(roles))
    }
    refused(await post(leader, { emails: [house.address('roi')] }), 422, 'invalid_fields')
    refused(await post(leader, { emails: [], team: north }), 422, 'invalid_fields')
    refused(await post(leader, { emails: Array(101).fill('a@b.example'), team: north }), 422, 'invalid_fields')
    assert.equal(await house.habilitation('roi'), undefined)
  })

  test('gives only roles that he holds', async () => {
    const emails = [house.address('promu')]
    for (const roles of [['creator'], ['team_leader', 'creator']])
      refused(await post(northLeader, { emails, team: north, roles }), 403, 'forbidden')
    const given = await post(northLeader, { emails, team: north, roles: ['team_leader'] })
    assert.deepEqual(given.body.items[0].habilitation.roles, ['team_leader'])
    const id = given.body.items[0].habilitation.id
    refused(await house.change(northLeader, id, { roles: ['team_leader', 'creator'] }), 403, 'forbidden')
    assert.equal((await house.change(leader, id, { roles: ['creator'] })).status, 200)
    const kept = await house.change(northLeader, id, { roles: ['creator', 'team_leader'] })
    assert.deepEqual(kept.body.roles, ['team_leader', 'creator'], 'what the person has already is not given')
    const taken = await house.change(northLeader, id, { roles: [] })
    assert.deepEqual(taken.body.roles, [])
  })

  test('nobody at an entity that is no client', async () => {
    const littoral = await entityId(site, 'Littoral')
    for (const name of ['paul', 'max']) {
      const visitor = await site.as(name)
      await visitor.put('api/session/environment', { entity: littoral })
      const path = `api/entities/${littoral}`
      for (const answer of [await visitor.get(path), await visitor.get(`${path}/teams`), await visitor.get(`${path}/habilitations`),
        await post(visitor, { emails: ['x@littoral.example'], team: 'none', roles: [] }, path),
        await visitor.post(`${path}/teams`, { name: 'Équipe', parent: 'none' }),
        await visitor.request('PATCH', path, { guests_need_habilitation: false })])
        refused(answer, 404, 'not_found')
    }
    assert.equal(await value(site, `SELECT count(*) FROM habilitation WHERE entity_id = '${littoral}'`), 0)
  })
})

describe('a leader', () => {
  test('of another branch is refused, and whoever leads nobody sees nothing', async () => {
    for (const [visitor, status, code] of [[southLeader, 403, 'forbidden'], [worker, 404, 'not_found']]) {
      refused(await house.act(visitor, worker.habilitation, 'archive', {}), visitor === worker ? 404 : status, code)
      refused(await house.change(visitor, worker.habilitation, { roles: [] }), status, code)
      refused(await house.change(visitor, worker.habilitation, { team: south }), status, code)
      refused(await post(visitor, { emails: [house.address('x')], team: north, roles: [] }), status, code)
      refused(await visitor.get(`${house.path}/habilitations/${worker.habilitation}/contacts`), status, code)
    }
    assert.equal((await house.habilitation('ouvrier')).team.name, 'Nord')
  })

  test('moves people only where he leads', async () => {
    refused(await house.change(northLeader, worker.habilitation, { team: south }), 403, 'forbidden')
    refused(await house.change(northLeader, worker.habilitation, { team: house.root }), 403, 'forbidden')
    refused(await house.change(southLeader, worker.habilitation, { team: south }), 403, 'forbidden')
    refused(await house.change(leader, worker.habilitation, { team: 'none' }), 403, 'forbidden')
    const below = await house.team('Nord, bas', north)
    assert.equal((await house.change(northLeader, worker.habilitation, { team: below })).body.team.name, 'Nord, bas')
    assert.equal((await house.change(leader, worker.habilitation, { team: south })).body.team.name, 'Sud')
    refused(await house.change(northLeader, worker.habilitation, { team: north }), 403, 'forbidden')
    assert.equal((await house.change(leader, worker.habilitation, { team: north })).status, 200)
    assert.deepEqual((await actions(site, `user_id = '${worker.id}' AND action LIKE 'habilitation%'`)).slice(2), Array(3).fill('habilitation_changed'))
  })

  test('cannot touch himself', async () => {
    refused(await house.act(northLeader, northLeader.habilitation, 'archive', {}), 403, 'own_line')
    refused(await house.change(northLeader, northLeader.habilitation, { roles: [] }), 403, 'own_line')
    refused(await house.change(northLeader, northLeader.habilitation, { team: north }), 403, 'own_line')
    const own = (await house.habilitation('nord', 'current', northLeader))
    assert.deepEqual(own.may, ['hand_over'])
  })

  test('is shown what he may, person by person', async () => {
    await house.authorise('sortant', north)
    const { id } = await house.habilitation('sortant')
    await house.act(leader, id, 'archive', {})
    const may = async (name, visitor, state) => (await house.habilitation(name, state, visitor)).may
    assert.deepEqual(await may('ouvrier', northLeader), ['change', 'archive', 'extend', 'hand_over'])
    assert.deepEqual(await may('ouvrier', southLeader), [])
    assert.deepEqual(await may('sortant', northLeader, 'archived'), ['restore', 'hand_over'])
    assert.deepEqual(await may('sortant', southLeader, 'archived'), [])
  })

  test('of two entities acts in that of his environment only', async () => {
    const other = await House.build(site)
    const team = await other.team('Là-bas')
    const stranger = await other.hire('la-bas', team)
    await other.authorise(house.address('nord'), team, ['team_leader'])
    const { name } = other
    for (const answer of [await other.act(northLeader, stranger.habilitation, 'archive', {}), await northLeader.get(`${other.path}/habilitations`),
      await other.change(northLeader, stranger.habilitation, { roles: [] }), await northLeader.get(other.path),
      await post(northLeader, { emails: ['x@y.example'], team, roles: [] }, other.path)])
      refused(answer, 404, 'not_found')
    assert.equal((await northLeader.put('api/session/environment', { entity: other.id })).body.environment.name, name)
    refused(await house.act(northLeader, worker.habilitation, 'archive', {}), 404, 'not_found')
    refused(await other.act(northLeader, worker.habilitation, 'archive', {}), 404, 'not_found')
    refused(await other.change(northLeader, stranger.habilitation, { team: north }), 403, 'forbidden')
    refused(await post(northLeader, { emails: ['x@y.example'], team: north, roles: [] }, other.path), 403, 'forbidden')
    assert.equal((await other.change(northLeader, stranger.habilitation, { roles: ['team_leader'] })).status, 200)
    assert.equal((await northLeader.put('api/session/environment', { entity: house.id })).status, 200)
  })

  test('archived meanwhile has lost everything at the next request', async () => {
    const gone = await house.hire('parti', north, ['team_leader'])
    assert.equal((await gone.get(`${house.path}/habilitations`)).status, 200)
    assert.equal((await house.act(leader, gone.habilitation, 'archive', { reason: 'Parti' })).status, 200)
    for (const answer of [await gone.get(`${house.path}/habilitations`), await gone.get(`${house.path}/teams`), await gone.get(house.path),
      await house.act(gone, worker.habilitation, 'archive', {}), await post(gone, { emails: [house.address('y')], team: north, roles: [] })])
      refused(answer, 404, 'not_found')
    refused(await gone.get('api/entities'), 403, 'forbidden')
    assert.equal(await environment(gone), null)
    refused(await gone.put('api/session/environment', { entity: house.id }), 404, 'not_found')
  })

  test('cannot tell what does not exist from what is none of his business', async () => {
    const hidden = await Promise.all([
      worker.get(`${house.path}/habilitations`), worker.get(`${await other()}/habilitations`), worker.get('api/entities/none/habilitations')])
    assert.deepEqual(bare(hidden[1]), bare(hidden[0]))
    assert.deepEqual(bare(hidden[2]), bare(hidden[0]))
    const absent = await house.act(northLeader, 'none', 'archive', {})
    const foreign = await house.act(northLeader, await value(site, `SELECT id FROM habilitation WHERE entity_id <> '${house.id}' LIMIT 1`), 'archive', {})
    assert.deepEqual(bare(foreign), bare(absent))
    refused(absent, 404, 'not_found')
    const team = await value(site, `SELECT id FROM team WHERE entity_id <> '${house.id}' LIMIT 1`)
    const ask = (id) => post(leader, { emails: [house.address('z')], team: id, roles: [] })
    assert.deepEqual(bare(await ask(team)), bare(await ask('none')))
  })
  const other = async () => `api/entities/${await entityId(site, 'Nordbank')}`
})

describe('archiving and restoring', () => {
  test('is said once, with its reason, and mailed', async () => {
    const { id } = (await house.authorise('bref', north)).habilitation
    const person = await join(site, house.address('bref'))
    const answer = await house.act(northLeader, id, 'archive', { reason: 'Fin de stage' })
    assert.equal(answer.status, 200, answer.text)
    assert.deepEqual([answer.body.status, answer.body.reason, answer.body.archived_by, answer.body.may], ['archived', 'Fin de stage', 'Noé nord', ['restore', 'hand_over']])
    assert.ok(Date.parse(answer.body.archived_at) > 0)
    refused(await house.act(northLeader, id, 'archive', {}), 409, 'already_revoked')
    refused(await house.change(northLeader, id, { roles: [] }), 409, 'already_revoked')
    assert.deepEqual((await kinds(site, house.address('bref'))).slice(1), ['habilitation_ended'])
    assert.ok((await site.mail(house.address('bref'), (mail) => mail.text.includes('Fin de stage'))))
    assert.equal(await environment(person), null)
    assert.equal(await house.habilitation('bref'), undefined)

    const back = await house.act(northLeader, id, 'restore', {})
    assert.deepEqual([back.body.status, back.body.archived_at, back.body.reason, back.body.team.name], ['active', null, null, 'Nord'])
    refused(await house.act(northLeader, id, 'restore', {}), 409, 'not_revoked')
    assert.equal((await environment(person)).entity, house.id)
    assert.deepEqual(await actions(site, `entity_id = '${house.id}' AND user_id = '${person.id}'`),
      ['habilitation_added', 'habilitation_activated', 'habilitation_archived', 'habilitation_restored'])
  })

  test('is undone by who archived it, as it was: giver, day, end and its lines', async () => {
    const until = new Date(Date.now() + 9 * 86400000).toISOString()
    const email = house.address('repris')
    assert.equal((await leader.post(`${house.path}/habilitations`, { emails: [email], team: north, roles: [], until })).status, 200)
    const person = await join(site, email)
    const before = await house.habilitation('repris')
    assert.equal((await house.act(northLeader, before.id, 'archive', {})).status, 200)
    refused(await house.act(leader, before.id, 'restore', { undo: true }), 409, 'undo_over')
    refused(await house.act(northLeader, before.id, 'restore', { undo: true, until }), 422, 'invalid_fields')
    const undone = await house.act(northLeader, before.id, 'restore', { undo: true })
    assert.equal(undone.status, 200, undone.text)
    const told = ({ granted_by, since, until: end, status, team }) => ({ granted_by, since, end, status, team: team.id })
    assert.deepEqual(told(undone.body), told(before))
    assert.equal((await environment(person)).entity, house.id)
    assert.deepEqual((await actions(site, `entity_id = '${house.id}' AND user_id = '${person.id}'`)).slice(-2), ['habilitation_archived', 'archiving_undone'])
  })

  test('tells the register why, both times', async () => {
    const { id, user } = (await house.authorise('motif', north)).habilitation
    await house.act(leader, id, 'archive', { reason: 'Erreur' })
    await house.act(leader, id, 'restore', { reason: 'Ce n’en était pas une' })
    const rows = await sql(site, `SELECT action, reason FROM decision WHERE user_id = '${user.id}' ORDER BY sequence`)
    assert.deepEqual(rows.filter((row) => row.action !== 'person_named').map((row) => row.reason), [null, 'Erreur', 'Ce n’en était pas une'])
  })

  test('gives roles back only to leaders who hold them', async () => {
    const boss = await house.hire('chef', north, ['team_leader', 'creator'])
    await house.act(northLeader, boss.habilitation, 'archive', {})
    refused(await house.act(northLeader, boss.habilitation, 'restore', {}), 403, 'forbidden')
    assert.deepEqual((await house.act(leader, boss.habilitation, 'restore', {})).body.roles, ['team_leader', 'creator'])
  })

  test('somebody archived is authorised again by his address, in the team and with the roles of now', async () => {
    const { id } = (await house.authorise('retour', north, ['team_leader'])).habilitation
    await house.act(leader, id, 'archive', {})
    const item = await house.authorise('retour', south, [], southLeader)
    assert.deepEqual([item.result, item.habilitation.id, item.habilitation.team.name, item.habilitation.roles], ['invited', id, 'Sud', []])
    refused(await house.change(northLeader, id, { roles: [] }), 403, 'forbidden')
  })

  test('ends an invitation: the link is dead, and lives again with the habilitation', async () => {
    const { id } = (await house.authorise('invite', north)).habilitation
    const secret = await site.secret(house.address('invite'))
    await house.act(leader, id, 'archive', {})
    refused(await site.visitor().post('api/invitations/show', { secret }), 404, 'not_found')
    await house.act(leader, id, 'restore', {})
    const person = await join(site, house.address('invite'))
    assert.equal(person.session.environment.entity, house.id)
  })

  test('"this is not me" ends it too', async () => {
    await house.authorise('pas-moi', north)
    const secret = await site.secret(house.address('pas-moi'))
    assert.equal((await site.visitor().post('api/invitations/refuse', { secret })).status, 204)
    assert.equal((await house.habilitation('pas-moi', 'archived')).status, 'archived')
    refused(await site.visitor().post('api/invitations/show', { secret }), 404, 'not_found')
  })

  test('takes the lines for that entity with it, all of them and only those', async () => {
    const [agnes, max] = [await site.as('agnes'), await site.as('max')]
    const [aurore, littoral] = [await entityId(site, 'Aurore'), await entityId(site, 'Littoral')]
    await max.put('api/session/environment', { entity: aurore })
    const path = `api/entities/${aurore}/habilitations`
    const { id, contacts } = (await agnes.all(path)).find((one) => one.email === PEOPLE.max)
    const before = await lines(PEOPLE.max, aurore)
    assert.equal(contacts, 2)
    assert.deepEqual(before.map((line) => line.status), ['active', 'active'])
    const preview = (await agnes.get(`${path}/${id}/contacts`)).body.items
    assert.deepEqual(preview.map((line) => line.id).sort(), before.map((line) => line.id).sort())
    assert.ok(preview.every((line) => line.until === null && line.last_manager === false))
    assert.equal((await max.get(`api/operations/${before[0].operation}`)).status, 200)

    const mails = await mailCount(site, PEOPLE.max, 'revoked')
    assert.equal((await agnes.post(`${path}/${id}/archive`, { reason: 'Mobilité' })).status, 200)
    assert.deepEqual((await lines(PEOPLE.max, aurore)).map((line) => line.status), ['revoked', 'revoked'])
    assert.deepEqual((await lines(PEOPLE.max, littoral)).map((line) => line.status), ['active', 'active', 'active'])
    for (const line of before) refused(await max.get(`api/operations/${line.operation}`), 404, 'not_found')
    assert.equal(await mailCount(site, PEOPLE.max, 'revoked'), mails, 'one letter, not one a line')
    assert.equal(await mailCount(site, PEOPLE.max, 'habilitation_ended'), 1)
    assert.deepEqual((await actions(site, `user_id = (SELECT id FROM users WHERE email = '${PEOPLE.max}') AND entity_id = '${aurore}' AND session_id IS NOT NULL`)),
      ['contact_revoked', 'contact_revoked', 'habilitation_archived'])
    const [{ ends }] = await sql(site, `SELECT count(*) AS ends FROM access a JOIN contact c ON c.id = a.contact_id JOIN register r ON r.contact_id = c.id
      WHERE r.action = 'contact_revoked' AND r.at_ms = a.to_ms AND r.session_id IS NOT NULL AND c.entity_id = '${aurore}'`)
    assert.equal(ends, 2, 'the intervals of access end in that instant')
    await max.put('api/session/environment', { entity: littoral })
    assert.equal((await max.all('api/operations')).length, 3)

    const back = await agnes.post(`${path}/${id}/restore`, {})
    assert.deepEqual([back.status, back.body.contacts], [200, 0])
    assert.deepEqual((await lines(PEOPLE.max, aurore)).map((line) => line.status), ['revoked', 'revoked'], 'offered, not given')
    const offered = (await agnes.get(`${path}/${id}/contacts?state=archived`)).body.items
    assert.deepEqual(offered.map((line) => line.id).sort(), before.map((line) => line.id).sort())
    const taken = await agnes.post(`api/operations/${offered[0].operation.id}/contacts/${offered[0].id}/restore`, {})
    assert.deepEqual([taken.status, taken.body.status], [200, 'active'], taken.text)
    assert.deepEqual((await agnes.get(`${path}/${id}/contacts?state=archived`)).body.items.map((line) => line.id), [offered[1].id])
    await max.put('api/session/environment', { entity: aurore })
    assert.equal((await max.get(`api/operations/${offered[0].operation.id}`)).status, 200)
    refused(await max.get(`api/operations/${offered[1].operation.id}`), 404, 'not_found')
  })

  test('says before who of the entity would be left where, and what is open about the person', async () => {
    const [person, other] = [await house.hire('sortante', north), await house.hire('suivante', north)]
    const [alone, together] = [await house.published('D-7'), await house.published('D-8')]
    for (const file of [alone, together]) await leader.add(file, person.email)
    await leader.add(together, other.email)
    const asks = () => leader.get(`${house.path}/habilitations/${person.habilitation}/contacts`)
    const left = async () => Object.fromEntries((await asks()).body.items.map((line) => [line.operation.reference, line.left]))
    const before = await left()
    assert.equal(before['D-8'], before['D-7'] + 1)
    assert.deepEqual((await asks()).body.waiting, [])

    const his = await site.as(person.email)
    const handover = await his.post('api/handovers', { successors: [{ email: other.email }] })
    assert.equal(handover.status, 201, handover.text)
    assert.deepEqual((await asks()).body.waiting.map(({ kind, as, id, person: of }) => [kind, as, id, of.email]),
      [['handover', 'leaver', handover.body.id, person.email]])
    const successor = await leader.get(`${house.path}/habilitations/${other.habilitation}/contacts`)
    assert.deepEqual(successor.body.waiting.map(({ kind, as }) => [kind, as]), [['handover', 'successor']])
    assert.equal((await leader.get(`${house.path}/habilitations/${person.habilitation}/contacts?state=archived`)).body.waiting, undefined)

    assert.equal((await his.post(`api/handovers/${handover.body.id}/cancel`, {})).status, 200)
    assert.deepEqual((await asks()).body.waiting, [])
  })

  test('leaves what had been revoked before as it was', async () => {
    const person = await house.hire('double', north)
    const [one, two] = [await house.published('D-1'), await house.published('D-2')]
    const first = (await leader.add(one, person.email)).contact
    await leader.add(two, person.email)
    await leader.post(`api/operations/${one}/contacts/${first.id}/revoke`, { reason: 'Avant' })
    await house.act(leader, person.habilitation, 'archive', { reason: 'Après' })
    const reasons = (await sql(site, `SELECT c.reason FROM contact c JOIN operation o ON o.id = c.operation_id
      WHERE c.user_id = '${person.id}' ORDER BY o.reference`)).map((row) => row.reason)
    assert.deepEqual(reasons, ['Avant', 'Après'])
    await house.act(leader, person.habilitation, 'restore', {})
    const offered = (await leader.get(`${house.path}/habilitations/${person.habilitation}/contacts?state=archived`)).body.items
    assert.deepEqual(offered.map((line) => line.operation.reference), ['D-2'], 'only what it took')
  })

  test('does not lengthen an access that had ended by itself', async () => {
    const person = await house.hire('borne', north)
    const operation = await house.published('D-3')
    const until = Date.now() + 1500
    await leader.add(operation, person.email, { until: new Date(until).toISOString() })
    await new Promise((done) => setTimeout(done, Math.max(0, until + 300 - Date.now())))
    await house.act(leader, person.habilitation, 'archive', {})
    const [{ to_ms }] = await sql(site, `SELECT to_ms FROM access WHERE user_id = '${person.id}'`)
    assert.equal(to_ms, until, 'who had access on a day is told right')
  })

  test('does not name a draft of others to the leaders of its people', async () => {
    const other = await House.build(site)
    const person = await house.hire('brouillon', north)
    const draft = await other.operation('DRAFT-1', { [house.id]: 'lender', [await entityId(site, 'Verrerie')]: 'borrower' })
    await other.leader.add(draft, person.email, { entity: house.id })
    const named = async () => [
      (await leader.all(`${house.path}/habilitations/${person.habilitation}/contacts`)).map((line) => line.operation.reference),
      (await leader.get(`${house.path}/register?limit=1`)).body.items.map((one) => [one.action, one.subject.email, one.operation?.reference]),
    ]
    assert.deepEqual(await named(), [[], [['contact_queued', person.email, undefined]]])
    assert.equal((await other.leader.post(`api/operations/${draft}/publish`)).status, 200)
    assert.deepEqual((await named())[0], ['DRAFT-1'])
    assert.deepEqual((await named())[1].map(([, , reference]) => reference), ['DRAFT-1'])
  })

  test('a move to another team is one of his lines too', async () => {
    const person = await house.hire('passe', north)
    await leader.add(await house.published('EQ-1'), person.email)
    assert.equal((await house.change(leader, person.habilitation, { team: await house.team('Est') })).status, 200)
    await site.check()
  })

  test('says beforehand what goes, page by page where it is much', async () => {
    await site.check() // what is put in here does not hold together
    const person = await house.hire('charge', north, ['creator'])
    await sql(site, `BEGIN IMMEDIATE; ${Array.from({ length: 230 }, (_, i) => `
      INSERT INTO operation (id, reference, name, sort_name, status, created_ms) VALUES ('much-${i}', 'MUCH-${i}', 'x', 'x', 'open', 1);
      INSERT INTO participation (operation_id, entity_id, side) VALUES ('much-${i}', '${house.id}', 'lender');
      INSERT INTO contact (operation_id, current, sort_name, id, entity_id, side, user_id, status, since_ms, search)
      VALUES ('much-${i}', 1, 'x', 'much-line-${i}', '${house.id}', 'lender', '${person.id}', 'active', 1, 'x');`).join('')} COMMIT;`)
    await house.published('Z-1', {}, person)
    const path = `${house.path}/habilitations/${person.habilitation}/contacts`
    const first = (await northLeader.get(path)).body
    assert.deepEqual([first.items.length, first.next !== null, first.refusal], [50, true, 'last_manager'])
    const lost = await northLeader.all(path)
    assert.deepEqual([lost.length, new Set(lost.map((line) => line.id)).size], [231, 231])
    assert.equal(lost.filter((line) => line.last_manager).length, 1)
    for (const wrong of ['limit=0', 'limit=101', `state=archived&after=${first.next}`, 'after=x'])
      refused(await northLeader.get(`${path}?${wrong}`), 422, 'invalid_fields')
  })

  test('is refused whole while the person manages an operation alone', async () => {
    const person = await house.hire('gerant', north, ['creator'])
    const alone = await house.published('G-1', {}, person)
    const other = await house.published('G-2')
    await leader.add(other, person.email)
    const lost = (await northLeader.get(`${house.path}/habilitations/${person.habilitation}/contacts`)).body
    assert.deepEqual([lost.refusal, lost.items.filter((line) => line.last_manager).map((line) => line.operation.id)], ['last_manager', [alone]])
    refused(await house.act(northLeader, person.habilitation, 'archive', {}), 409, 'last_manager')
    assert.deepEqual((await lines(person.email, house.id)).map((line) => line.status), ['active', 'active'], 'nothing was changed')
    assert.equal((await house.habilitation('gerant')).status, 'active')
    assert.equal((await environment(person)).entity, house.id)
    await person.add(alone, worker.email)
    assert.equal((await house.act(northLeader, person.habilitation, 'archive', {})).status, 200)
    assert.deepEqual((await lines(person.email, house.id)).map((line) => line.status), ['revoked', 'revoked'])
  })
})

describe('the root keeps a leader', () => {
  const leaders = () => value(site, `SELECT count(*) FROM habilitation WHERE team_id = '${duel.root}' AND team_leader = 1 AND status = 'active'`)
  let duel, second
  const sides = () => [[duel.leader, second.habilitation], [second, duel.leader.habilitation]]

  before(async () => {
    duel = await House.build(site)
    duel.leader.habilitation = (await duel.habilitation('racine')).id
    second = await duel.hire('seconde', duel.root, ['team_leader', 'creator'])
    await equals()
  })
  /** Neither has the role from the other, who could not give it back. */
  const equals = () => sql(site, `UPDATE habilitation SET granted_by = NULL, led_by = NULL WHERE entity_id = '${duel.id}'`)

  const blows = {
    'archive each other': (visitor, id) => duel.act(visitor, id, 'archive', {}),
    'demote each other': (visitor, id) => duel.change(visitor, id, { roles: ['creator'] }),
    'move each other down': async (visitor, id) => duel.change(visitor, id, { team: await low() }),
  }
  let lowTeam
  const low = async () => (lowTeam ??= await duel.team('Cave'))

  for (const [name, blow] of Object.entries(blows))
    test(`when two leaders ${name} in the same instant`, async () => {
      await low()
      for (let round = 0; round < 20; round++) {
        const answers = await Promise.all(sides().map(([visitor, id]) => blow(visitor, id)))
        const won = answers.findIndex((answer) => answer.status === 200)
        const lost = answers[1 - won]
        assert.deepEqual(answers.map((answer) => answer.status === 200).sort(), [false, true], answers.map((one) => one.text).join())
        assert.ok([403, 404, 409].includes(lost.status), lost.text)
        assert.equal(await leaders(), 1)
        const [winner, loser] = sides()[won]
        await duel.act(winner, loser, 'restore', {})
        const back = await duel.change(winner, loser, { team: duel.root, roles: ['team_leader', 'creator'] })
        assert.deepEqual(back.body.roles, ['team_leader', 'creator'], back.text)
        await equals()
        assert.equal(await leaders(), 2)
      }
    })

  test('when one archives and the other demotes', async () => {
    for (let round = 0; round < 20; round++) {
      const [[a, idB], [b, idA]] = round % 2 ? sides().reverse() : sides()
      const [archived, demoted] = await Promise.all([duel.act(a, idB, 'archive', {}), duel.change(b, idA, { roles: [] })])
      assert.deepEqual([archived.status, demoted.status].filter((status) => status === 200).length, 1)
      assert.equal(await leaders(), 1)
      const [winner, loser] = archived.status === 200 ? [a, idB] : [b, idA]
      await duel.act(winner, loser, 'restore', {})
      await duel.change(winner, loser, { roles: ['team_leader', 'creator'] })
      await equals()
      assert.equal(await leaders(), 2)
    }
  })

  test('and says so where only one is left', async () => {
    const seen = async () => (await duel.leader.get(duel.path)).body.warnings
    assert.deepEqual(await seen(), [])
    assert.equal((await duel.act(duel.leader, second.habilitation, 'archive', {})).status, 200)
    assert.deepEqual(await seen(), ['lone_leader'])
    refused(await duel.act(duel.leader, duel.leader.habilitation, 'archive', {}), 403, 'own_line')
    assert.equal(await leaders(), 1)
    assert.equal((await duel.act(duel.leader, second.habilitation, 'restore', {})).status, 200)
  })

  test('nobody is archived twice by two clicks at once', async () => {
    const person = await duel.hire('clic', duel.root)
    const answers = await Promise.all([1, 2, 3].map((n) => duel.act(n % 2 ? duel.leader : second, person.habilitation, 'archive', {})))
    assert.deepEqual(answers.map((answer) => answer.status).sort(), [200, 409, 409])
    assert.deepEqual(await actions(site, `user_id = '${person.id}' AND action LIKE 'habilitation%'`), ['habilitation_added', 'habilitation_activated', 'habilitation_archived'])
  })

  test('two leaders who authorise the same person at once do it once', async () => {
    const emails = [duel.address('jumelle')]
    const answers = await Promise.all([duel.leader, second].map((visitor) => post(visitor, { emails, team: duel.root, roles: [] }, duel.path)))
    assert.deepEqual(answers.map((answer) => answer.body.items[0].result).sort(), ['invited', 'unchanged'])
    assert.deepEqual(await kinds(site, emails[0]), ['habilitation_activation'])
  })
})

describe('the list', () => {
  let crowd, tree
  before(async () => {
    crowd = await House.build(site)
    tree = { a: await crowd.team('A'), b: await crowd.team('B') }
    tree.low = await crowd.team('A bas', tree.a)
    const put = async (team, names) => post(crowd.leader, { team, roles: [], emails: names.map((name) => crowd.address(name)) }, crowd.path)
    await put(tree.a, ['anna', 'zoë', 'mia'])
    await put(tree.low, ['bas1', 'bas2'])
    await put(tree.b, Array.from({ length: 60 }, (_, i) => `b${String(i).padStart(2, '0')}`))
    await crowd.act(crowd.leader, (await crowd.habilitation('b59')).id, 'archive', {})
  })
  const names = (items) => items.map((one) => one.email.split('@')[0])
  const list = async (query = '') => names(await crowd.leader.all(`${crowd.path}/habilitations?${query}`))

  test('shows one team with those below it', async () => {
    assert.deepEqual(await list(`team=${tree.a}`), ['anna', 'bas1', 'bas2', 'mia', 'zoë'])
    assert.deepEqual(await list(`team=${tree.low}`), ['bas1', 'bas2'])
    assert.equal((await list(`team=${crowd.root}`)).length, 65)
    assert.deepEqual(await list('team=none'), [])
    assert.deepEqual(await list(`team=${house.root}`), [], 'not of another entity')
  })

  test('keeps those who left apart', async () => {
    assert.deepEqual(await list('state=archived'), ['b59'])
    assert.equal((await list('')).length, 65)
    assert.deepEqual(await list(`state=archived&team=${tree.a}`), [])
    assert.deepEqual(await list(`state=archived&team=${tree.b}`), ['b59'])
  })

  test('is searched by name and address', async () => {
    for (const [q, found] of [['anna', ['anna']], ['ZOE', ['zoë']], ['bas', ['bas1', 'bas2']], ['noe racine', ['racine']], ['NOÉ', ['racine']], ['%', []], ['_', []]])
      assert.deepEqual(await list(`q=${encodeURIComponent(q)}`), found, q)
    assert.deepEqual(await list(`q=bas&team=${tree.b}`), [])
  })

  test('comes in pages, whatever happens in between', async () => {
    const all = await list('')
    assert.deepEqual(all, [...all].sort((a, b) => (a < b ? -1 : 1)))
    const seen = []
    let page = 0
    for (let next = ''; next !== null; page++) {
      const { status, text, body } = await crowd.leader.get(`${crowd.path}/habilitations?limit=10${next && `&after=${encodeURIComponent(next)}`}`)
      assert.equal(status, 200, text)
      assert.ok(body.items.length <= 10)
      seen.push(...names(body.items))
      next = body.next
      if (page === 1) await crowd.authorise('b000-entre', tree.b)
    }
    assert.deepEqual(seen, all)
    assert.ok((await list('')).includes('b000-entre'))
  })

  test('takes no cursor but its own', async () => {
    const { next } = (await crowd.leader.get(`${crowd.path}/habilitations?limit=2`)).body
    for (const path of [`${crowd.path}/habilitations?state=archived&`, 'api/entities?', 'api/requests?'])
      refused(await crowd.leader.get(`${path}after=${encodeURIComponent(next)}`), 422, 'invalid_fields')
    for (const bad of ['x', `${next}x`, next.slice(1)])
      refused(await crowd.leader.get(`${crowd.path}/habilitations?after=${encodeURIComponent(bad)}`), 422, 'invalid_fields')
    refused(await crowd.leader.get(`${crowd.path}/habilitations?state=gone`), 422, 'invalid_fields')
  })
})

describe('the entity', () => {
  const strict = (visitor, flag) => visitor.request('PATCH', house.path, { guests_need_habilitation: flag })

  test('is strict until a leader of its root says otherwise, and the register tells', async () => {
    assert.deepEqual((await leader.get(house.path)).body, { id: house.id, name: house.name, kind: 'bank', client: true,
      guests_need_habilitation: true, warnings: ['lone_leader'], language: 'en', may: ['change', 'read_register'] })
    assert.deepEqual((await northLeader.get(house.path)).body.may, [])
    refused(await strict(northLeader, false), 403, 'forbidden')
    refused(await strict(worker, false), 404, 'not_found')
    refused(await strict(await site.as('agnes'), false), 404, 'not_found')
    refused(await strict(leader, null), 422, 'invalid_fields')
    refused(await strict(leader, 'no'), 422, 'invalid_fields')
    assert.equal((await strict(leader, false)).body.guests_need_habilitation, false)
    assert.equal((await strict(leader, false)).body.guests_need_habilitation, false)
    assert.equal((await strict(leader, true)).body.guests_need_habilitation, true)
    assert.deepEqual(await actions(site, `entity_id = '${house.id}' AND action LIKE 'guests%'`), ['guests_free', 'guests_strict'])
  })

  test('is named to people of client entities, to choose from', async () => {
    const all = await leader.all('api/entities')
    assert.ok(all.length > 12)
    assert.deepEqual(Object.keys(all[0]).sort(), ['client', 'id', 'kind', 'name'])
    assert.deepEqual((await leader.all('api/entities?q=CREDIT%20DU%20littoral')).map((one) => one.name), ['Crédit du Littoral'])
    assert.deepEqual(await leader.all('api/entities?q=nowhere'), [])
    const paged = []
    for (let next = ''; next !== null;) {
      const { body } = await leader.get(`api/entities?limit=5${next && `&after=${encodeURIComponent(next)}`}`)
      paged.push(...body.items)
      next = body.next
    }
    assert.deepEqual(paged, all)
    refused(await (await site.as('brune')).get('api/entities'), 403, 'forbidden')
  })
})
