// `guichet backup` and `guichet check`: a copy made while people work can be relied on, and damage is named.
import assert from 'node:assert/strict'
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
    ['a team that forgot who is above it', 'DELETE FROM team_above WHERE team_id <> above_id', /chart/],
    ['an operation that nobody manages', "UPDATE contact SET until_ms = 1 WHERE status = 'active'", /nobody manages/],
    ['a changed row of the register', "UPDATE register SET reason = 'never said' WHERE sequence = 3", /row 3 is not what was written/],
    ['a missing row of the register', 'DELETE FROM register WHERE sequence = 2', /row 2 is not what was written/],
    ['the last row of the register, changed', "UPDATE register SET reason = 'never said' WHERE sequence = (SELECT max(sequence) FROM register)", /row [0-9]+ is not what was written/],
    ['two rows of the register that were exchanged', `UPDATE register SET sequence = -1 WHERE sequence = 4; UPDATE register SET sequence = 4 WHERE sequence = 5;
      UPDATE register SET sequence = 5 WHERE sequence = -1`, /row 4 is not what was written/],
    ['a row of the register that was dropped and its place filled', 'DELETE FROM register WHERE sequence = 2; UPDATE register SET sequence = -sequence WHERE sequence > 2; UPDATE register SET sequence = -sequence - 1 WHERE sequence < 0', /row 2 is not what was written/],
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
    const verify = async () => {
      const { status, stdout, stderr } = await run(PROGRAM, ['register', 'verify'], { ...site.settings, GUICHET_DATABASE: file })
      assert.equal(status, 0, stderr)
      return /^guichet: register: ([0-9]+) rows are as they were written; the last hash is ([0-9A-Za-z_-]+)$/m.exec(stdout).slice(1)
    }
    const noted = await verify()
    assert.deepEqual(noted, (await sql(file, 'SELECT sequence, hash FROM register ORDER BY sequence DESC LIMIT 1')).stdout.trim().split('|'))
    await sql(file, 'DELETE FROM register WHERE sequence = (SELECT max(sequence) FROM register)')
    const cut = await verify()
    assert.equal(Number(cut[0]), Number(noted[0]) - 1)
    assert.notEqual(cut[1], noted[1])
    await sql(file, "UPDATE register SET reason = 'never said' WHERE sequence = 1")
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
