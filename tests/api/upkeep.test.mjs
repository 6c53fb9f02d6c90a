// `guichet backup`, `restore` and `check`: a copy made while people work can be relied on, takes the database's place whole,
// and damage is named.
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { copyFile, mkdir, mkdtemp, open, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { PROGRAM, run, Site, until } from './site.mjs'

let site, folder, paul, operation

before(async () => {
  site = await Site.start()
  folder = await mkdtemp(join(tmpdir(), 'guichet-upkeep-'))
  paul = await site.as('paul')
  operation = (await paul.operation('OP-2026-0042')).id
})
after(async () => {
  await rm(folder, { recursive: true, force: true })
  assert.equal(await site.stop(), 0)
})

const guichet = (...args) => run(PROGRAM, args, site.settings)
const sql = (file, text) => run('sqlite3', [file, text])
const taken = []
async function backup(name) {
  const file = join(folder, name)
  const { status, stderr } = await guichet('backup', file)
  assert.equal(status, 0, stderr)
  return file
}

describe('guichet backup', () => {
  test('a copy made while people add colleagues holds all that was acknowledged before, is sound and starts', async () => {
    let stopped = false
    const writer = (async () => {
      for (let i = 0; !stopped; i++) {
        assert.equal((await paul.add(operation, `copy${i}@littoral.example`)).result, 'invited')
        taken.push(`copy${i}@littoral.example`)
      }
    })()
    // Several times: what has just been written back would be there without any care.
    let file, before
    for (let i = 0; i < 4; i++) {
      const count = taken.length
      await until('some work', () => taken.length > count + 10)
      before = taken.length
      file = await backup(`busy${i}.db`)
      const there = (await sql(file, 'SELECT email FROM users')).stdout.split('\n')
      for (const email of taken.slice(0, before)) assert.ok(there.includes(email), `${email} is not in copy ${i}`)
    }
    const during = taken.length
    await until('work after the copy', () => taken.length > during)
    stopped = true
    await writer

    assert.equal((await stat(file)).mode & 0o777, 0o600, 'nobody else reads it')
    assert.deepEqual((await readdir(folder)).sort(), ['busy0.db', 'busy1.db', 'busy2.db', 'busy3.db'], 'nothing is left beside it')
    const { status, stderr } = await guichet('check', file)
    assert.equal(status, 0, stderr)

    const state = join(folder, 'restored')
    await mkdir(state)
    await copyFile(file, join(state, 'guichet.db'))
    await copyFile(join(site.state, 'keys'), join(state, 'keys'))
    const restored = await Site.start({ state })
    try {
      const again = await restored.as('paul')
      const emails = (await again.all(`api/operations/${operation}/contacts`)).map((line) => line.email)
      for (const email of taken.slice(0, before)) assert.ok(emails.includes(email), `${email} is lost`)
    } finally {
      assert.equal(await restored.stop(), 0)
    }
  })

  test('never writes over a file, nor into a folder that is not there', async () => {
    const file = join(folder, 'kept.db')
    await writeFile(file, 'kept')
    for (const [path, words] of [[file, /is there already/], [join(folder, 'nowhere/x.db'), /No such file/], [folder, /is there already/]]) {
      const { status, stderr } = await guichet('backup', path)
      assert.notEqual(status, 0)
      assert.match(stderr, words)
    }
    assert.equal((await stat(file)).size, 4)
    for (const args of [['backup'], ['backup', ''], ['backup', 'a', 'b'], ['check', 'a', 'b']]) assert.notEqual((await guichet(...args)).status, 0)
  })

  test('a disk that is full leaves no half of a copy', async () => {
    const file = join(folder, 'full.db')
    const { status, stderr } = await run('/bin/bash', ['-c', `ulimit -f 64; exec ${PROGRAM} backup ${file}`], site.settings)
    assert.notEqual(status, 0)
    assert.match(stderr, /full|disk|I\/O/i)
    assert.deepEqual((await readdir(folder)).filter((name) => name.startsWith('full')), [])
  })

  test('what a copy that was cut off left is no part of the next', async () => {
    const file = join(folder, 'halved.db')
    for (const part of ['-journal', '-wal', '-shm']) await writeFile(`${file}.part${part}`, Buffer.alloc(4096, 1))
    const { status, stderr } = await guichet('backup', file)
    assert.equal(status, 0, stderr)
    assert.equal((await guichet('check', file)).status, 0)
    assert.deepEqual((await readdir(folder)).filter((name) => name.startsWith('halved.db.part')), [])
  })
})

describe('guichet backup beside what another file left', () => {
  for (const part of ['-wal', '-shm', '-journal'])
    test(`a ${part} of that name: SQLite would take it for the copy’s own, so that another name is asked for`, async () => {
      const file = join(folder, `left${part}.db`)
      await writeFile(`${file}${part}`, 'of a file that is gone')
      const { status, stderr } = await guichet('backup', file)
      assert.notEqual(status, 0)
      assert.match(stderr, /lies beside it; name a new file/)
      await assert.rejects(stat(file))
    })

  test('a copy that got a log beside it is not opened with it', async () => {
    const file = await backup('beside.db')
    assert.equal((await guichet('check', file)).status, 0)
    await copyFile(`${site.settings.GUICHET_DATABASE}-wal`, `${file}-wal`)
    const { status, stderr } = await guichet('check', file)
    assert.notEqual(status, 0)
    assert.match(stderr, /whose log \(-wal\) still lies beside it/)
    await rm(`${file}-wal`)
    assert.equal((await guichet('check', file)).status, 0)
    assert.deepEqual((await readdir(folder)).filter((name) => name.startsWith('beside')), ['beside.db'])
  })
})

describe('guichet restore', () => {
  let state, settings
  const restore = (...args) => run(PROGRAM, ['restore', ...args], settings)
  const refusedFor = async (file, words) => {
    const before = await stat(settings.GUICHET_DATABASE)
    const { status, stdout, stderr } = await restore(file)
    assert.deepEqual([status, stdout], [1, ''])
    assert.match(stderr, words)
    assert.match(stderr, /nothing is changed/)
    assert.equal((await stat(settings.GUICHET_DATABASE)).mtimeMs, before.mtimeMs)
    assert.deepEqual((await readdir(state)).filter((name) => /restoring|replaced/.test(name)), [])
  }

  before(async () => {
    state = join(folder, 'desk')
    await mkdir(state)
    settings = { ...site.settings, GUICHET_DATABASE: join(state, 'guichet.db') }
    await copyFile(await backup('base.db'), settings.GUICHET_DATABASE)
    assert.equal((await run(PROGRAM, ['migrate'], settings)).status, 0)
  })

  test('is refused while the site runs, which goes on', async () => {
    const file = await backup('running.db')
    const { status, stderr } = await guichet('restore', file)
    assert.notEqual(status, 0)
    assert.match(stderr, /is in use: stop serve, mail and every other command of Guichet first; nothing is changed/)
    assert.equal((await paul.add(operation, 'goes-on@littoral.example')).result, 'invited')
  })

  test('is refused while any program has the database open', async () => {
    const shell = spawn('sqlite3', [settings.GUICHET_DATABASE])
    shell.stdin.write('SELECT count(*) FROM users;\n')
    await new Promise((done) => shell.stdout.once('data', done))
    await refusedFor(await backup('shell.db'), /is in use by another program: end it first/)
    shell.stdin.end()
    await new Promise((done) => shell.once('close', done))
  })

  test('takes nothing that is not sound, ours, of this version, and another file', async () => {
    const damaged = await backup('unsound.db')
    await sql(damaged, "UPDATE register SET action = 'never_done' WHERE sequence = 3")
    await refusedFor(damaged, /row 3 is not what was written[^]*unsound\.db: is not sound/)
    const torn = await backup('torn-too.db')
    const handle = await open(torn, 'r+')
    await handle.write(Buffer.alloc(100000, 0x5a), 0, 100000, 50 * 4096)
    await handle.close()
    await refusedFor(torn, /is not sound|that this Guichet can read/)
    for (const [version, words] of [[3, /schema=3 .*guichet migrate/], [999, /schema=999 .*use the newer guichet/]]) {
      const file = await backup(`version${version}.db`)
      await sql(file, `DELETE FROM migration WHERE version > ${version}; INSERT OR IGNORE INTO migration VALUES (${version}, 1)`)
      await refusedFor(file, words)
      await refusedFor(file, /brought up to date by GUICHET_DATABASE=FILE guichet migrate/)
    }
    const foreign = join(folder, 'other.db')
    await sql(foreign, 'CREATE TABLE cakes (name)')
    await refusedFor(foreign, /is no database that this Guichet can read/)
    await writeFile(join(folder, 'letter.txt'), 'a letter to grandmother\n'.repeat(100))
    await refusedFor(join(folder, 'letter.txt'), /is no database that this Guichet can read/)
    await writeFile(join(folder, 'empty.db'), '')
    await refusedFor(join(folder, 'empty.db'), /is no database that this Guichet can read/)
    await refusedFor(join(folder, 'nowhere.db'), /No such file/)
    await refusedFor(settings.GUICHET_DATABASE, /is the database itself/)
    const beside = await backup('log.db')
    await copyFile(`${site.settings.GUICHET_DATABASE}-wal`, `${beside}-wal`)
    await refusedFor(beside, /whose log \(-wal\) still lies beside it/)
    for (const args of [[], [''], ['a', 'b']]) assert.notEqual((await restore(...args)).status, 0)
    assert.match((await guichet('--help')).stdout, /^ {2}restore {2}FILE /m)
  })

  test('puts the copy in place, keeps what was there, says so in the register, and the site starts', async () => {
    const file = await backup('good.db')
    assert.equal((await run(PROGRAM, ['entity', 'add', 'Only here', '--kind', 'bank'], settings)).status, 0)
    const [sequence, leaf] = (await sql(settings.GUICHET_DATABASE, 'SELECT sequence, leaf FROM register ORDER BY sequence DESC LIMIT 1')).stdout.trim().split('|')
    const { status, stdout, stderr } = await restore(file)
    assert.equal(status, 0, stderr)
    assert.match(stdout, /what was there before is .*guichet\.db\.replaced-[0-9T:.Z-]+\n/)
    assert.match(stdout, /guichet\.db is .*good\.db now, and sound, with [1-9][0-9]* rows of the register/)
    const [kept] = (await readdir(state)).filter((name) => name.includes('replaced'))
    assert.equal((await sql(join(state, kept), "SELECT count(*) FROM entity WHERE name = 'Only here'")).stdout, '1\n')
    const row = (await sql(settings.GUICHET_DATABASE, 'SELECT action, actor_id IS NULL, reason FROM decision ORDER BY sequence DESC LIMIT 1')).stdout.trim()
    assert.equal(row, `database_restored|1|good.db; in place of a database whose register had ${sequence} rows, the last leaf ${leaf}`)
    assert.match((await run(PROGRAM, ['register', 'verify'], settings)).stdout, /rows are as they were written/)

    await copyFile(join(site.state, 'keys'), join(state, 'keys'))
    const restored = await Site.start({ state })
    try {
      assert.ok(await (await restored.as('paul')).operation('OP-2026-0042'))
    } finally {
      assert.equal(await restored.stop(), 0)
    }
  })

  test('a state folder in which a log lies without its database is not filled with another', async () => {
    const left = join(folder, 'left')
    await mkdir(left)
    await copyFile(`${site.settings.GUICHET_DATABASE}-wal`, join(left, 'guichet.db-wal'))
    await assert.rejects(Site.start({ state: left }), /guichet\.db-wal lies there without its database: guichet restore BACKUP/)
    await assert.rejects(stat(join(left, 'guichet.db')))
    const { status, stderr } = await run(PROGRAM, ['migrate'], { ...settings, GUICHET_DATABASE: join(left, 'guichet.db') })
    assert.notEqual(status, 0)
    assert.match(stderr, /guichet restore BACKUP/)
  })
})

describe('guichet check', () => {
  test('the site itself is sound while it works', async () => {
    const { status, stdout, stderr } = await guichet('check')
    assert.equal(status, 0, stderr)
    assert.match(stdout, /is sound: .* [1-9][0-9]* rows of the register/)
  })

  const damages = [
    ['two accesses of one line at once', "INSERT INTO access SELECT contact_id, from_ms - 1, NULL, operation_id, entity_id, user_id FROM access LIMIT 1", /intervals/],
    ['an access that ends before it begins', 'UPDATE access SET to_ms = from_ms - 1 WHERE contact_id = (SELECT min(contact_id) FROM access WHERE to_ms IS NOT NULL)', /intervals/],
    ['an active line that no interval knows', "DELETE FROM access WHERE contact_id = (SELECT id FROM contact WHERE status = 'active' LIMIT 1)", /differ/],
    ['a line on another side than its entity', "UPDATE contact SET side = 'borrower' WHERE id = (SELECT min(id) FROM contact WHERE side = 'lender')", /side is not/],
    ['a line for an entity that is not there', "UPDATE access SET entity_id = 'nobody' WHERE contact_id = (SELECT min(contact_id) FROM access)", /refers to a missing row of entity/],
    ['a line that carries another name than its person has', "UPDATE users SET last_name = 'Autre' WHERE email = 'paul.petit@littoral.example'", /carries what is not true .*: contact: \S/],
    ['a line that carries a later proof of the mailbox than there was', "UPDATE users SET mailbox_ms = 1 WHERE email = 'paul.petit@littoral.example'", /carries what is not true .*: contact: \S/],
    ['a line that carries another team than its habilitation has', "UPDATE habilitation SET team_id = (SELECT t.id FROM team t WHERE t.entity_id = habilitation.entity_id AND t.id <> habilitation.team_id) WHERE id = (SELECT h.id FROM habilitation h JOIN contact c ON c.team_id = h.team_id AND c.user_id = h.user_id WHERE (SELECT count(*) FROM team t WHERE t.entity_id = h.entity_id) > 1 LIMIT 1)", /carries what is not true .*: contact: \S/],
    ['a team that forgot who is above it', 'DELETE FROM team_above WHERE team_id <> above_id', /chart/],
    ['an operation that nobody manages', "UPDATE contact SET until_ms = 1 WHERE status = 'active'", /nobody manages/],
    ['a word by which an operation is not found any more', "DELETE FROM operation_word WHERE word = 'verrerie'", /a word .* missing: operation: \S/],
    ['words that no operation has', "INSERT INTO operation_word SELECT entity_id, 'never', operation_id FROM participation LIMIT 2", /words .*: 2 too many/],
    ['a changed row of the register', "UPDATE register SET action = 'never_done' WHERE sequence = 3", /row 3 is not what was written/],
    ['a missing row of the register', 'DELETE FROM register WHERE sequence = 2', /row 2 is not what was written/],
    ['the last row of the register, changed', "UPDATE register SET action = 'never_done' WHERE sequence = (SELECT max(sequence) FROM register)", /row [0-9]+ is not what was written/],
    ['two rows of the register that were exchanged', `UPDATE register SET sequence = -1 WHERE sequence = 4; UPDATE register SET sequence = 4 WHERE sequence = 5;
      UPDATE register SET sequence = 5 WHERE sequence = -1`, /row [45] is not what was written/],
    ['a row of the register that was dropped and its place filled', 'DELETE FROM register WHERE sequence = 2; UPDATE register SET sequence = -sequence WHERE sequence > 2; UPDATE register SET sequence = -sequence - 1 WHERE sequence < 0', /the register: row [0-9]+ is not what was written/],
    ['a state that does not exist', "PRAGMA ignore_check_constraints = 1; UPDATE operation SET status = 'lost' WHERE reference = 'OP-2026-0042'", /CHECK/],
  ]
  for (const [what, text, words] of damages) {
    test(`names ${what}`, async () => {
      const file = await backup(`damaged${damages.findIndex(([one]) => one === what)}.db`)
      assert.equal((await sql(file, text)).stderr, '')
      const { status, stdout, stderr } = await guichet('check', file)
      assert.notEqual(status, 0)
      assert.equal(stdout, '')
      assert.match(stderr, words)
    })
  }

  test('a register cut at its end is not the one whose count and hash were noted', async () => {
    const file = await backup('cut.db')
    await sql(file, 'DELETE FROM checkpoint') // what was signed would tell it at once
    const verify = async () => {
      const { status, stdout, stderr } = await run(PROGRAM, ['register', 'verify'], { ...site.settings, GUICHET_DATABASE: file })
      assert.equal(status, 0, stderr)
      return /^guichet: register: ([0-9]+) rows are as they were written; their root is ([0-9A-Za-z+/=]+)$/m.exec(stdout).slice(1)
    }
    const noted = await verify()
    assert.equal(noted[0], (await sql(file, 'SELECT max(sequence) FROM register')).stdout.trim())
    await sql(file, 'DELETE FROM register WHERE sequence = (SELECT max(sequence) FROM register)')
    const cut = await verify()
    assert.equal(Number(cut[0]), Number(noted[0]) - 1)
    assert.notEqual(cut[1], noted[1])
    await sql(file, "UPDATE register SET action = 'never_done' WHERE sequence = 1")
    const { status, stderr } = await run(PROGRAM, ['register', 'verify'], { ...site.settings, GUICHET_DATABASE: file })
    assert.notEqual(status, 0)
    assert.match(stderr, /row 1 is not what was written/)
  })

  test('names a page that was torn', async () => {
    const file = await backup('torn.db')
    const { stdout } = await sql(file, "SELECT rootpage FROM sqlite_master WHERE name = 'contact_by_user'")
    const handle = await open(file, 'r+')
    await handle.write(Buffer.alloc(2048, 0x5a), 0, 2048, (Number(stdout) - 1) * 4096)
    await handle.close()
    const { status, stderr } = await guichet('check', file)
    assert.notEqual(status, 0)
    assert.match(stderr, /contact_by_user|malformed|corrupt|page/i)
  })

  test('says of a foreign file that it is none of ours, and leaves it alone', async () => {
    const file = join(folder, 'foreign.db')
    await writeFile(file, 'a letter to grandmother\n'.repeat(100))
    assert.notEqual((await guichet('check', file)).status, 0)
    assert.notEqual((await guichet('check', join(folder, 'absent.db'))).status, 0)
    await assert.rejects(stat(join(folder, 'absent.db')))
    assert.equal((await stat(file)).size, 2400)
  })
})
