// Every named query finds its rows by an index: a table that can grow is never read from end to end, but by what says so.
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { queries } from './queries.mjs'
import { PROGRAM, run } from './site.mjs'

// Commands that look at everything on purpose.
const WHOLE = ['upkeep.sql']

// What may be read from end to end: one row, what the mailer keeps short, a page of an answer, those found so far, a command's
// report.
const ALLOWED = {
  access_at: ['k'],
  challenge_purge: ['challenge'],
  contact_archived: ['revoked', 'page'],
  domains_seen: ['newest', 'm', 'seen', 'seen', 'held', 'held', 'one', 'found'],
  entity_all: ['e'],
  environments: ['place', 'place', 'mine'],
  habilitation_givers: ['way', 'g', 'way', 'given'],
  language_of_entity: ['authorised', 'followers', 'found'],
  line_givers: ['g', 'given'],
  lines_waiting: ['mine', 'mine', 'led', 'meant', 'k', 'f'],
  log_checkpoint: ['checkpoint'],
  log_signers: ['signer'],
  notice_ends_read_on: ['notice_read'],
  notice_news: ['notice_read', 'found'],
  notice_read: ['notice_read'],
  notice_read_all: ['notice_read'],
  notice_read_on: ['notice_read'],
  notice_spread: ['r', 'news'],
  notification_list: ['mine'],
  notification_of: ['mine'],
  operation_list: ['own', 'led'],
  operation_word_count: ['few'],
  outbox_counts: ['outbox'],
  outbox_log: ['checkpoint', 'k'],
  register_last: ['register'],
  reminder_due: ['n'],
  request_candidates: ['found'],
  strangers_at_operation: ['found'],
  vouch_apart: ['k', 'b'],
  vouch_audience: ['a'],
  vouch_counts: ['b', 'b', 'b', 'b'],
  waiting_lone_managers: ['own', 'mine'],
}

/** How SQLite goes about every named query, on an empty database: { name: plan }. */
async function plansOf(all) {
  const folder = await mkdtemp(join(tmpdir(), 'guichet-plans-'))
  const file = join(folder, 'guichet.db')
  assert.equal((await run(PROGRAM, ['migrate'], { GUICHET_DATABASE: file })).status, 0)
  const script = all.map(({ name, body }) => `.print "= ${name}"\nEXPLAIN QUERY PLAN ${body};`).join('\n')
  const child = spawn('sqlite3', [file])
  let plans = ''
  let errors = ''
  child.stdout.on('data', (piece) => (plans += piece))
  child.stderr.on('data', (piece) => (errors += piece))
  child.stdin.end(script)
  await new Promise((done) => child.once('close', done))
  await rm(folder, { recursive: true })
  assert.equal(errors, '')
  return plans.split(/^= /m).slice(1).map((part) => ({ name: part.split('\n')[0], plan: part }))
}

const asked = (await queries()).filter((query) => !WHOLE.includes(query.file) && !/^\s*(CREATE|PRAGMA)/.test(query.body))

// What proves the register, or records all that stands when a log begins, reads all of it: of no request.
const WHOLE_ON_PURPOSE = /^(agree|record)_|^register_(all|secrets|gap|before|any)|^log_checkpoints$|^users_any$/

test('no query reads a whole table that can grow', async () => {
  assert.ok(asked.length > 150, `${asked.length} queries were found`)
  const scans = {}
  for (const { name, plan } of await plansOf(asked.filter((query) => !WHOLE_ON_PURPOSE.test(query.name)))) {
    const found = [...plan.matchAll(/SCAN (?!\(|CONSTANT|\d+ CONSTANT)(\w+)(?! USING INDEX \w+_due)/g)].map(([, table]) => table)
    if (found.length) scans[name] = found
  }
  assert.deepEqual(scans, ALLOWED)
})

// In whatever order and however narrowed: what a list costs is a matter of its operation, not of the others.
const OF_OPERATION = ['contact_current', 'contact_archived', 'contact_sorted', 'contact_states']

test('no list of an operation reads lines of another', async () => {
  const plans = await plansOf(asked.filter(({ name }) => OF_OPERATION.includes(name)))
  assert.deepEqual(plans.map(({ name }) => name).sort(), [...OF_OPERATION].sort())
  for (const { name, plan } of plans) {
    const lines = [...plan.matchAll(/SEARCH (c|l) USING ([^\n]*)/g)].map(([, , how]) => how)
    assert.ok(lines.length > 0, plan)
    for (const how of lines)
      assert.match(how, /^PRIMARY KEY \(operation_id=\?|^COVERING INDEX contact_counted \(operation_id=\?|^INDEX contact_by_id \(id=\?\)/, `${name}: ${plan}`)
  }
})

// Somebody has thousands of lines, of which few wait.
const OF_WAITING = {
  contact_invited: ['account_lines_active', 'invitation_by_digest', 'invitation_end_idle', 'invitation_shown', 'waiting_lines', 'waiting_sponsors'],
  contact_queued: ['lines_queued', 'request_cancel_idle'],
}

test('what waits for somebody is found without his other lines', async () => {
  for (const [index, names] of Object.entries(OF_WAITING)) {
    const plans = await plansOf(asked.filter(({ name }) => names.includes(name)))
    assert.deepEqual(plans.map(({ name }) => name).sort(), names)
    for (const { name, plan } of plans) assert.match(plan, new RegExp(`USING (COVERING )?INDEX ${index} \\(user_id=\\?`), `${name}: ${plan}`)
  }
})

test('what is special about the lines of an operation is found without the others', async () => {
  const plans = await plansOf(asked.filter(({ name }) => ['contact_counts_plain', 'lines_waiting'].includes(name)))
  assert.equal(plans.length, 2)
  for (const { plan } of plans) assert.match(plan, /SEARCH contact USING COVERING INDEX contact_specials \(operation_id=\?/)
})

test('what a line carries is looked for nowhere else', async () => {
  const plans = await plansOf(asked.filter(({ name }) => ['contact_current', 'contact_archived', 'contact_counts'].includes(name)))
  assert.equal(plans.length, 3)
  for (const { name, plan } of plans) assert.doesNotMatch(plan, /^[|`]--SEARCH (u|h|s) /m, `${name}: ${plan}`)
})

test('a word leads to the operations of one entity that have it', async () => {
  const plans = await plansOf(asked.filter(({ name }) => ['operation_word_count', 'operation_word_found'].includes(name)))
  assert.equal(plans.length, 2)
  for (const { plan } of plans) assert.match(plan, /SEARCH w USING PRIMARY KEY \(entity_id=\? AND word>\? AND word<\?\)/)
})

test('a list by name is read as it is kept, without sorting', async () => {
  const [{ plan }] = await plansOf(asked.filter(({ name }) => name === 'contact_current'))
  assert.match(plan, /SEARCH c USING PRIMARY KEY \(operation_id=\? AND current=\? AND \(sort_name,id\)>\(\?,\?\)\)/)
  assert.doesNotMatch(plan, /TEMP B-TREE/)
})
