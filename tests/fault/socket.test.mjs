// Straight to the workers' socket, past nginx and its limits: who is let in there can neither fill the memory nor hold
// a thread for good.
import assert from 'node:assert/strict'
import net from 'node:net'
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { refused, Site, until } from '../api/site.mjs'
import { memory } from '../bench/lib.mjs'
import { ASK, record, request } from './fastcgi.mjs'
import { LONG, worker } from './writers.mjs'

const MIB = 1024 * 1024
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
  test('beyond 1 MiB is refused whatever it announces, and the connection goes on', async () => {
    const line = await connect()
    for (const [announced, size] of [[MIB + 1, MIB + 1], [2 * MIB, 2 * MIB], [99999999999, 100], ['99999999999999999999999999', 100]]) {
      line.write(signIn(announced, Buffer.alloc(size, ' ')))
      assert.match(await answer(line), /Status: 413 .*"code":"too_large"/s, String(announced))
    }
    line.write(signIn(MIB, Buffer.alloc(MIB, ' ')))
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
