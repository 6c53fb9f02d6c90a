// Stopping, killing and replacing processes under load: what was acknowledged is there, what was not is not half there.
import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { freePort, PROGRAM, run, Site, until } from './site.mjs'

const alive = (pid) => {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

async function worker(site) {
  const all = [...(await site.log('serve')).matchAll(/event=ready pid=(\d+)/g)].map((found) => Number(found[1]))
  return all.filter(alive).at(-1)
}

/** Adds people from several browsers until told to stop; gives what was acknowledged and what was not. */
function writers(site, browsers, operation, name) {
  const said = { acknowledged: [], failed: [], stopped: false }
  const work = browsers.map(async (browser, b) => {
    for (let i = 0; !said.stopped; i++) {
      const email = `${name}${b}x${i}@littoral.example`
      try {
        const answer = await browser.post(`api/operations/${operation}/contacts`, { emails: [email] })
        if (answer.status === 200) said.acknowledged.push(email)
        else said.failed.push([email, answer.status])
      } catch (error) {
        said.failed.push([email, error.code ?? error.message])
      }
    }
  })
  said.stop = async () => {
    said.stopped = true
    await Promise.all(work)
  }
  return said
}

/** Nothing acknowledged is lost, nobody is there twice, and the file is whole. */
async function verify(site, paul, operation, said) {
  const lines = await paul.all(`api/operations/${operation}/contacts`)
  const emails = lines.map((line) => line.email)
  assert.equal(new Set(emails).size, emails.length, 'nobody is there twice')
  for (const email of said.acknowledged) assert.ok(emails.includes(email), `${email} was acknowledged and is lost`)
  const checked = await run(PROGRAM, ['check'], site.settings)
  assert.equal(checked.status, 0, checked.stderr)
}

async function open(options) {
  const site = await Site.start(options)
  const browsers = [await site.as('paul'), site.visitor(), site.visitor(), site.visitor()]
  for (const browser of browsers.slice(1)) browser.cookies = new Map(browsers[0].cookies)
  const operation = (await browsers[0].operation('OP-2026-0042')).id
  return { site, paul: browsers[0], browsers, operation }
}

test('a killed worker is replaced at once and loses no acknowledged change', async () => {
  const { site, paul, browsers, operation } = await open()
  const said = writers(site, browsers, operation, 'worker')
  for (let i = 0; i < 3; i++) {
    const count = said.acknowledged.length
    await until('work before the kill', () => said.acknowledged.length > count + 20)
    const pid = await worker(site)
    process.kill(pid, 'SIGKILL')
    await until('a new worker', async () => ((await worker(site)) ?? pid) !== pid, 5000)
  }
  const count = said.acknowledged.length
  await until('work after the last kill', () => said.acknowledged.length > count + 20)
  await said.stop()
  assert.ok(said.failed.every(([, why]) => why === 503), JSON.stringify(said.failed))
  await verify(site, paul, operation, said)
  assert.equal(await site.stop(), 0)
})

test('a worker that is told to end finishes what it took', async () => {
  const { site, paul, browsers, operation } = await open()
  const said = writers(site, browsers, operation, 'term')
  const reads = { statuses: new Set(), stopped: false }
  const reader = (async () => {
    while (!reads.stopped) reads.statuses.add((await paul.get(`api/operations/${operation}/contacts?limit=20`)).status)
  })()
  for (let i = 0; i < 5; i++) {
    const count = said.acknowledged.length
    await until('work before the stop', () => said.acknowledged.length > count + 20)
    const pid = await worker(site)
    process.kill(pid, 'SIGTERM')
    await until('a new worker', async () => ((await worker(site)) ?? pid) !== pid && !alive(pid), 15000)
  }
  await said.stop()
  reads.stopped = true
  await reader
  assert.deepEqual(said.failed, [], 'no request was lost')
  assert.deepEqual([...reads.statuses], [200])
  await verify(site, paul, operation, said)
  assert.equal(await site.stop(), 0)
})

test('a killed nginx comes back, and loses no acknowledged change', async () => {
  const { site, paul, browsers, operation } = await open()
  const said = writers(site, browsers, operation, 'nginx')
  await until('work', () => said.acknowledged.length > 20)
  process.kill(Number(await readFile(join(site.state, 'nginx/pid'), 'utf8')), 'SIGKILL')
  await until('nginx again', () => site.stderr.includes('nginx ended and is started again'))
  const count = said.acknowledged.length
  await until('work after the kill', () => said.acknowledged.length > count + 20)
  await said.stop()
  await verify(site, paul, operation, said)
  assert.equal(await site.stop(), 0)
})

test('a killed mailer sends what waits when it is back, each mail once or twice, none never', async () => {
  const { site, paul, operation } = await open()
  const mailer = async () => {
    const { stdout } = await run('/bin/ps', ['-eo', 'pid,ppid,args'])
    const line = stdout.split('\n').map((one) => one.trim().split(/\s+/)).find(([, parent, ...args]) =>
      Number(parent) === site.process.pid && args.at(-1) === 'mail')
    return line && Number(line[0])
  }
  const emails = []
  for (let i = 0; i < 6; i++) {
    const batch = Array.from({ length: 10 }, (_, n) => `mailer${i}x${n}@littoral.example`)
    emails.push(...batch)
    assert.equal((await paul.post(`api/operations/${operation}/contacts`, { emails: batch })).status, 200)
    const pid = await mailer()
    if (pid) process.kill(pid, 'SIGKILL')
  }
  await until('every mail', async () => {
    const mails = await site.mails('@littoral.example')
    return emails.every((email) => mails.some((mail) => mail.to.text.includes(email)))
  }, 90000)
  assert.equal(await site.stop(), 0)
})

test('kill -9 of everything at once, and the next start has all that was acknowledged', async () => {
  const state = await mkdtemp(join(tmpdir(), 'guichet-kill-'))
  const port = await freePort()
  const { site, browsers, operation } = await open({ state, port })
  const said = writers(site, browsers, operation, 'all')
  await until('work', () => said.acknowledged.length > 50)
  const { stdout } = await run('/bin/ps', ['-eo', 'pid,ppid'])
  const rows = stdout.split('\n').slice(1).map((line) => line.trim().split(/\s+/).map(Number))
  const below = (pid) => rows.filter(([, parent]) => parent === pid).flatMap(([child]) => [child, ...below(child)])
  for (const pid of [...below(site.process.pid), site.process.pid]) if (alive(pid)) process.kill(pid, 'SIGKILL')
  await site.ended
  await said.stop()
  const again = await Site.start({ state, port })
  await verify(again, await again.as('paul'), operation, said)
  assert.equal(await again.stop(), 0)
  await rm(state, { recursive: true })
})

test('TERM to the whole site under load answers whom it took and ends', async () => {
  const state = await mkdtemp(join(tmpdir(), 'guichet-term-'))
  const port = await freePort()
  const { site, browsers, operation } = await open({ state, port })
  const said = writers(site, browsers, operation, 'whole')
  await until('work', () => said.acknowledged.length > 50)
  const started = Date.now()
  const ended = site.stop()
  await until('refused connections', () => said.failed.length > 0)
  await said.stop()
  assert.equal(await ended, 0)
  assert.ok(Date.now() - started < 6000, `${Date.now() - started} ms`)
  const again = await Site.start({ state, port })
  const paul = await again.as('paul')
  await verify(again, paul, operation, said)
  const emails = (await paul.all(`api/operations/${operation}/contacts`)).map((line) => line.email)
  for (const [email, why] of said.failed) assert.ok(!emails.includes(email) || why !== 'ECONNREFUSED', `${email}: ${why}`)
  assert.equal(await again.stop(), 0)
  await rm(state, { recursive: true })
})
