// How long an import of many people keeps others from writing: a second connection wants to write all the while, again
// and again, and notes the longest that it had to wait.  PEOPLE says how many.
import { spawn } from 'node:child_process'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { PROGRAM, run } from '../api/site.mjs'
import { compiled, FOLDER, keep } from './lib.mjs'

const PEOPLE = Number(process.env.PEOPLE ?? 100000)
const OF_ONE_BANK = 500

const folder = join(FOLDER, 'onboarding')
const settings = { GUICHET_DATABASE: join(folder, 'guichet.db'), GUICHET_KEYS: join(folder, 'keys') }

async function command(...args) {
  const { status, stderr } = await run(PROGRAM, args, settings)
  if (status !== 0) throw new Error(`guichet ${args[0]}: ${stderr}`)
}

/** Banks of five hundred people, the first of each its team leader. */
async function sheet() {
  const row = (_, i) => {
    const bank = Math.floor(i / OF_ONE_BANK)
    return `Import ${bank},bank,yes,,p${i}@import${bank}.example,${i % OF_ONE_BANK ? '' : 'team_leader creator'}\n`
  }
  const file = join(folder, 'people.csv')
  await writeFile(file, `entity,kind,client,team,email,roles\n${Array.from({ length: PEOPLE }, row).join('')}`)
  return file
}

/** Starts who wants to write; `stop` gives { count, longest } in ms. */
async function wanting() {
  const child = spawn(await compiled('lock'), [settings.GUICHET_DATABASE], { stdio: ['pipe', 'pipe', 'inherit'] })
  let said = ''
  child.stdout.on('data', (piece) => (said += piece))
  const ended = new Promise((done, failed) => child.once('close', done).once('error', failed))
  return {
    async stop() {
      child.stdin.end()
      await ended
      const [count, longest] = said.split(' ').map(Number)
      return { count, longest }
    },
  }
}

await rm(folder, { recursive: true, force: true })
await mkdir(folder, { recursive: true })
try {
  await command('keys', 'create')
  await command('migrate')
  await command('demo', 'sql/demo')
  const file = await sheet()
  const other = await wanting()
  const begun = performance.now()
  await command('import', file)
  const took = performance.now() - begun
  const { count, longest } = await other.stop()
  if (!(count > 0)) throw new Error('nobody wanted to write meanwhile')
  console.log(`${PEOPLE.toLocaleString('en')} people imported in ${(took / 1000).toFixed(2)} s; meanwhile somebody ` +
    `else took the lock ${count.toLocaleString('en')} times and waited ${longest.toFixed(1)} ms at most.`)
  await keep('onboarding', { people: PEOPLE, longest })
} finally {
  await rm(folder, { recursive: true, force: true })
}
