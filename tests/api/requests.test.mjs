// Somebody wants in, and whoever may grant it decides: the queue of those to be authorised, and requests by anybody.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { CHOSEN, mailCount, person, sql, value } from './account.mjs'
import { actions, askFor, askingLink, bare, entityId, House, join, kinds, sought } from './house.mjs'
import { queries } from './queries.mjs'
import { linkOf, PEOPLE, refused, run, Site } from './site.mjs'

let site, house, leader, desk, deskLeader, agent, plain, guests, littoral, verrerie, file

before(async () => {
  site = await Site.start()
  house = await House.build(site)
  leader = house.leader
  desk = await house.team('Agence')
  deskLeader = await house.hire('bureau', desk, ['team_leader'])
  agent = await house.hire('agent', desk, ['creator'])
  plain = await house.hire('simple', desk)
  guests = await House.build(site)
  ;[littoral, verrerie] = [await entityId(site, 'Littoral'), await entityId(site, 'Verrerie')]
  file = await house.published('DEM-1', { [littoral]: 'lender', [guests.id]: 'lender' }, agent)
})
after(async () => assert.equal(await site.stop(), 0))

const ask = (visitor, body) => askFor(site, visitor, body)
const told = (what = '%') => value(site, `SELECT count(*) FROM outbox WHERE kind IN ('access_request', 'habilitation_request', 'stranger_request', 'stranger_habilitation')
  AND facts LIKE '%${what}%'`)
const decide = (visitor, id, what, body = {}) => visitor.post(`api/requests/${id}/${what}`, body)
const open = (visitor) => visitor.all('api/requests')
const closed = (visitor) => visitor.all('api/requests?state=closed')
const of = async (visitor, email, list = open) => (await list(visitor)).find((one) => one.person.email === email)
const rows = (email) => sql(site, `SELECT r.id, r.kind, r.status, r.entity_id AS entity, r.operation_id AS operation FROM request r
  LEFT JOIN users u ON u.id = r.user_id WHERE lower(coalesce(u.email, r.email)) = lower('${email}') ORDER BY r.rowid`)
const count = () => value(site, 'SELECT count(*) FROM request')
const line = (email, operation = file, state) => agent.contact(operation, email, state)
const revoke = async (visitor, email, operation = file) =>
  visitor.post(`api/operations/${operation}/contacts/${(await line(email, operation)).id}/revoke`, {})

describe('the queue: somebody of a client entity who is not authorised', () => {
  test('waits, and those who can authorise him are asked once', async () => {
    const { result, contact } = await agent.add(file, 'attend@guests.example', { entity: guests.id, message: 'Arrive lundi' })
    assert.deepEqual([result, contact.status], ['queued', 'queued'])
    const asked = (await rows('attend@guests.example'))
    assert.deepEqual(asked.map((row) => [row.kind, row.status, row.entity, row.operation]), [['habilitation', 'open', guests.id, file]])
    assert.equal(await mailCount(site, guests.leader.email, 'habilitation_request'), 1)
    const mail = await site.mail(guests.leader.email, (one) => one.text.includes('attend@guests.example'))
    for (const part of ['Noé agent', guests.name, 'Arrive lundi']) assert.ok(mail.text.includes(part), part)
    assert.deepEqual(await kinds(site, 'attend@guests.example'), [])
    const other = await house.published('DEM-2', { [guests.id]: 'lender' }, agent)
    assert.equal((await agent.add(other, 'attend@guests.example', { entity: guests.id })).result, 'queued')
    assert.equal((await rows('attend@guests.example')).length, 1)
    const item = await of(guests.leader, 'attend@guests.example')
    assert.deepEqual([item.kind, item.entity.name, item.operation.reference, item.message, item.asked_by, item.status, item.may],
      ['habilitation', guests.name, 'DEM-1', 'Arrive lundi', 'Noé agent', 'open', ['approve', 'refuse']])
    assert.deepEqual((await of(agent, 'attend@guests.example')).may, ['cancel'])
  })

  test('of one’s own entity: all leaders above who asks, and no other', async () => {
    const beside = await house.hire('a-cote', await house.team('À côté'), ['team_leader'])
    const asked = [deskLeader, leader, beside]
    const told = () => Promise.all(asked.map((visitor) => mailCount(site, visitor.email, 'habilitation_request')))
    const before = await told()
    assert.equal((await agent.add(file, house.address('proche'))).result, 'queued')
    assert.deepEqual((await told()).map((mails, i) => mails - before[i]), [1, 1, 0])
  })

  test('is invited when authorised: one link, and one account opens everything', async () => {
    const email = 'nouveau@guests.example'
    const other = await house.published('DEM-3', { [guests.id]: 'lender' }, agent)
    for (const operation of [file, other]) await agent.add(operation, email, { entity: guests.id })
    assert.equal((await guests.authorise(email)).result, 'invited')
    for (const operation of [file, other]) assert.equal((await line(email, operation)).status, 'invited')
    assert.deepEqual((await rows(email)).map((row) => row.status), ['approved'])
    const nouveau = await join(site, email)
    assert.equal((await guests.habilitation(email)).status, 'active')
    for (const operation of [file, other]) {
      assert.equal((await nouveau.get(`api/operations/${operation}`)).status, 200)
      assert.equal((await line(email, operation)).status, 'active')
    }
  })

  test('gets one activation mail, not one a line', async () => {
    const email = 'un-mail@guests.example'
    await agent.add(file, email, { entity: guests.id })
    await guests.authorise(email)
    assert.equal((await kinds(site, email)).length, 1, (await kinds(site, email)).join())
  })

  test('is let in at once when he has an account, and is told', async () => {
    const email = 'alix.moreau@lorient.example'
    const alix = await site.as(email)
    await agent.add(file, email, { entity: guests.id })
    assert.equal((await guests.authorise(email)).result, 'active')
    assert.equal((await line(email)).status, 'active')
    assert.deepEqual((await kinds(site, email)).sort(), ['habilitation', 'invitation'])
    await alix.put('api/session/environment', { entity: guests.id })
    assert.equal((await alix.get(`api/operations/${file}`)).status, 200)
    const told = await actions(site, `contact_id = '${(await line(email)).id}'`)
    assert.deepEqual(told, ['contact_queued', 'contact_activated'])
  })

  test('is authorised by approving the request, in the decider’s team or another of his', async () => {
    const other = await guests.team('Invités')
    for (const [email, body, team] of [['approuve@guests.example', {}, guests.name], ['choisi@guests.example', { team: other, reason: 'Bienvenue' }, 'Invités']]) {
      await agent.add(file, email, { entity: guests.id })
      const { id } = await of(guests.leader, email)
      const answer = await decide(guests.leader, id, 'approve', body)
      assert.deepEqual([answer.status, answer.body.status, answer.body.may, answer.body.decided_by], [200, 'approved', [], 'Noé racine'], answer.text)
      assert.equal(answer.body.reason, body.reason ?? null)
      const { status, team: place, roles } = await guests.habilitation(email)
      assert.deepEqual([status, place.name, roles], ['invited', team, []])
      assert.equal((await line(email)).status, 'invited')
      const person = await join(site, email)
      assert.equal((await person.get(`api/operations/${file}`)).status, 200)
    }
    assert.deepEqual((await kinds(site, agent.email)).filter((kind) => kind === 'request_decided').length, 2)
    assert.ok((await actions(site, `entity_id = '${guests.id}'`)).filter((action) => action === 'request_approved').length >= 2)
  })

  test('stays where he was when refused, with a reason, and his sponsor hears it', async () => {
    const email = 'refuse@guests.example'
    await agent.add(file, email, { entity: guests.id })
    const { id } = await of(guests.leader, email)
    const answer = await decide(guests.leader, id, 'refuse', { reason: 'Inconnu chez nous' })
    assert.deepEqual([answer.status, answer.body.status, answer.body.reason], [200, 'refused', 'Inconnu chez nous'], answer.text)
    assert.equal((await line(email)).status, 'queued')
    assert.equal(await guests.habilitation(email), undefined)
    assert.deepEqual(await kinds(site, email), [])
    assert.ok(await site.mail(agent.email, (mail) => mail.text.includes('Inconnu chez nous')))
    assert.equal((await of(agent, email, closed)).reason, 'Inconnu chez nous')
    assert.equal(await of(agent, email), undefined)
    assert.equal((await guests.authorise(email)).result, 'invited', 'a leader may still say yes')
    assert.equal((await line(email)).status, 'invited')
  })

  test('is no longer asked about when the line is revoked', async () => {
    const email = 'annule@guests.example'
    const other = await house.published('DEM-4', { [guests.id]: 'lender' }, agent)
    for (const operation of [file, other]) await agent.add(operation, email, { entity: guests.id })
    await revoke(agent, email)
    assert.deepEqual((await rows(email)).map((row) => row.status), ['open'], 'another line still waits')
    await revoke(agent, email, other)
    assert.deepEqual((await rows(email)).map((row) => row.status), ['cancelled'])
    assert.equal(await of(guests.leader, email), undefined)
    await guests.authorise(email)
    assert.equal((await line(email, file, 'archived')).status, 'revoked', 'a late yes opens nothing')
    assert.equal((await kinds(site, email)).length, 1)
  })

  test('is asked about again when he is added again after a refusal', async () => {
    const email = 'encore@guests.example'
    await agent.add(file, email, { entity: guests.id })
    await decide(guests.leader, (await of(guests.leader, email)).id, 'refuse')
    await revoke(agent, email)
    assert.equal((await agent.add(file, email, { entity: guests.id })).result, 'queued')
    assert.deepEqual((await rows(email)).map((row) => row.status), ['refused', 'open'])
  })

  test('added by two in the same instant is asked about once', async () => {
    const email = 'ensemble@guests.example'
    const other = await house.published('DEM-5', { [guests.id]: 'lender' }, agent)
    const answers = await Promise.all([file, other].map((operation) => agent.add(operation, email, { entity: guests.id })))
    assert.deepEqual(answers.map((one) => one.result), ['queued', 'queued'])
    assert.equal((await rows(email)).length, 1)
  })
})

describe('deciding', () => {
  let next = 0
  const queued = async () => {
    const email = `decide${++next}@guests.example`
    await agent.add(file, email, { entity: guests.id })
    return { email, id: (await rows(email))[0].id }
  }

  test('is done once: the first decision wins', async () => {
    const second = await guests.hire('deuxieme', guests.root, ['team_leader'])
    for (let round = 0; round < 20; round++) {
      const { email, id } = await queued()
      const [yes, no] = await Promise.all(round % 2 ? [decide(guests.leader, id, 'approve'), decide(second, id, 'refuse')]
        : [decide(second, id, 'approve'), decide(guests.leader, id, 'refuse')])
      assert.deepEqual([yes.status, no.status].sort(), [200, 409], yes.text + no.text)
      refused(yes.status === 409 ? yes : no, 409, 'conflict')
      assert.equal((await rows(email))[0].status, yes.status === 200 ? 'approved' : 'refused')
      assert.equal((await guests.habilitation(email)) !== undefined, yes.status === 200)
      assert.equal((await line(email)).status, yes.status === 200 ? 'invited' : 'queued')
      refused(await decide(guests.leader, id, 'approve'), 409, 'conflict')
    }
  })

  test('and withdrawing at once: one of the two', async () => {
    for (let round = 0; round < 20; round++) {
      const { id } = await queued()
      const answers = await Promise.all([decide(guests.leader, id, 'approve'), decide(agent, id, 'cancel')])
      assert.deepEqual(answers.map((answer) => answer.status).sort(), [200, 409])
    }
  })

  test('is for that entity’s leaders; who asked sees it, nobody else', async () => {
    const { id } = await queued()
    const tom = await site.as('tom')
    for (const visitor of [tom, leader, plain, deskLeader, await site.as('paul')])
      for (const what of ['approve', 'refuse', 'cancel']) {
        const answer = await decide(visitor, id, what)
        refused(answer, 404, 'not_found')
        assert.deepEqual(bare(answer), bare(await decide(visitor, 'none', what)))
        assert.ok(!(await open(visitor)).some((one) => one.id === id))
      }
    for (const what of ['approve', 'refuse']) refused(await decide(agent, id, what), 403, 'forbidden')
    refused(await decide(guests.leader, id, 'cancel'), 403, 'forbidden')
    refused(await decide(site.visitor(), id, 'approve'), 401, 'no_session')
    const simple = await guests.hire('sans-role')
    for (const what of ['approve', 'refuse']) refused(await decide(simple, id, what), 404, 'not_found')
    assert.equal((await decide(agent, id, 'cancel')).body.status, 'cancelled')
    refused(await decide(agent, id, 'cancel'), 409, 'conflict')
    refused(await decide(guests.leader, id, 'approve'), 409, 'conflict')
  })

  test('puts nobody into a team that the decider does not lead, nor into one of another entity', async () => {
    const { email, id } = await queued()
    refused(await decide(guests.leader, id, 'approve', { team: 'none' }), 404, 'not_found')
    refused(await decide(guests.leader, id, 'approve', { team: desk }), 404, 'not_found')
    const low = await guests.team('Bas')
    const boss = await guests.hire('bas', low, ['team_leader'])
    refused(await decide(boss, id, 'approve', { team: guests.root }), 404, 'not_found')
    assert.equal((await rows(email))[0].status, 'open')
    assert.equal((await decide(boss, id, 'approve')).status, 200)
    assert.equal((await guests.habilitation(email)).team.name, 'Bas')
  })

  test('nor when he leads in both entities', async () => {
    const both = await guests.hire('deux-maisons', guests.root, ['team_leader'])
    await house.authorise(both.email, desk, ['team_leader'])
    const { email, id } = await queued()
    refused(await decide(both, id, 'approve', { team: desk }), 404, 'not_found')
    assert.equal((await rows(email))[0].status, 'open')
    assert.equal(await guests.habilitation(email), undefined)
  })

  test('takes a reason of decent length, and nothing else', async () => {
    const { id } = await queued()
    refused(await decide(guests.leader, id, 'refuse', { reason: 'x'.repeat(501) }), 422, 'invalid_fields')
    refused(await decide(guests.leader, id, 'refuse', { status: 'approved' }), 422, 'invalid_fields')
    assert.equal((await decide(guests.leader, id, 'refuse', { reason: 'x'.repeat(500) })).status, 200)
  })
})

describe('asking', () => {
  const nothing = { status: 202, text: '' }
  const same = (answer) => assert.deepEqual({ status: answer.status, text: answer.text }, nothing)

  test('is answered alike, whether the thing exists, is closed, or is none of one’s business', async () => {
    const before = await count()
    const mails = await told()
    const lena = await site.as('lena')
    const hers = (await open(lena)).map((one) => one.id)
    for (const body of [{ operation: 'NOWHERE' }, { operation: 'OP-2026-0060' }, { operation: 'OP-2025-0007' }, { entity: 'none' },
      { entity: 'Crédit du Littoral' }, { entity: littoral }, { operation: '%' }, { entity: '%' }]) {
      same(await ask(lena, body))
      same(await ask(site.visitor(), { ...body, email: 'dehors@nulle-part.example' }))
    }
    assert.equal(await told(), mails, 'nobody hears of it')
    assert.deepEqual(await rows('dehors@nulle-part.example'), [])
    assert.equal(await value(site, `SELECT count(*) FROM users WHERE email = 'dehors@nulle-part.example'`), 0)
    same(await ask(lena, { operation: 'DEM-1' }))
    same(await ask(site.visitor(), { operation: 'DEM-1', email: 'dehors@nulle-part.example' }))
    assert.equal(await count(), before + 8 + 2)
    const asked = (await open(lena)).filter((one) => !hers.includes(one.id))
    const shown = asked.filter((one) => one.may.includes('cancel'))
    assert.equal(shown.length, 9)
    for (const one of shown) {
      const { reference } = one.operation ?? {}
      assert.deepEqual([one.status, one.operation?.id ?? null, one.operation?.name ?? null, one.entity?.id ?? null], ['open', null, null, null], reference)
      assert.equal((await decide(lena, one.id, 'cancel')).body.status, 'cancelled')
    }
    assert.deepEqual((await closed(lena)).slice(0, 9).map((one) => one.operation?.name ?? null), Array(9).fill(null))
    same(await ask(lena, { operation: 'DEM-1' }))
  })

  test('for what one has changes nothing', async () => {
    const before = await count()
    same(await ask(agent, { operation: 'DEM-1' }))
    same(await ask(agent, { entity: house.id }))
    same(await ask(site.visitor(), { operation: 'DEM-1', email: agent.email.toUpperCase() }))
    same(await ask(site.visitor(), { entity: house.name, email: ` ${plain.email} ` }))
    assert.equal(await count(), before)
  })

  test('twice makes one request, and one mail to each who may grant it', async () => {
    const paul = await site.as('paul')
    for (let i = 0; i < 3; i++) same(await ask(paul, { operation: 'DEM-1', message: `Essai ${i}` }))
    same(await ask(site.visitor(), { operation: 'DEM-1', email: PEOPLE.paul }))
    assert.deepEqual((await rows(PEOPLE.paul)).map((row) => [row.kind, row.status, row.entity, row.operation]), [['contact', 'open', littoral, file]])
    const facts = await sql(site, `SELECT email, facts FROM outbox WHERE kind = 'access_request'`)
    assert.deepEqual(facts.filter((row) => row.facts.includes('Paul Petit')).map((row) => row.email), [agent.email])
    const mail = await site.mail(agent.email, (one) => one.text.includes('Essai 0'))
    for (const part of ['Paul Petit', 'Crédit du Littoral', 'DEM-1']) assert.ok(mail.text.includes(part), part)
    assert.deepEqual([(await of(agent, PEOPLE.paul)).may, (await of(paul, PEOPLE.paul)).may], [['approve', 'refuse'], ['cancel']])
  })

  test('in the same instant makes one', async () => {
    const brune = await site.as('brune')
    const answers = await Promise.all(Array.from({ length: 6 }, () => brune.post('api/requests', { operation: 'DEM-1' })))
    answers.forEach(same)
    await sought(site)
    assert.equal((await rows(PEOPLE.brune)).length, 1)
  })

  test('is decided by a manager: yes lets in, and the asker is told', async () => {
    const paul = await site.as('paul')
    const item = await of(agent, PEOPLE.paul)
    const answer = await decide(agent, item.id, 'approve', { reason: 'D’accord' })
    assert.deepEqual([answer.status, answer.body.status], [200, 'approved'], answer.text)
    assert.equal((await line(PEOPLE.paul)).status, 'active')
    assert.equal((await paul.get(`api/operations/${file}`)).status, 200)
    assert.deepEqual([answer.body.outcome, answer.body.waits_for], ['active', null])
    assert.deepEqual([(await of(paul, PEOPLE.paul, closed)).outcome, (await of(paul, PEOPLE.paul, closed)).waits_for], ['active', null])
    assert.equal(await mailCount(site, PEOPLE.paul, 'request_decided'), 1)
    const mail = await site.mail(PEOPLE.paul, (one) => one.subject.startsWith('Demande acceptée'))
    assert.match(mail.text, /Votre accès à l’opération DEM-1 est ouvert\s: il n’y a rien d’autre à faire\./)
    for (const said of [mail.subject, mail.text]) assert.ok(!said.includes('Paul Petit'), 'it speaks to him, not of him')
    assert.deepEqual((await of(paul, PEOPLE.paul, closed)).reason, 'D’accord')
    assert.ok((await actions(site, `operation_id = '${file}'`)).includes('request_approved'))
  })

  test('of one’s own entity is decided by a colleague already there; another entity’s sees nothing', async () => {
    const paul = await site.as('paul')
    const before = await mailCount(site, PEOPLE.paul, 'access_request')
    const lea = await site.as('lea.fontaine@littoral.example')
    same(await ask(lea, { operation: 'DEM-1' }))
    assert.equal(await mailCount(site, PEOPLE.paul, 'access_request'), before + 1)
    const { id, may } = await of(paul, 'lea.fontaine@littoral.example')
    assert.deepEqual(may, ['approve', 'refuse'])
    const alix = await site.as('alix.moreau@lorient.example')
    for (const visitor of [alix, plain, leader, await site.as('agnes')]) {
      refused(await decide(visitor, id, 'approve'), 404, 'not_found')
      assert.ok(!(await open(visitor)).some((one) => one.id === id))
    }
    refused(await decide(lea, id, 'approve'), 403, 'forbidden')
    assert.equal((await decide(paul, id, 'approve')).status, 200)
    assert.equal((await lea.get(`api/operations/${file}`)).status, 200)
  })

  test('of somebody outside needs an entity from who approves, and never his own yes', async () => {
    const brune = await site.as('brune')
    const { id, entity } = await of(agent, PEOPLE.brune)
    assert.equal(entity?.id, verrerie, 'she acts for the borrower')
    assert.equal((await decide(agent, id, 'approve')).status, 200)
    assert.equal((await brune.get(`api/operations/${file}`)).status, 200)

    same(await ask(site.visitor(), { operation: 'DEM-1', email: 'conseil@cabinet.example', message: 'Avocat' }))
    const outside = await of(agent, 'conseil@cabinet.example')
    assert.deepEqual([outside.entity, outside.person.name], [null, 'conseil@cabinet.example'])
    for (const body of [{}, { entity: 'none' }, { entity: await entityId(site, 'Nordbank') }]) {
      const answer = await decide(agent, outside.id, 'approve', body)
      refused(answer, 422, 'invalid_fields')
      assert.deepEqual(Object.keys(answer.body.fields), ['entity'])
    }
    const yes = await decide(agent, outside.id, 'approve', { entity: littoral })
    assert.deepEqual([yes.body.status, yes.body.outcome, yes.body.waits_for, yes.body.entity.id], ['approved', 'invited', null, littoral])
    assert.equal((await line('conseil@cabinet.example')).status, 'invited')
    const mail = await site.mail('conseil@cabinet.example', (one) => /^(Request approved|Demande acceptée)/.test(one.subject))
    assert.match(mail.text, /(another e-mail|un autre e-mail)/, 'one step remains')
    assert.doesNotMatch(mail.text, /nothing else to do|rien d’autre à faire|conseil@cabinet/)
    const [{ language }] = await sql(site, `SELECT language FROM users WHERE email = 'conseil@cabinet.example'`)
    assert.equal(language, 'en', 'as the browser asked that he used when he was nobody yet')
  })

  test('signed out, an address of a participating entity’s people is taken for one of them', async () => {
    same(await ask(site.visitor(), { operation: 'DEM-1', email: 'nouvelle@littoral.example' }))
    const item = await of(agent, 'nouvelle@littoral.example')
    assert.deepEqual([item.entity.name, item.asked_by], ['Crédit du Littoral', 'nouvelle@littoral.example'])
    assert.equal((await decide(await site.as('paul'), item.id, 'approve')).status, 200)
    const newcomer = await join(site, 'nouvelle@littoral.example')
    assert.equal((await newcomer.get(`api/operations/${file}`)).status, 200)
  })

  test('for somebody of a client entity, a yes leads to its leaders', async () => {
    const email = house.address('stagiaire')
    same(await ask(site.visitor({ language: 'fr' }), { operation: 'DEM-1', email }))
    const { id } = await of(agent, email)
    const yes = await decide(agent, id, 'approve')
    assert.equal(yes.status, 200)
    assert.equal((await line(email)).status, 'queued')
    assert.deepEqual((await rows(email)).map((row) => [row.kind, row.status]), [['contact', 'approved'], ['habilitation', 'open']])
    assert.equal(yes.body.outcome, 'queued')
    assert.deepEqual([yes.body.waits_for.what, yes.body.waits_for.entity, yes.body.waits_for.leaders.toSorted()],
      ['agreement', house.name, ['Noé bureau', 'Noé deux-maisons', 'Noé racine']])
    assert.equal((await decide(leader, (await rows(email))[1].id, 'approve')).body.outcome, 'invited')
    assert.equal((await line(email)).status, 'invited')
    assert.equal((await of(agent, email, closed)).outcome, 'invited', 'what it is now, not what it was')
  })

  test('of somebody who is added too names who must agree, within one’s own entity', async () => {
    assert.deepEqual((await agent.add(file, 'attend-aussi@guests.example', { entity: guests.id })).leaders, [])
    const own = await agent.add(file, house.address('attend'))
    assert.deepEqual([own.result, own.leaders.toSorted()], ['queued', ['Noé bureau', 'Noé deux-maisons', 'Noé racine']])
    assert.equal((await agent.add(file, plain.email)).leaders, undefined, 'nothing waits')
  })

  test('that waits for a team leader says so to who asked, and names nobody of another entity', async () => {
    const email = 'salome.tessier@lorient.example'
    const salome = await site.as(email)
    same(await ask(salome, { operation: 'DEM-1' }))
    const { id } = await of(agent, email)
    const yes = await decide(agent, id, 'approve', { entity: guests.id })
    assert.deepEqual([yes.body.outcome, yes.body.waits_for], ['queued', { what: 'agreement', entity: guests.name, leaders: [] }])
    const [, waiting] = await rows(email)
    const seen = (await closed(salome)).find((one) => one.id === id)
    assert.deepEqual([seen.status, seen.outcome, seen.waits_for], ['approved', 'queued', { what: 'agreement', entity: guests.name, leaders: [] }])
    const mail = await site.mail(email, (one) => /^(Request approved|Demande acceptée)/.test(one.subject))
    assert.match(mail.subject, /waits|en attente/)
    assert.match(mail.text, new RegExp(`(a team leader of|un gestionnaire d’équipe de l’entité) ${guests.name}`))
    for (const said of [mail.subject, mail.text]) assert.doesNotMatch(said, /nothing else to do|rien d’autre à faire|Salom/)
    assert.ok(!mail.text.includes('racine'))
    assert.equal((await decide(guests.leader, waiting.id, 'approve')).body.outcome, 'active')
    const found = async () => (await closed(salome)).find((one) => one.id === id).outcome
    assert.equal(await found(), 'active')
    await revoke(agent, email)
    assert.equal(await found(), null)
  })

  test('by an entity’s id or name, in any case and with its accents or without', async () => {
    const helene = PEOPLE.agnes
    const emails = ['par-id@x.example', 'par-nom@x.example', 'par-casse@x.example']
    for (const [i, entity] of [await entityId(site, 'Aurore'), 'Banque Aurore', '  BANQUE aurore '].entries())
      same(await ask(site.visitor(), { entity, email: emails[i] }))
    same(await ask(site.visitor(), { entity: 'HESPERIDE dette privee', email: 'accent@x.example' }))
    for (const email of [...emails, 'accent@x.example']) assert.deepEqual((await rows(email)).map((row) => [row.kind, row.status]), [['habilitation', 'open']], email)
    assert.equal(await mailCount(site, helene, 'stranger_habilitation'), 3)
    const agnes = await site.as('agnes')
    const { id } = await of(agnes, 'par-nom@x.example')
    assert.equal((await decide(agnes, id, 'approve')).status, 200)
    const newcomer = await join(site, 'par-nom@x.example')
    assert.equal(newcomer.session.environment.name, 'Banque Aurore')
  })

  test('for an entity where one waits already is no second request', async () => {
    const email = 'attente@guests.example'
    await agent.add(file, email, { entity: guests.id })
    same(await ask(site.visitor(), { entity: guests.id, email }))
    same(await ask(site.visitor(), { operation: 'DEM-1', email }))
    assert.equal((await rows(email)).length, 1)
  })

  test('one’s own request is not withdrawn because some line of his is revoked', async () => {
    const email = 'propre@guests.example'
    same(await ask(site.visitor(), { entity: guests.id, email }))
    await agent.add(file, email, { entity: guests.id })
    await revoke(agent, email)
    assert.deepEqual((await rows(email)).map((row) => row.status), ['open'])
  })

  test('is possible again when the access has ended by itself', async () => {
    const email = 'echue@littoral.example'
    const echue = await person(site, email)
    const until = Date.now() + 1500
    assert.equal((await agent.add(file, email, { entity: littoral, until: new Date(until).toISOString() })).result, 'active')
    await new Promise((done) => setTimeout(done, Math.max(0, until + 200 - Date.now())))
    refused(await echue.get(`api/operations/${file}`), 404, 'not_found')
    same(await ask(echue, { operation: 'DEM-1' }))
    assert.equal((await rows(email)).length, 1)
    const item = await of(agent, email)
    assert.equal((await decide(agent, item.id, 'approve')).status, 200)
    assert.equal((await line(email)).until, null, 'the end of the past is not given back')
    assert.equal((await echue.get(`api/operations/${file}`)).status, 200)
  })

  test('is for somebody revoked, too', async () => {
    const chloe = PEOPLE.chloe
    same(await ask(site.visitor(), { operation: 'OP-2026-0042', email: chloe }))
    const paul = await site.as('paul')
    const { id } = await of(paul, chloe)
    const answer = await decide(paul, id, 'approve')
    assert.equal(answer.status, 200, answer.text)
    const lines = await sql(site, `SELECT c.status FROM contact c JOIN users u ON u.id = c.user_id WHERE u.email = '${chloe}' AND c.entity_id = '${littoral}'
      AND c.operation_id = (SELECT id FROM operation WHERE reference = 'OP-2026-0042')`)
    assert.deepEqual(lines, [{ status: 'active' }])
  })

  test('says one thing, by an address that is one', async () => {
    const guest = site.visitor()
    const fault = async (visitor, body, name) => {
      const answer = await ask(visitor, body)
      refused(answer, 422, 'invalid_fields')
      assert.ok(name in answer.body.fields, answer.text)
    }
    for (const visitor of [guest, plain]) {
      await fault(visitor, { email: 'a@b.example' }, 'operation')
      await fault(visitor, { email: 'a@b.example', operation: 'DEM-1', entity: guests.id }, 'operation')
      await fault(visitor, { email: 'a@b.example', operation: 'x'.repeat(41) }, 'operation')
      await fault(visitor, { email: 'a@b.example', operation: 'DEM-1', message: 'x'.repeat(1001) }, 'message')
      await fault(visitor, { email: 'a@b.example', operation: 'DEM-1', user: 'x' }, 'user')
    }
    await fault(guest, { operation: 'DEM-1' }, 'email')
    for (const email of ['', 'nobody', 'a@b', 'a@b.example, c@d.example', 'a@b.example\nBcc: x@y.example']) await fault(guest, { operation: 'DEM-1', email }, 'email')
    refused(await guest.post('api/requests', { operation: 'DEM-1', email: 'a@b.example' }, { headers: { Origin: 'https://evil.example' } }), 403, 'cross_site')
    assert.deepEqual(await rows('a@b.example'), [])
  })

  test('in one’s own name only', async () => {
    same(await ask(plain, { operation: 'OP-2026-0051', email: 'somebody.else@littoral.example' }))
    assert.deepEqual(await rows('somebody.else@littoral.example'), [])
    assert.equal((await rows(plain.email)).length, 1)
  })

  test('ten a day, signed in or proved: then one is told to wait, and others’ tries do not count', async () => {
    const email = 'flot@littoral.example'
    const flood = await person(site, email)
    for (let i = 0; i < 4; i++) same(await site.visitor({ source: `127.0.0.${20 + i}` }).post('api/requests', { operation: `AILLEURS-${i}`, email }))
    for (let i = 0; i < 10; i++) same(await ask(flood, { operation: `FLOT-${i}` }))
    const late = await flood.post('api/requests', { operation: 'DEM-1' })
    refused(late, 429, 'throttled')
    refused(await flood.post('api/requests', { operation: 'NOWHERE' }), 429, 'throttled')
    refused(await site.visitor().post('api/asking/confirm', { secret: await askingLink(site, email) }), 429, 'throttled')
    assert.equal((await rows(email)).length, 10)
    await sql(site, `UPDATE request SET created_ms = created_ms - 86400000 WHERE user_id = (SELECT id FROM users WHERE email = '${email}')`)
    same(await ask(flood, { operation: 'DEM-1' }))
    assert.equal((await rows(email)).length, 11, 'tomorrow is another day')
  })

  test('no secret and no name of another side comes back, signed out', async () => {
    const guest = site.visitor()
    refused(await guest.get('api/requests'), 401, 'no_session')
    refused(await guest.get('api/requests/deciders?operation=DEM-1'), 401, 'no_session')
    assert.equal(guest.cookies.size, 0)
  })
})

describe('a request for a closed operation', () => {
  test('that was open when it was made can be refused, not approved', async () => {
    const id = await house.published('DEM-9', { [littoral]: 'lender' }, agent)
    await ask(await site.as('tom'), { operation: 'DEM-9' })
    await agent.post(`api/operations/${id}/close`)
    const item = (await open(agent)).find((one) => one.operation?.reference === 'DEM-9')
    refused(await decide(agent, item.id, 'approve', { entity: littoral }), 409, 'operation_closed')
    assert.equal((await decide(agent, item.id, 'refuse')).status, 200)
  })
})

describe('who can let me in', () => {
  const who = async (visitor, query) => {
    const answer = await visitor.get(`api/requests/deciders?${query}`)
    assert.equal(answer.status, 200, answer.text)
    return answer.body.items
  }

  test('names people of one’s own entity, and the manager as a function', async () => {
    const items = await who(plain, 'operation=DEM-1')
    assert.deepEqual(items.map((one) => [one.kind, one.email]).sort(), [['colleague', agent.email], ['leader', leader.email], ['manager', null]].sort())
    const lena = await who(await site.as('lena'), 'operation=DEM-1')
    assert.deepEqual(lena.map((one) => [one.kind, one.email]), [['leader', PEOPLE.tom], ['manager', null]])
  })

  test('says the same of what does not exist', async () => {
    const lena = await site.as('lena')
    const manager = await who(lena, 'operation=DEM-1')
    for (const reference of ['NOWHERE', 'OP-2026-0060', '%25']) assert.deepEqual(await who(lena, `operation=${reference}`), manager)
    const entity = await who(lena, `entity=${guests.id}`)
    for (const name of ['none', littoral, encodeURIComponent('Crédit du Littoral')]) assert.deepEqual(await who(lena, `entity=${name}`), entity)
    assert.ok(!JSON.stringify(entity).includes('maison'))
  })

  test('of one thing at a time', async () => {
    for (const query of ['', 'operation=a&entity=b'])
      refused(await plain.get(`api/requests/deciders?${query}`), 422, 'invalid_fields')
  })
})

describe('the list', () => {
  test('comes in pages, newest first, open and closed apart', async () => {
    const all = await open(guests.leader)
    assert.ok(all.length > 3)
    assert.ok(all.every((one) => one.status === 'open' && one.decided_at === null))
    assert.deepEqual(all.map((one) => one.id), all.map((one) => one.id).sort().reverse())
    const paged = []
    for (let next = ''; next !== null;) {
      const { body } = await guests.leader.get(`api/requests?limit=2${next && `&after=${encodeURIComponent(next)}`}`)
      paged.push(...body.items)
      next = body.next
    }
    assert.deepEqual(paged, all)
    const done = await closed(guests.leader)
    assert.ok(done.length > 3 && done.every((one) => one.status !== 'open'))
    const { next } = (await guests.leader.get('api/requests?limit=1')).body
    refused(await guests.leader.get(`api/requests?state=closed&after=${encodeURIComponent(next)}`), 422, 'invalid_fields')
    refused(await guests.leader.get('api/requests?state=all'), 422, 'invalid_fields')
  })

  test('is a leader’s no longer once he is none', async () => {
    const boss = await guests.hire('chef', guests.root, ['team_leader'])
    assert.ok((await open(boss)).length > 0)
    await guests.change(guests.leader, boss.habilitation, { roles: [] })
    assert.deepEqual(await open(boss), [])
  })

  test('is that of the environment in which one acts', async () => {
    const two = await guests.hire('double', guests.root, ['team_leader'])
    await house.authorise(two.email, house.root, ['team_leader'])
    const there = (await open(two)).map((one) => one.entity.id)
    assert.ok(there.length && there.every((id) => id === guests.id))
    await two.put('api/session/environment', { entity: house.id })
    const here = (await open(two)).map((one) => one.entity?.id)
    assert.ok(here.length && here.every((id) => id === house.id))
  })
})

describe('the list among many others’', () => {
  test('is looked up by indexes, never by reading all requests', async () => {
    const { body } = (await queries()).find(({ name }) => name === 'request_candidates')
    const asked = `EXPLAIN QUERY PLAN ${body.replaceAll(':user', `'${agent.id}'`).replaceAll(':entity', `'${house.id}'`)}`
    const { stdout } = await run('sqlite3', [`${site.state}/guichet.db`, asked])
    const steps = stdout.split('\n').map((row) => row.replace(/^[|` -]+/, '')).filter((row) => /^\w+ [rch]\b/.test(row))
    assert.ok(steps.length >= 7, steps.join('\n'))
    for (const step of steps) assert.match(step, /^SEARCH/, steps.join('\n'))
  })
})

describe('somebody to whom nothing is open any more', () => {
  test('signs in, sees and withdraws what he asked, and asks again', async () => {
    const gone = await person(site, 'sans.acces@littoral.example')
    const paul = await site.as('paul')
    const paulFile = (await paul.operation('OP-2026-0042')).id
    assert.equal((await ask(gone, { operation: 'DEM-1' })).status, 202)
    assert.equal((await paul.post(`api/operations/${paulFile}/contacts/${(await paul.contact(paulFile, gone.email)).id}/revoke`, {})).status, 200)
    await gone.delete('api/session')
    const back = site.visitor()
    const session = await back.signIn(gone.email, { password: CHOSEN })
    assert.deepEqual([session.environment, session.environments], [null, []])
    assert.equal((await back.get('api/account')).status, 200)
    assert.equal((await back.get('api/sessions')).status, 200)
    assert.equal((await back.get('api/requests/deciders?operation=DEM-1')).status, 200)
    const [mine] = await open(back)
    assert.deepEqual([mine.operation.reference, mine.may], ['DEM-1', ['cancel']])
    refused(await decide(back, mine.id, 'approve'), 409, 'environment_needed')
    assert.equal((await decide(back, mine.id, 'cancel')).body.status, 'cancelled')
    refused(await decide(back, mine.id, 'cancel'), 409, 'conflict')
    assert.deepEqual([await open(back), (await closed(back)).map((one) => one.id)], [[], [mine.id]])
    const [other] = await rows('ensemble@guests.example')
    for (const id of [other.id, 'none']) refused(await decide(back, id, 'cancel'), 404, 'not_found')
    assert.equal((await ask(back, { operation: 'DEM-1' })).status, 202)
    assert.equal((await open(back)).length, 1)
    refused(await back.get('api/operations'), 409, 'environment_needed')
    assert.equal((await back.delete('api/session')).status, 204)
  })
})

test('no link in a mail about a request lets anybody in', async () => {
  for (const email of [agent.email, guests.leader.email, PEOPLE.paul])
    for (const mail of (await site.mails(email)).filter((one) => /demand|request/i.test(one.subject)))
      assert.equal(linkOf(mail), undefined, mail.subject)
})
