// Every route as every kind of caller: the expected answers are a table, and a route without a row fails.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { value } from './account.mjs'
import { askFor } from './house.mjs'
import { PROGRAM, refused, run, Site } from './site.mjs'

// The callers, and how they stand to the operation and to the line asked for (a lender's invited colleague):
//   guest      nobody is signed in                      none       signed in, no environment chosen
//   stranger   another operation's borrower             former     revoked on this one
//   borrower   active here, another side                colleague  active here, the line's own entity
//   manager    manages the operation                    leader     leads people of another entity here
const CALLERS = ['guest', 'none', 'stranger', 'former', 'borrower', 'colleague', 'manager', 'leader']

const TABLE = `
GET    /api/health                                             200 200 200 200 200 200 200 200
GET    /api/openapi.json                                       200 200 200 200 200 200 200 200
POST   /api/session                                            422 422 422 422 422 422 422 422
POST   /api/session/code                                       422 422 422 422 422 422 422 422
POST   /api/session/code/lost                                  422 422 422 422 422 422 422 422
GET    /api/session                                            401 200 200 200 200 200 200 200
DELETE /api/session                                            401 204 204 204 204 204 204 204
PUT    /api/session/environment                                401 422 422 422 422 422 422 422
GET    /api/sessions                                           401 200 200 200 200 200 200 200
DELETE /api/sessions                                           401 204 204 204 204 204 204 204
DELETE /api/sessions/{session}                                 401 404 404 404 404 404 404 404
POST   /api/invitations/show                                   422 422 422 422 422 422 422 422
POST   /api/invitations/refuse                                 422 422 422 422 422 422 422 422
POST   /api/account                                            422 422 422 422 422 422 422 422
GET    /api/account                                            401 200 200 200 200 200 200 200
PATCH  /api/account                                            401 200 200 200 200 200 200 200
PUT    /api/account/password                                   401 422 422 422 422 422 422 422
POST   /api/password/forgotten                                 422 422 422 422 422 422 422 422
POST   /api/password                                           422 422 422 422 422 422 422 422
GET    /api/account/address                                    401 200 200 200 200 200 200 200
POST   /api/account/address/preview                            401 422 422 422 422 422 422 422
POST   /api/account/address                                    401 422 422 422 422 422 422 422
POST   /api/account/address/confirm                            401 422 422 422 422 422 422 422
DELETE /api/account/address                                    401 404 404 404 404 404 404 404
POST   /api/address/show                                       422 422 422 422 422 422 422 422
POST   /api/address/cancel                                     422 422 422 422 422 422 422 422
POST   /api/address/confirm                                    422 422 422 422 422 422 422 422
POST   /api/account/totp                                       401 422 422 422 422 422 422 422
POST   /api/account/totp/confirm                               401 422 422 422 422 422 422 422
POST   /api/account/totp/remove                                401 422 422 422 422 422 422 422
POST   /api/account/recovery_codes                             401 422 422 422 422 422 422 422
GET    /api/account/notifications                              401 200 200 200 200 200 200 200
PUT    /api/account/notifications                              401 422 422 422 422 422 422 422
PUT    /api/operations/{operation}/notifications               401 404 404 404 200 200 200 404
GET    /api/operations                                         401 409 200 200 200 200 200 200
GET    /api/operations/{operation}                             401 409 404 404 200 200 200 200
GET    /api/operations/{operation}/register                    401 409 404 404 200 200 200 200
GET    /api/operations/{operation}/register/{row}/proof        401 409 404 404 404 200 200 404
GET    /api/operations/{operation}/access                      401 409 404 404 200 200 200 200
GET    /api/operations/{operation}/contacts                    401 409 404 404 200 200 200 200
GET    /api/operations/{operation}/contacts.csv                401 409 404 404 200 200 200 200
POST   /api/operations/{operation}/contacts                    401 409 404 404 200 200 200 403
POST   /api/operations/{operation}/contacts/check              401 409 404 404 200 200 200 403
POST   /api/operations/{operation}/contacts/impact             401 409 404 404 200 200 200 200
GET    /api/operations/{operation}/contacts/{contact}/why      401 409 404 404 404 200 200 404
POST   /api/operations/{operation}/contacts/{contact}/revoke   401 409 404 404 404 200 200 404
POST   /api/operations/{operation}/contacts/{contact}/restore  401 409 404 404 404 409 409 404
POST   /api/operations/{operation}/contacts/{contact}/extend   401 409 404 404 404 200 200 404
POST   /api/operations/{operation}/contacts/{contact}/resend   401 409 404 404 404 202 202 404
POST   /api/operations/{operation}/leave                       401 409 404 404 202 202 202 403
POST   /api/operations                                         401 409 403 403 403 403 201 201
PATCH  /api/operations/{operation}                             401 409 404 404 403 403 200 403
POST   /api/operations/{operation}/publish                     401 409 404 404 403 403 409 403
GET    /api/entities                                           401 409 403 403 403 403 200 200
GET    /api/entities/{entity}                                  401 409 404 404 404 404 200 404
PATCH  /api/entities/{entity}                                  401 409 404 404 404 404 200 404
GET    /api/entities/{entity}/register                         401 409 404 404 404 404 200 404
GET    /api/entities/{entity}/register/{row}/proof             401 409 404 404 404 404 200 404
GET    /api/register/checkpoint                                200 200 200 200 200 200 200 200
GET    /api/register/growth                                    422 422 422 422 422 422 422 422
GET    /api/register/keys                                      200 200 200 200 200 200 200 200
GET    /api/entities/{entity}/teams                            401 409 404 404 404 404 200 404
POST   /api/entities/{entity}/teams                            401 409 404 404 404 404 201 404
PATCH  /api/entities/{entity}/teams/{team}                     401 409 404 404 404 404 200 404
DELETE /api/entities/{entity}/teams/{team}                     401 409 404 404 404 404 204 404
GET    /api/entities/{entity}/habilitations                    401 409 404 404 404 404 200 404
POST   /api/entities/{entity}/habilitations                    401 409 404 404 404 404 200 404
POST   /api/entities/{entity}/habilitations/check              401 409 404 404 404 404 200 404
PATCH  /api/entities/{entity}/habilitations/{habilitation}     401 409 404 404 404 404 200 404
GET    /api/entities/{entity}/habilitations/{habilitation}/contacts 401 409 404 404 404 404 200 404
GET    /api/entities/{entity}/habilitations/{habilitation}/why      401 409 404 404 404 404 200 404
POST   /api/entities/{entity}/habilitations/{habilitation}/archive  401 409 404 404 404 404 200 404
POST   /api/entities/{entity}/habilitations/{habilitation}/restore  401 409 404 404 404 404 409 404
POST   /api/entities/{entity}/habilitations/{habilitation}/extend   401 409 404 404 404 404 200 404
GET    /api/requests                                           401 200 200 200 200 200 200 200
GET    /api/requests/deciders                                  401 422 422 422 422 422 422 422
POST   /api/requests                                           202 202 202 202 202 202 202 202
POST   /api/asking/show                                        422 422 422 422 422 422 422 422
POST   /api/asking/confirm                                     422 422 422 422 422 422 422 422
POST   /api/asking/refuse                                      422 422 422 422 422 422 422 422
POST   /api/requests/{request}/approve                         401 409 404 404 404 404 200 404
POST   /api/requests/{request}/refuse                          401 409 404 404 404 404 200 404
POST   /api/requests/{request}/cancel                          401 404 404 404 404 404 403 404
GET    /api/people/{user}                                      401 409 404 404 404 200 200 404
GET    /api/waiting                                            401 200 200 200 200 200 200 200
GET    /api/handovers                                          401 200 200 200 200 200 200 200
POST   /api/handovers/preview                                  401 409 403 403 403 403 200 404
POST   /api/handovers                                          401 409 403 403 403 403 201 404
GET    /api/handovers/{handover}                               401 404 404 404 404 404 200 404
POST   /api/handovers/{handover}/accept                        401 404 404 404 404 404 403 404
POST   /api/handovers/{handover}/refuse                        401 404 404 404 404 404 403 404
POST   /api/handovers/{handover}/change                        401 404 404 404 404 404 422 404
POST   /api/handovers/{handover}/continue                      401 409 404 404 404 404 409 404
POST   /api/handovers/{handover}/cancel                        401 404 404 404 404 404 200 404
POST   /api/operations/{operation}/close                       401 409 404 404 403 403 200 403
`

// What the routes need to get as far as the rights: bodies, and things that stand in the path, new for each caller.
const BODIES = {
  'POST /api/operations/{operation}/contacts/{contact}/extend': () => ({ until: null }),
  'POST /api/entities/{entity}/habilitations/{habilitation}/extend': () => ({ until: null }),
  'POST /api/operations/{operation}/contacts': () => ({ emails: ['somebody@everywhere.example'] }),
  'POST /api/operations/{operation}/contacts/check': () => ({ emails: ['somebody@everywhere.example'] }),
  'POST /api/entities/{entity}/habilitations/check': () => ({ emails: ['somebody@everywhere.example'], team: root }),
  'POST /api/operations': () => ({ reference: `ROUTE-${++line}`, name: 'Essai', participations: managers.map((entity) => ({ entity, side: 'manager' })) }),
  'PATCH /api/operations/{operation}': () => ({ name: 'Verrerie de l’Ouest' }),
  'PATCH /api/entities/{entity}': () => ({ guests_need_habilitation: true }),
  'POST /api/entities/{entity}/teams': () => ({ name: `Équipe ${++line}`, parent: root }),
  'PATCH /api/entities/{entity}/teams/{team}': () => ({ name: `Équipe ${++line}` }),
  'POST /api/entities/{entity}/habilitations': () => ({ emails: [`line${++line}@aurore.example`], team: root }),
  'PATCH /api/entities/{entity}/habilitations/{habilitation}': () => ({ roles: ['creator'] }),
  'POST /api/handovers': async () => ({ successors: [{ email: 'somebody@everywhere.example' }], habilitation: await NAMED.habilitation() }),
  'POST /api/handovers/preview': async () => ({ successors: [], habilitation: await NAMED.habilitation() }),
  'POST /api/handovers/{handover}/change': () => ({ part: 'none' }),
  'POST /api/requests': () => ({ entity: 'nowhere', email: 'somebody@everywhere.example' }),
}

const NAMED = {
  operation: () => operation,
  entity: () => entity,
  user: async () => (await callers.colleague.get('api/session')).body.user.id,
  contact: async () => (await callers.colleague.add(operation, `line${++line}@littoral.example`)).contact.id,
  team: async () => (await made(callers.manager.post(`api/entities/${entity}/teams`, { name: `Équipe ${++line}`, parent: root }))).id,
  habilitation: async () => (await made(callers.manager.post(`api/entities/${entity}/habilitations`,
    { emails: [`line${++line}@aurore.example`], team: root }))).items[0].habilitation.id,
  // The colleague's entity's own, or the manager's; signed, or there would be no proof.
  row: async (path) => {
    const whose = path.includes('/entities/') ? `entity_id = '${entity}'` : `operation_id = '${operation}' AND entity_id = (SELECT id FROM entity WHERE name = 'Crédit du Littoral')`
    assert.equal((await run(PROGRAM, ['register', 'checkpoint'], site.settings)).status, 0)
    return value(site, `SELECT max(sequence) FROM register WHERE ${whose}`)
  },
  handover: async () => (await made(callers.manager.post('api/handovers',
    { successors: [{ email: 'somebody@everywhere.example' }], habilitation: await NAMED.habilitation() }))).id,
  request: async () => {
    const email = `line${++line}@aurore.example`
    await made(askFor(site, site.visitor(), { entity, email }))
    return (await callers.manager.all('api/requests')).find((one) => one.person.email === email).id
  },
}

async function made(answer) {
  const { status, text, body } = await answer
  assert.ok(status < 300, text)
  return body
}

/** The path with real ids at its names. */
async function fill(path) {
  let real = path.slice(1)
  for (const [, name] of path.matchAll(/\{(\w+)\}/g)) if (NAMED[name]) real = real.replace(`{${name}}`, await NAMED[name](path))
  return real
}

const EMAILS = {
  none: 'vincent.roche@cabinet-roche.example',
  stranger: 'alix.moreau@lorient.example',
  former: 'guillaume.poirier@littoral.example',
  borrower: 'brune.leroy@verrerie.example',
  colleague: 'paul.petit@littoral.example',
  manager: 'agnes.martin@aurore.example',
  leader: 'tom.leitner@nordbank.example',
}

let site, operation, entity, root, managers
const callers = { }
let line = 0

before(async () => {
  site = await Site.start()
  // Each from a place of its own: what strangers may write has a bounded rate.
  for (const [i, caller] of CALLERS.entries()) callers[caller] = site.visitor({ source: `127.0.3.${i + 1}` })
  for (const [caller, email] of Object.entries(EMAILS)) await callers[caller].signIn(email)
  operation = (await callers.manager.operation('OP-2026-0042')).id
  managers = await Promise.all(['manager', 'leader'].map(async (name) => (await callers[name].get('api/session')).body.environment.entity))
  entity = managers[0]
  root = (await callers.manager.get(`api/entities/${entity}/teams`)).body.items.find((team) => !team.parent).id
})
after(async () => assert.equal(await site.stop(), 0))

const rows = TABLE.trim().split('\n').map((line) => {
  const [method, path, ...statuses] = line.split(/\s+/)
  return { method, path, statuses: statuses.map(Number) }
})

test('the table has every route of the program, and no other', async () => {
  const { stdout } = await run(PROGRAM, ['routes'])
  const listed = stdout.trim().split('\n').map((line) => line.split(/\s+/).slice(0, 2).join(' '))
  assert.deepEqual(rows.map((row) => `${row.method} ${row.path}`).sort(), listed.sort())
})

test('openapi.json describes every route, and no other', async () => {
  const { body } = await callers.guest.get('api/openapi.json')
  assert.match(body.openapi, /^3\.1/)
  const described = Object.entries(body.paths).flatMap(([path, item]) =>
    Object.keys(item).filter((name) => /^(get|put|post|patch|delete)$/.test(name)).map((method) => `${method.toUpperCase()} /${path.replace(/^\//, '')}`))
  assert.deepEqual(described.sort(), rows.map((row) => `${row.method} ${row.path}`).sort())
})

for (const { method, path, statuses } of rows)
  test(`${method} ${path}`, async () => {
    for (const [i, caller] of CALLERS.entries()) {
      const visitor = callers[caller]
      const bodiless = method === 'GET' || method === 'DELETE'
      const answer = await visitor.request(method, await fill(path), bodiless ? undefined : ((await BODIES[`${method} ${path}`]?.()) ?? {}))
      assert.equal(answer.status, statuses[i], `${caller}: ${answer.text}`)
      if (statuses[i] === 401) refused(answer, 401, 'no_session')
      if (method === 'DELETE' && path.startsWith('/api/session') && caller !== 'guest') await visitor.signIn(EMAILS[caller])
      if (caller === 'none' && statuses[i] === 409) refused(answer, 409, 'environment_needed')
    }
  })
