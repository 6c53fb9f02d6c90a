// After somebody else's commit SQLite forgets what a connection has read: how many pages a request reads anew then, and
// what that costs the worker while changes never cease.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { sql } from '../api/account.mjs'
import { until } from '../api/site.mjs'
import { worker } from '../fault/writers.mjs'
import { desk, looks, places } from './asks.mjs'
import { CONTACTS, cookieOf, cpu, crowd, drop, keep, siteOn, table, wrk } from './lib.mjs'

const TIMES = 50
const SECONDS = Number(process.env.SECONDS ?? 5)
const ASKED = ['session, of a desk on 3,000', 'contacts, 20 of 20', 'operations, of a desk on all its bank manages']
const CHANGE = "UPDATE users SET reminded_ms = reminded_ms + 1 WHERE id = 'u0000000000000000000000009';"

const site = await siteOn(await crowd(CONTACTS), 'rereads', { env: { WORKERS: 1 } })
const pid = await worker(site)
const all = await looks(site)

/** Pages that a request reads, one of many, each behind a change or none. */
async function pages(ask, change) {
  const trace = spawn('strace', ['-f', '-c', '-e', 'trace=pread64', '-p', String(pid)])
  let said = ''
  trace.stderr.on('data', (piece) => (said += piece))
  await until('strace at work', () => said.includes('attached'))
  for (let i = 0; i < TIMES; i++) {
    if (change) await sql(site, CHANGE)
    await ask()
  }
  trace.kill('SIGINT')
  await once(trace, 'close')
  return Number(/(\d+)\s+pread64/.exec(said)?.[1] ?? 0) / TIMES
}

const found = {}
for (const name of ASKED) {
  await all[name]()
  found[name] = { quiet: await pages(all[name], false), changed: await pages(all[name], true) }
}
console.log(table(['pages read by a request', 'nobody writes', 'behind somebody’s commit'],
  Object.entries(found).map(([name, { quiet, changed }]) => [name, quiet.toFixed(1), changed.toFixed(1)])))

/** Processor time of the worker a request, and how many changes a second were made meanwhile. */
async function read(writes) {
  const manager = await desk(site)
  const { usual } = await places(site)
  const url = `${site.url}api/operations/${usual}/contacts?limit=20`
  const made = async () => (await sql(site, "SELECT reminded_ms AS n FROM users WHERE id = 'u0000000000000000000000009'"))[0].n
  const first = await made()
  const writer = writes ? spawn('sqlite3', ['-cmd', '.timeout 5000', site.settings.GUICHET_DATABASE]) : null
  writer?.stdin.on('error', () => {}) // it is ended while it still has work
  writer?.stdin.write(`PRAGMA synchronous = FULL;\n${`${CHANGE}\n`.repeat(200000)}`)
  const before = await cpu([pid])
  const { requests } = await wrk(url, { cookie: cookieOf(manager), seconds: SECONDS })
  const spent = (await cpu([pid]) - before) / requests / 1000
  const changes = (await made() - first) / SECONDS
  writer?.kill()
  return { spent, changes }
}

const quiet = await read(false)
const busy = await read(true)
console.log(`A list of twenty costs the worker ${quiet.spent.toFixed(0)} µs while nobody writes, ` +
  `${busy.spent.toFixed(0)} µs (× ${(busy.spent / quiet.spent).toFixed(2)}) beside ${Math.round(busy.changes)} changes a second of somebody else.`)
await keep('rereads', { contacts: CONTACTS, pages: found, ratio: busy.spent / quiet.spent, changes: busy.changes })
await drop(site)
