// The full job, side by side: GET api/operations/{id}/contacts, 20 lines, signed in, of an operation at random, behind one
// nginx from one SQLite file.  Everybody in turn, several rounds, medians, and how far the rounds lie apart; all figures
// of one run belong together and to no other.
import assert from 'node:assert/strict'
import { sql } from '../api/account.mjs'
import { atRandom, CONTACTS, cookieOf, cpu, crowd, drop, family, keep, median, memory, siteOn, table, wrk } from './lib.mjs'
import { worker } from '../fault/writers.mjs'
import { startPeers } from './peers.mjs'

const ROUNDS = Number(process.env.ROUNDS ?? 5)
const SECONDS = Number(process.env.SECONDS ?? 3)
const WARM_S = { java: 10 } // until what it compiles meanwhile is compiled; the others need no more than a second

const WRITTEN = ['fastify', 'php', 'go', 'java']
const TITLES = {
  guichet: 'Guichet', fastify: 'Fastify + better-sqlite3 + fast-jwt', php: 'PHP-FPM 8.2 + PDO, opcache', go: 'Go net/http + go-sqlite3',
  java: 'Java 17, Jetty 9.4 + JDBC + Jackson',
  trivial: 'ceiling: trivial libfcgi responder', nginx: 'ceiling: nginx alone, a file',
}

const site = await siteOn(await crowd(CONTACTS), 'speed', { env: process.env.WORKERS ? { WORKERS: process.env.WORKERS } : {} })
const desk = await site.as('p0@bank00000.example')
const ids = (await sql(site, `SELECT o.id FROM operation o JOIN contact c ON c.operation_id = o.id AND c.current = 1
    WHERE o.id LIKE 'o0%' AND o.id < 'o0000000000000000000003000' GROUP BY o.id HAVING count(*) = 20`)).map(({ id }) => id)
const jobs = ids.map((id) => `api/operations/${id}/contacts?limit=20`)
const job = jobs[0]
const answer = await desk.get(job)
assert.equal(answer.body.items.length, 20)

const { port, peers, front, stop } = await startPeers(site, answer.text)
try {
  const cookie = cookieOf(desk)
  const all = { guichet: { path: '/', pid: await worker(site) }, ...peers }

  // Everybody does the same work, or the comparison is none.
  const same = ({ items }) => items.map((item) => ({ ...item }))
  for (const [name, one] of Object.entries(all)) {
    one.url = `http://127.0.0.1:${port}${one.path}${name === 'nginx' ? '' : job}`
    const sent = await fetch(one.url, { headers: { Cookie: cookie } })
    assert.equal(sent.status, 200, name)
    const got = await sent.json()
    assert.deepEqual(same(got), same(answer.body), `${name} answers something else`)
    if (['guichet', ...WRITTEN].includes(name))
      assert.equal((await fetch(one.url, { headers: { Cookie: 'guichet=no' } })).status, 401, `${name} asks for no session`)
    one.pids = async () => (name === 'guichet' ? [one.pid] : one.process ? family(one.process.pid) : [])
    one.script = name === 'nginx' ? undefined : await atRandom(`speed-${name}`, jobs.map((path) => one.path + path))
    one.rounds = []
  }

  for (const [name, { url, script }] of Object.entries(all))
    await wrk(url, { cookie, script, seconds: WARM_S[name] ?? 1 })
  for (let round = 0; round < ROUNDS; round++) {
    for (const [name, one] of Object.entries(all)) {
      const pids = await one.pids()
      const fronts = await family(front.pid)
      const before = [await cpu(pids), await cpu(fronts)]
      const found = await wrk(one.url, { cookie, script: one.script, seconds: SECONDS })
      // Of ours, all; a peer that drops one in a thousand is measured all the same.
      assert.ok(found.bad <= (name === 'guichet' ? 0 : found.requests / 1000), `${name}: ${found.bad} answers were none`)
      one.rounds.push({ ...found, worker: (await cpu(pids) - before[0]) / found.requests / 1000,
                        nginx: (await cpu(fronts) - before[1]) / found.requests / 1000, memory: await memory(pids) })
    }
  }

  const middle = (one, what) => median(one.rounds.map((round) => round[what]))
  const times = (one) => one.rounds.map(({ rate }, round) => all.guichet.rounds[round].rate / rate).toSorted((a, b) => a - b)
  const apart = (ratios) => `× ${median(ratios).toFixed(2)} (${ratios[0].toFixed(2)}–${ratios.at(-1).toFixed(2)})`
  console.log(`${answer.text.length} bytes an answer, ${jobs.length.toLocaleString('en')} pages at random, ${CONTACTS.toLocaleString('en')} contacts, 32 connections, ${ROUNDS} rounds of ${SECONDS} s; processor time in µs a request.\n`)
  console.log(table(['', 'requests/s', 'Guichet is', 'p50 ms', 'p99 ms', 'worker µs', 'nginx µs', 'private MB'],
    Object.entries(all).map(([name, one]) => [TITLES[name], middle(one, 'rate').toFixed(0), apart(times(one)),
      middle(one, 'p50').toFixed(2), middle(one, 'p99').toFixed(2), middle(one, 'worker').toFixed(0), middle(one, 'nginx').toFixed(0),
      middle(one, 'memory').toFixed(1)])))
  const found = WRITTEN.filter((name) => all[name]).map((name) => [TITLES[name], median(times(all[name]))])
  await keep('speed', {
    contacts: CONTACTS, memory: middle(all.guichet, 'memory'), peers: Object.fromEntries(found),
    ceiling: all.trivial && median(times(all.trivial)),
    go: all.go && middle(all.guichet, 'worker') / middle(all.go, 'worker'),
  })
} finally {
  await stop()
  await drop(site)
}
