// Straight to the workers' socket, past nginx and its limits: who is let in there can neither fill the memory nor hold
// a thread for good.
import assert from 'node:assert/strict'
import net from 'node:net'
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { PASSWORD, PEOPLE, refused, Site, until } from '../api/site.mjs'
import { memory } from '../bench/lib.mjs'
import { ASK, record, request } from './fastcgi.mjs'
import { LONG, worker } from './writers.mjs'

const MIB = 1024 * 1024
const SHORT = 16 * 1024 // what strangers may send
let site, socket, pid

before(async () => {
  site = await Site.start()
  socket = join(site.state, 'guichet.sock')
  pid = await worker(site)
})
after(async () => assert.equal(await site.stop(), 0))

const connect = () => new Promise((done, failed) => {
  const line = net.connect(socket, () => done(line)).on('error', failed)
  line.on('error', () => {})
})
/** What comes back up to the end of the request (a record of type 3), or until the connection is closed. */
const answer = (line) => new Promise((done) => {
  let text = ''
  const take = (bytes) => {
    text += bytes.toString('latin1')
    if (bytes.length >= 16 && bytes.at(-15) === 3) finish()
  }
  const finish = () => (line.off('data', take), done(text))
  line.on('data', take).once('close', finish)
})
const signIn = (announced, body) =>
  request({ REQUEST_METHOD: 'POST', DOCUMENT_URI: '/api/session', CONTENT_TYPE: 'application/json', CONTENT_LENGTH: String(announced) }, body)

test('only its owner and the group of nginx may connect', async () => {
  assert.equal((await stat(socket)).mode & 0o777, 0o660)
})

describe('a body', () => {
  test('beyond what its route takes is refused whatever it announces, and the connection goes on', async () => {
    const line = await connect()
    for (const [announced, size] of [[SHORT + 1, SHORT + 1], [MIB, MIB], [2 * MIB, 2 * MIB], [99999999999, 100], ['99999999999999999999999999', 100]]) {
      line.write(signIn(announced, Buffer.alloc(size, ' ')))
      assert.match(await answer(line), /Status: 413 .*"code":"too_large"/s, String(announced))
    }
    line.write(signIn(SHORT, Buffer.alloc(SHORT, ' ')))
    assert.match(await answer(line), /Status: 400 /, 'so much is read')
    line.write(ASK)
    assert.match(await answer(line), /Status: 200 OK/)
    line.destroy()
  })

  test('without an end is not read for ever: the connection is closed, and memory stays', async () => {
    const before_ = await memory([pid])
    const line = await connect()
    let sent = 0
    const closed = new Promise((done) => line.once('close', done))
    line.write(signIn(10, Buffer.alloc(0)).subarray(0, -8))
    const piece = record(5, Buffer.alloc(65528, ' '))
    const pour = () => {
      if (line.destroyed || sent > 64 * MIB) return
      sent += piece.length
      line.write(piece, () => setImmediate(pour))
    }
    pour()
    line.resume()
    await until('the end', () => line.destroyed || sent > 64 * MIB)
    assert.ok(sent < 32 * MIB, `${sent} bytes were taken`)
    await closed
    assert.ok((await memory([pid])) < before_ + 20)
    assert.equal(await worker(site), pid)
  })
})

// More at once than there is room for: were any of them to wait for a hash, others would be told to come back later.
describe('what can be refused for less never waits for a hash', () => {
  const ask = async (method, path, body, cookie = '') => {
    const line = await connect()
    const bytes = Buffer.from(JSON.stringify(body))
    line.write(request({ REQUEST_METHOD: method, DOCUMENT_URI: `/api/${path}`, CONTENT_TYPE: 'application/json', CONTENT_LENGTH: String(bytes.length), REMOTE_ADDR: '192.0.2.1', HTTP_COOKIE: cookie }, bytes))
    const text = await answer(line)
    line.destroy()
    return /"code":"(\w+)"/.exec(text)?.[1] ?? /Status: (\d+)/.exec(text)?.[1]
  }
  const flood = async (wanted, ...asked) => {
    const codes = new Set(await Promise.all(Array.from({ length: 100 }, () => ask(...asked))))
    assert.deepEqual([...codes], [wanted], `${asked[0]} ${asked[1]} ${JSON.stringify(asked[2])}`)
  }
  const cookies = (visitor) => [...visitor.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  const good = 'A-new-Password-2026'
  const person = { first_name: 'Ève', last_name: 'Neuve', job_title: 'Juriste', phone: '+33 1 44 55 66 77', password: good, language: 'fr', terms: true }

  test('for a stranger', async () => {
    await flood('challenge_ended', 'POST', 'session/code/lost', { email: 'other@littoral.example' })
    await flood('challenge_ended', 'POST', 'session/code/lost', { email: 'other@littoral.example' }, 'guichet_challenge=nonsense')
    await flood('202', 'POST', 'password/forgotten', { email: 'no address' })
    await flood('not_found', 'POST', 'password', { secret: 'nonsense', password: good })
    await flood('not_found', 'POST', 'account', { secret: 'nonsense', ...person })
  })

  test('for who has a link or a challenge, and sends nonsense with it', async () => {
    const visitor = site.visitor()
    assert.equal((await visitor.post('api/session', { email: PEOPLE.lena, password: PASSWORD })).status, 202)
    for (const email of ['no address', PEOPLE.lena]) await flood('invalid_fields', 'POST', 'session/code/lost', { email }, cookies(visitor))
    const email = 'cheap.checks@littoral.example'
    const paul = await site.as('paul')
    await paul.add((await paul.operation('OP-2026-0042')).id, email)
    const secret = await site.secret(email)
    for (const wrong of [{ phone: 'none' }, { password: 'short' }, { terms: false }, { first_name: '\u200b' }])
      await flood('invalid_fields', 'POST', 'account', { secret, ...person, ...wrong })
    assert.equal((await site.visitor().post('api/password/forgotten', { email: PEOPLE.brune })).status, 202)
    const reset = /#\/reset\/([A-Za-z0-9_-]+)/.exec((await site.mail(PEOPLE.brune, (mail) => mail.text.includes('#/reset/'))).text)[1]
    await flood('invalid_fields', 'POST', 'password', { secret: reset, password: 'short' })
  })

  test('for who is signed in, or no longer is', async () => {
    const max = await site.as('max')
    const own = cookies(max)
    await flood('invalid_fields', 'PUT', 'account/password', { current: PASSWORD, password: 'short' }, own)
    for (const email of ['no address', PEOPLE.max]) await flood('invalid_fields', 'POST', 'account/address', { email, password: PASSWORD }, own)
    assert.equal((await max.delete('api/session')).status, 204)
    const password = PASSWORD
    for (const [method, path, body] of [['PUT', 'account/password', { current: password, password: good }], ['POST', 'account/address', { email: 'max@new.example', password }],
      ['POST', 'account/totp', { password }], ['POST', 'account/totp/remove', { password }], ['POST', 'account/recovery_codes', { password }]])
      await flood('no_session', method, path, body, own)
  })
})

const soon = (promise) => {
  let timer
  const late = new Promise((_, failed) => (timer = setTimeout(() => failed(new Error('nothing within 40 s')), 40000)))
  return Promise.race([promise, late]).finally(() => clearTimeout(timer))
}

// As long as a request may take, and as nginx waits for it.
describe('after a while, others have their turn again', { concurrency: true, skip: !LONG && 'in make fault' }, () => {
  test('when halves of requests held every thread', async () => {
    const threads = Number(/event=ready .*workers=(\d+)/.exec(await site.log('serve'))[1])
    const halves = await Promise.all(Array.from({ length: threads }, connect))
    for (const line of halves) line.write(ASK.subarray(0, 30))
    const line = await connect()
    const asked = Date.now()
    line.write(ASK)
    assert.match(await soon(answer(line)), /Status: 200 OK/)
    assert.ok(Date.now() - asked > 1000, 'the threads were held')
    for (const one of [...halves, line]) one.destroy()
  })

  test('when the workers hang: who asks is told within half a minute', async () => {
    const own = await Site.start()
    const hung = await worker(own)
    process.kill(hung, 'SIGSTOP')
    try {
      refused(await soon(own.visitor().get('api/session')), 503, 'unavailable')
    } finally {
      process.kill(hung, 'SIGCONT')
    }
    assert.equal(await own.stop(), 0)
  })
})
