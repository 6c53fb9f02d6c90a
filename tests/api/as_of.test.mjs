// Who had access at an instant: what the list says is what a reader of the register's rows alone would find, who shares
// nothing with the program but the rows' format.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { sql, value } from './account.mjs'
import { actions, entityId, House, join } from './house.mjs'
import { leafHash, leafOf, ROWS, sorted } from './leaves.mjs'
import { refused, Site, until } from './site.mjs'

let site

before(async () => (site = await Site.start()))
after(async () => assert.equal(await site.stop(), 0))

/** Chance that can be repeated (mulberry32). */
function chance(seed) {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

/** The rows of the register, oldest first, with what they say. */
const rowsOf = async (where = '1') => (await sql(site, `${ROWS} WHERE ${where} ORDER BY sequence`))
  .map((row) => ({ ...row, says: JSON.parse(row.claims) }))

const instant = (text) => (text === null ? null : Date.parse(text))
const within = ({ from, until }, at) => (from === null || instant(from) <= at) && (until === null || at < instant(until))

/** The lines of an operation that gave access at an instant, by the rows alone. */
function replay(rows, operation, at) {
  const lines = new Map(), habilitations = new Map()
  for (const row of rows) {
    if (row.at > at) break
    if (row.contact && row.operation === operation) lines.set(row.contact, row)
    if (row.h !== null) habilitations.set(`${row.entity} ${row.person}`, row.says)
  }
  return [...lines.values()].filter(({ entity, person, says }) => {
    const held = habilitations.get(`${entity} ${person}`)
    const over = held && held.status !== 'archived' && held.until !== null && instant(held.until) <= at
    return says.status === 'active' && within(says, at) && !over
  }).map(({ contact, says }) => [contact, says.from, says.until]).sort()
}

const listed = async (visitor, operation, at) =>
  (await visitor.all(`api/operations/${operation}/access?at=${new Date(at).toISOString()}`)).map(({ contact, from, until }) => [contact, from, until]).sort()

describe('a random history', () => {
  let house, operation, people, borrower, agnes

  before(async () => {
    house = await House.build(site)
    borrower = await entityId(site, 'Verrerie')
    operation = await house.published('HIST-1')
    agnes = house.leader
    people = []
    for (const name of ['ursule', 'damien', 'tristan']) people.push({ visitor: await house.hire(name), entity: house.id })
    for (const email of ['quentin@ailleurs.example', 'cyprien@ailleurs.example']) {
      const { contact } = await agnes.add(operation, email, { entity: borrower })
      people.push({ visitor: await join(site, email), entity: borrower, line: contact.id })
    }
    for (const one of people.slice(0, 3)) one.line = (await agnes.add(operation, one.visitor.email)).contact.id
  })

  const soon = (random) => new Date(Date.now() + 40 + Math.floor(random() * 400)).toISOString()

  /** One step of somebody, which may be refused: what is done is what the rows say. */
  async function step(random) {
    const one = people[Math.floor(random() * people.length)]
    const line = `api/operations/${operation}/contacts/${one.line}`
    const held = one.entity === house.id ? `${house.path}/habilitations/${one.visitor.habilitation}` : null
    const until = random() < 0.5 ? soon(random) : null
    const later = until && random() < 0.5 ? new Date(Date.parse(until) - 20).toISOString() : undefined
    const steps = [
      () => agnes.post(`${line}/revoke`, { reason: 'Histoire' }),
      () => agnes.post(`${line}/restore`, until ? { from: later, until } : {}),
      () => agnes.post(`${line}/restore`, {}),
      () => agnes.post(`${line}/extend`, { until }),
      ...(held ? [() => agnes.post(`${held}/archive`, {}), () => agnes.post(`${held}/restore`, { team: house.root, roles: [] }),
        () => agnes.post(`${held}/extend`, { until }), () => agnes.post(`${held}/restore`, { team: house.root, roles: [], from: later, until: until ?? undefined })] : []),
    ]
    const { status, text } = await steps[Math.floor(random() * steps.length)]()
    assert.ok([200, 202, 409, 422].includes(status), text)
    return status < 300
  }

  test('reads the same from the intervals as from the rows, at every instant and on each side of every boundary', async () => {
    const random = chance(20261128)
    let done = 0
    while (done < 40) done += await step(random)
    const rows = await rowsOf()
    const first = rows.find((row) => row.operation === operation).at, now = Date.now()
    const marks = rows.filter((row) => row.at >= first).flatMap(({ at, says }) => [at, instant(says.from ?? null), instant(says.until ?? null), instant(says.ended ?? null)])
    const instants = new Set(marks.filter((at) => at !== null && at <= now).flatMap((at) => [at - 1, at, at + 1]))
    for (let i = 0; i < 60; i++) instants.add(first + Math.floor(random() * (now - first)))
    let some = 0
    for (const at of instants) {
      const found = await listed(agnes, operation, at)
      assert.deepEqual(found, replay(rows, operation, at), new Date(at).toISOString())
      some += found.length > 0 && found.length < 6
    }
    assert.ok(instants.size > 150 && some > 60, `${instants.size} instants, ${some} of them with some people and not all`)
  })

  test('has rows that are canonical, hash to their leaves, and hide whatever is personal', async () => {
    const rows = await rowsOf()
    for (const row of rows) {
      const text = leafOf(row)
      assert.equal(leafHash(text), row.leaf, text)
      assert.equal(row.claims, JSON.stringify(sorted(row.says)), 'canonical')
      assert.doesNotMatch(text, /@/, 'no address')
    }
    const names = (await sql(site, `SELECT DISTINCT last_name AS name FROM users WHERE length(last_name) > 3`)).map(({ name }) => name)
    const said = rows.filter(({ says }) => !says.name).map(leafOf).join('\n') // entities and operations are called in clear
    assert.ok(names.length > 50)
    for (const name of names) assert.ok(!said.includes(`"${name}`) && !said.includes(` ${name}"`), name)
  })

  test('counts rows within their place, and those of a habilitation within it', async () => {
    const places = new Map(), held = new Map()
    for (const { operation: on, entity, person, n, h } of await rowsOf()) {
      const place = on || entity ? `${on} ${entity}` : person
      assert.equal(n, (places.get(place) ?? 0) + 1, place)
      places.set(place, n)
      if (h === null) continue
      assert.equal(h, (held.get(`${entity} ${person}`) ?? 0) + 1, `${entity} ${person}`)
      held.set(`${entity} ${person}`, h)
    }
  })

  test('is open to nobody after it for whom it is not now, and says nothing of what is to come', async () => {
    const stranger = await site.as('brune')
    refused(await stranger.get(`api/operations/${operation}/access`), 404, 'not_found')
    const tomorrow = new Date(Date.now() + 86400000).toISOString()
    refused(await agnes.get(`api/operations/${operation}/access?at=${tomorrow}`), 422, 'invalid_fields')
    for (const at of ['2026-13-01T00:00:00Z', 'yesterday', '1'])
      refused(await agnes.get(`api/operations/${operation}/access?at=${encodeURIComponent(at)}`), 422, 'invalid_fields')
    assert.deepEqual(await listed(agnes, operation, Date.parse('2001-01-01T00:00:00Z')), [])
    const { body } = await agnes.get(`api/operations/${operation}/access?at=${encodeURIComponent('2026-03-29T03:30:00+02:00')}`)
    assert.equal(body.at, '2026-03-29T01:30:00.000Z')
  })
})

describe('the list of an instant', () => {
  let paul, file

  before(async () => {
    paul = await site.as('paul')
    file = (await paul.operation('OP-2026-0042')).id
  })

  test('is today’s list when it is asked for now, page by page', async () => {
    const agnes = await site.as('agnes')
    const now = (await agnes.all(`api/operations/${file}/contacts?status=active`)).map(({ id }) => id).sort()
    const at = new Date().toISOString()
    const items = []
    let path = `api/operations/${file}/access?limit=3&at=${at}`
    for (let next = ''; next !== null; ) {
      const { status, body } = await agnes.get(path + (next ? `&after=${encodeURIComponent(next)}` : ''))
      assert.equal(status, 200)
      items.push(...body.items)
      next = body.next
    }
    assert.deepEqual(items.map(({ contact }) => contact).sort(), now)
    assert.ok(items.length > 3)
    refused(await agnes.get(`api/operations/${file}/access?at=${at}&after=x`), 422, 'invalid_fields')
  })

  test('tells by whom, when, why and under which name, as it was then', async () => {
    const email = 'renommee@littoral.example'
    await paul.add(file, email)
    const ina = await join(site, email, { first_name: 'Ina', last_name: 'Avant' })
    const line = await paul.contact(file, email)
    await paul.post(`api/operations/${file}/contacts/${line.id}/revoke`, { reason: 'Départ' })
    await paul.post(`api/operations/${file}/contacts/${line.id}/restore`, { reason: 'Retour' })
    const before = Date.now()
    await until('another instant', () => Date.now() > before)
    assert.equal((await ina.request('PATCH', 'api/account', { last_name: 'Après' })).status, 200)
    const find = async (at) => (await paul.all(`api/operations/${file}/access?at=${new Date(at).toISOString()}&q=${encodeURIComponent('renommee')}`))[0]
    const then = await find(before), now = await find(Date.now())
    assert.deepEqual([then.person.name, now.person.name], ['Ina Avant', 'Ina Après'])
    assert.deepEqual([then.granted_by.email, then.how, then.reason, then.ended], ['paul.petit@littoral.example', 'contact_restored', 'Retour', null])
    assert.equal(then.row, await value(site, `SELECT max(sequence) FROM register WHERE contact_id = '${line.id}'`))
    assert.ok(Date.parse(then.granted_at) <= before)
  })

  test('shows a lender his own people alone', async () => {
    const all = await (await site.as('agnes')).all(`api/operations/${file}/access`)
    const own = await paul.all(`api/operations/${file}/access`)
    assert.ok(own.length > 0 && own.length < all.length)
    assert.deepEqual([...new Set(own.map(({ entity }) => entity.name))], ['Crédit du Littoral'])
    const other = all.find(({ entity }) => entity.name !== 'Crédit du Littoral').entity.id
    assert.deepEqual(await paul.all(`api/operations/${file}/access?entity=${other}`), [])
  })

  test('knows what became of who joined, moved and was never asked', async () => {
    const told = await actions(site, `user_id = (SELECT id FROM users WHERE email = 'renommee@littoral.example') AND operation_id IS NULL`)
    assert.deepEqual(told.filter((action) => action !== 'habilitation_activated'), ['person_named', 'person_named', 'person_named'])
  })
})
