// How long a start takes until requests are taken, and what a committed change costs beside the same rows written to the
// same file by SQLite alone.
import { spawn } from 'node:child_process'
import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { sql } from '../api/account.mjs'
import { PROGRAM, run } from '../api/site.mjs'
import { worker } from '../fault/writers.mjs'
import { cpu, crowd, median, siteOn, table } from './lib.mjs'

const STARTS = 10
const WRITES = 200

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

async function lines(site, skip) {
  return sql(site, `SELECT c.id, c.operation_id, c.entity_id, c.user_id FROM contact m
    JOIN contact c ON c.operation_id = m.operation_id AND c.current = 1 AND c.status = 'active' AND c.side = 'lender'
   WHERE m.user_id = (SELECT id FROM users WHERE email = 'p0@bank00000.example') AND m.side = 'manager' AND m.current = 1
   ORDER BY c.id LIMIT ${WRITES} OFFSET ${skip}`)
}

/** Milliseconds a transaction that writes what a revocation writes: line, access, register and mail. */
async function bare(site) {
  const found = await lines(site, WRITES)
  const body = found.map(({ id, operation_id, entity_id, user_id }, i) => `BEGIN IMMEDIATE;
    UPDATE contact SET current = 0, status = 'revoked', revoked_ms = 1 WHERE id = '${id}';
    UPDATE access SET to_ms = 1900000000000 WHERE contact_id = '${id}' AND to_ms IS NULL;
    INSERT INTO register (sequence, at_ms, action, operation_id, entity_id, user_id, contact_id, hash)
      SELECT max(sequence) + 1, 1, 'contact_revoked', '${operation_id}', '${entity_id}', '${user_id}', '${id}', 'x' FROM register;
    INSERT INTO outbox (id, kind, email, language, facts, contact_id, status, attempts, created_ms, due_ms, expires_ms)
      VALUES ('bare${i}', 'revoked', 'a@bare.example', 'en', '{}', '${id}', 'waiting', 0, 1, 1, 1); COMMIT;`)
  const script = join(site.state, 'bare.sql')
  await writeFile(script, `PRAGMA synchronous = FULL;\nPRAGMA mmap_size = 2147418112;\n.timer on\n${body.join('\n')}\n`)
  const { stdout, stderr } = await run('sqlite3', ['-bail', join(site.state, 'guichet.db'), `.read '${script}'`])
  if (stderr) throw new Error(stderr)
  const each = [...stdout.matchAll(/real (\d+\.\d+)/g)].map((match) => Number(match[1]) * 1000)
  return { wait: each.reduce((sum, one) => sum + one, 0) / found.length }
}

async function revocations(site) {
  const desk = await site.as('p0@bank00000.example')
  const pid = await worker(site)
  const found = await lines(site, 0)
  const before = await cpu([pid])
  const begun = performance.now()
  for (const { id, operation_id } of found) {
    const answer = await desk.post(`api/operations/${operation_id}/contacts/${id}/revoke`, {})
    if (answer.status !== 200) throw new Error(answer.text)
  }
  return { wait: (performance.now() - begun) / found.length, worker: (await cpu([pid]) - before) / found.length / 1e6 }
}

const site = await siteOn(await crowd(Number(process.env.CONTACTS ?? 1000000)), 'costs')
try {
  const starts = []
  for (let i = 0; i < STARTS; i++) starts.push(await start(settingsOf(site)))
  const own = await revocations(site)
  await site.stop()
  const alone = await bare(site)
  console.log(`Start: ${median(starts).toFixed(1)} ms until requests are taken, the slowest of ${STARTS} ${Math.max(...starts).toFixed(1)} ms.\n`)
  console.log(table(['a committed change', 'ms', 'ratio', 'worker ms'], [
    ['bare SQLite transaction', alone.wait.toFixed(2), '1.00', ''],
    ['a revocation, as the client waits', own.wait.toFixed(2), (own.wait / alone.wait).toFixed(2), own.worker.toFixed(2)],
  ]))
} finally {
  await rm(site.state, { recursive: true, force: true })
}
