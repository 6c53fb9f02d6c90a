// Thinking before: what is unusual about addresses before people are added by them, judged by what the caller may see.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { sql, value } from './account.mjs'
import { House } from './house.mjs'
import { PEOPLE, PROGRAM, refused, run, Site } from './site.mjs'

let site, agnes, paul, file, parts

before(async () => {
  site = await Site.start()
  agnes = await site.as('agnes')
  paul = await site.as('paul')
  file = (await agnes.operation('OP-2026-0042')).id
  parts = Object.fromEntries((await agnes.get(`api/operations/${file}`)).body.participations.map(({ entity }) => [entity.name, entity.id]))
})
after(async () => assert.equal(await site.stop(), 0))

const LITTORAL = 'Crédit du Littoral'
const path = (operation = file) => `api/operations/${operation}/contacts/check`
async function check(visitor, emails, entity, operation = file) {
  const answer = await visitor.post(path(operation), { emails: [emails].flat(), ...(entity && { entity: parts[entity] ?? entity }) })
  assert.equal(answer.status, 200, answer.text)
  return Array.isArray(emails) ? answer.body.items : answer.body.items[0]
}
/** Everything that could be written by a request. */
const written = async () => {
  const tables = ['users', 'contact', 'request', 'outbox', 'invitation', 'stranger', 'register', 'idempotency', 'habilitation']
  return sql(site, tables.map((table) => `SELECT '${table}' AS name, count(*) AS rows FROM ${table}`).join(' UNION ALL '))
}

describe('an address before somebody is added by it', () => {
  test('of the entity, and not known, is nothing unusual', async () => {
    assert.deepEqual(await check(paul, 'nina.neuve@littoral.example'), { email: 'nina.neuve@littoral.example', notes: [] })
    assert.deepEqual(await check(agnes, 'nina.neuve@littoral.example', LITTORAL), { email: 'nina.neuve@littoral.example', notes: [] })
    assert.deepEqual(await check(agnes, 'neuf@aurore.example'), { email: 'neuf@aurore.example', notes: [] }, 'for her own entity when none is named')
  })

  test('of somebody whom one sees already is known', async () => {
    assert.deepEqual((await check(paul, PEOPLE.paul)).notes, ['known'])
    assert.deepEqual((await check(paul, ` ${PEOPLE.chloe.toUpperCase()} `)).notes, ['known'], 'in the archive too, in any case')
    assert.deepEqual((await check(agnes, PEOPLE.lena, 'Nordbank')).notes, ['known'])
    assert.deepEqual((await check(agnes, 'sophie.renaud@aurore.example')).notes, ['known'], 'a colleague who is not on the operation')
  })

  test('tells nobody of whom he does not see', async () => {
    const [there, nowhere] = await check(paul, [PEOPLE.lena, 'nobody.at.all@nordbank.example'])
    assert.deepEqual(there.notes, nowhere.notes)
    assert.deepEqual(Object.keys(there), Object.keys(nowhere))
    assert.ok(!there.notes.includes('known') && !there.notes.includes('other_entity'), 'another side\'s domain is not known to him')
    const [account, none] = await check(agnes, ['adele.stranger@littoral.example', 'tom.leitner@littoral.example'], LITTORAL)
    assert.deepEqual(account.notes, none.notes)
  })

  test('of another entity\'s domain says whose, where one sees it', async () => {
    const item = await check(agnes, 'new.one@nordbank.example', LITTORAL)
    assert.ok(item.notes.includes('other_entity'))
    assert.deepEqual(item.entity, { id: parts.Nordbank, name: 'Nordbank' })
    const manager = await check(paul, 'somebody@aurore.example')
    assert.deepEqual([manager.notes.includes('other_entity'), manager.entity.name], [true, 'Banque Aurore'], 'who manages is seen by all')
    assert.equal((await check(agnes, 'new.one@nordbank.example', 'Nordbank')).notes.length, 0)
  })

  test('one slip of the hand away proposes what may have been meant', async () => {
    for (const wrong of ['litoral.example', 'littorall.example', 'litotral.example', 'littorel.example', 'littoral.exampel', 'LITTORAL.EXAMPL']) {
      const item = await check(paul, `Zoe.Neuve@${wrong}`)
      assert.ok(item.notes.includes('look_alike'), wrong)
      assert.equal(item.instead, 'Zoe.Neuve@littoral.example')
      assert.ok(!('entity' in item))
    }
    assert.equal((await check(agnes, 'x@nordbnak.example', LITTORAL)).instead, 'x@nordbank.example', 'of another entity that she sees')
    assert.ok(!(await check(paul, 'x@nordbnak.example')).notes.includes('look_alike'), 'which he does not')
    for (const right of ['littoral.example', 'littoral-bank.example', 'litoral.exampel'])
      assert.ok(!(await check(paul, `x@${right}`)).notes.includes('look_alike'), right)
  })

  test('of an international domain is compared as it is read', async () => {
    await paul.add(file, 'anna@müller-bank.example')
    const item = await check(paul, 'otto@muller-bank.example')
    assert.ok(item.notes.includes('look_alike'))
    assert.equal(item.instead, 'otto@müller-bank.example')
    assert.deepEqual((await check(paul, 'otto@xn--mller-bank-9db.example')).notes, [])
  })

  test('of a public mailbox, or a domain that nobody else there has, is outside', async () => {
    assert.deepEqual((await check(paul, 'paul.petit@gmail.com')).notes, ['outside'])
    assert.deepEqual((await check(paul, 'conseil@cabinet.example')).notes, ['outside'])
    assert.deepEqual((await check(agnes, 'conseil@cabinet.example', 'Nordbank')).notes, ['outside'])
  })

  test('that is none gets its item with the code of adding, and loses no other', async () => {
    const items = await check(paul, ['fine@littoral.example', 'not an address', 'o’brien@littoral.example', 'FINE@littoral.example', '<paul.petit@littoral.example>'])
    assert.deepEqual(items.map(({ notes, code }) => code ?? notes), [[], 'bad_email', 'email_letters', 'duplicate', ['known']])
    assert.ok(items.every((item) => Array.isArray(item.notes)))
    assert.equal(items[4].email, 'paul.petit@littoral.example')
  })

  test('is looked at, and nothing is done', async () => {
    const before = await written()
    const one = await paul.request('POST', path(), { emails: ['perfect.stranger@elsewhere.example', 'x@littoral.example'] }, { headers: { 'Idempotency-Key': 'thinking-1' } })
    assert.equal(one.status, 200)
    const other = await paul.request('POST', path(), { emails: ['y@littoral.example'] }, { headers: { 'Idempotency-Key': 'thinking-1' } })
    assert.equal(other.body.items[0].email, 'y@littoral.example', 'there is nothing to repeat')
    assert.deepEqual(await written(), before)
  })

  test('is refused as adding is', async () => {
    const brune = await site.as('brune')
    refused(await paul.post(path(), { emails: ['x@nordbank.example'], entity: parts.Nordbank }), 403, 'forbidden')
    refused(await agnes.post(path(), { emails: ['x@nordbank.example'], entity: 'nobody' }), 422, 'invalid_fields')
    const hers = new Set((await brune.all('api/operations')).map(({ id }) => id))
    const other = (await agnes.all('api/operations')).find(({ id }) => !hers.has(id)).id
    refused(await brune.post(path(other), { emails: ['x@verrerie.example'] }), 404, 'not_found')
    refused(await site.visitor().post(path(), { emails: ['x@verrerie.example'] }), 401, 'no_session')
    for (const body of [{}, { emails: [] }, { emails: 'x@littoral.example' }, { emails: Array(101).fill('x@littoral.example') },
      { emails: ['x@littoral.example'], until: null }])
      refused(await paul.post(path(), body), 422, 'invalid_fields')
    const closed = (await agnes.get('api/operations?status=closed&side=manager')).body.items[0].id
    refused(await agnes.post(path(closed), { emails: ['x@aurore.example'] }), 409, 'operation_closed')
  })
})

describe('adding', () => {
  test('takes what is unusual, says what it was, and the line keeps it', async () => {
    const outside = await paul.add(file, 'lone.wolf@gmail.com')
    assert.deepEqual([outside.result, outside.notes, outside.contact.outside], ['invited', ['outside'], true])
    assert.equal((await agnes.contact(file, 'lone.wolf@gmail.com')).outside, true)
    const usual = await paul.add(file, 'usual.one@littoral.example')
    assert.deepEqual([usual.notes, usual.contact.outside], [[], false])
    const alike = await paul.add(file, 'usual.two@litoral.example')
    assert.ok(alike.notes.includes('look_alike'))
    assert.equal(alike.instead, 'usual.two@littoral.example')
    const again = await paul.add(file, 'lone.wolf@gmail.com')
    assert.deepEqual([again.result, again.notes, again.contact.outside], ['unchanged', ['outside', 'known'], true])
    const bad = await paul.add(file, 'nothing')
    assert.deepEqual([bad.code, 'notes' in bad], ['bad_email', false])
  })

  test('follows an address that moves', async () => {
    const { contact } = await paul.add(file, 'moved@cabinet.example')
    assert.deepEqual((await check(paul, 'second@cabinet.example')).notes, [], 'somebody has the domain now')
    assert.equal(await value(site, `SELECT domain FROM contact WHERE id = '${contact.id}'`), 'cabinet.example')
    await paul.post(`api/operations/${file}/contacts/${contact.id}/revoke`, {})
    assert.deepEqual((await check(paul, 'second@cabinet.example')).notes, ['outside'], 'and nobody again')
    const odd = await sql(site, `SELECT c.id FROM contact c JOIN users u ON u.id = c.user_id
      WHERE c.domain IS NULL OR u.email_key NOT LIKE '%@' || c.domain`)
    assert.deepEqual(odd, [])
  })
})

describe('authorising', () => {
  let house

  before(async () => (house = await House.build(site)))

  test('is thought about likewise', async () => {
    const other = await House.build(site)
    const ask = async (...emails) => {
      const answer = await house.leader.post(`${house.path}/habilitations/check`, { emails })
      assert.equal(answer.status, 200, answer.text)
      return answer.body.items
    }
    await house.authorise('first')
    const [usual, known, alike, outside, theirs, none] = await ask(house.address('second'), house.address('first'),
      `third@m${house.domain}`, 'x@orange.fr', other.address('x'), 'none')
    assert.deepEqual([usual.notes, known.notes], [[], ['known']])
    assert.equal(alike.instead, house.address('third'))
    assert.deepEqual([outside.notes, none.code], [['outside'], 'bad_email'])
    assert.ok(!theirs.notes.includes('other_entity') && !('entity' in theirs), 'he knows nothing of that house')
    const item = await house.authorise('conseil@cabinet.example')
    assert.deepEqual([item.result, item.notes], ['invited', ['outside']])
  })

  test('is refused as authorising is', async () => {
    const plain = await house.hire('plain')
    refused(await plain.post(`${house.path}/habilitations/check`, { emails: ['x@y.example'] }), 404, 'not_found')
    refused(await paul.post(`${house.path}/habilitations/check`, { emails: ['x@y.example'] }), 404, 'not_found')
    refused(await house.leader.post(`${house.path}/habilitations/check`, { emails: ['x@y.example'], team: 'nowhere' }), 403, 'forbidden')
  })

  test('an import names it in its dry run', async () => {
    const rows = ['entity,kind,client,team,email,roles', 'Import Prudent,bank,yes,,a@prudent.example,team_leader',
      'Import Prudent,,,,b@prudent.example,', 'Import Prudent,,,,c@prudnet.example,', 'Import Prudent,,,,d@gmail.com,',
      'Import Prudent,,,,e@cabinet.example,'].join('\n')
    const { status, stdout } = await run('sh', ['-c', `f=$(mktemp) && printf '%s' '${rows}' > $f && ${PROGRAM} import $f --dry-run`], site.settings)
    assert.equal(status, 0, stdout)
    const warnings = stdout.split('\n').filter((line) => line.includes('warning'))
    assert.equal(warnings.length, 3, stdout)
    assert.match(warnings[0], /^4 .*c@prudnet\.example.*c@prudent\.example/)
    assert.match(warnings[1], /^5 .*d@gmail\.com.*public/)
    assert.match(warnings[2], /^6 .*e@cabinet\.example/)
  })
})
