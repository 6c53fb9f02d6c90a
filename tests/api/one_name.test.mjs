// People with one name: they join, and wherever a name stands theirs does, with no blank too many.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { person, sql, value } from './account.mjs'
import { entityId, House, join } from './house.mjs'
import { refused, Site } from './site.mjs'

let site, house, leader, one, file

before(async () => {
  site = await Site.start()
  house = await House.build(site)
  leader = house.leader
  one = await mononym('sukarno', 'Sukarno', ['creator'])
  file = await house.published('UN-NOM-1', {}, one)
})
after(async () => {
  await site.check()
  assert.equal(await site.stop(), 0)
})

/** Somebody of one name, authorised by the house's leader. */
async function mononym(mailbox, first_name, roles = []) {
  const { habilitation } = await house.authorise(mailbox, house.root, roles)
  const visitor = await join(site, house.address(mailbox), { first_name, last_name: '' })
  return Object.assign(visitor, { habilitation: habilitation.id })
}

/** Asserts that a text tells the name, and nothing around it that is a name's missing half. */
function clean(text) {
  assert.match(text, /Sukarno/)
  assert.doesNotMatch(text, /Sukarno ["<]|Sukarno[ \u00a0]{2}|" Sukarno|[ \u00a0]{2}Sukarno|Sukarno (null|undefined|\(null\))/, text)
}

async function show(visitor, path, headers = {}) {
  const answer = await visitor.get(path, { headers })
  assert.equal(answer.status, 200, answer.text)
  clean(answer.text)
  return answer.body
}

const account = (visitor) => visitor.get('api/account').then(({ body }) => [body.first_name, body.last_name])
const change = (visitor, body) => visitor.request('PATCH', 'api/account', body)

describe('an account', () => {
  test('is made with one name: an empty last one, or none', async () => {
    for (const [index, last_name] of ['', '  ', null, '\u200b'].entries()) {
      const visitor = await person(site, `one${index}@littoral.example`, { first_name: 'Björk', last_name })
      assert.deepEqual(await account(visitor), ['Björk', null])
      const { user } = (await visitor.get('api/session')).body
      assert.deepEqual([user.first_name, user.last_name], ['Björk', null])
    }
  })

  test('is not made without a name, and says where one is missing', async () => {
    const { result } = await house.authorise('personne')
    assert.equal(result, 'invited')
    const secret = await site.secret(house.address('personne'))
    const good = { secret, job_title: 'Analyste', phone: '+33612345678', password: 'Trois-Chats-Roux-1987', language: 'fr', terms: true }
    for (const names of [{ first_name: '', last_name: '' }, { first_name: ' ', last_name: null }, { first_name: null, last_name: '' },
      { first_name: '\u3164', last_name: '' }, { first_name: '', last_name: 'Sukarno' }])
      for (const [language, sentence] of [['fr', /^[CA]e? .*\.$/], ['en', /^.*\.$/]]) {
        const answer = await site.visitor().post('api/account', { ...good, ...names }, { headers: { 'Accept-Language': language } })
        refused(answer, 422, 'invalid_fields')
        assert.deepEqual(Object.keys(answer.body.fields), ['first_name'])
        assert.match(answer.body.fields.first_name, sentence)
      }
    for (const last_name of ['\u3164', '42', 'evil.example', 'a\nb', 1, 'x'.repeat(101)]) {
      const answer = await site.visitor().post('api/account', { ...good, first_name: 'A', last_name })
      refused(answer, 422, 'invalid_fields')
      assert.deepEqual(Object.keys(answer.body.fields), ['last_name'])
    }
  })

  test('loses its last name and gets one again', async () => {
    const visitor = await person(site, 'less@littoral.example', { first_name: 'Noé', last_name: 'Vallon' })
    const paul = await site.as('paul')
    const { id } = await paul.operation('OP-2026-0042')
    const found = async (words) => (await paul.all(`api/operations/${id}/contacts?q=${encodeURIComponent(words)}`)).map((line) => line.email)
    const answer = await change(visitor, { first_name: 'Noémon', last_name: null })
    assert.equal(answer.status, 200, answer.text)
    assert.deepEqual(await account(visitor), ['Noémon', null])
    assert.equal((await change(visitor, { job_title: 'Juriste' })).body.last_name, null)
    assert.deepEqual(await found('vallon less@'), [])
    assert.deepEqual(await found('noemon less@'), ['less@littoral.example'])
    assert.equal((await change(visitor, { last_name: 'Zürn' })).status, 200)
    assert.deepEqual(await found('noemon zurn less@'), ['less@littoral.example'])
    assert.equal((await change(visitor, { first_name: 'Ali' })).body.last_name, 'Zürn')
    refused(await change(visitor, { first_name: '', last_name: null }), 422, 'invalid_fields')
  })
})

describe('one name shows', () => {
  test('in lists of people, sorted by itself', async () => {
    for (const [mailbox, name] of [['aditi', 'Aditi'], ['zoltan', 'Zoltan']]) await mononym(mailbox, name)
    const people = await leader.all(`${house.path}/habilitations`)
    const names = people.map(({ user }) => user.last_name ?? user.first_name).filter(Boolean)
    assert.deepEqual(names.filter((name) => ['Aditi', 'Sukarno', 'Zoltan'].includes(name)), ['Aditi', 'Sukarno', 'Zoltan'])
    assert.deepEqual(names, [...names].sort(new Intl.Collator('en', { sensitivity: 'base' }).compare))
    assert.equal((await leader.all(`${house.path}/habilitations?q=sukarno`)).length, 1)
    const rows = await sql(site, `SELECT sort_name, search FROM habilitation WHERE user_id = '${one.id}'
      UNION SELECT sort_name, search FROM contact WHERE user_id = '${one.id}'`)
    assert.deepEqual(rows, [{ sort_name: 'sukarno', search: `sukarno ${house.address('sukarno')}` }])
  })

  test('on an operation: its managers, its people, its register', async () => {
    const borrower = await entityId(site, 'Verrerie')
    assert.equal((await one.add(file, 'guest@verrerie.example', { entity: borrower })).result, 'invited')
    const { managers } = await show(one, `api/operations/${file}`)
    assert.ok(managers.some(({ name }) => name === 'Sukarno'))
    const { items } = await show(one, `api/operations/${file}/contacts`)
    assert.ok(items.some(({ added_by }) => added_by === 'Sukarno'))
    assert.deepEqual(items.filter(({ first_name }) => first_name).map((line) => [line.first_name, line.last_name]), [['Sukarno', null]])
    const register = await show(one, `api/operations/${file}/register`)
    assert.ok(register.items.some(({ actor, subject }) => actor?.name === 'Sukarno' || subject?.name === 'Sukarno'))
    await show(leader, `${house.path}/register`)
  })

  test('where it is told why', async () => {
    const line = await one.contact(file, one.email)
    for (const language of ['fr', 'en']) {
      const why = await show(one, `api/operations/${file}/contacts/${line.id}/why`, { 'Accept-Language': language })
      assert.equal(why.person.name, 'Sukarno')
      const there = await show(leader, `${house.path}/habilitations/${one.habilitation}/why`, { 'Accept-Language': language })
      assert.equal(there.person.name, 'Sukarno')
    }
  })

  test('in what he hands over', async () => {
    const heir = await house.hire('suite')
    const preview = await one.post('api/handovers/preview', { successors: [{ email: heir.email }] })
    assert.equal(preview.status, 200, preview.text)
    const started = await one.post('api/handovers', { successors: [{ email: heir.email }] })
    assert.equal(started.status, 201, started.text)
    clean(started.text)
    await show(heir, 'api/handovers')
    await show(leader, `api/handovers/${started.body.id}`)
    const mail = await site.mail(heir.email, ({ text }) => text.includes('Sukarno'))
    clean(`${mail.subject}\n${mail.text}`)
    assert.equal((await one.post(`api/handovers/${started.body.id}/cancel`)).status, 200)
    const other = await leader.post('api/handovers/preview', { habilitation: one.habilitation, successors: [{ email: heir.email }] })
    assert.equal(other.status, 200, other.text)
    const back = await leader.post('api/handovers/preview', { successors: [{ email: one.email }] })
    assert.equal(back.status, 200, back.text)
    clean(back.text)
  })

  test('in letters', async () => {
    const mail = await site.mail('guest@verrerie.example', ({ text }) => text.includes('Sukarno'))
    for (const text of [mail.subject, mail.text]) if (text.includes('Sukarno')) clean(text)
    const letters = await sql(site, `SELECT facts FROM outbox WHERE facts LIKE '%Sukarno%'`)
    for (const { facts } of letters) clean(facts)
    assert.ok(letters.length > 1)
  })
})

test('who had two names keeps them, who has no account has none', async () => {
  assert.equal(await value(site, `SELECT count(*) FROM users WHERE last_name IS NOT NULL AND full_name <> first_name || ' ' || last_name`), 0)
  assert.ok(await value(site, `SELECT count(*) FROM users WHERE full_name LIKE '% %'`) > 10)
  assert.equal(await value(site, `SELECT count(*) FROM users WHERE (full_name IS NULL) <> (first_name IS NULL)`), 0)
})
