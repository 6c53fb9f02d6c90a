// All benchmarks one after the other, or those that are named, on a machine that should do nothing else meanwhile.
// What they print, with the date and the kind of machine, is what tests/bench/RESULTS.md keeps; stderr says how far they
// are.  BENCH is the folder for data and results; CONTACTS, SIZES, PEOPLE, ROUNDS and SECONDS are smaller for a try.
import { spawn } from 'node:child_process'
import { rm, stat } from 'node:fs/promises'
import { availableParallelism, cpus, loadavg } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { fileURLToPath } from 'node:url'
import { CONTACTS, crowd, demand, FOLDER, needed, RESULTS, SIZES } from './lib.mjs'

const whole = process.argv.length === 2
const wanted = (name) => whole || process.argv.includes(name, 2)
const copies = ['speed', 'instructions', 'rereads', 'mixed', 'costs'].some(wanted) ? [CONTACTS] : []
const sizes = [...(wanted('growth') ? SIZES : []), ...copies]
const { made, bytes } = await needed(sizes, copies)
const many = (number) => number.toLocaleString('en')

// Once, what the peers are built from is fetched and compiled.
const building = await stat(join(FOLDER, 'fastify/node_modules')).then(() => 0, () => 4)

// Minutes as they were on two cores.
const PARTS = [
  { name: 'data', minutes: made / 1.6e6, what: `makes ${many(made)} lines that are not there yet` },
  { name: 'speed', minutes: 2.5 + building, what: 'the full job beside what one would write instead' },
  { name: 'instructions', minutes: 0.6, what: 'instructions a request, by callgrind' },
  { name: 'rereads', minutes: 0.5, what: 'what somebody else’s changes cost a read' },
  { name: 'mixed', minutes: 1.2, what: 'reads while people write and sign in' },
  { name: 'growth', minutes: 0.5 * SIZES.length, what: `the same requests at ${SIZES.map(many).join(', ')} lines` },
  { name: 'costs', minutes: 0.3, what: 'a start, and changes beside SQLite alone' },
  { name: 'onboarding', minutes: 0.3, what: 'how long an import holds the database' },
  { name: 'page', minutes: 1.4, what: 'first visits and lists in a browser' },
  { name: 'timing', minutes: 0.2, what: 'whether time tells who has an account' },
  { name: 'goals', minutes: 0, what: 'what was to be reached, and what is' },
]
const parts = PARTS.filter(({ name }) => wanted(name))
const unknown = process.argv.slice(2).filter((name) => !PARTS.some((part) => part.name === name))

const say = (text) => process.stderr.write(`${text}\n`)
const about = (minutes) => (minutes < 1 ? 'under a minute' : `about ${Math.ceil(minutes)} min`)
const begun = performance.now()
const minutesSince = (start) => (performance.now() - start) / 60000

/** Runs a part in a process of its own, or makes the data; true where it went well. */
async function measure(name) {
  if (name === 'data') {
    for (const size of sizes) await crowd(size)
    return true
  }
  await rm(join(RESULTS, `${name}.json`), { force: true })
  console.log(`\n## ${name}\n`)
  const child = spawn(process.execPath, [fileURLToPath(new URL(`${name}.mjs`, import.meta.url))], { stdio: 'inherit' })
  return (await new Promise((done) => child.once('close', done))) === 0
}

if (unknown.length) {
  say(`bench: there is no part ${unknown.join(', ')}; there are ${PARTS.map(({ name }) => name).join(', ')}`)
  process.exit(1)
}
say(`bench: ${about(parts.reduce((sum, { minutes }) => sum + minutes, 0))} in all, on two cores that do nothing else:`)
for (const { name, minutes, what } of parts) say(`  ${name.padEnd(13)} ${about(minutes).padEnd(15)} ${what}`)
await demand(bytes)

if (whole) await rm(RESULTS, { recursive: true, force: true })
const model = cpus()[0].model.trim()
const day = new Date().toISOString().slice(0, 10)
console.log(`${day}, ${availableParallelism()} cores, ${model}, load before: ${loadavg()[0].toFixed(2)}`)
const failed = []
const took = []
for (const [i, { name, minutes }] of parts.entries()) {
  const start = performance.now()
  say(`bench: ${i + 1} of ${parts.length}: ${name}, ${about(minutes)}, ${minutesSince(begun).toFixed(1)} min so far`)
  if (!(await measure(name))) failed.push(name)
  took.push(`${name} ${minutesSince(start).toFixed(1)}`)
}
say(`bench: ${minutesSince(begun).toFixed(1)} min: ${took.join(', ')}`)
if (failed.length) say(`bench: ended early, and is not measured: ${failed.join(', ')}`)
process.exitCode = failed.length ? 1 : 0
