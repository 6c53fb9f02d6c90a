// The register as a log: what is signed leaves the house, and holds against who may write the file.
import assert from 'node:assert/strict'
import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { leafHash, leafOf, ROWS } from './leaves.mjs'
import { PROGRAM, refused, run, Site } from './site.mjs'

let site, paul, file, folder

before(async () => {
  site = await Site.start()
  paul = await site.as('paul')
  file = (await paul.operation('OP-2026-0042')).id
  folder = await mkdtemp(join(tmpdir(), 'guichet-log-'))
})
after(async () => {
  assert.equal(await site.stop(), 0)
  await rm(folder, { recursive: true })
})

const guichet = (args, settings = {}) => run(PROGRAM, args, { ...site.settings, ...settings })
const good = async (args, settings) => {
  const { status, stdout, stderr } = await guichet(args, settings)
  assert.equal(status, 0, stderr)
  return stdout
}
const sign = () => good(['register', 'checkpoint'])
const kept = async (name, text) => {
  await writeFile(join(folder, name), text)
  return join(folder, name)
}
const open = async (path) => {
  const { status, text, headers } = await site.visitor().get(path)
  assert.equal(status, 200, text)
  assert.equal(headers['content-type'], 'text/plain; charset=utf-8')
  return text
}

const mine = async (path) => {
  const { status, text } = await paul.get(path)
  assert.equal(status, 200, text)
  return text
}

describe('what is signed', () => {
  test('says how far the register goes, to anybody, and that it was only appended to', async () => {
    const first = await sign()
    assert.equal(await open('api/register/checkpoint'), first)
    const [origin, size] = first.split('\n')
    assert.equal(origin, `${new URL(site.url).host}/register`)
    await paul.add(file, 'signe@littoral.example')
    const second = await sign()
    assert.ok(Number(second.split('\n')[1]) > Number(size))
    assert.equal(await sign(), second, 'nothing new is not signed again')
    const key = await kept('vkey', (await open('api/register/keys')).split('\n')[0])
    const files = [await kept('first', first), await kept('second', second), await kept('growth', await open(`api/register/growth?old=${size}`))]
    assert.match(await good(['register', 'check', '--key', key, ...files]), /was only appended to/)
    refused(await site.visitor().get('api/register/growth?old=3000000'), 404, 'not_found')
    refused(await site.visitor().get('api/register/growth'), 422, 'invalid_fields')
  })

  test('leaves the house with every mail, and the last row on its line', async () => {
    const newest = (await sign()).split('\n')
    const email = 'entete@littoral.example'
    await paul.add(file, email)
    const { headers } = await site.mail(email)
    const [origin, size, root, signature] = headers.get('register-checkpoint').split(/\s+/)
    assert.deepEqual([origin, root], [newest[0], newest[2]])
    assert.equal(`\u2014 ${origin} ${signature}`, newest[4])
    const [index, leaf] = headers.get('register-row').split(' ')
    assert.ok(Number(index) >= Number(size), 'it is newer than what was signed')
    await sign()
    const proof = await mine(`api/operations/${file}/register/${Number(index) + 1}/proof`)
    const row = Buffer.from(/^extra (\S+)$/m.exec(proof)[1], 'base64')
    assert.equal(leafHash(row), leaf)
    assert.deepEqual([JSON.parse(row).action, JSON.parse(row).status], ['contact_invited', 'invited'])
  })

  test('proves a row to who may see it, to nobody else, and not before it is signed', async () => {
    const item = (await paul.get(`api/operations/${file}/register?limit=1`)).body.items[0]
    await sign()
    const path = `api/operations/${file}/register/${item.row}/proof`
    const key = await kept('vkey2', (await open('api/register/keys')).split('\n')[0])
    const told = await good(['register', 'check', '--key', key, await kept('row.tlog-proof', await mine(path))])
    assert.match(told, new RegExp(`"action":"${item.action}"`))
    refused(await (await site.as('brune')).get(path), 404, 'not_found')
    refused(await (await site.as('tom')).get(path), 404, 'not_found')
    for (const row of ['0', '-1', '1e3', 'x', '99999999', `${item.row}x`])
      refused(await paul.get(`api/operations/${file}/register/${row}/proof`), 404, 'not_found')
    const { contact } = await paul.add(file, 'pas.encore@littoral.example')
    const newest = (await paul.get(`api/operations/${file}/register?limit=1`)).body.items[0]
    assert.ok(contact.id)
    refused(await paul.get(`api/operations/${file}/register/${newest.row}/proof`), 404, 'not_found')
  })

  test('is signed by its own key: another is refused until it is made known, and signs beside the old one', async () => {
    const before = await sign()
    const own = join(folder, 'other.key')
    await copyFile(join(site.state, 'keys'), own)
    await paul.add(file, 'cle@littoral.example')
    const wrong = await guichet(['register', 'checkpoint'], { GUICHET_REGISTER_KEY: own })
    assert.notEqual(wrong.status, 0)
    assert.match(wrong.stderr, /its key is not the one that signed before/)
    const gone = await guichet(['register', 'checkpoint'], { GUICHET_REGISTER_KEY: join(folder, 'none') })
    assert.notEqual(gone.status, 0)
    assert.match(gone.stderr, /not signed without its key/)
    await good(['register', 'key', 'new'])
    const [now, old] = (await open('api/register/keys')).trim().split('\n')
    const after = await sign()
    assert.equal(after.split('\n').filter((line) => line.startsWith('\u2014')).length, 2)
    for (const one of [now, old]) await good(['register', 'check', '--key', await kept('one.vkey', one), await kept('after', after)])
    await good(['register', 'check', '--key', await kept('old.vkey', old), await kept('before', before)])
    assert.match(await good(['register', 'verify']), /rows are as they were written/)
  })
})

describe('what an operator could forge', () => {
  let copy, checkpoint

  before(async () => {
    await paul.post(`api/operations/${file}/contacts/${(await paul.add(file, 'forge@littoral.example')).contact.id}/revoke`, { reason: 'Départ' })
    checkpoint = await kept('kept', await sign())
    copy = join(folder, 'forged.db')
  })

  /** A copy of the database that somebody wrote into, who then takes away what was signed in there. */
  async function forged(script) {
    await rm(copy, { force: true })
    await good(['backup', copy])
    const { stderr } = await run('sqlite3', [copy, `${script}; DELETE FROM checkpoint; DELETE FROM tile;`])
    assert.equal(stderr, '')
    return guichet(['register', 'verify', '--against', checkpoint], { GUICHET_DATABASE: copy })
  }

  /** The leaves of a copy, hashed again. */
  async function rehash() {
    const { stdout } = await run('sqlite3', ['-json', copy, `${ROWS} ORDER BY sequence`])
    const updates = JSON.parse(stdout).map((row) => `UPDATE register SET leaf = '${leafHash(leafOf(row))}' WHERE sequence = ${row.sequence};`)
    assert.equal((await run('sqlite3', [copy, `BEGIN;${updates.join('')}COMMIT;`])).stderr, '')
  }

  test('nothing: that copy is good', async () => {
    const { status, stdout, stderr } = await forged('SELECT 1')
    assert.equal(status, 0, stderr)
    assert.match(stdout, /rows are as they were written/)
  })

  test('who gave an access and what was done, with every leaf hashed again', async () => {
    await forged(`UPDATE register SET actor_id = (SELECT id FROM users WHERE email = 'paul.petit@littoral.example') WHERE sequence = 1;
      UPDATE register SET action = 'contact_added' WHERE action = 'contact_revoked'`)
    await rehash()
    const { status, stderr } = await guichet(['register', 'verify', '--against', checkpoint], { GUICHET_DATABASE: copy })
    assert.notEqual(status, 0)
    assert.match(stderr, /its first \d+ rows are not those of the checkpoint/)
    const alone = await guichet(['register', 'verify'], { GUICHET_DATABASE: copy })
    assert.equal(alone.status, 0, 'consistent in itself, as what is forged well is')
  })

  test('the last rows cut off', async () => {
    const { status, stderr } = await forged('DELETE FROM register_secret WHERE sequence > (SELECT max(sequence) FROM register) - 28; DELETE FROM register WHERE sequence > (SELECT max(sequence) FROM register) - 28')
    assert.notEqual(status, 0)
    assert.match(stderr, /the last ones are missing/)
  })

  for (const [what, script, words] of [
    ['another name behind an id', "UPDATE users SET first_name = 'Jean', last_name = 'Faux', email = 'faux@littoral.example', email_key = 'faux@littoral.example' WHERE email = 'paul.petit@littoral.example'", /somebody is called otherwise than the register says/],
    ['accesses that lasted a day longer', 'UPDATE access SET to_ms = to_ms + 86400000 WHERE to_ms IS NOT NULL', /intervals of an access are not what the register says/],
    ['accesses that began a month later', 'UPDATE access SET from_ms = from_ms + 2592000000 WHERE to_ms IS NULL', /intervals of an access are not what the register says/],
    ['the name of an operation', "UPDATE operation SET name = 'Autre' WHERE reference = 'OP-2026-0042'", /a name is not what the register says: operation/],
    ['an authorisation without an end', "UPDATE habilitation SET until_ms = 4000000000000 WHERE id = (SELECT min(id) FROM habilitation WHERE status = 'active')", /a habilitation is not what the register says last/],
  ])
    test(what, async () => {
      const { status, stderr } = await forged(script)
      assert.notEqual(status, 0)
      assert.match(stderr, words)
      assert.match(stderr, /what stands is not what it says/)
    })

  test('a checkpoint that is none, or of another log', async () => {
    const other = (await readFile(checkpoint, 'utf8')).replace(/^[^/]+/, 'desk.example')
    for (const text of ['', 'nonsense', other, (await readFile(checkpoint, 'utf8')).replace(/\n(\d+)\n/, (_, size) => `\n${Number(size) + 1}\n`)]) {
      const { status, stderr } = await guichet(['register', 'verify', '--against', await kept('wrong', text)])
      assert.notEqual(status, 0, text)
      assert.ok(stderr.length > 20, stderr)
    }
    assert.notEqual((await guichet(['register', 'verify', '--against', join(folder, 'nowhere')])).status, 0)
  })
})
