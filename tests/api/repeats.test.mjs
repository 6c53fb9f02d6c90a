// Every write that may be repeated under its Idempotency-Key: to who still has the right it answers what it answered, to
// who has lost it what it answers without a key. A writing route without a row here fails.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { sql } from './account.mjs'
import { PEOPLE, PROGRAM, run, Site } from './site.mjs'

let site, agnes, operation, entity, root, me, elsewhere, offer
let count = 0

const address = () => `repeat${++count}@aurore.example`
const made = async (answer) => {
  const { status, text, body } = await answer
  assert.ok(status < 300, text)
  return body
}
const key = (value) => ({ headers: { 'Idempotency-Key': value } })

const line = async () => (await agnes.add(operation, `repeat${++count}@littoral.example`, { entity: elsewhere })).contact.id
const person = async () => (await made(agnes.post(`api/entities/${entity}/habilitations`, { emails: [address()], team: root }))).items[0].habilitation.id
const team = async () => (await made(agnes.post(`api/entities/${entity}/teams`, { name: `Équipe ${++count}`, parent: root }))).id
const draft = async () => (await made(agnes.post('api/operations', compose()))).id
const compose = () => ({ reference: `REPEAT-${++count}`, name: 'Essai', participations: [{ entity, side: 'manager' }, { entity: elsewhere, side: 'borrower' }] })
const opened = async () => {
  const id = await draft()
  await made(agnes.post(`api/operations/${id}/contacts`, { emails: [`repeat${++count}@littoral.example`], entity: elsewhere }))
  await made(agnes.post(`api/operations/${id}/publish`))
  return id
}
const asked = async () => {
  const id = `request-${++count}`
  await sql(site, `INSERT INTO users (id, email, email_key, language, created_ms) VALUES ('who-${id}', '${id}@aurore.example', '${id}@aurore.example', 'fr', 1);
    INSERT INTO request (id, kind, entity_id, user_id, asked_by, status, created_ms) VALUES ('${id}', 'habilitation', '${entity}', 'who-${id}', 'who-${id}', 'open', ${Date.now()})`)
  return id
}
const successors = () => [{ email: address() }]
const leaving = async () => (await made(agnes.post('api/handovers', { successors: successors(), habilitation: await person() }))).id
/** Léo leaves, and Agnès is to take over; once she has, he is gone. */
const offered = async () => {
  const leo = await site.as('leo')
  if (offer) await made(leo.post(`api/handovers/${offer}/cancel`))
  return offer = (await made(leo.post('api/handovers', { successors: [{ email: PEOPLE.agnes }] }))).id
}
const at = (...path) => path.join('/')

// Who may still do it is judged by a right; what is personal stays with the session.
const ROWS = {
  'POST /api/operations': async () => ['api/operations', compose()],
  'PATCH /api/operations/{operation}': async () => [at('api/operations', await draft()), { name: `Autre nom ${++count}` }],
  'POST /api/operations/{operation}/publish': async () => {
    const id = await draft()
    await made(agnes.post(`api/operations/${id}/contacts`, { emails: [`repeat${++count}@littoral.example`], entity: elsewhere }))
    return [at('api/operations', id, 'publish'), {}]
  },
  'POST /api/operations/{operation}/close': async () => [at('api/operations', await opened(), 'close'), {}],
  'POST /api/operations/{operation}/contacts': async () => [at('api/operations', operation, 'contacts'), { emails: [`repeat${++count}@littoral.example`], entity: elsewhere }],
  'POST /api/operations/{operation}/contacts/{contact}/revoke': async () => [at('api/operations', operation, 'contacts', await line(), 'revoke'), {}],
  'POST /api/operations/{operation}/contacts/{contact}/restore': async () => {
    const id = await line()
    await made(agnes.post(`api/operations/${operation}/contacts/${id}/revoke`))
    return [at('api/operations', operation, 'contacts', id, 'restore'), {}]
  },
  'POST /api/operations/{operation}/contacts/{contact}/extend': async () => [at('api/operations', operation, 'contacts', await line(), 'extend'), { until: '2030-01-31T00:00:00.000Z' }],
  'POST /api/operations/{operation}/contacts/{contact}/resend': async () => [at('api/operations', operation, 'contacts', await line(), 'resend'), {}],
  'POST /api/operations/{operation}/leave': async () => [at('api/operations', operation, 'leave'), {}],
  'PATCH /api/entities/{entity}': async () => [at('api/entities', entity), { guests_need_habilitation: true }],
  'POST /api/entities/{entity}/teams': async () => [at('api/entities', entity, 'teams'), { name: `Équipe ${++count}`, parent: root }],
  'PATCH /api/entities/{entity}/teams/{team}': async () => [at('api/entities', entity, 'teams', await team()), { name: `Équipe ${++count}` }],
  'DELETE /api/entities/{entity}/teams/{team}': async () => [at('api/entities', entity, 'teams', await team())],
  'POST /api/entities/{entity}/habilitations': async () => [at('api/entities', entity, 'habilitations'), { emails: [address()], team: root }],
  'PATCH /api/entities/{entity}/habilitations/{habilitation}': async () => [at('api/entities', entity, 'habilitations', await person()), { roles: ['creator'] }],
  'POST /api/entities/{entity}/habilitations/{habilitation}/archive': async () => [at('api/entities', entity, 'habilitations', await person(), 'archive'), {}],
  'POST /api/entities/{entity}/habilitations/{habilitation}/restore': async () => {
    const id = await person()
    await made(agnes.post(`api/entities/${entity}/habilitations/${id}/archive`))
    return [at('api/entities', entity, 'habilitations', id, 'restore'), {}]
  },
  'POST /api/entities/{entity}/habilitations/{habilitation}/extend': async () => [at('api/entities', entity, 'habilitations', await person(), 'extend'), { until: '2030-01-31T00:00:00.000Z' }],
  'POST /api/requests/{request}/approve': async () => [at('api/requests', await asked(), 'approve'), { team: root }],
  'POST /api/requests/{request}/refuse': async () => [at('api/requests', await asked(), 'refuse'), {}],
  'POST /api/handovers': async () => ['api/handovers', { successors: successors(), habilitation: await person() }],
  'POST /api/handovers/preview': async () => ['api/handovers/preview', { successors: successors(), habilitation: await person() }],
  'POST /api/handovers/{handover}/change': async () => [at('api/handovers', await leaving(), 'change'), { part: 'none' }],
  'POST /api/handovers/{handover}/continue': async () => [at('api/handovers', await leaving(), 'continue'), {}],
  'POST /api/handovers/{handover}/cancel': async () => [at('api/handovers', await leaving(), 'cancel'), {}],
}
const PERSONAL = {
  'PUT /api/operations/{operation}/notifications': async () => [at('api/operations', operation, 'notifications'), { own: true }],
  'DELETE /api/sessions': async () => ['api/sessions'],
  'DELETE /api/sessions/{session}': async () => {
    await sql(site, `INSERT INTO session (id, user_id, browser, created_ms, last_used_ms, expires_ms) VALUES ('repeat-${++count}', '${me}', '', 1, ${Date.now()}, ${Date.now() + 3600000})`)
    return [`api/sessions/repeat-${count}`]
  },
  'PATCH /api/account': async () => ['api/account', { job_title: `Directrice ${++count}` }],
  'POST /api/account/address/preview': async () => ['api/account/address/preview', { email: address() }],
  'POST /api/account/address/confirm': async () => ['api/account/address/confirm', { code: '000000' }],
  'DELETE /api/account/address': async () => ['api/account/address'],
  'PUT /api/account/notifications': async () => ['api/account/notifications', { mode: 'daily' }],
  'POST /api/requests': async () => ['api/requests', { operation: `NOWHERE-${++count}` }],
  'POST /api/requests/{request}/cancel': async () => [at('api/requests', await asked(), 'cancel'), {}],
  'POST /api/handovers/{handover}/refuse': async () => [at('api/handovers', await offered(), 'refuse'), {}],
  'POST /api/handovers/{handover}/accept': async () => [at('api/handovers', await offered(), 'accept'), {}],
}

// Straight in the database, so that each can be taken back: what a colleague, or the person in another tab, may do meanwhile.
const LOSSES = {
  'her session ended': [`UPDATE session SET ended_ms = 1 WHERE user_id = :me AND ended_ms IS NULL`, `UPDATE session SET ended_ms = NULL WHERE user_id = :me AND ended_ms = 1`],
  'her habilitation is archived and her lines revoked': [
    `UPDATE habilitation SET status = 'archived' WHERE user_id = :me; UPDATE contact SET current = 0, status = 'revoked', revoked_ms = 1 WHERE user_id = :me AND current = 1`,
    `UPDATE habilitation SET status = 'active' WHERE user_id = :me; UPDATE contact SET current = 1, status = 'active', revoked_ms = NULL WHERE user_id = :me AND revoked_ms = 1`],
  'she acts for another entity': [`UPDATE session SET entity_id = :elsewhere WHERE user_id = :me`, `UPDATE session SET entity_id = :entity WHERE user_id = :me`],
  'she acts for none': [`UPDATE session SET entity_id = NULL WHERE user_id = :me`, `UPDATE session SET entity_id = :entity WHERE user_id = :me`],
}
const change = (text) => sql(site, text.replaceAll(':me', `'${me}'`).replaceAll(':entity', `'${entity}'`).replaceAll(':elsewhere', `'${elsewhere}'`))

before(async () => {
  site = await Site.start()
  agnes = await site.as('agnes')
  const session = (await agnes.get('api/session')).body
  me = session.user.id
  entity = session.environment.entity
  operation = (await agnes.operation('OP-2026-0042')).id
  elsewhere = (await (await site.as('paul')).get('api/session')).body.environment.entity
  root = (await agnes.get(`api/entities/${entity}/teams`)).body.items.find((one) => !one.parent).id
})
after(async () => assert.equal(await site.stop(), 0))

test('every writing route has a row', async () => {
  const { stdout } = await run(PROGRAM, ['routes', '--costs'])
  const routes = stdout.trim().split('\n').map((row) => row.split(/\s+/)).filter(([method, , right]) => method !== 'GET' && right !== 'public')
    .filter((row) => !row.includes('hashes') && !row.includes('reads')).map(([method, path]) => `${method} ${path}`)
  const apart = ['DELETE /api/session', 'PUT /api/session/environment', 'POST /api/account/totp/confirm'] // ended by it; about the session; secret
  assert.deepEqual([...new Set([...Object.keys(ROWS), ...Object.keys(PERSONAL), ...apart])].sort(), routes.sort())
})

const same = (one, other, what) => assert.deepEqual([one.status, one.body?.code], [other.status, other.body?.code], `${what}: ${one.text} and ${other.text}`)

for (const [table, mayBeLost] of [[ROWS, true], [PERSONAL, false]])
  describe(mayBeLost ? 'what needs a right' : 'what is personal', () => {
    for (const [route, make] of Object.entries(table))
      test(route, async () => {
        const [method] = route.split(' ')
        const [path, body] = await make()
        const name = `repeat-${++count}`
        const first = await agnes.request(method, path, body, key(name))
        const again = async (what) => {
          const second = await agnes.request(method, path, body, key(name))
          assert.deepEqual([second.status, second.text], [first.status, first.text], what)
        }
        await again('she still may')
        for (const [loss, [take, back]] of Object.entries(LOSSES)) {
          if (!mayBeLost && loss !== 'her session ended') continue
          await change(take)
          try {
            const kept = await agnes.request(method, path, body, key(name))
            const fresh = await agnes.request(method, path, body)
            assert.ok([401, 403, 404, 409, 422].includes(fresh.status), `${loss}: ${fresh.text}`)
            same(kept, fresh, loss)
          } finally {
            await change(back)
          }
          await again(`after ${loss}`)
        }
      })
  })
