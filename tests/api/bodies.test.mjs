// Bodies and headers as they must not be: each gets the documented error, nothing is changed, and the service goes on.
import assert from 'node:assert/strict'
import net from 'node:net'
import { after, before, describe, test } from 'node:test'
import { sql } from './account.mjs'
import { PASSWORD, PEOPLE, PROGRAM, refused, run, Site } from './site.mjs'

let site, paul, file, path

before(async () => {
  site = await Site.start()
  paul = await site.as('paul')
  file = (await paul.operation('OP-2026-0042')).id
  path = `api/operations/${file}/contacts`
})
after(async () => assert.equal(await site.stop(), 0))

const send = (body, headers) => paul.post(path, body, { headers })
const lines = async () => (await paul.all(path)).length

/** Writes bytes on a connection of its own and gives what comes back until it ends; `cut` hangs up after the bytes. */
function raw(bytes, { cut = false } = {}) {
  return new Promise((done, failed) => {
    const socket = net.connect(site.port, '127.0.0.1')
    let text = ''
    socket.setTimeout(10000, () => socket.destroy(new Error('no answer')))
    socket.on('data', (piece) => (text += piece))
    socket.on('error', failed)
    socket.on('close', () => done(text))
    socket.write(bytes)
    if (cut) socket.end()
  })
}

describe('a body', () => {
  test('that is no JSON object is malformed', async () => {
    const before_ = await lines()
    for (const body of ['', ' ', '{', '}', '[', 'null', '[]', '"x"', '1', 'true', '{"emails":["a@b.example"]', '{"emails":["a@b.example"]}}',
      '{"emails":["a@b.example"]} x', '{"emails":["a@b.example",]}', "{'emails':[]}", '{emails:[]}', '{"emails":NaN}', '{"emails":["\\x"]}',
      '// c\n{}', '\ufeff{"emails":["a@b.example"]}', `${'['.repeat(100000)}`, `${'{"a":'.repeat(50000)}1${'}'.repeat(50000)}`]) {
      const answer = await send(body)
      assert.ok([400, 422].includes(answer.status), `${body.slice(0, 40)}: ${answer.text}`)
      assert.ok(['bad_json', 'invalid_fields'].includes(answer.body.code))
    }
    assert.equal(await lines(), before_)
  })

  test('that names a member twice is malformed', async () => {
    refused(await send('{"emails":["a@b.example"],"emails":["c@d.example"]}'), 400, 'bad_json')
  })

  test('with members that are not asked for is refused, each named', async () => {
    const answer = await send({ emails: ['a@b.example'], owner: 'me', status: 'active', __proto__x: 1, 'id': 'x' })
    refused(answer, 422, 'invalid_fields')
    assert.deepEqual(Object.keys(answer.body.fields).sort(), ['__proto__x', 'id', 'owner', 'status'])
  })

  test('with values of another type is refused, each named', async () => {
    for (const [body, names] of [
      [{ emails: 'a@b.example' }, ['emails']], [{ emails: { 0: 'a@b.example' } }, ['emails']], [{ emails: [1] }, ['emails']], [{ emails: [null] }, ['emails']],
      [{ emails: [['a@b.example']] }, ['emails']], [{ emails: null }, ['emails']], [{}, ['emails']], [{ emails: ['a@b.example'], entity: 1 }, ['entity']],
      [{ emails: ['a@b.example'], message: ['x'], until: {} }, ['message', 'until']], [{ emails: ['a@b.example'], message: 'x'.repeat(1001) }, ['message']],
      [{ emails: 1, entity: [], until: true, message: {} }, ['emails', 'entity', 'message', 'until']]]) {
      const answer = await send(body)
      refused(answer, 422, 'invalid_fields')
      assert.deepEqual(Object.keys(answer.body.fields).sort(), names, JSON.stringify(body))
      for (const said of Object.values(answer.body.fields)) assert.ok(said.length > 5)
    }
  })

  test('with NUL or bad UTF-8 is refused', async () => {
    const wrap = (bytes) => Buffer.concat([Buffer.from('{"emails":["a@b.example"],"message":"'), Buffer.from(bytes), Buffer.from('"}')])
    for (const bytes of [[0], [0xff], [0xc0, 0x80], [0xed, 0xa0, 0x80], [0xf5, 0x80, 0x80, 0x80], [0xc3], [0x80], [0x01]]) {
      const answer = await send(wrap(bytes))
      assert.ok([400, 422].includes(answer.status), `${bytes}: ${answer.text}`)
    }
    for (const escaped of ['\\u0000', '\\ud800', '\\udc00\\ud800']) {
      const answer = await send(`{"emails":["a@b.example"],"message":"${escaped}"}`)
      assert.ok([400, 422].includes(answer.status), `${escaped}: ${answer.text}`)
    }
  })

  test('may come where none is needed, if it is empty', async () => {
    const line = await paul.contact(file, 'remi.carpentier@littoral.example')
    refused(await paul.post(`${path}/${line.id}/resend`, { a: 1 }), 422, 'invalid_fields')
    assert.equal((await paul.post(`${path}/${line.id}/resend`, {})).status, 202)
    assert.equal((await paul.post(`${path}/${line.id}/resend`)).status, 202)
  })

  test('of another media type is not read', async () => {
    for (const type of [undefined, '', 'text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'application/jsonp',
      'application/json-patch+json', 'json'])
      refused(await send('{"emails":["a@b.example"]}', { 'Content-Type': type }), 415, 'media_type')
    for (const type of ['application/json; charset=utf-8', 'Application/JSON', 'application/json;charset=UTF-8'])
      assert.equal((await send('{"emails":["media.type@littoral.example"]}', { 'Content-Type': type })).status, 200)
  })

  test('of up to 1 MiB is read, a larger one is not, and the connection stays whole', async () => {
    const before_ = await lines()
    const sized = (size) => {
      const body = JSON.stringify({ emails: ['a@b.example'], message: '' })
      return `${body.slice(0, -2)}${'x'.repeat(size - body.length)}"}`
    }
    for (let i = 0; i < 20; i++) {
      refused(await send(sized(1024 * 1024)), 422, 'invalid_fields')
      refused(await send(sized(1024 * 1024 + 1)), 413, 'too_large')
      refused(await send(sized(300000), { Cookie: '' }), 401, 'no_session')
      refused(await paul.post('api/nothing', sized(16384)), 404, 'not_found')
      refused(await paul.post('api/nothing', sized(300000)), 413, 'too_large')
      assert.equal((await paul.get('api/session')).status, 200)
    }
    assert.equal(await lines(), before_)
  })

  test('is as long as its route takes, as nginx and the workers know alike', async () => {
    const agnes = await site.as('agnes')
    const rows = (await run(PROGRAM, ['routes', '--costs'])).stdout.trim().split('\n').map((row) => row.split(/\s+/))
      .map(([method, path, right, size]) => ({ method, path: path.slice(1), open: ['public', 'request_add'].includes(right), size: Number(size.replace('k', '')) * 1024 }))
    const sizes = new Set()
    for (const { method, path, open, size } of rows.filter((row) => !['GET', 'DELETE'].includes(row.method))) {
      assert.ok(open ? size === 16384 : [16384, 65536, 1048576].includes(size), `${method} ${path}`)
      sizes.add(size)
      const [fits, beyond] = [await agnes.request(method, path, '['.padEnd(size)), await agnes.request(method, path, '['.padEnd(size + 1))]
      assert.ok([400, 422].includes(fits.status), `${method} ${path}: ${fits.text}`)
      refused(beyond, 413, 'too_large')
      const most = Math.max(...rows.filter((row) => row.path === path).map((row) => row.size))
      if (most === size && (open || size > 16384)) assert.ok(!(await site.log('serve')).includes(beyond.body.request_id), `nginx sends ${method} ${path} away`)
    }
    assert.deepEqual([...sizes].sort((a, b) => a - b), [16384, 65536, 1048576])
  })

  test('that comes in chunks is read like another', async () => {
    const body = JSON.stringify({ emails: ['chunks@littoral.example'] })
    const head = `POST /${path} HTTP/1.1\r\nHost: localhost:${site.port}\r\nConnection: close\r\nCookie: guichet=${paul.cookies.get('guichet')}\r\nContent-Type: application/json\r\n`
    const pieces = [...body].map((c) => `1\r\n${c}\r\n`).join('')
    assert.match(await raw(`${head}Transfer-Encoding: chunked\r\n\r\n${pieces}0\r\n\r\n`), /^HTTP\/1\.1 200 /)
    assert.match(await raw(`${head}Transfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n${pieces}0\r\n\r\n`), /^HTTP\/1\.1 (400|200) /)
    assert.match(await raw(`${head}Content-Length: ${body.length}\r\nContent-Length: 3\r\n\r\n${body}`), /^HTTP\/1\.1 400 /)
  })

  test('that is cut short changes nothing', async () => {
    const before_ = await lines()
    const body = JSON.stringify({ emails: ['cut.short@littoral.example'] })
    const head = `POST /${path} HTTP/1.1\r\nHost: localhost:${site.port}\r\nCookie: guichet=${paul.cookies.get('guichet')}\r\nContent-Type: application/json\r\n`
    for (const at of [0, 1, 10, body.length - 1])
      await raw(`${head}Content-Length: ${body.length}\r\n\r\n${body.slice(0, at)}`, { cut: true })
    await raw(`${head}Content-Length: ${body.length + 10}\r\n\r\n${body}`, { cut: true })
    assert.equal((await paul.get('api/session')).status, 200)
    assert.equal(await lines(), before_)
  })
})

describe('a request', () => {
  test('from another site is refused before it is read', async () => {
    const before_ = await lines()
    const body = { emails: ['cross@littoral.example'] }
    for (const headers of [{ 'Sec-Fetch-Site': 'cross-site' }, { 'Sec-Fetch-Site': 'same-site' }, { 'Sec-Fetch-Site': 'nonsense' },
      { Origin: 'https://evil.example' }, { Origin: 'null' }, { Origin: `http://localhost:${site.port}.evil.example` },
      { Origin: `http://evil.example#localhost:${site.port}` }, { Origin: `http://localhost:${site.port + 1}` },
      { Origin: site.url.slice(0, -1), 'Sec-Fetch-Site': 'cross-site' }])
      refused(await send(body, headers), 403, 'cross_site')
    assert.equal(await lines(), before_)
    for (const headers of [{ 'Sec-Fetch-Site': 'same-origin', Origin: `http://localhost:${site.port}` }, { 'Sec-Fetch-Site': 'none' }])
      assert.equal((await send(body, headers)).status, 200)
    assert.equal((await paul.get(path, { headers: { 'Sec-Fetch-Site': 'cross-site', Origin: 'https://evil.example' } })).status, 200, 'reading tells nobody anything')
    refused(await site.visitor().post('api/session', { email: PEOPLE.paul, password: PASSWORD }, { headers: { Origin: 'https://evil.example' } }), 403, 'cross_site')
  })

  test('of a method that the address does not take says which it takes', async () => {
    for (const [method, to, allow] of [['DELETE', 'api/operations', 'GET'], ['PATCH', 'api/session', 'DELETE'], ['PUT', path, 'POST'], ['POST', 'api/health', 'GET']]) {
      const answer = await paul.request(method, to)
      refused(answer, 405, 'method_not_allowed')
      assert.ok(answer.headers.allow.split(', ').includes(allow), answer.headers.allow)
    }
    assert.ok([400, 405].includes((await paul.request('TRACE', 'api/session')).status))
  })

  test('for an address that is not there is 404, in whatever shape', async () => {
    for (const to of ['api', 'api/', 'api/x', 'api/session/', 'api/Session', 'api/session/x/y/z', 'api/%2e%2e/api/x', 'api/operations//contacts',
      'api/session%00', 'api/session%2f', 'api/\u00e9'])
      assert.ok([400, 404].includes((await paul.request('GET', encodeURI(to).replace(/%25/g, '%'))).status), to)
  })

  test('with headers or an address beyond measure is refused, and the service goes on', async () => {
    for (const answer of [await paul.get(`api/session?${'a'.repeat(9000)}`), await paul.get('api/session', { headers: { 'X-Long': 'a'.repeat(20000) } }),
      await paul.get('api/session', { headers: { Cookie: `guichet=${'a'.repeat(20000)}` } })])
      assert.ok([400, 401, 414].includes(answer.status), String(answer.status))
    for (const language of ['', 'fr', 'fr-CH, en;q=0.5', '*', 'x'.repeat(5000), ';;;q=,', 'fr;q=9', '\u00ff'])
      assert.equal((await paul.get('api/session', { headers: { 'Accept-Language': language } })).status, 200)
  })

  test('is answered in the language of who asks', async () => {
    const guest = (language) => site.visitor({ language }).get('api/session').then(({ body }) => body.detail)
    assert.match(await guest('fr-FR,fr;q=0.9,en;q=0.8'), /connecté/)
    assert.match(await guest('en'), /signed in/)
    assert.match(await guest('de'), /signed in/)
    const nginx = (language) => site.visitor({ language }).get('nothing').then(({ body }) => body.detail)
    assert.match(await nginx('fr'), /existe pas/)
    assert.match(await nginx('de, fr'), /not exist/)
  })
})

describe('a write that is repeated with its Idempotency-Key', () => {
  const key = (value) => ({ 'Idempotency-Key': value })

  test('answers what the first one answered', async () => {
    const body = { emails: ['idem.one@littoral.example', 'bad'] }
    const first = await send(body, key('one'))
    assert.equal(first.body.items[0].result, 'invited')
    for (let i = 0; i < 3; i++) {
      const again = await send(body, key('one'))
      assert.deepEqual([again.status, again.text], [first.status, first.text])
    }
    assert.equal((await send(body)).body.items[0].result, 'unchanged')
  })

  test('in the same instant happens once', async () => {
    const body = { emails: ['idem.parallel@littoral.example'] }
    const answers = await Promise.all(Array.from({ length: 8 }, () => send(body, key('parallel'))))
    for (const answer of answers) assert.deepEqual([answer.status, answer.text], [200, answers[0].text])
    assert.equal(answers[0].body.items[0].result, 'invited')
  })

  test('but with another body, address or method is refused', async () => {
    assert.equal((await send({ emails: ['idem.two@littoral.example'] }, key('two'))).status, 200)
    const answer = await send({ emails: ['idem.three@littoral.example'] }, key('two'))
    refused(answer, 422, 'idempotency_key_reused')
    assert.equal(await paul.contact(file, 'idem.three@littoral.example'), undefined)
    const line = await paul.contact(file, 'idem.two@littoral.example')
    refused(await paul.post(`${path}/${line.id}/revoke`, undefined, { headers: key('two') }), 422, 'idempotency_key_reused')
  })

  test('of another person is another one', async () => {
    const claire = await site.as('claire.dubois@littoral.example')
    const body = { emails: ['idem.four@littoral.example'] }
    assert.equal((await send(body, key('four'))).body.items[0].result, 'invited')
    assert.equal((await claire.post(path, body, { headers: key('four') })).body.items[0].result, 'unchanged')
  })

  test('repeats a refusal too', async () => {
    const own = await paul.contact(file, PEOPLE.paul)
    const revoke = () => paul.post(`${path}/${own.id}/revoke`, {}, { headers: key('own') })
    const [one, two] = [await revoke(), await revoke()]
    refused(one, 403, 'own_line')
    refused(two, 403, 'own_line')
  })

  test('is remembered of one person so often, and with answers so long; past that it is refused, never done twice', async () => {
    const day = 24 * 3600 * 1000
    const old = (id, size) => `INSERT INTO idempotency (user_id, entity_id, key, request, standing, status, size, answer, created_ms)
      SELECT id, '', '${id}', '', '', 200, ${size}, '', ${Date.now() - day + 3600000} FROM users WHERE email = '${PEOPLE.paul}'`
    const claire = await site.as('claire.dubois@littoral.example')
    const many = `WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 4000) ${old('old', 10).replace("'old'", "'old' || i").replace('FROM users', 'FROM users, n')}`
    for (const [what, rows] of [['many', many], ['long', old('old-long', 16 * 1024 * 1024)]]) {
      await sql(site, rows)
      const body = { emails: [`idem.${what}@littoral.example`] }
      const answer = await send(body, key(what))
      refused(answer, 429, 'too_many_keys')
      const wait = Number(answer.headers['retry-after'])
      assert.ok(wait > 3000 && wait <= 3601, String(wait))
      assert.equal(await paul.contact(file, body.emails[0]), undefined)
      assert.equal((await send({ emails: ['idem.one@littoral.example', 'bad'] }, key('one'))).body.items[0].result, 'invited', 'what is kept is still answered')
      assert.equal((await claire.post(path, { emails: ['idem.two@littoral.example'] }, { headers: key(what) })).status, 200, 'others are not meant')
      assert.equal((await send(body)).body.items[0].result, 'invited', 'nor is who sends no key')
      await sql(site, `UPDATE idempotency SET created_ms = ${Date.now() - day - 1000} WHERE key LIKE 'old%'`)
      assert.equal((await send(body, key(what))).body.items[0].result, 'unchanged', 'after a day there is room again')
    }
    assert.deepEqual(await sql(site, "SELECT key FROM idempotency WHERE key LIKE 'old%'"), [], 'and nothing is left')
  })

  test('is forgotten after a day, though nobody writes', async () => {
    await sql(site, `INSERT INTO idempotency (user_id, entity_id, key, request, standing, status, size, answer, created_ms)
      SELECT id, '', 'yesterday', '', '', 200, 5, 'Ève', ${Date.now() - 25 * 3600000} FROM users WHERE email = '${PEOPLE.paul}'`)
    const swept = await run(PROGRAM, ['mail', '--once'], site.settings)
    assert.equal(swept.status, 0, swept.stderr)
    assert.deepEqual(await sql(site, "SELECT answer FROM idempotency WHERE key = 'yesterday'"), [])
  })

  test('is another one in another environment, and a session is never kept', async () => {
    const max = await site.as('max')
    const [one, two] = (await max.get('api/session')).body.environments.map((place) => place.entity)
    for (const entity of [one, two, one]) {
      const answer = await max.put('api/session/environment', { entity }, { headers: key('switch') })
      assert.deepEqual([answer.status, answer.body.environment.entity], [200, entity])
    }
    assert.deepEqual(await sql(site, "SELECT answer FROM idempotency WHERE key = 'switch'"), [])
    const places = []
    for (const entity of [one, two]) {
      await max.put('api/session/environment', { entity })
      assert.equal((await max.put('api/account/notifications', { mode: entity === one ? 'daily' : 'each' }, { headers: key('place') })).status, 200)
      places.push(...await sql(site, "SELECT entity_id FROM idempotency WHERE key = 'place' ORDER BY created_ms DESC LIMIT 1"))
    }
    assert.deepEqual(places.map((row) => row.entity_id), [one, two])
  })

  test('has a sensible key', async () => {
    for (const wrong of ['', ' ', 'a b', 'x'.repeat(201), 'caf\u00e9'])
      assert.ok([200, 400].includes((await send({ emails: ['idem.five@littoral.example'] }, key(wrong))).status), wrong)
    refused(await send({ emails: ['idem.five@littoral.example'] }, key('x'.repeat(201))), 400, 'bad_request')
  })
})
