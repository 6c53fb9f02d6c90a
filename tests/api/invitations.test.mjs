// The link in the mail: it shows without acting, works once, can be refused, and makes an account.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { sql } from './account.mjs'
import { entityId, House, join, newestLink } from './house.mjs'
import { linkOf, PASSWORD, PEOPLE, PROGRAM, refused, run, Site } from './site.mjs'

let site, agnes, paul, file

before(async () => {
  site = await Site.start()
  agnes = await site.as('agnes')
  paul = await site.as('paul')
  file = (await paul.operation('OP-2026-0042')).id
})
after(async () => assert.equal(await site.stop(), 0))

const show = (secret) => site.visitor().post('api/invitations/show', { secret })
const account = (secret, more = {}) => ({
  secret, first_name: 'Maëlle', last_name: "O'Neill-Dupré", job_title: 'Analyste', phone: '+33 6 12 34 56 78',
  password: 'Trois-Chats-Roux-1987', language: 'fr', terms: true, ...more,
})
let count = 0
async function invited() {
  const email = `person${++count}@littoral.example`
  assert.equal((await paul.add(file, email)).result, 'invited')
  return { email, secret: await site.secret(email) }
}

describe('the link', () => {
  test('says who invites, and shows it as often as one looks', async () => {
    const { email, secret } = await invited()
    const answers = await Promise.all([show(secret), show(secret), show(secret)])
    for (const { status, body } of answers) {
      assert.equal(status, 200)
      assert.deepEqual(Object.keys(body).sort(), ['email', 'entity', 'expires', 'kind', 'operation', 'sponsor'])
      assert.deepEqual([body.email, body.kind, body.entity, body.sponsor], [email, 'activation', 'Crédit du Littoral', 'Paul Petit'])
      assert.match(body.operation, /refinancement du four 3/)
      const days = (Date.parse(body.expires) - Date.now()) / 86400000
      assert.ok(days > 6.9 && days <= 7, `${days} days`)
    }
  })

  test('is not burnt by a mail scanner that opens what it finds', async () => {
    const { email, secret } = await invited()
    const scanner = site.visitor()
    const mail = await site.mail(email)
    for (const [url] of mail.text.matchAll(/http:\/\/\S+/g)) assert.equal((await scanner.get(new URL(url).pathname)).status, 200)
    for (const method of ['GET', 'HEAD', 'PUT', 'DELETE'])
      assert.equal((await scanner.request(method, 'api/invitations/show')).status, 405, method)
    assert.equal((await site.visitor().post('api/account', account(secret))).status, 201)
  })

  test('that is made up, cut, swollen or changed opens nothing', async () => {
    const { secret } = await invited()
    const last = secret.endsWith('A') ? 'B' : 'A'
    for (const wrong of ['x', secret.slice(0, -1), `${secret}A`, secret.slice(0, -1) + last, secret.toLowerCase() + '=',
      'A'.repeat(32), '%', "' OR 1=1", 'ä'.repeat(32)]) {
      refused(await show(wrong), 404, 'not_found')
      refused(await site.visitor().post('api/invitations/refuse', { secret: wrong }), 404, 'not_found')
      refused(await site.visitor().post('api/account', account(wrong)), 404, 'not_found')
    }
    for (const wrong of ['', null, 1, [secret], { secret }, 'A'.repeat(201)]) refused(await show(wrong), 422, 'invalid_fields')
    assert.equal((await show(secret)).status, 200)
  })

  test('is nowhere but in the mail', async () => {
    const { email, secret } = await invited()
    const line = await paul.contact(file, email)
    const texts = [JSON.stringify(line), (await paul.get(`api/operations/${file}/register`)).text, await site.log('serve'), await site.log('mail'), await site.log('nginx')]
    for (const text of texts) assert.ok(!text.includes(secret))
  })

  test('is replaced by that of a new mail for the same person', async () => {
    const { email, secret } = await invited()
    const other = (await paul.operation('OP-2026-0051')).id
    assert.equal((await paul.add(other, email)).result, 'invited')
    const next = await site.secret(email, 1)
    assert.notEqual(next, secret)
    refused(await show(secret), 404, 'not_found')
    refused(await site.visitor().post('api/account', account(secret)), 404, 'not_found')
    assert.equal((await show(next)).status, 200)
    const person = site.visitor()
    assert.equal((await person.post('api/account', account(next))).status, 201)
    assert.deepEqual((await person.all('api/operations')).map((one) => one.reference).sort(), ['OP-2026-0042', 'OP-2026-0051'], 'both lines open')
  })

  test('ends with the person’s last line, not with the first', async () => {
    const { email } = await invited()
    const other = (await paul.operation('OP-2026-0051')).id
    await paul.add(other, email)
    const secret = await site.secret(email, 1)
    await paul.post(`api/operations/${file}/contacts/${(await paul.contact(file, email)).id}/revoke`)
    assert.equal((await show(secret)).status, 200)
    await paul.post(`api/operations/${other}/contacts/${(await paul.contact(other, email)).id}/revoke`)
    refused(await show(secret), 404, 'not_found')
    refused(await site.visitor().post('api/account', account(secret)), 404, 'not_found')
  })
})

describe('“this is not me”', () => {
  test('ends the invitation and tells the sponsor', async () => {
    const { email, secret } = await invited()
    assert.equal((await site.visitor().post('api/invitations/refuse', { secret })).status, 204)
    refused(await show(secret), 404, 'not_found')
    refused(await site.visitor().post('api/invitations/refuse', { secret }), 404, 'not_found')
    refused(await site.visitor().post('api/account', account(secret)), 404, 'not_found')
    await site.mail(PEOPLE.paul, (mail) => mail.text.includes(email))
    assert.equal(await paul.contact(file, email), undefined)
    const line = await paul.contact(file, email, 'archived')
    assert.deepEqual([line.status, line.declined], ['revoked', true])
    const entry = (await paul.get(`api/operations/${file}/register?limit=1`)).body.items[0]
    assert.deepEqual([entry.action, entry.subject.email, entry.actor.email], ['invitation_refused', email, email], 'by the person, not by the service')
    const { chain } = (await paul.get(`api/operations/${file}/contacts/${line.id}/why`)).body
    assert.deepEqual(chain.filter(({ code }) => ['revoked', 'declined'].includes(code)).map(({ code }) => code), ['declined'])
    const sheet = (await paul.get(`api/operations/${file}/contacts.csv?state=archived`)).text
    assert.match(sheet, new RegExp(`${email}.*[,;]Declined[,;].*`))
    assert.equal(sheet.split(email).length, 2, 'and is not said to have been revoked by the person')
    const back = await paul.post(`api/operations/${file}/contacts/${line.id}/restore`, {})
    assert.deepEqual([back.status, back.body.declined], [200, false])
    assert.equal((await paul.post(`api/operations/${file}/contacts/${line.id}/revoke`, {})).body.declined, false)
  })

  test('is declined at an entity too: with its day, and in its register', async () => {
    const house = await House.build(site)
    const { habilitation } = await house.authorise('personne')
    const secret = await newestLink(site, house.address('personne'))
    assert.equal((await site.visitor().post('api/invitations/refuse', { secret })).status, 204)
    const line = await house.habilitation('personne', 'archived')
    assert.deepEqual([line.id, line.status, line.declined], [habilitation.id, 'archived', true])
    assert.ok(Date.parse(line.archived_at) > 0)
    const [entry] = (await house.leader.get(`${house.path}/register?limit=1`)).body.items
    assert.deepEqual([entry.action, entry.subject.email], ['invitation_refused', house.address('personne')])
    assert.equal((await house.act(house.leader, line.id, 'restore', {})).body.declined, false)
  })
})

describe('the account', () => {
  test('opens what its person was invited to, as the sponsor sees it', async () => {
    const { email, secret } = await invited()
    const person = site.visitor()
    const answer = await person.post('api/account', account(secret))
    assert.equal(answer.status, 201)
    assert.equal(answer.body.user.email, email)
    assert.equal(answer.body.user.last_name, "O'Neill-Dupré")
    assert.equal(answer.body.environment.name, 'Crédit du Littoral')
    assert.equal((await person.get('api/session')).status, 200)
    const line = await paul.contact(file, email)
    assert.deepEqual([line.status, line.first_name], ['active', 'Maëlle'])
    const [mine, his] = [await person.all(`api/operations/${file}/contacts`), await paul.all(`api/operations/${file}/contacts`)]
    assert.deepEqual(mine.map((one) => one.id), his.map((one) => one.id))
    assert.equal((await paul.all(`api/operations/${file}/contacts?q=o%27neill`)).some((one) => one.email === email), true)
  })

  test('is made once, however often the button is pressed', async () => {
    const { email, secret } = await invited()
    const answers = await Promise.all(Array.from({ length: 4 }, () => site.visitor().post('api/account', account(secret))))
    assert.deepEqual(answers.map((one) => one.status).sort(), [201, 404, 404, 404])
    refused(await show(secret), 404, 'not_found')
    assert.equal((await paul.all(`api/operations/${file}/contacts?q=${encodeURIComponent(email)}`)).length, 1)
  })

  test('lets its person sign in again, with a code', async () => {
    const { email, secret } = await invited()
    assert.equal((await site.visitor().post('api/account', account(secret))).status, 201)
    const session = await site.visitor().signIn(email.toUpperCase(), { password: 'Trois-Chats-Roux-1987' })
    assert.equal(session.user.email, email)
    assert.equal(session.user.language, 'fr')
  })

  test('names every member that is wrong, and the link stays good', async () => {
    const { email, secret } = await invited()
    const good = account(secret)
    for (const name of Object.keys(good).filter((one) => one !== 'secret')) {
      const { [name]: _, ...rest } = good
      const answer = await site.visitor().post('api/account', rest)
      refused(answer, 422, 'invalid_fields')
      assert.deepEqual(Object.keys(answer.body.fields), [name])
    }
    const wrong = {
      first_name: ['', '   ', 'x'.repeat(101), 'a\u0000b', 'a\nb', 1, null, ['a']],
      phone: ['', '06 12 34 56', '+', '+33', 'phone', '+33612345678901234567', 33612345678],
      password: ['', 'short', 'onlylowercase1234', 'Password12345678', email + 'Aa1!', 'aaaaaaaaaaaaaaaaaaaaaaaa', 1],
      language: ['', 'de', 'FR', null],
      terms: [false, 'true', 1, null],
      email: ['other@littoral.example'],
    }
    for (const [name, values] of Object.entries(wrong))
      for (const value of values) {
        const answer = await site.visitor().post('api/account', { ...good, [name]: value })
        assert.ok([400, 422].includes(answer.status), `${name} ${value}: ${answer.text}`)
        if (answer.status === 422) assert.ok(answer.body.fields[name], `${name}: ${answer.text}`)
      }
    assert.equal((await site.visitor().post('api/account', good)).status, 201)
  })

  test('of a person keeps the address of the invitation', async () => {
    const { email, secret } = await invited()
    const answer = await site.visitor().post('api/account', { ...account(secret), email: 'elsewhere@evil.example' })
    refused(answer, 422, 'invalid_fields')
    assert.equal((await site.visitor().post('api/account', account(secret))).body.user.email, email)
  })

  test('that exists already is not made again by an invitation', async () => {
    const other = (await agnes.operation('OP-2026-0033')).id
    const vandamme = (await agnes.get(`api/operations/${other}`)).body.participations.find((one) => one.side === 'borrower').entity.id
    const item = await agnes.add(other, 'isabelle.cools@vandamme.example', { entity: vandamme })
    assert.equal(item.result, 'active')
    const mail = await site.mail('isabelle.cools@vandamme.example', (one) => one.text.includes('Agnès Martin'))
    assert.equal(linkOf(mail), undefined)
  })

  test('speaks the language of its person, and the mails too', async () => {
    const { email, secret } = await invited()
    assert.equal((await site.visitor().post('api/account', account(secret, { language: 'en' }))).status, 201)
    assert.equal((await site.visitor().post('api/session', { email, password: 'Trois-Chats-Roux-1987' })).status, 202)
    const mail = await site.mail(email, (one) => /code/i.test(one.subject))
    assert.match(mail.subject, /Your sign-in code/)
    assert.equal(mail.headers.get('content-language').toString().slice(0, 2), 'en')
  })
})

test('an address that comes back inherits nothing from before', async () => {
  const { email, secret } = await invited()
  const other = (await paul.operation('OP-2026-0051')).id
  await paul.add(other, email)
  const next = await site.secret(email, 1)
  assert.equal((await site.visitor().post('api/invitations/refuse', { secret: next })).status, 204)
  refused(await show(secret), 404, 'not_found')
  assert.equal((await paul.add(other, email)).result, 'invited')
  const person = site.visitor()
  assert.equal((await person.post('api/account', account(await site.secret(email, 2)))).status, 201)
  assert.deepEqual((await person.all('api/operations')).map((one) => one.reference), ['OP-2026-0051'])
  refused(await person.get(`api/operations/${file}`), 404, 'not_found')
})

describe('a mail', () => {
  test('carries no word of its message as markup or header', async () => {
    const email = 'markup@littoral.example'
    const message = '<script>alert(1)</script> & "quotes"\r\nBcc: victim@elsewhere.example\r\n\r\n<b>bold</b> {operation} [x|y]'
    assert.equal((await paul.add(file, email, { message })).result, 'invited')
    const mail = await site.mail(email)
    assert.ok(!mail.html.includes('<script>') && !mail.html.includes('<b>'))
    assert.ok(mail.html.includes('&lt;script&gt;'))
    assert.ok(mail.text.includes('{operation} [x|y]'))
    assert.equal(mail.headers.get('bcc'), undefined)
    assert.equal(mail.to.value.length, 1)
  })
})

test('a site with terms of its own leads to them before they are accepted', async () => {
  const terms = 'https://bank.example/conditions?lang=fr'
  const other = await Site.start({ env: { GUICHET_TERMS_URL: terms } })
  try {
    const host = await other.as('paul')
    await host.add((await host.operation('OP-2026-0042')).id, 'termes@littoral.example')
    const secret = await other.secret('termes@littoral.example')
    const shown = await other.visitor().post('api/invitations/show', { secret })
    assert.deepEqual([shown.status, shown.body.terms_url], [200, terms])
    refused(await other.visitor().post('api/account', account(secret, { terms: false })), 422, 'invalid_fields')
    assert.equal((await other.visitor().post('api/account', account(secret))).status, 201)
  } finally {
    assert.equal(await other.stop(), 0)
  }
})

describe('the language of an invitation', () => {
  let house, nobodys, operation

  before(async () => {
    house = await House.build(site)
    const added = await run(PROGRAM, ['entity', 'add', 'Fonds sans personne', '--kind', 'fund'], site.settings)
    assert.equal(added.status, 0, added.stderr)
    nobodys = await entityId(site, 'Fonds sans personne')
    operation = await house.published('LANG-1', { [nobodys]: 'lender', [await entityId(site, 'Littoral')]: 'lender' })
  })
  const invite = async (email, more) => {
    assert.equal((await house.leader.add(operation, email, more)).result, 'invited')
    return site.mail(email, (mail) => linkOf(mail) !== undefined)
  }
  const part = async (id) => (await house.leader.get(`api/operations/${operation}`)).body.participations.find(({ entity }) => entity.id === id)

  test('is that of the others of that entity, whoever invites', async () => {
    const littoral = await entityId(site, 'Littoral')
    assert.equal((await part(littoral)).language, 'fr')
    assert.match((await invite('langue1@littoral.example', { entity: littoral })).text, /^Bonjour,/)
    assert.equal((await part(house.id)).language, 'en')
    assert.equal((await house.leader.get(house.path)).body.language, 'en')
    await house.leader.request('PATCH', 'api/account', { language: 'fr' })
    await join(site, (await house.authorise('anglaise'), house.address('anglaise')))
    await join(site, (await house.authorise('anglais'), house.address('anglais')))
    const { habilitation } = await house.authorise('nouvelle')
    assert.ok(habilitation)
    assert.match((await site.mail(house.address('nouvelle'), (mail) => linkOf(mail) !== undefined)).text, /^Hello,/)
    await house.leader.request('PATCH', 'api/account', { language: 'en' })
  })

  test('may be said', async () => {
    const littoral = await entityId(site, 'Littoral')
    const mail = await invite('langue2@littoral.example', { entity: littoral, language: 'en' })
    assert.match(mail.text, /^Hello,/)
    assert.doesNotMatch(mail.text, /Bonjour/)
    assert.equal((await house.leader.post(`${house.path}/habilitations`, { emails: [house.address('dite')], team: house.root, language: 'fr' })).status, 200)
    assert.match((await site.mail(house.address('dite'), (one) => linkOf(one) !== undefined)).text, /^Bonjour,/)
    const answer = await house.leader.post(`api/operations/${operation}/contacts`, { emails: ['langue3@littoral.example'], entity: littoral, language: 'de' })
    refused(answer, 422, 'invalid_fields')
    assert.deepEqual(Object.keys(answer.body.fields), ['language'])
  })

  test('is both where nothing tells, until somebody says or the person chooses', async () => {
    assert.equal((await part(nobodys)).language, undefined)
    const mail = await invite('langue4@fonds.example', { entity: nobodys })
    assert.match(mail.subject, / \/ /)
    for (const said of ['Hello,', 'Bonjour,', 'Noé racine']) assert.ok(mail.text.includes(said), said)
    assert.match(mail.html, /<div lang="fr"[^]*<div lang="en"|<div lang="en"[^]*<div lang="fr"/)
    await invite('langue5@fonds.example', { entity: nobodys })
    await house.leader.add(operation, 'langue5@fonds.example', { entity: nobodys, language: 'fr' })
    const { id } = await house.leader.contact(operation, 'langue5@fonds.example')
    assert.equal((await house.leader.post(`api/operations/${operation}/contacts/${id}/resend`)).status, 202)
    const said = await site.mail('langue5@fonds.example', (one) => linkOf(one) !== undefined, 1)
    assert.match(said.text, /^Bonjour,/)
    assert.doesNotMatch(said.text, /Hello,/)
    await join(site, 'langue4@fonds.example', { language: 'en' })
    assert.deepEqual(await sql(site, "SELECT language, bilingual FROM users WHERE email = 'langue4@fonds.example'"), [{ language: 'en', bilingual: 0 }])
    assert.equal((await part(nobodys)).language, 'en', 'the next one is written to like him')
  })
})
