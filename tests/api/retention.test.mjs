// What is kept, and how long: the README's table has every table of the schema, time deletes what it says and nothing else, and
// people notice nothing of it.
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { Browser, CHOSEN, person, sql, value } from './account.mjs'
import { queries } from './queries.mjs'
import { codeOf, PROGRAM, refused, ROOT, run, Site } from './site.mjs'

const HOUR = 3600 * 1000
const DAY = 24 * HOUR
const CROWD = 250 // more than one step takes

let site

// Its own mailer keeps what the turns below delete.
before(async () => (site = await Site.start({ env: { GUICHET_KEEP_LOGS_MONTHS: '36' } })))
after(async () => {
  await site.check()
  assert.equal(await site.stop(), 0)
})

/** A turn of whoever keeps house. */
async function turn(months) {
  const env = months ? { GUICHET_KEEP_LOGS_MONTHS: String(months) } : {}
  const { status, stderr } = await run(PROGRAM, ['mail', '--once'], { ...site.settings, ...env })
  assert.equal(status, 0, stderr)
  assert.doesNotMatch(stderr, /level=error/)
}

/** So many calendar months ago, and some days. */
function ago(months, days = 0) {
  const at = new Date()
  const day = at.getUTCDate()
  at.setUTCMonth(at.getUTCMonth() - months)
  if (at.getUTCDate() !== day) at.setUTCDate(0)
  return at.getTime() - days * DAY
}

/** An identifier that was made at an instant (the layout of a ULID). */
let made = 0
function idAt(ms) {
  const alphabet = '0123456789abcdefghjkmnpqrstvwxyz'
  let time = ''
  for (let i = 0; i < 10; i++, ms = Math.floor(ms / 32)) time = alphabet[ms % 32] + time
  return time + String(++made).padStart(16, '0')
}

// --- the README's table ---------------------------------------------------------------------------------------------

const named = (cell) => [...cell.matchAll(/`(\w+)`/g)].map(([, name]) => name)

/** Its rows: { tables, gone }, the latter the queries by which rows go. */
async function told() {
  const text = await readFile(join(ROOT, 'README.md'), 'utf8')
  const part = text.slice(text.indexOf('## What is kept, and how long'))
  const rows = [...part.matchAll(/^\|(.*)\|$/gm)].map(([, row]) => row.split('|').map((cell) => cell.trim()))
  return rows.slice(2).map(([tables, , kept, gone]) => ({ tables: named(tables), kept, gone: named(gone) }))
}

describe('the README says of every table', () => {
  test('once, how long what it holds is kept', async () => {
    const rows = await told()
    const there = await sql(site, "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
    assert.deepEqual(rows.flatMap((row) => row.tables).sort(), there.map((table) => table.name))
    for (const { tables, kept } of rows) assert.notEqual(kept, '', `${tables}`)
  })

  test('by which query its rows go, if time deletes them', async () => {
    const [all, rows] = [await queries(), await told()]
    for (const { name } of all) if (name.endsWith('_purge')) assert.ok(rows.some(({ gone }) => gone.includes(name)), name)
    for (const { tables, gone } of rows) {
      const from = gone.map((name) => /^\s*DELETE FROM (\w+)/.exec(all.find((query) => query.name === name)?.body ?? '')?.[1])
      assert.deepEqual([...new Set(from)].sort(), gone.length ? [...tables].sort() : [], `${gone}`)
    }
  })
})

// --- what goes ------------------------------------------------------------------------------------------------------

const now = Date.now()

/** What is kept for the months: `old` goes after twelve, `mine` after six, `young` stays. */
const MONTHS = [['old', ago(12, 1)], ['mine', ago(6, 1)], ['young', ago(6, -4)]]
/** What time deletes, whatever the setting: an instant past its bound, and one before. */
const BOUND = (bound) => [['old', now - bound - HOUR], ['young', now - bound + HOUR]]
const ENDS = [['old', now - 1000], ['young', now + HOUR]]

// The column that tells rows apart, when they were, and what stands in them then.
const ROWS = {
  session: ['agent', MONTHS, (name, at, user) => ({ id: idAt(at), user_id: user, browser: `b-${name}`, created_ms: at, last_used_ms: at, expires_ms: at + DAY })],
  browser: ['digest', MONTHS.map(([name, at]) => [`b-${name}`, at]), (name, at, user) => ({ user_id: user, expires_ms: at + 30 * DAY })],
  address_change: ['email', [...MONTHS, ['held', ago(40)]], (name, at, user) => ({
    id: idAt(at), user_id: user, kind: 'own', status: 'done', email_key: name, old_email: name, old_key: name, taken: 0, kid: 'k', proof_id: name,
    proof_digest: name, notice_id: name, notice_digest: name, tries: 0, created_ms: at, done_ms: at, cancel_until_ms: name === 'held' ? now + DAY : at + DAY })],
  invitation: ['digest', [...MONTHS, ['mailed', ago(40)]], (name, at, user) => ({
    id: idAt(at), kind: 'reset', user_id: user, created_ms: at, expires_ms: at + HOUR, ended_ms: at + 1000 })],
  outbox: ['email', BOUND(30 * DAY), (name, at) => ({
    id: idAt(at), kind: 'revoked', language: 'fr', facts: '{}', status: 'sent', attempts: 1, created_ms: at, due_ms: at, ended_ms: at, expires_ms: at + DAY })],
  challenge: ['digest', ENDS, (name, at, user) => ({ id: idAt(at), kid: 'k', user_id: user, tries: 0, created_ms: at - HOUR, expires_ms: at })],
  throttle: ['subject', BOUND(DAY), (name, at) => ({ failures: 1, last_ms: at, open_ms: at })],
  idempotency: ['key', BOUND(DAY), (name, at, user) => ({
    user_id: user, entity_id: '', request: 'r', standing: 'ok', status: 200, size: 2, created_ms: at, answer: '{}' })],
  stranger: ['user_id', BOUND(DAY), (name, at, user) => ({ actor_id: user, at_ms: at })],
  asking: ['email', ENDS, (name, at) => ({
    id: idAt(at), digest: name, email_key: name, language: 'fr', kind: 'contact', wanted: 'OP', source: 's', created_ms: at - DAY, expires_ms: at })],
  notice: ['user_id', ENDS, (name, at) => ({ kind: 'lines', about: 'none', after_sequence: 0, due_ms: at })],
  request: ['id', BOUND(30 * DAY), (name, at) => ({
    kind: 'contact', created_ms: at, status: 'open', email: name, email_key: name, language: 'fr', wanted: 'OP' })],
  request_target: ['request_id', BOUND(30 * DAY), (name, at, user, operation) => ({ operation_id: operation })],
}

const quoted = (it) => (typeof it === 'number' ? it : `'${it}'`)

describe('time deletes', () => {
  let people

  /** What its column has in a row of that name: some columns name a person. */
  const mark = (column, name) => (column === 'user_id' ? people[['old', 'young'].indexOf(name)] : name)
  const left = async (table) => {
    const [column, spans] = ROWS[table]
    const names = await sql(site, `SELECT ${column} AS it FROM ${table} ORDER BY 1`)
    return spans.map(([name]) => name).filter((name) => names.some(({ it }) => it === mark(column, name)))
  }
  const remain = async (names) => {
    for (const table of Object.keys(ROWS)) {
      const plain = names[table] ?? names.others
      assert.deepEqual(await left(table), table === 'browser' ? plain.map((name) => `b-${name}`) : plain, table)
    }
  }

  before(async () => {
    people = (await sql(site, "SELECT id FROM users WHERE email LIKE '%@nordbank.example' ORDER BY id LIMIT 3")).map((one) => one.id)
    const operation = await value(site, 'SELECT min(id) FROM operation')
    const text = ['BEGIN IMMEDIATE']
    for (const [table, [column, spans, row]] of Object.entries(ROWS))
      for (const [name, at] of spans) {
        const all = { ...row(name, at, people[2], operation), [column]: mark(column, name) }
        text.push(`INSERT INTO ${table} (${Object.keys(all)}) VALUES (${Object.values(all).map(quoted)})`)
      }
    for (let i = 0; i < CROWD; i++)
      text.push(`INSERT INTO session (id, user_id, browser, agent, created_ms, last_used_ms, expires_ms)
        VALUES ('${idAt(ago(13))}', '${people[2]}', '', 'crowd', 1, 1, 1)`)
    text.push("UPDATE outbox SET invitation_id = (SELECT id FROM invitation WHERE digest = 'mailed') WHERE email = 'young'")
    await sql(site, [...text, 'COMMIT;'].join(';\n'))
  })

  test('what is tried here: all that the README says', async () => {
    const gone = (await told()).filter((row) => row.gone.length).flatMap((row) => row.tables)
    assert.deepEqual(Object.keys(ROWS).sort(), gone.sort())
  })

  test('with the longest setting only what is bound anyway', async () => {
    await turn(36)
    const all = ['old', 'mine', 'young']
    await remain({ session: all, browser: all, address_change: [...all, 'held'], invitation: [...all, 'mailed'], others: ['young'] })
    assert.equal(await value(site, "SELECT count(*) FROM session WHERE agent = 'crowd'"), CROWD)
  })

  test('without a setting what is older than a year, all of it, and not what can be taken back, or whose mail is kept', async () => {
    await turn()
    const most = ['mine', 'young']
    await remain({ session: most, browser: most, address_change: [...most, 'held'], invitation: [...most, 'mailed'], others: ['young'] })
    assert.equal(await value(site, "SELECT count(*) FROM session WHERE agent = 'crowd'"), 0)
  })

  test('with the shortest what is older than half a year', async () => {
    await turn(6)
    await remain({ address_change: ['young', 'held'], invitation: ['young', 'mailed'], others: ['young'] })
  })
})

// --- and what people see --------------------------------------------------------------------------------------------

describe('of what went people notice', () => {
  test('nothing where they are signed in, or where a browser is remembered', async () => {
    const email = 'stays@littoral.example'
    const visitor = await person(site, email)
    const remembered = new Browser(site)
    await remembered.signIn(email, { password: CHOSEN, remember: true })
    const before = (await visitor.get('api/sessions')).body
    const user = await value(site, `SELECT id FROM users WHERE email = '${email}'`)
    const long = ago(12, 2)
    await sql(site, `INSERT INTO session (id, user_id, browser, agent, created_ms, last_used_ms, expires_ms, ended_ms)
      VALUES ('${idAt(long)}', '${user}', '', 'long ago', ${long}, ${long}, ${long + DAY}, NULL)`)
    await turn()
    assert.equal(await value(site, `SELECT count(*) FROM session WHERE user_id = '${user}' AND agent = 'long ago'`), 0)
    assert.deepEqual((await visitor.get('api/sessions')).body, before)
    await remembered.delete('api/session')
    assert.equal((await remembered.post('api/session', { email, password: CHOSEN })).status, 200, 'no code is asked for')
  })

  test('of a change of address nothing for a year; then its link is none, and his addresses are still told', async () => {
    const [from, to] = ['moved@littoral.example', 'moved@ailleurs.example']
    const visitor = await person(site, from)
    assert.equal((await visitor.post('api/account/address', { email: to, password: CHOSEN })).status, 202)
    const code = codeOf(await site.mail(to, (mail) => codeOf(mail) !== undefined))
    const secret = /#\/address\/([A-Za-z0-9_-]+)/.exec((await site.mail(from, (mail) => /#\/address\//.test(mail.text))).text)[1]
    assert.equal((await visitor.post('api/account/address/confirm', { code })).status, 200)
    const show = () => site.visitor().post('api/address/show', { secret })
    const cancel = () => site.visitor().post('api/address/cancel', { secret })
    const age = async (at) => {
      await sql(site, `UPDATE address_change SET id = '${idAt(at)}', created_ms = ${at}, done_ms = ${at}, cancel_until_ms = ${at + 3 * DAY} WHERE email = '${to}'`)
      await turn()
    }

    await turn()
    assert.equal((await show()).body.state, 'done', 'it can be taken back')
    await age(ago(12, -4))
    const { state, outcome, from: old } = (await show()).body
    assert.deepEqual([state, outcome, old], ['over', 'done', from])
    refused(await cancel(), 409, 'link_over')

    await age(ago(12, 1))
    refused(await show(), 404, 'not_found')
    refused(await cancel(), 404, 'not_found')
    const { email, pending, done, former } = (await visitor.get('api/account/address')).body
    assert.deepEqual([email, pending, done, former.map((one) => one.email)], [to, null, null, [from]])
    assert.equal((await visitor.post('api/account/address', { email: 'again@ailleurs.example', password: CHOSEN })).status, 202)
  })

  test('no row of the register is other than it was written, though sessions that rows name are gone', async () => {
    const paul = await site.as('paul')
    assert.equal((await paul.add((await paul.operation('OP-2026-0042')).id, 'noted@littoral.example')).result, 'invited')
    const [{ session }] = await sql(site, 'SELECT session_id AS session FROM register WHERE session_id IS NOT NULL ORDER BY sequence DESC LIMIT 1')
    await sql(site, `UPDATE session SET id = '${idAt(ago(12, 1))}' WHERE id = '${session}'`)
    await turn()
    assert.equal(await value(site, `SELECT count(*) FROM session WHERE id = '${session}'`), 0)
    await site.check()
  })
})
