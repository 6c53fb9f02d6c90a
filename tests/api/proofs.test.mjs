// What somebody was handed of a register, checked by a program that has nothing but the key of its log, and by openssl.
import assert from 'node:assert/strict'
import { createHash, createPrivateKey, sign } from 'node:crypto'
import { chmod, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { PROGRAM, ROOT, run } from './site.mjs'

const GOLDEN = join(ROOT, 'tests/proof')
const golden = (name) => join(GOLDEN, name)
const KEY = golden('log.vkey')
const ORIGIN = 'desk.example/register'

let folder

before(async () => (folder = await mkdtemp(join(tmpdir(), 'guichet-proofs-'))))
after(() => rm(folder, { recursive: true }))

const check = (...files) => run(PROGRAM, ['register', 'check', '--key', KEY, ...files])
const read = (name) => readFile(golden(name), 'utf8')

/** Another file of that name, with what is to be in it. */
async function made(name, content) {
  const path = join(folder, name)
  await writeFile(path, content)
  return path
}

/** The golden file, with a piece replaced that must be there. */
async function changed(name, from, to) {
  const text = await read(name)
  assert.ok(text.includes(from), from)
  return made(`changed-${name}`, text.replace(from, to))
}

async function isRefused(path, why, ...others) {
  const { status, stdout, stderr } = await check(...others, path)
  assert.equal(status, 1, stdout)
  assert.equal(stderr, `guichet: register: ${path}: ${why}\n`)
  assert.ok(!stdout.includes(`${path}:`), stdout)
}

// The log's own key, as whoever runs the log has it: what follows is signed, and false all the same.
const KEY_SEED = createHash('sha256').update('example log key').digest()
const SIGNER = createPrivateKey({ key: Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), KEY_SEED]), format: 'der', type: 'pkcs8' })

function signed(size, root) {
  const text = `${ORIGIN}\n${size}\n${root.toString('base64')}\n`
  return `${text}\n— ${ORIGIN} ${Buffer.concat([Buffer.from('13ee4fd8', 'hex'), sign(null, Buffer.from(text), SIGNER)]).toString('base64')}\n`
}

describe('good proofs', () => {
  test('are told one by one, in any order, and the rows shown as they are', async () => {
    const names = ['grown-3-5', 'row-2.tlog-proof', 'row-3.tlog-proof', 'row-4.tlog-proof', 'checkpoint-3', 'checkpoint-5'].map(golden)
    const { status, stdout, stderr } = await check(...names)
    assert.equal(status, 0, stderr)
    assert.equal(stderr, '')
    const rows = await Promise.all([2, 3, 4].map((i) => read(`row-${i}.json`)))
    assert.equal(stdout, [
      `${names[0]}: from 3 rows to 5 ${ORIGIN} was only appended to`,
      ...[2, 3, 4].flatMap((i) => [`${golden(`row-${i}.tlog-proof`)}: among the 5 rows of ${ORIGIN}, at index ${i}:`, rows[i - 2]]),
      `${names[4]}: ${ORIGIN} had 3 rows`,
      `${names[5]}: ${ORIGIN} had 5 rows`, '',
    ].join('\n'))
  })

  test('leave open what nobody asked them: whether one checkpoint grew from another', async () => {
    const { status, stdout } = await check(golden('checkpoint-5'), golden('checkpoint-3'))
    assert.equal(status, 0)
    assert.ok(stdout.endsWith(`\n${golden('checkpoint-3')}: not shown: that its 3 rows are the first of the 5 in ${golden('checkpoint-5')}; ask for the growth from 3\n`), stdout)
    assert.ok(!(await check(golden('checkpoint-5'), golden('row-2.tlog-proof'))).stdout.includes('not shown'))
  })

  test('may bear signatures of others, and a key the line end of Windows', async () => {
    const more = await made('more', `${await read('checkpoint-5')}— other.example/register E+5P2GJrBbs=\n`)
    assert.equal((await check(more)).status, 0)
    const key = await made('key', (await read('log.vkey')).replace('\n', '\r\n'))
    assert.equal((await run(PROGRAM, ['register', 'check', golden('checkpoint-3'), `--key=${key}`])).status, 0)
  })

  test('of a row that holds what moves a terminal show none of it', async () => {
    const row = Buffer.from('{"a":"\x1b[2J"}\x7f\0')
    const leaf = createHash('sha256').update(Buffer.concat([Buffer.from([0]), row])).digest()
    const path = await made('moving', `c2sp.org/tlog-proof@v1\nextra ${row.toString('base64')}\nindex 0\n\n${signed(1, leaf)}`)
    const { status, stdout } = await check(path)
    assert.equal(status, 0)
    assert.equal(stdout, `${path}: among the 1 rows of ${ORIGIN}, at index 0:\n{"a":"?[2J"}??\n`)
  })
})

describe('a proof is refused, with its reason,', () => {
  const unled = 'does not lead to its checkpoint: the row, its index or the path to it was changed'
  const resigned = 'its last part was changed: what this key signed is another text'

  test('when its row, index, path or checkpoint is another', async () => {
    await isRefused(await changed('row-2.tlog-proof', 'index 2', 'index 3'), unled)
    await isRefused(await changed('row-2.tlog-proof', 'PpSP', 'PpTP'), unled)
    await isRefused(await changed('row-2.tlog-proof', /^RpAo.*\n/m.exec(await read('row-2.tlog-proof'))[0], ''), unled)
    const row = Buffer.from((await read('row-2.json')).replace('"lender"', '"borrow"')).toString('base64')
    await isRefused(await changed('row-2.tlog-proof', Buffer.from(await read('row-2.json')).toString('base64'), row), unled)
    await isRefused(await changed('row-2.tlog-proof', '\n5\n', '\n6\n'), resigned)
    await isRefused(await changed('row-2.tlog-proof', 'yf6o', 'yf7o'), resigned)
    await isRefused(await changed('row-2.tlog-proof', /^extra .*\n/m.exec(await read('row-2.tlog-proof'))[0], ''), 'does not hold the row itself, without which it says nothing')
  })

  test('when the key is not the one that signed', async () => {
    const own = /^— desk.*\n/m.exec(await read('checkpoint-5'))[0]
    await isRefused(await changed('checkpoint-5', own, ''), 'is not signed by this key')
    await isRefused(await changed('checkpoint-5', own, own.replace('E+5P', 'F+5P')), 'is not signed by this key')
    await isRefused(await changed('checkpoint-5', 'GJrB', 'GJrC'), 'was changed: what this key signed is another text')
    await isRefused(await changed('row-4.tlog-proof', own, ''), 'its last part is not signed by this key')
    const elsewhere = (await read('checkpoint-5')).replaceAll('desk.example', 'task.example')
    await isRefused(await made('elsewhere', elsewhere), 'is of another log, task.example/register')
  })

  test('when growth joins nothing that was named, or not what it says', async () => {
    await isRefused(golden('grown-3-5'), 'begins at 3 rows: name a checkpoint of that size too')
    await isRefused(await changed('grown-3-5', /^PpSP.*\n/m.exec(await read('grown-3-5'))[0], ''),
      `does not lead from ${golden('checkpoint-3')} to its checkpoint: rows were changed or left out, or the path was`, golden('checkpoint-3'))
    await isRefused(await changed('grown-3-5', 'old 3', 'old 6'), 'is no growth: its checkpoint has fewer rows than it begins with', golden('checkpoint-3'))
    const forged = await made('checkpoint-3', signed(3, createHash('sha256').update('another').digest()))
    await isRefused(golden('grown-3-5'), `does not lead from ${forged} to its checkpoint: rows were changed or left out, or the path was`, forged)
  })

  test('when the log has shown somebody else another one', async () => {
    const other = await made('other-5', signed(5, createHash('sha256').update('another').digest()))
    await isRefused(other, `contradicts ${golden('checkpoint-5')}: both are signed, and of the same 5 rows they tell different ones; the log has two faces`, golden('checkpoint-5'))
    await isRefused(golden('row-2.tlog-proof'), `contradicts ${other}: both are signed, and of the same 5 rows they tell different ones; the log has two faces`, other)
  })

  test('when the file is not what was sent', async () => {
    const text = await read('row-2.tlog-proof')
    await isRefused(await made('crlf', text.replaceAll('\n', '\r\n')), 'has line ends of Windows, which nobody signed: take the file as it was sent')
    await isRefused(await made('cut', text.slice(0, -20)), 'breaks off in the middle of a line')
    await isRefused(await made('half', `${text.split('\n').slice(0, 4).join('\n')}\n`), 'is no proof of a row in the form c2sp.org/tlog-proof@v1')
    await isRefused(await made('quarter', `${text.split('\n').slice(0, 8).join('\n')}\n`), 'its last part is no checkpoint')
    await isRefused(await made('later', text.replace('@v1', '@v2')), 'is no proof of a row in the form c2sp.org/tlog-proof@v1')
    await isRefused(await made('empty', ''), 'is empty')
    await isRefused(await made('huge', Buffer.alloc(1024 * 1024 + 1, 'a\n')), 'is larger than anything that a log hands out')
    await isRefused(await made('binary', Buffer.from([0, 1, 2, 255])), 'is no text')
    await isRefused(await made('page', '<!doctype html>\n<title>404</title>\n'), 'is no checkpoint')
    await isRefused(golden('row-2.json'), 'breaks off in the middle of a line')
  })

  test('when it cannot be read', async () => {
    await isRefused(join(folder, 'nowhere'), 'No such file or directory')
    await mkdir(join(folder, 'inner'))
    await isRefused(join(folder, 'inner'), 'Is a directory')
    await symlink(join(folder, 'round'), join(folder, 'round'))
    await isRefused(join(folder, 'round'), 'Too many levels of symbolic links')
    const closed = await made('closed', await read('checkpoint-3'))
    await chmod(closed, 0)
    if (process.getuid() !== 0) await isRefused(closed, 'Permission denied')
    await isRefused('/proc/self/mem', 'Input/output error')
  })

  test('and the others are judged all the same', async () => {
    const { status, stdout, stderr } = await check(golden('log.vkey'), golden('checkpoint-3'), await made('empty', ''), golden('grown-3-5'))
    assert.equal(status, 1)
    assert.equal(stderr.trim().split('\n').length, 2, stderr)
    assert.equal(stdout.trim().split('\n').length, 2, stdout)
  })
})

describe('the command', () => {
  test('says what it wants', async () => {
    for (const [args, why] of [[[], 'name the file with the log\'s key'], [['--key', KEY], 'name the files to check'], [[KEY], 'name the file with the log\'s key']]) {
      const { status, stdout, stderr } = await run(PROGRAM, ['register', 'check', ...args])
      assert.deepEqual([status, stdout], [1, ''])
      assert.equal(stderr, `guichet: register: ${why}\nusage: guichet register check --key KEYFILE FILE...\n`)
    }
    for (const args of [['--key'], ['--kex', KEY, KEY]]) assert.match((await run(PROGRAM, ['register', 'check', ...args])).stderr, /that option is not known, or lacks its value/)
    const { status, stdout } = await run(PROGRAM, ['register', 'check', '--help'])
    assert.equal(status, 0)
    assert.match(stdout, /^usage: guichet register check --key KEYFILE FILE\.\.\.\n/)
  })

  test('takes no key that is none', async () => {
    for (const [path, why] of [[join(folder, 'nowhere'), 'No such file or directory'], [golden('checkpoint-3'), 'is no verifier key, such as desk.example/register+13ee4fd8+AftxvhxfqVay...'],
      [await changed('log.vkey', '+13ee', '+13ef'), 'is a verifier key whose digits belong to another one'], [await made('keys', (await read('log.vkey')).repeat(2)), 'holds more than one verifier key']]) {
      const { status, stdout, stderr } = await run(PROGRAM, ['register', 'check', '--key', path, golden('checkpoint-3')])
      assert.deepEqual([status, stdout], [1, ''])
      assert.equal(stderr, `guichet: register: ${path}: ${why}\n`)
    }
  })
})

// Who trusts nothing of ours has openssl (and for the path sha256sum).
test('openssl finds a checkpoint signed', async () => {
  const [text, lines] = (await read('checkpoint-5')).split('\n\n')
  const own = lines.split('\n').find((line) => line.startsWith(`— ${ORIGIN} `))
  const key = Buffer.from((await read('log.vkey')).trim().split('+').slice(2).join('+'), 'base64').subarray(1)
  const pem = await made('log.pem', `-----BEGIN PUBLIC KEY-----\n${Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), key]).toString('base64')}\n-----END PUBLIC KEY-----\n`)
  const signature = await made('signature', Buffer.from(own.split(' ')[2], 'base64').subarray(4))
  const verify = async (content) => run('openssl', ['pkeyutl', '-verify', '-pubin', '-inkey', pem, '-rawin', '-in', await made('text', content), '-sigfile', signature])
  const { status, stdout, stderr } = await verify(`${text}\n`)
  assert.equal(status, 0, stdout + stderr)
  assert.equal((await verify(`${text.replace('\n5\n', '\n6\n')}\n`)).status, 1)
})
