// What the benchmarks share: generated data, a site on it, the processor time of a process, medians.
import { spawn } from 'node:child_process'
import { copyFile, mkdir, readdir, readFile, rename, rm, stat, statfs, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { PROGRAM, ROOT, run, Site } from '../api/site.mjs'

export const FOLDER = process.env.BENCH ?? join(ROOT, '.build/bench')
export const RESULTS = join(FOLDER, 'results')
/** The size of the data, but for growth. */
export const CONTACTS = Number(process.env.CONTACTS ?? 1000000)
/** The sizes of growth, the smallest first. */
export const SIZES = (process.env.SIZES ?? '10000 1000000').split(' ').map(Number).toSorted((a, b) => a - b)

/** Whom the generated data knows as a bank's desk: manages what it sees. */
export const DESK = 'u0000000000000000000000000'

/** What a line takes on the disk, with people, accesses and register: 184 MB for 100,000, 1.76 GB for a million. */
const LINE_BYTES = 1850

export const median = (numbers) => numbers.toSorted((a, b) => a - b)[numbers.length >> 1]
export const quantile = (numbers, q) => numbers.toSorted((a, b) => a - b)[Math.min(numbers.length - 1, Math.floor(numbers.length * q))]

const there = (path) => stat(path).then(() => true, () => false)

async function crowdFile(contacts) {
  const schema = parseInt((await readdir(join(ROOT, 'sql/schema'))).sort().findLast((name) => /^\d/.test(name)))
  return join(FOLDER, 'crowd', `${contacts}-${schema}.db`)
}

/** What data of these sizes still want: lines to be made, and bytes on the disk, a copy of those of `copies` included. */
export async function needed(sizes, copies = []) {
  const missing = []
  for (const contacts of new Set(sizes)) if (!(await there(await crowdFile(contacts)))) missing.push(contacts)
  const made = missing.reduce((sum, contacts) => sum + contacts, 0)
  // The indexes of the largest are sorted beside it, one after the other.
  return { made, bytes: (made + Math.max(0, ...missing) / 5 + Math.max(0, ...copies)) * LINE_BYTES }
}

/** Ends the program with a word where the disk has no room for so many bytes. */
export async function demand(bytes) {
  await mkdir(FOLDER, { recursive: true })
  if (bytes === 0) return
  const { bavail, bsize } = await statfs(FOLDER)
  const gigabytes = (amount) => `${(amount / 1e9).toFixed(1)} GB`
  process.stderr.write(`bench: takes ${gigabytes(bytes)} in ${FOLDER}, which has ${gigabytes(bavail * bsize)}\n`)
  if (bytes <= bavail * bsize) return
  process.stderr.write('bench: too little; BENCH=FOLDER puts it elsewhere, SIZES and CONTACTS make it smaller\n')
  process.exit(1)
}

/** The demonstration data and so many lines more; made once and kept, as long as the schema stays. */
export async function crowd(contacts) {
  const folder = join(FOLDER, 'crowd')
  const file = await crowdFile(contacts)
  if (await there(file)) return file
  await demand((await needed([contacts])).bytes)
  await mkdir(folder, { recursive: true })
  const draft = `${file}.part`
  await rm(draft, { force: true })
  const settings = { GUICHET_DATABASE: draft, GUICHET_KEYS: join(folder, 'keys') }
  for (const args of [['keys', 'create'], ['migrate'], ['demo', 'sql/demo']]) {
    const { status, stderr } = await run(PROGRAM, args, settings)
    if (status !== 0) throw new Error(stderr)
  }
  const script = (await readFile(join(ROOT, 'tests/bench/crowd.sql'), 'utf8')).replaceAll('@CONTACTS@', contacts).replaceAll('@FOLDER@', folder)
  await writeFile(join(folder, 'crowd.sql'), script)
  process.stderr.write(`bench: making ${contacts} contacts ...\n`)
  const args = ['-bail', draft, `.read '${join(folder, 'crowd.sql')}'`]
  const { status, stderr } = await run('sqlite3', args, { SQLITE_TMPDIR: folder })
  if (status !== 0 || stderr) throw new Error(stderr)
  await rename(draft, file)
  return file
}

/** A site on a copy of a database, or with `borrowed` on the file itself, for what is too large to copy. */
export async function siteOn(file, name, { borrowed, ...options } = {}) {
  const state = join(FOLDER, name)
  await rm(state, { recursive: true, force: true })
  await mkdir(state, { recursive: true })
  // A copy that shares its blocks where the file system can.
  await run('cp', [borrowed ? '--link' : '--reflink=auto', file, join(state, 'guichet.db')])
  await copyFile(join(FOLDER, 'crowd/keys'), join(state, 'keys'))
  await run('sync', []) // or the first checkpoint pays for the copy
  const site = await Site.start({ state, ...options })
  process.once('exit', () => site.process.kill()) // whatever ends this program, the next one has the machine
  return site
}

export async function drop(site) {
  await site.stop()
  await rm(site.state, { recursive: true, force: true })
}

/** The pids of a process and all below it. */
export async function family(pid) {
  const below = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8').catch(() => '')
  const children = await Promise.all(below.trim().split(' ').filter(Boolean).map((child) => family(Number(child))))
  return [pid, ...children.flat()]
}

/** Nanoseconds of processor time that the processes have used, all threads together. */
export async function cpu(pids) {
  let sum = 0
  for (const pid of pids)
    for (const task of await readdir(`/proc/${pid}/task`).catch(() => []))
      sum += Number((await readFile(`/proc/${pid}/task/${task}/schedstat`, 'utf8').catch(() => '0')).split(' ')[0])
  return sum
}

/** Memory of processes in MB that nobody shares and that no file could give back: not the pages of a mapped database. */
export async function memory(pids) {
  let sum = 0
  for (const pid of pids)
    for (const line of (await readFile(`/proc/${pid}/smaps_rollup`, 'utf8').catch(() => '')).split('\n'))
      if (/^Private_Dirty:/.test(line)) sum += Number(line.split(/\s+/)[1])
  return sum / 1024
}

/** A script for wrk that asks for one of the paths each time, at random. */
export async function atRandom(name, paths) {
  const file = join(FOLDER, `${name}.lua`)
  await writeFile(file, `local paths = { ${paths.map((path) => JSON.stringify(path)).join(', ')} }
math.randomseed(1)
request = function() return wrk.format('GET', paths[math.random(#paths)]) end
`)
  return file
}

/** Runs wrk and gives { rate, p50, p99, bad } with times in ms; what a script says is asked instead of the url's path. */
export function wrk(url, { cookie, script, connections = 32, seconds = 3, threads = 1 } = {}) {
  return new Promise((done, failed) => {
    const args = ['-t', threads, '-c', connections, '-d', `${seconds}s`, '--latency']
    if (cookie) args.push('-H', `Cookie: ${cookie}`)
    if (script) args.push('-s', script)
    const child = spawn('wrk', [...args, url])
    let out = ''
    child.stdout.on('data', (piece) => (out += piece))
    child.on('error', failed)
    child.on('close', () => {
      const ms = (name) => {
        const [, number, unit] = new RegExp(`${name}\\s+([\\d.]+)(us|ms|s)`).exec(out) ?? []
        return number * { us: 0.001, ms: 1, s: 1000 }[unit]
      }
      done({
        rate: Number(/Requests\/sec:\s+([\d.]+)/.exec(out)?.[1]),
        requests: Number(/(\d+) requests in/.exec(out)?.[1]),
        p50: ms('50%'),
        p99: ms('99%'),
        bad: Number(/Non-2xx or 3xx responses: (\d+)/.exec(out)?.[1] ?? 0) + (/Socket errors/.test(out) ? 1 : 0),
      })
    })
  })
}

/** Compiles a program of this folder that needs SQLite and nothing else; gives its path. */
export async function compiled(name) {
  const program = join(FOLDER, name)
  const source = join(ROOT, 'tests/bench', `${name}.c`)
  const args = ['-O2', '-D_GNU_SOURCE', '-Wall', '-Wextra', '-Werror', '-o', program, source, '-lsqlite3']
  const { status, stderr } = await run('gcc', args)
  if (status !== 0) throw new Error(stderr)
  return program
}

/** Keeps what a part has found for the table of goals. */
export async function keep(part, figures) {
  await mkdir(RESULTS, { recursive: true })
  await writeFile(join(RESULTS, `${part}.json`), JSON.stringify({ at: new Date().toISOString(), ...figures }, null, 1))
}

/** A table as Markdown. */
export function table(heads, rows) {
  const all = [heads, heads.map((_, i) => (i ? '--:' : '---')), ...rows]
  return all.map((row) => `| ${row.join(' | ')} |`).join('\n') + '\n'
}

export const cookieOf = (visitor) => [...visitor.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
