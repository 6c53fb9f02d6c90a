// Reads at a fixed rate, first alone, then while people sign in (argon2id), add and revoke: what that costs the readers,
// and the longest that one of sixteen writers waits.  Who reads does as little as it can and goes before everybody else
// where it may (root): readers are on other machines, and their own waiting for a processor is none of the server's.
import { once } from 'node:events'
import http from 'node:http'
import { setPriority } from 'node:os'
import { performance } from 'node:perf_hooks'
import { Worker } from 'node:worker_threads'
import { cookieOf, crowd, drop, quantile, siteOn, table } from './lib.mjs'

const RATE = 300
const SECONDS = Number(process.env.SECONDS ?? 10)
const WRITERS = 16

const site = await siteOn(await crowd(Number(process.env.CONTACTS ?? 1000000)), 'mixed')

const agent = new http.Agent({ keepAlive: true })
const read = (path, cookie) => new Promise((done, failed) => {
  const headers = { Host: `localhost:${site.port}`, Cookie: cookie }
  http.get({ agent, host: '127.0.0.1', port: site.port, path: site.prefix + path, headers }, (answer) => {
    if (answer.statusCode !== 200) failed(new Error(`${answer.statusCode}`))
    answer.on('end', done).on('error', failed).resume()
  }).on('error', failed)
})

/** Asks RATE times a second whatever the answers do, and counts from when each was due: a late start is a wait too. */
async function reads(path, cookie) {
  const waits = []
  const asked = []
  const start = performance.now()
  for (let i = 0; i < RATE * SECONDS; i++) {
    const due = start + (i * 1000) / RATE
    if (due > performance.now()) await new Promise((done) => setTimeout(done, due - performance.now()))
    asked.push(read(path, cookie).then(() => waits.push(performance.now() - due)))
  }
  await Promise.all(asked)
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
await reads(path, cookieOf(desk))
const quiet = await reads(path, cookieOf(desk))

const others = await besides(site, desk, operations)
const busy = await reads(path, cookieOf(desk))
const { waits, signed } = await others.stop()
agent.destroy()
const inside = (await site.log('serve')).split('\n')
  .filter((line) => line.includes('route="GET /api/operations/{operation}/contacts"'))
  .map((line) => Number(/ ms=(\d+)/.exec(line)[1]))
await drop(site)

const row = (name, all) => [name, all.length, quantile(all, 0.5).toFixed(2), quantile(all, 0.99).toFixed(2), Math.max(...all).toFixed(1)]
console.log(`${RATE} reads a second for ${SECONDS} s; meanwhile ${WRITERS} writers without a pause and ${signed} sign-ins; times in ms.\n`)
console.log(table(['', 'count', 'p50', 'p99', 'longest'], [
  row('reads, quiet', quiet), row('reads, busy', busy), row(`changes of ${WRITERS} writers`, waits),
  row('reads, quiet, in the worker, whole ms', inside.slice(-2 * busy.length, -busy.length)),
  row('reads, busy, in the worker, whole ms', inside.slice(-busy.length)),
]))
console.log(`p99 of reads is ${(quantile(busy, 0.99) / quantile(quiet, 0.99)).toFixed(2)} times its quiet value.`)
