// A database is one with its log: what is put over it beside an old log is refused by everything, and `guichet restore`
// leaves the old one or the new one whole, wherever it is cut off.
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { chmod, copyFile, cp, mkdir, mkdtemp, readdir, readFile, rename, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { constants, tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { PROGRAM, ROOT, run, until } from '../api/site.mjs'
import { disk, LONG, NO_PRELOAD } from './writers.mjs'

let folder, template
const desks = []

/** A state folder without nginx, whose processes are started and ended one by one. */
class Desk {
  constructor(state) {
    this.state = state
    this.file = join(state, 'guichet.db')
    this.settings = {
      GUICHET_DATABASE: this.file, GUICHET_KEYS: join(state, 'keys'), GUICHET_MAILDIR: join(state, 'mail'), GUICHET_SOCKET: join(state, 's'),
    }
    this.running = []
  }
  guichet = (...args) => run(PROGRAM, args, this.settings)
  async good(...args) {
    const { status, stdout, stderr } = await this.guichet(...args)
    assert.equal(status, 0, `${args.join(' ')}: ${stderr}`)
    return stdout
  }
  start(command, env = {}) {
    const child = spawn(PROGRAM, [command], { cwd: ROOT, stdio: ['ignore', 'ignore', 'pipe'], env: { ...process.env, ...this.settings, ...env } })
    child.log = ''
    child.stderr.on('data', (piece) => (child.log += piece))
    child.ended = new Promise((done) => child.once('close', (status, signal) => done(status ?? signal)))
    this.running.push(child)
    return child
  }
  async serve() {
    const child = this.start('serve')
    await until('workers', () => child.log.includes('event=ready'))
    return child
  }
  /** The mailer, once it has the database open, whoever else has. */
  async mail() {
    const child = this.start('mail')
    await until('the mailer', async () => (await run('ls', ['-l', `/proc/${child.pid}/fd`])).stdout.includes(`${this.file}-shm`))
    return child
  }
  async end(child, signal = 'SIGTERM') {
    child.kill(signal)
    return child.ended
  }
  /** So that nothing can be written back: the workers themselves too, who would end in order when their parent dies. */
  async kill(child) {
    for (const [, pid] of child.log.matchAll(/event=ready pid=(\d+)/g)) process.kill(Number(pid), 'SIGKILL')
    return this.end(child, 'SIGKILL')
  }
  async work(count, name = 'Later') {
    const file = join(this.state, 'work.csv')
    await writeFile(file, `entity,kind\n${Array.from({ length: count }, (_, i) => `${name} ${i},bank`).join('\n')}\n`)
    await this.good('import', file)
  }
  async entities() {
    return (await this.good('entity', 'list')).trim().split('\n').length
  }
  async leave() {
    for (const child of this.running) if (child.exitCode === null && child.signalCode === null) await this.kill(child)
    await rm(this.state, { recursive: true, force: true })
  }
}

const sql = async (file, text) => {
  const { status, stdout, stderr } = await run('sqlite3', [file, text])
  assert.equal(status, 0, stderr)
  return stdout.trim()
}
const size = async (file) => (await stat(file).catch(() => ({ size: 0 }))).size
const dump = (file) => sql(`file:${file}?immutable=1`, '.dump')

async function desk() {
  const state = await mkdtemp(join(folder, 'd'))
  await cp(template, state, { recursive: true })
  desks.push(new Desk(state))
  return desks.at(-1)
}

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gr-'))
  template = join(folder, 'template')
  await mkdir(join(template, 'mail'), { recursive: true })
  const first = new Desk(template)
  await first.good('keys', 'create')
  await first.good('migrate')
  await first.good('demo', join(ROOT, 'sql/demo'))
})
after(async () => {
  for (const on of desks) await on.leave() // those of a test that failed
  await rm(folder, { recursive: true, force: true })
})

// --- a file put over the database by hand ------------------------------------------------------------------------------

const COPIES = {
  'guichet backup': async (on, to) => on.good('backup', to),
  'sqlite3 .backup': async (on, to) => sql(on.file, `.backup ${to}`),
  'VACUUM INTO': async (on, to) => sql(on.file, `VACUUM INTO '${to}'`),
}
const PUTS = {
  cp: (from, to) => run('cp', [from, to]),
  mv: async (from, to) => {
    await copyFile(from, `${to}.new`)
    await rename(`${to}.new`, to)
  },
}
const COMMANDS = [['migrate'], ['serve'], ['mail', '--once'], ['mail', 'status'], ['check'], ['backup', 'b2.db'], ['register', 'verify'], ['entity', 'list'],
  ['entity', 'add', 'X', '--kind', 'bank'], ['demo', 'sql/demo']]

/** Nothing of Guichet opens it, each says what to do, and not a byte of it changes. */
async function refusedByAll(on) {
  const before = await readFile(on.file)
  for (const command of COMMANDS) {
    const { status, stderr } = await on.guichet(...command.map((word) => (word === 'b2.db' ? join(on.state, word) : word)))
    assert.notEqual(status, 0, command.join(' '))
    assert.match(stderr, /guichet restore BACKUP/, command.join(' '))
  }
  assert.ok(before.equals(await readFile(on.file)), 'the file is as it was put there')
  await assert.rejects(stat(join(on.state, 'b2.db')))
}

describe('a file put over the database while its log lies there', () => {
  for (const [copy, take] of Object.entries(COPIES))
    for (const [put, place] of Object.entries(PUTS))
      for (const count of LONG || copy === 'guichet backup' ? [2, 3000] : put === 'cp' ? [2] : [])
        test(`${copy}, ${count} changes, ${put}: refused, with the mailer still at work and after its end; restore puts it right`, async () => {
          const on = await desk()
          const workers = await on.serve()
          const mailer = await on.mail()
          const backup = join(on.state, 'b.db')
          await take(on, backup)
          const entities = await on.entities()
          await on.work(count)
          assert.equal(await on.end(workers), 0)
          assert.ok((await size(`${on.file}-wal`)) > 0, 'a log lies there')
          await place(backup, on.file)

          await until('the mailer says so', () => /level=error.*still has open.*guichet restore BACKUP/.test(mailer.log))
          await refusedByAll(on)
          assert.match((await on.guichet('restore', backup)).stderr, /is in use: stop serve, mail/)
          assert.equal(await on.end(mailer), 0)
          await refusedByAll(on)

          await on.good('restore', backup)
          assert.equal(await on.entities(), entities)
          await on.good('check')
          assert.equal(await on.end(await on.serve()), 0)
          await on.leave()
        })

  test('and killed processes: the log is not taken for the file’s', async () => {
    const on = await desk()
    const [workers, mailer] = [await on.serve(), await on.mail()]
    await on.good('backup', join(on.state, 'b.db'))
    await on.work(5)
    for (const child of [workers, mailer]) await on.kill(child)
    await run('cp', [join(on.state, 'b.db'), on.file])
    await refusedByAll(on)
    await on.leave()
  })

  test('a copy made while nothing ran, and then put back over a killed site', async () => {
    const on = await desk()
    await copyFile(on.file, join(on.state, 'cold.db'))
    const workers = await on.serve()
    await on.work(2)
    await on.kill(workers)
    assert.ok((await size(`${on.file}-wal`)) > 0)
    await run('cp', [join(on.state, 'cold.db'), on.file])
    await refusedByAll(on)
    await on.leave()
  })

  test('while the workers run: what they answer is an error, and neither file is spoilt', async () => {
    const on = await desk()
    const workers = await on.serve()
    await on.good('backup', join(on.state, 'b.db'))
    await on.work(40)
    await run('cp', [join(on.state, 'b.db'), on.file])
    const before = await readFile(on.file)
    assert.equal(await on.end(workers), 0)
    assert.ok(before.equals(await readFile(on.file)))
    await refusedByAll(on)
    await on.leave()
  })
})

describe('what is no exchange goes on', () => {
  test('a killed site starts again with its log, and loses nothing', async () => {
    const on = await desk()
    const [workers, mailer] = [await on.serve(), await on.mail()]
    const entities = await on.entities()
    await on.work(30)
    for (const child of [workers, mailer]) await on.kill(child)
    await on.good('migrate')
    assert.equal(await on.entities(), entities + 30)
    await on.leave()
  })

  test('the folder moved, or copied with its log; the log without its guard', async () => {
    const on = await desk()
    const workers = await on.serve()
    await on.work(30)
    const entities = await on.entities()
    await on.kill(workers)
    for (const parts of [['', '-wal', '-guard'], ['', '-wal']]) {
      const other = new Desk(await mkdtemp(join(folder, 'd')))
      await copyFile(on.settings.GUICHET_KEYS, other.settings.GUICHET_KEYS)
      for (const part of parts) await copyFile(`${on.file}${part}`, `${other.file}${part}`)
      await other.good('migrate')
      assert.equal(await other.entities(), entities)
      await other.leave()
    }
    await on.leave()
  })

  test('a copy put there while nothing ran and no log lay there', async () => {
    const on = await desk()
    const entities = await on.entities()
    await on.good('backup', join(on.state, 'b.db'))
    await on.work(3)
    await copyFile(join(on.state, 'b.db'), on.file)
    assert.equal(await on.entities(), entities)
    assert.equal(await on.end(await on.serve()), 0)
    await on.good('check')
    await on.leave()
  })

  test('several that begin and end at once', async () => {
    const on = await desk()
    const workers = await on.serve()
    const all = await Promise.all(Array.from({ length: 8 }, (_, i) => on.guichet('entity', 'add', `Together ${i}`, '--kind', 'bank')))
    for (const { status, stderr } of all) assert.equal(status, 0, stderr)
    assert.equal(await on.end(workers), 0)
    await on.good('check')
    await on.leave()
  })
})

// --- guichet restore -----------------------------------------------------------------------------------------------------

/** A killed site with a log, its backup, and a later change that the backup has not. */
async function worked() {
  const on = await desk()
  const workers = await on.serve()
  on.backup = join(on.state, 'kept', 'b.db')
  await mkdir(join(on.state, 'kept'))
  await on.good('backup', on.backup)
  await on.work(20)
  await on.kill(workers)
  assert.ok((await size(`${on.file}-wal`)) > 0)
  return on
}

/** Whole, and either as it was or as the backup is; which of them. */
async function whole(on) {
  const { status, stderr } = await on.guichet('check')
  assert.equal(status, 0, stderr)
  const later = Number(await sql(on.file, "SELECT count(*) FROM entity WHERE name LIKE 'Later %'"))
  const restored = Number(await sql(on.file, "SELECT count(*) FROM register WHERE action = 'database_restored'"))
  assert.ok((later === 20 && restored === 0) || (later === 0 && restored === 1), `${later} later, ${restored} restored`)
  return restored ? 'new' : 'old'
}

describe('guichet restore', { skip: NO_PRELOAD }, () => {
  let library, on, steps

  before(async () => {
    library = disk(folder)
    on = await worked()
    const file = join(folder, 'steps')
    const copy = await again()
    const { status, stderr } = await run(PROGRAM, ['restore', on.backup], { ...copy.settings, LD_PRELOAD: library, DISK_STEPS: file })
    assert.equal(status, 0, stderr)
    steps = (await readFile(file, 'utf8')).trim().split('\n')
    await copy.leave()
  })
  after(() => on.leave())

  async function again() {
    const state = await mkdtemp(join(folder, 'd'))
    await cp(on.state, state, { recursive: true, filter: (path) => !path.endsWith('/s') })
    return new Desk(state)
  }
  /** The steps by number. In the short form those at the database itself, of others a few; never all the pages that are alike. */
  const interesting = (every = 1) => steps.map((step, i) => [step, i + 1]).filter(([step, at]) =>
    LONG || at % 40 === 0 || (step !== steps[at - 2] && / guichet\.db(-wal|-journal|-guard|\.replaced.*)?$/.test(step))).filter((_, i) => LONG || i % every === 0)
  const cut = (copy, env) => run(PROGRAM, ['restore', on.backup], { ...copy.settings, LD_PRELOAD: library, ...env })

  test('killed at any step leaves the old one or the new one whole, and can be run again', async () => {
    const seen = new Set()
    for (const [step, at] of interesting()) {
      const copy = await again()
      const { signal } = await cut(copy, { DISK_AT: String(at) })
      assert.equal(signal, 'SIGKILL', step)
      seen.add(await whole(copy).catch((error) => assert.fail(`step ${at}, ${step}: ${error.message}`)))
      await copy.good('restore', on.backup)
      const names = await readdir(copy.state)
      assert.deepEqual(names.filter((name) => name.includes('restoring')), [])
      for (const name of names.filter((one) => one.includes('replaced'))) assert.equal((await stat(join(copy.state, name))).nlink, 1, name)
      await copy.leave()
    }
    assert.deepEqual([...seen].sort(), ['new', 'old'])
  })

  for (const [what, errno] of [['full', 'ENOSPC'], ['broken', 'EIO']])
    test(`on a disk that is ${what} from any step on leaves the old one or the new one whole`, async () => {
      for (const [step, at] of interesting(3)) {
        const copy = await again()
        const { status, stderr } = await cut(copy, { DISK_AT: String(at), DISK_ERROR: String(constants.errno[errno]) })
        const found = await whole(copy).catch((error) => assert.fail(`step ${at}, ${step}: ${error.message}`))
        if (found === 'old') {
          assert.notEqual(status, 0, step)
          assert.match(stderr, /nothing is changed/, step)
          assert.deepEqual((await readdir(copy.state)).filter((name) => /restoring|replaced/.test(name)), [], step)
        }
        await copy.leave()
      }
    })

  test('where nothing can be written says so and changes nothing', async () => {
    const copy = await again()
    const fault = join(copy.state, 'fault')
    await writeFile(fault, String(constants.errno.EROFS))
    const { status, stderr } = await cut(copy, { DISK_FAULT: fault })
    assert.notEqual(status, 0)
    assert.match(stderr, /readonly|Read-only/)
    assert.match(stderr, /nothing is changed/)
    assert.equal(await whole(copy), 'old')
    await copy.leave()
  })

  test('keeps what was there with all that its log held, readable by itself', async () => {
    const copy = await again()
    const stdout = await copy.good('restore', on.backup)
    const [, kept] = /what was there before is (.*)\n/.exec(stdout)
    assert.deepEqual((await readdir(copy.state)).filter((name) => name.includes('replaced')), [kept.split('/').at(-1)])
    assert.equal(await sql(kept, "SELECT count(*) FROM entity WHERE name LIKE 'Later %'"), '20')
    assert.equal((await copy.guichet('check', kept)).status, 0)
    // And back again: it is a backup like any other.
    await copy.good('restore', kept)
    assert.equal(await sql(copy.file, "SELECT count(*) FROM entity WHERE name LIKE 'Later %'"), '20')
    await copy.leave()
  })
})

test('the database behind a symbolic link is replaced where it is', async () => {
  const on = await worked()
  const real = join(on.state, 'disk')
  await mkdir(real)
  for (const name of await readdir(on.state)) if (name.startsWith('guichet.db')) await rename(join(on.state, name), join(real, name))
  await symlink(join(real, 'guichet.db'), on.file)
  assert.equal(await whole(on), 'old')
  await on.good('restore', on.backup)
  assert.equal(await whole(on), 'new')
  assert.equal((await readdir(real)).filter((name) => name.includes('replaced')).length, 1)
  assert.ok((await readdir(on.state)).every((name) => !name.includes('replaced') && !name.includes('guard')))
  await rm(join(real, 'guichet.db'))
  assert.match((await on.guichet('restore', on.backup)).stderr, /leads to no place that can be reached/)
  await on.leave()
})

test('where there is no database any more, or no readable one, the backup takes its place', async () => {
  const on = await worked()
  await rm(on.file)
  await on.good('restore', on.backup)
  assert.equal(await whole(on), 'new')
  const shown = await dump(on.file)
  await writeFile(on.file, 'a letter to grandmother\n'.repeat(1000))
  await writeFile(`${on.file}-wal`, 'a log of whatever')
  await on.good('restore', on.backup)
  assert.equal(await whole(on), 'new')
  assert.deepEqual((await dump(on.file)).split('\n').filter((line) => /INTO users/.test(line)), shown.split('\n').filter((line) => /INTO users/.test(line)))
  assert.ok((await readdir(on.state)).some((name) => /replaced.*\.wal$/.test(name)), 'the log is kept, where SQLite does not look for it')
  await on.leave()
})

test('its owner and its mode stay', async (context) => {
  if (process.getuid() !== 0) return context.skip('only root gives files away')
  const on = await worked()
  const { chown } = await import('node:fs/promises')
  await chown(on.file, 12345, 12345)
  await chmod(on.file, 0o640)
  await rm(`${on.file}-guard`)
  await on.good('restore', on.backup)
  for (const file of [on.file, `${on.file}-guard`]) {
    const { uid, gid } = await stat(file)
    assert.deepEqual([uid, gid], [12345, 12345], file)
  }
  assert.equal((await stat(on.file)).mode & 0o777, 0o640)
  await on.leave()
})
