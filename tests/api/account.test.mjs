// One's own account: what it says, changing it, and where a changed name shows.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { CHOSEN, person, sql } from './account.mjs'
import { codeOf, PEOPLE, refused, Site } from './site.mjs'

const REFERENCE = 'OP-2026-0042'

let site, paul, file

before(async () => {
  site = await Site.start()
  paul = await site.as('paul')
  file = (await paul.operation(REFERENCE)).id
})
after(async () => assert.equal(await site.stop(), 0))

/** Changes and gives the account. */
async function change(visitor, body) {
  const answer = await visitor.request('PATCH', 'api/account', body)
  assert.equal(answer.status, 200, `${JSON.stringify(body)}: ${answer.text}`)
  return answer.body
}

/** Asserts that a change is refused for one member, and that nothing changed. */
async function unchanged(visitor, body, member) {
  const before = (await visitor.get('api/account')).body
  const answer = await visitor.request('PATCH', 'api/account', body)
  refused(answer, 422, 'invalid_fields')
  assert.deepEqual(Object.keys(answer.body.fields), [member], JSON.stringify(body))
  assert.ok(answer.body.fields[member].length > 5)
  assert.deepEqual((await visitor.get('api/account')).body, before, JSON.stringify(body))
}

describe('the account', () => {
  test('says what its owner gave, and no secret', async () => {
    const visitor = await person(site, 'one@littoral.example', { first_name: 'Noé', last_name: 'Vallon', phone: '0033 (0)6 12 34 56 78' })
    const { status, body } = await visitor.get('api/account')
    assert.equal(status, 200)
    const { id, mailbox_proved, ...rest } = body
    assert.equal(id, (await visitor.get('api/session')).body.user.id)
    assert.ok(Math.abs(Date.parse(mailbox_proved) - Date.now()) < 60000, 'the link proved the mailbox')
    assert.deepEqual(rest, { email: 'one@littoral.example', first_name: 'Noé', last_name: 'Vallon', job_title: 'Analyste',
      phone: '+33612345678', language: 'en', totp: false, recovery_codes: 0 })
  })

  test('is its owner’s alone', async () => {
    for (const method of ['GET', 'PATCH'])
      refused(await site.visitor().request(method, 'api/account', method === 'GET' ? undefined : { first_name: 'X' }), 401, 'no_session')
  })

  test('keeps what is not changed', async () => {
    const visitor = await person(site, 'two@littoral.example')
    const wanted = { ...(await visitor.get('api/account')).body }
    for (const [member, text] of Object.entries({ first_name: 'Anne', last_name: 'Riou', job_title: 'Juriste', phone: '+442079460000', language: 'fr' })) {
      wanted[member] = text
      assert.deepEqual(await change(visitor, { [member]: text }), wanted)
      assert.deepEqual((await visitor.get('api/account')).body, wanted)
    }
    assert.deepEqual(await change(visitor, {}), wanted)
    assert.deepEqual(await change(visitor, { first_name: null, phone: null, language: null }), wanted)
    const { user } = (await visitor.get('api/session')).body
    assert.deepEqual([user.first_name, user.last_name, user.language], ['Anne', 'Riou', 'fr'])
  })

  test('keeps the time zone of its owner, once it is told, and refuses what is none', async () => {
    const visitor = await person(site, 'zone@littoral.example')
    assert.equal((await visitor.get('api/session')).body.zone, undefined)
    assert.equal((await change(visitor, { zone: 'America/Toronto' })).zone, 'America/Toronto')
    assert.equal((await visitor.get('api/session')).body.zone, 'America/Toronto')
    assert.equal((await change(visitor, { zone: null, first_name: 'Léo' })).zone, 'America/Toronto')
    for (const zone of ['', ' ', 'Paris', 'Europe/Atlantis', '../../etc/passwd', '/etc/localtime', '+02:00', 'CET-1CEST', 'x'.repeat(70)])
      await unchanged(visitor, { zone }, 'zone')
    assert.equal((await change(visitor, { zone: 'Europe/Paris' })).zone, 'Europe/Paris')
  })

  test('takes changes of several members at once, whole or not at all', async () => {
    const visitor = await person(site, 'three@littoral.example')
    const answer = await visitor.request('PATCH', 'api/account', { first_name: 'Other', last_name: '', phone: 'none', language: 'de' })
    refused(answer, 422, 'invalid_fields')
    assert.ok(answer.body.fields.last_name && answer.body.fields.language, answer.text)
    assert.equal((await visitor.get('api/account')).body.first_name, 'Noé')
    await Promise.all(Array.from({ length: 10 }, (_, i) =>
      change(visitor, [{ first_name: `Noé ${i}` }, { last_name: `Vallon ${i}` }, { job_title: `Analyste ${i}` }][i % 3])))
    const { first_name, last_name, job_title } = (await visitor.get('api/account')).body
    assert.match(`${first_name}|${last_name}|${job_title}`, /^Noé \d\|Vallon \d\|Analyste \d$/, 'no change lost another')
  })

  test('refuses a page of another site', async () => {
    const visitor = await person(site, 'four@littoral.example')
    for (const headers of [{ Origin: 'https://evil.example' }, { 'Sec-Fetch-Site': 'cross-site' }, { 'Sec-Fetch-Site': 'same-site' }])
      refused(await visitor.request('PATCH', 'api/account', { first_name: 'Eve' }, { headers }), 403, 'cross_site')
    refused(await visitor.request('PATCH', 'api/account', 'first_name=Eve', { headers: { 'Content-Type': 'text/plain' } }), 415, 'media_type')
    assert.equal((await visitor.get('api/account')).body.first_name, 'Noé')
  })
})

describe('a change is refused', () => {
  let visitor
  before(async () => (visitor = await person(site, 'careful@littoral.example')))

  for (const member of ['first_name', 'last_name', 'job_title'])
    test(`for a bad ${member}`, async () => {
      for (const bad of ['', ' \t ', '\u00a0\u2003', 'a'.repeat(101), 'é'.repeat(200), '😀'.repeat(101), 'a\u0000b', 'a\nb', 'a\tb',
        'a\u001bb', 'a\u007fb', 'a\u0085b', 'a\u2028b', 'Vallon\u202Enollav', 'a\u2066b', 7, true, ['Anne'], { first: 'Anne' }])
        await unchanged(visitor, { [member]: bad }, member)
    })

  test('for a name of which nothing can be seen', async () => {
    for (const bad of ['\u200b', '\u200f', '\u200e\u200d', '\ufeff', '\u00ad', '\u3164', '\u2800'])
      for (const member of ['first_name', 'last_name']) await unchanged(visitor, { [member]: bad }, member)
  })

  test('for a language that does not exist', async () => {
    for (const bad of ['de', 'FR', 'fr-FR', 'en ', '', 'fr\u0000', 1, ['fr']]) await unchanged(visitor, { language: bad }, 'language')
  })

  test('for the address, one’s own as well, and for all that nobody changes', async () => {
    for (const email of ['careful@littoral.example', 'other@littoral.example', null]) await unchanged(visitor, { email }, 'email')
    for (const [member, bad] of Object.entries({ id: 'x', totp: true, recovery_codes: 10, mailbox_proved: null, password: CHOSEN, terms: false,
      activated_ms: 1, __proto: {} }))
      await unchanged(visitor, { [member]: bad }, member)
  })

  test('for what is no object of JSON in UTF-8', async () => {
    const raw = (bytes) => Buffer.from(bytes, 'latin1')
    for (const body of ['[]', '"x"', 'null', '{', '{"first_name":"a"}}', '{"first_name":"\\ud800"}', '{"first_name":undefined}', raw('{"first_name":"\xe9"}'),
      raw('{"first_name":"\xed\xa0\x80"}'), raw('{"first_name":"\xc0\xaf"}'), raw('{"first_name":"a\0b"}'), raw('\xef\xbb\xbf\xff{}')])
      refused(await visitor.request('PATCH', 'api/account', body), 400, 'bad_json')
    const twice = await visitor.request('PATCH', 'api/account', '{"first_name":"A","first_name":"B"}')
    assert.ok([400, 422].includes(twice.status), twice.text)
  })
})

test('a phone number has one spelling, however it is typed', async () => {
  const visitor = await person(site, 'phone@littoral.example')
  const table = [
    ['+33612345678', '+33612345678'],
    ['+33 6 12 34 56 78', '+33612345678'],
    ['+33.6.12.34.56.78', '+33612345678'],
    ['+33-6-12-34-56-78', '+33612345678'],
    ['  +33 612 345 678  ', '+33612345678'],
    ['+33 (0)6 12 34 56 78', '+33612345678'],
    ['+33(0)612345678', '+33612345678'],
    ['0033612345678', '+33612345678'],
    ['00 33 (0) 6 12 34 56 78', '+33612345678'],
    ['+44 (0)20 7946 0000', '+442079460000'],
    ['+1 (202) 555-0143', '+12025550143'],
    ['+49 30/901820', '+4930901820'],
    ['+3225551212', '+3225551212'],
    ['0612345678', null],
    ['06 12 34 56 78', null],
    ['33612345678', null],
    ['+0612345678', null],
    ['+1234567', null],
    ['+1234567890123456', null],
    ['+33 6 12 34 56 78 ext. 9', null],
    ['tel:+33612345678', null],
    ['+33612345678;+33612345679', null],
    ['＋３３６１２３４５６７８', null],
    ['+٣٣٦١٢٣٤٥٦٧٨', null],
    ['+33\u200e612345678', null],
    ['+33\u0000612345678', null],
    ['+33 6 12 34 56 7O', null],
    ['++33612345678', null],
    ['+', null],
    ['', null],
    ['none', null],
    [`+33${' '.repeat(40)}612345678`, null],
    [33612345678, null],
  ]
  for (const [typed, kept] of table) {
    if (kept === null) await unchanged(visitor, { phone: typed }, 'phone')
    else assert.equal((await change(visitor, { phone: typed })).phone, kept, typed)
  }
})

test('who reads French may write a number as it is dialled in France', async () => {
  const visitor = await person(site, 'dialled@littoral.example', { language: 'fr' })
  assert.equal((await change(visitor, { phone: '06 12 34 56 79' })).phone, '+33612345679')
  await unchanged(visitor, { phone: '0612345678', language: 'en' }, 'phone')
  assert.equal((await change(visitor, { language: 'en' })).language, 'en')
  await unchanged(visitor, { phone: '0612345678' }, 'phone')
  assert.equal((await change(visitor, { phone: '01 23 45 67 89', language: 'fr' })).phone, '+33123456789')
})

describe('a name', () => {
  test('is kept as it was written, in composed form and without outer space', async () => {
    const visitor = await person(site, 'names@littoral.example')
    const table = [
      ['Zoë 🦊', 'Zoë 🦊'],
      ['👩‍💻 Ada', '👩‍💻 Ada'],
      ['שרה\u200f לוי', 'שרה\u200f לוי'],
      ['محمد', 'محمد'],
      ['山田太郎', '山田太郎'],
      ['O’Brien-D’Arcy', 'O’Brien-D’Arcy'],
      ['<b>Eve</b> & <script>alert(1)</script>', '<b>Eve</b> & <script>alert(1)</script>'],
      ['"; DROP TABLE users; --', '"; DROP TABLE users; --'],
      ['%s%n{sponsor}[x|y]', '%s%n{sponsor}[x|y]'],
      ['\\u0041\\', '\\u0041\\'],
      ['Ze\u0301lie', 'Zélie'],
      ['  Anne  Marie ', 'Anne  Marie'],
      ['é'.repeat(100), 'é'.repeat(100)],
      ['e\u0301'.repeat(50), 'é'.repeat(50)],
      ['😀'.repeat(100), '😀'.repeat(100)],
      ['X', 'X'],
    ]
    for (const [typed, kept] of table)
      for (const member of ['first_name', 'last_name', 'job_title'])
        assert.equal((await change(visitor, { [member]: typed }))[member], kept, typed)
    await change(visitor, { first_name: '😀'.repeat(100), last_name: 'ﷺ'.repeat(100) })
    assert.equal((await paul.contact(file, 'names@littoral.example')).last_name, 'ﷺ'.repeat(100), 'what folds to very much is still listed')
  })

  test('is no address of a page or a mailbox, which a letter would make a link of', async () => {
    const visitor = await person(site, 'linked@littoral.example')
    for (const typed of ['https://evil.example', 'evil.example', 'www.evil.example', 'Paul evil.example/x', 'paul@evil.example', '42', '...'])
      for (const member of ['first_name', 'last_name']) {
        const answer = await visitor.request('PATCH', 'api/account', { [member]: typed })
        refused(answer, 422, 'invalid_fields')
        assert.ok(answer.body.fields[member], typed)
      }
    refused(await visitor.request('PATCH', 'api/account', { job_title: 'See https://evil.example' }), 422, 'invalid_fields')
    assert.equal((await change(visitor, { job_title: 'Trésorerie / M&A, Booking.com' })).job_title, 'Trésorerie / M&A, Booking.com')
    const agnes = await site.as('agnes')
    for (const name of ['http://evil.example', 'evil.example/pay', 'a@evil.example'])
      refused(await agnes.request('PATCH', `api/operations/${file}`, { name }), 422, 'invalid_fields')
  })

  test('is composed when the account is made as well', async () => {
    const visitor = await person(site, 'nfc@littoral.example', { first_name: 'Ze\u0301lie', last_name: 'Ve\u0301ron', job_title: 'Charge\u0301e' })
    const { first_name, last_name, job_title } = (await visitor.get('api/account')).body
    assert.deepEqual([first_name, last_name, job_title], ['Zélie', 'Véron', 'Chargée'])
  })

  test('shows in lists, search and order at once', async () => {
    const email = 'sorted@littoral.example'
    const visitor = await person(site, email, { first_name: 'Sacha', last_name: 'Middle' })
    const find = async (words) => (await paul.all(`api/operations/${file}/contacts?q=${encodeURIComponent(words)}`)).map((line) => line.email)
    const place = async () => (await paul.all(`api/operations/${file}/contacts`)).findIndex((line) => line.email === email)
    const before = await place()
    for (const [first_name, last_name, words, first] of [['Élodie', 'Aa Œuvrard', ['oeuvrard', 'élodie aa', 'ELODIE', email], true],
      ['Zoë', 'Zżżyłka', ['zzzylka', 'zoe zzz', 'ZŻŻYŁKA'], false]]) {
      await change(visitor, { first_name, last_name })
      const at = await place()
      assert.ok(first ? at < before : at > before, `${last_name}: ${before} -> ${at}`)
      for (const one of words) assert.ok((await find(one)).includes(email), one)
      assert.ok(!(await find('middle')).includes(email), 'the old name is gone')
      const line = await paul.contact(file, email)
      assert.deepEqual([line.first_name, line.last_name], [first_name, last_name])
    }
    const names = (await paul.all(`api/operations/${file}/contacts`)).filter((line) => line.last_name)
      .map((line) => `${line.last_name} ${line.first_name}`)
    assert.deepEqual(names, [...names].sort(new Intl.Collator('en', { sensitivity: 'base' }).compare))
  })

  test('shows where its owner manages and in the register', async () => {
    const agnes = await site.as('agnes')
    await change(agnes, { first_name: 'Agnès-Lou', job_title: 'Présidente' })
    const managers = (await paul.get(`api/operations/${file}`)).body.managers
    assert.ok(managers.some((one) => one.name === 'Agnès-Lou Martin' && one.job_title === 'Présidente'), JSON.stringify(managers))
    await agnes.add(file, PEOPLE.brune)
    const { items } = (await agnes.get(`api/operations/${file}/register?limit=5`)).body
    assert.ok(items.some((line) => line.actor?.name === 'Agnès-Lou Martin'), JSON.stringify(items))
    await change(agnes, { first_name: 'Agnès', job_title: 'Directrice des financements' })
  })

  test('cannot act in a mail', async () => {
    const visitor = await person(site, 'html@littoral.example')
    await change(visitor, { first_name: '<img src=x onerror=alert(1)>', last_name: 'Bcc: all {entity}[a|b]' })
    await visitor.add(file, 'html.guest@littoral.example')
    const mail = await site.mail('html.guest@littoral.example')
    assert.ok(mail.text.includes('<img src=x onerror=alert(1)> Bcc: all {entity}[a|b]'), mail.text)
    assert.ok(!mail.html.includes('<img') && mail.html.includes('&lt;img src=x onerror=alert(1)&gt;'), mail.html)
    assert.equal(mail.bcc, undefined)
    assert.equal(mail.headers.get('bcc'), undefined)
    assert.equal([...mail.to.value].length, 1)
  })
})

test('the language is that of the next mail, and of refusals where the browser says none', async () => {
  const visitor = await person(site, 'langue@littoral.example', { language: 'fr' })
  const detail = async () => (await visitor.get('api/nowhere-at-all', { headers: { 'Accept-Language': undefined } })).body.detail
  const wrong = async () => (await visitor.get('api/operations/x', { headers: { 'Accept-Language': undefined } })).body.detail
  assert.ok(await detail())
  assert.match(await wrong(), /n’existe pas/)
  await change(visitor, { language: 'en' })
  assert.match(await wrong(), /does not exist/)
  const before = (await site.mails(visitor.email)).length
  await site.visitor().post('api/session', { email: visitor.email, password: CHOSEN })
  assert.match((await site.mail(visitor.email, (mail) => codeOf(mail) !== undefined, before)).subject, /code for Guichet/)
})

test('a body is not kept anywhere but in the account', async () => {
  const visitor = await person(site, 'quiet@littoral.example')
  await change(visitor, { phone: '+33699887766', job_title: 'Sceau-Discret' })
  const log = await site.log('serve')
  for (const secret of ['+33699887766', 'Sceau-Discret', CHOSEN, 'quiet@littoral.example']) assert.ok(!log.includes(secret), secret)
  assert.deepEqual(await sql(site, `SELECT phone FROM users WHERE email = 'quiet@littoral.example'`), [{ phone: '+33699887766' }])
})
