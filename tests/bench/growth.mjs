// Does a request take longer when the tables grow?  The same requests on sites of different sizes, one after the other
// over one connection: worker time a request, and the median of what the client waits.  SIZES says how many lines:
// '10000 1000000 10000000' for ten million, which want 18 GB and five minutes more for being made, once.
import { performance } from 'node:perf_hooks'
import { changes, looks } from './asks.mjs'
import { cpu, crowd, demand, drop, keep, median, needed, siteOn, SIZES, table } from './lib.mjs'
import { worker } from '../fault/writers.mjs'

const TIMES = Number(process.env.TIMES ?? 200)

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
  const asks = { ...await looks(site), ...await changes(site) }
  const found = {}
  for (const [name, ask] of Object.entries(asks)) {
    found[name] = await measure(site, pid, ask).catch((error) => ({ worker: NaN, wait: NaN, why: error.message }))
    if (found[name].why) console.error(`${contacts} ${name}: ${found[name].why}`)
  }
  await drop(site)
  return found
}

await demand((await needed(SIZES)).bytes)
const found = []
for (const size of SIZES) found.push(await run(size))

const ratioOf = ([name, { worker: least }]) => [name, found.at(-1)[name].worker / least]
const ratios = Object.fromEntries(Object.entries(found[0]).map(ratioOf))
console.log('Worker time a request in µs, and in brackets what the client waits; the last column is the greatest size against the smallest.\n')
console.log(table(['request', ...SIZES.map((size) => `${size.toLocaleString('en')} contacts`), 'ratio'],
  Object.keys(found[0]).map((name) => [name,
    ...found.map((one) => `${one[name].worker.toFixed(0)} (${one[name].wait.toFixed(0)})`),
    ratios[name].toFixed(2)])))
await keep('growth', { sizes: SIZES, ratios })
