// How long a start takes until requests are taken, and what a committed change costs, at the workers' socket and
// through nginx, beside the same rows written to the same file by SQLite alone.
import { spawn } from 'node:child_process'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { sql } from '../api/account.mjs'
import { PROGRAM } from '../api/site.mjs'
import { worker } from '../fault/writers.mjs'
import { bare } from './bare.mjs'
import { CONTACTS, DESK, cpu, crowd, keep, median, siteOn, table } from './lib.mjs'
import { AtSocket } from './socket.mjs'

const STARTS = 10
const WRITES = Number(process.env.WRITES ?? 150)
const BUSY = 24

/** Milliseconds from the start of `guichet serve` until its workers have said that they take requests. */
async function start(settings) {
  const begun = performance.now()
  const serve = spawn(PROGRAM, ['serve'], { env: { ...process.env, ...settings } })
  await new Promise((done) => serve.stderr.on('data', (piece) => String(piece).includes('event=ready') && done()))
  const took = performance.now() - begun
  const over = new Promise((done) => serve.once('close', done))
  serve.kill('SIGTERM')
  await over
  return took
}

const settingsOf = (site) => ({ ...site.settings, GUICHET_SOCKET: join(site.state, 'start.sock') })

/** Lines of people with an account, on many operations, who have no thousands of them: as many as are wanted. */
async function lines(site, count) {
  return sql(site, `SELECT c.id, c.operation_id AS operation, c.entity_id AS entity, c.user_id AS user FROM contact m
    JOIN contact c ON c.operation_id = m.operation_id AND c.current = 1 AND c.status = 'active' AND c.side = 'lender'
     AND CAST(substr(c.user_id, 2) AS INTEGER) % 500 <> 0
   WHERE m.user_id = '${DESK}' AND m.side = 'manager' AND m.current = 1
   ORDER BY c.id LIMIT ${count}`)
}

/** Colleagues of the desk who are not on its operations (see crowd.sql for who is), one for each. */
async function newcomers(site, count) {
  return sql(site, `WITH managed AS (
      SELECT operation_id AS operation, entity_id AS entity, CAST(substr(operation_id, 2) AS INTEGER) AS i FROM contact
       WHERE user_id = '${DESK}' AND side = 'manager' AND current = 1
    )
    SELECT operation, entity, u.id AS user, u.email FROM managed
      JOIN users u ON u.id = printf('u%025d', 1 + (i * 3 + 250) % 499)
     WHERE i % 2000 <> 7 AND NOT EXISTS (SELECT 1 FROM contact c WHERE c.operation_id = operation AND c.user_id = u.id)
     ORDER BY operation LIMIT ${count}`)
}

/** Who has most lines of those that others manage: how many, and some of these, with who manages the operation. */
async function busy(site) {
  const [{ user, count }] = await sql(site, `
    WITH RECURSIVE first(n) AS (VALUES (0) UNION ALL SELECT n + 1 FROM first WHERE n < 99)
    SELECT c.user_id AS user, count(*) AS count FROM first JOIN contact c ON c.user_id = printf('u%025d', n * 500)
     WHERE c.current = 1 GROUP BY c.user_id HAVING sum(c.side <> 'manager') >= ${BUSY} ORDER BY 2 DESC LIMIT 1`)
  const found = await sql(site, `
    SELECT c.id, c.operation_id AS operation, c.entity_id AS entity, u.email, d.email AS manager
      FROM contact c JOIN users u ON u.id = c.user_id
      JOIN contact m ON m.operation_id = c.operation_id AND m.side = 'manager' AND m.current = 1
       AND CAST(substr(m.user_id, 2) AS INTEGER) % 500 = 0
      JOIN users d ON d.id = m.user_id
     WHERE c.user_id = '${user}' AND c.current = 1 AND c.side <> 'manager' ORDER BY m.user_id, c.id LIMIT ${BUSY}`)
  return { count, found }
}

const NAMES = { revoke: 'a revocation', restore: 'a restore', add: 'an addition' }

const ASK = {
  revoke: (visitor, { operation, id }) => visitor.post(`api/operations/${operation}/contacts/${id}/revoke`, {}),
  restore: (visitor, { operation, id }) => visitor.post(`api/operations/${operation}/contacts/${id}/restore`, {}),
  add: (visitor, { operation, email, entity }) =>
    visitor.post(`api/operations/${operation}/contacts`, { emails: [email], entity }),
}

/** One change after the other: { wait, worker } in ms, the median and the mean. */
async function change(kind, pid, work, visitorOf) {
  const before = await cpu([pid])
  const waits = []
  for (const line of work) {
    const visitor = visitorOf(line)
    const begun = performance.now()
    const answer = await ASK[kind](visitor, line)
    waits.push(performance.now() - begun)
    if (answer.status !== 200 || answer.body.refused?.length) throw new Error(`${kind}: ${answer.text}`)
  }
  return { wait: median(waits), worker: (await cpu([pid]) - before) / work.length / 1e6 }
}

/** Each kind of change, by one who goes through nginx or to the socket. */
async function changes(pid, work, visitor) {
  const found = {}
  for (const kind of Object.keys(NAMES)) found[kind] = await change(kind, pid, work[kind], () => visitor)
  return found
}

/** The same lines again and again: who was revoked is given back, by his line or by his address. */
async function busyChanges(site, pid, { found }) {
  const doors = {}
  for (const { manager } of found) doors[manager] ??= new AtSocket(await site.as(manager))
  const visitorOf = ({ manager }) => doors[manager]
  const revoke = await change('revoke', pid, found, visitorOf)
  const restore = await change('restore', pid, found, visitorOf)
  await change('revoke', pid, found, visitorOf)
  const add = await change('add', pid, found, visitorOf)
  for (const door of Object.values(doors)) door.close()
  return { revoke, restore, add }
}

const site = await siteOn(await crowd(CONTACTS), 'costs')
try {
  const starts = []
  for (let i = 0; i < STARTS; i++) starts.push(await start(settingsOf(site)))
  const [all, added] = [await lines(site, 3 * WRITES), await newcomers(site, 3 * WRITES)]
  const share = (k) => {
    const [some, others] = [all, added].map((one) => one.slice(one.length * k / 3, one.length * (k + 1) / 3))
    return { revoke: some, restore: some, add: others }
  }
  const many = await busy(site)
  const pid = await worker(site)
  const desk = await site.as('p0@bank00000.example')
  const door = new AtSocket(desk)
  const client = await changes(pid, share(0), desk)
  const socket = await changes(pid, share(1), door)
  const thousands = await busyChanges(site, pid, many)
  door.close()
  await site.stop()
  const alone = await bare(join(site.state, 'guichet.db'), share(2))

  const slowest = Math.max(...starts)
  console.log(`Start: ${median(starts).toFixed(1)} ms until requests are taken, the slowest of ${STARTS} ${slowest.toFixed(1)} ms.\n`)
  console.log('Medians in ms, and beside them how many times the same rows written by SQLite alone.\n')
  const ratio = (one, kind) => one[kind].wait / alone[kind]
  const times = (one, kind) => [one[kind].wait.toFixed(2), ratio(one, kind).toFixed(2)]
  const rows = Object.entries(NAMES).flatMap(([kind, name]) => [
    [name, alone[kind].toFixed(2), ...times(socket, kind), ...times(client, kind), socket[kind].worker.toFixed(2)],
    [`${name}, of who has ${many.count.toLocaleString('en')} lines`, alone[kind].toFixed(2), ...times(thousands, kind), '', '',
     thousands[kind].worker.toFixed(2)],
  ])
  console.log(table(['a committed change', 'SQLite alone', 'at the socket', 'ratio', 'through nginx', 'ratio', 'worker'], rows))
  const ratios = (one) => Object.fromEntries(Object.entries(NAMES).map(([kind, name]) => [name, ratio(one, kind)]))
  await keep('costs', { contacts: CONTACTS, start: median(starts), slowest, lines: many.count,
                        changes: ratios(socket), busy: ratios(thousands) })
} finally {
  await rm(site.state, { recursive: true, force: true })
}
