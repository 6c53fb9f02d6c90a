// A draft is named nowhere to those for whom it is not there: every kind of person who is about one without managing it
// asks every route that answers, and opens every mail.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { sql, value } from './account.mjs'
import { entityId, House } from './house.mjs'
import { PEOPLE, PROGRAM, refused, run, Site } from './site.mjs'

const REFERENCE = 'CONFIDENTIEL-7'
const NAME = 'Projet Ombre Bleue'
const DAY = 24 * 3600 * 1000

let site, house, second, lender, agent, draft, lines, routes, people
const cast = {}
const mustNotHear = new Set()

/** Somebody for whom the draft is not there. */
function outside(name, visitor, email = visitor.email) {
  cast[name] = visitor
  mustNotHear.add(email)
  return visitor
}

async function build() {
  house = await House.build(site)
  second = await House.build(site)
  lender = await House.build(site)
  agent = await house.hire('agent', house.root, ['creator'])
  const answer = await agent.post('api/operations', { reference: REFERENCE, name: NAME, participations: [
    { entity: house.id, side: 'manager' }, { entity: second.id, side: 'manager' }, { entity: lender.id, side: 'lender' },
    { entity: await entityId(site, 'Littoral'), side: 'lender' }, { entity: await entityId(site, 'Verrerie'), side: 'borrower' }] })
  assert.equal(answer.status, 201, answer.text)
  draft = answer.body.id
}

/** Everybody who is queued in it, and their leaders. */
async function queue() {
  outside('who waits in it at a client lender', await lender.hire('preteur'))
  outside('a leader of that lender', lender.leader)
  const gone = outside('who waited in it and is archived', await lender.hire('parti'))
  outside('who waits in it at an entity without leaders', await site.as('paul'), PEOPLE.paul)
  outside('the borrower who waits in it', await site.as('brune'), PEOPLE.brune)
  outside('a future manager who is not authorised', await site.as('lena'), PEOPLE.lena)
  outside('the leader who is asked to authorise that one', second.leader)
  outside('another such leader, who hears once a day', await second.hire('quotidien', second.root, ['team_leader']))
  assert.equal((await cast['another such leader, who hears once a day'].put('api/account/notifications', { mode: 'daily' })).status, 200)
  const until = new Date(Date.now() + 20 * DAY).toISOString()
  const places = [[cast['who waits in it at a client lender'].email, lender.id], [gone.email, lender.id], [PEOPLE.lena, second.id],
    [PEOPLE.paul, await entityId(site, 'Littoral')], [PEOPLE.brune, await entityId(site, 'Verrerie')]]
  for (const [email, entity] of places) assert.equal((await agent.add(draft, email, { entity, until })).result, 'queued')
  assert.equal((await lender.act(lender.leader, gone.habilitation, 'archive', {})).status, 200)
}

/** Those who were, or may come to be, of its managers, and those who are near them. */
async function surround() {
  const former = outside('who managed it', await house.hire('ancien'))
  const { contact } = await agent.add(draft, former.email)
  assert.equal((await agent.post(`api/operations/${draft}/contacts/${contact.id}/revoke`, {})).status, 200)
  mustNotHear.delete(former.email) // what he was told while he managed it, he was told
  const heir = outside('who is asked to take it over', await house.hire('suite'))
  const handover = await agent.post('api/handovers', { successors: [{ email: heir.email }] })
  assert.equal(handover.status, 201, handover.text)
  outside('a colleague of the managers', await house.hire('voisine'))
  outside('a leader who is not above the managers', await house.hire('lateral', await house.team('À côté'), ['team_leader']))
  const asker = outside('who asks for it by its reference', await site.as('max'), PEOPLE.max)
  assert.equal((await asker.post('api/requests', { operation: REFERENCE })).status, 202)
}

/** All that the mailer does by itself, as if its time had come. */
async function sweep() {
  await sql(site, `UPDATE contact SET since_ms = since_ms - ${40 * DAY} WHERE operation_id = '${draft}';
    UPDATE request SET due_ms = 1 WHERE status = 'open'; UPDATE notice SET due_ms = 1; UPDATE handover SET due_ms = 1 WHERE status = 'open'`)
  assert.equal((await run(PROGRAM, ['mail', '--once'], site.settings)).status, 0)
}

before(async () => {
  site = await Site.start()
  await build()
  await queue()
  await surround()
  await sweep()
  lines = (await sql(site, `SELECT id FROM contact WHERE operation_id = '${draft}'`)).map((row) => row.id)
  people = (await sql(site, `SELECT DISTINCT user_id AS id FROM contact WHERE operation_id = '${draft}'`)).map((row) => row.id)
  routes = (await run(PROGRAM, ['routes'])).stdout.trim().split('\n').map((line) => line.split(/\s+/))
})
after(async () => assert.equal(await site.stop(), 0))

const needles = () => [draft, REFERENCE, NAME, ...lines]
/** Who asked by a reference reads what he typed again, as he would if there were no such thing. */
const TYPED = `{"id":null,"reference":"${REFERENCE}","name":null}`
function silent(what, answer) {
  const row = /^extra (\S+)$/m.exec(answer) // of a proof
  const text = row ? Buffer.from(row[1], 'base64').toString() : answer
  for (const needle of needles()) assert.ok(!text.replaceAll(TYPED, '').includes(needle), `${what} names ${needle}: ${text}`)
}

/** What may stand in a path: the draft's own, and all that the visitor finds in his lists. */
async function pools(visitor, entity) {
  const ids = async (path) => {
    const answer = await visitor.get(path)
    return answer.status === 200 ? answer.body.items.map((item) => item.id) : []
  }
  const operations = await ids('api/operations?limit=3')
  return {
    operation: [draft, ...operations],
    contact: [...lines, ...(operations.length ? (await ids(`api/operations/${operations[0]}/contacts`)).slice(0, 2) : [])],
    entity: [entity],
    team: await ids(`api/entities/${entity}/teams`),
    habilitation: [...await ids(`api/entities/${entity}/habilitations`), ...await ids(`api/entities/${entity}/habilitations?state=archived`)],
    request: [...await ids('api/requests'), ...await ids('api/requests?state=closed')],
    handover: [...await ids('api/handovers'), ...await ids('api/handovers?state=closed')],
    session: ['none'],
    row: (await sql(site, `SELECT sequence FROM register WHERE operation_id = '${draft}'`)).map(({ sequence }) => sequence),
    user: [...people, (await visitor.get('api/session')).body.user.id],
  }
}

/** Every path that comes of a route: one of each of its names. */
function fill(path, pool) {
  const [name] = /\{\w+\}/.exec(path) ?? []
  if (!name) return [path]
  assert.ok(pool[name.slice(1, -1)], `${path}: say what stands at ${name}`)
  return pool[name.slice(1, -1)].flatMap((id) => fill(path.replace(name, id), pool))
}

// What is asked of the lists, and what is told before anything is done.
const QUERIES = ['', `?q=${REFERENCE}`, `?q=Ombre`, `?operation=${REFERENCE}`, '?state=archived', '?state=closed', '?taken=true']
const ASKED_BEFORE = /\/(preview|show|check|impact)$/
const BODIES = {
  '/api/account/address/preview': () => [{ email: 'ailleurs@nulle-part.example' }],
  '/api/invitations/show': () => [{ secret: 'none' }],
  '/api/address/show': () => [{ secret: 'none' }],
  '/api/asking/show': () => [{ secret: 'none' }],
  '/api/handovers/preview': ({ habilitation }) => [{ successors: [] }, ...habilitation.map((id) => ({ successors: [], habilitation: id }))],
  '/api/operations/{operation}/contacts/check': () => [{ emails: [PEOPLE.paul] }],
  '/api/entities/{entity}/habilitations/check': () => [{ emails: [PEOPLE.paul] }],
  '/api/operations/{operation}/contacts/impact': () => [{ contacts: lines }],
}

async function askEverything(visitor, entity) {
  const pool = await pools(visitor, entity)
  let asked = 0
  for (const [method, path] of routes) {
    const bodies = method === 'POST' && ASKED_BEFORE.test(path) && BODIES[path]
    if (method === 'POST' && ASKED_BEFORE.test(path)) assert.ok(bodies, `${path}: say with what it is asked`)
    for (const real of method === 'GET' || bodies ? fill(path, pool) : []) {
      const answers = bodies ? bodies(pool).map((body) => visitor.post(real, body)) : QUERIES.map((query) => visitor.get(real + query))
      for (const answer of await Promise.all(answers)) silent(`${method} ${real}`, answer.text)
      asked += answers.length
    }
  }
  return asked
}

describe('a draft', () => {
  test('is there for who manages it and for who leads them', async () => {
    for (const visitor of [agent, house.leader]) {
      assert.equal((await visitor.get(`api/operations/${draft}`)).status, 200)
      assert.ok((await visitor.get('api/operations')).text.includes(REFERENCE))
    }
    const asked = (await second.leader.all('api/requests')).filter((one) => one.kind === 'habilitation')
    assert.deepEqual(asked.map((one) => [one.person.email, one.operation]), [[PEOPLE.lena, null]])
    assert.ok((await agent.all('api/requests')).some((one) => one.operation?.reference === REFERENCE), 'its asker knows it')
  })

  test('is named in no answer to anybody else', async () => {
    assert.equal((await run(PROGRAM, ['register', 'checkpoint'], site.settings)).status, 0)
    for (const [who, visitor] of Object.entries(cast)) {
      const { environments } = (await visitor.get('api/session')).body
      for (const { entity } of environments) {
        assert.equal((await visitor.put('api/session/environment', { entity })).status, 200)
        refused(await visitor.get(`api/operations/${draft}`), 404, 'not_found')
        const asked = await askEverything(visitor, entity).catch((error) => assert.fail(`${who}: ${error.message}`))
        assert.ok(asked > 100, `${who} asked ${asked}`)
      }
    }
  })

  test('is named in no mail to them', async () => {
    const kinds = new Set()
    for (const email of mustNotHear) {
      for (const { kind, facts } of await sql(site, `SELECT kind, facts FROM outbox WHERE email = '${email}'`)) {
        silent(`${kind} to ${email}`, facts)
        kinds.add(kind)
      }
      for (const mail of await site.mails(email)) silent(`“${mail.subject}” to ${email}`, mail.text + mail.html)
    }
    for (const kind of ['habilitation_request', 'notices', 'handover']) assert.ok(kinds.has(kind), `${kind}: ${[...kinds]}`)
    assert.equal(await value(site, `SELECT count(*) FROM outbox WHERE email = '${PEOPLE.paul}' AND kind = 'ending'`), 0)
  })

  test('is named in the answer to who asked for somebody, as long as he manages it', async () => {
    const [{ id }] = await second.leader.all('api/requests')
    assert.equal((await second.leader.post(`api/requests/${id}/refuse`, { reason: 'Non.' })).status, 200)
    assert.ok((await site.mail(agent.email, (mail) => /Non\./.test(mail.text))).text.includes(REFERENCE))
    silent('the decision', (await second.leader.get('api/requests?state=closed')).text)
    silent('the decision', (await cast['a future manager who is not authorised'].get('api/requests?state=closed')).text)
  })

  test('once published is named to those who are let in', async () => {
    assert.equal((await agent.post(`api/operations/${draft}/publish`)).status, 200)
    const paul = cast['who waits in it at an entity without leaders']
    assert.ok((await paul.get('api/operations')).text.includes(REFERENCE))
    const moved = await paul.post('api/account/address/preview', { email: 'ailleurs@nulle-part.example' })
    assert.ok(moved.body.items.some((item) => item.operation?.reference === REFERENCE))
  })
})
