// The organisation chart: a tree without loops, at most twelve levels deep, in which everybody leads what is below him.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { sql } from './account.mjs'
import { actions, bare, House } from './house.mjs'
import { refused, Site } from './site.mjs'

let site, house, leader

before(async () => {
  site = await Site.start()
  house = await House.build(site)
  leader = house.leader
})
after(async () => {
  await site.check()
  assert.equal(await site.stop(), 0)
})

const add = (visitor, body, of = house) => visitor.post(`${of.path}/teams`, body)
const change = (visitor, id, body, of = house) => visitor.request('PATCH', `${of.path}/teams/${id}`, body)
const remove = (visitor, id, of = house) => visitor.delete(`${of.path}/teams/${id}`)
const chart = async (of = house) => Object.fromEntries((await of.teams()).map((team) => [team.name, team]))

/** What is above each team by the parents that the list shows, and what the rights go by. */
async function consistent(of) {
  const teams = await of.teams()
  const parent = new Map(teams.map((team) => [team.id, team.parent]))
  const want = []
  for (const { id } of teams)
    for (let at = id; at; at = parent.get(at)) {
      want.push(`${id} ${at}`)
      assert.ok(want.length < 20000, 'no loop')
    }
  const rows = await sql(site, `SELECT a.team_id AS team, a.above_id AS above FROM team_above a JOIN team t ON t.id = a.team_id
    WHERE t.entity_id = '${of.id}'`)
  assert.deepEqual(rows.map((row) => `${row.team} ${row.above}`).sort(), want.sort())
  assert.equal(teams.filter((team) => !team.parent).length, 1, 'one root')
}

describe('a team', () => {
  test('is added, renamed, moved and removed, and the register says so', async () => {
    const added = await add(leader, { name: '  Crédit ', parent: house.root })
    assert.equal(added.status, 201)
    const { id } = added.body
    assert.deepEqual(added.body, { id, name: 'Crédit', parent: house.root, people: 0, leaders: 0,
      may: ['add_team', 'add_people', 'rename', 'move', 'remove'] })
    const below = await house.team('Sous-crédit', id)
    assert.equal((await change(leader, below, { name: 'Analyse' })).body.name, 'Analyse')
    const moved = await change(leader, below, { parent: house.root })
    assert.deepEqual([moved.status, moved.body.parent], [200, house.root])
    const both = await change(leader, below, { parent: id, name: 'Analyse crédit' })
    assert.deepEqual([both.body.parent, both.body.name], [id, 'Analyse crédit'])
    assert.deepEqual((await change(leader, below, {})).body, both.body, 'nothing asked, nothing done')
    assert.deepEqual((await change(leader, below, { name: 'Analyse crédit', parent: id })).body, both.body)
    await consistent(house)
    assert.equal((await remove(leader, below)).status, 204)
    assert.equal((await remove(leader, id)).status, 204)
    refused(await remove(leader, id), 404, 'not_found')
    refused(await change(leader, id, { name: 'x' }), 404, 'not_found')
    await consistent(house)
    const told = await sql(site, `SELECT action, reason FROM decision WHERE entity_id = '${house.id}' AND action LIKE 'team%' ORDER BY sequence`)
    assert.deepEqual(told.map((row) => `${row.action} ${row.reason}`), ['team_added Crédit', 'team_added Sous-crédit', 'team_renamed Analyse',
      'team_moved Analyse', 'team_moved Analyse', 'team_renamed Analyse crédit', 'team_removed Analyse crédit', 'team_removed Crédit'])
  })

  test('needs a name and a parent of this entity', async () => {
    for (const body of [{}, { name: 'x' }, { parent: house.root }, { name: '', parent: house.root }, { name: '  ', parent: house.root },
      { name: 'x'.repeat(101), parent: house.root }, { name: 'a\nb', parent: house.root }, { name: 1, parent: house.root },
      { name: 'x', parent: house.root, id: 'mine' }])
      refused(await add(leader, body), 422, 'invalid_fields')
    const other = await House.build(site)
    const absent = await add(leader, { name: 'x', parent: 'none' })
    refused(absent, 403, 'forbidden')
    assert.deepEqual(bare(await add(leader, { name: 'x', parent: other.root })), bare(absent))
    const own = await house.team('Propre')
    assert.deepEqual(bare(await change(leader, own, { parent: other.root })), bare(absent))
    refused(await change(leader, other.root, { name: 'x' }), 404, 'not_found')
    refused(await remove(leader, other.root), 404, 'not_found')
    assert.equal((await remove(leader, own)).status, 204)
  })

  test('has a name of its own among its neighbours', async () => {
    const [a, b] = [await house.team('Jumelle'), await house.team('Autre')]
    const below = await house.team('Jumelle', b)
    refused(await add(leader, { name: 'Jumelle', parent: house.root }), 409, 'taken')
    refused(await change(leader, b, { name: 'Jumelle' }), 409, 'taken')
    refused(await change(leader, below, { parent: house.root }), 409, 'taken')
    assert.equal((await change(leader, below, { parent: house.root, name: 'Troisième' })).status, 200)
    assert.equal((await change(leader, a, { name: 'Jumelle' })).status, 200, 'its own name is not taken')
    for (const id of [a, b, below]) assert.equal((await remove(leader, id)).status, 204)
  })

  test('two at once of the same name: one is made', async () => {
    const answers = await Promise.all([1, 2, 3].map(() => add(leader, { name: 'Course', parent: house.root })))
    assert.deepEqual(answers.map((answer) => answer.status).sort(), [201, 409, 409])
    await remove(leader, answers.find((answer) => answer.status === 201).body.id)
  })

  test('is removed only when nobody is, or was, in it', async () => {
    const id = await house.team('Pleine')
    const below = await house.team('Dessous', id)
    refused(await remove(leader, id), 409, 'team_not_empty')
    await remove(leader, below)
    const { habilitation } = await house.authorise('occupant', id)
    refused(await remove(leader, id), 409, 'team_not_empty')
    await house.act(leader, habilitation.id, 'archive', {})
    assert.deepEqual([(await chart()).Pleine.people], [0])
    refused(await remove(leader, id), 409, 'team_not_empty')
    await house.act(leader, habilitation.id, 'restore', {})
    await house.change(leader, habilitation.id, { team: house.root })
    assert.equal((await remove(leader, id)).status, 204)
    await consistent(house)
  })

  test('counts its people and its leaders', async () => {
    const id = await house.team('Comptée')
    await house.authorise('compte1', id)
    await house.authorise('compte2', id, ['team_leader'])
    await house.hire('compte3', id, ['team_leader'])
    const { people, leaders } = (await chart())['Comptée']
    assert.deepEqual([people, leaders], [3, 1], 'who has no account yet leads nobody')
  })
})

describe('the root', () => {
  test('is renamed, and neither moved nor removed', async () => {
    const below = await house.team('Sous la racine')
    const root = (await house.teams()).find((team) => !team.parent)
    assert.deepEqual(root.may, ['add_team', 'add_people', 'rename'])
    refused(await change(leader, house.root, { parent: below }), 409, 'team_loop')
    refused(await change(leader, house.root, { parent: house.root }), 409, 'team_loop')
    refused(await remove(leader, house.root), 403, 'forbidden')
    assert.equal((await change(leader, house.root, { name: 'La Maison' })).body.name, 'La Maison')
    await remove(leader, below)
    await consistent(house)
  })
})

describe('a branch', () => {
  test('never comes under itself', async () => {
    const a = await house.team('a')
    const b = await house.team('b', a)
    const c = await house.team('c', b)
    for (const parent of [a, b, c]) refused(await change(leader, a, { parent }), 409, 'team_loop')
    refused(await change(leader, b, { parent: c, name: 'x' }), 409, 'team_loop')
    assert.equal((await chart()).b.parent, a, 'nothing was half done')
    assert.equal((await change(leader, c, { parent: a })).status, 200)
    assert.equal((await change(leader, b, { parent: c })).status, 200)
    refused(await change(leader, c, { parent: b }), 409, 'team_loop')
    await consistent(house)
  })

  test('two that are put under one another at once: one of the two moves', async () => {
    for (let round = 0; round < 20; round++) {
      const [x, y] = [await house.team(`x${round}`), await house.team(`y${round}`)]
      const answers = await Promise.all([change(leader, x, { parent: y }), change(leader, y, { parent: x })])
      assert.deepEqual(answers.map((answer) => answer.status).sort(), [200, 409])
      await consistent(house)
    }
  })

  test('lies twelve levels deep at most, wherever it is put', async () => {
    const deep = await House.build(site)
    const levels = [deep.root]
    while (levels.length < 12) levels.push(await deep.team(`Niveau ${levels.length + 1}`, levels.at(-1)))
    refused(await add(leader, { name: 'Treize', parent: levels[11] }, deep), 404, 'not_found')
    refused(await add(deep.leader, { name: 'Treize', parent: levels[11] }, deep), 409, 'team_depth')
    const beside = [await deep.team('Autre')]
    beside.push(await deep.team('Autre bas', beside[0]))
    refused(await change(deep.leader, beside[0], { parent: levels[10] }, deep), 409, 'team_depth')
    assert.equal((await change(deep.leader, beside[0], { parent: levels[9] }, deep)).status, 200)
    refused(await add(deep.leader, { name: 'Treize', parent: beside[1] }, deep), 409, 'team_depth')
    assert.equal((await change(deep.leader, levels[1], { name: 'Deux' }, deep)).status, 200)
    await consistent(deep)
    assert.equal((await change(deep.leader, beside[0], { parent: deep.root }, deep)).status, 200)
    assert.equal((await change(deep.leader, levels[2], { parent: beside[0] }, deep)).status, 200, 'the same depth elsewhere')
    refused(await change(deep.leader, levels[2], { parent: beside[1] }, deep), 409, 'team_depth')
    await consistent(deep)
  })

  test('takes along its people, and who leads it, through any number of moves', async () => {
    const wild = await House.build(site)
    const ids = []
    for (let i = 0; i < 14; i++) ids.push(await wild.team(`T${i}`, i % 3 ? ids.at(-1) : wild.root))
    let seed = 7
    const random = (n) => (seed = (seed * 1103515245 + 12345) % 2147483648) % n
    const statuses = new Set()
    for (let i = 0; i < 60; i++) {
      const parent = random(5) ? ids[random(ids.length)] : wild.root
      const { status, body } = await change(wild.leader, ids[random(ids.length)], { parent }, wild)
      statuses.add(body.code ?? status)
    }
    assert.ok(statuses.has(200) && statuses.has('team_loop'), [...statuses].join())
    await consistent(wild)
  })

  test('moves between leaders: what was below one is then below the other', async () => {
    const [left, right] = [await house.team('Gauche'), await house.team('Droite')]
    const boss = { left: await house.hire('gauche', left, ['team_leader']), right: await house.hire('droite', right, ['team_leader']) }
    const branch = await house.team('Branche', left)
    const leaf = await house.team('Feuille', branch)
    const { habilitation } = await house.authorise('feuille', leaf)
    const reach = async (visitor) => (await house.change(visitor, habilitation.id, { roles: [] })).status
    assert.deepEqual([await reach(boss.left), await reach(boss.right)], [200, 403])
    refused(await change(boss.left, branch, { parent: right }), 403, 'forbidden')
    refused(await change(boss.right, branch, { parent: right }), 403, 'forbidden')
    assert.equal((await change(leader, branch, { parent: right })).status, 200)
    assert.deepEqual([await reach(boss.left), await reach(boss.right)], [403, 200])
    const team = (id) => leader.get(`${house.path}/habilitations?team=${id}`)
    assert.deepEqual((await team(left)).body.items.map((one) => one.email), [house.address('gauche')])
    assert.deepEqual((await team(right)).body.items.map((one) => one.email).sort(), [house.address('droite'), house.address('feuille')].sort())
  })
})

describe('a chart of thousands', () => {
  test('comes in pages by name, which lose and double nothing', async () => {
    const wide = await House.build(site)
    const many = 'WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 2999)'
    await sql(site, `BEGIN IMMEDIATE;
      ${many} INSERT INTO team (id, entity_id, parent_id, name, created_ms)
        SELECT 'large-' || i, '${wide.id}', '${wide.root}', 'Agence ' || (i % 1500), 1 FROM n;
      ${many} INSERT INTO team_above (team_id, above_id)
        SELECT 'large-' || i, 'large-' || i FROM n UNION ALL SELECT 'large-' || i, '${wide.root}' FROM n;
      COMMIT;`)
    const first = await wide.leader.get(`${wide.path}/teams`)
    assert.deepEqual([first.body.items.length, first.body.next !== null], [50, true])
    const teams = await wide.teams()
    assert.equal(teams.length, 3001)
    assert.equal(new Set(teams.map((team) => team.id)).size, 3001)
    const order = teams.map((team) => `${team.name} ${team.id}`)
    assert.deepEqual(order, order.toSorted(), 'each beside its namesake')
    const one = await change(wide.leader, 'large-7', { name: 'Agence du Port' }, wide)
    assert.deepEqual([one.status, one.body.name, one.body.parent], [200, 'Agence du Port', wide.root])
  })

  test('takes a page of decent size, from a cursor of its own', async () => {
    const { body } = await leader.get(`${house.path}/teams?limit=1`)
    assert.equal(body.items.length, 1)
    const other = await House.build(site)
    for (const wrong of ['limit=0', 'limit=101', 'limit=x', 'after=x', 'q=x']) refused(await leader.get(`${house.path}/teams?${wrong}`), 422, 'invalid_fields')
    refused(await other.leader.get(`${other.path}/teams?after=${body.next}`), 422, 'invalid_fields')
  })
})

describe('who may', () => {
  let unit, under, boss, plain
  before(async () => {
    unit = await house.team('Unité')
    under = await house.team('Sous-unité', unit)
    boss = await house.hire('unite', unit, ['team_leader'])
    plain = await house.hire('simple', unit)
  })

  test('a leader works below his team, and only renames it', async () => {
    const own = (await house.teams(boss)).find((team) => team.id === unit)
    assert.deepEqual(own.may, ['add_team', 'add_people', 'rename'])
    refused(await change(boss, unit, { parent: house.root }), 403, 'forbidden')
    refused(await remove(boss, unit), 403, 'forbidden')
    refused(await add(boss, { name: 'x', parent: house.root }), 403, 'forbidden')
    refused(await change(boss, house.root, { name: 'x' }), 403, 'forbidden')
    assert.equal((await change(boss, unit, { name: 'Unité A' })).status, 200)
    const made = await house.team('Faite', unit, boss)
    assert.equal((await change(boss, made, { parent: under })).status, 200)
    refused(await change(boss, made, { parent: house.root }), 403, 'forbidden')
    assert.equal((await remove(boss, made)).status, 204)
  })

  test('he sees the whole chart, and what he may where', async () => {
    const seen = await house.teams(boss)
    const all = await house.teams()
    assert.deepEqual(seen.map((team) => team.id), all.map((team) => team.id))
    for (const team of seen) {
      const want = team.id === unit ? 3 : team.id === under ? 5 : 0
      assert.equal(team.may.length, want, team.name)
    }
  })

  test('whoever leads nobody gets the answer for what does not exist', async () => {
    const answers = [await plain.get(`${house.path}/teams`), await add(plain, { name: 'x', parent: unit }), await change(plain, under, { name: 'x' }),
      await change(plain, 'none', { name: 'x' }), await remove(plain, under), await plain.get('api/entities/none/teams')]
    for (const answer of answers) {
      refused(answer, 404, 'not_found')
      assert.deepEqual(bare(answer), bare(answers[0]))
    }
    assert.deepEqual(await actions(site, `actor_id = '${plain.id}' AND user_id <> actor_id`), [])
  })

  test('nobody does anything signed out, or from another site', async () => {
    refused(await add(site.visitor(), { name: 'x', parent: unit }), 401, 'no_session')
    refused(await leader.post(`${house.path}/teams`, { name: 'x', parent: unit }, { headers: { 'Sec-Fetch-Site': 'cross-site' } }), 403, 'cross_site')
  })
})
