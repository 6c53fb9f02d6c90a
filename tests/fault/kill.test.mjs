// Stopping, killing and replacing processes under load: what was acknowledged is there, what was not is not half there.
import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import net from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { freePort, PROGRAM, run, Site, until } from '../api/site.mjs'
import { ASK } from './fastcgi.mjs'
import { alive, child, LONG, nginxPid, open, verify, worker, writers } from './writers.mjs'

test('a killed worker is replaced at once and loses no acknowledged change', async () => {
  const { site, paul, browsers, operation } = await open()
  const said = writers(browsers, operation, 'worker')
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
  const said = writers(browsers, operation, 'term')
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

test('a service that is told to end answers everybody who has connected, taken or not', async () => {
  const { site, paul, operation } = await open()
  const socket = join(site.state, 'guichet.sock')
  const connections = async () => (await readFile('/proc/net/unix', 'utf8')).split('\n').filter((one) => one.endsWith(socket)).length
  const said = { acknowledged: [] }
  for (let i = 0; i < (LONG ? 10 : 3); i++) {
    const pid = await worker(site)
    process.kill(pid, 'SIGSTOP')
    await until('the stop', async () => /^State:\tT/m.test(await readFile(`/proc/${pid}/status`, 'utf8')))
    const before = await connections()
    const visitors = Array.from({ length: 40 }, () => Object.assign(site.visitor(), { cookies: new Map(paul.cookies) }))
    const asked = visitors.map(async (visitor, v) => {
      const email = `connected${i}x${v}@littoral.example`
      const answer = await visitor.post(`api/operations/${operation}/contacts`, { emails: [email] })
      assert.equal(answer.status, 200, answer.text)
      said.acknowledged.push(email)
    })
    await until('all to be connected', async () => (await connections()) >= before + visitors.length)
    process.kill(await child(site, 'serve'), 'SIGTERM')
    await until('the end to have begun', async () => !(await stat(socket).catch(() => null)))
    process.kill(pid, 'SIGCONT')
    await Promise.all(asked)
    for (const visitor of visitors) visitor.close()
    await until('the next service', async () => !alive(pid) && (await worker(site)) && (await paul.get('api/health')).status === 200)
  }
  await verify(site, paul, operation, said)
  assert.equal(await site.stop(), 0)
})

for (const [what, busy] of [['taken already', 0], ['that nobody has taken yet', 16]])
  test(`a connection ${what} when the service is told to end is answered though it asks only then`, async () => {
    const site = await Site.start()
    const socket = join(site.state, 'guichet.sock')
    const connect = (count) => Promise.all(Array.from({ length: count }, () => new Promise((done, failed) => {
      const line = net.connect(socket, () => done(line)).on('error', failed)
    })))
    const answer = (line) => new Promise((done) => line.once('data', (bytes) => done(bytes.toString())).once('close', () => done('nothing')))
    // Half a request holds a thread each: when none is left, nobody takes who connects next.
    const halves = await connect(busy)
    for (const line of halves) line.write(ASK.subarray(0, 30))
    const waiting = await connect(20)
    const answers = [...halves, ...waiting].map(answer)
    process.kill(await child(site, 'serve'), 'SIGTERM')
    await until('the end to have begun', async () => !(await stat(socket).catch(() => null)))
    for (const line of halves) line.write(ASK.subarray(30))
    for (const line of waiting) line.write(ASK)
    for (const said of await Promise.all(answers)) assert.match(said, /Status: 200 OK/)
    for (const line of [...halves, ...waiting]) line.destroy()
    assert.equal(await site.stop(), 0)
  })

test('a killed nginx comes back, and loses no acknowledged change', async () => {
  const { site, paul, browsers, operation } = await open()
  const said = writers(browsers, operation, 'nginx')
  await until('work', () => said.acknowledged.length > 20)
  process.kill(await nginxPid(site), 'SIGKILL')
  await until('nginx again', () => site.stderr.includes('nginx ended and is started again'))
  const count = said.acknowledged.length
  await until('work after the kill', () => said.acknowledged.length > count + 20)
  await said.stop()
  await verify(site, paul, operation, said)
  assert.equal(await site.stop(), 0)
})

test('a killed mailer sends what waits when it is back, each mail once or twice, none never', async () => {
  const { site, paul, operation } = await open()
  const emails = []
  for (let i = 0; i < 6; i++) {
    const batch = Array.from({ length: 10 }, (_, n) => `mailer${i}x${n}@littoral.example`)
    emails.push(...batch)
    assert.equal((await paul.post(`api/operations/${operation}/contacts`, { emails: batch })).status, 200)
    const pid = await child(site, 'mail')
    if (pid) process.kill(pid, 'SIGKILL')
  }
  await until('every mail', async () => {
    const mails = await site.mails('@littoral.example')
    return emails.every((email) => mails.some((mail) => mail.to.text.includes(email)))
  }, 180000)
  assert.equal(await site.stop(), 0)
})

test('kill -9 of everything at once, and the next start has all that was acknowledged', async () => {
  const state = await mkdtemp(join(tmpdir(), 'guichet-kill-'))
  const port = await freePort()
  const { site, browsers, operation } = await open({ state, port })
  const said = writers(browsers, operation, 'all')
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

test('a site killed while it starts a process anew leaves nobody behind', async () => {
  const state = await mkdtemp(join(tmpdir(), 'guichet-orphan-'))
  const port = await freePort()
  for (let i = 0; i < 5; i++) {
    const site = await Site.start({ state, port })
    process.kill(await child(site, 'serve'), 'SIGKILL')
    await new Promise((done) => site.process.stderr.on('data', () => site.stderr.includes('serve ended') && done()))
    site.process.kill('SIGKILL')
    await site.ended
  }
  assert.equal(await (await Site.start({ state, port })).stop(), 0)
  await rm(state, { recursive: true })
})

test('TERM to the whole site under load answers whom it took and ends', async () => {
  const state = await mkdtemp(join(tmpdir(), 'guichet-term-'))
  const port = await freePort()
  const { site, browsers, operation } = await open({ state, port })
  const said = writers(browsers, operation, 'whole')
  await until('work', () => said.acknowledged.length > 50)
  const ended = site.stop()
  await until('refused connections', () => said.failed.length > 0)
  await said.stop()
  assert.equal(await ended, 0)
  assert.doesNotMatch(site.stderr, /was killed/)
  const again = await Site.start({ state, port })
  const paul = await again.as('paul')
  await verify(again, paul, operation, said)
  const emails = (await paul.all(`api/operations/${operation}/contacts`)).map((line) => line.email)
  for (const [email, why] of said.failed) assert.ok(!emails.includes(email) || why !== 'ECONNREFUSED', `${email}: ${why}`)
  assert.equal(await again.stop(), 0)
  await rm(state, { recursive: true })
})

test('workers, mailer and nginx killed at random moments, many times', { skip: !LONG && 'in make fault' }, async () => {
  const { site, paul, browsers, operation } = await open()
  const said = writers(browsers, operation, 'random', 300)
  const kills = { worker: 0, mailer: 0, nginx: 0 }
  const victims = ['worker', 'worker', 'mailer', 'worker', 'nginx']
  const finds = { worker: () => worker(site), mailer: () => child(site, 'mail'), nginx: () => nginxPid(site) }
  for (let i = 0; kills.worker + kills.mailer + kills.nginx < 200; i++) {
    const name = victims[i % victims.length]
    const pid = await until(`a ${name} to kill`, async () => { const found = await finds[name](); return found && alive(found) && found }, 20000)
    // A worker that dies young again and again is started after ever longer pauses: every second one lives for a second.
    const patient = name === 'worker' && kills.worker % 2 === 0
    await new Promise((done) => setTimeout(done, (patient ? 1000 : 0) + Math.random() * 300))
    if (!alive(pid)) continue // killed before, and only now buried
    process.kill(pid, 'SIGKILL')
    kills[name]++
  }
  const count = said.acknowledged.length
  await until('work after the last kill', () => said.acknowledged.length > count + 20)
  await said.stop()
  console.log(`${JSON.stringify(kills)} kills, ${said.acknowledged.length} changes acknowledged, ${said.failed.length} not`)
  await verify(site, paul, operation, said)
  await until('every mail', async () => {
    const { stdout } = await run('sqlite3', [join(site.state, 'guichet.db'), "SELECT count(*) FROM outbox WHERE status <> 'sent' AND kind = 'activation'"])
    return stdout.trim() === '0'
  }, 120000)
  const mailed = new Set((await site.mails('@littoral.example')).map((mail) => mail.to.text.toLowerCase()))
  for (const email of said.acknowledged) assert.ok(mailed.has(email.toLowerCase()), `${email} got no mail`)
  assert.equal(await site.stop(), 0)
})

test('nginx reloads, workers are replaced, a migration looks in: no request is lost', async () => {
  const WANTED = LONG ? 10000 : 600
  const { site, paul, browsers, operation } = await open()
  const said = { acknowledged: [], bad: [], requests: 0 }
  let stopped = false
  const work = browsers.map(async (browser, b) => {
    for (let i = 0; !stopped; i++) {
      said.requests++
      try {
        if (i % 3) {
          const answer = await browser.get(`api/operations/${operation}/contacts?limit=20`)
          if (answer.status !== 200) said.bad.push(answer.text)
        } else {
          const email = `reload${b}x${i}@littoral.example`
          const answer = await browser.post(`api/operations/${operation}/contacts`, { emails: [email] })
          if (answer.status === 200) said.acknowledged.push(email)
          else said.bad.push(answer.text)
        }
      } catch (error) {
        // nginx ends its kept connections when it reloads; a client sends again what it had no answer to.
        if (error.code !== 'ECONNRESET') said.bad.push(error.message)
      }
    }
  })
  for (let i = 0; said.requests < WANTED; i++) {
    const count = said.requests
    await until('some requests', () => said.requests > count + 40)
    if (i % 3 === 0) process.kill(await nginxPid(site), 'SIGHUP')
    if (i % 3 === 1) process.kill(await child(site, 'serve'), 'SIGHUP')
    if (i % 3 === 2) assert.equal((await run(PROGRAM, ['migrate'], site.settings)).status, 0)
  }
  stopped = true
  await Promise.all(work)
  assert.deepEqual(said.bad, [])
  await verify(site, paul, operation, said)
  assert.equal(await site.stop(), 0)
})
