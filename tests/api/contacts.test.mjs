// Who has access, on whose behalf, granted by whom: adding, revoking, restoring, sending again.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { sql } from './account.mjs'
import { PEOPLE, refused, Site } from './site.mjs'

let site, agnes, leo, paul, lena, brune, file

before(async () => {
  site = await Site.start()
  agnes = await site.as('agnes')
  leo = await site.as('leo')
  paul = await site.as('paul')
  lena = await site.as('lena')
  brune = await site.as('brune')
  file = (await agnes.operation('OP-2026-0042')).id
})
after(async () => {
  await site.check()
  assert.equal(await site.stop(), 0)
})

const contacts = (operation) => `api/operations/${operation}/contacts`
const act = (visitor, operation, id, what, body) => visitor.post(`${contacts(operation)}/${id}/${what}`, body)
const entity = async (name) => (await agnes.get(`api/operations/${file}`)).body.participations.find((one) => one.entity.name === name).entity.id

describe('the list', () => {
  test('shows a manager all sides and a lender his own entity', async () => {
    const all = await agnes.all(contacts(file))
    const sides = new Set(all.map((one) => one.side))
    assert.deepEqual([...sides].sort(), ['borrower', 'lender', 'manager'])
    const own = await paul.all(contacts(file))
    assert.ok(own.length > 3)
    assert.ok(own.every((one) => one.entity.name === 'Crédit du Littoral'))
    assert.deepEqual(own.map((one) => one.id), all.filter((one) => one.entity.name === 'Crédit du Littoral').map((one) => one.id))
  })

  test('shows a line as the contract says', async () => {
    const line = await paul.contact(file, PEOPLE.paul)
    for (const name of ['id', 'email', 'first_name', 'last_name', 'entity', 'side', 'status', 'since', 'until', 'added_by',
      'revoked_at', 'revoked_by', 'reason', 'may'])
      assert.ok(name in line, name)
    assert.deepEqual([line.first_name, line.last_name, line.status, line.side, line.revoked_at], ['Paul', 'Petit', 'active', 'lender', null])
    assert.deepEqual(line.may, ['leave', 'hand_over'], 'nobody revokes himself')
  })

  test('keeps the revoked and the expired in the archive', async () => {
    const former = await agnes.all(`${contacts(file)}?state=archived`)
    const states = new Set(former.map((one) => one.status))
    assert.deepEqual([...states].sort(), ['expired', 'revoked'])
    const chloe = former.find((one) => one.email === PEOPLE.chloe)
    assert.equal(chloe.reason, 'A quitté l\'équipe des engagements')
    assert.ok(chloe.revoked_at && chloe.revoked_by.includes('Petit'))
    const current = await agnes.all(contacts(file))
    assert.ok(!current.some((one) => former.some((two) => two.id === one.id)))
    const expired = former.find((one) => one.status === 'expired')
    assert.ok(Date.parse(expired.until) < Date.now())
  })

  test('is searched by name or address, and by entity', async () => {
    for (const [q, email] of [['petit', PEOPLE.paul], ['PAUL', PEOPLE.paul], ['besnard', 'marie-laure.besnard@littoral.example'],
      ['mahé', 'solene.mahe@littoral.example'], ['MAHE', 'solene.mahe@littoral.example'], ['@verrerie', PEOPLE.brune]]) {
      const found = await agnes.all(`${contacts(file)}?q=${encodeURIComponent(q)}`)
      assert.ok(found.some((one) => one.email === email), q)
    }
    const nordbank = await agnes.all(`${contacts(file)}?entity=${await entity('Nordbank')}`)
    assert.ok(nordbank.length > 0 && nordbank.every((one) => one.entity.name === 'Nordbank'))
    assert.deepEqual(await paul.all(`${contacts(file)}?entity=${await entity('Nordbank')}`), [], 'not for another side')
  })

  test('comes in pages', async () => {
    const all = (await agnes.all(contacts(file))).map((one) => one.id)
    const seen = []
    for (let next = ''; next !== null;) {
      const page = (await agnes.get(`${contacts(file)}?limit=9${next && `&after=${encodeURIComponent(next)}`}`)).body
      seen.push(...page.items.map((one) => one.id))
      next = page.next
    }
    assert.deepEqual(seen, all)
  })
})

describe('adding', () => {
  test('somebody without account invites him, and a mail goes out', async () => {
    const item = await paul.add(file, 'nouvelle.personne@littoral.example', { message: 'Bienvenue !\nÀ bientôt.' })
    assert.equal(item.result, 'invited')
    assert.equal(item.email, 'nouvelle.personne@littoral.example')
    assert.equal(item.contact.status, 'invited')
    assert.ok(item.contact.added_by.includes('Petit'))
    const mail = await site.mail('nouvelle.personne@littoral.example')
    for (const part of ['Paul Petit', 'Crédit du Littoral', 'refinancement du four 3', 'À bientôt.'])
      assert.ok(mail.text.includes(part), part)
    assert.match(mail.text, new RegExp(`${site.url}#/join/[A-Za-z0-9_-]{32}`))
    assert.ok(mail.html.includes('#/join/'))
  })

  test('somebody with an account lets him in at once', async () => {
    const lea = await site.as('lea.fontaine@littoral.example')
    const other = (await paul.operation('OP-2026-0051')).id
    refused(await lea.get(`api/operations/${other}`), 404, 'not_found')
    const item = await paul.add(other, 'LEA.Fontaine@littoral.example')
    assert.equal(item.result, 'active')
    assert.equal((await lea.get(`api/operations/${other}`)).status, 200)
    const mail = await site.mail('lea.fontaine@littoral.example', (one) => one.text.includes('renouvelable'))
    assert.doesNotMatch(mail.text, /#\/join\//)
  })

  test('gives each address its own answer and loses none', async () => {
    const answer = await paul.post(contacts(file), {
      emails: ['good.one@littoral.example', 'not an address', PEOPLE.paul, PEOPLE.chloe, 'good.one@LITTORAL.example ', 'good.two@littoral.example'],
    })
    assert.equal(answer.status, 200)
    assert.deepEqual(answer.body.items.map((one) => [one.result, one.code]), [
      ['invited', undefined], ['refused', 'bad_email'], ['unchanged', undefined], ['active', undefined],
      ['refused', 'duplicate'], ['invited', undefined]])
    assert.equal((await paul.contact(file, PEOPLE.chloe)).status, 'active', 'who was revoked is back by being added')
  })

  test('again changes nothing and mails nobody', async () => {
    await paul.add(file, 'again@littoral.example')
    await site.mail('again@littoral.example')
    const again = await paul.add(file, ' AGAIN@littoral.example')
    assert.equal(again.result, 'unchanged')
    assert.equal((await agnes.all(`${contacts(file)}?q=again`)).length, 1)
    await paul.add(file, 'fence@littoral.example')
    await site.mail('fence@littoral.example')
    assert.equal((await site.mails('again@littoral.example')).length, 1)
  })

  test('keeps the address as it was written and matches it in any case', async () => {
    const item = await paul.add(file, 'Zoë+Desk@Littoral.example')
    assert.equal(item.email, 'Zoë+Desk@Littoral.example')
    assert.equal((await paul.add(file, 'zoË+desk@littoral.EXAMPLE')).result, 'unchanged')
    assert.equal((await paul.add(file, 'zoe+desk@littoral.example')).result, 'invited', 'another mailbox')
  })

  test('takes an international domain in both its forms for one', async () => {
    assert.equal((await paul.add(file, 'anna@müller-bank.example')).result, 'invited')
    assert.equal((await paul.add(file, 'anna@xn--mller-bank-9db.example')).result, 'unchanged')
  })

  test('refuses what is no address, each by itself', async () => {
    const bad = ['', ' ', '@', 'a@', '@b.example', 'a@b', 'a b@c.example', '"quoted local"@c.example', 'a@@c.example', 'a@c..example',
      '.a@c.example', 'a.@c.example', 'a..b@c.example', 'a@-c.example', 'a@c.example\nBcc: x@y.example', 'a@[127.0.0.1]', 'a@b,c@d.example',
      'Paul <a@c.example', 'Paul <a b@c.example>', '<>', `${'a'.repeat(65)}@c.example`, `a@${'b'.repeat(300)}.example`, 'a@c.example\u0007', "x'; DROP TABLE contact; --"]
    const answer = await paul.post(contacts(file), { emails: bad })
    assert.equal(answer.status, 200, answer.text)
    answer.body.items.forEach((item, i) => assert.deepEqual([item.result, item.code], ['refused', 'bad_email'], bad[i]))
  })

  test('takes an address out of what was pasted with it', async () => {
    const pasted = { 'PETIT, Ursule <ursule.petit@littoral.example>': 'ursule.petit@littoral.example', '"Leroy, Zita" <zita@littoral.example>': 'zita@littoral.example',
      '\u200Byves@littoral.example\u202A': 'yves@littoral.example', '\u00A0<xena@littoral.example>\uFEFF': 'xena@littoral.example',
      'mailto:wanda@littoral.example': 'wanda@littoral.example' }
    const answer = await paul.post(contacts(file), { emails: Object.keys(pasted) })
    assert.deepEqual(answer.body.items.map(({ email, result }) => [email, result]), Object.values(pasted).map((email) => [email, 'invited']))
    const mail = await site.mail('ursule.petit@littoral.example')
    assert.deepEqual(mail.to.value.map(({ address }) => address), ['ursule.petit@littoral.example'])
    assert.equal((await paul.contact(file, 'yves@littoral.example')).email, 'yves@littoral.example')
  })

  test('refuses the signs of word processors before the @, in words of their own', async () => {
    const answer = await paul.post(contacts(file), { emails: ['o\u2019brien@littoral.example', 'd\u00b4arc@littoral.example', "o'brien@littoral.example", 'maëlle@littoral.example'] })
    assert.deepEqual(answer.body.items.map(({ result, code }) => code ?? result), ['email_letters', 'email_letters', 'invited', 'invited'])
  })

  test('takes a hundred at once and not one more', async () => {
    const many = (n, at) => Array.from({ length: n }, (_, i) => `p${i}@${at}.example`)
    const answer = await brune.post(contacts(file), { emails: many(100, 'hundred') })
    assert.equal(answer.status, 200)
    assert.equal(answer.body.items.filter((item) => item.result === 'invited').length, 100)
    const over = await brune.post(contacts(file), { emails: many(101, 'hundredone') })
    refused(over, 422, 'invalid_fields')
    assert.ok(over.body.fields.emails)
    assert.deepEqual(await brune.all(`${contacts(file)}?q=hundredone`), [], 'none of them')
    refused(await brune.post(contacts(file), { emails: [] }), 422, 'invalid_fields')
  })

  test('for another entity is for managers', async () => {
    const nordbank = await entity('Nordbank')
    refused(await paul.post(contacts(file), { emails: ['x@nordbank.example'], entity: nordbank }), 403, 'forbidden')
    const item = await agnes.add(file, 'neu@littoral.example', { entity: await entity('Crédit du Littoral') })
    assert.equal(item.result, 'invited')
    assert.equal(item.contact.entity.name, 'Crédit du Littoral')
  })

  test('for an entity that does not take part is refused', async () => {
    const maison = (await (await site.as('alix.moreau@lorient.example')).get('api/session')).body.environment.entity
    for (const id of [maison, 'nothing']) {
      const answer = await agnes.post(contacts(file), { emails: ['x@lorient.example'], entity: id })
      refused(answer, 422, 'invalid_fields')
      assert.ok(answer.body.fields.entity)
    }
  })

  test('at a client entity waits for a team leader, who is asked', async () => {
    const item = await lena.add(file, 'unbekannt@nordbank.example')
    assert.equal(item.result, 'queued')
    assert.deepEqual([item.contact.status, item.contact.waits_for], ['queued', 'agreement'])
    await site.mail(PEOPLE.tom, (mail) => mail.text.includes('unbekannt@nordbank.example'))
    assert.equal((await site.mails('unbekannt@nordbank.example')).length, 0, 'no link before the yes')
    assert.equal((await lena.add(file, 'unbekannt@nordbank.example')).result, 'unchanged')
    const later = (await lena.add(file, 'spaeter@nordbank.example', { from: '2031-03-04T10:00:00Z' })).contact
    assert.deepEqual([later.waits_for, later.from], ['agreement', '2031-03-04T10:00:00.000Z'], 'both are told')
    const katrin = await lena.add(file, 'katrin.vogt@nordbank.example')
    assert.deepEqual([katrin.result, katrin.contact.waits_for], ['active', null], 'she holds an active habilitation')
    const ulrike = await agnes.add(file, 'ulrike.stahl@nordbank.example', { entity: await entity('Nordbank') })
    assert.equal(ulrike.result, 'queued', 'hers is archived, a manager changes nothing about that')
  })

  test('to a draft waits, to a closed operation is refused', async () => {
    const draft = (await agnes.operation('OP-2026-0060')).id
    const littoral = await entity('Crédit du Littoral')
    const item = await agnes.add(draft, 'plus.tard@littoral.example', { entity: littoral })
    assert.deepEqual([item.result, item.contact.waits_for], ['queued', 'publication'])
    const closed = (await agnes.operation('OP-2025-0024')).id
    refused(await agnes.post(contacts(closed), { emails: ['x@aurore.example'] }), 409, 'operation_closed')
    assert.equal((await site.mails('plus.tard@littoral.example')).length, 0)
  })

  test('with an end gives access until then', async () => {
    const until = new Date(Date.now() + 86400000).toISOString()
    const item = await paul.add(file, 'interim@littoral.example', { until })
    assert.equal(item.contact.until, until)
    for (const wrong of ['2020-01-01T00:00:00Z', new Date(Date.now() - 1000).toISOString()]) {
      const answer = await paul.post(contacts(file), { emails: ['late@littoral.example'], until: wrong })
      refused(answer, 422, 'invalid_fields')
      assert.ok(answer.body.fields.until)
    }
    for (const wrong of ['tomorrow', '2027-13-01T00:00:00Z', '2027-02-30T00:00:00Z', 1800000000, '', '2027-01-01'])
      refused(await paul.post(contacts(file), { emails: ['late@littoral.example'], until: wrong }), 422, 'invalid_fields')
    assert.equal(await paul.contact(file, 'late@littoral.example'), undefined)
  })

  test('by two colleagues in the same instant makes one line and one mail', async () => {
    const claire = await site.as('claire.dubois@littoral.example')
    for (let i = 0; i < 20; i++) {
      const email = `same.instant${i}@littoral.example`
      const items = await Promise.all([paul.add(file, email), claire.add(file, email), paul.add(file, email.toUpperCase())])
      assert.deepEqual(items.map((item) => item.result).sort(), ['invited', 'unchanged', 'unchanged'])
      assert.equal(new Set(items.map((item) => item.contact.id)).size, 1)
    }
    await paul.add(file, 'second.fence@littoral.example')
    await site.mail('second.fence@littoral.example')
    for (let i = 0; i < 20; i++) assert.equal((await site.mails(`same.instant${i}@littoral.example`)).length, 1)
  })
})

describe('revoking', () => {
  test('acts at once, on the open page and on every direct address', async () => {
    const victim = await site.as('didier.rocher@littoral.example')
    assert.equal((await victim.get(`api/operations/${file}`)).status, 200)
    const line = await paul.contact(file, 'didier.rocher@littoral.example')
    assert.deepEqual(line.may, ['revoke', 'extend'])
    const answer = await act(paul, file, line.id, 'revoke', { reason: 'Changement de poste' })
    assert.equal(answer.status, 200)
    assert.deepEqual([answer.body.status, answer.body.reason], ['revoked', 'Changement de poste'])
    assert.deepEqual(answer.body.may, ['restore'])
    for (const path of ['', '/contacts', '/register', `/contacts?q=petit`])
      refused(await victim.get(`api/operations/${file}${path}`), 404, 'not_found')
    refused(await victim.post(contacts(file), { emails: ['x@littoral.example'] }), 404, 'not_found')
    refused(await act(victim, file, line.id, 'restore'), 404, 'not_found')
    assert.ok(!(await victim.all('api/operations')).some((item) => item.id === file))
    assert.equal(await paul.contact(file, line.email), undefined)
    assert.equal((await paul.contact(file, line.email, 'archived')).status, 'revoked')
    await site.mail('didier.rocher@littoral.example', (mail) => mail.text.includes('Changement de poste'))
  })

  test('twice is a conflict', async () => {
    const line = await paul.contact(file, 'solene.mahe@littoral.example')
    assert.equal((await act(paul, file, line.id, 'revoke')).status, 200)
    refused(await act(paul, file, line.id, 'revoke'), 409, 'already_revoked')
    refused(await act(agnes, file, line.id, 'revoke', {}), 409, 'already_revoked')
  })

  test('by several in the same instant happens once', async () => {
    const line = await agnes.contact(file, 'chiara.lombardi@valdoria.example')
    const answers = await Promise.all([agnes, leo, agnes, leo].map((one) => act(one, file, line.id, 'revoke')))
    assert.deepEqual(answers.map((one) => one.status).sort(), [200, 409, 409, 409])
    const entries = (await agnes.all(`api/operations/${file}/register`)).filter((one) => one.subject?.email === line.email && one.action === 'contact_revoked')
    assert.equal(entries.length, 1)
  })

  test('oneself is not possible', async () => {
    const line = await paul.contact(file, PEOPLE.paul)
    refused(await act(paul, file, line.id, 'revoke'), 403, 'own_line')
    const own = await agnes.contact(file, PEOPLE.agnes)
    refused(await act(agnes, file, own.id, 'revoke'), 403, 'own_line')
  })

  test('people of another side is nobody’s but the managers’', async () => {
    const line = await agnes.contact(file, PEOPLE.brune)
    refused(await act(paul, file, line.id, 'revoke'), 404, 'not_found')
    refused(await act(lena, file, line.id, 'revoke'), 404, 'not_found')
    assert.equal((await agnes.contact(file, PEOPLE.brune)).status, 'active')
  })

  test('never leaves an operation without a manager', async () => {
    const shared = (await agnes.operation('OP-2026-0021')).id
    const claire = await site.as('claire')
    assert.equal((await act(leo, shared, (await leo.contact(shared, PEOPLE.agnes)).id, 'revoke')).status, 200)
    const last = await claire.contact(shared, PEOPLE.leo)
    refused(await act(claire, shared, last.id, 'revoke'), 409, 'last_manager')
    assert.equal((await leo.get(`api/operations/${shared}`)).status, 200)
    await leo.add(shared, PEOPLE.agnes)
  })

  test('each other in the same instant leaves one of two managers', async () => {
    const pair = (await agnes.operation('OP-2025-0038')).id
    const [one, two] = [await leo.contact(pair, PEOPLE.agnes), await agnes.contact(pair, PEOPLE.leo)]
    const answers = await Promise.all([act(leo, pair, one.id, 'revoke'), act(agnes, pair, two.id, 'revoke')])
    assert.ok([404, 409].includes(Math.max(...answers.map((answer) => answer.status))), 'gone, or the last one')
    assert.equal(Math.min(...answers.map((answer) => answer.status)), 200)
    const survivor = answers[0].status === 200 ? leo : agnes
    assert.equal((await survivor.get(`api/operations/${pair}`)).body.managers.length, 1)
    await survivor.add(pair, survivor === leo ? PEOPLE.agnes : PEOPLE.leo)
  })

  test('is possible on a closed operation, restoring is not', async () => {
    const closed = (await agnes.operation('OP-2025-0024')).id
    const line = await agnes.contact(closed, 'odile.garnier@verrerie.example')
    assert.equal((await act(agnes, closed, line.id, 'revoke')).status, 200)
    refused(await act(agnes, closed, line.id, 'restore'), 409, 'operation_closed')
  })

  test('somebody invited ends his link', async () => {
    await paul.add(file, 'rappel@littoral.example')
    const secret = await site.secret('rappel@littoral.example')
    assert.equal((await site.visitor().post('api/invitations/show', { secret })).status, 200)
    const line = await paul.contact(file, 'rappel@littoral.example')
    assert.equal((await act(paul, file, line.id, 'revoke')).status, 200)
    refused(await site.visitor().post('api/invitations/show', { secret }), 404, 'not_found')
  })

  test('and restoring do not cross: one of both wins each time', async () => {
    const line = await paul.contact(file, 'marie-laure.besnard@littoral.example')
    for (let i = 0; i < 4; i++) {
      const answers = await Promise.all([act(paul, file, line.id, 'revoke'), act(agnes, file, line.id, 'restore'), act(leo, file, line.id, 'revoke')])
      const statuses = answers.map((one) => one.status)
      assert.ok(statuses.every((status) => [200, 409].includes(status)), statuses.join())
    }
    const current = await agnes.contact(file, line.email)
    const archived = await agnes.contact(file, line.email, 'archived')
    assert.equal(Number(!!current) + Number(!!archived), 1)
  })
})

describe('restoring', () => {
  test('gives the access back, under today’s rules, with a new end only', async () => {
    const lea = await site.as('lea.fontaine@littoral.example')
    const until = new Date(Date.now() + 86400000).toISOString()
    const line = await paul.contact(file, 'lea.fontaine@littoral.example')
    assert.equal((await act(paul, file, line.id, 'revoke', { reason: 'absence' })).status, 200)
    refused(await lea.get(`api/operations/${file}`), 404, 'not_found')
    const back = await act(paul, file, line.id, 'restore', { until, reason: 'de retour' })
    assert.equal(back.status, 200)
    assert.deepEqual([back.body.id, back.body.status, back.body.until, back.body.reason, back.body.revoked_at], [line.id, 'active', until, null, null])
    const [told] = (await paul.get(`api/operations/${file}/register`)).body.items
    assert.deepEqual([told.action, told.reason], ['contact_restored', 'de retour'])
    assert.equal((await lea.get(`api/operations/${file}`)).status, 200)
    assert.equal((await act(paul, file, line.id, 'revoke')).status, 200)
    const silent = await act(paul, file, line.id, 'restore')
    refused(silent, 422, 'invalid_fields')
    assert.deepEqual(Object.keys(silent.body.fields), ['until'], 'it had an end, and needs another word about it')
    assert.equal((await act(paul, file, line.id, 'restore', { until: null })).body.until, null, 'no outdated end comes back')
  })

  test('what is active is a conflict', async () => {
    const line = await agnes.contact(file, PEOPLE.brune)
    refused(await act(agnes, file, line.id, 'restore'), 409, 'not_revoked')
  })

  test('a client’s person without habilitation waits for the leader', async () => {
    const line = await agnes.contact(file, 'ulrike.stahl@nordbank.example', 'archived') ?? await agnes.contact(file, 'ulrike.stahl@nordbank.example')
    if (line.status !== 'revoked') await act(agnes, file, line.id, 'revoke')
    const back = await act(agnes, file, line.id, 'restore')
    assert.deepEqual([back.status, back.body.status], [200, 'queued'])
  })

  test('what has expired needs a new end or none', async () => {
    const line = (await agnes.all(`${contacts(file)}?state=archived`)).find((one) => one.status === 'expired')
    refused(await act(agnes, file, line.id, 'restore', { until: line.until }), 422, 'invalid_fields')
    refused(await act(agnes, file, line.id, 'restore'), 422, 'invalid_fields')
    const back = await act(agnes, file, line.id, 'restore', { until: null })
    assert.deepEqual([back.status, back.body.until], [200, null])
    assert.notEqual(back.body.status, 'expired')
  })

  test('oneself is not possible', async () => {
    const benoit = await site.as('guillaume.poirier@littoral.example')
    const line = await agnes.contact(file, 'guillaume.poirier@littoral.example', 'archived')
    refused(await act(benoit, file, line.id, 'restore'), 404, 'not_found')
  })
})

describe('undoing a revocation', () => {
  const register = async () => (await agnes.get(`api/operations/${file}/register?limit=3`)).body.items
  const access = (id) => sql(site, `SELECT from_ms AS since, to_ms AS until FROM access WHERE contact_id = '${id}' ORDER BY from_ms`)
  const given = ({ since, added_by, from, until, status }) => ({ since, added_by, from, until, status })

  test('brings back who gave the access, since when and until when; the register and the access tell both', async () => {
    const until = new Date(Date.now() + 5 * 86400000).toISOString()
    const before = (await agnes.add(file, 'solene.mahe@littoral.example', { until, entity: (await agnes.contact(file, PEOPLE.paul)).entity.id })).contact
    assert.equal(before.status, 'active')
    refused(await act(paul, file, before.id, 'restore', { undo: true }), 409, 'not_revoked')
    assert.equal((await act(paul, file, before.id, 'revoke', { reason: 'mauvaise ligne' })).status, 200)
    const undone = await act(paul, file, before.id, 'restore', { undo: true })
    assert.equal(undone.status, 200, undone.text)
    assert.deepEqual(given(undone.body), given(before))
    assert.deepEqual([undone.body.revoked_at, undone.body.revoked_by, undone.body.reason], [null, null, null])
    assert.deepEqual((await register()).slice(0, 2).map((one) => [one.action, one.actor.name, one.reason]),
      [['revocation_undone', 'Paul Petit', null], ['contact_revoked', 'Paul Petit', 'mauvaise ligne']])
    const intervals = (await access(before.id)).slice(-2)
    assert.equal(intervals.length, 2)
    assert.ok(intervals[0].until !== null && intervals[0].until <= intervals[1].since && intervals[1].until === null, 'it was off for a moment, and that stays true')
    assert.equal((await (await site.as('solene.mahe@littoral.example')).get(`api/operations/${file}`)).status, 200)
  })

  test('is for who revoked it, with nothing else said, and only while nothing else has happened', async () => {
    const line = await paul.contact(file, 'solene.mahe@littoral.example')
    assert.equal((await act(agnes, file, line.id, 'revoke')).status, 200)
    refused(await act(paul, file, line.id, 'restore', { undo: true }), 409, 'undo_over')
    for (const more of [{ until: null }, { from: new Date(Date.now() + 86400000).toISOString() }])
      refused(await act(agnes, file, line.id, 'restore', { undo: true, ...more }), 422, 'invalid_fields')
    assert.equal((await act(paul, file, line.id, 'restore', { undo: false, until: line.until })).status, 200, 'an ordinary one')
    refused(await act(agnes, file, line.id, 'restore', { undo: true }), 409, 'not_revoked')
    assert.equal((await act(agnes, file, line.id, 'revoke')).status, 200)
    await sql(site, `UPDATE contact SET revoked_ms = revoked_ms - 600001 WHERE id = '${line.id}'`)
    refused(await act(agnes, file, line.id, 'restore', { undo: true }), 409, 'undo_over')
    const back = await act(agnes, file, line.id, 'restore', { until: null })
    assert.deepEqual([back.status, back.body.added_by], [200, 'Agnès Martin'], 'an ordinary one still is possible, and is hers')
  })

  test('of an invitation lets the link live that was sent', async () => {
    const email = 'repris@littoral.example'
    const before = (await paul.add(file, email)).contact
    const secret = await site.secret(email)
    assert.equal((await act(paul, file, before.id, 'revoke')).status, 200)
    refused(await site.visitor().post('api/invitations/show', { secret }), 404, 'not_found')
    const undone = await act(paul, file, before.id, 'restore', { undo: true })
    assert.deepEqual([given(undone.body), undone.body.invitation_expires], [given(before), before.invitation_expires])
    assert.equal((await site.visitor().post('api/invitations/show', { secret })).status, 200)
    assert.deepEqual(await sql(site, `SELECT count(*) AS n FROM outbox WHERE email = '${email}'`), [{ n: 1 }], 'no second mail')
  })

  test('of one who waits asks nobody a second time', async () => {
    const line = await agnes.contact(file, 'ulrike.stahl@nordbank.example')
    assert.equal(line.status, 'queued')
    const open = () => sql(site, `SELECT r.id FROM request r JOIN users u ON u.id = r.user_id WHERE u.email = '${line.email}' AND r.status = 'open'`)
    const before = await open()
    assert.equal(before.length, 1)
    await act(agnes, file, line.id, 'revoke')
    assert.deepEqual(await open(), [])
    const undone = await act(agnes, file, line.id, 'restore', { undo: true })
    assert.deepEqual([given(undone.body), await open()], [given(line), before])
  })
})

describe('sending again', () => {
  test('mails a new link, and the old one ends', async () => {
    await paul.add(file, 'encore@littoral.example')
    const first = await site.secret('encore@littoral.example')
    const line = await paul.contact(file, 'encore@littoral.example')
    assert.ok(line.may.includes('resend'))
    const answer = await act(paul, file, line.id, 'resend')
    assert.equal(answer.status, 202)
    assert.doesNotMatch(answer.text, /[A-Za-z0-9_-]{32}/, 'the inviter never sees a secret')
    const second = await site.secret('encore@littoral.example', 1)
    assert.notEqual(second, first)
    refused(await site.visitor().post('api/invitations/show', { secret: first }), 404, 'not_found')
    assert.equal((await site.visitor().post('api/invitations/show', { secret: second })).status, 200)
  })

  test('is for who waits, and not without end', async () => {
    const line = await agnes.contact(file, PEOPLE.brune)
    refused(await act(agnes, file, line.id, 'resend'), 409, 'not_invited')
    const waiting = await paul.contact(file, 'encore@littoral.example')
    let answer
    for (let i = 0; i < 8; i++) answer = await act(paul, file, waiting.id, 'resend')
    refused(answer, 429, 'throttled')
  })
})

describe('an id from elsewhere', () => {
  test('opens nothing, wherever it is put', async () => {
    const other = (await agnes.operation('OP-2026-0014')).id
    const foreign = await agnes.contact(other, 'giulia.ferrante@valdoria.example')
    const own = await agnes.contact(file, 'giulia.ferrante@valdoria.example')
    for (const what of ['revoke', 'restore', 'resend']) {
      refused(await act(agnes, file, foreign.id, what), 404, 'not_found')
      refused(await act(agnes, other, own.id, what), 404, 'not_found')
      refused(await act(brune, other, foreign.id, what), 404, 'not_found')
      refused(await act(brune, file, own.id, what), 404, 'not_found')
      for (const id of [file, '0', '%00', '..', '%2e%2e', 'a'.repeat(3000), "'", '%F0%9F%92%A9', '{contact}'])
        assert.ok([400, 404].includes((await act(agnes, file, id, what)).status), id)
    }
    for (const id of ['', '0', '%00', '..%2f..', 'a'.repeat(3000), foreign.id, "';--", '{operation}'])
      assert.ok([400, 404, 405].includes((await agnes.get(`api/operations/${id}/contacts`)).status), id)
  })
})
