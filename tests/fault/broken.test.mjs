// What surrounds Guichet fails: the disk, the file, the clock, the descriptors, another program, the mail server.  People
// get a clear answer, the log a clear line, and when it is over nobody has to lend a hand.
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { mkdtemp, open as openFile, rename, rm, writeFile } from 'node:fs/promises'
import { constants, tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, beforeEach, describe, test } from 'node:test'
import { holdMailer, sql, value } from '../api/account.mjs'
import { PROGRAM, refused, run, Site, until } from '../api/site.mjs'
import { child, disk, NO_PRELOAD, worker } from './writers.mjs'

let site, paul, operation

async function fresh(options) {
  site = await Site.start(options)
  paul = await site.as('paul')
  operation = (await paul.operation('OP-2026-0042')).id
}
const add = (email) => paul.post(`api/operations/${operation}/contacts`, { emails: [email] })
const list = () => paul.get(`api/operations/${operation}/contacts`)
const works = async (email) => {
  const answer = await add(email)
  assert.equal(answer.status, 200, answer.text)
  assert.ok(await paul.contact(operation, email))
}
const sound = async () => {
  const { status, stderr } = await run(PROGRAM, ['check'], site.settings)
  assert.equal(status, 0, stderr)
}

const nobodyWaited = async () => assert.doesNotMatch(await site.log('nginx'), /upstream timed out/, 'nobody waited for nginx to give up')

describe('around a site at work', () => {
  before(() => fresh())
  after(async () => assert.equal(await site.stop(), 0))

  test('another program that holds the database for long: changes are refused with words, reading goes on', async () => {
    const holder = spawn('sqlite3', [join(site.state, 'guichet.db')], { stdio: ['pipe', 'pipe', 'inherit'] })
    holder.stdin.write('.timeout 5000\nBEGIN IMMEDIATE;\nSELECT 1;\n')
    await new Promise((done) => holder.stdout.once('data', done))
    const refusal = await add('locked@littoral.example')
    assert.equal((await list()).status, 200)
    refused(refusal, 503, 'unavailable')
    assert.ok(refusal.body.detail.length > 20)
    holder.stdin.end('ROLLBACK;\n')
    await new Promise((done) => holder.once('close', done))
    assert.equal(await paul.contact(operation, 'locked@littoral.example'), undefined, 'what was refused did not happen')
    await works('unlocked@littoral.example')
    await sound()
  })

  test('a disk that is full: changes are refused, reading goes on, and afterwards all is well', async () => {
    const pid = await worker(site)
    const wal = join(site.state, 'guichet.db-wal')
    const size = (await openFile(wal).then(async (file) => { const found = await file.stat(); await file.close(); return found.size }))
    assert.equal((await run('prlimit', ['--pid', pid, `--fsize=${Math.max(4096, size)}:`])).status, 0)
    const answers = []
    for (let i = 0; i < 4; i++) answers.push(await add(`full${i}@littoral.example`))
    assert.ok(answers.some(({ status }) => status === 503), JSON.stringify(answers.map(({ text }) => text)))
    for (const answer of answers) if (answer.status !== 200) refused(answer, 503, 'unavailable')
    assert.equal((await list()).status, 200)
    assert.equal(await worker(site), pid, 'nobody died of it')
    assert.match(await site.log('serve'), /level=error.*event=db/)
    assert.equal((await run('prlimit', ['--pid', pid, '--fsize=unlimited:'])).status, 0)
    await works('space@littoral.example')
    for (let i = 0; i < 4; i++)
      assert.equal((await paul.contact(operation, `full${i}@littoral.example`)) !== undefined, answers[i].status === 200)
    await sound()
  })

  test('no file descriptor left: who is connected is served, and others are when there are some again', async () => {
    const pid = await worker(site)
    const open = (await run('/bin/ls', [`/proc/${pid}/fd`])).stdout.trim().split('\n').length
    assert.equal((await run('prlimit', ['--pid', pid, `--nofile=${open}:`])).status, 0)
    await until('somebody whose connection finds no room', async () => {
      const others = await Promise.all(Array.from({ length: 40 }, () => site.visitor().get('api/health').catch((error) => error)))
      for (const answer of others) assert.ok(answer.status === 200 || answer.status === 503, String(answer.status ?? answer))
      return others.some(({ status }) => status === 503)
    })
    await nobodyWaited()
    assert.equal((await run('prlimit', ['--pid', pid, '--nofile=4096:'])).status, 0)
    await until('service as before', async () => (await site.visitor().get('api/health')).status === 200)
    await works('descriptor@littoral.example')
    assert.equal(await worker(site), pid, 'nobody died of it')
  })

  test('a key file that is gone: those at work go on, a replacement says what is missing and the old one stays', async () => {
    const keys = join(site.state, 'keys')
    await rename(keys, `${keys}.away`)
    const pid = await worker(site)
    process.kill(Number((await run('/bin/ps', ['-o', 'ppid=', '-p', pid])).stdout), 'SIGHUP')
    await until('a word about it', async () => /key/.test((await site.log('serve')).split('event=child').at(-1) ?? ''))
    await works('keyless@littoral.example')
    assert.equal(await worker(site), pid)
    await rename(`${keys}.away`, keys)
  })
})

describe('a file system that no longer takes a byte', { skip: NO_PRELOAD }, () => {
  let folder, fault

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'guichet-disk-'))
    fault = join(folder, 'fault')
    await fresh({ env: { LD_PRELOAD: disk(folder), DISK_FAULT: fault } })
  })
  after(async () => {
    assert.equal(await site.stop(), 0)
    await rm(folder, { recursive: true })
  })
  const begins = (name) => writeFile(fault, String(constants.errno[name]))
  const ends = () => rm(fault)
  const refusedWithWords = async (email) => {
    const refusal = await add(email)
    refused(refusal, 503, 'unavailable')
    assert.ok(refusal.body.detail.length > 20)
  }

  for (const [what, name, said] of [['is read-only', 'EROFS', /I\/O error|readonly/], ['is full', 'ENOSPC', /full/]])
    test(`because it ${what}: changes are refused with words, reading goes on, and it mends by itself`, async () => {
      const pid = await worker(site)
      const before = (await site.log('serve')).length
      await works(`before.${name}@littoral.example`)
      await site.mail(`before.${name}@littoral.example`) // none is in hand, which would be held back for a while
      await begins(name)
      for (let i = 0; i < 3; i++) {
        await refusedWithWords(`${name}${i}@littoral.example`)
        assert.equal((await list()).status, 200)
      }
      const error = (await site.log('serve')).slice(before).split('\n').find((line) => /level=error.*event=db/.test(line))
      assert.match(error ?? '', said)
      await ends()
      await works(`after.${name}@littoral.example`)
      await site.mail(`after.${name}@littoral.example`)
      for (let i = 0; i < 3; i++) assert.equal(await paul.contact(operation, `${name}${i}@littoral.example`), undefined)
      assert.equal(await worker(site), pid, 'nobody died of it')
      await sound()
    })

  test('and who is started meanwhile says so, and begins to work when it takes bytes again', async () => {
    const before = (await site.log('serve')).length
    await begins('EROFS')
    const pids = [await worker(site), await child(site, 'mail')]
    for (const pid of pids) process.kill(pid, 'SIGKILL')
    const said = async (name, from = 0) => /level=error.*event=db.*cannot be written/.test((await site.log(name)).slice(from))
    await until('a word about it from the worker', () => said('serve', before))
    await until('and from the mailer', () => said('mail'))
    await refusedWithWords('started@littoral.example')
    await nobodyWaited()
    await ends()
    await until('a worker that works', async () => (await add('mended@littoral.example')).status === 200)
    await site.mail('mended@littoral.example')
    await sound()
  })
})

describe('a page of the database that is corrupt', () => {
  before(() => fresh())
  after(() => site.stop())

  test('is an answer with words for who needs it, and named by the check', async () => {
    const [{ rootpage }] = await sql(site, "SELECT rootpage FROM sqlite_master WHERE name = 'register_by_operation'")
    await sql(site, 'PRAGMA wal_checkpoint(TRUNCATE)')
    const file = await openFile(join(site.state, 'guichet.db'), 'r+')
    await file.write(Buffer.alloc(4096, 0x5a), 0, 4096, (rootpage - 1) * 4096)
    await file.sync()
    await file.close()
    refused(await paul.get(`api/operations/${operation}/register`), 503, 'unavailable')
    assert.equal((await list()).status, 200, 'what does not need the page is answered')
    assert.match(await site.log('serve'), /level=error.*event=db/)
    const { status, stderr } = await run(PROGRAM, ['check'], site.settings)
    assert.notEqual(status, 0)
    assert.match(stderr, /check|malformed|corrupt/)
  })
})

describe('a clock that jumps', { skip: NO_PRELOAD }, () => {
  let folder, file

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'guichet-clock-'))
    file = join(folder, 'offset')
    await writeFile(file, '+0')
    const [library] = (await run('/bin/bash', ['-c', 'ls /usr/lib/*/faketime/libfaketimeMT.so.1'])).stdout.split('\n')
    // Before nothing but the program: the library shares a semaphore with the children of a process, and the short-lived
    // ones of a script die of it when they begin while their parent ends.
    const GUICHET = join(folder, 'guichet')
    await writeFile(GUICHET, `#!/bin/sh
export LD_PRELOAD='${library}' FAKETIME_TIMESTAMP_FILE='${file}' FAKETIME_NO_CACHE=1 FAKETIME_DONT_FAKE_MONOTONIC=1
exec '${PROGRAM}' "$@"
`, { mode: 0o755 })
    await fresh({ env: { GUICHET } })
  })
  beforeEach(() => writeFile(file, '+0'))
  after(async () => {
    assert.equal(await site.stop(), 0)
    await rm(folder, { recursive: true })
  })

  test('a day ahead: who is signed in signs in again, and it works', async () => {
    await works('before@littoral.example')
    await writeFile(file, '+1d')
    refused(await list(), 401, 'no_session')
    const again = site.visitor()
    await again.signIn('paul.petit@littoral.example')
    const item = await again.add(operation, 'tomorrow@littoral.example')
    assert.equal(item.result, 'invited')
    await site.mail('tomorrow@littoral.example')
    await sound()
  })

  test('and back: nothing is lost, the register goes on', async () => {
    // Something that the mailer has not sent yet, and a pause that somebody earned, are from tomorrow.
    await writeFile(file, '+1d')
    const again = site.visitor()
    await again.signIn('paul.petit@littoral.example')
    const end = await holdMailer(site)
    assert.equal((await again.add(operation, 'waiting@littoral.example')).result, 'invited')
    const guess = () => site.visitor().post('api/session', { email: 'tom.leitner@nordbank.example', password: 'wrong-password-2026' })
    await until('a pause', async () => (await guess()).status === 429)

    await writeFile(file, '+0')
    end('SIGKILL')
    assert.ok(await paul.contact(operation, 'tomorrow@littoral.example'))
    await works('after@littoral.example')
    await site.mail('after@littoral.example')
    await site.mail('waiting@littoral.example')
    await site.as('tom')
    await sound()
  })

  test('and ahead and back beneath a mailer at work: what ends is archived in time', async () => {
    await works('ends@littoral.example')
    const { id } = await paul.contact(operation, 'ends@littoral.example')
    await writeFile(file, '+1d')
    await site.as('agnes')
    await writeFile(file, '+0')
    await sql(site, `UPDATE contact SET until_ms = ${Date.now()} WHERE id = '${id}'`)
    await until('the archive', async () => (await value(site, `SELECT expired FROM contact WHERE id = '${id}'`)) === 1)
  })
})
