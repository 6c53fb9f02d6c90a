// Moving to another address: same account, same lines, nothing twice; and nobody moves somebody else.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { Browser, CHOSEN, mailCount, person, resetOf, sql, value } from './account.mjs'
import { actions, askFor, entityId, House, join, kinds } from './house.mjs'
import { codeOf, PEOPLE, PROGRAM, refused, run, Site, until } from './site.mjs'

const CLAIRE = 'claire.dubois@littoral.example'

let site, littoral, file, made = 0

before(async () => {
  site = await Site.start()
  littoral = await entityId(site, 'Littoral')
  file = (await (await site.as('paul')).operation('OP-2026-0042')).id
})
after(async () => {
  const verified = await run(PROGRAM, ['register', 'verify'], site.settings)
  assert.equal(verified.status, 0, verified.stderr)
  await site.check({ touched: true })
  assert.equal(await site.stop(), 0)
})

const fresh = (domain = 'ailleurs.example') => `p${++made}@${domain}`
const linkTo = (mail) => /#\/address\/([A-Za-z0-9_-]+)/.exec(mail.text)?.[1]
const preview = (visitor, email) => visitor.post('api/account/address/preview', { email })
const ask = (visitor, email, password = CHOSEN) => visitor.post('api/account/address', { email, password })
const confirm = (visitor, code) => visitor.post('api/account/address/confirm', { code })
const pending = async (visitor) => (await visitor.get('api/account/address')).body.pending
const show = (secret) => site.visitor().post('api/address/show', { secret })
const cancel = (secret) => site.visitor().post('api/address/cancel', { secret })
const rowOf = async (email) => (await sql(site, `SELECT * FROM users WHERE email_key = '${email}'`))[0]
const sweep = async () => assert.equal((await run(PROGRAM, ['mail', '--once'], site.settings)).status, 0)

/** Asks, and gives the code that came to the new mailbox and the link that came to the old one. */
async function begin(visitor, email, password = CHOSEN) {
  const old = (await visitor.get('api/account')).body.email
  const [codes, links] = [(await site.mails(email)).length, (await site.mails(old)).length]
  const answer = await ask(visitor, email, password)
  assert.equal(answer.status, 202, answer.text)
  assert.equal(answer.text, '')
  const code = codeOf(await site.mail(email, (mail) => codeOf(mail) !== undefined, codes))
  const link = linkTo(await site.mail(old, (mail) => linkTo(mail) !== undefined, links))
  return { code, link, old }
}

async function move(visitor, email, password = CHOSEN) {
  const begun = await begin(visitor, email, password)
  const answer = await confirm(visitor, begun.code)
  assert.equal(answer.status, 200, answer.text)
  visitor.email = email
  return { ...begun, result: answer.body }
}

const wrong = (code) => String((Number(code) + 1) % 1000000).padStart(6, '0')

/** Somebody new with an account and one line, at Crédit du Littoral. */
const someone = (domain = 'littoral.example') => person(site, fresh(domain))

const lines = (user) => sql(site, `SELECT operation_id || entity_id AS place, status FROM contact WHERE user_id = '${user}' ORDER BY 1`)
const idOf = async (visitor) => (await visitor.get('api/account')).body.id

describe('asking', () => {
  test('shows before what becomes of each habilitation and line, and changes nothing', async () => {
    const visitor = await someone()
    const answer = await preview(visitor, 'autre@littoral.example')
    assert.equal(answer.status, 200, answer.text)
    const { email, alias_of: alias, items, former, code } = answer.body
    assert.deepEqual([email, alias, former, code], ['autre@littoral.example', null, 0, null])
    assert.deepEqual(items.map((item) => [item.kind, item.entity.name, item.operation.reference, item.status, item.result, item.code]),
      [['operation', 'Crédit du Littoral', 'OP-2026-0042', 'active', 'kept', null]])
    assert.equal(await pending(visitor), null)
    assert.equal(await rowOf('autre@littoral.example'), undefined)
  })

  test('takes what is an address, and not one’s own, in whatever case', async () => {
    const visitor = await someone()
    for (const email of ['nowhere', 'two@at@signs.example', '', visitor.email, visitor.email.toUpperCase(), ` ${visitor.email} `])
      for (const answer of [await preview(visitor, email), await ask(visitor, email)]) {
        refused(answer, 422, 'invalid_fields')
        assert.deepEqual(Object.keys(answer.body.fields), ['email'], email)
      }
    assert.equal(await pending(visitor), null)
  })

  test('says what is unusual about the address where one acts, as to who would add somebody by it', async () => {
    const visitor = await someone()
    const said = async (email) => {
      const { notes, instead = null, entity = null } = (await preview(visitor, email)).body
      return [notes, instead, entity?.name ?? null]
    }
    assert.deepEqual(await said('neuve@littoral.example'), [[], null, null])
    assert.deepEqual(await said('neuve@litoral.example'), [['look_alike', 'outside'], 'neuve@littoral.example', null])
    assert.deepEqual(await said('neuve@gmail.com'), [['outside'], null, null])
    assert.deepEqual(await said('neuve@aurore.example'), [['other_entity', 'outside'], null, 'Banque Aurore'])
  })

  test('needs the password, and counts the wrong ones', async () => {
    const visitor = await someone()
    const answer = await ask(visitor, fresh(), 'Not-the-password-22')
    refused(answer, 422, 'invalid_fields')
    assert.deepEqual(Object.keys(answer.body.fields), ['password'])
    assert.equal(await pending(visitor), null)
  })

  test('says of a plus sign what it is, and takes it as an address like another', async () => {
    const visitor = await someone()
    const tagged = visitor.email.replace('@', '+guichet@')
    assert.equal((await preview(visitor, tagged)).body.alias_of, visitor.email)
    await move(visitor, tagged)
    assert.equal((await visitor.get('api/account')).body.email, tagged)
  })

  test('survives a reload, can be given up, and is asked at most five times a day', async () => {
    const visitor = await someone()
    const email = fresh()
    const { code } = await begin(visitor, email)
    const stands = await pending(visitor)
    assert.deepEqual([stands.email, stands.kind, stands.state], [email, 'own', 'asked'])
    assert.equal((await visitor.delete('api/account/address')).status, 204)
    assert.equal(await pending(visitor), null)
    refused(await visitor.delete('api/account/address'), 404, 'not_found')
    refused(await confirm(visitor, code), 409, 'code_over')
    for (let i = 0; i < 4; i++) assert.equal((await ask(visitor, fresh())).status, 202)
    refused(await ask(visitor, fresh()), 429, 'throttled')
  })

  test('a second one replaces the first: the code of the older is no good', async () => {
    const visitor = await someone()
    const first = await begin(visitor, fresh())
    const email = fresh()
    const second = await begin(visitor, email)
    if (first.code !== second.code) {
      const answer = await confirm(visitor, first.code)
      refused(answer, 422, 'invalid_fields')
      assert.deepEqual(Object.keys(answer.body.fields), ['code'])
    }
    assert.equal((await confirm(visitor, second.code)).status, 200)
    assert.equal((await visitor.get('api/account')).body.email, email)
    assert.equal((await show(first.link)).body.state, 'over')
  })

  test('a code can be guessed five times, then the move is over', async () => {
    const visitor = await someone()
    const { code } = await begin(visitor, fresh())
    for (let i = 0; i < 4; i++) refused(await confirm(visitor, wrong(code)), 422, 'invalid_fields')
    refused(await confirm(visitor, wrong(code)), 409, 'code_over')
    refused(await confirm(visitor, code), 409, 'code_over')
    assert.equal(await pending(visitor), null)
  })

  test('a code ends after an hour', async () => {
    const visitor = await someone()
    const { code, link } = await begin(visitor, fresh())
    await sql(site, `UPDATE address_change SET due_ms = created_ms - 1 WHERE user_id = '${await idOf(visitor)}'`)
    assert.equal(await pending(visitor), null)
    refused(await confirm(visitor, code), 409, 'code_over')
    assert.equal((await show(link)).body.state, 'over')
    refused(await cancel(link), 409, 'link_over')
    await sweep()
    refused(await confirm(visitor, code), 409, 'code_over')
  })

  test('there is no way to change somebody else’s address', async () => {
    const [leader, visitor] = [await site.as('agnes'), await someone()]
    refused(await visitor.request('PATCH', 'api/account', { email: fresh() }), 422, 'invalid_fields')
    const { items } = (await leader.get(`api/operations/${file}/contacts`)).body
    const line = items.find((item) => item.email === visitor.email)
    refused(await leader.request('PATCH', `api/operations/${file}/contacts/${line.id}`, { email: fresh() }), 404, 'not_found')
    const entity = (await leader.get('api/session')).body.environment.entity
    const [{ id }] = (await leader.get(`api/entities/${entity}/habilitations`)).body.items
    refused(await leader.request('PATCH', `api/entities/${entity}/habilitations/${id}`, { email: fresh() }), 422, 'invalid_fields')
    refused(await leader.post('api/account/address/preview', { email: fresh(), user: line.id }), 422, 'invalid_fields')
    const { stdout } = await run(PROGRAM, ['routes'])
    assert.deepEqual(stdout.split('\n').filter((row) => row.includes('address') && row.includes('{')), [])
  })
})

describe('the move', () => {
  test('keeps account, id, lines and session; who manages and who leads are told once each', async () => {
    const visitor = await someone()
    const paul = await site.as('paul')
    const second = (await paul.get('api/operations?status=open')).body.items.find((one) => one.id !== file).id
    await paul.add(second, visitor.email)
    const [user, from, to] = [await idOf(visitor), visitor.email, fresh()]
    const before = await mailCount(site, PEOPLE.agnes, 'address_changed')
    const had = await lines(user)
    assert.equal(had.length, 2)
    const { result } = await move(visitor, to)
    assert.deepEqual([result.from, result.to, result.items.length, result.former], [from, to, 2, 0])
    assert.deepEqual(result.items.map((item) => item.result), ['kept', 'kept'])
    assert.equal(await idOf(visitor), user)
    assert.deepEqual(await lines(user), had)
    assert.equal((await visitor.get('api/session')).body.user.email, to)
    assert.equal((await paul.contact(file, to)).status, 'active')
    assert.equal(await paul.contact(file, from), undefined)
    assert.equal((await paul.all(`api/operations/${file}/contacts?q=${encodeURIComponent(to)}`)).length, 1)
    assert.equal(await mailCount(site, PEOPLE.agnes, 'address_changed'), before + 1)
    const mail = await site.mail(PEOPLE.agnes, (one) => one.text.includes(to))
    assert.ok(mail.text.includes(from) && mail.text.includes('Noé Vallon'), mail.text)
    assert.deepEqual(await kinds(site, to), ['address_code', 'address_news'])
    assert.deepEqual((await kinds(site, from)).slice(-2), ['address_notice', 'address_notice'])
    assert.deepEqual(await actions(site, `user_id = '${user}' AND action LIKE 'address%'`), ['address_asked', 'address_changed'])
    const { reason } = (await sql(site, `SELECT reason FROM decision WHERE user_id = '${user}' AND action = 'address_changed'`))[0]
    assert.equal(reason, `${from} → ${to}`)
    const { former } = (await visitor.get('api/account/address')).body
    assert.deepEqual(former.map((one) => one.email), [from])
  })

  test('the new address signs in, the old one is unknown and inherits nothing', async () => {
    const visitor = await someone()
    const from = visitor.email
    const { result } = await move(visitor, fresh())
    await site.visitor().signIn(result.to, { password: CHOSEN })
    refused(await site.visitor().post('api/session', { email: from, password: CHOSEN }), 401, 'bad_credentials')
    const paul = await site.as('paul')
    const { result: added, contact } = await paul.add(file, from)
    assert.equal(added, 'invited')
    assert.notEqual((await rowOf(from)).id, await idOf(visitor))
    const starts = await join(site, from)
    assert.deepEqual((await starts.get('api/operations')).body.items.map((one) => one.id), [file])
    assert.equal((await lines(starts.id)).length, 1)
    assert.equal((await paul.contact(file, result.to)).status, 'active')
    assert.equal(contact.email, from)
  })

  test('another browser must prove the new mailbox, this one has', async () => {
    const here = new Browser(site)
    const visitor = await person(site, fresh('littoral.example'), {}, here)
    const there = new Browser(site)
    for (const browser of [here, there]) await browser.signIn(visitor.email, { password: CHOSEN, remember: true })
    const { result } = await move(here, fresh())
    assert.equal((await there.get('api/session')).status, 200)
    const credentials = { email: result.to, password: CHOSEN }
    assert.equal((await there.post('api/session', credentials)).status, 202)
    assert.equal((await here.post('api/session', credentials)).status, 200)
  })

  test('links and codes in the old mailbox open nothing any more', async () => {
    const visitor = await someone()
    assert.equal((await site.visitor().post('api/password/forgotten', { email: visitor.email })).status, 202)
    const secret = resetOf(await site.mail(visitor.email, (mail) => resetOf(mail) !== undefined))
    const other = site.visitor()
    const before = (await site.mails(visitor.email)).length
    assert.equal((await other.post('api/session', { email: visitor.email, password: CHOSEN })).status, 202)
    const code = codeOf(await site.mail(visitor.email, (mail) => codeOf(mail) !== undefined, before))
    await move(visitor, fresh())
    refused(await site.visitor().post('api/password', { secret, password: 'Quatre-Merles-Gris-59' }), 404, 'not_found')
    refused(await other.post('api/session/code', { code, remember: false }), 401, 'challenge_ended')
  })

  test('two confirmations at once: one is done, the other is told that the code is over', async () => {
    const visitor = await someone()
    const { code } = await begin(visitor, fresh())
    const answers = await Promise.all([confirm(visitor, code), confirm(visitor, code)])
    assert.deepEqual(answers.map((answer) => answer.status).sort(), [200, 409])
    assert.equal((await sql(site, `SELECT 1 FROM address_alias WHERE user_id = '${await idOf(visitor)}'`)).length, 1)
  })

  test('a move back to an address one had is a move like another', async () => {
    const visitor = await someone()
    const from = visitor.email
    await move(visitor, fresh())
    await move(visitor, from)
    assert.equal((await visitor.get('api/account')).body.email, from)
    assert.equal((await visitor.get('api/account/address')).body.former.length, 2)
  })
})

describe('an address that is somebody’s', () => {
  test('an account’s: the same answers, no code, and its mailbox alone is told', async () => {
    const [visitor, other] = [await someone(), await someone()]
    const before = (await kinds(site, other.email)).length
    const free = await ask(visitor, fresh())
    const taken = await ask(visitor, other.email)
    assert.deepEqual([taken.status, taken.text], [free.status, free.text])
    assert.equal((await pending(visitor)).email, other.email)
    assert.deepEqual((await kinds(site, other.email)).slice(before), ['address_news'])
    const mail = await site.mail(other.email, (one) => one.text.includes('already'))
    assert.equal(codeOf(mail), undefined)
    assert.ok(!mail.text.includes(visitor.email), 'who asked is not named')
    const shown = (await preview(visitor, other.email)).body.items.map((item) => item.result)
    assert.deepEqual(shown, ['kept'])
    refused(await confirm(visitor, '000000'), 422, 'invalid_fields')
  })

  test('even the right code of such a move does not fit', async () => {
    const [visitor, email] = [await someone(), fresh()]
    const { code } = await begin(visitor, email)
    await sql(site, `UPDATE address_change SET taken = 1 WHERE user_id = '${await idOf(visitor)}'`)
    refused(await confirm(visitor, code), 422, 'invalid_fields')
  })

  test('two people move to one address: one has it, the other is told', async () => {
    const [one, two, email] = [await someone(), await someone(), fresh()]
    const first = await begin(one, email)
    const second = await begin(two, email)
    const answers = await Promise.all([confirm(one, first.code), confirm(two, second.code)])
    assert.deepEqual(answers.map((answer) => answer.status).sort(), [200, 409])
    refused(answers.find((answer) => answer.status === 409), 409, 'address_taken')
    const now = await Promise.all([one, two].map(async (visitor) => (await visitor.get('api/account')).body.email))
    assert.equal(now.filter((address) => address === email).length, 1)
  })

  test('an invited person’s: his lines are the account’s, those of both are one, and nobody else gets in by them', async () => {
    const [visitor, email, paul] = [await someone(), fresh(), await site.as('paul')]
    const [user, operations] = [await idOf(visitor), (await paul.get('api/operations?status=open')).body.items]
    const other = operations.find((one) => one.id !== file).id
    await paul.add(file, email)
    await paul.add(other, email)
    const secret = await site.secret(email)
    const ghost = (await rowOf(email)).id
    const [{ id: kept }] = await sql(site, `SELECT id FROM contact WHERE user_id = '${user}'`)
    const before = (await preview(visitor, email)).body.items
    assert.deepEqual(before.map((item) => item.result), ['merged'], 'what he cannot see is not shown')
    const { result } = await move(visitor, email)
    assert.deepEqual(result.items.map((item) => [item.operation.reference === 'OP-2026-0042', item.status, item.result]).sort(),
      [[false, 'active', 'joined'], [true, 'active', 'merged']])
    const now = await lines(user)
    assert.deepEqual(now.map((line) => line.status), ['active', 'active'])
    assert.equal(await value(site, `SELECT id FROM contact WHERE user_id = '${user}' AND operation_id = '${file}'`), kept)
    assert.equal((await paul.all(`api/operations/${file}/contacts`)).filter((item) => item.email === email).length, 1)
    assert.equal((await paul.all(`api/operations/${file}/contacts?state=archived`)).filter((item) => item.email === email).length, 0)
    assert.deepEqual(await actions(site, `user_id = '${user}' AND action LIKE 'contact_%' AND contact_id = '${kept}'`),
      ['contact_invited', 'contact_activated', 'contact_merged'])
    assert.deepEqual(await actions(site, `user_id = '${ghost}'`),
      ['person_named', 'contact_invited', 'contact_invited', 'contact_merged', 'person_merged'])
    refused(await site.visitor().post('api/invitations/show', { secret }), 404, 'not_found')
    assert.equal((await rowOf(email)).id, user)
    assert.equal((await sql(site, `SELECT merged_into FROM users WHERE id = '${ghost}'`))[0].merged_into, user)
    assert.equal((await paul.add(file, email)).result, 'unchanged')
    assert.equal((await visitor.get(`api/operations/${other}`)).status, 200)
  })

  test('an invited line is better than a revoked one, an active one better than an invited one', async () => {
    const [visitor, email, paul] = [await someone(), fresh(), await site.as('paul')]
    const operations = (await paul.get('api/operations?status=open')).body.items
    const other = operations.find((one) => one.id !== file).id
    await paul.add(other, visitor.email)
    const line = await paul.contact(file, visitor.email)
    assert.equal((await paul.post(`api/operations/${file}/contacts/${line.id}/revoke`, {})).status, 200)
    await paul.add(file, email)
    const { result } = await move(visitor, email)
    assert.equal(result.former, 0)
    assert.deepEqual((await lines(await idOf(visitor))).map((one) => one.status), ['active', 'active'])
    assert.equal((await paul.contact(file, email)).id, line.id)
    const intervals = await sql(site, `SELECT to_ms FROM access WHERE contact_id = '${line.id}' ORDER BY from_ms`)
    assert.deepEqual(intervals.map((one) => one.to_ms === null), [false, true])
  })

  test('what the invited person asked for is asked by the account, and not twice', async () => {
    const [visitor, email] = [await someone(), fresh()]
    const { name } = (await sql(site, "SELECT name FROM entity WHERE name LIKE 'Nordbank%'"))[0]
    for (const body of [{ operation: 'OP-2026-0042', email }, { entity: name, email }])
      assert.equal((await askFor(site, site.visitor(), body)).status, 202)
    assert.equal((await askFor(site, visitor, { entity: name })).status, 202)
    await move(visitor, email)
    const requests = await sql(site, `SELECT kind, status FROM request WHERE user_id = '${await idOf(visitor)}' ORDER BY kind, status`)
    assert.deepEqual(requests.map((one) => `${one.kind} ${one.status}`), ['contact cancelled', 'habilitation cancelled', 'habilitation open'])
  })
})

test('two hundred operations move in one step: no line lost, none doubled, one mail a manager', async () => {
  const [visitor, email] = [await someone(), fresh()]
  const user = await idOf(visitor)
  const manager = (await sql(site, `SELECT p.entity_id AS entity, c.user_id AS user FROM participation p JOIN contact c
    ON c.operation_id = p.operation_id AND c.entity_id = p.entity_id WHERE p.side = 'manager' AND c.status = 'active' AND c.operation_id = '${file}' LIMIT 1`))[0]
  await (await site.as('paul')).add(file, email)
  const other = (await rowOf(email)).id
  await sql(site, `BEGIN;
    WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 199)
      INSERT INTO operation SELECT 'many' || i, 'MANY-' || i, 'Many ' || i, 'many ' || i, 'open', NULL, 1, 2, NULL FROM n;
    INSERT INTO participation SELECT id, '${manager.entity}', 'manager' FROM operation WHERE id LIKE 'many%';
    INSERT INTO participation SELECT id, '${littoral}', 'lender' FROM operation WHERE id LIKE 'many%';
    INSERT INTO operation_word SELECT entity_id, w.value, operation_id
      FROM participation, json_each(json_array('many', substr(operation_id, 5))) w WHERE operation_id LIKE 'many%';
    INSERT INTO contact (operation_id, current, sort_name, id, entity_id, side, user_id, status, since_ms, search)
      SELECT id, 1, 'm', 'manager' || id, '${manager.entity}', 'manager', '${manager.user}', 'active', 3, 'm' FROM operation WHERE id LIKE 'many%';
    INSERT INTO contact (operation_id, current, sort_name, id, entity_id, side, user_id, status, since_ms, search)
      SELECT id, 1, 'p', 'line' || id, '${littoral}', 'lender', '${user}', 'active', 3, 'p' FROM operation WHERE id LIKE 'many%';
    INSERT INTO access SELECT id, 3, NULL, operation_id, entity_id, user_id FROM contact WHERE operation_id LIKE 'many%';
    INSERT INTO contact (operation_id, current, sort_name, id, entity_id, side, user_id, status, since_ms, search)
      SELECT id, 1, 'o', 'other' || id, '${littoral}', 'lender', '${other}', 'invited', 3, 'o' FROM operation WHERE id LIKE 'many%7';
    COMMIT`)
  const had = await lines(user)
  assert.equal(had.length, 200)
  const shown = (await preview(visitor, email)).body.items
  assert.equal(shown.length, 200)
  const { code } = await begin(visitor, email)
  const answer = await confirm(visitor, code)
  assert.equal(answer.status, 200, answer.text)
  assert.equal(answer.body.items.length, 200)
  assert.equal(answer.body.items.filter((item) => item.result === 'merged').length, 21)
  assert.deepEqual(await lines(user), had)
  assert.equal((await lines(other)).length, 0)
  assert.equal(await value(site, `SELECT count(*) FROM contact WHERE search LIKE '%${email}%'`), 200)
  const told = await sql(site, `SELECT email, count(*) AS n FROM outbox WHERE kind = 'address_changed' AND facts LIKE '%${email}%' GROUP BY email`)
  assert.ok(told.length > 0 && told.every((one) => one.n === 1), JSON.stringify(told))
})

describe('the old mailbox', () => {
  const password = (visitor) => visitor.get('api/session')

  test('its link only shows on reading, and stops a move before it is done', async () => {
    const [visitor, email] = [await someone(), fresh()]
    const { code, link, old } = await begin(visitor, email)
    for (let i = 0; i < 2; i++) {
      const { status, body } = await show(link)
      assert.deepEqual([status, body.purpose, body.state, body.from, body.to], [200, 'cancel', 'pending', old, email])
    }
    const before = (await site.mails(old)).length
    assert.equal((await cancel(link)).status, 204)
    refused(await password(visitor), 401, 'no_session')
    const secret = resetOf(await site.mail(old, (mail) => resetOf(mail) !== undefined, before))
    assert.equal((await site.visitor().post('api/password', { secret, password: 'Quatre-Merles-Gris-60' })).status, 204)
    const again = site.visitor()
    await again.signIn(old, { password: 'Quatre-Merles-Gris-60' })
    refused(await confirm(again, code), 409, 'code_over')
    assert.deepEqual([(await show(link)).body.state, (await show(link)).body.outcome], ['over', 'cancelled'])
    refused(await cancel(link), 409, 'link_over')
    refused(await cancel('nothing-of-the-kind'), 404, 'not_found')
  })

  test('takes the address back within 72 hours: sessions end, lines stay, a link for a new password comes', async () => {
    const [visitor, email] = [await someone(), fresh()]
    const user = await idOf(visitor)
    const { link, old } = await move(visitor, email)
    const had = await lines(user)
    assert.equal((await show(link)).body.state, 'done')
    const before = (await site.mails(old)).length
    assert.equal((await cancel(link)).status, 204)
    refused(await password(visitor), 401, 'no_session')
    assert.deepEqual([(await rowOf(old)).id, await rowOf(email)], [user, undefined])
    assert.deepEqual(await lines(user), had)
    assert.ok(resetOf(await site.mail(old, (mail) => resetOf(mail) !== undefined, before)))
    refused(await site.visitor().post('api/session', { email, password: CHOSEN }), 401, 'bad_credentials')
    assert.deepEqual((await actions(site, `user_id = '${user}' AND action LIKE 'address%'`)),
      ['address_asked', 'address_changed', 'address_taken_back'])
    refused(await cancel(link), 409, 'link_over')
    assert.equal((await show(link)).body.outcome, 'taken_back')
  })

  test('not after 72 hours, and not when the address is another account’s by then', async () => {
    const [late, visitor] = [await someone(), await someone()]
    const first = await move(late, fresh())
    await sql(site, `UPDATE address_change SET cancel_until_ms = created_ms - 1 WHERE user_id = '${await idOf(late)}'`)
    assert.equal((await show(first.link)).body.state, 'over')
    refused(await cancel(first.link), 409, 'link_over')
    assert.equal((await password(late)).status, 200)
    const second = await move(visitor, fresh())
    await (await site.as('paul')).add(file, second.old)
    await join(site, second.old)
    refused(await cancel(second.link), 409, 'address_taken')
    assert.equal((await password(visitor)).status, 200)
  })

  test('ends a further move that is under way, and takes back only the last one', async () => {
    const visitor = await someone()
    const first = await move(visitor, fresh())
    const second = await begin(visitor, fresh())
    assert.equal((await cancel(first.link)).status, 204)
    assert.equal((await show(second.link)).body.state, 'over')
    assert.equal((await rowOf(first.old)) !== undefined, true)
  })

  test('its owner can also give a move up from inside; completing it cannot be undone from there', async () => {
    const visitor = await someone()
    await move(visitor, fresh())
    refused(await visitor.delete('api/account/address'), 404, 'not_found')
    assert.ok((await visitor.get('api/account/address')).body.done)
  })
})

describe('a domain that is foreign to a client entity', () => {
  let house, leader, lender, operation
  const foreign = () => fresh(`loin${++made}.example`)
  before(async () => {
    house = await House.build(site)
    leader = house.leader
    lender = await House.build(site)
    operation = await house.published(`ADR-${++made}`, { [lender.id]: 'lender' })
  })
  const request = async (visitor, email) =>
    (await visitor.all('api/requests')).find((one) => one.person.email === email && one.kind === 'address')

  async function guest() {
    const name = `agent${++made}`
    const visitor = await lender.hire(name)
    assert.equal((await leader.add(operation, lender.address(name), { entity: lender.id })).result, 'active')
    return visitor
  }

  test('the same domain, or one that others there have, asks nobody', async () => {
    const visitor = await guest()
    const to = fresh(lender.domain)
    const { result } = await move(visitor, to)
    assert.deepEqual(result.items.map((item) => item.result), ['kept', 'kept'])
    assert.equal(await request(lender.leader, to), undefined)
    assert.equal(await mailCount(site, lender.leader.email, 'address_changed'), 1)
  })

  test('another waits for its leader, the rest goes through; a yes brings everything back', async () => {
    const visitor = await guest()
    await (await site.as('paul')).add(file, visitor.email)
    const [user, from, to] = [await idOf(visitor), visitor.email, foreign()]
    const shown = (await preview(visitor, to)).body
    assert.equal(shown.code, null)
    assert.deepEqual(shown.items.map((item) => [item.kind, item.entity.id === lender.id, item.result]),
      [['habilitation', true, 'waits_for_leader'], ...shown.items.slice(1).map((item) => ['operation', item.entity.id === lender.id,
        item.entity.id === lender.id ? 'waits_for_leader' : 'kept'])])
    assert.equal(shown.items.length, 3)
    await move(visitor, to)
    assert.equal((await lender.habilitation(to)).status, 'invited')
    assert.equal((await leader.contact(operation, to)).status, 'queued')
    assert.equal((await (await site.as('paul')).contact(file, to)).status, 'active')
    assert.equal((await visitor.put('api/session/environment', { entity: lender.id })).status, 404)
    assert.equal(await mailCount(site, lender.leader.email, 'address_request'), 1)
    const item = await request(lender.leader, to)
    assert.deepEqual([item.kind, item.entity.id, item.message, item.may], ['address', lender.id, from, ['approve', 'refuse']])
    refused(await visitor.post(`api/requests/${item.id}/approve`, {}), 404, 'not_found')
    assert.equal((await leader.add(operation, to, { entity: lender.id })).result, 'unchanged')
    const other = await house.published(`ADR-${++made}`, { [lender.id]: 'lender' })
    assert.equal((await leader.add(other, to, { entity: lender.id })).result, 'queued')
    const answer = await lender.leader.post(`api/requests/${item.id}/approve`, {})
    assert.equal(answer.status, 200, answer.text)
    assert.equal((await lender.habilitation(to)).status, 'active')
    for (const one of [operation, other]) assert.equal((await leader.contact(one, to)).status, 'active')
    assert.equal((await visitor.put('api/session/environment', { entity: lender.id })).status, 200)
    const intervals = await sql(site, `SELECT to_ms FROM access WHERE user_id = '${user}' AND operation_id = '${operation}' ORDER BY from_ms`)
    assert.deepEqual(intervals.map((one) => one.to_ms === null), [false, true])
    assert.deepEqual((await actions(site, `user_id = '${user}' AND entity_id = '${lender.id}'`)).filter((one) => /address|request/.test(one)),
      ['address_changed', 'address_waits', 'request_approved'])
  })

  test('a refusal archives, as ending a habilitation does', async () => {
    const visitor = await guest()
    const to = foreign()
    await move(visitor, to)
    const { id } = await request(lender.leader, to)
    const answer = await lender.leader.post(`api/requests/${id}/refuse`, { reason: 'Unknown domain' })
    assert.deepEqual([answer.status, answer.body.status], [200, 'refused'], answer.text)
    assert.equal((await lender.habilitation(to, 'archived')).reason, 'Unknown domain')
    assert.equal((await leader.contact(operation, to, 'archived')).status, 'revoked')
  })

  test('an address that a leader has authorised himself waits for nobody', async () => {
    const visitor = await guest()
    const to = foreign()
    assert.equal((await lender.authorise(to)).result, 'invited')
    const { result } = await move(visitor, to)
    assert.deepEqual(result.items.map((item) => [item.kind, item.status, item.result]),
      [['habilitation', 'active', 'merged'], ['operation', 'active', 'kept']])
    assert.equal((await lender.leader.all(`${lender.path}/habilitations`)).filter((one) => one.email === to).length, 1)
    assert.equal(await request(lender.leader, to), undefined)
  })

  test('moving on while one waits keeps waiting; moving home needs no yes any more', async () => {
    const visitor = await guest()
    const home = visitor.email
    const first = foreign()
    await move(visitor, first)
    const second = first.replace('@', 'x@')
    await move(visitor, second)
    assert.equal((await lender.habilitation(second)).status, 'invited')
    assert.equal((await sql(site, `SELECT 1 FROM request WHERE kind = 'address' AND status = 'open' AND user_id = '${await idOf(visitor)}'`)).length, 1)
    await move(visitor, home)
    assert.equal((await lender.habilitation(home)).status, 'active')
    assert.equal((await leader.contact(operation, home)).status, 'active')
  })

  test('taking the address back takes the waiting back', async () => {
    const visitor = await guest()
    const home = visitor.email
    const { link } = await move(visitor, foreign())
    assert.equal((await cancel(link)).status, 204)
    assert.equal((await lender.habilitation(home)).status, 'active')
    assert.equal((await leader.contact(operation, home)).status, 'active')
  })

  test('is refused beforehand where nobody would be left to lead or to manage, and nothing is sent', async () => {
    const alone = await House.build(site)
    const to = foreign()
    const shown = (await preview(alone.leader, to)).body
    assert.deepEqual([shown.code, shown.items[0].result, shown.items[0].code], ['last_leader', 'blocked', 'last_leader'])
    refused(await ask(alone.leader, to), 409, 'last_leader')
    const manager = await house.hire('gestion', house.root, ['creator'])
    await house.published(`ADR-${++made}`, {}, manager)
    const blocked = (await preview(manager, to)).body
    assert.equal(blocked.code, 'last_manager')
    assert.deepEqual(blocked.items.filter((item) => item.code).map((item) => item.result), ['blocked'])
    refused(await ask(manager, to), 409, 'last_manager')
    assert.equal((await site.mails(to)).length, 0)
  })

  test('is checked again when the code comes: the other manager has left meanwhile', async () => {
    const [one, two] = [await house.hire(`m${++made}`, house.root, ['creator']), await house.hire(`m${++made}`)]
    const solo = await house.published(`ADR-${++made}`, {}, one)
    assert.equal((await one.add(solo, two.email)).result, 'active')
    const to = foreign()
    const { code } = await begin(two, to)
    await sql(site, `UPDATE contact SET current = 0, status = 'revoked', revoked_ms = 1 WHERE operation_id = '${solo}'
      AND user_id = '${one.id}'; UPDATE access SET to_ms = from_ms WHERE operation_id = '${solo}' AND user_id = '${one.id}'`)
    refused(await confirm(two, code), 409, 'last_manager')
    assert.equal((await two.get('api/account')).body.email, two.email)
    assert.equal(await rowOf(to), undefined)
  })
})

describe('a lost mailbox', () => {
  const lost = (visitor, email) => visitor.post('api/session/code/lost', { email })
  const wish = async (visitor, email) => (await visitor.all('api/requests')).find((one) => one.kind === 'vouch' && one.message === email)

  const approve = (visitor, id) => visitor.post(`api/requests/${id}/approve`, {})
  const refuse = (visitor, id) => visitor.post(`api/requests/${id}/refuse`, {})

  /** As if what somebody has at an entity were so many days older. */
  async function age(visitor, days = 31) {
    const user = await idOf(visitor)
    await sql(site, `UPDATE access SET from_ms = from_ms - ${days} * 86400000 WHERE user_id = '${user}';
      UPDATE contact SET since_ms = since_ms - ${days} * 86400000 WHERE user_id = '${user}';
      UPDATE habilitation SET since_ms = since_ms - ${days} * 86400000 WHERE user_id = '${user}'`)
    return visitor
  }

  /** Asked from the door, by who knows the password; gives the id of the request. */
  async function claim(visitor, to) {
    assert.equal((await lost(await locked(visitor), to)).status, 202)
    return value(site, `SELECT id FROM request WHERE kind = 'vouch' AND status = 'open' AND user_id = '${await idOf(visitor)}'`)
  }
  const hears = (email, kind, to) => value(site, `SELECT count(*) FROM outbox WHERE email = '${email}' AND kind = '${kind}' AND facts LIKE '%${to}%'`)

  /** Somebody at the step of the code. */
  async function locked(visitor) {
    const door = new Browser(site)
    assert.equal((await door.post('api/session', { email: visitor.email, password: CHOSEN })).status, 202)
    return door
  }

  test('two colleagues vouch, 72 hours pass, and the new mailbox confirms', async () => {
    const [visitor, to, paul, claire] = [await someone(), fresh(), await site.as('paul'), await site.as(CLAIRE)]
    const old = visitor.email
    const door = await locked(visitor)
    const answer = await lost(door, to)
    assert.deepEqual([answer.status, answer.text], [202, ''])
    assert.deepEqual((await lost(door, to)).status, 202)
    const item = await wish(paul, to)
    assert.deepEqual([item.person.email, item.may], [old, ['approve', 'refuse']])
    assert.deepEqual((await wish(visitor, to)).may, ['cancel'])
    refused(await visitor.post(`api/requests/${item.id}/approve`, {}), 403, 'forbidden')
    refused(await (await site.as('brune')).post(`api/requests/${item.id}/approve`, {}), 404, 'not_found')
    assert.deepEqual(item.vouched, { given: 0, needed: 2, alone: false })
    const first = (await approve(paul, item.id)).body
    assert.deepEqual([first.status, first.vouched.given, first.may], ['open', 1, ['refuse']])
    refused(await approve(paul, item.id), 409, 'conflict')
    assert.deepEqual([(await pending(visitor)).state, (await pending(visitor)).vouched.given], ['vouching', 1])
    assert.deepEqual((await wish(claire, to)).vouched, { given: 1, needed: 2, alone: false })
    assert.equal((await approve(claire, item.id)).body.status, 'approved')
    assert.equal((await pending(visitor)).state, 'waiting')
    assert.deepEqual((await kinds(site, old)).slice(-2), ['address_notice', 'address_notice'])
    assert.deepEqual(await kinds(site, to), ['address_news', 'address_news'])
    await sweep()
    assert.equal((await pending(visitor)).state, 'waiting', 'not before its time')
    await sql(site, `UPDATE address_change SET due_ms = 1 WHERE user_id = '${await idOf(visitor)}'`)
    await sweep()
    const secret = linkTo(await site.mail(to, (mail) => linkTo(mail) !== undefined))
    const shown = (await show(secret)).body
    assert.deepEqual([shown.purpose, shown.state, shown.to], ['confirm', 'pending', to])
    refused(await cancel(secret), 404, 'not_found')
    assert.equal((await site.visitor().post('api/address/confirm', { secret })).status, 204)
    refused(await visitor.get('api/session'), 401, 'no_session')
    refused(await site.visitor().post('api/address/confirm', { secret }), 409, 'link_over')
    await site.visitor().signIn(to, { password: CHOSEN })
    assert.equal((await paul.contact(file, to)).status, 'active')
    assert.deepEqual((await actions(site, `user_id = '${(await rowOf(to)).id}' AND action LIKE 'address%'`)),
      ['address_asked', 'address_vouched', 'address_vouched', 'address_changed'])
  })

  test('the old mailbox says no at any moment', async () => {
    const [visitor, to] = [await someone(), fresh()]
    const before = (await site.mails(visitor.email)).length
    await lost(await locked(visitor), to)
    const link = linkTo(await site.mail(visitor.email, (mail) => linkTo(mail) !== undefined, before))
    const { id } = await wish(await site.as('paul'), to)
    for (const colleague of ['paul', CLAIRE]) assert.equal((await approve(await site.as(colleague), id)).status, 200)
    assert.equal((await cancel(link)).status, 204)
    refused(await visitor.get('api/session'), 401, 'no_session')
    await sql(site, `UPDATE address_change SET due_ms = 1 WHERE due_ms IS NOT NULL AND email = '${to}'`)
    await sweep()
    assert.deepEqual(await kinds(site, to), ['address_news', 'address_news', 'address_news'])
    assert.equal(await mailCount(site, to, 'address_proof'), 0)
  })

  test('a refusal and a silence of seven days tell the new mailbox', async () => {
    const paul = await site.as('paul')
    const [one, two] = [await someone(), await someone()]
    const [first, second] = [fresh(), fresh()]
    await lost(await locked(one), first)
    await lost(await locked(two), second)
    assert.equal((await paul.post(`api/requests/${(await wish(paul, first)).id}/refuse`, {})).body.status, 'refused')
    assert.ok((await site.mail(first, (mail) => /refused/.test(mail.subject))))
    await sql(site, `UPDATE address_change SET due_ms = 1 WHERE email = '${second}'`)
    await sweep()
    assert.ok((await site.mail(second, (mail) => /lapsed/.test(mail.subject))))
    assert.equal(await wish(paul, second), undefined)
  })

  test('needs the right password first, and says nothing about the address', async () => {
    refused(await lost(new Browser(site), fresh()), 401, 'challenge_ended')
    const [visitor, other] = [await someone(), await someone()]
    const answer = await lost(await locked(visitor), other.email)
    assert.deepEqual([answer.status, answer.text], [202, ''])
    assert.equal(await wish(await site.as('paul'), other.email), undefined)
    refused(await lost(await locked(visitor), visitor.email), 422, 'invalid_fields')
  })

  test('does not disturb a move that waits for its code', async () => {
    const [visitor, email] = [await someone(), fresh()]
    const { code } = await begin(visitor, email)
    assert.equal((await lost(await locked(visitor), fresh())).status, 202)
    assert.equal((await confirm(visitor, code)).status, 200)
  })

  test('a leader may vouch for one of his people without a common operation', async () => {
    const house = await House.build(site)
    const visitor = await house.hire('seul')
    const to = fresh(house.domain)
    await lost(await locked(visitor), to)
    const item = await wish(house.leader, to)
    assert.equal((await house.leader.post(`api/requests/${item.id}/approve`, {})).status, 200)
    assert.equal(await mailCount(site, house.leader.email, 'address_vouched'), 1)
    assert.equal(await until('the state', async () => (await pending(visitor)).state), 'waiting')
  })

  describe('cannot be claimed by who added the victim somewhere', () => {
    let house, victim, accomplice, paul, id, to

    before(async () => {
      house = await House.build(site)
      victim = await age(await house.hire('victime'))
      paul = await site.as('paul')
      await paul.add(file, victim.email)
      accomplice = await someone()
      to = fresh()
      id = await claim(victim, to)
    })

    test('those who were added yesterday do not see it, and nobody’s yes is one', async () => {
      for (const visitor of [paul, accomplice]) {
        assert.equal(await wish(visitor, to), undefined)
        refused(await approve(visitor, id), 404, 'not_found')
        refused(await refuse(visitor, id), 404, 'not_found')
      }
    })

    test('all leaders of all the person’s entities hear of it at once, and who manages where there are none', async () => {
      assert.equal(await hears(house.leader.email, 'vouch_request', to), 1)
      assert.equal(await hears(PEOPLE.agnes, 'vouch_notice', to), 1)
      for (const visitor of [paul, accomplice])
        assert.equal(await hears(visitor.email ?? PEOPLE.paul, 'vouch_request', to), 0)
      const agnes = await site.as('agnes')
      assert.deepEqual((await wish(agnes, to)).may, ['refuse'])
      refused(await approve(agnes, id), 403, 'forbidden')
    })

    test('not even with patience: who came by the same hand makes no second', async () => {
      await age(victim)
      await age(accomplice)
      const second = await age(await someone())
      await sql(site, `UPDATE contact SET added_by = '${await idOf(accomplice)}' WHERE user_id = '${await idOf(second)}'`)
      for (const visitor of [accomplice, second]) refused(await approve(visitor, id), 404, 'not_found')
      assert.equal((await approve(paul, id)).body.status, 'open')
      assert.deepEqual([(await pending(victim)).state, (await pending(victim)).vouched], ['vouching', { given: 1, needed: 2, alone: false }])
    })

    test('two who came by one hand are one, even where neither brought the victim', async () => {
      const [one, two] = [await age(await someone()), await age(await someone())]
      await sql(site, `UPDATE contact SET added_by = (SELECT id FROM users WHERE email_key = '${PEOPLE.tom}')
        WHERE user_id IN ('${await idOf(one)}', '${await idOf(two)}')`)
      const [other, address] = [await age(await someone()), fresh()]
      const request = await claim(other, address)
      for (const visitor of [one, two]) assert.equal((await approve(visitor, request)).body.status, 'open')
      assert.equal((await pending(other)).vouched.given, 1)
      assert.equal((await approve(await site.as(CLAIRE), request)).body.status, 'approved')
    })

    test('a yes counts as long as who gave it might give it', async () => {
      const [one, other, address] = [await age(await someone()), await age(await someone()), fresh()]
      await sql(site, `UPDATE contact SET added_by = (SELECT id FROM users WHERE email_key = '${PEOPLE.tom}') WHERE user_id = '${await idOf(one)}'`)
      const request = await claim(other, address)
      assert.equal((await approve(one, request)).body.vouched.given, 1)
      const line = (await paul.contact(file, one.email)).id
      for (const what of ['revoke', 'restore']) assert.equal((await paul.post(`api/operations/${file}/contacts/${line}/${what}`, {})).status, 200)
      const seen = await wish(await site.as(CLAIRE), address)
      assert.equal(seen.vouched.given, 0, 'thirty days begin anew')
      assert.equal((await approve(await site.as(CLAIRE), request)).body.status, 'open')
    })

    test('a team leader elsewhere who authorised the victim unasked may say no, not yes', async () => {
      const rogue = await House.build(site)
      const [other, address] = [await house.hire(`victime${++made}`), fresh()]
      assert.equal((await rogue.authorise(other.email)).result, 'active')
      const request = await claim(other, address)
      assert.equal(await hears(rogue.leader.email, 'vouch_notice', address), 1)
      assert.equal(await hears(house.leader.email, 'vouch_request', address) + await hears(house.leader.email, 'vouch_notice', address), 1)
      refused(await approve(rogue.leader, request), 403, 'forbidden')
      assert.deepEqual((await wish(rogue.leader, address)).may, ['refuse'])
      assert.equal((await refuse(rogue.leader, request)).body.status, 'refused')
      assert.ok(await site.mail(address, (mail) => /refused/.test(mail.subject)))
      refused(await refuse(rogue.leader, request), 409, 'conflict')
    })

    test('a leader objects even after the yes that was needed, until it is done', async () => {
      assert.equal((await approve(house.leader, id)).body.status, 'approved')
      assert.equal((await pending(victim)).state, 'waiting')
      const agnes = await site.as('agnes')
      assert.equal(await hears(PEOPLE.agnes, 'address_vouched', to), 1)
      const item = (await agnes.all('api/requests?state=closed')).find((one) => one.id === id)
      assert.deepEqual([item.status, item.may], ['approved', ['refuse']])
      assert.equal((await refuse(agnes, id)).body.status, 'refused')
      assert.equal(await pending(victim), null)
      await sql(site, `UPDATE address_change SET due_ms = 1 WHERE due_ms IS NOT NULL AND email = '${to}'`)
      await sweep()
      assert.equal(await mailCount(site, to, 'address_proof'), 0)
    })
  })
})
