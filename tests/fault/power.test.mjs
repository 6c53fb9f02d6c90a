// The power goes at any instant: what was synced is on the disk, what was written since is there, or not, or torn.  Every
// acknowledged change must be in the database that opens afterwards.
import assert from 'node:assert/strict'
import { copyFile, mkdtemp, open as openFile, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { test } from 'node:test'
import { PROGRAM, run, until } from '../api/site.mjs'
import { disk, LONG, NO_PRELOAD, open, writers } from './writers.mjs'

const CUTS = LONG ? 120 : 25
const SECTOR = 512
const [WRITE, SYNC, TRUNCATE, NAME] = [1, 2, 3, 4]

/** The shim's records: { at, file, what, offset, bytes }. */
async function records(path) {
  const log = await readFile(path)
  const all = []
  for (let i = 0; i + 32 <= log.length;) {
    const [at, offset, length] = [0, 8, 16].map((o) => log.readBigInt64LE(i + o))
    const what = log.readInt32LE(i + 24)
    all.push({ at, offset: Number(offset), what, file: String.fromCharCode(log[i + 28]), bytes: log.subarray(i + 32, i + 32 + Number(length)) })
    i += 32 + Number(length)
  }
  return all
}

/** A file that grows as it is written. */
class Image {
  constructor(bytes) {
    this.room = Buffer.from(bytes)
    this.length = bytes.length
  }
  get bytes() {
    return this.room.subarray(0, this.length)
  }
  resize(length) {
    if (length > this.room.length) this.room = Buffer.concat([this.bytes, Buffer.alloc(2 * length - this.length)])
    if (length < this.length) this.room.fill(0, length, this.length)
    this.length = length
  }
  write(bytes, offset) {
    this.resize(Math.max(this.length, offset + bytes.length))
    bytes.copy(this.room, offset)
  }
  apply({ what, offset, bytes }) {
    if (what === WRITE) this.write(bytes, offset)
    if (what === TRUNCATE) this.resize(offset)
  }
}

/** A generator of numbers from 0 to 1, so that a failure can be had again. */
function dice(seed) {
  return () => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0
    return seed / 2 ** 32
  }
}

/** What a disk may hold of one file when the power goes: all until its last sync, of the rest as chance has it. */
function onDisk(start, all, chance) {
  const image = new Image(start)
  const synced = all.findLastIndex(({ what }) => what === SYNC)
  all.slice(0, synced + 1).forEach((record) => image.apply(record))
  for (const record of all.slice(synced + 1)) {
    const luck = chance()
    if (record.what === WRITE && luck < 0.4) {
      // Torn: some of its sectors reached the disk.
      for (let at = 0; at < record.bytes.length; at += SECTOR)
        if (chance() < 0.5) image.write(record.bytes.subarray(at, at + SECTOR), record.offset + at)
    } else if (luck < 0.7) {
      image.apply(record)
    }
  }
  return image.bytes
}

test('after a power cut at any instant every acknowledged change is there', { skip: NO_PRELOAD }, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'guichet-power-'))
  const log = join(folder, 'disk.log')
  const { site, browsers, operation } = await open({ env: { LD_PRELOAD: disk(folder), DISK_LOG: log } })

  // The files as they are while nothing is written: what the records are applied to.
  const size = async () => (await openFile(log).then(async (file) => { const { size } = await file.stat(); await file.close(); return size }))
  const start = {}
  await until('a moment without a write', async () => {
    const before = await size()
    for (const [name, path] of [['d', 'guichet.db'], ['w', 'guichet.db-wal']]) start[name] = await readFile(join(site.state, path))
    return before === (await size())
  })
  const from = process.hrtime.bigint()
  const said = writers(browsers, operation, 'cut')
  await until('enough work, and a log that was written back', async () => said.acknowledged.length > (LONG ? 1200 : 400), 120000)
  await said.stop()
  const to = process.hrtime.bigint()
  const all = (await records(log)).filter(({ at }) => at > from)
  assert.ok(all.some(({ file, what }) => file === 'd' && what === WRITE), 'the log was never written back: the test sees half of it')
  assert.equal(await site.stop(), 0)

  const chance = dice(20261123)
  const cut = join(folder, 'guichet.db')
  for (let i = 0; i < CUTS; i++) {
    const at = from + BigInt(Math.floor(chance() * Number(to - from)))
    const before = all.filter((record) => record.at <= at)
    for (const [name, path] of [['d', cut], ['w', `${cut}-wal`]])
      await writeFile(path, onDisk(start[name], before.filter(({ file }) => file === name), chance))
    await rm(`${cut}-shm`, { force: true })

    const told = said.acknowledged.filter((_, k) => said.at[k] <= at)
    const { stdout, stderr } = await run('sqlite3', [cut, 'SELECT email FROM users'])
    const there = new Set(stdout.split('\n'))
    const lost = told.filter((email) => !there.has(email))
    if (lost.length) await copyFile(log, join(tmpdir(), 'guichet-power.log'))
    assert.deepEqual(lost, [], `cut ${i}: acknowledged and lost ${stderr}`)
    const checked = await run(PROGRAM, ['check', cut])
    assert.equal(checked.status, 0, `cut ${i}: ${checked.stderr}`)
  }
  await rm(folder, { recursive: true, force: true })
})

/** The names that files got: each after the file's bytes were on the disk, and each followed by a sync of its folder, though others (the mailer sends several mails at once) may come in between. */
function keptNames(all) {
  const others = all.filter(({ file }) => file === 'o').map(({ what, bytes }) => ({ what, path: bytes.toString() }))
  const named = ({ what, path }, folder) => what === NAME && dirname(path.split('\n')[1]) === folder
  const synced = ({ what, path }, file) => what === SYNC && path === file
  return others.flatMap(({ what, path }, i) => {
    if (what !== NAME) return []
    const [from, to] = path.split('\n')
    const rest = others.slice(i)
    assert.ok(others.slice(0, i).some((one) => synced(one, from)), `${from} was not synced before it became ${to}`)
    assert.ok(rest.filter((one) => synced(one, dirname(to))).length >= rest.filter((one) => named(one, dirname(to))).length, `the folder of ${to} was not synced`)
    return [basename(to)]
  })
}

test('a key, a backup and a mail in a folder are there after a power cut once they are told', { skip: NO_PRELOAD }, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'guichet-power-'))
  const log = join(folder, 'disk.log')
  const env = { LD_PRELOAD: disk(folder), DISK_LOG: log }
  const { site, paul, operation } = await open({ env })
  await paul.add(operation, 'kept@littoral.example')
  await site.mail('kept@littoral.example')
  const own = await mkdtemp(join(folder, 'keys-')) // SQLite syncs the site's own folder now and then
  for (const command of [['keys', 'create'], ['keys', 'rotate'], ['backup', join(folder, 'copy.db')]])
    assert.equal((await run(PROGRAM, command, { ...site.settings, GUICHET_KEYS: join(own, 'keys'), ...env })).status, 0, command.join(' '))
  // The shim takes the site's own database for what it follows in another way.
  const desk = join(own, 'desk.db')
  await copyFile(join(folder, 'copy.db'), desk)
  for (const command of [['migrate'], ['restore', join(folder, 'copy.db')]])
    assert.equal((await run(PROGRAM, command, { ...site.settings, GUICHET_DATABASE: desk, ...env })).status, 0, command.join(' '))
  assert.equal(await site.stop(), 0)
  const names = keptNames(await records(log))
  for (const name of [/^keys$/, /^copy\.db$/, /^desk\.db\.replaced/, /^desk\.db$/, /\.eml$|^\d/]) assert.ok(names.some((one) => name.test(one)), `${name} of ${names}`)
  assert.equal(names.filter((name) => name === 'keys').length, 3, 'the site’s, its own, and that one changed')
  await rm(folder, { recursive: true, force: true })
})
