// The rule table over HTTP: every line of tests/unit/rights.tsv that a request can express is asked as that kind of
// caller, of the route that carries the right, and must be answered as the verdict says.
//
// Each line has a world of its own, written into the database before the site is asked: entities, teams, an operation,
// a request, and what makes the caller what he is. The caller is one person, whose session changes its environment.
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { PROGRAM, ROOT, run, Site } from './site.mjs'

const VERDICTS = {
  deny: [403, 'forbidden'], hide: [404, 'not_found'], sign_in: [401, 'no_session'],
  need_environment: [409, 'environment_needed'], own_line: [403, 'own_line'], closed: [409, 'operation_closed'],
  ended: [409, 'already_revoked'], not_ended: [409, 'not_revoked'], not_invited: [409, 'not_invited'],
  wrong_state: [409, 'conflict'], own_source: [403, 'own_source'], end_set: [403, 'end_set'],
}

const LINES = readFileSync(join(ROOT, 'tests/unit/rights.tsv'), 'utf8').split('\n')
  .map((text, i) => ({ text, number: i + 1 }))
  .filter(({ text }) => text.trim() && !text.startsWith('#'))
  .map(({ text, number }) => {
    const [want, right, caller, operation, entity, target, line, client] = text.trim().split(/\s+/)
    return { text, number, want, right, caller, is: new Set(caller.split('+')), operation, entity, target, line, client }
  })

// --- what each line's world holds -----------------------------------------------------------------------------------

const LEADERS = ['leader_elsewhere', 'leader', 'leader_target', 'leader_outside', 'root_leader', 'leader_here']
const AUTHORISED = [...LEADERS, 'habilitated', 'creator', 'holder']
const some = (it, kinds) => kinds.some((kind) => it.is.has(kind))
const onContact = (it) => it.right.startsWith('contact_')
const onHandover = (it) => it.right.startsWith('handover_') && it.right !== 'handover_add'
const onPerson = (it) => it.right.startsWith('habilitation_') || it.right === 'handover_add'
const onTeam = (it) => it.right.startsWith('team_')
const onRequest = (it) => it.right.startsWith('request_')

/** Why no request can be in the situation of a line; undefined when one can. */
function reason(it) {
  const contact = some(it, ['contact', 'manager'])
  const own = it.target === 'self' && it.entity === 'own'
  if (it.right === 'contact_leave' && !own) return 'one asks for oneself, in the environment in which one acts'
  if (it.is.has('objector') && onRequest(it)) return 'only to who lost his mailbox: address.test.mjs'
  if (it.line === 'yes') return 'only to who lost his mailbox: address.test.mjs'
  if (it.right === 'undeclared') return 'no route is without a right'
  if (it.right === 'contact_any_end') return 'it is asked about dates, on the way'
  if (onContact(it) && own && contact !== (it.line === 'active')) return 'one has one line at an entity of an operation'
  if (onContact(it) && own && some(it, ['leader', 'leader_elsewhere'])) return 'a leader leads himself'
  if (it.is.has('root_leader') && onHandover(it) && it.entity === 'own') return 'a leader at the root leads everybody'
  if (it.is.has('contact') && it.operation === 'draft' && some(it, ['leader', 'leader_target']))
    return 'an entity is on one side of an operation'
  if (it.is.has('root_leader') && !it.is.has('leader_here') && it.entity === 'own' &&
      ['habilitation_read', 'habilitation_archive', 'habilitation_restore', 'habilitation_extend', 'handover_add'].includes(it.right) && !self(it))
    return 'a leader at the root leads everybody'
  return undefined
}

/** The roles that are to be given: those that the caller holds, or one that he does not. */
function rolesOf(it) {
  const leads = some(it, LEADERS)
  if (it.is.has('holder')) return leads ? ['team_leader'] : it.is.has('creator') ? ['creator'] : []
  return leads ? ['creator'] : ['team_leader']
}

const self = (it) => it.target === 'self'
const flag = (condition) => (condition ? 1 : 0)
const list = (...values) => values.map((one) => (one === null ? 'NULL' : typeof one === 'number' ? one : `'${one}'`)).join(', ')

/** The rows of one line's world; ids end with the line's number. */
function world(it, me) {
  const n = it.number
  const rows = []
  const insert = (table, columns, ...values) => rows.push(`INSERT INTO ${table} (${columns}) VALUES (${list(...values)});`)
  const entity = (id, client) => {
    insert('entity', 'id, name, sort_name, kind, client, created_ms', id, id, id, 'bank', client, 1)
    team(`root-${id}`, id, null)
  }
  const team = (id, of, parent, root = `root-${of}`) => {
    insert('team', 'id, entity_id, parent_id, name, created_ms', id, of, parent, id, 1)
    for (const above of new Set([id, ...(parent ? [parent, root] : [])])) insert('team_above', 'team_id, above_id', id, above)
  }
  const person = (id, known = true) => {
    insert('users', 'id, email, email_key, first_name, last_name, job_title, phone, language, password, created_ms, activated_ms',
      id, `${id}@monde.example`, `${id}@monde.example`, ...(known ? ['Jean', id, 'Analyste', '+33612345678', 'fr', 'x'] : [null, null, null, null, 'fr', null]),
      1, known ? 1 : null)
    return id
  }
  const authorise = (id, of, user, where, { leads = false, creates = false, status = 'active' } = {}) =>
    insert('habilitation', 'id, entity_id, user_id, team_id, team_leader, creator, status, since_ms, sort_name',
      id, of, user, where, flag(leads), flag(creates), status, 1, id)
  const parts = {}
  const operation = (id, status, sides) => {
    parts[id] = sides
    insert('operation', 'id, reference, name, sort_name, status, created_ms', id, id, id, id, status, 1)
    for (const [of, side] of Object.entries(sides)) insert('participation', 'operation_id, entity_id, side', id, of, side)
  }
  const past = (status) => ['expired', 'end_set'].includes(status)
  const contact = (id, on, of, user, status = 'active') =>
    insert('contact', 'operation_id, current, sort_name, id, entity_id, side, user_id, status, since_ms, until_ms, bound_ms, search',
      on, flag(status !== 'revoked'), id, id, of, parts[on][of], user, past(status) ? 'active' : status, 1, past(status) ? 2 : null,
      status === 'end_set' ? 2 : null, id)

  const [own, other] = [`own-${n}`, `other-${n}`]
  const leads = some(it, LEADERS)
  const self = it.target === 'self'
  const managed = it.is.has('manager') || (it.operation === 'draft' && some(it, ['leader', 'leader_target']))
  entity(own, flag(it.client !== 'guest' || it.entity !== 'own'))
  entity(other, flag(it.client !== 'guest' || it.entity !== 'other'))

  // The chart of his entity: his team, what is below it, and one beside it.
  const mine = it.is.has('root_leader') ? `root-${own}` : `mine-${n}`
  if (mine !== `root-${own}`) team(mine, own, `root-${own}`)
  team(`below-${n}`, own, mine)
  team(`beside-${n}`, own, `root-${own}`)
  if (some(it, AUTHORISED)) authorise(`me-${n}`, own, me, mine, { leads, creates: it.is.has('creator') })
  if (it.is.has('leader_elsewhere')) authorise(`nowhere-${n}`, own, person(`q-${n}`), `below-${n}`)

  // The operation, which somebody else manages, and who the caller and his people are there.
  const file = `file-${n}`
  operation(file, it.operation === '-' ? 'open' : it.operation,
    { [own]: managed ? 'manager' : 'lender', [other]: 'lender', customer: 'borrower', ...(managed ? {} : { agent: 'manager' }) })
  contact(`manager-${n}`, file, managed ? own : 'agent', person(`m-${n}`))
  if (some(it, ['contact', 'manager'])) contact(`mine-${n}`, file, own, me)
  if (it.is.has('leader') || (it.is.has('leader_target') && it.entity === 'other')) {
    authorise(`led-${n}`, own, person(`p-${n}`), `below-${n}`)
    contact(`led-${n}`, file, own, `p-${n}`)
  }

  // The line.
  const of = it.entity === 'other' ? other : own
  const lined = onContact(it) && it.line !== '-'
  const its = self && it.entity === 'own' && some(it, ['contact', 'manager']) ? `mine-${n}` : `line-${n}`
  const target = lined || some(it, ['leader_target', 'leader_outside'])
  if (target && its === `line-${n}`) {
    const whom = self && onContact(it) ? me : person(`x-${n}`, it.line !== 'invited')
    contact(its, file, of, whom, lined ? it.line : 'active')
    if (whom !== me && some(it, ['leader_target', 'leader_outside'])) {
      if (of === other) team(`theirs-${n}`, other, `root-${other}`)
      if (of === other) authorise(`there-${n}`, other, me, `theirs-${n}`, { leads: true })
      authorise(`x-${n}`, of, whom, of === other ? `theirs-${n}` : `below-${n}`)
    }
  }

  // The team, or the habilitation.
  const here = it.is.has('leader_here')
  let place = it.is.has('root_leader') && !here ? 'root-customer' : here ? mine : `beside-${n}`
  let spot = here || it.is.has('root_leader') ? `below-${n}` : `beside-${n}`
  let whose = `y-${n}`
  if ((onPerson(it) || onTeam(it)) && of === other) {
    team(`far-${n}`, other, `root-${other}`)
    team(`farther-${n}`, other, `far-${n}`)
    if (here || self) authorise(`far-me-${n}`, other, me, `far-${n}`, { leads: here })
    place = `far-${n}`
    spot = `farther-${n}`
    if (self) whose = `far-me-${n}`
  } else if (self && onPerson(it)) {
    whose = `me-${n}`
    if (it.line === 'archived') authorise(whose, own, me, mine, { status: 'archived' })
  }
  if (onPerson(it) && whose === `y-${n}`) {
    const given = ['habilitation_restore', 'habilitation_extend'].includes(it.right) ? rolesOf(it) : []
    authorise(whose, of, person(whose, it.line !== 'invited'), spot,
      { leads: given.includes('team_leader'), creates: given.includes('creator'), status: { '-': 'active', end_set: 'archived' }[it.line] ?? it.line })
    if (it.line === 'end_set') insert('habilitation_bound', 'habilitation_id, level, until_ms', whose, 1, 2)
  }

  // The handover: his own, or one that he started; a leader's is of somebody below him.
  if (onHandover(it)) {
    const led = it.is.has('leader_here')
    const leaver = it.is.has('asker') && !led && !it.is.has('decider') ? me : person(`leaver-${n}`)
    const gone = it.line === 'archived' || (led && it.right === 'handover_continue')
    if (of === other && led) {
      team(`far-${n}`, other, `root-${other}`)
      authorise(`far-me-${n}`, other, me, `far-${n}`, { leads: true })
    }
    if (leaver !== me && led) authorise(`leaver-${n}`, of, leaver, of === other ? `far-${n}` : `below-${n}`, { status: gone ? 'archived' : 'active' })
    if (leaver === me && gone) authorise(`gone-${n}`, of, me, mine, { status: 'archived' })
    insert('handover', 'id, entity_id, user_id, started_by, starts_ms, leaves_ms, status, created_ms, changed_ms, ended_ms, due_ms',
      `handover-${n}`, of, leaver, it.is.has('asker') ? me : leaver, 1, 1, it.line === 'decided' ? 'completed' : 'open', 1, 9e15,
      it.line === 'decided' ? 2 : null, 9e15)
    insert('handover_part', 'id, handover_id, place, user_id, everything, status, created_ms',
      `part-${n}`, `handover-${n}`, 0, it.is.has('decider') ? me : person(`heir-${n}`), 0, it.line === 'decided' ? 'accepted' : 'waiting', 9e15)
  }

  // The request: to be let into another operation, whose manager decides.
  const ask = `ask-${n}`
  if (onRequest(it) || some(it, ['decider', 'asker'])) {
    const decides = it.is.has('decider')
    operation(`wanted-${n}`, 'open', { [own]: decides ? 'manager' : 'lender', customer: 'borrower', ...(decides ? {} : { agent: 'manager' }) })
    contact(`wanted-manager-${n}`, `wanted-${n}`, decides ? own : 'agent', person(`w-${n}`))
    if (decides) contact(`decides-${n}`, `wanted-${n}`, own, me)
    const wanting = onRequest(it) && self ? me : person(`z-${n}`)
    insert('request', 'id, kind, entity_id, operation_id, user_id, asked_by, status, created_ms', ask, 'contact', own, `wanted-${n}`,
      wanting, it.is.has('asker') && !self ? me : wanting, it.line === 'decided' ? 'refused' : 'open', 1)
  }
  // From whom all comes that lets the caller act.
  if (it.target === 'source') {
    const from = onRequest(it) ? `z-${n}` : onContact(it) ? `x-${n}` : whose
    rows.push(`UPDATE contact SET added_by = '${from}' WHERE id IN ('mine-${n}', 'decides-${n}');`,
      `UPDATE habilitation SET granted_by = '${from}' WHERE id = 'me-${n}';`)
  }
  return { rows, names: { own, of, file: it.operation === '-' && it.right.startsWith('operation_') ? 'none' : file, line: its,
    team: onTeam(it) && it.is.has('root_leader') && !here && it.right === 'team_remove' ? `root-${own}` : spot, place, person: whose, ask,
    handover: `handover-${n}`, part: `part-${n}`, successor: `successor-${n}@monde.example` } }
}

// --- how each right is asked for ------------------------------------------------------------------------------------

const get = (path) => (one) => ({ method: 'GET', path: path(one) })
const post = (path, body = () => undefined) => (one, it) => ({ method: 'POST', path: path(one), body: body(one, it) })
const patch = (path, body) => (one, it) => ({ method: 'PATCH', path: path(one), body: body(one, it) })
const file = (end = '') => ({ file: id }) => `api/operations/${id}${end}`
const line = (end) => ({ file: id, line: one }) => `api/operations/${id}/contacts/${one}/${end}`
const house = (end = '') => ({ of }) => `api/entities/${of}${end}`
const team = ({ of, team: id }) => `api/entities/${of}/teams/${id}`
const person = (end = '') => ({ of, person: id }) => `api/entities/${of}/habilitations/${id}${end}`
const handover = (end) => ({ handover: id }) => `api/handovers/${id}/${end}`
const request = (end) => ({ ask }) => `api/requests/${ask}/${end}`

const ROUTES = {
  public: [get(() => 'api/health')],
  own_session: [get(() => 'api/account')],
  operation_list: [get(() => 'api/operations')],
  operation_read: [get(file())],
  operation_add: [post(() => 'api/operations', ({ own }) => ({ reference: `made-${own}`, name: 'Essai', participations: [{ entity: own, side: 'manager' }] }))],
  operation_change: [patch(file(), () => ({ name: 'Autre nom' }))],
  operation_publish: [post(file('/publish'))],
  operation_close: [post(file('/close'))],
  register_read: [get(file('/register'))],
  contact_list: [get(file('/contacts')), get(file('/contacts.csv')), post(file('/contacts/impact'), () => ({}))],
  contact_read: [get(line('why')), (one, it) => ({ method: 'GET', shows: one.line,
    path: `${file('/contacts')(one)}?limit=100&state=${['revoked', 'expired'].includes(it.line) ? 'archived' : 'current'}` })],
  contact_add: ['', '/check'].map((end) => post(file(`/contacts${end}`), ({ own, of }) => ({ emails: [`added-${own}@monde.example`], entity: of }))),
  contact_revoke: [post(line('revoke'), () => ({}))],
  contact_restore: [post(line('restore'), () => ({ until: null }))],
  contact_extend: [post(line('extend'), () => ({ until: null }))],
  contact_resend: [post(line('resend'))],
  contact_leave: [post(file('/leave'), () => ({}))],
  entity_names: [get(() => 'api/entities')],
  entity_read: [get(house())],
  entity_change: [patch(house(), () => ({ guests_need_habilitation: true }))],
  entity_register: [get(house('/register'))],
  team_list: [get(house('/teams'))],
  team_add: [post(house('/teams'), ({ place, own }) => ({ name: `Ajoutée ${own}`, parent: place }))],
  team_change: [patch(team, ({ place }, it) => ({ name: 'Autre nom', ...(it.is.has('root_leader') ? { parent: place } : {}) }))],
  team_remove: [({ of, team: id }) => ({ method: 'DELETE', path: `api/entities/${of}/teams/${id}` })],
  habilitation_list: [get(house('/habilitations'))],
  habilitation_read: [get(person('/contacts')), get(person('/why'))],
  habilitation_add: [post(house('/habilitations'), ({ place, own }, it) => ({ emails: [`hired-${own}@monde.example`], team: place, roles: rolesOf(it) }))], // its check gives no roles
  habilitation_change: [patch(person(), ({ place }, it) => ({ roles: rolesOf(it), ...(it.is.has('root_leader') && !it.is.has('leader_here') ? { team: place } : {}) }))],
  habilitation_archive: [post(person('/archive'), () => ({}))],
  habilitation_restore: [post(person('/restore'), () => ({}))],
  habilitation_extend: [post(person('/extend'), () => ({ until: null }))],
  person_read: [get(() => `api/people/${me}`)],
  request_list: [get(() => 'api/requests')],
  request_add: [post(() => 'api/requests', (one, it) => ({ operation: 'none', ...(it.is.has('nobody') ? { email: 'personne@monde.example' } : {}) }))],
  request_decide: [post(request('approve'), () => ({}))],
  request_refuse: [post(request('refuse'), () => ({}))],
  request_cancel: [post(request('cancel'), () => ({}))],
  handover_add: ['', '/preview'].map((end) => post(() => `api/handovers${end}`, ({ successor, person: whose }, it) =>
    ({ successors: [{ email: successor }], ...(self(it) ? {} : { habilitation: whose }) }))),
  handover_read: [get(({ handover }) => `api/handovers/${handover}`)],
  handover_answer: [post(handover('accept')), post(handover('refuse'), () => ({}))],
  handover_change: [post(handover('change'), ({ part }) => ({ part }))],
  handover_continue: [post(handover('continue'))],
  handover_cancel: [post(handover('cancel'))],
}

// --- the site, and one line of it -----------------------------------------------------------------------------------

let site, me, caller, nobody, database

/** A connection to the site's database of the tests' own: one process for all that is written. */
class Database {
  constructor(path) {
    this.child = spawn('sqlite3', ['-bail', '-cmd', '.timeout 9000', path], { stdio: ['pipe', 'pipe', 'inherit'] })
    this.said = ''
    this.child.stdout.on('data', (piece) => {
      this.said += piece
      if (this.said.endsWith('done\n')) this.done?.(this.said.slice(0, -'done\n'.length))
    })
    this.ended = new Promise((ended) => this.child.once('close', ended))
  }

  run(text) {
    this.said = ''
    return new Promise((done, failed) => {
      this.done = done
      this.ended.then(() => failed(new Error(`sqlite3 ended: ${text.slice(0, 200)}`)))
      this.child.stdin.write(`${text}\n.print done\n`)
    })
  }

  close() {
    this.child.stdin.end()
    return this.ended
  }
}

before(async () => {
  site = await Site.start()
  nobody = site.visitor()
  caller = await site.as('paul')
  me = (await caller.get('api/session')).body.user.id
  database = new Database(join(site.state, 'guichet.db'))
  const shared = ['agent', 'customer'].map((id) => `INSERT INTO entity (id, name, sort_name, kind, client, created_ms) VALUES ('${id}', '${id}', '${id}', 'bank', 0, 1);`)
  shared.push(`INSERT INTO team (id, entity_id, name, created_ms) VALUES ('root-customer', 'customer', 'x', 1);`)
  shared.push(`INSERT INTO team_above (team_id, above_id) VALUES ('root-customer', 'root-customer');`)
  for (const it of LINES)
    if (!reason(it)) {
      const made = world(it, me)
      it.names = made.names
      shared.push(...made.rows)
    }
  await database.run(`PRAGMA foreign_keys = ON; PRAGMA synchronous = OFF; BEGIN IMMEDIATE;\n${shared.join('\n')}\nCOMMIT;`)
})
after(async () => {
  await database?.close()
  nobody?.close()
  assert.equal(await site.stop(), 0)
})

async function ask(it, route) {
  const { method, path, body, shows } = route(it.names, it)
  const environment = it.is.has('no_environment') ? 'NULL' : `'${it.names.own}'`
  if (!it.is.has('nobody'))
    await database.run(`UPDATE session SET entity_id = ${environment} WHERE user_id = '${me}';`)
  const answer = await (it.is.has('nobody') ? nobody : caller).request(method, path, body)
  return { ...answer, shown: shows !== undefined && answer.body?.items?.some((item) => item.id === shows), shows }
}

/** What is wrong with the answer; undefined when nothing is. */
function fault(it, answer) {
  const got = `${answer.status} ${answer.body?.code ?? ''}`
  if (it.want === 'allow') {
    if (answer.status >= 300) return got
    return answer.shows && !answer.shown ? 'the line is not shown' : undefined
  }
  if (answer.shows && it.want === 'hide' && answer.status === 200) return answer.shown ? 'the line is shown' : undefined
  const [status, code] = VERDICTS[it.want]
  return answer.status === status && answer.body?.code === code ? undefined : got
}

// --- the tests ------------------------------------------------------------------------------------------------------

const RIGHTS = [...new Set(LINES.map((it) => it.right))]

describe('over HTTP, as the table says', () => {
  for (const right of RIGHTS) {
    const all = LINES.filter((it) => it.right === right)
    const asked = all.filter((it) => !reason(it))
    test(`${right}: ${asked.length} of ${all.length} lines`, async (context) => {
      for (const why of new Set(all.filter(reason).map(reason)))
        context.diagnostic(`${all.filter((it) => reason(it) === why).length} cannot be asked: ${why}`)
      if (!asked.length) return
      assert.ok(ROUTES[right], `how ${right} is asked for is not known here`)
      const wrong = []
      for (const it of asked) {
        // Both decisions are refused alike; one that is allowed changes the request, so that lines take turns.
        const routes = it.want === 'allow' ? [ROUTES[right][it.number % ROUTES[right].length]] : ROUTES[right]
        for (const route of routes) {
          const what = fault(it, await ask(it, route))
          if (what) wrong.push(`rights.tsv:${it.number}: ${what}: ${it.text}`)
        }
      }
      assert.deepEqual(wrong, [])
    })
  }
})

test('every right that a route carries has lines, and is asked for by one of its routes', async () => {
  const { status, stdout } = await run(PROGRAM, ['routes'], site.settings)
  assert.equal(status, 0)
  const carried = new Set(stdout.split('\n').map((row) => row.trim().split(/\s+/)[2]).filter(Boolean))
  for (const right of carried) assert.ok(ROUTES[right] && RIGHTS.includes(right), right)
})
