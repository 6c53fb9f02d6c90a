// Handing one's access over: to whom, what, from when, and that there is never a moment with nobody.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { CHOSEN, sql, value } from './account.mjs'
import { actions, entityId, House, join, kinds, newestLink } from './house.mjs'
import { PROGRAM, refused, run, Site, until } from './site.mjs'

const DAY = 24 * 3600 * 1000
let site

before(async () => {
  site = await Site.start()
})
after(async () => {
  await site.check({ touched: true })
  assert.equal(await site.stop(), 0)
})

const instant = (days) => new Date(Date.now() + days * DAY).toISOString()

/** The mailer's sweep, now: what is due is done. */
async function sweep() {
  await sql(site, `UPDATE handover SET due_ms = 0 WHERE status = 'open'`)
  const done = await run(PROGRAM, ['mail', '--once'], site.settings)
  assert.equal(done.status, 0, done.stderr)
}

/** Moves the clock of a handover by so many days. */
const pass = (id, days) => sql(site, `
  UPDATE handover SET starts_ms = starts_ms - ${days * DAY}, leaves_ms = leaves_ms - ${days * DAY},
         created_ms = created_ms - ${days * DAY}, changed_ms = changed_ms - ${days * DAY} WHERE id = '${id}';
  UPDATE handover_part SET created_ms = created_ms - ${days * DAY}, reminded_ms = reminded_ms - ${days * DAY} WHERE handover_id = '${id}'`)

async function start(visitor, body) {
  const answer = await visitor.post('api/handovers', body)
  assert.equal(answer.status, 201, answer.text)
  return answer.body
}

const show = async (visitor, id) => {
  const answer = await visitor.get(`api/handovers/${id}`)
  assert.equal(answer.status, 200, answer.text)
  return answer.body
}
const act = (visitor, id, what, body) => visitor.post(`api/handovers/${id}/${what}`, body)
async function accept(visitor, id) {
  const answer = await act(visitor, id, 'accept')
  assert.equal(answer.status, 200, answer.text)
  return answer.body
}

/** Current lines of somebody for an entity: operations and states. */
const lines = (user, entity) => sql(site, `SELECT operation_id AS operation, status FROM contact
  WHERE user_id = '${user}' AND entity_id = '${entity}' AND current = 1 ORDER BY operation_id`)

/** No operation has ever been without an active manager since its first one. */
async function nobodyMissing() {
  const gaps = await sql(site, `
    SELECT a.operation_id, a.to_ms
      FROM access a JOIN participation p ON p.operation_id = a.operation_id AND p.entity_id = a.entity_id AND p.side = 'manager'
       JOIN operation o ON o.id = a.operation_id AND o.status <> 'closed'
     WHERE a.to_ms IS NOT NULL AND a.to_ms > (SELECT min(at_ms) FROM register WHERE action = 'handover_start')
       AND NOT EXISTS (SELECT 1 FROM access b JOIN participation r ON r.operation_id = b.operation_id AND r.entity_id = b.entity_id
                        WHERE b.operation_id = a.operation_id AND r.side = 'manager' AND b.from_ms <= a.to_ms
                          AND (b.to_ms IS NULL OR b.to_ms > a.to_ms))`)
  assert.deepEqual(gaps, [])
}

/** A house with somebody who leaves, his operations and colleagues. */
async function team(count, { roles = ['creator'], names = ['suite', 'relais'] } = {}) {
  const house = await House.build(site)
  const leaver = await house.hire('partant', house.root, roles)
  const [one, two] = await Promise.all(names.map((name) => house.hire(name)))
  const operations = []
  for (let i = 0; i < count; i++) operations.push(await house.published(`${house.domain}-${i}`, {}, leaver))
  return { house, leaver, one, two, operations }
}

describe('fifty operations and two successors', () => {
  let house, leaver, one, two, operations, handover

  before(async () => {
    ({ house, leaver, one, two, operations } = await team(50))
  })

  test('are shown beforehand: what goes to whom, and what is left', async () => {
    const all = await leaver.post('api/handovers/preview', { successors: [] })
    assert.equal(all.status, 200, all.text)
    assert.equal(all.body.left.length, 50)
    const plan = await leaver.post('api/handovers/preview', {
      successors: [{ email: one.email, operations: operations.slice(0, 20) }, { email: two.email, operations: operations.slice(20, 40) }] })
    assert.equal(plan.status, 200, plan.text)
    assert.deepEqual(plan.body.successors.map((heir) => heir.operations.length), [20, 20])
    assert.equal(plan.body.left.length, 10)
    assert.equal(plan.body.habilitation_ends, false)
    assert.equal(await value(site, `SELECT count(*) FROM handover WHERE user_id = '${leaver.id}'`), 0)
  })

  test('nothing changes before somebody has accepted', async () => {
    handover = await start(leaver, {
      successors: [{ email: one.email, operations: operations.slice(0, 25) }, { email: two.email }], message: 'Merci à tous deux.' })
    assert.deepEqual(handover.parts.map((part) => [part.status, part.everything, part.operations.length]),
      [['waiting', false, 25], ['waiting', true, 25]])
    await sweep()
    assert.equal((await lines(leaver.id, house.id)).length, 50)
    assert.equal((await lines(one.id, house.id)).length, 0)
    const mail = await site.mail(one.email, (one) => one.text.includes(`#/handovers/${handover.id}?for=${house.id}`))
    assert.match(mail.text, /Merci à tous deux/)
  })

  test('a successor sees his own part alone, and others nothing', async () => {
    assert.deepEqual((await show(one, handover.id)).parts.map((part) => part.successor.email), [one.email])
    const stranger = await site.as('paul')
    for (const what of ['accept', 'refuse', 'cancel', 'continue'])
      refused(await act(stranger, handover.id, what, {}), 404, 'not_found')
    refused(await stranger.get(`api/handovers/${handover.id}`), 404, 'not_found')
    refused(await act(stranger, handover.id, 'change', { part: handover.parts[0].id }), 404, 'not_found')
    refused(await act(one, handover.id, 'cancel'), 403, 'forbidden')
    refused(await act(leaver, handover.id, 'accept'), 403, 'forbidden')
    assert.ok(!(await stranger.all('api/handovers')).some((item) => item.id === handover.id))
  })

  test('each part changes hands when its successor accepts, in one step', async () => {
    const seen = await accept(one, handover.id)
    assert.equal(seen.parts[0].status, 'accepted')
    assert.ok(seen.parts[0].operations.every((operation) => operation.state === 'done' && operation.access === 'active'))
    assert.equal((await lines(one.id, house.id)).length, 25)
    assert.equal((await lines(leaver.id, house.id)).length, 25)
    assert.equal((await show(leaver, handover.id)).status, 'open')
  })

  test('when both have accepted he is gone, and nobody was ever missing', async () => {
    assert.equal((await accept(two, handover.id)).status, 'completed')
    assert.deepEqual(await lines(leaver.id, house.id), [])
    assert.equal((await lines(two.id, house.id)).length, 25)
    assert.equal((await house.habilitation('partant', 'archived')).status, 'archived')
    assert.equal((await leaver.get('api/session')).body.environments.length, 0)
    refused(await leaver.get(`api/operations/${operations[0]}`), 404, 'not_found')
    await nobodyMissing()
  })

  test('both successors and leaver have it in the register, operation by operation', async () => {
    const of = await actions(site, `user_id = '${leaver.id}' AND entity_id = '${house.id}'`)
    for (const action of ['handover_start', 'handover_accept', 'handover_done', 'habilitation_archived']) assert.ok(of.includes(action), action)
    assert.equal(of.filter((action) => action === 'handover_done').length, 50)
    assert.equal(of.filter((action) => action === 'contact_revoked').length, 50)
    const { body } = await one.get(`api/operations/${operations[0]}/register`)
    const done = body.items.find((item) => item.action === 'handover_done')
    assert.deepEqual([done.subject.email, done.reason], [leaver.email, '→ Noé suite'])
    assert.equal((await run(PROGRAM, ['register', 'verify'], site.settings)).status, 0)
  })

  test('a receipt goes to who leaves, with every operation, successor and time, and no mail a line', async () => {
    const mail = await site.mail(leaver.email, (mail) => mail.subject.startsWith('Handover completed'))
    const text = mail.text.replaceAll('\n> ', ' ')
    assert.equal(text.match(/→ Noé suite \(\d{4}-\d\d-\d\d \d\d:\d\d UTC\)/g).length, 25)
    assert.equal(text.match(/→ Noé relais/g).length, 25)
    assert.deepEqual((await kinds(site, leaver.email)).filter((kind) => kind === 'revoked'), [])
    assert.deepEqual((await kinds(site, one.email)).filter((kind) => kind === 'invitation'), [])
  })

  test('it can neither be answered nor changed nor cancelled any more', async () => {
    refused(await act(two, handover.id, 'accept'), 409, 'conflict')
    refused(await act(two, handover.id, 'refuse', {}), 409, 'conflict')
    refused(await act(house.leader, handover.id, 'cancel'), 409, 'conflict')
    refused(await act(house.leader, handover.id, 'change', { part: handover.parts[0].id }), 409, 'conflict')
    const closed = await house.leader.all('api/handovers?state=closed')
    assert.deepEqual(closed.find((item) => item.id === handover.id).as, ['leader'])
    assert.equal((await one.all('api/handovers?state=open')).length, 0)
  })
})

describe('at an entity without habilitations', () => {
  let paul, operation, id, newcomer
  const email = 'successeur@littoral.example'

  before(async () => {
    paul = await site.as('paul')
    operation = (await paul.operation('OP-2026-0042')).id
  })

  test('anybody may be asked, and creates an account where he has none', async () => {
    ({ id } = await start(paul, { successors: [{ email, operations: [operation] }] }))
    const shown = await site.visitor().post('api/invitations/show', { secret: await newestLink(site, email) })
    assert.deepEqual([shown.body.kind, shown.body.entity, shown.body.sponsor], ['activation', 'Crédit du Littoral', 'Paul Petit'])
    newcomer = await join(site, email)
    assert.deepEqual(newcomer.session.environments, [])
    assert.deepEqual((await newcomer.all('api/handovers')).map((item) => item.id), [id])
    refused(await newcomer.get(`api/operations/${operation}`), 409, 'environment_needed')
  })

  test('he accepts without an environment, and has one then', async () => {
    assert.equal((await accept(newcomer, id)).status, 'completed')
    assert.equal((await newcomer.get('api/session')).body.environments.length, 1)
    assert.ok(await value(site, `SELECT count(*) FROM contact WHERE user_id = '${newcomer.id}' AND status = 'active'`))
    refused(await paul.get(`api/operations/${operation}`), 404, 'not_found')
  })

  test('the managers of what changed hands get one receipt each', async () => {
    const agnes = await site.mail('agnes.martin@aurore.example', (mail) => mail.text.replaceAll('\n> ', ' ').includes('→ Noé successeur'))
    assert.match(agnes.text, /OP-2026-0042/)
    assert.match(agnes.subject, /Paul Petit/)
    assert.equal((await kinds(site, 'agnes.martin@aurore.example')).filter((kind) => kind === 'handover_receipt').length, 1)
  })

  test('"this is not me" refuses it, and who leaves hears of it', async () => {
    const other = 'inconnu@littoral.example'
    const file = (await paul.all('api/operations'))[0].id
    const made = await start(paul, { successors: [{ email: other, operations: [file] }] })
    assert.equal((await site.visitor().post('api/invitations/refuse', { secret: await newestLink(site, other) })).status, 204)
    assert.equal((await show(paul, made.id)).parts[0].status, 'refused')
    await site.mail(paul.email ?? 'paul.petit@littoral.example', (mail) => mail.subject.includes(other))
    assert.equal((await act(paul, made.id, 'cancel')).body.status, 'cancelled')
  })

  test('an invited successor who has forgotten everything gets a link again', async () => {
    const other = 'retardataire@littoral.example'
    const made = await start(paul, { successors: [{ email: other }] })
    await newestLink(site, other)
    assert.equal((await site.visitor().post('api/password/forgotten', { email: other })).status, 202)
    await until('another link', async () => (await site.mails(other)).length === 2)
    await newestLink(site, other)
    assert.equal((await act(paul, made.id, 'cancel')).status, 200)
    refused(await site.visitor().post('api/invitations/show', { secret: await site.secret(other) }), 404, 'not_found')
  })
})

describe('what is asked for is checked', () => {
  let house, leaver, one, operations, lender
  const ask = (body) => leaver.post('api/handovers', { successors: [{ email: one.email }], ...body })

  before(async () => {
    ({ house, leaver, one, operations } = await team(2))
    lender = await site.as('lena')
  })

  async function fault(answer, member) {
    refused(answer, 422, 'invalid_fields')
    assert.deepEqual(Object.keys(answer.body.fields), [member], answer.text)
    assert.equal(await value(site, `SELECT count(*) FROM handover WHERE user_id = '${leaver.id}'`), 0)
    return answer.body.fields[member]
  }

  test('who takes over', async () => {
    assert.match(await fault(await ask({ successors: [] }), 'successors'), /fill/)
    assert.match(await fault(await ask({ successors: [{ email: leaver.email.toUpperCase() }] }), 'successors'), /somebody else/)
    assert.match(await fault(await ask({ successors: [{ email: 'no address' }] }), 'successors'), /address/)
    assert.match(await fault(await ask({ successors: [{ email: one.email }, { email: ` ${one.email.toUpperCase()}` }] }), 'successors'), /twice/)
    await fault(await ask({ successors: [{ email: one.email, operations: [] }] }), 'successors')
    await fault(await ask({ successors: [{ email: one.email, sooner: true }] }), 'successors')
    await fault(await ask({ successors: Array.from({ length: 21 }, (_, i) => ({ email: `x${i}@${house.domain}` })) }), 'successors')
  })

  test('which operations', async () => {
    const foreign = (await lender.all('api/operations'))[0].id
    for (const list of [[foreign], ['none'], [operations[0], foreign]])
      assert.match(await fault(await ask({ successors: [{ email: one.email, operations: list }] }), 'successors'), /from the list/)
    assert.match(await fault(await ask({ successors: [{ email: one.email, operations: [operations[0], operations[0]] }] }), 'successors'), /twice/)
  })

  test('the days', async () => {
    await fault(await ask({ from: 'tomorrow' }), 'from')
    await fault(await ask({ from: instant(-2) }), 'from')
    assert.match(await fault(await ask({ from: instant(400) }), 'from'), /366 days/)
    assert.match(await fault(await ask({ from: instant(5), until: instant(4) }), 'until'), /before/)
    assert.match(await fault(await ask({ from: instant(5), until: instant(97) }), 'until'), /90 days/)
    assert.match(await fault(await ask({ until: instant(-1) }), 'until'), /before/)
    await fault(await ask({ overlap_days: -1 }), 'overlap_days')
  })

  test('today is today wherever it began already, and a day of 25 hours is one', async () => {
    const midnight = (zone) => {
      const day = new Intl.DateTimeFormat('en-CA', { timeZone: zone }).format(new Date())
      const offset = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' }).formatToParts(new Date())
        .find((part) => part.type === 'timeZoneName').value.replace('GMT', '') || '+00:00'
      return `${day}T00:00:00${offset}`
    }
    for (const zone of ['Pacific/Kiritimati', 'Pacific/Pago_Pago', 'Europe/Paris', 'Asia/Kolkata']) {
      const answer = await leaver.post('api/handovers/preview', { successors: [{ email: one.email }], from: midnight(zone) })
      assert.equal(answer.status, 200, `${zone}: ${answer.text}`)
      assert.equal(answer.body.from, new Date(midnight(zone)).toISOString())
    }
    const autumn = await leaver.post('api/handovers/preview', {
      successors: [{ email: one.email }], from: instant(3), until: new Date(Date.now() + 93 * DAY + 3600 * 1000 - 60000).toISOString() })
    assert.equal(autumn.status, 200, autumn.text)
  })

  test('for whom: a leader for his people, nobody else for anybody', async () => {
    const held = await house.habilitation('partant')
    const body = { successors: [{ email: one.email }], habilitation: held.id }
    refused(await one.post('api/handovers', body), 403, 'forbidden')
    refused(await (await site.as('paul')).post('api/handovers', body), 403, 'forbidden')
    refused(await (await site.as('tom')).post('api/handovers', body), 404, 'not_found')
    refused(await house.leader.post('api/handovers', { ...body, habilitation: 'none' }), 404, 'not_found')
    assert.equal((await house.leader.post('api/handovers/preview', body)).body.leaver.email, leaver.email)
  })

  test('two at once: one of them', async () => {
    const both = await Promise.all([ask({ from: instant(9) }), ask({ from: instant(8) })])
    assert.deepEqual(both.map((answer) => answer.status).sort(), [201, 409])
    refused(both.find((answer) => answer.status === 409), 409, 'handover_open')
    refused(await leaver.post('api/handovers/preview', { successors: [] }), 409, 'handover_open')
    const { id } = both.find((answer) => answer.status === 201).body
    // Who is leaving himself is nobody's successor.
    const back = await one.post('api/handovers', { successors: [{ email: leaver.email }] })
    refused(back, 422, 'invalid_fields')
    assert.match(back.body.fields.successors, /handing over/)
    assert.equal((await act(leaver, id, 'cancel')).status, 200)
  })
})

describe('a successor who is not authorised yet', () => {
  let house, leaver, other, operations, id

  before(async () => {
    ({ house, leaver, operations } = await team(3))
    other = await site.as('lena')
  })

  test('may come from elsewhere, and needs a leader’s yes: said before', async () => {
    const { body } = await leaver.post('api/handovers/preview', { successors: [{ email: 'lena.koch@nordbank.example' }] })
    assert.deepEqual(body.successors.map((heir) => [heir.name, heir.needs_leader, heir.account]), [[null, true, null]])
  })

  test('accepts, waits in the line, and takes nothing from anybody before', async () => {
    ({ id } = await start(leaver, { successors: [{ email: 'lena.koch@nordbank.example' }] }))
    const seen = await accept(other, id)
    assert.deepEqual(seen.parts[0].operations.map((operation) => [operation.state, operation.access]), Array(3).fill(['given', 'queued']))
    assert.equal((await lines(leaver.id, house.id)).filter((line) => line.status === 'active').length, 3)
    await sweep()
    assert.equal((await show(leaver, id)).status, 'open')
    assert.deepEqual((await show(leaver, id)).parts[0].may, ['change'])
  })

  test('when a leader has approved, the rest follows', async () => {
    const wish = (await house.leader.all('api/requests')).find((one) => one.person.email === 'lena.koch@nordbank.example' && one.status === 'open')
    assert.equal((await house.leader.post(`api/requests/${wish.id}/approve`, {})).status, 200)
    await sweep()
    const ended = await show(house.leader, id)
    assert.equal(ended.status, 'completed')
    assert.equal(ended.roles, 'asked')
    assert.ok((await kinds(site, house.leader.email)).includes('handover_roles'))
    assert.deepEqual(await lines(leaver.id, house.id), [])
    await nobodyMissing()
  })

  test('a revoked line of a successor is restored; one whose habilitation is archived needs a yes again', async () => {
    const { house, leaver, one, two, operations } = await team(2)
    const item = await leaver.add(operations[0], one.email)
    assert.equal((await leaver.post(`api/operations/${operations[0]}/contacts/${item.contact.id}/revoke`, {})).status, 200)
    assert.equal((await house.act(house.leader, two.habilitation, 'archive', {})).status, 200)
    const { id } = await start(leaver, { successors: [{ email: one.email, operations: [operations[0]] }, { email: two.email, operations: [operations[1]] }] })
    const seen = await accept(one, id)
    assert.equal(seen.parts[0].operations[0].state, 'done')
    assert.equal((await leaver.get(`api/handovers/${id}`)).body.parts.length, 2)
    assert.equal((await accept(two, id)).parts[0].operations[0].access, 'queued')
    assert.deepEqual((await lines(leaver.id, house.id)).map((line) => line.operation), [operations[1]])
  })
})

describe('roles', () => {
  test('of a leader at the root go to who takes over, in whatever team he was, and the entity keeps one', async () => {
    const { house, one, two } = await team(1)
    const below = await house.team('Dessous')
    await house.change(house.leader, one.habilitation, { team: below })
    // The only root leader leaves.
    const { id } = await start(house.leader, { successors: [{ email: one.email }] })
    const ended = await accept(one, id)
    assert.deepEqual([ended.status, ended.roles], ['completed', 'given'])
    const held = await house.habilitation('suite', 'current', one)
    assert.deepEqual([held.team.id, held.roles], [house.root, ['team_leader', 'creator']])
    assert.equal((await one.get('api/session')).body.environment.team_leader, true)
    assert.equal(await value(site, `SELECT status FROM habilitation h JOIN users u ON u.id = h.user_id WHERE u.email = '${house.leader.email}'`), 'archived')
  })

  test('of the last leader never leave the entity without one: he stays until there is', async () => {
    const { house } = await team(0)
    const leader = house.leader
    const { id } = await start(leader, { successors: [{ email: 'lena.koch@nordbank.example' }] })
    const lena = await site.as('lena')
    await accept(lena, id)
    await sweep()
    assert.equal((await show(leader, id)).status, 'open')
    assert.equal((await house.habilitation('racine')).status, 'active')
    await house.change(leader, (await house.habilitation('suite')).id, { roles: ['team_leader'] })
    await sweep()
    assert.equal((await show(lena, id)).status, 'completed')
    assert.equal(await value(site, `SELECT status FROM habilitation h JOIN users u ON u.id = h.user_id WHERE u.email = '${leader.email}'`), 'archived')
  })

  test('that he could not give himself are asked of the leaders', async () => {
    const { house, leaver, one } = await team(1)
    const { id } = await start(leaver, { successors: [{ email: one.email }] })
    const ended = await accept(one, id)
    assert.deepEqual([ended.status, ended.roles], ['completed', 'asked'])
    assert.deepEqual((await house.habilitation('suite')).roles, [])
    const mail = await site.mail(house.leader.email, (mail) => mail.text.includes('Noé suite has taken over from Noé partant'))
    assert.match(mail.subject, /^Roles to give/)
  })
})

describe('days', () => {
  test('from a day on, with an overlap: first both have access, then the successor alone', async () => {
    const { house, leaver, one, operations } = await team(2)
    const { id } = await start(leaver, { successors: [{ email: one.email }], from: instant(3), until: instant(10) })
    await accept(one, id)
    await sweep()
    assert.deepEqual(await lines(one.id, house.id), [])
    await pass(id, 4)
    await sweep()
    assert.equal((await lines(one.id, house.id)).length, 2)
    assert.equal((await lines(leaver.id, house.id)).length, 2)
    assert.deepEqual((await show(leaver, id)).parts[0].operations.map((operation) => operation.state), ['given', 'given'])
    // What he gets meanwhile goes along.
    const late = await house.published(`${house.domain}-tard`, {}, leaver)
    await pass(id, 7)
    await sweep()
    await sweep()
    assert.equal((await show(one, id)).status, 'completed')
    assert.deepEqual(await lines(leaver.id, house.id), [])
    assert.ok((await lines(one.id, house.id)).some((line) => line.operation === late))
    assert.equal(operations.length, 2)
    await nobodyMissing()
  })

  test('who accepts after the last day takes over at once', async () => {
    const { house, leaver, one } = await team(1)
    const { id } = await start(leaver, { successors: [{ email: one.email }], from: instant(1), until: instant(2) })
    await pass(id, 3)
    await sweep()
    assert.equal((await lines(leaver.id, house.id)).length, 1)
    assert.equal((await accept(one, id)).status, 'completed')
    assert.deepEqual(await lines(leaver.id, house.id), [])
  })

  test('silence: a reminder after a week, the end of the part after two, and it can be mended', async () => {
    const { house, leaver, one, two } = await team(2)
    const { id, parts } = await start(leaver, { successors: [{ email: one.email }] })
    await pass(id, 7.1)
    await sweep()
    assert.equal((await kinds(site, one.email)).filter((kind) => kind === 'handover').length, 2)
    assert.notEqual((await show(leaver, id)).parts[0].reminded_at, null)
    await pass(id, 7.1)
    await sweep()
    const seen = await show(leaver, id)
    assert.deepEqual([seen.status, seen.parts[0].status, seen.parts[0].may], ['open', 'expired', ['change']])
    assert.ok((await kinds(site, leaver.email)).includes('handover_answered'))
    refused(await act(one, id, 'accept'), 409, 'conflict')
    assert.equal((await lines(leaver.id, house.id)).length, 2)
    const mended = await act(leaver, id, 'change', { part: parts[0].id, email: two.email })
    assert.equal(mended.status, 200, mended.text)
    assert.deepEqual(mended.body.parts.map((part) => [part.successor.email, part.status, part.operations.length]), [[two.email, 'waiting', 2]])
    refused(await one.get(`api/handovers/${id}`), 404, 'not_found')
    assert.equal((await accept(two, id)).status, 'completed')
  })

  test('what nobody mends expires; what had changed hands stays there, the rest with who leaves', async () => {
    const { house, leaver, one, two, operations } = await team(2)
    const { id } = await start(leaver, { successors: [{ email: one.email, operations: [operations[0]] }, { email: two.email }] })
    await accept(one, id)
    assert.equal((await act(two, id, 'refuse', { reason: 'Déjà trop de dossiers.' })).status, 200)
    const seen = await show(leaver, id)
    assert.deepEqual(seen.parts.map((part) => [part.status, part.reason]), [['accepted', null], ['refused', 'Déjà trop de dossiers.']])
    await site.mail(leaver.email, (mail) => mail.text.includes('Déjà trop de dossiers.'))
    await pass(id, 15)
    await sweep()
    assert.equal((await show(leaver, id)).status, 'expired')
    assert.deepEqual((await lines(leaver.id, house.id)).map((line) => line.operation), [operations[1]])
    assert.equal((await house.habilitation('partant')).status, 'active')
    await site.mail(leaver.email, (mail) => mail.subject.startsWith('Handover expired') && mail.text.includes('→ Noé suite'))
    await start(leaver, { successors: [{ email: two.email }] })
  })
})

describe('mending and cancelling', () => {
  test('a refused part goes to one who is a successor already, or to nobody', async () => {
    const { house, leaver, one, two, operations } = await team(4)
    const { id, parts } = await start(leaver, { successors: [{ email: one.email, operations: operations.slice(0, 2) }, { email: two.email, operations: operations.slice(2) }] })
    assert.equal((await act(two, id, 'refuse', {})).status, 200)
    for (const body of [{ part: 'none' }, {}, { part: parts[1].id, email: leaver.email }, { part: parts[1].id, email: 'no' }])
      refused(await act(leaver, id, 'change', body), 422, 'invalid_fields')
    assert.equal((await act(leaver, id, 'change', { part: parts[1].id, email: one.email })).status, 200)
    const ended = await accept(one, id)
    assert.equal(ended.status, 'completed')
    assert.equal((await lines(one.id, house.id)).length, 4)
    assert.deepEqual(await lines(leaver.id, house.id), [])
    assert.equal((await house.habilitation('partant')).status, 'active')
  })

  test('the last part dropped ends it', async () => {
    const { house, leaver, one } = await team(1)
    const { id, parts } = await start(leaver, { successors: [{ email: one.email }] })
    const seen = await act(leaver, id, 'change', { part: parts[0].id })
    assert.deepEqual([seen.status, seen.body.status], [200, 'cancelled'])
    assert.equal((await lines(leaver.id, house.id)).length, 1)
  })

  test('cancelling gives back what was opened ahead, and tells who was asked', async () => {
    const { house, leaver, one, two } = await team(2)
    const { id } = await start(leaver, { successors: [{ email: one.email }, { email: two.email }], until: instant(20) })
    await accept(one, id)
    assert.equal((await lines(one.id, house.id)).length, 2)
    assert.equal((await act(leaver, id, 'cancel')).body.status, 'cancelled')
    assert.deepEqual(await lines(one.id, house.id), [])
    assert.equal((await lines(leaver.id, house.id)).length, 2)
    for (const person of [one, two]) assert.ok((await kinds(site, person.email)).includes('handover_withdrawn'))
    refused(await act(leaver, id, 'cancel'), 409, 'conflict')
    refused(await act(two, id, 'accept'), 409, 'conflict')
  })

  test('an operation that two are to take over waits for both', async () => {
    const { house, leaver, one, two, operations } = await team(1)
    const { id } = await start(leaver, { successors: [one, two].map(({ email }) => ({ email, operations })) })
    assert.deepEqual((await accept(one, id)).parts[0].operations.map((operation) => operation.state), ['given'])
    assert.equal((await lines(leaver.id, house.id)).length, 1)
    assert.equal((await accept(two, id)).status, 'completed')
    assert.deepEqual(await lines(leaver.id, house.id), [])
  })

  test('a successor who loses his access again can be replaced before who leaves has lost his', async () => {
    const { house, leaver, one, two } = await team(2)
    const { id, parts } = await start(leaver, { successors: [{ email: one.email }], until: instant(5) })
    await accept(one, id)
    refused(await act(leaver, id, 'change', { part: parts[0].id, email: two.email }), 409, 'conflict')
    assert.equal((await house.act(house.leader, one.habilitation, 'archive', {})).status, 200)
    await pass(id, 6)
    await sweep()
    assert.equal((await show(leaver, id)).status, 'open')
    assert.equal((await lines(leaver.id, house.id)).length, 2)
    assert.equal((await act(leaver, id, 'change', { part: parts[0].id, email: two.email })).status, 200)
    assert.equal((await accept(two, id)).status, 'completed')
    await nobodyMissing()
  })
})

describe('in the same instant', () => {
  test('accepting and cancelling: one of the two, and nobody is missing', async () => {
    const { house, leaver, one } = await team(3)
    for (let i = 0; i < 6; i++) {
      const left = await lines(leaver.id, house.id)
      if (!left.length) break
      const { id } = await start(leaver, { successors: [{ email: one.email, operations: [left[0].operation] }] })
      const [yes, no] = await Promise.all([act(one, id, 'accept'), act(leaver, id, 'cancel')])
      assert.deepEqual([yes.status, no.status].sort(), [200, 409])
      assert.equal((await lines(leaver.id, house.id)).length, yes.status === 200 ? left.length - 1 : left.length)
    }
    await nobodyMissing()
  })

  test('accepting twice: once', async () => {
    const { leaver, one, operations } = await team(2)
    const { id } = await start(leaver, { successors: [{ email: one.email }] })
    const both = await Promise.all([act(one, id, 'accept'), act(one, id, 'accept')])
    assert.deepEqual(both.map((answer) => answer.status).sort(), [200, 409])
    assert.equal(await value(site, `SELECT count(*) FROM register WHERE action = 'handover_done' AND operation_id = '${operations[0]}'`), 1)
    const again = await team(1)
    const keyed = await start(again.leaver, { successors: [{ email: again.one.email }] })
    const headers = { 'Idempotency-Key': 'once' }
    const same = await Promise.all([1, 2].map(() => again.one.post(`api/handovers/${keyed.id}/accept`, undefined, { headers })))
    assert.deepEqual(same.map((answer) => answer.status), [200, 200])
  })

  test('revoking what is being handed over: it is not given on', async () => {
    const { house, leaver, one, operations } = await team(2)
    await leaver.add(operations[0], house.leader.email)
    const { id } = await start(leaver, { successors: [{ email: one.email }] })
    const line = await house.leader.contact(operations[0], leaver.email)
    const [revoked, accepted] = await Promise.all([
      house.leader.post(`api/operations/${operations[0]}/contacts/${line.id}/revoke`, {}), act(one, id, 'accept')])
    assert.equal(accepted.status, 200, accepted.text)
    assert.ok([200, 409].includes(revoked.status), revoked.text)
    const mine = (await lines(one.id, house.id)).map((line) => line.operation)
    assert.equal(mine.includes(operations[0]), revoked.status === 409)
    assert.ok(mine.includes(operations[1]))
    assert.deepEqual(await lines(leaver.id, house.id), [])
    await nobodyMissing()
  })

  test('two who hand over to each other: not both everything', async () => {
    const { house, leaver, one } = await team(1)
    const both = await Promise.all([
      leaver.post('api/handovers', { successors: [{ email: one.email }] }),
      one.post('api/handovers', { successors: [{ email: leaver.email }] })])
    assert.deepEqual(both.map((answer) => answer.status).sort(), [201, 422])
    assert.equal((await lines(leaver.id, house.id)).length, 1)
  })
})

describe('somebody who is gone', () => {
  test('his leader hands his lines over from the archive', async () => {
    const { house, leaver, one, two, operations } = await team(3)
    for (const operation of operations) await leaver.add(operation, house.leader.email)
    assert.equal((await house.act(house.leader, leaver.habilitation, 'archive', {})).status, 200)
    refused(await leaver.post('api/handovers', { successors: [{ email: one.email }] }), 403, 'forbidden')
    const body = { habilitation: leaver.habilitation, successors: [{ email: one.email, operations: [operations[0]] }, { email: two.email }] }
    const plan = await house.leader.post('api/handovers/preview', body)
    assert.deepEqual(plan.body.successors.map((heir) => heir.operations.length), [1, 2])
    const { id } = await start(house.leader, body)
    await accept(one, id)
    assert.equal((await accept(two, id)).status, 'completed')
    assert.deepEqual([(await lines(one.id, house.id)).length, (await lines(two.id, house.id)).length], [1, 2])
    assert.deepEqual(await lines(leaver.id, house.id), [])
    assert.ok((await kinds(site, house.leader.email)).includes('handover_ended'))
  })

  test('what he had begun himself rests once he is archived, until a leader takes it on', async () => {
    const { house, leaver, one, operations } = await team(2)
    for (const operation of operations) await leaver.add(operation, house.leader.email)
    const { id, parts } = await start(leaver, { successors: [{ email: one.email }] })
    refused(await act(house.leader, id, 'continue'), 409, 'conflict')
    assert.equal((await house.act(house.leader, leaver.habilitation, 'archive', {})).status, 200)
    const seen = await accept(one, id)
    assert.deepEqual([seen.status, seen.rests], ['open', true])
    assert.deepEqual(await lines(one.id, house.id), [])
    for (const what of ['cancel', 'continue']) refused(await act(leaver, id, what), 403, 'forbidden')
    refused(await act(leaver, id, 'change', { part: parts[0].id }), 403, 'forbidden')
    await sweep()
    assert.deepEqual(await lines(one.id, house.id), [])
    const on = await act(house.leader, id, 'continue')
    assert.deepEqual([on.status, on.body.status, on.body.started_by.email], [200, 'completed', house.leader.email])
    assert.equal((await lines(one.id, house.id)).length, 2)
  })

  test('a leader who leads him no longer cannot go on', async () => {
    const { house, leaver, one } = await team(1)
    const side = await house.team('À côté')
    const boss = await house.hire('chef', side, ['team_leader'])
    await house.change(house.leader, leaver.habilitation, { team: side })
    const { id } = await start(boss, { habilitation: leaver.habilitation, successors: [{ email: one.email }] })
    await house.change(house.leader, leaver.habilitation, { team: house.root })
    const seen = await accept(one, id)
    assert.deepEqual([seen.status, seen.rests], ['open', true])
    refused(await act(boss, id, 'cancel'), 403, 'forbidden')
    assert.equal((await act(house.leader, id, 'continue')).body.status, 'completed')
  })
})

describe('other things that happen meanwhile', () => {
  test('an operation is closed: who leaves goes, and nobody new comes in', async () => {
    const { house, leaver, one, operations } = await team(2)
    await leaver.add(operations[0], house.leader.email)
    for (const operation of operations) assert.equal((await leaver.post(`api/operations/${operation}/close`)).status, 200)
    const { id } = await start(leaver, { successors: [{ email: one.email }] })
    assert.equal((await accept(one, id)).status, 'completed')
    assert.deepEqual(await lines(one.id, house.id), [])
    assert.deepEqual(await lines(leaver.id, house.id), [])
  })

  test('a successor gets the end that the access had', async () => {
    const { house, leaver, one, operations } = await team(1)
    await leaver.add(operations[0], house.leader.email)
    const end = Date.now() + 30 * DAY
    await sql(site, `UPDATE contact SET until_ms = ${end} WHERE user_id = '${leaver.id}'`)
    const { id } = await start(leaver, { successors: [{ email: one.email }] })
    await accept(one, id)
    assert.equal(await value(site, `SELECT until_ms FROM contact WHERE user_id = '${one.id}' AND entity_id = '${house.id}'`), end)
  })

  test('what he wanted to hear of an operation, his successor hears', async () => {
    const { leaver, one, operations } = await team(2)
    await sql(site, `INSERT INTO notification_setting VALUES ('${leaver.id}', '${operations[0]}', 1, 0), ('${leaver.id}', '${operations[1]}', 0, 1),
      ('${one.id}', '${operations[1]}', 1, 0)`)
    const { id } = await start(leaver, { successors: [{ email: one.email }] })
    await accept(one, id)
    const settings = await sql(site, `SELECT operation_id AS operation, own, borrowers FROM notification_setting WHERE user_id = '${one.id}'`)
    for (const operation of operations) assert.deepEqual(settings.find((row) => row.operation === operation), { operation, own: 1, borrowers: 0 })
  })

  test('a change of address changes nothing: people are persons, not addresses', async () => {
    const { house, leaver, one } = await team(1)
    const { id } = await start(leaver, { successors: [{ email: one.email }] })
    for (const person of [leaver, one])
      await sql(site, `UPDATE users SET email = 'neuf.${person.email}', email_key = 'neuf.${person.email}' WHERE id = '${person.id}';
        UPDATE contact SET email = 'neuf.${person.email}' WHERE user_id = '${person.id}' AND carried = 1`)
    assert.deepEqual((await show(leaver, id)).parts.map((part) => part.successor.email), [`neuf.${one.email}`])
    assert.equal((await accept(one, id)).status, 'completed')
    assert.equal((await lines(one.id, house.id)).length, 1)
    await site.mail(`neuf.${leaver.email}`, (mail) => mail.subject.startsWith('Handover completed'))
  })

  test('lists page and are stable, newest first', async () => {
    const { leaver, one, operations } = await team(1)
    for (let i = 0; i < 3; i++) {
      const { id } = await start(leaver, { successors: [{ email: one.email, operations }] })
      await act(leaver, id, 'cancel')
    }
    const page = await leaver.get('api/handovers?state=closed&limit=2')
    assert.equal(page.body.items.length, 2)
    const rest = await leaver.get(`api/handovers?state=closed&limit=2&after=${encodeURIComponent(page.body.next)}`)
    assert.equal(rest.body.items.length, 1)
    assert.equal(rest.body.next, null)
    refused(await leaver.get('api/handovers?state=late'), 422, 'invalid_fields')
  })
})
