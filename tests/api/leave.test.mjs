// Leaving an operation: by asking those who can, and by the manual ways, a second address or a successor of one's own.
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { after, before, describe, test } from 'node:test'
import { mailCount, sql, value } from './account.mjs'
import { actions, bare, entityId, House, join, kinds } from './house.mjs'
import { PROGRAM, refused, Site, until } from './site.mjs'

let site, house, leader, manager, second, guests, littoral, file

before(async () => {
  site = await Site.start()
  house = await House.build(site)
  leader = house.leader
  manager = await house.hire('gere', await house.team('Agence'), ['creator'])
  second = await house.hire('second')
  guests = await House.build(site)
  littoral = await entityId(site, 'Littoral')
  file = await house.published('PART-1', { [littoral]: 'lender', [guests.id]: 'lender' }, manager)
})
after(async () => {
  await site.check()
  assert.equal(await site.stop(), 0)
})

const leave = (visitor, operation = file, body = {}) => visitor.post(`api/operations/${operation}/leave`, body)
const decide = (visitor, id, what, body = {}) => visitor.post(`api/requests/${id}/${what}`, body)
const asked = async (visitor, email, state = 'open') =>
  (await visitor.all(`api/requests?state=${state}`)).find((one) => one.kind === 'leave' && one.person.email === email)
const rows = (email) => sql(site, `SELECT r.status, r.message, r.reason FROM request r JOIN users u ON u.id = r.user_id
  WHERE u.email = '${email}' AND r.kind = 'leave' ORDER BY r.rowid`)
const opens = async (visitor, operation = file) => (await visitor.get(`api/operations/${operation}`)).status === 200
const status = async (email, operation = file, state = 'current') => (await manager.contact(operation, email, state))?.status
const endOf = async (visitor, email, operation = file) =>
  visitor.post(`api/operations/${operation}/contacts/${(await visitor.contact(operation, email)).id}/revoke`, {})

/** Somebody new on an operation for an entity, with an account. */
async function guest(email, entity = littoral, operation = file) {
  const { result } = await manager.add(operation, email, { entity })
  assert.equal(result, 'invited')
  return join(site, email)
}

/** Somebody whom the leaders of the other client entity authorised. */
async function lender(name, team, roles) {
  const visitor = await guests.hire(name, team, roles)
  assert.equal((await manager.add(file, visitor.email, { entity: guests.id })).result, 'active')
  return visitor
}

describe('asking to be removed', () => {
  test('one click tells those who can: managers, colleagues, leaders above; nobody else', async () => {
    const desk = await guests.team('Prêts')
    const above = await guests.hire('chef', desk, ['team_leader'])
    const beside = await guests.hire('voisin', await guests.team('Voisins'), ['team_leader'])
    const goes = await lender('part', desk)
    const colleague = await lender('collegue')
    const other = await guest('autre.cote@littoral.example')
    assert.ok((await goes.get(`api/operations/${file}`)).body.may.includes('leave'))

    const answer = await leave(goes, file, { reason: 'Je change de service' })
    assert.deepEqual([answer.status, answer.text], [202, ''])
    const told = await Promise.all([manager, above, guests.leader, colleague, beside, other, leader, goes].map(({ email }) =>
      mailCount(site, email ?? '', 'leave_request')))
    assert.deepEqual(told, [1, 1, 1, 1, 0, 0, 0, 0])
    const mail = await site.mail(above.email, (one) => one.subject.includes('asks to be removed'))
    for (const part of ['Noé part', 'PART-1', guests.name, 'Je change de service']) assert.ok(mail.text.includes(part), part)
    assert.deepEqual((await actions(site, `user_id = '${goes.id}' AND operation_id = '${file}'`)).at(-1), 'leave_requested')

    for (const visitor of [manager, above, guests.leader, colleague])
      assert.deepEqual((await asked(visitor, goes.email)).may, ['approve', 'refuse'], visitor.email)
    assert.deepEqual((await asked(goes, goes.email)).may, ['cancel'])
    const { id, entity, operation, message } = await asked(goes, goes.email)
    assert.deepEqual([entity.name, operation.reference, message], [guests.name, 'PART-1', 'Je change de service'])
    for (const visitor of [beside, other, leader]) {
      assert.equal(await asked(visitor, goes.email), undefined, visitor.email)
      refused(await decide(visitor, id, 'approve'), 404, 'not_found')
    }
    refused(await decide(goes, id, 'approve'), 403, 'own_line')
    assert.ok(await opens(goes), 'asking ends nothing')
  })

  test('approved, the line is revoked at once, with the reason, and the person is answered', async () => {
    const goes = await guest('approuve.part@littoral.example')
    await leave(goes, file, { reason: 'Mission terminée' })
    const { id } = await asked(manager, goes.email)
    const answer = await decide(manager, id, 'approve', { reason: 'Merci pour tout' })
    assert.deepEqual([answer.status, answer.body.status, answer.body.reason, answer.body.may], [200, 'approved', 'Merci pour tout', []])
    assert.equal(await opens(goes), false)
    const line = await manager.contact(file, goes.email, 'archived')
    assert.deepEqual([line.status, line.reason, line.revoked_by], ['revoked', 'Merci pour tout', 'Noé gere'])
    assert.deepEqual((await kinds(site, goes.email)).slice(-1), ['leave_decided'])
    const mail = await site.mail(goes.email, (one) => one.subject.startsWith('Your access has ended, as you asked'))
    assert.ok(mail.text.includes('Merci pour tout'))
    assert.deepEqual((await actions(site, `user_id = '${goes.id}' AND operation_id = '${file}'`)).slice(-3),
      ['leave_requested', 'contact_revoked', 'request_approved'])
    refused(await decide(manager, id, 'refuse'), 409, 'conflict')
    assert.equal((await manager.post(`api/operations/${file}/contacts/${line.id}/restore`, {})).body.status, 'active')
    assert.ok(await opens(goes), 'it can be restored')
  })

  test('approved without a word, the asker’s own is the reason', async () => {
    const goes = await guest('sans.mot@littoral.example')
    await leave(goes, file, { reason: 'Congé long' })
    await decide(manager, (await asked(manager, goes.email)).id, 'approve')
    assert.equal((await manager.contact(file, goes.email, 'archived')).reason, 'Congé long')
  })

  test('refused with a reason, nothing changes, and he may ask again', async () => {
    const goes = await guest('refuse.part@littoral.example')
    await leave(goes)
    const { id } = await asked(manager, goes.email)
    assert.equal((await decide(manager, id, 'refuse', { reason: 'Attendez la clôture' })).body.status, 'refused')
    assert.ok(await opens(goes))
    const mail = await site.mail(goes.email, (one) => one.subject.startsWith('You keep your access'))
    assert.ok(mail.text.includes('Attendez la clôture'))
    assert.equal((await goes.get(`api/operations/${file}`)).body.leave_asked, null)
    assert.equal((await leave(goes)).status, 202)
    assert.deepEqual((await rows(goes.email)).map((row) => row.status), ['refused', 'open'])
  })

  test('in French for who reads French', async () => {
    const goes = await guest('en.francais@littoral.example')
    await goes.request('PATCH', 'api/account', { language: 'fr' })
    await manager.request('PATCH', 'api/account', { language: 'fr' })
    await leave(goes)
    assert.ok((await site.mail(manager.email, (one) => one.subject.includes('demande à ne plus avoir accès'))).text.includes('page Demandes'))
    await decide(manager, (await asked(manager, goes.email)).id, 'approve')
    await site.mail(goes.email, (one) => one.subject.startsWith('Votre accès a pris fin, comme demandé'))
    await manager.request('PATCH', 'api/account', { language: 'en' })
  })

  test('twice is once, whoever looks; the page knows that it waits', async () => {
    const goes = await guest('deux.fois@littoral.example')
    assert.equal((await goes.get(`api/operations/${file}`)).body.leave_asked, null)
    const [first, again] = [await leave(goes, file, { reason: 'Un' }), await leave(goes, file, { reason: 'Deux' })]
    assert.deepEqual(bare(first), bare(again))
    assert.deepEqual((await rows(goes.email)).map((row) => row.message), ['Un'])
    assert.equal((await actions(site, `user_id = '${goes.id}'`)).filter((one) => one === 'leave_requested').length, 1)
    assert.match((await goes.get(`api/operations/${file}`)).body.leave_asked, /^\d{4}-/)
  })

  test('is withdrawn by who asked, by nobody else', async () => {
    const goes = await guest('reste@littoral.example')
    await leave(goes)
    const { id } = await asked(manager, goes.email)
    refused(await decide(manager, id, 'cancel'), 403, 'forbidden')
    assert.equal((await decide(goes, id, 'cancel')).body.status, 'cancelled')
    assert.equal(await asked(manager, goes.email), undefined)
    assert.ok(await opens(goes))
  })

  test('is settled when somebody revokes the line by hand', async () => {
    const goes = await guest('a.la.main@littoral.example')
    await leave(goes)
    assert.equal((await endOf(manager, goes.email)).status, 200)
    assert.deepEqual((await rows(goes.email)).map((row) => row.status), ['approved'])
    assert.equal(await asked(manager, goes.email), undefined)
  })

  test('the last manager names a successor first; then he can go', async () => {
    const alone = await house.published('PART-2', {}, manager)
    refused(await leave(manager, alone), 409, 'last_manager')
    assert.equal((await manager.add(alone, second.email)).result, 'active')
    assert.equal((await leave(manager, alone)).status, 202)
    // Meanwhile the successor is no longer there: what is approved is looked at again.
    const { id } = await asked(second, manager.email)
    await sql(site, `UPDATE contact SET until_ms = ${Date.now() + 3600_000} WHERE user_id = '${second.id}' AND operation_id = '${alone}'`)
    refused(await decide(second, id, 'approve'), 409, 'last_manager')
    await sql(site, `UPDATE contact SET until_ms = NULL WHERE user_id = '${second.id}' AND operation_id = '${alone}'`)
    assert.equal((await decide(second, id, 'approve')).status, 200)
    assert.equal(await opens(manager, alone), false)
  })

  test('a closed operation can be left too', async () => {
    const shut = await house.published('PART-3', { [littoral]: 'lender' }, manager)
    const goes = await guest('cloture@littoral.example', littoral, shut)
    await manager.post(`api/operations/${shut}/close`)
    assert.equal((await leave(goes, shut)).status, 202)
    assert.equal((await decide(manager, (await asked(manager, goes.email)).id, 'approve')).status, 200)
    assert.equal(await opens(goes, shut), false)
  })

  test('only from one’s own active line: strangers learn nothing, leaders without a line hear why', async () => {
    const goes = await guest('ailleurs@littoral.example')
    await lender('mene', guests.root)
    refused(await leave(await site.as('brune')), 404, 'not_found')
    refused(await leave(site.visitor()), 401, 'no_session')
    refused(await leave(guests.leader), 403, 'forbidden')
    await endOf(manager, goes.email)
    refused(await leave(goes), 404, 'not_found')
    refused(await leave(goes, 'nowhere'), 404, 'not_found')
    refused(await leave(manager, file, { reason: 7 }), 422, 'invalid_fields')
  })

  test('is offered on one’s own line, where revoking is not', async () => {
    const goes = await guest('offert@littoral.example')
    const may = async (who, whose) => (await who.contact(file, whose.email)).may.filter((one) => one === 'leave' || one === 'revoke')
    assert.deepEqual(await may(goes, goes), ['leave'])
    assert.deepEqual(await may(manager, goes), ['revoke'])
    assert.deepEqual(await may(manager, manager), ['leave'])
  })

  test('too often is refused in words, and fills no mailbox', async () => {
    const goes = await guest('souvent@littoral.example')
    for (let i = 0; i < 10; i++) {
      assert.equal((await leave(goes)).status, 202)
      await decide(goes, (await asked(goes, goes.email)).id, 'cancel')
    }
    refused(await leave(goes), 429, 'throttled')
  })

  test('about which nobody decides comes up once more', async () => {
    const goes = await guest('silence@littoral.example')
    await leave(goes)
    const before = await mailCount(site, manager.email, 'leave_request')
    await sql(site, `UPDATE request SET due_ms = 1 WHERE user_id = '${goes.id}'`)
    const mailer = spawn(PROGRAM, ['mail'], { env: { ...process.env, ...site.settings }, stdio: 'ignore' }) // it looks when it starts
    await until('the reminder', async () => (await mailCount(site, manager.email, 'leave_request')) === before + 1)
    mailer.kill()
    assert.equal(await value(site, `SELECT due_ms IS NULL FROM request WHERE user_id = '${goes.id}'`), 1)
  })
})

describe('the manual ways', () => {
  test('a new address of one’s own: added, its account created, the old one revoked from it', async () => {
    const paul = await site.as('paul')
    const { id } = await paul.operation('OP-2026-0042')
    const added = await paul.add(id, 'paul.new@littoral.example')
    assert.equal(added.result, 'invited')
    const again = await join(site, 'paul.new@littoral.example', { first_name: 'Paul', last_name: 'Petit' })
    assert.ok(await opens(again, id))
    assert.equal((await endOf(again, 'paul.petit@littoral.example', id)).body.status, 'revoked')
    assert.equal(await opens(paul, id), false)
    assert.ok(await opens(again, id))
    const old = await again.contact(id, 'paul.petit@littoral.example', 'archived')
    assert.equal(old.revoked_by, 'Paul Petit')
  })

  test('asking the operation manager: he adds the new address and revokes the old one', async () => {
    const old = await guest('ancien@littoral.example')
    const again = await guest('nouvelle@littoral.example')
    assert.equal((await endOf(manager, old.email)).body.status, 'revoked')
    assert.deepEqual([await opens(old), await opens(again)], [false, true])
    assert.deepEqual((await kinds(site, old.email)).slice(-1), ['revoked'])
  })

  test('a successor: one adds him, he revokes one', async () => {
    const leaves = await guest('part.bientot@littoral.example')
    refused(await endOf(leaves, leaves.email), 403, 'own_line')
    assert.equal((await leaves.add(file, 'successeur@littoral.example')).result, 'invited')
    const successor = await join(site, 'successeur@littoral.example')
    assert.equal((await endOf(successor, leaves.email)).body.status, 'revoked')
    assert.deepEqual([await opens(leaves), await opens(successor)], [false, true])
    assert.equal(await status(successor.email), 'active')
  })
})
