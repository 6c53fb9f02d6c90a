// What the benchmarks ask, of the same shape at every size of the data.
import { sql } from '../api/account.mjs'
import { DESK } from './lib.mjs'

const HOUSE = 'e0000000000000000000000003'
const FEW = 3
const LINES = 230 // of one person, each changed once
const started = Date.now() // who was added in an earlier run is known

const one = async (site, text) => (await sql(site, text))[0]

/** Operations of the first bank: one to which no earlier run on these data has added, and one of two thousand lines. */
export async function places(site) {
  const usual = (await one(site, `SELECT o.id FROM operation o
      WHERE o.id > 'o0000000000000000000000100' AND o.id LIKE 'o0%'
        AND (SELECT count(*) FROM contact c WHERE c.operation_id = o.id) = 21 LIMIT 1`)).id
  const big = (await one(site, "SELECT id FROM operation WHERE id LIKE 'o0%' AND reference = 'LN-0000007'")).id
  return { usual, big }
}

/** Manages what it sees: 3,000 operations, or all that there are in a small set. */
export const desk = (site) => site.as('p0@bank00000.example')

/** Somebody on three operations, none of two thousand lines, which are counted for his list. */
async function few(site) {
  const { email } = await one(site, `SELECT u.email FROM contact c JOIN users u ON u.id = c.user_id
      WHERE c.user_id BETWEEN 'u0000000000000000000000600' AND 'u0000000000000000000004999' AND c.current = 1
      GROUP BY c.user_id
     HAVING count(*) = ${FEW} AND max(CAST(substr(c.operation_id, 2) AS INTEGER) % 2000 = 7) = 0 LIMIT 1`)
  return site.as(email)
}

/** An operation of the desk with fifty lines: one that has twenty gets thirty people of the desk's bank more, once. */
async function fifty(site, manager) {
  const having = (lines) => sql(site, `SELECT operation_id AS id FROM contact
      WHERE operation_id < 'o0000000000000000000000100' AND operation_id LIKE 'o0%' AND current = 1
      GROUP BY operation_id HAVING count(*) = ${lines} LIMIT 1`)
  const [full] = await having(50)
  if (full) return full.id
  const [{ id }] = await having(20)
  const emails = (await sql(site, `SELECT u.email FROM users u WHERE u.id BETWEEN 'u0000000000000000000000100' AND 'u0000000000000000000000499'
       AND NOT EXISTS (SELECT 1 FROM contact c WHERE c.operation_id = '${id}' AND c.user_id = u.id) LIMIT 30`)).map(({ email }) => email)
  await manager.post(`api/operations/${id}/contacts`, { emails })
  return id
}

/** Who of the first two banks is on nearest to so many operations: { email, count, reference of one }. */
export async function searcher(site, operations) {
  return one(site, `SELECT u.email, count(*) AS count, max(o.reference) AS reference
       FROM contact c JOIN users u ON u.id = c.user_id JOIN operation o ON o.id = c.operation_id
      WHERE c.user_id BETWEEN 'u0000000000000000000000000' AND 'u0000000000000000000000999' AND c.current = 1
      GROUP BY c.user_id ORDER BY abs(count(*) - ${operations}) LIMIT 1`)
}

/** Requests that change nothing. */
export async function looks(site) {
  const { usual, big } = await places(site)
  const manager = await desk(site)
  const full = await fifty(site, manager)
  const some = await searcher(site, 40)
  const searching = await site.as(some.email)
  const leader = await site.as('p0@bank00003.example') // leads the root of a client entity
  const person = await few(site)
  return {
    'session, of a person on few': () => person.get('api/session'),
    'session, of a desk on 3,000': () => manager.get('api/session'),
    'what waits, of a person on few': () => person.get('api/waiting'),
    'what waits, of a desk on 3,000': () => manager.get('api/waiting'),
    'operations, of a person on few': () => person.get('api/operations'),
    'operations, of a desk on all its bank manages': () => manager.get('api/operations?limit=50'),
    'operations, searched': () => manager.get('api/operations?q=LN-0000042'),
    'operations, searched, of a person on 40': () => searching.get(`api/operations?q=${some.reference}`),
    'one operation': () => manager.get(`api/operations/${usual}`),
    'contacts, 20 of 20': () => manager.get(`api/operations/${usual}/contacts?limit=20`),
    'contacts, 50 of 50': () => manager.get(`api/operations/${full}/contacts?limit=50`),
    'contacts, 50 of 2,000': () => manager.get(`api/operations/${big}/contacts?limit=50`),
    'contacts, 20 of 2,000': () => manager.get(`api/operations/${big}/contacts?limit=20`),
    'contacts, searched in 2,000': () => manager.get(`api/operations/${big}/contacts?q=keller&limit=20`),
    'contacts, archived of 2,000': () => manager.get(`api/operations/${big}/contacts?state=archived&limit=20`),
    'register of an operation': () => manager.get(`api/operations/${usual}/register?limit=50`),
    'register of an entity': () => leader.get(`api/entities/${HOUSE}/register?limit=50`),
    'habilitations, 50 of 500': () => leader.get(`api/entities/${HOUSE}/habilitations?limit=50`),
    'habilitations, searched': () => leader.get(`api/entities/${HOUSE}/habilitations?q=keller`),
    'requests': () => leader.get('api/requests'),
  }
}

/** Requests that change a newcomer's line, and one of a person who has thousands. */
export async function changes(site) {
  const { usual } = await places(site)
  const manager = await desk(site)
  // Of who has most lines among a hundred desks, those on operations that one desk manages: a few of each.
  const busy = await sql(site, `
    WITH RECURSIVE first(n) AS (VALUES (1) UNION ALL SELECT n + 1 FROM first WHERE n < 99),
         busiest AS (SELECT c.user_id AS id FROM first JOIN contact c ON c.user_id = printf('u%025d', n * 500) WHERE c.current = 1
                      GROUP BY 1 ORDER BY count(*) DESC LIMIT 1)
    SELECT c.operation_id AS operation, c.id, d.email AS manager FROM busiest b
      JOIN contact c ON c.user_id = b.id AND c.current = 1 AND c.until_ms IS NULL AND c.side <> 'manager'
      JOIN contact m ON m.operation_id = c.operation_id AND m.side = 'manager' AND m.current = 1 AND CAST(substr(m.user_id, 2) AS INTEGER) % 500 = 0
      JOIN users d ON d.id = m.user_id ORDER BY d.id, c.id LIMIT ${LINES}`)
  const managers = new Map()
  for (const email of new Set(busy.map((line) => line.manager))) managers.set(email, await site.as(email))
  // Each line once for each kind of change: one that is revoked is not revoked again.
  const next = { revoke: 0, restore: 0, extend: 0 }
  const line = (what, body = {}) => {
    const { operation, id, manager: email } = busy[next[what]++]
    return managers.get(email).post(`api/operations/${operation}/contacts/${id}/${what}`, body)
  }
  const added = []
  let revoked = 0
  let restored = 0
  return {
    'add': async (i) => {
      const answer = await manager.post(`api/operations/${usual}/contacts`, { emails: [`new${started}x${i}@growth.example`] })
      added.push(answer.body.items[0].contact.id)
      return answer
    },
    'revoke': () => manager.post(`api/operations/${usual}/contacts/${added[added.length - 1 - revoked++]}/revoke`, {}),
    'restore': () => manager.post(`api/operations/${usual}/contacts/${added[added.length - 1 - restored++]}/restore`, {}),
    'revoke who has thousands of lines': () => line('revoke'),
    'restore who has thousands of lines': () => line('restore'),
    'extend who has thousands of lines': () => line('extend', { until: '2029-01-01T00:00:00Z' }),
  }
}

/** What the first page asks for, all of it. */
export const HOMES = {
  'the first page, of a person on few': ['session, of a person on few', 'operations, of a person on few', 'what waits, of a person on few'],
  'the first page, of a desk on 3,000': ['session, of a desk on 3,000', 'operations, of a desk on all its bank manages', 'what waits, of a desk on 3,000'],
}
