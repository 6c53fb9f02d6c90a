// Reads at a fixed rate, first alone, then while people sign in (argon2id), add and revoke: what that costs the readers,
// and the longest that one of sixteen writers waits.
import { performance } from 'node:perf_hooks'
import { crowd, drop, quantile, siteOn, table } from './lib.mjs'

const RATE = 300
const SECONDS = Number(process.env.SECONDS ?? 10)
const WRITERS = 16

const site = await siteOn(await crowd(Number(process.env.CONTACTS ?? 1000000)), 'mixed')

/** Asks RATE times a second whatever the answers do, and counts from when each was due: a late start is a wait too. */
async function reads(visitor, path) {
  const waits = []
  const asked = []
  const start = performance.now()
  for (let i = 0; i < RATE * SECONDS; i++) {
    const due = start + (i * 1000) / RATE
    if (due > performance.now()) await new Promise((done) => setTimeout(done, due - performance.now()))
    asked.push(visitor.get(path).then((answer) => {
      if (answer.status !== 200) throw new Error(answer.text)
      waits.push(performance.now() - due)
    }))
  }
  await Promise.all(asked)
  return waits
}

const desk = await site.as('p0@bank00000.example')
const operations = (await desk.get('api/operations?limit=20')).body.items
const path = `api/operations/${operations[0].id}/contacts?limit=20`
await reads(desk, path)
const quiet = await reads(desk, path)

let over = false
const waits = []
const writers = Array.from({ length: WRITERS }, async (_, w) => {
  const browser = site.visitor()
  browser.cookies = new Map(desk.cookies)
  const { id } = operations[1 + (w % 8)]
  for (let i = 0; !over; i++) {
    const start = performance.now()
    const answer = await browser.post(`api/operations/${id}/contacts`, { emails: [`w${w}x${i}@mixed.example`] })
    waits.push(performance.now() - start)
    const back = performance.now()
    await browser.post(`api/operations/${id}/contacts/${answer.body.items[0].contact.id}/revoke`, {})
    waits.push(performance.now() - back)
  }
  browser.close()
})
let signed = 0
const signing = (async () => {
  for (let i = 1; !over; i++) {
    const browser = site.visitor({ source: `127.0.3.${1 + (i % 200)}` })
    if ((await browser.post('api/session', { email: `p${i % 400}@bank00003.example`, password: 'Guichet-demo-2026' })).status === 202) signed++
    browser.close()
  }
})()
const busy = await reads(desk, path)
over = true
await Promise.all([...writers, signing])
await drop(site)

const row = (name, all) => [name, all.length, quantile(all, 0.5).toFixed(2), quantile(all, 0.99).toFixed(2), Math.max(...all).toFixed(1)]
console.log(`${RATE} reads a second for ${SECONDS} s; meanwhile ${WRITERS} writers without a pause and ${signed} sign-ins; times in ms.\n`)
console.log(table(['', 'count', 'p50', 'p99', 'longest'], [row('reads, quiet', quiet), row('reads, busy', busy), row(`changes of ${WRITERS} writers`, waits)]))
console.log(`p99 of reads is ${(quantile(busy, 0.99) / quantile(quiet, 0.99)).toFixed(2)} times its quiet value.`)
