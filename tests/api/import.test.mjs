// Onboarding from a CSV file: all rows are checked, then written, few at once and many in steps; safe to repeat, and no way
// around a team leader.
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { PASSWORD, PEOPLE, PROGRAM, run, Site, until } from './site.mjs'

const HEAD = 'entity,kind,client,team,email,roles,language'
const BANK = `${HEAD}
Banque Alpha,bank,yes,,anna@alpha.example,team_leader creator,fr
Banque Alpha,,,Syndication / Paris,bob@alpha.example,,en
banque  ALPHA,,,Syndication,Carl@Alpha.example,creator,
Banque Alpha,,,Risques,,,
Fonds Bêta,fund,no,,,,
`

let site

before(async () => {
  site = await Site.start()
  // The mailer archives what had ended in the demonstration data: it must not come between two counts.
  await until('what had ended', async () => (await ask(`SELECT count(*) AS lines FROM contact WHERE current = 1 AND until_ms < ${Date.now()}`))[0].lines === 0)
})
after(async () => {
  await site.check({ touched: true })
  assert.equal(await site.stop(), 0)
})

const beside = (...args) => run(PROGRAM, args, site.settings)
const lines = (text) => text.trim().split('\n')

/** Writes the file, imports it and gives { status, stdout, stderr }. */
async function imported(content, ...options) {
  const file = join(site.state, 'onboarding.csv')
  await writeFile(file, content)
  const answer = await beside('import', file, ...options)
  await rm(file)
  return answer
}

async function ask(sql) {
  const { status, stdout, stderr } = await run('sqlite3', ['-json', '-cmd', '.timeout 9000', site.settings.GUICHET_DATABASE, sql])
  assert.equal(status, 0, stderr)
  return stdout ? JSON.parse(stdout) : []
}

/** Everything an import could write, counted. */
const counts = async () => (await ask(`SELECT (SELECT count(*) FROM entity) AS entities, (SELECT count(*) FROM team) AS teams,
  (SELECT count(*) FROM users) AS users, (SELECT count(*) FROM habilitation) AS habilitations,
  (SELECT count(*) FROM register) AS register, (SELECT count(*) FROM outbox) AS mails`))[0]

const people = (entity) => ask(`SELECT u.email, u.language, t.name AS team, h.team_leader AS leader, h.creator, h.status
  FROM habilitation h JOIN entity e ON e.id = h.entity_id JOIN users u ON u.id = h.user_id JOIN team t ON t.id = h.team_id
  WHERE e.name = '${entity}' ORDER BY u.email`)

/** The rows that are refused, by line; nothing is written. */
async function refusals(content, ...options) {
  const before = await counts()
  const { status, stdout, stderr } = await imported(content, ...options)
  assert.equal(status, 1, stderr)
  assert.equal(stdout, '')
  assert.deepEqual(await counts(), before, 'nothing is written')
  assert.match(lines(stderr).at(-1), /\d+ of \d+ rows are wrong, nothing is written$/)
  return Object.fromEntries([...stderr.matchAll(/^line (\d+): (.*)$/gm)].map(([, line, what]) => [line, what]))
}

/** The sentence by which a file is refused as a whole. */
async function refusal(content, ...options) {
  const before = await counts()
  const { status, stdout, stderr } = await imported(content, ...options)
  assert.equal(status, 1)
  assert.equal(stdout, '')
  assert.equal(lines(stderr).length, 1, stderr)
  assert.deepEqual(await counts(), before)
  return stderr
}

describe('an import', () => {
  test('shows row by row what would happen, and changes nothing', async () => {
    const before = await counts()
    const { status, stdout, stderr } = await imported(BANK, '--dry-run')
    assert.equal(status, 0, stderr)
    assert.deepEqual(lines(stdout).slice(0, -1), [
      '2  add entity        Banque Alpha  bank client',
      '2  add habilitation  anna@alpha.example  Banque Alpha  team_leader creator',
      '3  add team          Banque Alpha / Syndication',
      '3  add team          Banque Alpha / Syndication / Paris',
      '3  add habilitation  bob@alpha.example  Banque Alpha / Syndication / Paris',
      '4  add habilitation  Carl@Alpha.example  Banque Alpha / Syndication  creator',
      '5  add team          Banque Alpha / Risques',
      '6  add entity        Fonds Bêta  fund',
    ])
    assert.match(lines(stdout).at(-1), /^would be added: 2 entities, 3 teams, 3 habilitations, 0 mails/)
    assert.deepEqual(await counts(), before)
  })

  test('adds entities, teams and people, mails nobody, and stands in the register', async () => {
    const before = await counts()
    const { status, stdout, stderr } = await imported(BANK)
    assert.equal(status, 0, stderr)
    assert.match(stdout, /^added: 2 entities, 3 teams, 3 habilitations, 0 mails/)
    assert.equal((await counts()).mails, before.mails)
    assert.deepEqual(await people('Banque Alpha'), [
      { email: 'Carl@Alpha.example', language: 'fr', team: 'Syndication', leader: 0, creator: 1, status: 'invited' },
      { email: 'anna@alpha.example', language: 'fr', team: 'Banque Alpha', leader: 1, creator: 1, status: 'invited' },
      { email: 'bob@alpha.example', language: 'en', team: 'Paris', leader: 0, creator: 0, status: 'invited' },
    ])
    const told = await ask(`SELECT action, actor_id AS actor FROM register WHERE sequence > ${before.register} ORDER BY sequence`)
    assert.deepEqual(told.map((row) => row.action), ['entity_added', 'person_named', 'leader_authorised', 'team_added', 'team_added',
      'person_named', 'habilitation_added', 'person_named', 'habilitation_added', 'team_added', 'entity_added'])
    assert.ok(told.every((row) => row.actor === null), 'by the command line')
    assert.equal((await beside('register', 'verify')).status, 0)
  })

  test('can be repeated: what exists stays as it is', async () => {
    const before = await counts()
    const { status, stdout } = await imported(BANK)
    assert.equal(status, 0)
    assert.match(stdout, /^added: 0 entities, 0 teams, 0 habilitations, 0 mails; unchanged: 5 rows/)
    const moved = BANK.replace('Syndication / Paris,bob@alpha.example,', 'Risques,bob@alpha.example,team_leader')
    assert.match((await imported(moved, '--dry-run')).stdout, /^3 +unchanged +bob@alpha\.example  Banque Alpha$/m)
    assert.equal((await imported(moved)).status, 0)
    assert.deepEqual(await counts(), before)
    assert.equal((await people('Banque Alpha')).find((person) => person.email === 'bob@alpha.example').team, 'Paris')
  })

  test('leaves those who have a team leader to him', async () => {
    const wrong = await refusals(`${HEAD}
Banque Alpha,,,,anna@alpha.example,,
Banque Alpha,,,,dora@alpha.example,creator,
Banque Alpha,,,,eve@alpha.example,team_leader,
Banque Alpha,,,Nouvelle,,,
Banque Aurore,,,,eve@alpha.example,,
`)
    assert.deepEqual(Object.keys(wrong), ['3', '4', '5', '6'])
    for (const line of ['3', '4', '6']) assert.match(wrong[line], /^email: .* only its team leaders authorise people/)
    assert.match(wrong[5], /^team: .* only its team leaders add one/)
  })

  test('a second row of the same person changes nothing', async () => {
    const { status, stdout } = await imported(`${HEAD}
Banque Gamma,bank,yes,,gil@gamma.example,team_leader,
Banque Gamma,,,,GIL@gamma.example ,,
Banque Gamma,,,A,gil@Gamma.example,creator,
`)
    assert.equal(status, 0)
    assert.match(stdout, /1 habilitations, .*unchanged: 2 rows/)
    assert.deepEqual((await people('Banque Gamma')).map((person) => [person.leader, person.creator, person.team]), [[1, 0, 'Banque Gamma']])
  })

  test('never restores an archived habilitation', async () => {
    await ask(`UPDATE habilitation SET status = 'archived' WHERE user_id = (SELECT id FROM users WHERE email_key = 'bob@alpha.example')`)
    const { status, stdout } = await imported(BANK)
    assert.equal(status, 0)
    assert.match(stdout, /^3 +archived +bob@alpha\.example  Banque Alpha$/m)
    assert.match(stdout, /only a team leader restores: 1$/m)
    assert.equal((await people('Banque Alpha')).find((person) => person.email === 'bob@alpha.example').status, 'archived')
  })

  test('with --invite mails everyone, and the leader joins', async () => {
    const before = await counts()
    const { status, stdout, stderr } = await imported(`${HEAD}
Caisse Delta,bank,yes,,dan@delta.example,team_leader,en
Caisse Delta,,,Crédit,eva@delta.example,,fr
Caisse Delta,,,,${PEOPLE.tom},creator,
`, '--invite')
    assert.equal(status, 0, stderr)
    assert.match(stdout, /3 habilitations, 3 mails/)
    assert.equal((await counts()).mails, before.mails + 3)
    const kinds = await ask(`SELECT email, kind FROM (SELECT email, kind FROM outbox ORDER BY rowid LIMIT -1 OFFSET ${before.mails})
      ORDER BY email`)
    assert.deepEqual(kinds.map((mail) => mail.kind), ['leader', 'habilitation_activation', 'habilitation'])
    assert.equal((await people('Caisse Delta')).find((person) => person.email === PEOPLE.tom).status, 'active', 'he has an account')
    const person = site.visitor()
    const secret = await site.secret('dan@delta.example')
    const answer = await person.post('api/account', {
      secret, first_name: 'Dan', last_name: 'Roux', job_title: 'Head', phone: '+33123456789', password: PASSWORD, language: 'en', terms: true,
    })
    assert.equal(answer.status, 201, answer.text)
    assert.deepEqual([answer.body.environment.name, answer.body.environment.team_leader], ['Caisse Delta', true])
  })

  test('lets lines go on that waited for the habilitation, but not silently', async () => {
    assert.equal((await beside('entity', 'add', 'Banque Epsilon', '--kind', 'bank')).status, 0)
    const [{ id }] = await ask(`SELECT id FROM entity WHERE name = 'Banque Epsilon'`)
    assert.equal((await beside('entity', 'set-client', id, 'yes')).status, 0)
    const agnes = await site.as('agnes')
    const operation = (await agnes.operation('OP-2026-0042')).id
    await ask(`INSERT INTO participation (operation_id, entity_id, side) VALUES ('${operation}', '${id}', 'lender');
      INSERT INTO operation_word SELECT DISTINCT '${id}', word, operation_id FROM operation_word WHERE operation_id = '${operation}'`)
    const added = await agnes.post(`api/operations/${operation}/contacts`, { emails: ['fay@epsilon.example', PEOPLE.max], entity: id })
    assert.deepEqual(added.body.items.map((item) => item.result), ['queued', 'queued'])

    const file = `${HEAD}\nBanque Epsilon,bank,yes,,fay@epsilon.example,team_leader,\nBanque Epsilon,,,Prêts,${PEOPLE.max},,\n`
    const wrong = await refusals(file)
    for (const line of ['2', '3']) assert.match(wrong[line], /^email: lines wait .* import with --invite/)
    assert.equal((await imported(file, '--invite')).status, 0)
    const lines = await ask(`SELECT status FROM contact WHERE entity_id = '${id}' ORDER BY status`)
    assert.deepEqual(lines.map((line) => line.status), ['active', 'invited'])
    assert.deepEqual(await ask(`SELECT id FROM request WHERE entity_id = '${id}' AND status = 'open'`), [])
  })

  test('who was not mailed asks for the link by "forgotten password"', async () => {
    assert.equal((await site.visitor().post('api/password/forgotten', { email: 'anna@alpha.example' })).status, 202)
    assert.ok(await site.secret('anna@alpha.example'))
  })
})

describe('a wrong row', () => {
  test('is named with its line, its column and what to do, and none of the others is written', async () => {
    const wrong = await refusals(`${HEAD}
Neuve,bank,yes,,chef@neuve.example,team_leader,fr
Neuve,,,,nobody,,
Neuve,,,,a@neuve.example,boss,
Neuve,,,,b@neuve.example,team_leader boss,
Neuve,,,,c@neuve.example,,de
Neuve,fund,,,,,
neuve,,no,,,,
Neuve,,,${'a/'.repeat(11)}a,,,
Neuve,,,${'é'.repeat(101)},,,
Neuve,,,A // B,,,
Neuve,,,,,creator,
,bank,no,,,,
Autre,shop,,,,,
Autre,fund,maybe,,,,
${'x'.repeat(201)},bank,,,,,
Neuve,,,,d@neuve.example,,,en trop
Neuve,,,"A
B",,,
`)
    const expected = {
      3: /^email: "nobody" is no e-mail address/, 4: /^roles: "boss": write team_leader, creator/, 5: /^roles: "boss"/, 6: /^language: "de": write fr or en/,
      7: /^kind: fund here, bank on line 2/, 8: /^client: no here, yes on line 2/, 9: /^team: .*12 levels/, 10: /^team: .*1 to 100 characters/,
      11: /^team: .*1 to 100 characters/, 12: /^roles: .*give an address/, 13: /^entity: every row names its entity/, 14: /^kind: "shop": write bank, fund or company/,
      15: /^client: "maybe": write yes or no/, 16: /^entity: .*200 characters/, 17: /^cell 8 has no heading/, 18: /^team: has a line end/,
    }
    assert.deepEqual(Object.keys(wrong), Object.keys(expected))
    for (const [line, what] of Object.entries(expected)) assert.match(wrong[line], what)
    assert.deepEqual(await people('Neuve'), [])
  })

  test('may be so only by what exists', async () => {
    const wrong = await refusals(`${HEAD}
Inconnue,,,,,,
Banque Alpha,fund,,,,,
Fonds Bêta,,yes,,,,
Banque Gamma,,no,,,,
Fonds Bêta,,,Equipe,,,
Fonds Bêta,,,,x@beta.example,,
Simple,company,no,,x@simple.example,,
Simple2,company,,Equipe,,,
Sans Chef,bank,yes,,x@chef.example,creator,
Chef Ailleurs,bank,yes,Equipe,y@chef.example,team_leader,
`)
    assert.match(wrong[2], /^kind: Inconnue is new/)
    assert.match(wrong[3], /^kind: Banque Alpha is known as a bank/)
    assert.match(wrong[4], /^client: Fonds Bêta is no client: `guichet entity set-client \w+ yes` first/)
    assert.match(wrong[5], /^client: Banque Gamma is a client/)
    assert.match(wrong[6], /^team: .* is no client/)
    assert.match(wrong[7], /^email: .* is no client/)
    assert.match(wrong[8], /^email: .* write client yes/)
    assert.match(wrong[9], /^team: .* write client yes/)
    assert.match(wrong[10], /^roles: Sans Chef has no team leader/)
    assert.match(wrong[11], /^roles: Chef Ailleurs has no team leader/)
    assert.equal(Object.keys(wrong).length, 10)
  })

  test('keeps what would steer a terminal out of the report', async () => {
    const { status, stderr } = await imported(`${HEAD}\n"a\u001b[31m",bank\nB,"x\u001b]0;y\u0007"\nC,\u202ebank\n`)
    assert.equal(status, 1)
    assert.doesNotMatch(stderr, /[\u001b\u0007\u202e]/)
  })

  test('among very many: the first thousand are shown, the others counted', async () => {
    const rows = Array.from({ length: 3000 }, (_, i) => `Foule,bank,yes,,${i % 2 ? `p${i}@foule.example` : 'nobody'},,`)
    const { status, stderr } = await imported(`${HEAD}\n${rows.join('\n')}`)
    assert.equal(status, 1)
    assert.equal(lines(stderr).length, 1002)
    assert.deepEqual(lines(stderr).slice(-2).map((line) => line.replace(/ \/.*:/, '')), ['... and 500 more', 'guichet: import: 1500 of 3000 rows are wrong, nothing is written'])
  })

  test('in quotes costs itself, not the rows after it', async () => {
    const wrong = await refusals(`${HEAD}\nQ1,bank "x",no,,,,\n"Q2"x,bank,no,,,,\nQ3,bank,no,,nobody,,\nQ4,"bank,no,,,,\nQ5,shop,no,,,,\n`)
    assert.deepEqual(Object.keys(wrong), ['2', '3', '4', '5', '6'])
    assert.match(wrong[5], /quotation mark is not closed/)
  })
})

describe('a file', () => {
  const row = (name) => `${name};company;no;;;;`

  test('comes from any spreadsheet', async () => {
    const head = HEAD.replaceAll(',', ';')
    const forms = {
      'semicolons and a BOM': `\uFEFF${head}\r\n${row('Forme Un')}\r\n`,
      'tabs': `${head}\n${row('Forme Deux')}`.replaceAll(';', '\t'),
      'old line ends': `${head}\r${row('Forme Trois')}\r`,
      'empty lines and trailing cells': `\n${head};;;\n\n;;;;;;;;\n${row('Forme Quatre')};;;\n\n`,
      'columns in any order and case': 'Client;KIND;Entity\nno;Company;"Forme ""Cinq"""\n',
      'UTF-16 with its mark': Buffer.from(`\uFEFF${head}\r\n${row('Soci\u00e9t\u00e9 \u0153uvre')}\r\n`, 'utf16le'),
    }
    for (const [form, content] of Object.entries(forms)) {
      const { status, stdout, stderr } = await imported(content)
      assert.equal(status, 0, `${form}: ${stderr}`)
      assert.match(stdout, /^added: 1 entities/, form)
      assert.equal(stderr, '', form)
    }
    assert.deepEqual((await ask(`SELECT name FROM entity WHERE name LIKE 'Soci%' OR name LIKE '%"%' ORDER BY name`)).map(({ name }) => name), ['Forme "Cinq"', 'Société œuvre'])
  })

  test('that is none is refused as a whole', async () => {
    assert.match(await refusal(''), /is empty/)
    assert.match(await refusal(`${HEAD},nom,${'e-mail'}\nA,bank,no\n`), /not known: nom, e-mail; known are entity/)
    assert.match(await refusal('entity,kind,Kind\nA,bank,bank\n'), /two columns kind/)
    assert.match(await refusal('kind,client\nbank,no\n'), /no column entity/)
    assert.match(await refusal(Buffer.from('entity\nA\0B\n')), /is no text/)
    assert.match(await refusal(Buffer.from(`${HEAD}\nA,bank,no\n`, 'utf16le')), /is no text, or UTF-16 that does not say so \(--encoding utf-16\)/)
    assert.match(await refusal(`entity\n${'A\n'.repeat(200001)}`), /more than 200,000 rows/)
    for (const file of ['/nowhere.csv', '/tmp']) assert.equal((await beside('import', file)).status, 1)
  })

  // « Société Œuvre », as each program saves it; names of their own, so that each is added once.
  const saved = {
    'windows-1252': [0xe9, 0x8c], 'macintosh': [0x8e, 0xce], 'latin1': [0xe9], 'iso-8859-15': [0xe9, 0xbc], 'macroman': [0x8e, 0xce], 'cp1252': [0xe9, 0x8c],
  }
  const table = (encoding) => {
    const [e, oe] = saved[encoding]
    const name = Buffer.from(`Soci@t@ ${oe ? '#uvre ' : ''}${encoding}`).map((byte) => (byte === 0x40 ? e : byte === 0x23 ? oe : byte))
    return Buffer.concat([Buffer.from(`${HEAD}\n`), name, Buffer.from(',company,no,,,,\n')])
  }

  for (const encoding of Object.keys(saved))
    test(`in ${encoding} is refused, dry run or not, until it is said, and then read so`, async () => {
      const name = `Société ${saved[encoding][1] ? 'Œuvre ' : ''}${encoding}`
      for (const options of [[], ['--dry-run'], ['--encoding', 'utf-8']]) {
        const before = await counts()
        const { status, stdout, stderr } = await imported(table(encoding), ...options)
        assert.equal(status, 1, stdout)
        assert.match(stderr, /onboarding\.csv: line 2 is not UTF-8, .* add --encoding windows-1252, macintosh or/)
        assert.equal(stdout, '')
        assert.deepEqual(await counts(), before)
      }
      const dry = await imported(table(encoding), '--dry-run', '--encoding', encoding)
      assert.ok(dry.stdout.includes(`add entity        ${name}  company`), dry.stdout + dry.stderr)
      const { status, stderr } = await imported(table(encoding), `--encoding=${encoding.toUpperCase()}`)
      assert.deepEqual([status, stderr], [0, ''])
      assert.deepEqual(await ask(`SELECT count(*) AS n FROM entity WHERE name = '${name}'`), [{ n: 1 }])
    })

  test('of two encodings, or with characters that were lost before, is refused whatever is said', async () => {
    const mixed = Buffer.concat([table('windows-1252'), Buffer.from('Soci\u00e9t\u00e9 Deux,company,no,,,,\n')])
    assert.match(await refusal(mixed), /line 2 is not UTF-8/)
    assert.match(await refusal(mixed, '--encoding', 'windows-1252'), /line 3 is UTF-8 and not what --encoding says/)
    assert.match(await refusal(`${HEAD}\nSoci\ufffdt\ufffd,company,no,,,,\n`), /line 2 has the mark of a character that another program could not read/)
    assert.match(await refusal(`${HEAD}\nSoci\u00e9t\u00e9,company,no,,,,\n`, '--encoding', 'macintosh'), /line 2 is UTF-8/)
    assert.match(await refusal(Buffer.from(`${HEAD}\n\x81,company,no,,,,\n`, 'latin1'), '--encoding', 'windows-1252'), /line 2 is not in the encoding/)
    assert.match(await refusal(Buffer.from(`\uFEFF${HEAD}\nA\0B,company\n`, 'utf16le')), /is no text/)
    // What Windows has there is a control character in ISO 8859-1.
    assert.match((await refusals(Buffer.from(`${HEAD}\nL\x92Avenir,company,no,,,,\n`, 'latin1'), '--encoding', 'latin1'))[2], /control character/)
  })

  test('with a line of more than 64 KiB has that line refused', async () => {
    const wrong = await refusals(`${HEAD}\n${'x'.repeat(65536)},bank\nA,shop\n`)
    assert.match(wrong[2], /more than 64 KiB/)
    assert.match(wrong[3], /^kind/)
  })

  test('of many rows is taken whole', async () => {
    const rows = Array.from({ length: 5000 }, (_, i) => `Grande ${i % 50},bank,yes,${i < 50 ? '' : `Equipe ${i % 7}`},p${i}@grande${i % 50}.example,${i < 50 ? 'team_leader' : ''},`)
    const { status, stdout } = await imported(`${HEAD}\n${rows.join('\n')}\n`, '--dry-run')
    assert.equal(status, 0)
    assert.match(lines(stdout).at(-1), /50 entities, 350 teams, 5000 habilitations/)
  })
})

/**
 * An import at a terminal, which has checked all rows and cannot go on: the terminal holds (Ctrl-S) what it wants to show. That it
 * is so far is told by the mark that who opens the database to write leaves there.
 */
async function checked(content) {
  const file = join(site.state, 'steps.csv')
  const mark = async () => (await ask('PRAGMA user_version'))[0].user_version
  const before = await mark()
  await writeFile(file, content)
  const terminal = spawn('script', ['-qec', `read go; exec ${PROGRAM} import ${file}`, '/dev/null'], { env: { ...process.env, ...site.settings } })
  let said = ''
  terminal.stdout.on('data', (piece) => (said += piece))
  const ended = new Promise((done) => terminal.once('close', done))
  terminal.stdin.write('\u0013\n')
  await until('all rows are checked', async () => await mark() !== before)
  return {
    kill: async (signal) => process.kill(Number((await run('pgrep', ['-P', String(terminal.pid)])).stdout), signal),
    /** Lets it go on to its end, and gives its status and the lines of its report. */
    end: async () => {
      terminal.stdin.write('\u0011')
      const status = await ended
      const [progress, report] = said.split('\r\u001b[K')
      assert.match(progress, /\r\d+ of \d+ rows$/)
      return { status, report: lines(report).map((line) => line.trim()) }
    },
  }
}

describe('many rows', () => {
  const crowd = (name, count, team = '') => Array.from({ length: count }, (_, i) =>
    `${name},bank,yes,${i ? team : ''},p${i}@${name.toLowerCase().replace(' ', '')}.example,${i ? '' : 'team_leader'},`).join('\n')
  const sheet = (...rows) => `${HEAD}\n${rows.join('\n')}\n`

  test('are written in steps, of each entity those last who lead it', async () => {
    const { status, stdout, stderr } = await imported(sheet(crowd('Pas', 1200, 'Un / Deux')))
    assert.deepEqual([status, stderr], [0, ''], 'nothing is shown where there is no terminal')
    assert.match(stdout, /^added: 1 entities, 2 teams, 1200 habilitations, 0 mails/)
    const [found] = await ask(`SELECT count(DISTINCT r.at_ms) AS steps, count(*) AS entries,
      (SELECT action FROM register l WHERE l.entity_id = e.id ORDER BY sequence DESC LIMIT 1) AS last
      FROM register r JOIN entity e ON e.id = r.entity_id WHERE e.name = 'Pas'`)
    assert.ok(found.steps > 1, `${found.steps} steps`)
    assert.deepEqual([found.entries, found.last], [1203, 'leader_authorised'])
    assert.equal((await beside('register', 'verify')).status, 0)
  })

  test('that were interrupted stay as far as they came, and the same file goes on', async () => {
    const rows = sheet('Coupe,bank,yes,Un,sous@coupe.example,team_leader,', crowd('Coupe', 1199))
    let before = 0
    for (const signal of ['SIGTERM', 'SIGINT']) {
      const on = await checked(rows)
      await on.kill(signal)
      const { status, report } = await on.end()
      const [, come] = report.at(-1).match(/: (\d+) of 1200 rows are imported; import the same file again to go on$/)
      assert.equal(status, 1)
      assert.equal((await people('Coupe')).length, Number(come))
      assert.ok(come > before && come < 1200, `${come} after ${before}`)
      before = Number(come)
    }
    const { status, stdout } = await imported(rows)
    assert.equal(status, 0)
    assert.ok(stdout.startsWith(`added: 0 entities, 0 teams, ${1200 - before} habilitations, 0 mails; unchanged: ${before} rows`), stdout)
    const all = await people('Coupe')
    assert.deepEqual([all.length, all.filter((person) => person.leader).map((person) => person.email)], [1200, ['p0@coupe.example', 'sous@coupe.example']])
    assert.equal((await beside('register', 'verify')).status, 0)
  })

  test('go on past those that somebody else has overtaken since all were checked', async () => {
    const names = ['Sort', 'Menee', 'Nommee']
    for (const name of names) assert.equal((await beside('entity', 'add', name, '--kind', 'bank')).status, 0)
    const id = Object.fromEntries(await Promise.all(names.map(async (name) => [name, (await ask(`SELECT id FROM entity WHERE name = '${name}'`))[0].id])))
    for (const name of names) assert.equal((await beside('entity', 'set-client', id[name], 'yes')).status, 0)
    const on = await checked(sheet(crowd('Sort', 1), crowd('Menee', 2), crowd('Nommee', 1), crowd('Double', 3), crowd('Autre', 1), crowd('Reste', 150)))
    for (const args of [['set-client', id.Sort, 'no'], ['first-leader', id.Menee, 'chef@menee.example'], ['rename', id.Nommee, 'Renommee'],
      ['add', 'Autre', '--kind', 'bank']]) assert.equal((await beside('entity', ...args)).status, 0)
    assert.equal((await imported(sheet(crowd('Double', 2)))).status, 0)
    const { status, report } = await on.end()
    assert.equal(status, 1)
    assert.match(report[0], /^added: 1 entities, 0 teams, 150 habilitations/)
    const refused = Object.fromEntries(report.slice(1, -1).map((line) => line.match(/^line (\d+): (.*)$/).slice(1)))
    assert.match(refused[2], /^email: Sort is no client/)
    for (const line of [3, 4]) assert.match(refused[line], /^email: Menee has a team leader already/)
    assert.match(refused[5], /^entity: Nommee was renamed meanwhile/)
    for (const line of [6, 7, 8]) assert.match(refused[line], /^entity: Double was added by somebody else meanwhile/)
    assert.match(refused[9], /^entity: Autre was added by somebody else meanwhile/)
    assert.equal(Object.keys(refused).length, 8)
    assert.match(report.at(-1), /: 150 of 158 rows are imported, 8 are refused: something changed after all had been checked$/)
    assert.equal((await people('Reste')).length, 150)
    assert.deepEqual([...await people('Sort'), ...await people('Renommee'), ...await people('Autre')], [])
  })

  test('leave alone who was authorised or archived since', async () => {
    assert.equal((await beside('entity', 'add', 'Vite', '--kind', 'bank')).status, 0)
    const [{ id }] = await ask(`SELECT id FROM entity WHERE name = 'Vite'`)
    assert.equal((await beside('entity', 'set-client', id, 'yes')).status, 0)
    const on = await checked(sheet(crowd('Vite', 3), crowd('Loin', 150)))
    assert.equal((await imported(sheet(crowd('Vite', 2)))).status, 0)
    await ask(`UPDATE habilitation SET status = 'archived' WHERE user_id = (SELECT id FROM users WHERE email_key = 'p1@vite.example')`)
    const { status, report } = await on.end()
    assert.equal(status, 1)
    assert.deepEqual(report.slice(1, 4), ['line 2: email: was authorised at Vite meanwhile', 'line 3: email: was archived at Vite meanwhile',
      'line 4: email: Vite has a team leader already: only its team leaders authorise people'])
    assert.match(report.at(-1), /: 150 of 153 rows are imported, 3 are refused/)
  })

  test('let the changes of others in between', async () => {
    const agnes = await site.as('agnes')
    const operation = (await agnes.operation('OP-2026-0042')).id
    const on = await checked(sheet(crowd('Longue', 2000)))
    const end = on.end()
    let over = false
    end.then(() => (over = true))
    const added = []
    for (let i = 0; !over && i < 200; i++) added.push((await agnes.add(operation, `pendant${i}@littoral.example`)).id)
    assert.equal((await end).status, 0)
    const [{ amid }] = await ask(`SELECT count(*) AS amid FROM register r,
      (SELECT min(sequence) AS first, max(sequence) AS last FROM register WHERE entity_id = (SELECT id FROM entity WHERE name = 'Longue')) i
      WHERE r.operation_id = '${operation}' AND r.sequence BETWEEN i.first AND i.last`)
    assert.ok(amid > 0, `none of ${added.length} changes was let in`)
  })
})

test('a few rows are written at once: all or none, whatever has changed since they were checked', async () => {
  assert.equal((await beside('entity', 'add', 'Petite', '--kind', 'bank')).status, 0)
  const [{ id }] = await ask(`SELECT id FROM entity WHERE name = 'Petite'`)
  assert.equal((await beside('entity', 'set-client', id, 'yes')).status, 0)
  const on = await checked(`${HEAD}\nSeule,fund,no,,,,\nPetite,,,,a@petite.example,team_leader,\n`)
  assert.equal((await beside('entity', 'first-leader', id, 'chef@petite.example')).status, 0)
  const before = await counts()
  const { status, report } = await on.end()
  assert.equal(status, 1)
  assert.match(report[0], /^line 3: email: Petite has a team leader already/)
  assert.match(report[1], /: 1 of 2 rows are wrong, nothing is written$/)
  assert.deepEqual(await counts(), before)
})

test('the command says how it is used', async () => {
  const { status, stdout } = await beside('import', '--help')
  assert.equal(status, 0)
  for (const column of HEAD.split(',')) assert.match(stdout, new RegExp(`^  ${column} `, 'm'))
  for (const args of [[], ['a', 'b'], ['a', '--force'], ['a', '--encoding'], ['a', '--encoding', 'klingon']]) assert.match((await beside('import', ...args)).stderr, /usage: guichet import FILE/)
})
