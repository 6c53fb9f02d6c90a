// An operation's life: composed as a draft, changed, published once, closed once.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { mailCount, sql, value } from './account.mjs'
import { actions, askFor, bare, entityId, House, join, kinds, newestLink } from './house.mjs'
import { linkOf, PEOPLE, PROGRAM, refused, run, Site } from './site.mjs'

let site, house, leader, agent, plain, littoral, verrerie, nordbank, scheldeland

before(async () => {
  site = await Site.start()
  house = await House.build(site)
  leader = house.leader
  const desk = await house.team('Agence')
  agent = await house.hire('agent', desk, ['creator'])
  plain = await house.hire('simple', desk)
  ;[littoral, verrerie, nordbank, scheldeland] = await Promise.all(['Littoral', 'Verrerie', 'Nordbank', 'Scheldeland'].map((name) => entityId(site, name)))
})
after(async () => {
  await site.check()
  assert.equal(await site.stop(), 0)
})

let made = 0
const reference = () => `VIE-${++made}`
const manager = () => ({ entity: house.id, side: 'manager' })
const compose = (visitor, body) => visitor.post('api/operations', { reference: reference(), name: 'Essai', participations: [manager()], ...body })
const change = (visitor, id, body) => visitor.request('PATCH', `api/operations/${id}`, body)
const publish = (visitor, id) => visitor.post(`api/operations/${id}/publish`)
const close = (visitor, id) => visitor.post(`api/operations/${id}/close`)
const show = async (visitor, id) => (await visitor.get(`api/operations/${id}`)).body
const act = (visitor, id, line, what, body) => visitor.post(`api/operations/${id}/contacts/${line}/${what}`, body)
const parts = (operation) => Object.fromEntries(operation.participations.map((one) => [one.entity.id, one.side]))
const fault = (answer, name) => {
  refused(answer, 422, 'invalid_fields')
  assert.deepEqual(Object.keys(answer.body.fields), [name], answer.text)
}

describe('composing', () => {
  test('makes a draft whose creator manages it', async () => {
    const answer = await compose(agent, { reference: ' VIE-A ', name: 'Four n° 4', participations: [manager(), { entity: verrerie, side: 'borrower' },
      { entity: littoral, side: 'lender' }] })
    assert.equal(answer.status, 201, answer.text)
    const { body } = answer
    assert.deepEqual([body.reference, body.name, body.status, body.side, body.manager.entity], ['VIE-A', 'Four n° 4', 'draft', 'manager', house.id])
    assert.deepEqual(parts(body), { [house.id]: 'manager', [verrerie]: 'borrower', [littoral]: 'lender' })
    const line = await agent.contact(body.id, agent.email)
    assert.deepEqual([line.status, line.side, line.may], ['active', 'manager', ['leave', 'hand_over']])
    assert.deepEqual(await actions(site, `operation_id = '${body.id}'`), ['operation_added', 'participation_added', 'participation_added',
      'participation_added', 'contact_added'])
    assert.equal((await agent.operation('VIE-A')).id, body.id)
    assert.equal(await value(site, `SELECT count(*) FROM access WHERE operation_id = '${body.id}' AND to_ms IS NULL`), 1)
    assert.deepEqual(await kinds(site, PEOPLE.brune), [], 'nobody is mailed about a draft')
  })

  test('is for whoever has the role in his environment', async () => {
    for (const visitor of [plain, await site.as('paul'), await site.as('lena'), await site.as('max')]) {
      const { environment, environments } = (await visitor.get('api/session')).body
      if (!environment) await visitor.put('api/session/environment', { entity: environments[0].entity })
      refused(await compose(visitor), 403, 'forbidden')
      assert.ok(environments.every((one) => one.creator === false), 'and the page does not offer it')
    }
    refused(await compose(site.visitor()), 401, 'no_session')
    const { id } = await house.habilitation('simple')
    await house.change(leader, id, { roles: ['creator'] })
    assert.equal((await compose(plain)).status, 201)
    const { environment, environments } = (await plain.get('api/session')).body
    assert.deepEqual([environment.creator, environments.map((one) => one.creator)], [true, [true]])
    await house.change(leader, id, { roles: [] })
    assert.equal((await plain.get('api/session')).body.environment.creator, false)
    refused(await compose(plain), 403, 'forbidden')
  })

  test('refuses what is not complete, known, or said once', async () => {
    fault(await compose(agent, { participations: [manager(), { entity: 'none', side: 'lender' }] }), 'participations')
    fault(await compose(agent, { participations: [manager(), { entity: littoral, side: 'lender' }, { entity: littoral, side: 'borrower' }] }), 'participations')
    fault(await compose(agent, { participations: [manager(), manager()] }), 'participations')
    fault(await compose(agent, { participations: [{ entity: littoral, side: 'manager' }] }), 'participations')
    fault(await compose(agent, { participations: [{ entity: house.id, side: 'lender' }] }), 'participations')
    fault(await compose(agent, { participations: [] }), 'participations')
    fault(await compose(agent, { participations: [{ entity: house.id }] }), 'participations')
    fault(await compose(agent, { participations: [{ entity: house.id, side: 'boss' }] }), 'participations')
    fault(await compose(agent, { participations: [{ ...manager(), client: true }] }), 'participations')
    fault(await compose(agent, { participations: { entity: house.id, side: 'manager' } }), 'participations')
    fault(await compose(agent, { participations: Array(101).fill(manager()) }), 'participations')
    fault(await compose(agent, { reference: '' }), 'reference')
    fault(await compose(agent, { reference: 'x'.repeat(41) }), 'reference')
    fault(await compose(agent, { name: ' ' }), 'name')
    fault(await compose(agent, { name: 'x'.repeat(201) }), 'name')
    fault(await compose(agent, { status: 'open' }), 'status')
    const before = await value(site, 'SELECT count(*) FROM operation')
    const mine = reference()
    await house.operation(mine, {}, agent)
    refused(await compose(agent, { reference: mine }), 409, 'taken')
    assert.equal(await value(site, 'SELECT count(*) FROM operation'), before + 1)
  })

  test('takes a reference that another entity uses: it must not learn of it', async () => {
    const agnes = await site.as('agnes')
    const aurore = { entity: (await agnes.get('api/session')).body.environment.entity, side: 'manager' }
    const theirs = await house.operation('VIE-CHEZ-NOUS', {}, agent)
    const answer = await compose(agnes, { reference: 'VIE-CHEZ-NOUS', participations: [aurore] })
    assert.equal(answer.status, 201, answer.text)
    refused(await compose(agnes, { reference: 'VIE-CHEZ-NOUS', participations: [aurore] }), 409, 'taken')
    const other = await compose(agent, { reference: 'OP-2026-0042' })
    assert.equal(other.status, 201, other.text)
    assert.equal((await change(agent, theirs, { reference: 'OP-2026-0043' })).status, 200)
    refused(await change(agent, theirs, { reference: 'OP-2026-0042' }), 409, 'taken')
  })

  test('of one reference in two houses comes in pages that lose none', async () => {
    const both = await house.hire('deux-maisons', house.root, ['creator'])
    const second = await House.build(site)
    await second.authorise(both.email, second.root, ['creator'])
    for (let i = 0; i < 3; i++) {
      await both.put('api/session/environment', { entity: house.id })
      await compose(both, { reference: `VIE-PAGE-${i}` })
      await both.put('api/session/environment', { entity: second.id })
      await compose(both, { reference: `VIE-PAGE-${i}`, participations: [{ entity: second.id, side: 'manager' }] })
    }
    for (const limit of [1, 2, 3, 5]) {
      const found = []
      for (let after = ''; after !== null;) {
        const { body } = await both.get(`api/account/notifications?limit=${limit}${after && `&after=${encodeURIComponent(after)}`}`)
        found.push(...body.items.map((item) => item.operation.id))
        after = body.next
      }
      assert.deepEqual([found.length, new Set(found).size], [6, 6], `by ${limit}`)
    }
  })

  test('of one reference twice at once makes one', async () => {
    const answers = await Promise.all([agent, leader, agent].map((visitor) => compose(visitor, { reference: 'VIE-COURSE' })))
    assert.deepEqual(answers.map((answer) => answer.status).sort(), [201, 409, 409])
  })
})

describe('changing', () => {
  test('each member by itself, in a draft and afterwards', async () => {
    const id = await house.operation(reference(), { [verrerie]: 'borrower' }, agent)
    for (const state of ['draft', 'open']) {
      if (state === 'open') assert.equal((await publish(agent, id)).status, 200)
      const own = reference()
      assert.deepEqual((({ reference: one, name, status }) => [one, name, status])((await change(agent, id, { reference: own })).body),
        [own, state === 'draft' ? 'Opération VIE-' + (made - 1) : 'Nouveau nom', state])
      assert.equal((await change(agent, id, { name: 'Nouveau nom' })).body.name, 'Nouveau nom')
      const { body } = await change(agent, id, { participations: [manager(), { entity: verrerie, side: 'borrower' }, { entity: littoral, side: 'lender' }] })
      assert.deepEqual(parts(body), { [house.id]: 'manager', [verrerie]: 'borrower', [littoral]: 'lender' })
      assert.deepEqual(parts((await change(agent, id, { participations: [manager(), { entity: verrerie, side: 'borrower' }] })).body),
        { [house.id]: 'manager', [verrerie]: 'borrower' })
      assert.equal((await agent.operation(own)).name, 'Nouveau nom')
      assert.equal((await change(agent, id, { reference: own })).status, 200, 'its own reference is not taken')
    }
    const other = reference()
    await house.operation(other, {}, agent)
    refused(await change(agent, id, { reference: other }), 409, 'taken')
    refused(await change(agent, id, { status: 'closed' }), 422, 'invalid_fields')
    const told = await actions(site, `operation_id = '${id}'`)
    for (const action of ['operation_changed', 'participation_added', 'participation_removed']) assert.ok(told.includes(action), action)
  })

  test('nothing at all is no change', async () => {
    const id = await house.operation(reference(), {}, agent)
    const before = await show(agent, id)
    assert.deepEqual((await change(agent, id, {})).body, before)
    assert.equal((await actions(site, `operation_id = '${id}' AND action = 'operation_changed'`)).length, 0)
  })

  test('the sides of those without people', async () => {
    const id = await house.operation(reference(), { [verrerie]: 'borrower', [littoral]: 'lender' }, agent)
    const swapped = await change(agent, id, { participations: [manager(), { entity: littoral, side: 'borrower' }] })
    assert.deepEqual(parts(swapped.body), { [house.id]: 'manager', [littoral]: 'borrower' })
  })

  test('never what somebody has, or had, access by', async () => {
    const id = await house.published(reference(), { [littoral]: 'lender' }, agent)
    const line = (await agent.add(id, PEOPLE.paul, { entity: littoral })).contact
    const other = [manager(), { entity: verrerie, side: 'borrower' }]
    for (const participations of [other, [...other, { entity: littoral, side: 'borrower' }], [...other, { entity: littoral, side: 'manager' }]])
      refused(await change(agent, id, { participations, name: 'Autre' }), 409, 'participation_in_use')
    await act(agent, id, line.id, 'revoke', {})
    refused(await change(agent, id, { participations: other }), 409, 'participation_in_use')
    assert.deepEqual((await show(agent, id)).name, `Opération VIE-${made}`, 'nothing was half done')
    const more = [...other, { entity: littoral, side: 'lender' }, { entity: scheldeland, side: 'manager' }]
    assert.equal((await change(agent, id, { participations: more })).status, 200)
    fault(await change(agent, id, { participations: [{ entity: verrerie, side: 'borrower' }, { entity: littoral, side: 'lender' },
      { entity: scheldeland, side: 'manager' }] }), 'participations')
  })

  test('is the managers’; who sees the operation is told so, nobody else anything', async () => {
    const id = await house.published(reference(), { [littoral]: 'lender', [nordbank]: 'lender' }, agent)
    await agent.add(id, PEOPLE.paul, { entity: littoral })
    await agent.add(id, PEOPLE.lena, { entity: nordbank })
    const [paul, tom, brune] = [await site.as('paul'), await site.as('tom'), await site.as('brune')]
    for (const visitor of [paul, tom, leader])
      for (const answer of [await change(visitor, id, { name: 'x' }), await publish(visitor, id), await close(visitor, id)]) refused(answer, 403, 'forbidden')
    for (const visitor of [brune, plain])
      for (const answer of [await change(visitor, id, { name: 'x' }), await publish(visitor, id), await close(visitor, id)]) {
        refused(answer, 404, 'not_found')
        assert.deepEqual(bare(answer), bare(await close(visitor, 'none')))
      }
    for (const answer of [await change(site.visitor(), id, {}), await publish(site.visitor(), id), await close(site.visitor(), id)])
      refused(answer, 401, 'no_session')
  })

  test('an open operation keeps a borrower, and what was refused after it had begun leaves nothing, among others too', async () => {
    const id = await house.published(reference(), {}, agent)
    const before = await show(agent, id)
    const told = () => actions(site, `operation_id = '${id}'`)
    const chained = await told()
    // The parts are exchanged before it shows that no borrower is left.
    const refusal = () => change(agent, id, { name: 'Autre', participations: [manager(), { entity: littoral, side: 'lender' }] })
    refused(await refusal(), 409, 'no_borrower')
    assert.deepEqual([await show(agent, id), await told()], [before, chained])

    const answers = await Promise.all(Array.from({ length: 12 }, (_, i) => (i % 2 ? refusal() : change(agent, id, { name: `Nom ${i}` }))))
    assert.deepEqual(answers.map(({ status }) => status), answers.map((_, i) => (i % 2 ? 409 : 200)))
    const { name, ...after_ } = await show(agent, id)
    assert.match(name, /^Nom /)
    assert.deepEqual({ ...after_, name: before.name }, before)
    assert.deepEqual(await told(), [...chained, ...Array(6).fill('operation_changed')])
  })
})

describe('a draft', () => {
  test('is seen by its managers and by the leaders above them', async () => {
    const id = await house.operation(reference(), { [verrerie]: 'borrower', [littoral]: 'lender', [nordbank]: 'lender' }, agent)
    const [paul, tom] = [await site.as('paul'), await site.as('tom')]
    const mails = await kinds(site, PEOPLE.lena)
    for (const [email, entity] of [[PEOPLE.paul, littoral], [PEOPLE.lena, nordbank]]) {
      const { result, contact } = await agent.add(id, email, { entity })
      assert.deepEqual([result, contact.status], ['queued', 'queued'])
    }
    assert.equal((await leader.get(`api/operations/${id}`)).status, 200)
    for (const visitor of [paul, await site.as('lena'), tom, await site.as('agnes')]) {
      for (const path of ['', '/contacts', '/register']) refused(await visitor.get(`api/operations/${id}${path}`), 404, 'not_found')
      assert.ok(!(await visitor.all('api/operations')).some((one) => one.id === id))
    }
    assert.deepEqual(await kinds(site, PEOPLE.lena), mails)
    assert.equal(await value(site, `SELECT count(*) FROM request WHERE operation_id = '${id}'`), 0, 'nobody is asked before it is published')
  })

  test('is prepared by several managers', async () => {
    const id = await house.operation(reference(), { [verrerie]: 'borrower' }, agent)
    assert.equal((await agent.add(id, plain.email)).result, 'active')
  })

  test('does not keep its creator from leaving', async () => {
    const person = await house.hire('partant', house.root, ['creator'])
    await house.operation(reference(), { [verrerie]: 'borrower' }, person)
    const id = await value(site, `SELECT max(id) FROM operation`)
    await person.add(id, plain.email)
    assert.equal((await house.act(leader, person.habilitation, 'archive', {})).status, 200)
  })

  test('is not closed', async () => {
    const id = await house.operation(reference(), { [verrerie]: 'borrower' }, agent)
    refused(await close(agent, id), 409, 'conflict')
    assert.equal((await show(agent, id)).status, 'draft')
  })
})

describe('publishing', () => {
  test('needs a borrower', async () => {
    const id = await house.operation(reference(), { [littoral]: 'lender' }, agent)
    refused(await publish(agent, id), 409, 'no_borrower')
    assert.equal((await show(agent, id)).status, 'draft')
    assert.equal((await change(agent, id, { participations: [manager(), { entity: verrerie, side: 'borrower' }] })).status, 200)
    assert.equal((await publish(agent, id)).body.status, 'open')
  })

  test('lets those in who waited, invites the others, and asks for who must be authorised', async () => {
    const id = await house.operation(reference(), { [verrerie]: 'borrower', [littoral]: 'lender', [nordbank]: 'lender' }, agent)
    const add = async (email, entity, more) => (await agent.add(id, email, { entity, ...more })).contact
    const waiting = {
      paul: await add(PEOPLE.paul, littoral), fresh: await add('fraiche@littoral.example', littoral), lena: await add(PEOPLE.lena, nordbank),
      newcomer: await add('newcomer@nordbank.example', nordbank), gone: await add('gone@littoral.example', littoral),
    }
    assert.ok(Object.values(waiting).every((line) => line.status === 'queued'))
    await act(agent, id, waiting.gone.id, 'revoke', {})
    const before = await mailCount(site, PEOPLE.paul, 'invitation')
    const answer = await publish(agent, id)
    assert.deepEqual([answer.status, answer.body.status], [200, 'open'], answer.text)
    const now = Object.fromEntries((await agent.all(`api/operations/${id}/contacts`)).map((line) => [line.email, line.status]))
    assert.deepEqual(now, { [agent.email]: 'active', [PEOPLE.paul]: 'active', 'fraiche@littoral.example': 'invited', [PEOPLE.lena]: 'active',
      'newcomer@nordbank.example': 'queued' })
    assert.equal(await mailCount(site, PEOPLE.paul, 'invitation'), before + 1)
    assert.deepEqual(await kinds(site, 'fraiche@littoral.example'), ['activation'])
    assert.deepEqual(await kinds(site, 'gone@littoral.example'), [], 'who was revoked meanwhile hears nothing')
    assert.deepEqual(await kinds(site, 'newcomer@nordbank.example'), [], 'he hears when a leader has said yes')
    assert.equal(await value(site, `SELECT count(*) FROM request WHERE operation_id = '${id}' AND status = 'open' AND kind = 'habilitation'`), 1)
    assert.equal(await mailCount(site, PEOPLE.tom, 'habilitation_request'), 1)
    assert.equal((await (await site.as('paul')).get(`api/operations/${id}`)).status, 200)
    assert.equal((await (await site.as('lena')).get(`api/operations/${id}`)).status, 200)
    const fresh = await join(site, 'fraiche@littoral.example')
    assert.equal((await fresh.get(`api/operations/${id}`)).status, 200)
    const told = await actions(site, `operation_id = '${id}' AND action NOT LIKE 'participation%'`)
    assert.deepEqual(told.slice(-5), ['operation_published', 'contact_activated', 'contact_invited', 'contact_activated', 'contact_activated'])
  })

  test('lets nobody in whose habilitation ended meanwhile', async () => {
    const person = await house.hire('ephemere', house.root)
    const [one, two] = [await house.operation(reference(), { [verrerie]: 'borrower' }, agent), await house.operation(reference(), { [verrerie]: 'borrower' }, agent)]
    await agent.add(one, person.email)
    await agent.add(two, person.email)
    await house.act(leader, person.habilitation, 'archive', {})
    const before = (await kinds(site, person.email)).length
    assert.equal((await publish(agent, one)).status, 200)
    assert.equal((await agent.contact(one, person.email, 'archived')).status, 'revoked')
    assert.equal((await kinds(site, person.email)).length, before)
  })

  test('nor lets an access begin whose end has passed', async () => {
    const id = await house.operation(reference(), { [verrerie]: 'borrower', [littoral]: 'lender' }, agent)
    const until = Date.now() + 1200
    await agent.add(id, 'tard@littoral.example', { entity: littoral, until: new Date(until).toISOString() })
    await new Promise((done) => setTimeout(done, until + 200 - Date.now()))
    await publish(agent, id)
    assert.deepEqual(await kinds(site, 'tard@littoral.example'), [])
  })

  test('is done once, also by two at once', async () => {
    const id = await house.operation(reference(), { [verrerie]: 'borrower', [littoral]: 'lender' }, agent)
    await agent.add(id, 'une-fois@littoral.example', { entity: littoral })
    const answers = await Promise.all([1, 2, 3].map(() => publish(agent, id)))
    assert.deepEqual(answers.map((answer) => answer.status).sort(), [200, 409, 409])
    refused(await publish(agent, id), 409, 'conflict')
    assert.deepEqual(await kinds(site, 'une-fois@littoral.example'), ['activation'])
    assert.equal((await actions(site, `operation_id = '${id}' AND action = 'operation_published'`)).length, 1)
  })

  test('mails one working link to somebody who waited in several drafts', async () => {
    const email = 'plusieurs@littoral.example'
    const ids = []
    for (let i = 0; i < 2; i++) {
      ids.push(await house.operation(reference(), { [verrerie]: 'borrower', [littoral]: 'lender' }, agent))
      await agent.add(ids[i], email, { entity: littoral })
    }
    for (const id of ids) await publish(agent, id)
    await newestLink(site, email)
    const person = await join(site, email)
    for (const id of ids) assert.equal((await person.get(`api/operations/${id}`)).status, 200)
    assert.ok((await site.mails(email)).filter(linkOf).length >= 1)
  })
})

describe('closing', () => {
  let id, paul, line, invited
  before(async () => {
    id = await house.published(reference(), { [littoral]: 'lender' }, agent)
    paul = await site.as('paul')
    line = (await agent.add(id, PEOPLE.paul, { entity: littoral })).contact
    invited = (await paul.add(id, 'attend@littoral.example')).contact
    assert.equal((await close(agent, id)).body.status, 'closed')
  })

  test('is done once', async () => {
    refused(await close(agent, id), 409, 'conflict')
    refused(await publish(agent, id), 409, 'conflict')
    assert.deepEqual((await actions(site, `operation_id = '${id}' AND action = 'operation_closed'`)).length, 1)
    const other = await house.published(reference(), {}, agent)
    const answers = await Promise.all([close(agent, other), close(agent, other)])
    assert.deepEqual(answers.map((answer) => answer.status).sort(), [200, 409])
  })

  test('leaves it to be read by those who had access', async () => {
    for (const path of ['', '/contacts', '/contacts?state=archived', '/register'])
      assert.equal((await paul.get(`api/operations/${id}${path}`)).status, 200)
    assert.ok((await paul.all('api/operations')).some((one) => one.id === id && one.status === 'closed'))
  })

  test('makes everything read-only but revoking', async () => {
    for (const answer of [await change(agent, id, { name: 'x' }), await change(agent, id, {}), await act(agent, id, invited.id, 'resend'),
      await agent.post(`api/operations/${id}/contacts`, { emails: ['x@littoral.example'], entity: littoral }),
      await paul.post(`api/operations/${id}/contacts`, { emails: ['x@littoral.example'] })])
      refused(answer, 409, 'operation_closed')
    assert.deepEqual((await show(agent, id)).may, ['read_register', 'leave'])
    assert.equal((await act(agent, id, line.id, 'revoke', { reason: 'Fin' })).status, 200)
    refused(await paul.get(`api/operations/${id}`), 404, 'not_found')
    refused(await act(agent, id, line.id, 'restore', {}), 409, 'operation_closed')
  })

  test('refuses new requests as if it were not there', async () => {
    const told = () => value(site, "SELECT count(*) FROM outbox WHERE kind = 'access_request'")
    const before = await told()
    const { reference: name } = await show(agent, id)
    assert.equal((await askFor(site, await site.as('lena'), { operation: name })).status, 202)
    assert.equal(await told(), before)
    assert.ok(!(await agent.all('api/requests')).some((one) => one.operation?.reference === name))
  })
})

describe('strictness', () => {
  test('off lets guests of the entity in at once, and never its managers', async () => {
    const guest = await House.build(site)
    const strict = (flag) => guest.leader.request('PATCH', guest.path, { guests_need_habilitation: flag })
    const id = await house.published(reference(), { [guest.id]: 'lender' }, agent)
    assert.equal((await agent.add(id, 'a@free.example', { entity: guest.id })).result, 'queued')
    assert.equal((await strict(false)).status, 200)
    assert.equal((await agent.add(id, 'b@free.example', { entity: guest.id })).result, 'invited')
    assert.equal((await agent.add(id, PEOPLE.brune, { entity: guest.id })).result, 'active')
    const brune = await site.as('brune')
    assert.ok((await brune.get('api/session')).body.environments.some((one) => one.entity === guest.id))
    const own = await guest.published(reference(), {})
    assert.equal((await guest.leader.add(own, 'c@free.example')).result, 'queued', 'the manager side stays strict')
    assert.equal((await strict(true)).status, 200)
    assert.equal((await agent.add(id, 'd@free.example', { entity: guest.id })).result, 'queued')
    assert.equal((await agent.contact(id, PEOPLE.brune)).status, 'active', 'who is in stays in')
    const line = await agent.contact(id, PEOPLE.brune)
    await act(agent, id, line.id, 'revoke', {})
    assert.equal((await act(agent, id, line.id, 'restore', {})).body.status, 'queued', 'restoring goes by the rules of the day')
  })

  test('switched off lets go on what waited for a leader alone, in that instant', async () => {
    const guest = await House.build(site)
    const strict = (flag) => guest.leader.request('PATCH', guest.path, { guests_need_habilitation: flag })
    const [open, other] = [await house.published(reference(), { [guest.id]: 'lender' }, agent), await house.published(reference(), { [guest.id]: 'lender' }, agent)]
    const draft = await house.operation(reference(), { [guest.id]: 'lender' }, agent)
    const own = await guest.published(reference())
    const [neuf, connu, chef] = ['neuf@freed.example', PEOPLE.brune, 'chef@freed.example']
    for (const [id, email] of [[open, neuf], [other, neuf], [open, connu], [draft, neuf], [open, chef]])
      assert.equal((await agent.add(id, email, { entity: guest.id })).result, 'queued')
    assert.equal((await guest.leader.add(own, chef)).result, 'queued')
    assert.equal((await askFor(site, site.visitor(), { entity: guest.id, email: 'lui-meme@freed.example' })).status, 202)
    const requests = (email) => sql(site, `SELECT r.status, r.operation_id IS NULL AS alone FROM request r LEFT JOIN users u ON u.id = r.user_id
      WHERE coalesce(u.email, r.email) = '${email}' AND r.entity_id = '${guest.id}'`)
    const before = [await kinds(site, neuf), await kinds(site, connu)]

    assert.equal((await strict(false)).status, 200)
    const state = async (id, email) => (await agent.contact(id, email)).status
    assert.deepEqual([await state(open, neuf), await state(other, neuf), await state(open, connu), await state(open, chef)],
      ['invited', 'invited', 'active', 'invited'])
    assert.equal(await state(draft, neuf), 'queued', 'it waits for the publication')
    assert.equal((await guest.leader.contact(own, chef)).status, 'queued', 'the manager side stays strict')
    assert.deepEqual([await kinds(site, neuf), await kinds(site, connu)], [[...before[0], 'activation'], [...before[1], 'invitation']])
    assert.deepEqual(await requests(neuf), [{ status: 'cancelled', alone: 0 }])
    assert.deepEqual(await requests(connu), [{ status: 'cancelled', alone: 0 }])
    assert.deepEqual(await requests(chef), [{ status: 'open', alone: 0 }], 'he waits on the manager side')
    assert.deepEqual(await requests('lui-meme@freed.example'), [{ status: 'open', alone: 1 }], 'who asked to be authorised still does')
    const told = await actions(site, `entity_id = '${guest.id}' AND sequence >= (SELECT max(sequence) FROM register WHERE action = 'guests_free')`)
    // Lines are freed by their ids, which do not tell the order of one instant.
    const freed = told.slice(1, 5).sort()
    assert.deepEqual([told[0], ...freed, ...told.slice(5)],
      ['guests_free', 'contact_activated', 'contact_invited', 'contact_invited', 'contact_invited', 'request_cancelled', 'request_cancelled'])
    const brune = await site.as('brune')
    await brune.put('api/session/environment', { entity: guest.id })
    assert.equal((await brune.get(`api/operations/${open}`)).status, 200)
    const noe = await join(site, neuf)
    assert.deepEqual([(await noe.get(`api/operations/${open}`)).status, (await noe.get(`api/operations/${other}`)).status], [200, 200])
    assert.equal((await strict(true)).status, 200)
    assert.equal(await state(open, connu), 'active', 'who is in stays in')
  })
})

describe('the last manager of a closed operation', () => {
  test('can be archived: his leaders stand in, and can still revoke', async () => {
    const alone = await house.hire('dernier', house.root, ['creator'])
    const { id: line } = await house.habilitation('dernier')
    const id = await house.published(reference(), { [littoral]: 'lender' }, alone)
    await alone.add(id, 'seul@littoral.example', { entity: littoral })
    const guest = await join(site, 'seul@littoral.example')
    refused(await house.act(leader, line, 'archive', {}), 409, 'last_manager')
    assert.equal((await close(alone, id)).status, 200)
    assert.equal((await show(leader, id)).participations.length, 1, 'while he is there, a leader sees his own people')
    assert.equal((await leader.get(`${house.path}/habilitations/${line}/contacts`)).body.refusal, undefined)
    assert.equal((await house.act(leader, line, 'archive', {})).status, 200)

    const seen = await show(leader, id)
    assert.deepEqual([seen.managers, seen.participations.length, seen.may], [[], 3, ['read_register']])
    assert.equal((await leader.contact(id, alone.email, 'archived')).status, 'revoked')
    refused(await leader.post(`api/operations/${id}/leave`, {}), 403, 'forbidden')
    const register = await leader.all(`api/operations/${id}/register`)
    assert.ok(register.some((row) => row.subject?.email === guest.email), 'all of the register')
    const left = await leader.contact(id, guest.email)
    assert.deepEqual(left.may, ['revoke'])
    refused(await leader.post(`api/operations/${id}/contacts`, { emails: ['x@littoral.example'], entity: littoral }), 409, 'operation_closed')
    assert.equal((await act(leader, id, left.id, 'revoke', {})).status, 200)
    refused(await guest.get(`api/operations/${id}`), 404, 'not_found')
    refused(await plain.get(`api/operations/${id}`), 404, 'not_found')
    for (const name of ['tom', 'lena']) refused(await (await site.as(name)).get(`api/operations/${id}`), 404, 'not_found')
  })

  test('stays where no leader is above him', async () => {
    const other = await House.build(site)
    const id = await other.published(reference())
    const { id: line } = await other.leader.contact(id, other.leader.email)
    await other.leader.add(id, house.address('agent'), {})
    assert.equal((await close(other.leader, id)).status, 200)
    const mate = await other.hire('second', other.root, ['team_leader', 'creator'])
    refused(await act(other.leader, id, line, 'revoke', {}), 403, 'own_line')
    const { id: own } = await other.habilitation('racine')
    assert.equal((await other.act(mate, own, 'archive', {})).status, 200, 'the other leader stands in')
    assert.equal((await show(mate, id)).status, 'closed')
    const file = await mate.get('api/operations?status=closed')
    assert.equal(file.body.items.length, 1)
  })
})
