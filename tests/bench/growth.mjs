// Does a request take longer when the tables grow?  The same requests on sites of different sizes, one after the other
// over one connection: worker time a request, and the median of what the client waits.
import { performance } from 'node:perf_hooks'
import { sql } from '../api/account.mjs'
import { cpu, crowd, drop, median, siteOn, table } from './lib.mjs'
import { worker } from '../fault/writers.mjs'

const SIZES = (process.env.SIZES ?? '10000 1000000').split(' ').map(Number)
const TIMES = 200
const started = Date.now() // who was added in an earlier run is known

async function one(site, text) {
  return (await sql(site, text))[0]
}

/** Things of the same shape at every size. */
async function things(site) {
  // To which no earlier run on these kept data has added.
  const usual = (await one(site, `SELECT o.id FROM operation o
      WHERE o.id > 'o0000000000000000000000100' AND o.id LIKE 'o0%'
        AND (SELECT count(*) FROM contact c WHERE c.operation_id = o.id) = 21 LIMIT 1`)).id
  const big = (await one(site, "SELECT id FROM operation WHERE id LIKE 'o0%' AND reference = 'LN-0000007'")).id
  return { usual, big, house: 'e0000000000000000000000003' }
}

const FEW = 3

async function measure(site, pid, ask, times = TIMES) {
  const waits = []
  for (let i = 0; i < times / 10; i++) await ask(i)
  const before = await cpu([pid])
  for (let i = 0; i < times; i++) {
    const start = performance.now()
    const answer = await ask(times + i)
    if (answer.status >= 300) throw new Error(answer.text)
    waits.push(performance.now() - start)
  }
  return { worker: (await cpu([pid]) - before) / times / 1000, wait: median(waits) * 1000 }
}

async function run(contacts) {
  const site = await siteOn(await crowd(contacts), 'growth', { borrowed: true })
  const pid = await worker(site)
  const { usual, big, house } = await things(site)
  const desk = await site.as('p0@bank00000.example') // manages what it sees: 3,000 operations, all there are in a small set
  const leader = await site.as('p0@bank00003.example') // leads the root of a client entity
  // On no operation of 2,000, whose lines are counted for its list.
  const few = (await one(site, `SELECT u.email FROM contact c JOIN users u ON u.id = c.user_id
      WHERE c.user_id BETWEEN 'u0000000000000000000000600' AND 'u0000000000000000000004999' AND c.current = 1
      GROUP BY c.user_id
     HAVING count(*) = ${FEW} AND max(CAST(substr(c.operation_id, 2) AS INTEGER) % 2000 = 7) = 0 LIMIT 1`)).email
  const person = await site.as(few)
  const added = []
  let revoked = 0
  let restored = 0
  const asks = {
    'session, of a person on few': () => person.get('api/session'),
    'session, of a desk on 3,000': () => desk.get('api/session'),
    'operations, of a person on few': () => person.get('api/operations'),
    'operations, of a desk on all its bank manages': () => desk.get('api/operations?limit=50'),
    'operations, searched': () => desk.get('api/operations?q=LN-0000042'),
    'one operation': () => desk.get(`api/operations/${usual}`),
    'contacts, 20 of 20': () => desk.get(`api/operations/${usual}/contacts?limit=20`),
    'contacts, 20 of 2,000': () => desk.get(`api/operations/${big}/contacts?limit=20`),
    'contacts, searched in 2,000': () => desk.get(`api/operations/${big}/contacts?q=keller&limit=20`),
    'contacts, archived of 2,000': () => desk.get(`api/operations/${big}/contacts?state=archived&limit=20`),
    'register of an operation': () => desk.get(`api/operations/${usual}/register?limit=50`),
    'register of an entity': () => leader.get(`api/entities/${house}/register?limit=50`),
    'habilitations, 50 of 500': () => leader.get(`api/entities/${house}/habilitations?limit=50`),
    'habilitations, searched': () => leader.get(`api/entities/${house}/habilitations?q=keller`),
    'requests': () => leader.get('api/requests'),
    'add': async (i) => {
      const answer = await desk.post(`api/operations/${usual}/contacts`, { emails: [`new${started}x${i}@growth.example`] })
      added.push(answer.body.items[0].contact.id)
      return answer
    },
    'revoke': () => desk.post(`api/operations/${usual}/contacts/${added[added.length - 1 - revoked++]}/revoke`, {}),
    'restore': () => desk.post(`api/operations/${usual}/contacts/${added[added.length - 1 - restored++]}/restore`, {}),
  }
  const found = {}
  for (const [name, ask] of Object.entries(asks)) {
    found[name] = await measure(site, pid, ask).catch((error) => ({ worker: NaN, wait: NaN, why: error.message }))
    if (found[name].why) console.error(`${contacts} ${name}: ${found[name].why}`)
  }
  await drop(site)
  return found
}

const found = []
for (const size of SIZES) found.push(await run(size))

console.log('Worker time a request in µs, and in brackets what the client waits; the last column is the greatest size against the smallest.\n')
console.log(table(['request', ...SIZES.map((size) => `${size.toLocaleString('en')} contacts`), 'ratio'],
  Object.keys(found[0]).map((name) => [name,
    ...found.map((one) => `${one[name].worker.toFixed(0)} (${one[name].wait.toFixed(0)})`),
    (found.at(-1)[name].worker / found[0][name].worker).toFixed(2)])))
