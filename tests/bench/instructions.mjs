// How many instructions a request costs the worker: a figure that is the same whatever else the machine does.  CONTACTS
// is the size of the data, ONLY a part of the name of what is asked.
import { readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { PROGRAM, until } from '../api/site.mjs'
import { worker } from '../fault/writers.mjs'
import { CONTACTS, crowd, drop, FOLDER, keep, siteOn, table } from './lib.mjs'
import { changes, HOMES, looks, searcher } from './asks.mjs'

const TIMES = Number(process.env.TIMES ?? 20)
const NAME = 'instructions'

/** The program, but for its worker under callgrind, which says after each request what it cost. */
async function watched() {
  const path = join(FOLDER, 'watched')
  await writeFile(path, `#!/bin/sh
[ "$1" = serve ] || exec '${PROGRAM}' "$@"
exec valgrind -q --tool=callgrind --dump-after=give_job_back --callgrind-out-file='${join(FOLDER, NAME)}/callgrind.%p' '${PROGRAM}' "$@"
`, { mode: 0o755 })
  return path
}

/** Takes what so many requests have cost, once it is all said. */
async function spent(pid, requests) {
  const folder = join(FOLDER, NAME)
  const said = async () => (await readdir(folder)).filter((name) => name.startsWith(`callgrind.${pid}.`))
  const names = await until('what it cost', async () => (await said()).length >= requests && said())
  let sum = 0
  for (const name of names) {
    const total = () => readFile(join(folder, name), 'utf8').then((text) => /^totals: (\d+)/m.exec(text)?.[1])
    sum += Number(await until(name, total))
    await rm(join(folder, name))
  }
  return sum
}

async function instructions(pid, ask) {
  await ask(0)
  await spent(pid, 1)
  for (let i = 1; i <= TIMES; i++) {
    const answer = await ask(i)
    if (answer.status >= 300) throw new Error(answer.text)
  }
  return await spent(pid, TIMES) / TIMES
}

const file = await crowd(CONTACTS)
const site = await siteOn(file, NAME, { env: { GUICHET: await watched(), WORKERS: 1 } })
const pid = await worker(site)
const asks = { ...await looks(site), ...await changes(site) }
await spent(pid, 1)
const counts = [(await searcher(site, 1e9)).count, (await searcher(site, 40)).count]
const requests = {}
for (const [name, ask] of Object.entries(asks)) {
  if (process.env.ONLY && !name.includes(process.env.ONLY)) continue
  requests[name] = Math.round(await instructions(pid, ask))
  console.error(`${name}: ${requests[name].toLocaleString('en')}`)
}
for (const [name, parts] of Object.entries(HOMES)) {
  const sum = parts.reduce((all, part) => all + requests[part], 0)
  if (Number.isFinite(sum)) requests[name] = sum
}
console.log(table(['request', 'instructions'], Object.entries(requests).map(([name, count]) => [name, count.toLocaleString('en')])))
await keep(NAME, { contacts: CONTACTS, counts, requests })
await drop(site)
