// The operations of an environment: who sees which, filters, search, pages, details, register.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { sql } from './account.mjs'
import { PEOPLE, refused, Site } from './site.mjs'

let site

before(async () => (site = await Site.start()))
after(async () => assert.equal(await site.stop(), 0))

const references = (items) => items.map((item) => item.reference).sort()

describe('the list', () => {
  test('has the operations of the environment, as the contract shows them', async () => {
    const agnes = await site.as('agnes')
    const items = await agnes.all('api/operations')
    assert.ok(items.length >= 27)
    for (const item of items) {
      assert.deepEqual(Object.keys(item).sort(), ['contacts', 'id', 'manager', 'name', 'reference', 'side', 'status'])
      assert.deepEqual(Object.keys(item.manager).sort(), ['entity', 'name'])
      assert.ok(Number.isInteger(item.contacts))
    }
    assert.equal(new Set(items.map((item) => item.id)).size, items.length)
  })

  test('of a lender holds his open and closed ones, no draft', async () => {
    const paul = await site.as('paul')
    const items = await paul.all('api/operations')
    assert.deepEqual(references(items), ['OP-2025-0031', 'OP-2025-0038', 'OP-2025-0077', 'OP-2026-0009', 'OP-2026-0014',
      'OP-2026-0021', 'OP-2026-0042', 'OP-2026-0051', 'OP-2026-0057'])
    assert.ok(items.every((item) => item.side === 'lender' && item.manager.name === 'Banque Aurore'))
    const solene = await site.as('solene.mahe@littoral.example')
    assert.deepEqual(references(await solene.all('api/operations')), ['OP-2026-0042'], 'the draft 0060 is not hers to see')
  })

  test('of a borrower holds her files', async () => {
    const brune = await site.as('brune')
    const items = await brune.all('api/operations')
    assert.deepEqual(references(items), ['OP-2026-0042', 'OP-2026-0051'])
    assert.ok(items.every((item) => item.side === 'borrower'))
  })

  test('does not hold an operation from which one was revoked', async () => {
    const visitor = site.visitor()
    const session = await visitor.signIn('gaetan.pichon@verrerie.example')
    assert.ok(session.environment)
    const chloe = site.visitor()
    const hers = await chloe.signIn('chloe.simon@littoral.example')
    if (hers.environment) assert.deepEqual((await chloe.get('api/operations')).body.items, [])
    else refused(await chloe.get('api/operations'), 409, 'environment_needed')
  })

  test('is filtered by state and side', async () => {
    const agnes = await site.as('agnes')
    const all = await agnes.all('api/operations')
    for (const status of ['draft', 'open', 'closed']) {
      const some = await agnes.all(`api/operations?status=${status}`)
      assert.deepEqual(references(some), references(all.filter((item) => item.status === status)))
      assert.ok(some.length > 0)
    }
    for (const side of ['manager', 'lender', 'borrower']) {
      const some = await agnes.all(`api/operations?side=${side}`)
      assert.deepEqual(references(some), references(all.filter((item) => item.side === side)))
    }
  })

  test('is searched without regard to case and accents', async () => {
    const agnes = await site.as('agnes')
    for (const [q, wanted] of [['éoliennes', 'OP-2026-0014'], ['EOLIENNES du ponant', 'OP-2026-0014'],
      ['hüttenwerke', 'OP-2026-0049'], ['op-2026-0042', 'OP-2026-0042'], ['0042', 'OP-2026-0042'], ['four 3', 'OP-2026-0042']]) {
      const found = await agnes.all(`api/operations?q=${encodeURIComponent(q)}`)
      assert.ok(references(found).includes(wanted), q)
    }
  })

  test('is searched by the beginnings of words, all of them, in any order', async () => {
    const agnes = await site.as('agnes')
    const found = async (q) => references(await agnes.all(`api/operations?q=${encodeURIComponent(q)}`))
    for (const q of ['verrerie', 'VERR', 'four verrerie', '3 four', 'refinancement op-2026', 'l’ouest', "d l'ou", '— refin', 'ouest 0042'])
      assert.ok((await found(q)).includes('OP-2026-0042'), q)
    for (const q of ['errerie', 'verrerie ponant', 'verreries', '042', 'four 33', '—refin'])
      assert.deepEqual(await found(q), [], q)
  })

  test('finds an operation by what it is called now', async () => {
    const agnes = await site.as('agnes')
    const aurore = (await agnes.get('api/session')).body.environment.entity
    const found = async (q) => references((await agnes.get(`api/operations?q=${encodeURIComponent(q)}`)).body.items)
    const { body: { id } } = await agnes.post('api/operations', { reference: 'SEEK-1', name: 'Quai des Brumes', participations: [{ entity: aurore, side: 'manager' }] })
    assert.deepEqual([await found('brumes'), await found('seek')], [['SEEK-1'], ['SEEK-1']])
    assert.equal((await agnes.request('PATCH', `api/operations/${id}`, { name: 'Phare de l’Aube' })).status, 200)
    assert.deepEqual([await found('brumes'), await found('aube'), await found('seek')], [[], ['SEEK-1'], ['SEEK-1']])
    assert.equal((await agnes.request('PATCH', `api/operations/${id}`, { reference: 'SOUGHT-1' })).status, 200)
    assert.deepEqual([await found('seek'), await found('sought aube')], [[], ['SOUGHT-1']])
  })

  test('of thousands is searched as of few: rare words and common ones, page by page, narrowed as the list is', async () => {
    const paul = await site.as('paul')
    const { user: { id: user }, environment: { entity: littoral } } = (await paul.get('api/session')).body
    await sql(site, `BEGIN;
      WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 600)
        INSERT INTO operation (id, reference, name, sort_name, status, created_ms)
        SELECT printf('zz%05d', i), 'CROWD-' || i, 'Commun ' || i, 'commun ' || i, CASE WHEN i % 20 = 0 THEN 'closed' ELSE 'open' END, 1 FROM n;
      INSERT INTO participation (operation_id, entity_id, side) SELECT id, '${littoral}', 'lender' FROM operation WHERE id LIKE 'zz%';
      INSERT INTO operation_word (entity_id, word, operation_id) SELECT '${littoral}', w.value, o.id
        FROM operation o, json_each('["commun","crowd",' || CAST(substr(o.id, 3) AS INTEGER) || ']') w WHERE o.id LIKE 'zz%';
      INSERT INTO contact (operation_id, current, sort_name, id, entity_id, user_id, side, status, since_ms, search)
        SELECT id, 1, 'petit paul', 'line' || id, '${littoral}', '${user}', 'lender', 'active', 1, 'paul petit' FROM operation WHERE id LIKE 'zz%' AND CAST(substr(id, 3) AS INTEGER) % 10 = 0;
      COMMIT`)
    const mine = Array.from({ length: 60 }, (_, i) => `CROWD-${600 - 10 * i}`)
    for (const q of ['commun', 'CROWD', 'commun crowd', 'crow com']) {
      const seen = []
      for (let next = ''; next !== null;) {
        const { body } = await paul.get(`api/operations?q=${encodeURIComponent(q)}&limit=7${next && `&after=${encodeURIComponent(next)}`}`)
        seen.push(...body.items.map((item) => item.reference))
        next = body.next
      }
      assert.deepEqual(seen, mine, q)
    }
    const found = async (query) => (await paul.all(`api/operations?${query}`)).map((item) => item.reference)
    assert.deepEqual(await found('q=crowd-12'), ['CROWD-120'])
    assert.deepEqual(await found('q=commun%2060'), ['CROWD-600', 'CROWD-60'])
    assert.deepEqual(await found('q=crowd-7'), ['CROWD-70'], 'not what others of the house alone may open')
    assert.deepEqual(await found('q=crowd&status=closed'), mine.filter((one) => one.slice(6) % 20 === 0))
    assert.deepEqual(await found('q=crowd-12&status=open'), [])
    assert.deepEqual(await found('q=crowd&side=manager'), [])
  })

  test('takes signs of a pattern for what they are', async () => {
    const agnes = await site.as('agnes')
    for (const q of ['%', '_', '\\', '100%', '"', '0_42', '*', 'OP-2026%'])
      assert.deepEqual(await agnes.all(`api/operations?q=${encodeURIComponent(q)}`), [], q)
  })

  test('comes in pages that neither lose nor double', async () => {
    const agnes = await site.as('agnes')
    const all = await agnes.all('api/operations')
    for (const limit of [1, 7, all.length - 1, all.length]) {
      const seen = []
      let next = ''
      while (next !== null) {
        const page = (await agnes.get(`api/operations?limit=${limit}${next && `&after=${encodeURIComponent(next)}`}`)).body
        assert.ok(page.items.length <= limit)
        seen.push(...page.items.map((item) => item.id))
        next = page.next
      }
      assert.deepEqual(seen, all.map((item) => item.id), `pages of ${limit}`)
    }
  })

  test('refuses limits, filters and names that it does not know', async () => {
    const agnes = await site.as('agnes')
    for (const [query, member] of [['limit=0', 'limit'], ['limit=101', 'limit'], ['limit=-1', 'limit'], ['limit=1.5', 'limit'],
      ['limit=x', 'limit'], ['limit=99999999999999999999', 'limit'], ['status=gone', 'status'], ['side=Manager', 'side'],
      ['limit=1&limit=2', 'limit'], ['page=2', 'page']]) {
      const answer = await agnes.get(`api/operations?${query}`)
      refused(answer, 422, 'invalid_fields')
      assert.ok(answer.body.fields[member], `${query}: ${answer.text}`)
    }
    for (const query of ['q=%ff', 'q=%', 'q=%zz', 'q=%00', '%ff=1']) {
      const answer = await agnes.get(`api/operations?${query}`)
      assert.ok([400, 422].includes(answer.status), `${query}: ${answer.status}`)
    }
  })
})

describe('a cursor', () => {
  test('that is made up, cut or from another list is refused', async () => {
    const agnes = await site.as('agnes')
    const { id } = await agnes.operation('OP-2026-0042')
    const own = (await agnes.get('api/operations?limit=1')).body.next
    const other = (await agnes.get(`api/operations/${id}/contacts?limit=1`)).body.next
    assert.ok(own && other)
    for (const cursor of [other, own.slice(0, -1), `${own}A`, own.slice(1), 'x', '0', '../..', 'W10=', Buffer.from('["a","b"]').toString('base64url'),
      'A'.repeat(2048)]) {
      const answer = await agnes.get(`api/operations?after=${encodeURIComponent(cursor)}`)
      refused(answer, 422, 'invalid_fields')
      assert.ok(answer.body.fields.after)
    }
    refused(await agnes.get(`api/operations/${id}/contacts?after=${encodeURIComponent(own)}`), 422, 'invalid_fields')
    refused(await agnes.get(`api/operations/${id}/contacts?state=archived&after=${encodeURIComponent(other)}`), 422, 'invalid_fields')
    const next = await agnes.operation('OP-2026-0014')
    refused(await agnes.get(`api/operations/${next.id}/contacts?after=${encodeURIComponent(other)}`), 422, 'invalid_fields')
  })
})

describe('one operation', () => {
  test('shows a manager everybody who takes part', async () => {
    const agnes = await site.as('agnes')
    const { id } = await agnes.operation('OP-2026-0042')
    const { body } = await agnes.get(`api/operations/${id}`)
    assert.equal(body.reference, 'OP-2026-0042')
    assert.ok(body.participations.length >= 7)
    assert.ok(body.managers.some((one) => one.name.includes('Martin') && one.job_title && one.entity.name === 'Banque Aurore'))
    assert.ok(body.may.includes('add_contact'))
  })

  test('shows others who manages it, and themselves', async () => {
    const paul = await site.as('paul')
    const { id } = await paul.operation('OP-2026-0042')
    const { status, body, text } = await paul.get(`api/operations/${id}`)
    assert.equal(status, 200)
    assert.deepEqual(body.participations.map((one) => one.entity.name), ['Banque Aurore', 'Crédit du Littoral'])
    assert.ok(body.managers.length > 0)
    for (const name of ['Nordbank', 'Hespéride', 'Verrerie de l’Ouest', 'Koch'])
      assert.ok(!text.replace(body.name, '').includes(name), `${name} is none of his business`)
  })

  test('that is a draft is there for its managers only', async () => {
    const agnes = await site.as('agnes')
    const draft = await agnes.operation('OP-2026-0060')
    assert.equal(draft.status, 'draft')
    for (const name of ['lena', 'solene.mahe@littoral.example', 'erwan.lebihan@ponant.example'])
      refused(await (await site.as(name)).get(`api/operations/${draft.id}`), 404, 'not_found')
    assert.equal((await (await site.as('leo')).get(`api/operations/${draft.id}`)).status, 200)
  })

  test('of others looks exactly like one that is not there', async () => {
    const agnes = await site.as('agnes')
    const brune = await site.as('brune')
    const foreign = await agnes.operation('OP-2026-0014')
    const absent = `${foreign.id.slice(0, -1)}${foreign.id.endsWith('0') ? '1' : '0'}`
    for (const below of ['', '/contacts', '/register']) {
      const [one, two] = [await brune.get(`api/operations/${foreign.id}${below}`), await brune.get(`api/operations/${absent}${below}`)]
      refused(one, 404, 'not_found')
      assert.deepEqual({ ...one.body, request_id: '' }, { ...two.body, request_id: '' })
    }
  })

  test('is led to by a team leader whose people are on it', async () => {
    const tom = await site.as('tom')
    const { id } = await (await site.as('agnes')).operation('OP-2026-0042')
    const answer = await tom.get(`api/operations/${id}`)
    assert.equal(answer.status, 200, 'his people are lenders there')
    const contacts = await tom.all(`api/operations/${id}/contacts`)
    assert.ok(contacts.length > 0 && contacts.every((one) => one.entity.name === 'Nordbank'))
    const verrerie = await (await site.as('agnes')).operation('OP-2025-0024')
    refused(await tom.get(`api/operations/${verrerie.id}`), 404, 'not_found')
  })
})

describe('the register of an operation', () => {
  test('tells every decision, newest first, each side its own', async () => {
    const paul = await site.as('paul')
    const agnes = await site.as('agnes')
    const { id } = await paul.operation('OP-2026-0021')
    await paul.add(id, 'register.one@littoral.example')
    const line = await paul.contact(id, 'register.one@littoral.example')
    assert.equal((await paul.post(`api/operations/${id}/contacts/${line.id}/revoke`, { reason: 'Erreur « de » saisie' })).status, 200)
    const entries = await paul.all(`api/operations/${id}/register`)
    assert.deepEqual(Object.keys(entries[0]).sort(), ['action', 'actor', 'at', 'entity', 'reason', 'row', 'subject'])
    assert.equal(entries[0].action, 'contact_revoked')
    assert.equal(entries[0].reason, 'Erreur « de » saisie')
    assert.equal(entries[1].action, 'contact_invited')
    assert.ok(entries.every((entry, i) => i === 0 || entry.at <= entries[i - 1].at))
    const all = await agnes.all(`api/operations/${id}/register`)
    assert.ok(all.length >= entries.length)
    const lena = await site.as('stefan.krueger@nordbank.example')
    const theirs = await lena.all(`api/operations/${id}/register`)
    assert.ok(theirs.every((entry) => entry.subject?.email !== 'register.one@littoral.example'), 'sides do not see each other')
  })
})

describe('how many have access', () => {
  test('is told apart from those who are only invited, and those who wait', async () => {
    const agnes = await site.as('agnes')
    const littoral = (await (await site.as('paul')).get('api/session')).body.environment.entity
    const { id } = await agnes.operation('OP-2026-0042')
    await agnes.add(id, 'compte1@littoral.example', { entity: littoral })
    await agnes.add(id, 'lea.fontaine@littoral.example', { entity: littoral, from: new Date(Date.now() + 86400000).toISOString() })
    for (const visitor of [agnes, await site.as('paul'), await site.as('brune')]) {
      const { contacts, contact_counts: counts } = (await visitor.get(`api/operations/${id}`)).body
      const lines = await visitor.all(`api/operations/${id}/contacts`)
      const of = (status) => lines.filter((line) => line.status === status).length
      assert.deepEqual(counts, { active: of('active'), invited: of('invited'), queued: of('queued') })
      assert.equal(counts.active + counts.invited + counts.queued, contacts)
    }
    const { contact_counts: counts } = (await agnes.get(`api/operations/${id}`)).body
    assert.ok(counts.active > 0 && counts.invited > 0)
  })
})

describe('the register of an entity', () => {
  test('names the operation of each decision, if it is about one', async () => {
    const agnes = await site.as('agnes')
    const { entity } = (await agnes.get('api/session')).body.environment
    const { id, reference, name } = await agnes.operation('OP-2026-0040')
    const { contact } = await agnes.add(id, PEOPLE.max, { entity })
    assert.equal((await agnes.post(`api/operations/${id}/contacts/${contact.id}/revoke`, { reason: '=1+1' })).status, 200)
    const { id: person } = (await agnes.all(`api/entities/${entity}/habilitations`)).find((one) => one.email === PEOPLE.leo)
    assert.equal((await agnes.request('PATCH', `api/entities/${entity}/habilitations/${person}`, { roles: ['creator'] })).status, 200)
    const entries = await agnes.all(`api/entities/${entity}/register`)
    assert.deepEqual(Object.keys(entries[0]).sort(), ['action', 'actor', 'at', 'entity', 'operation', 'reason', 'row', 'subject'])
    assert.deepEqual(entries.slice(0, 2).map((one) => [one.action, one.operation, one.subject.email, one.reason]), [
      ['habilitation_changed', null, PEOPLE.leo, null], ['contact_revoked', { reference, name }, PEOPLE.max, '=1+1']])
    assert.ok(entries.every((one) => one.entity.id === entity))
    const narrowed = await agnes.all(`api/entities/${entity}/register?action=contact_revoked&since=${entries[1].at}`)
    assert.deepEqual(narrowed, [entries[1]])
    assert.deepEqual(await agnes.all(`api/entities/${entity}/register?until=${entries.at(-1).at}`), [])
  })
})
