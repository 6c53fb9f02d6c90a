// The server's command line: what it can give is an entity and its first team leader, nothing more.
import assert from 'node:assert/strict'
import { copyFile, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { PASSWORD, PROGRAM, refused, run, Site } from './site.mjs'

const guichet = (...args) => run(PROGRAM, args)

describe('guichet', () => {
  test('tells its version and its commands and settings', async () => {
    assert.match((await guichet('--version')).stdout, /^guichet \d+\.\d+\.\d+\n$/)
    const { status, stdout } = await guichet('--help')
    assert.equal(status, 0)
    for (const word of ['serve', 'mail', 'migrate', 'entity', 'routes', 'GUICHET_DATABASE', 'GUICHET_PUBLIC_URL']) assert.ok(stdout.includes(word), word)
  })

  test('refuses what it does not know, in one line', async () => {
    for (const args of [[], ['nothing'], ['--nothing'], ['']]) {
      const { status, stdout, stderr } = await guichet(...args)
      assert.notEqual(status, 0)
      assert.equal(stdout, '')
      assert.equal(stderr.trim().split('\n').length, 1, stderr)
    }
  })

  test('says that its mailer is missing, and has a mail server come again', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'guichet-alone-'))
    const alone = join(folder, 'guichet')
    await copyFile(PROGRAM, alone)
    for (const [args, left] of [[['mail', '--once'], 2], [['mail', 'bounce'], 75]]) {
      const { status, stderr } = await run(alone, args)
      assert.equal(status, left)
      assert.equal(stderr, `guichet: mail: the program beside this one, ${alone}-mail: No such file or directory\n`)
    }
    await rm(folder, { recursive: true })
  })

  test('names every wrong setting at once', async () => {
    const { status, stderr } = await run(PROGRAM, ['routes'], { GUICHET_WORKERS: '0', GUICHET_PUBLIC_URL: 'ftp://x', GUICHET_MAIL_FROM: 'nobody', GUICHET_UNHEARD_OF: '1' })
    assert.notEqual(status, 0)
    for (const name of ['GUICHET_WORKERS', 'GUICHET_PUBLIC_URL', 'GUICHET_MAIL_FROM']) assert.ok(stderr.includes(name), stderr)
  })

  test('keeps what only tells what happened for a half to three years, and starts with nothing else', async () => {
    for (const months of ['5', '37', '0', 'a year']) {
      const { status, stderr } = await run(PROGRAM, ['mail', '--once'], { GUICHET_KEEP_LOGS_MONTHS: months })
      assert.notEqual(status, 0)
      assert.equal(stderr, `guichet: GUICHET_KEEP_LOGS_MONTHS: "${months}" is not a whole number from 6 to 36\n`)
    }
    assert.match((await guichet('--help')).stdout, /^ {2}GUICHET_KEEP_LOGS_MONTHS +12 .*6 to 36/m)
  })
})

describe('beside a site', () => {
  let site

  before(async () => (site = await Site.start()))
  after(async () => assert.equal(await site.stop(), 0))

  const beside = (...args) => run(PROGRAM, args, site.settings)

  test('a client entity begins with its first team leader, who joins by mail', async () => {
    const { status, stderr } = await beside('entity', 'add', 'Caisse Sévigné', '--kind', 'bank', '--client', '--leader', 'Irène.Vidal@sevigne.example', '--language', 'fr')
    assert.equal(status, 0, stderr)
    const secret = await site.secret('vidal@sevigne.example')
    const person = site.visitor()
    const shown = await person.post('api/invitations/show', { secret })
    assert.deepEqual([shown.status, shown.body.entity, shown.body.operation, shown.body.sponsor], [200, 'Caisse Sévigné', null, null])
    const answer = await person.post('api/account', {
      secret, first_name: 'Irène', last_name: 'Vidal', job_title: 'Directrice', phone: '+33123456789', password: PASSWORD, language: 'fr', terms: true,
    })
    assert.equal(answer.status, 201, answer.text)
    const { environment } = answer.body
    assert.deepEqual([environment.name, environment.client, environment.team_leader], ['Caisse Sévigné', true, true])
    assert.deepEqual((await person.get('api/operations')).body.items, [], 'and nothing else')
  })

  test('a name with a character that was lost on the way is refused', async () => {
    const { status, stderr } = await beside('entity', 'add', 'Soci\ufffdt\ufffd', '--kind', 'bank')
    assert.notEqual(status, 0)
    assert.match(stderr, /lost on the way/)
  })

  test('the same name is refused, in any case', async () => {
    for (const name of ['Caisse Sévigné', 'CAISSE SEVIGNE', ' caisse  sévigné '])
      assert.notEqual((await beside('entity', 'add', name, '--kind', 'bank')).status, 0, name)
  })

  test('half an order is refused and leaves nothing', async () => {
    for (const args of [['add'], ['add', 'X'], ['add', 'X', '--kind', 'shop'], ['add', 'X', '--kind', 'bank', '--client'], ['add', '', '--kind', 'bank'],
      ['add', 'X', '--kind', 'bank', '--leader', 'a@b.example'], ['add', 'X', '--kind', 'bank', '--client', '--leader', 'nobody'], ['remove', 'X']]) {
      const { status, stderr } = await beside('entity', ...args)
      assert.notEqual(status, 0, args.join(' '))
      assert.ok(stderr.length > 0)
    }
    assert.equal((await beside('entity', 'add', 'X', '--kind', 'company')).status, 0, 'X was free still')
  })

  test('a migration that was made is not made again', async () => {
    assert.equal((await beside('migrate')).status, 0)
    assert.equal((await site.visitor().get('api/health')).status, 200)
  })

  test('demonstration data is not loaded over data', async () => {
    assert.notEqual((await beside('demo', 'sql/demo')).status, 0)
  })

  test('keys are made once', async () => {
    const file = join(site.state, 'keys')
    const keys = await readFile(file, 'utf8')
    assert.equal((await beside('keys', 'create')).status, 0)
    assert.equal(await readFile(file, 'utf8'), keys)
    refused(await site.visitor().get('api/session'), 401, 'no_session')
  })
})
