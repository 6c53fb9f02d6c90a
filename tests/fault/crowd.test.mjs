// Many who want little, or nothing good: others are served meanwhile, and memory stays bounded.
import assert from 'node:assert/strict'
import http from 'node:http'
import net from 'node:net'
import { after, before, describe, test } from 'node:test'
import { PASSWORD, PEOPLE, Site, until } from '../api/site.mjs'
import { memory } from '../bench/lib.mjs'
import { LONG, nginxWorkers, worker } from './writers.mjs'

let site, paul, operation, pid

before(async () => {
  site = await Site.start()
  paul = await site.as('paul')
  operation = (await paul.operation('OP-2026-0042')).id
  pid = await worker(site)
})
after(async () => assert.equal(await site.stop(), 0))

const line = () => new Promise((done, failed) => {
  const socket = net.connect(site.port, '127.0.0.1', () => done(socket)).on('error', failed)
  socket.on('error', () => {}).resume()
})

/** Asks for the list as long as `work` goes on; every answer must come, and the worker and nginx may grow by so many MB. */
async function others(most, work) {
  const who = [pid, ...(await nginxWorkers(site))]
  const before = await memory(who)
  let over = false
  let peak = before
  const waits = []
  const asking = (async () => {
    while (!over) {
      const start = Date.now()
      const answer = await paul.get(`api/operations/${operation}/contacts?limit=20`)
      assert.equal(answer.status, 200, answer.text)
      waits.push(Date.now() - start)
      peak = Math.max(peak, await memory(who))
    }
  })()
  let deadline
  try {
    await Promise.race([work(), new Promise((_, late) => (deadline = setTimeout(() => late(new Error('it has no end')), LONG ? 180000 : 30000)))])
  } finally {
    clearTimeout(deadline)
    over = true
    await asking
  }
  assert.ok(waits.length > 0)
  assert.ok(Math.max(...waits) < 5000, `somebody waited ${Math.max(...waits)} ms`)
  assert.ok(peak < before + most, `${before.toFixed()} MB became ${peak.toFixed()} MB`)
}

describe('others are served while', () => {
  test('a thousand idle connections are held, each of which has asked for something once', async () => {
    const COUNT = LONG ? 1000 : 200
    const lines = await Promise.all(Array.from({ length: COUNT }, line))
    let answers = 0
    await others(30, async () => {
      for (const one of lines) {
        one.once('data', () => answers++)
        one.write('GET /api/health HTTP/1.1\r\nHost: localhost\r\n\r\n')
      }
      await until('an answer to each', () => answers === COUNT)
      for (let i = 0; i < 20; i++) assert.equal((await paul.get('api/session')).status, 200)
      assert.ok(lines.every((one) => !one.destroyed), 'all of them are still there')
    })
    for (const one of lines) one.destroy()
  })

  test('slow writers send a byte now and then, and slow readers do not read', async () => {
    const lines = await Promise.all(Array.from({ length: LONG ? 200 : 50 }, line))
    const cookie = [...paul.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    await others(60, async () => {
      lines.forEach((one, i) => {
        if (i % 2) one.write(`POST /api/operations/${operation}/contacts HTTP/1.1\r\nHost: localhost\r\nCookie: ${cookie}\r\nContent-Type: application/json\r\nContent-Length: 100000\r\n\r\n{`)
        else one.pause().write(`GET /api/operations/${operation}/contacts HTTP/1.1\r\nHost: localhost\r\nCookie: ${cookie}\r\n\r\n`.repeat(50))
      })
      for (let i = 0; i < 20; i++) {
        for (const one of lines.filter((_, k) => k % 2)) one.write(' ')
        assert.equal((await paul.get('api/session')).status, 200)
      }
    })
    for (const one of lines) one.destroy()
  })

  test('headers and bodies have no end', async () => {
    await others(30, async () => {
      const lines = await Promise.all(Array.from({ length: 8 }, line))
      const heads = ['GET / HTTP/1.1\r\nHost: localhost\r\nX: ', 'POST /api/session HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n']
      await Promise.all(lines.map((one, i) => new Promise((done) => {
        one.on('close', done)
        one.write(heads[i % 2])
        const piece = 'x'.repeat(65536)
        const pour = () => {
          if (one.destroyed) return
          one.write(i % 2 ? `${piece.length.toString(16)}\r\n${piece}\r\n` : piece, () => setImmediate(pour))
        }
        pour()
      })))
    })
  })

  test('wrong sign-ins come from many sources', async () => {
    const COUNT = LONG ? 10000 : 500
    const statuses = new Map()
    let begun = 0
    let longest = 0
    const guess = (i) => new Promise((done) => {
      const start = Date.now()
      const body = JSON.stringify({ email: `nobody${i}@littoral.example`, password: 'wrong-password-2026' })
      http.request({ host: '127.0.0.1', port: site.port, localAddress: `127.0.${1 + (i >> 7) % 200}.${1 + i % 128}`, method: 'POST', path: '/api/session',
        headers: { Host: 'localhost', 'Content-Type': 'application/json', 'Content-Length': body.length } },
      (answer) => answer.resume().on('end', () => {
        statuses.set(answer.statusCode, (statuses.get(answer.statusCode) ?? 0) + 1)
        longest = Math.max(longest, Date.now() - start)
        done()
      })).on('error', done).end(body)
    })
    // Two are hashed at once, with 64 MB each.
    await others(200, () => Promise.all(Array.from({ length: 200 }, async () => { while (begun < COUNT) await guess(begun++) })))
    for (const status of statuses.keys()) assert.ok([401, 429, 503].includes(status), JSON.stringify([...statuses]))
    assert.ok((statuses.get(401) ?? 0) > 0, 'some had their turn')
    assert.ok((statuses.get(429) ?? 0) > 0, 'and others were told at once to come back')
    assert.ok(longest < 20000, `${longest} ms for one`)
    await until('sign-ins as before', async () => (await site.visitor({ source: '127.0.250.1' }).post('api/session', { email: 'agnes.martin@aurore.example', password: 'Guichet-demo-2026' })).status === 202)
  })
})

test('an account that is guessed at from many sources gives them a few tries together, and lets its owner in', async () => {
  const lena = { email: PEOPLE.lena, password: PASSWORD }
  const owner = site.visitor()
  await owner.signIn(lena.email, { remember: true })
  const ask = (i, body) => site.visitor({ source: `127.0.240.${i}` }).post('api/session', body)
  const statuses = []
  for (let i = 1; i <= 9; i++) statuses.push((await ask(i, { ...lena, password: `wrong-password-${i}` })).status)
  assert.deepEqual(statuses, [401, 401, 401, 401, 401, 429, 429, 429, 429])
  assert.equal((await ask(10, lena)).status, 429, 'not even the right one: it may be a guess')
  assert.equal((await owner.post('api/session', lena)).status, 200, 'the browser that proved the mailbox has a count of its own')
  assert.equal((await ask(11, { email: PEOPLE.tom, password: PASSWORD })).status, 202, 'others are not meant')
})

test('after all that it is the same process', async () => assert.equal(await worker(site), pid))
