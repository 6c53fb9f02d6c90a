// Many who want little, or nothing good: others are served meanwhile, and memory stays bounded.
import assert from 'node:assert/strict'
import http from 'node:http'
import net from 'node:net'
import { after, before, describe, test } from 'node:test'
import { PASSWORD, PEOPLE, SANITIZED, Site, until } from '../api/site.mjs'
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

/** Beside what a plain program may grow by, a sanitizer keeps shadows of memory, and for a while what was freed. */
const room = (most) => (SANITIZED ? 2 * most + 256 : most)

/** Asks for the list as long as `work` goes on; every answer must come, and the worker and nginx may grow by so many MB. */
async function others(most, work) {
  const who = [pid, ...(await nginxWorkers(site))]
  const before = await memory(who)
  let over = false
  let peak = before
  let answers = 0
  const asking = (async () => {
    while (!over) {
      const answer = await paul.get(`api/operations/${operation}/contacts?limit=20`)
      assert.equal(answer.status, 200, answer.text)
      answers++
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
  assert.ok(answers > 0)
  assert.ok(peak < before + room(most), `${before.toFixed()} MB became ${peak.toFixed()} MB`)
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
    const guess = (i) => new Promise((done) => {
      const body = JSON.stringify({ email: `nobody${i}@littoral.example`, password: 'wrong-password-2026' })
      http.request({ host: '127.0.0.1', port: site.port, localAddress: `127.0.${1 + (i >> 7) % 200}.${1 + i % 128}`, method: 'POST', path: '/api/session',
        headers: { Host: 'localhost', 'Content-Type': 'application/json', 'Content-Length': body.length } },
      (answer) => answer.resume().on('end', () => {
        statuses.set(answer.statusCode, (statuses.get(answer.statusCode) ?? 0) + 1)
        done()
      })).on('error', done).end(body)
    })
    // Two are hashed at once, with 64 MB each.
    await others(200, () => Promise.all(Array.from({ length: 200 }, async () => { while (begun < COUNT) await guess(begun++) })))
    for (const status of statuses.keys()) assert.ok([401, 429, 503].includes(status), JSON.stringify([...statuses]))
    assert.ok((statuses.get(401) ?? 0) > 0, 'some had their turn')
    assert.ok((statuses.get(429) ?? 0) > 0, 'and others were told at once to come back')
    await until('sign-ins as before', async () => (await site.visitor({ source: '127.0.250.1' }).post('api/session', { email: 'agnes.martin@aurore.example', password: 'Guichet-demo-2026' })).status === 202)
  })
})

test('one source with forty connections leaves the others their sign-ins, many of them behind one address too', async () => {
  let over = false
  let begun = 0
  const statuses = new Set()
  const ask = (source, path, body) => site.visitor({ source }).post(path, body)
  const flood = async () => {
    const source = site.visitor({ source: '127.0.230.1' })
    while (!over) {
      const path = begun++ % 2 ? 'api/session' : 'api/session/code/lost'
      const { status } = await source.post(path, { email: `flood${begun}@littoral.example`, ...(path === 'api/session' && { password: 'wrong-password-2026' }) })
      statuses.add(status)
      if (status === 429) await new Promise((done) => setTimeout(done, 100)) // the test itself is not to be the load
    }
    source.close()
  }
  const floods = Array.from({ length: 40 }, flood)
  await until('the flood', () => statuses.has(429))
  const people = [PEOPLE.agnes, PEOPLE.leo, PEOPLE.lena, PEOPLE.max] // few: where a hash takes a second, they wait for each other
  try {
    for (let round = 0; round < 2; round++) {
      const apart = await Promise.all(people.map((email, i) => ask(`127.0.231.${10 * round + i + 1}`, 'api/session', { email, password: PASSWORD })))
      assert.deepEqual(apart.map((one) => one.status), people.map(() => 202))
      const office = [PEOPLE.claire, PEOPLE.tom, PEOPLE.brune].map((email) => ask(`127.0.232.${round + 1}`, 'api/session', { email, password: PASSWORD }))
      assert.deepEqual((await Promise.all(office)).map((one) => one.status), [202, 202, 202])
    }
  } finally {
    over = true
    await Promise.all(floods)
  }
  assert.deepEqual([...statuses].sort(), [401, 429])
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
