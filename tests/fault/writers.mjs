// People who add colleagues without a pause, what was acknowledged to them, and whether it is there.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { PROGRAM, run, Site } from '../api/site.mjs'

/** True in `make fault`, which takes its time; the tests run a short form. */
export const LONG = process.env.LONG === '1'

/** Why a library cannot be put before the program's own; false when it can. */
export const NO_PRELOAD = PROGRAM.includes('/san') && 'the sanitizers must be loaded first'

/** Builds disk.c, which stands between a process and the files of its database; gives what LD_PRELOAD wants. */
export function disk(folder) {
  const library = join(folder, 'disk.so')
  const source = join(dirname(fileURLToPath(import.meta.url)), 'disk.c')
  execFileSync('gcc', ['-shared', '-fPIC', '-O2', '-Wall', '-Wextra', '-Werror', '-o', library, source])
  return library
}

export const alive = (pid) => {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

/** The worker that answers: the newest that said it is ready and lives. */
export async function worker(site) {
  const all = [...(await site.log('serve')).matchAll(/event=ready pid=(\d+)/g)].map((found) => Number(found[1]))
  return all.filter(alive).at(-1)
}

/** The direct child of nginx/run that runs a command: `serve`, `mail` or `nginx:`. */
export async function child(site, name) {
  const { stdout } = await run('/bin/ps', ['-eo', 'pid,ppid,args'])
  const line = stdout.split('\n').map((one) => one.trim().split(/\s+/)).find(([, parent, ...args]) =>
    Number(parent) === site.process.pid && args.includes(name))
  return line && Number(line[0])
}

/** A site and browsers of colleagues who may add people to an operation: nobody may invite more than 500 strangers within a day. */
export async function open(options) {
  const site = await Site.start(options)
  const colleagues = ['paul.petit', 'solene.mahe', 'lea.fontaine', 'claire.dubois']
  const browsers = await Promise.all(colleagues.map((name) => site.as(`${name}@littoral.example`)))
  const operation = (await browsers[0].operation('OP-2026-0042')).id
  return { site, paul: browsers[0], browsers, operation }
}

/**
 * Adds people from several browsers until told to stop: what was acknowledged, and when, and what was not.  Without a
 * pause, or with one after each, in milliseconds: what goes on for minutes must also be looked at and mailed.
 */
export function writers(browsers, operation, name, pause = 0) {
  const said = { acknowledged: [], at: [], failed: [], stopped: false }
  const work = browsers.map(async (browser, b) => {
    for (let i = 0; !said.stopped; i++) {
      const email = `${name}${b}x${i}@littoral.example`
      try {
        const answer = await browser.post(`api/operations/${operation}/contacts`, { emails: [email] })
        if (answer.status === 200) {
          said.acknowledged.push(email)
          said.at.push(process.hrtime.bigint())
        } else {
          said.failed.push([email, answer.status])
        }
      } catch (error) {
        said.failed.push([email, error.code ?? error.message])
      }
      if (pause) await new Promise((done) => setTimeout(done, pause))
    }
  })
  said.stop = async () => {
    said.stopped = true
    await Promise.all(work)
  }
  return said
}

/** Nothing acknowledged is lost, nobody is there twice, and the file is whole: pages, references, intervals, register. */
export async function verify(site, paul, operation, said) {
  const lines = await paul.all(`api/operations/${operation}/contacts`)
  const emails = lines.map((line) => line.email)
  assert.equal(new Set(emails).size, emails.length, 'nobody is there twice')
  const there = new Set(emails)
  for (const email of said.acknowledged) assert.ok(there.has(email), `${email} was acknowledged and is lost`)
  const checked = await run(PROGRAM, ['check'], site.settings)
  assert.equal(checked.status, 0, checked.stderr)
}

export const nginxPid = async (site) => Number(await readFile(`${site.state}/nginx/pid`, 'utf8'))

export async function nginxWorkers(site) {
  const master = await nginxPid(site)
  return (await readFile(`/proc/${master}/task/${master}/children`, 'utf8')).trim().split(' ').map(Number)
}
