// Reads at a fixed rate, first alone, then while people sign in (argon2id), add and revoke: what that costs the readers,
// and the longest that one of sixteen writers waits.  Every other read goes through nginx, the rest straight to the
// workers' socket: in the same moments, so that what lies between them is nginx and HTTP.  Who reads does as little as it
// can and goes before everybody else where it may (root): readers are on other machines, and their own waiting for a
// processor is none of the server's.
import { once } from 'node:events'
import http from 'node:http'
import { setPriority } from 'node:os'
import { performance } from 'node:perf_hooks'
import { Worker } from 'node:worker_threads'
import { CONTACTS, cookieOf, crowd, drop, keep, quantile, siteOn, table } from './lib.mjs'
import { asked, Door } from './socket.mjs'

const RATE = 300
const SECONDS = Number(process.env.SECONDS ?? 20)
const WRITERS = 16
const GOOD = Buffer.from('Status: 200')

const site = await siteOn(await crowd(CONTACTS), 'mixed')

const agent = new http.Agent({ keepAlive: true })
const throughNginx = (path, cookie) => new Promise((done, failed) => {
  const headers = { Host: `localhost:${site.port}`, Cookie: cookie }
  http.get({ agent, host: '127.0.0.1', port: site.port, path: site.prefix + path, headers }, (answer) => {
    if (answer.statusCode !== 200) failed(new Error(`${answer.statusCode}`))
    answer.on('end', done).on('error', failed).resume()
  }).on('error', failed)
})

const door = new Door(site)
const atSocket = async (bytes) => {
  const answer = await door.ask(bytes)
  if (!answer.subarray(0, 11).equals(GOOD)) throw new Error(answer.toString())
}

/**
 * Asks RATE times a second whatever the answers do, and counts from when each was due: a late start is a wait too.  Gives
 * what they waited, { nginx, socket }.
 */
async function reads(path, desk) {
  const cookie = cookieOf(desk)
  const bytes = asked(desk, 'GET', path)
  const waits = { nginx: [], socket: [] }
  const sent = []
  const start = performance.now()
  for (let i = 0; i < RATE * SECONDS; i++) {
    const due = start + (i * 1000) / RATE
    if (due > performance.now()) await new Promise((done) => setTimeout(done, due - performance.now()))
    const from = Math.min(due, performance.now()) // a clock that rings early is no negative wait
    const [read, taken] = i % 2 ? [atSocket(bytes), waits.socket] : [throughNginx(path, cookie), waits.nginx]
    sent.push(read.then(() => taken.push(performance.now() - from)))
  }
  await Promise.all(sent)
  return waits
}

/** Writers and sign-ins on a thread of their own: what they cost this program is no wait of its readers. */
async function besides(site, desk, operations) {
  const thread = new Worker(new URL('mixed_writers.mjs', import.meta.url), {
    workerData: { site: { port: site.port, prefix: site.prefix, state: site.state }, cookies: desk.cookies,
                  operations: operations.slice(1, 9).map(({ id }) => id), writers: WRITERS },
  })
  await once(thread, 'message')
  return {
    async stop() {
      thread.postMessage('over')
      return (await once(thread, 'message'))[0]
    },
  }
}

const desk = await site.as('p0@bank00000.example')
const operations = (await desk.get('api/operations?limit=20')).body.items
const path = `api/operations/${operations[0].id}/contacts?limit=20`
try {
  setPriority(-10)
} catch (error) {
  console.log(`The readers have no precedence: ${error.message}.`)
}
await reads(path, desk)
const quiet = await reads(path, desk)

const others = await besides(site, desk, operations)
const busy = await reads(path, desk)
const { waits, signed } = await others.stop()
agent.destroy()
door.close()
const inside = (await site.log('serve')).split('\n')
  .filter((line) => line.includes('route="GET /api/operations/{operation}/contacts"'))
  .map((line) => Number(/ ms=(\d+)/.exec(line)[1]))
await drop(site)

const count = RATE * SECONDS
const p99 = (all) => quantile(all, 0.99)
const row = (name, all) => [name, all.length, quantile(all, 0.5).toFixed(2), p99(all).toFixed(2), Math.max(...all).toFixed(1)]
console.log(`${RATE} reads a second for ${SECONDS} s, half of them at the socket; meanwhile ${WRITERS} writers without a ` +
  `pause and ${signed} sign-ins; times in ms.\n`)
console.log(table(['', 'count', 'p50', 'p99', 'longest'], [
  row('reads through nginx, quiet', quiet.nginx), row('reads through nginx, busy', busy.nginx),
  row('reads at the socket, quiet', quiet.socket), row('reads at the socket, busy', busy.socket),
  row('reads, quiet, in the worker, whole ms', inside.slice(-2 * count, -count)),
  row('reads, busy, in the worker, whole ms', inside.slice(-count)),
  row(`changes of ${WRITERS} writers`, waits),
]))
const times = { nginx: p99(busy.nginx) / p99(quiet.nginx), socket: p99(busy.socket) / p99(quiet.socket) }
console.log(`p99 of reads is ${times.nginx.toFixed(2)} times its quiet value through nginx, ` +
  `${times.socket.toFixed(2)} times at the socket.`)
await keep('mixed', { contacts: CONTACTS, writers: WRITERS, slowest: Math.max(...waits), times })
