// The list of a manager with many lines: sorted, narrowed, counted, read page by page and as a sheet.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { sql } from './account.mjs'
import { PEOPLE, refused, Site } from './site.mjs'

const LINES = 300
const DAY = 24 * 3600 * 1000
const SORTS = ['name', 'entity', 'status', 'since', 'until']
const STATES = ['current', 'archived']
/** As one follows the other. */
const LIFE = ['queued', 'invited', 'active', 'revoked', 'expired']

let site, agnes, paul, brune, file, path, leo, now

/** Three hundred people of two entities, of every status, with instants that many share. */
async function crowd() {
  const [lender, borrower] = ['paul', 'brune'].map((who) => `(SELECT entity_id FROM contact WHERE operation_id = '${file}'
    AND user_id = (SELECT id FROM users WHERE email = '${PEOPLE[who]}'))`)
  const [given, other] = ['agnes', 'leo'].map((who) => `(SELECT id FROM users WHERE email = '${PEOPLE[who]}')`)
  now = Date.now()
  await sql(site, `BEGIN;
    CREATE TEMP TABLE n AS WITH RECURSIVE n(i) AS (VALUES (0) UNION ALL SELECT i + 1 FROM n WHERE i + 1 < ${LINES}) SELECT i FROM n;
    INSERT INTO users (id, email, email_key, first_name, last_name, language, created_ms, activated_ms, mailbox_ms)
    SELECT printf('crowd%04d', i), printf('p%d@crowd.example', i), printf('p%d@crowd.example', i), 'Anne', printf('Crowd%d', i / 3), 'en',
           1700000000000, 1700000000000, CASE i % 4 WHEN 0 THEN 1700000000000 ELSE ${now} END FROM n;
    INSERT INTO contact (operation_id, current, sort_name, id, entity_id, side, user_id, status, since_ms, added_by, from_ms, until_ms,
                         revoked_ms, revoked_by, expired, reason, search)
    SELECT '${file}', CASE WHEN i % 10 IN (8, 9) THEN 0 ELSE 1 END, printf('crowd%d anne', i / 3), printf('line%04d', (i * 7) % ${LINES}),
           CASE i % 2 WHEN 0 THEN ${lender} ELSE ${borrower} END, CASE i % 2 WHEN 0 THEN 'lender' ELSE 'borrower' END,
           printf('crowd%04d', i), CASE WHEN i % 10 IN (8, 9) THEN 'revoked' WHEN i % 10 = 6 THEN 'invited' WHEN i % 10 = 7 THEN 'queued' ELSE 'active' END,
           1700000000000 + (i % 7) * ${DAY}, CASE i % 3 WHEN 0 THEN ${other} WHEN 1 THEN ${given} END,
           CASE i % 30 WHEN 1 THEN ${now + 3 * DAY} END,
           CASE WHEN i % 10 = 5 THEN ${now - DAY} WHEN i % 10 IN (1, 2) THEN ${now + 100 * DAY} + (i % 5) * ${DAY} END,
           CASE WHEN i % 10 IN (8, 9) THEN 1710000000000 + (i % 3) * ${DAY} END, CASE WHEN i % 10 = 8 THEN ${given} END,
           CASE i % 10 WHEN 9 THEN 1 ELSE 0 END, CASE WHEN i % 10 = 8 THEN '=1+1; "left"' END, printf('anne crowd%d p%d@crowd.example', i / 3, i)
      FROM n;
    COMMIT`)
}

before(async () => {
  site = await Site.start()
  agnes = await site.as('agnes')
  paul = await site.as('paul')
  brune = await site.as('brune')
  file = (await agnes.operation('OP-2026-0042')).id
  path = `api/operations/${file}/contacts`
  leo = (await (await site.as('leo')).get('api/session')).body.user.id
  await crowd()
})
after(async () => assert.equal(await site.stop(), 0))

const ids = (items) => items.map(({ id }) => id)
const page = async (query = '', visitor = agnes) => {
  const answer = await visitor.get(`${path}?${query}`)
  assert.equal(answer.status, 200, answer.text)
  return answer.body
}

/** What a line is sorted by, as the answer shows it; names are checked against the order of the list by name. */
const key = (sort, line) => ({
  name: 0,
  entity: line.entity.name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase(),
  status: LIFE.indexOf(line.status),
  since: Date.parse(line.since),
  until: line.until ? Date.parse(line.until) : Infinity,
}[sort])

describe('sorted', () => {
  for (const state of STATES)
    for (const sort of SORTS)
      test(`${state} by ${sort}, both ways, every line comes once`, async () => {
        const byName = ids(await agnes.all(`${path}?state=${state}`))
        const upward = await agnes.all(`${path}?state=${state}&sort=${sort}`)
        assert.deepEqual(ids(upward).sort(), [...byName].sort())
        assert.deepEqual(ids(upward), ids(upward.toSorted((one, two) => {
          const [a, b] = [key(sort, one), key(sort, two)]
          return a < b ? -1 : a > b ? 1 : byName.indexOf(one.id) - byName.indexOf(two.id)
        })), 'ties are broken by name')
        assert.deepEqual(ids(await agnes.all(`${path}?state=${state}&sort=${sort}&order=desc`)), ids(upward).reverse())
        assert.ok(byName.length > 60)
      })

  test('by name is the list that one gets without asking', async () => {
    assert.deepEqual(await page('sort=name&order=asc&limit=100'), await page('limit=100'))
  })

  test('a page of one line after the other comes through ties', async () => {
    const seen = []
    for (let next = ''; next !== null;) {
      const body = await page(`sort=since&order=desc&q=crowd1&limit=7${next && `&after=${next}`}`)
      assert.ok(body.items.length <= 7)
      seen.push(...ids(body.items))
      next = body.next
    }
    assert.deepEqual(seen, ids(await agnes.all(`${path}?sort=since&order=desc&q=crowd1`)))
  })

  test('what changes meanwhile neither hides nor repeats what does not', async () => {
    const all = ids(await agnes.all(`${path}?sort=until`))
    const first = await page('sort=until&limit=20')
    const gone = first.items.at(-1).id
    await sql(site, `UPDATE contact SET until_ms = NULL WHERE id = '${gone}'; UPDATE contact SET since_ms = since_ms + 1 WHERE id = '${all[30]}'`)
    const seen = [...first.items]
    for (let next = first.next; next !== null;) {
      const body = await page(`sort=until&limit=20&after=${next}`)
      seen.push(...body.items)
      next = body.next
    }
    assert.deepEqual(ids(seen).filter((id) => id !== gone), all.filter((id) => id !== gone))
  })
})

describe('narrowed', () => {
  const FILTERS = {
    'side=lender': (line) => line.side === 'lender',
    'endless=true': (line) => line.until === null,
    'unproved=true': (line) => line.dormant,
    'q=crowd2': (line) => (line.last_name ?? '').startsWith('Crowd2'),
    'status=active': (line) => line.status === 'active',
    'status=invited,queued': (line) => ['invited', 'queued'].includes(line.status),
    'status=revoked': (line) => line.status === 'revoked',
    'status=expired,active': (line) => ['expired', 'active'].includes(line.status),
    'side=borrower&endless=true&status=queued': (line) => line.side === 'borrower' && line.until === null && line.status === 'queued',
  }
  for (const [query, fits] of Object.entries(FILTERS))
    test(`${query} gives those lines, in the order asked, and counts them`, async () => {
      let found = 0
      for (const state of STATES) {
        const all = await agnes.all(`${path}?state=${state}&sort=entity`)
        const narrowed = await agnes.all(`${path}?state=${state}&sort=entity&${query}`)
        assert.deepEqual(ids(narrowed), ids(all.filter(fits)))
        assert.equal((await page(`state=${state}&${query}&limit=1`)).total, narrowed.length)
        found += narrowed.length
      }
      assert.ok(found > 0, 'a filter that leaves nothing proves nothing')
    })

  test('given by is a person, as the items name him', async () => {
    const all = await agnes.all(path)
    const his = await agnes.all(`${path}?added_by=${leo}`)
    assert.ok(his.length > 50)
    assert.deepEqual(ids(his), ids(all.filter((line) => line.added_by_id === leo)))
    assert.ok(his.every((line) => line.added_by === 'Léo Bernard'))
    assert.deepEqual((await page('added_by=nobody')).items, [])
  })

  test('false is as if it was not asked', async () => {
    assert.deepEqual(await page('endless=false&unproved=false'), await page())
  })

  test('counts are by status, of what the other filters leave; the total is of all of them', async () => {
    for (const query of ['', 'side=lender', 'q=crowd1&endless=true'])
      for (const state of STATES) {
        const all = await agnes.all(`${path}?state=${state}&${query}`)
        const counts = Object.fromEntries(LIFE.map((status) => [status, all.filter((line) => line.status === status).length]))
        const first = await page(`state=${state}&${query}&limit=3`)
        assert.deepEqual([first.counts, first.total], [counts, all.length])
        assert.equal(Object.values(first.counts).reduce((sum, n) => sum + n), first.total)
        assert.deepEqual(Object.keys(first.counts), ['active', 'invited', 'queued', 'revoked', 'expired'])
        if (all.length <= 100) assert.deepEqual((await page(`state=${state}&${query}&limit=100`)).counts, counts, 'of a list of one page')
        const filtered = await page(`state=${state}&${query}&status=queued,expired&limit=3`)
        assert.deepEqual([filtered.counts, filtered.total], [counts, counts.queued + counts.expired])
        if (!first.next) continue
        const later = await page(`state=${state}&${query}&limit=3&after=${first.next}`)
        assert.deepEqual([later.counts, later.total], [first.counts, first.total])
      }
  })

  for (const [query, member] of [['sort=age', 'sort'], ['order=up', 'order'], ['status=active,gone', 'status'], ['status=active,', 'status'],
    ['side=all', 'side'], ['endless=1', 'endless'], ['unproved=yes', 'unproved'], [`added_by=${'x'.repeat(65)}`, 'added_by'], ['sorts=name', 'sorts']])
    test(`${query.slice(0, 20)} is refused by the name of its member`, async () => {
      const answer = await agnes.get(`${path}?${query}`)
      refused(answer, 422, 'invalid_fields')
      assert.deepEqual(Object.keys(answer.body.fields), [member])
      refused(await agnes.get(`${path}.csv?${query}`), 422, 'invalid_fields')
    })

  test('a place in one list is none in another order or narrowing of it', async () => {
    const asked = ['', 'sort=since', 'sort=since&order=desc', 'order=desc', 'status=active', 'side=lender', 'endless=true', 'added_by=x&state=current',
      'q=crowd', 'sort=until']
    for (const query of asked) {
      const { next } = await page(`${query.replace('added_by=x', `added_by=${leo}`)}&limit=2`)
      assert.ok(next, query)
      for (const other of asked.filter((one) => one !== query)) {
        const answer = await agnes.get(`${path}?${other}&limit=2&after=${next}`)
        refused(answer, 422, 'invalid_fields')
        assert.deepEqual(Object.keys(answer.body.fields), ['after'])
      }
    }
  })
})

describe('who sees what', () => {
  test('a lender sorts, narrows and counts his own entity, whatever he asks for', async () => {
    const own = await paul.all(path)
    for (const query of ['sort=entity', 'sort=since&order=desc', 'endless=true', 'status=active,invited,queued', `added_by=${leo}`, 'unproved=true']) {
      const seen = await paul.all(`${path}?${query}`)
      assert.ok(seen.length > 0 && seen.every((line) => line.entity.name === 'Crédit du Littoral'), query)
      assert.equal((await page(query, paul)).total, seen.length)
    }
    const { total, counts } = await page('', paul)
    assert.equal(total, own.length)
    assert.equal(counts.active, own.filter((line) => line.status === 'active').length)
  })

  test('another side has neither lines nor counts', async () => {
    const { entity } = (await agnes.all(`${path}?side=borrower`))[0]
    for (const query of ['side=borrower', `entity=${entity.id}`, 'side=manager']) {
      const { items, total, counts } = await page(query, paul)
      assert.deepEqual([items, total, new Set(Object.values(counts))], [[], 0, new Set([0])])
      assert.deepEqual((await sheet(query, paul)).rows, [])
    }
    assert.ok((await page('', brune)).total < (await page()).total)
  })
})

/** A sheet's titles and rows, read as RFC 4180 says. */
async function sheet(query, visitor = agnes, language = 'en') {
  const answer = await visitor.get(`${path}.csv?${query}`, { headers: { 'Accept-Language': language } })
  assert.equal(answer.status, 200, answer.text)
  assert.equal(answer.headers['content-type'], 'text/csv; charset=utf-8')
  assert.equal(answer.headers['content-disposition'], 'attachment; filename="contacts-OP-2026-0042.csv"')
  assert.ok(answer.text.startsWith('\ufeff') && answer.text.endsWith('\r\n'))
  const delimiter = language === 'fr' ? ';' : ','
  const rows = answer.text.slice(1, -2).split(/\r\n/).map((line) =>
    [...`${delimiter}${line}`.matchAll(new RegExp(`${delimiter}(?:"((?:[^"]|"")*)"|([^"${delimiter}]*))`, 'g'))]
      .map(([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain))
  return { titles: rows[0], rows: rows.slice(1) }
}

describe('the sheet', () => {
  const said = (line) => [line.first_name, line.last_name, line.email, line.entity.name, line.side, line.status, line.since, line.from,
    line.until, line.added_by, line.revoked_at, line.revoked_by, line.reason && (line.reason.startsWith('=') ? `'${line.reason}` : line.reason)]
    .map((one) => one ?? '')

  for (const query of ['', 'state=archived', 'sort=until&order=desc&side=lender', 'status=queued,invited', 'state=archived&status=expired'])
    test(`has the lines of the list: ${query || 'all'}`, async () => {
      for (const visitor of [agnes, paul]) {
        const { titles, rows } = await sheet(query, visitor)
        const lines = await visitor.all(`${path}?${query}`)
        assert.equal(titles.length, 13)
        assert.deepEqual(rows.map((row) => row.map((one, i) => (i === 4 || i === 5 ? one.toLowerCase() : one))), lines.map(said))
      }
    })

  test('speaks the language of who asks, and its first line says which column is which', async () => {
    assert.deepEqual((await sheet('status=invited')).titles.slice(0, 6), ['First name', 'Last name', 'E-mail address', 'Entity', 'Side', 'Status'])
    const { titles, rows } = await sheet('status=invited&side=lender', agnes, 'fr')
    assert.deepEqual([titles[1], ...rows[0].slice(4, 6)], ['Nom', 'Prêteur', 'Invité'])
  })

  test('makes text of what a spreadsheet would calculate', async () => {
    const { rows } = await sheet('state=archived&status=revoked&q=crowd')
    assert.ok(rows.length > 0 && rows.every((row) => row[12] === '\'=1+1; "left"'))
  })

  test('has no pages', async () => {
    for (const query of ['limit=5', 'after=x']) {
      const answer = await agnes.get(`${path}.csv?${query}`)
      refused(answer, 422, 'invalid_fields')
      assert.deepEqual(Object.keys(answer.body.fields), [query.split('=')[0]])
    }
  })

  test('of a draft names nobody who has not heard of it', async () => {
    const entity = (await agnes.get('api/session')).body.environment.entity
    const lender = (await agnes.all(`${path}?side=lender`)).find((line) => line.entity.name === 'Crédit du Littoral').entity.id
    const draft = (await agnes.post('api/operations', { reference: '=OP "é"/1', name: 'Draft',
      participations: [{ entity, side: 'manager' }, { entity: lender, side: 'lender' }] })).body.id
    await agnes.add(draft, PEOPLE.paul, { entity: lender })
    const answer = await agnes.get(`api/operations/${draft}/contacts.csv?sort=entity`)
    assert.equal(answer.headers['content-disposition'], 'attachment; filename="contacts--OP------1.csv"')
    assert.match(answer.text, /\r\n,,paul\.petit@littoral\.example,Crédit du Littoral,Lender,Queued,/)
    refused(await paul.get(`api/operations/${draft}/contacts.csv`), 404, 'not_found')
  })

  test('is bounded', async () => {
    const entity = (await agnes.all(`${path}?side=borrower`))[0].entity.id
    await sql(site, `BEGIN;
      CREATE TEMP TABLE n AS WITH RECURSIVE n(i) AS (VALUES (0) UNION ALL SELECT i + 1 FROM n WHERE i < 10000) SELECT i FROM n;
      INSERT INTO users (id, email, email_key, language, created_ms) SELECT 'many' || i, i || '@many.example', i || '@many.example', 'en', 1 FROM n;
      INSERT INTO contact (operation_id, current, sort_name, id, entity_id, side, user_id, status, since_ms, search)
      SELECT '${file}', 1, 'many' || i, 'many' || i, '${entity}', 'borrower', 'many' || i, 'invited', 1, 'many' FROM n; COMMIT`)
    const answer = await agnes.get(`${path}.csv`)
    refused(answer, 422, 'invalid_fields')
    assert.match(answer.body.fields.q, /10000/)
    assert.equal((await page('limit=1')).counts.invited > 10000, true)
    await sheet('side=lender')
  })
})
