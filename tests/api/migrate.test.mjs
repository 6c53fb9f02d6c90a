// `guichet migrate`: a fresh database, one of before, and what comes later, file by file, with the views made anew.
import assert from 'node:assert/strict'
import { copyFile, cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { leafHash } from './leaves.mjs'
import { PROGRAM, ROOT, run } from './site.mjs'

let folder
let made = 0

// The files that there are, and two that come behind them.
const demo = (await readdir(join(ROOT, 'sql/demo'))).filter((name) => name.endsWith('.sql')).sort()
const FILES = (await readdir(join(ROOT, 'sql/schema'))).filter((name) => /^\d/.test(name)).sort()
const LATER = FILES.slice(1)
const LAST = Number(FILES.at(-1).slice(0, 3))
const VERSIONS = FILES.map((name) => Number(name.slice(0, 3)))
const [one, other] = ['one', 'other'].map((name, i) => `${String(LAST + 1 + i).padStart(3, '0')}_${name}.sql`)
const applied = (names) => names.map((name) => `guichet: migrate: ${name} is applied\n`).join('')

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'guichet-migrate-'))
  await good('', 'keys', 'create')
})
after(() => rm(folder, { recursive: true }))

const fresh = () => join(folder, `${made++}.db`)
const guichet = (file, ...args) => run(PROGRAM, args, { GUICHET_DATABASE: file, GUICHET_KEYS: join(folder, 'keys') })
async function good(file, ...args) {
  const { status, stdout, stderr } = await guichet(file, ...args)
  assert.deepEqual([status, stderr], [0, ''], stdout)
  return stdout
}
async function bad(file, ...args) {
  const { status, stderr } = await guichet(file, ...args)
  assert.equal(status, 1)
  return stderr
}
async function sql(file, text) {
  const { stdout, stderr } = await run('sqlite3', ['-json', '-bail', file], {}, text)
  assert.equal(stderr, '', text)
  return stdout ? JSON.parse(stdout) : []
}
async function old(version) {
  const file = fresh()
  const text = await readFile(join(ROOT, 'tests/api/version_28.sql'), 'utf8')
  await sql(file, `BEGIN;\n${text}DELETE FROM migration WHERE version > ${version};\nCOMMIT;`)
  return file
}
/** A folder of migrations of our own: what the program has, and these files. */
async function schema(files) {
  const own = join(folder, `schema${made++}`)
  await cp(join(ROOT, 'sql/schema'), own, { recursive: true })
  for (const [name, text] of Object.entries(files)) await writeFile(join(own, name), text)
  return own
}
const views = () => readFile(join(ROOT, 'sql/schema/views.sql'), 'utf8')
const versions = async (file) => (await sql(file, 'SELECT version FROM migration ORDER BY version')).map((row) => row.version)
const viewNames = async (file) => (await sql(file, "SELECT name FROM sqlite_master WHERE type = 'view' ORDER BY name")).map((row) => row.name)

/** Columns, keys and checks of a table in no order, so that only what they say is compared. */
function parts(text) {
  const plain = text.replaceAll(/ *--.*/g, '').replaceAll(/\s+/g, ' ').replaceAll(/\( | \)/g, (pair) => pair.trim())
  const from = plain.indexOf('(')
  const to = plain.lastIndexOf(')')
  const found = ['']
  let depth = 0
  for (const char of plain.slice(from + 1, to)) {
    depth += (char === '(') - (char === ')')
    if (char === ',' && depth === 0) found.push('')
    else found[found.length - 1] += char
  }
  return [plain.slice(to + 1).trim(), ...found.map((part) => part.trim()).sort()]
}
async function described(file) {
  const rows = await sql(file, "SELECT type, name, tbl_name AS of, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%' ORDER BY type, name")
  return rows.map((row) => ({ ...row, sql: row.type === 'table' ? parts(row.sql) : row.sql.replaceAll(/\s+/g, ' ') }))
}
/** What SQLite itself makes of it. */
async function understood(file) {
  return {
    columns: await sql(file, `SELECT m.name AS of, c.name, c.type, c."notnull", c.dflt_value, c.pk, c.hidden
      FROM sqlite_master m, pragma_table_xinfo(m.name) c WHERE m.type IN ('table', 'view') ORDER BY m.name, c.name`),
    references: await sql(file, `SELECT m.name AS of, f."from", f."table", f."to", f.on_update, f.on_delete
      FROM sqlite_master m, pragma_foreign_key_list(m.name) f WHERE m.type = 'table' ORDER BY m.name, f."from", f."table"`),
    indexes: await sql(file, `SELECT m.name AS of, i."unique", i.origin, i.partial, CASE i.origin WHEN 'c' THEN i.name END AS name,
        (SELECT group_concat(x.name || x.desc || x.coll, ' ') FROM pragma_index_xinfo(i.name) x WHERE x.key = 1) AS columns
      FROM sqlite_master m, pragma_index_list(m.name) i WHERE m.type = 'table' ORDER BY m.name, name, columns`),
    // Of those that are as good it takes by their order.
    order: await sql(file, "SELECT tbl_name AS of, name FROM sqlite_master WHERE type = 'index' AND sql <> '' ORDER BY tbl_name, rowid"),
  }
}
/** All rows, by table, of the columns that another file has. */
async function content(file, like = file) {
  const tables = await sql(like, `SELECT m.name, group_concat('"' || c.name || '"', ', ') AS columns
    FROM sqlite_master m, pragma_table_xinfo(m.name) c WHERE m.type = 'table' AND m.name <> 'migration' GROUP BY m.name`)
  const script = tables.map(({ name, columns }) => {
    const sorted = columns.split(', ').sort().join(', ')
    return `.print "= ${name}"\nSELECT ${sorted} FROM "${name}" ORDER BY ${sorted};`
  })
  const { stdout, stderr } = await run('sqlite3', [file], {}, script.join('\n'))
  assert.equal(stderr, '')
  return Object.fromEntries(stdout.split(/^= /m).slice(1).map((part) => [part.slice(0, part.indexOf('\n')), part.split('\n').slice(1, -1)]))
}

describe('a fresh database', () => {
  test('is made by the files, and a second time nothing is done', async () => {
    const file = fresh()
    assert.equal(await good(file, 'migrate'), applied(FILES))
    assert.equal(await good(file, 'migrate'), `guichet: migrate: up to date at version ${LAST}\n`)
    assert.deepEqual(await versions(file), VERSIONS)
    assert.match(await good(file, 'check'), /is sound/)
  })
})

describe('a database of version 28, of many files', () => {
  test('is brought over: it says the same as a fresh one', async () => {
    const [before, now] = [await old(28), fresh()]
    assert.equal(await good(before, 'migrate'), applied(LATER.length ? LATER : ['views.sql']))
    assert.equal(await good(before, 'migrate'), `guichet: migrate: up to date at version ${LAST}\n`)
    await good(now, 'migrate')
    assert.deepEqual(await described(before), await described(now))
    assert.deepEqual(await understood(before), await understood(now))
    assert.equal((await viewNames(now)).length, 22)
  })

  test('keeps what is in it, the demonstration data, and fills what is new as in a fresh one', async () => {
    const [before, then, now] = [await old(28), await old(28), fresh()]
    for (const name of demo) await sql(before, await readFile(join(ROOT, 'sql/demo', name), 'utf8'))
    const { register: _, ...was } = await content(before)
    assert.ok(was.contact.length > 10)
    await good(before, 'migrate')
    await sql(then, 'DROP TABLE register')
    assert.deepEqual(await content(before, then), was)
    await good(now, 'migrate')
    await good(now, 'demo', 'sql/demo')
    const [is, made] = [await content(before), await content(now)]
    assert.equal(Object.keys(made).length, 37)
    for (const table of ['entity', 'users', 'operation', 'participation', 'operation_word', 'team', 'contact', 'access', 'request'])
      assert.deepEqual(is[table], made[table], table)
    const domains = (file) => sql(file, 'SELECT id, domain FROM habilitation ORDER BY id')
    assert.deepEqual(await domains(before), await domains(now))
    assert.match(await good(now, 'check'), /is sound/)
  })

  test('has a register that becomes a log: what its chain hashed is kept word for word, and what stands is recorded', async () => {
    const file = await old(28)
    for (const name of demo) await sql(file, await readFile(join(ROOT, 'sql/demo', name), 'utf8'))
    await sql(file, await readFile(join(ROOT, 'tests/api/chain_28.sql'), 'utf8'))
    const hashes = (await sql(file, 'SELECT hash FROM register ORDER BY sequence')).map((row) => row.hash)
    await good(file, 'migrate')
    const rows = await sql(file, 'SELECT sequence, version, action, claims, leaf FROM register ORDER BY sequence')
    const chained = rows.filter((row) => row.version === 0)
    assert.deepEqual(chained.map((row) => JSON.parse(row.claims)[0]), ['', ...hashes.slice(0, -1)])
    assert.deepEqual(chained.map((row) => JSON.parse(row.claims).at(-1)), [null, 'Partie à l’été ; voir "dossier" 1\\3', 'a@b.example → c@d.example'])
    for (const { claims, leaf } of rows.filter((row) => row.version === 0))
      assert.equal(leafHash(claims), leaf)
    assert.equal(rows[3].action, 'log_began')
    const count = async (table) => (await sql(file, `SELECT count(*) AS count FROM ${table}`))[0].count
    const recorded = (action) => rows.filter((row) => row.action === action).length
    for (const [action, table] of [['person_named', 'users'], ['entity_named', 'entity'], ['operation_named', 'operation'],
      ['habilitation_recorded', 'habilitation'], ['contact_recorded', 'contact']]) assert.equal(recorded(action), await count(table), action)
    assert.match(await good(file, 'register', 'verify'), new RegExp(`${rows.length} rows are as they were written`))
    for (const damage of ["UPDATE register_secret SET value = 'autre' WHERE sequence = 2", 'UPDATE register SET at_ms = at_ms + 1 WHERE sequence = 3',
      "UPDATE register SET claims = replace(claims, 'contact_added', 'contact_moved') WHERE sequence = 1"]) {
      const copy = fresh()
      await sql(file, `VACUUM INTO '${copy}'`)
      await sql(copy, damage)
      assert.match(await bad(copy, 'register', 'verify'), /row [123] is not what was written/)
    }
  })

  test('is refused when it is of a version before, with what is to be done, and left as it is', async () => {
    for (const version of [1, 27]) {
      const file = await old(version)
      const was = await described(file)
      const said = await bad(file, 'migrate')
      assert.equal(said, `guichet: migrate: ${file}: is of version ${version}, from before the schema was one file: bring it to version 28 ` +
        'with the Guichet of commit a3f79ce first (README.md, Upgrading)\n')
      assert.deepEqual(await described(file), was)
      assert.equal((await versions(file)).at(-1), version)
    }
  })
})

describe('what comes later', () => {
  const ONE = 'ALTER TABLE team ADD COLUMN motto TEXT;\n'
  // As a table is made anew: the views would hold on to it.
  const OTHER = `CREATE TABLE new_team_above (team_id TEXT NOT NULL REFERENCES team (id), above_id TEXT NOT NULL REFERENCES team (id),
    PRIMARY KEY (above_id, team_id)) WITHOUT ROWID;
    INSERT INTO new_team_above (team_id, above_id) SELECT team_id, above_id FROM team_above;
    DROP TABLE team_above;
    ALTER TABLE new_team_above RENAME TO team_above;\n`
  const more = async () => (await views()) + '\nCREATE VIEW motto AS\nSELECT id, motto FROM team;\n'

  test('is applied file by file, and the views are made anew after the last', async () => {
    const file = fresh()
    await good(file, 'migrate')
    await good(file, 'demo', 'sql/demo')
    const count = (await sql(file, 'SELECT count(*) AS n FROM team_above'))[0].n
    const names = await viewNames(file)
    assert.equal(await good(file, 'migrate', await schema({ [one]: ONE })), applied([one]))
    assert.deepEqual(await viewNames(file), names)
    const both = await schema({ [one]: ONE, [other]: OTHER, 'views.sql': await more() })
    assert.equal(await good(file, 'migrate', both), applied([other]))
    assert.deepEqual(await viewNames(file), [...names, 'motto'].sort())
    assert.equal((await sql(file, 'SELECT count(*) AS n FROM team_above'))[0].n, count)
    assert.deepEqual(await versions(file), [...VERSIONS, LAST + 1, LAST + 2])
    const whole = fresh()
    assert.equal(await good(whole, 'migrate', both), applied([...FILES, one, other]))
    assert.deepEqual(await described(whole), await described(file))
    assert.match(await bad(file, 'migrate'), /ends before the version that the database has already/)
  })

  test('holds whole or not at all, file by file', async () => {
    const file = fresh()
    await good(file, 'migrate')
    const names = await viewNames(file)
    const torn = await schema({ [one]: `${ONE}DROP TABLE nowhere;\n` })
    assert.match(await bad(file, 'migrate', torn), /_one\.sql: failed, and nothing of it was applied/)
    assert.deepEqual([await versions(file), await viewNames(file)], [VERSIONS, names])
    const later = await schema({ [one]: ONE, [other]: 'DROP TABLE nowhere;\n' })
    assert.match(await bad(file, 'migrate', later), /_other\.sql: failed, and nothing of it was applied/)
    assert.deepEqual(await versions(file), [...VERSIONS, LAST + 1])
    assert.equal(await good(file, 'migrate', await schema({ [one]: ONE })), 'guichet: migrate: views.sql is applied\n')
    assert.deepEqual(await viewNames(file), names)
    const dangling = await schema({ [one]: ONE, [other]: "INSERT INTO team_above (team_id, above_id) VALUES ('a', 'b');\n" })
    assert.match(await bad(file, 'migrate', dangling), /refers to a missing row of team/)
    const wrong = await schema({ [one]: ONE, [other]: OTHER, 'views.sql': `${await more()}CREATE VIEW motto AS SELECT 1;\n` })
    assert.match(await bad(file, 'migrate', wrong), /_other\.sql: failed, and nothing of it was applied/)
    assert.deepEqual([await versions(file), await viewNames(file)], [[...VERSIONS, LAST + 1], names])
  })

  test('makes the views anew when their text alone changed, or somebody changed them', async () => {
    const file = fresh()
    await good(file, 'migrate')
    const names = await viewNames(file)
    const changed = await schema({ 'views.sql': (await views()).replace('SELECT me.user_id AS leader, t.team_id', 'SELECT t.team_id') })
    assert.match(await bad(file, 'migrate', changed), /no such column/, 'a query does not fit them')
    assert.equal(await good(file, 'migrate'), 'guichet: migrate: views.sql is applied\n')
    const another = await schema({ 'views.sql': (await views()).replace('me.team_leader = 1', 'me.team_leader <> 0') })
    assert.equal(await good(file, 'migrate', another), 'guichet: migrate: views.sql is applied\n')
    assert.match((await sql(file, "SELECT sql FROM sqlite_master WHERE name = 'led_person'"))[0].sql, /team_leader <> 0/)
    assert.equal(await good(file, 'migrate'), 'guichet: migrate: views.sql is applied\n')
    await sql(file, 'DROP VIEW guardian; CREATE VIEW mine AS SELECT 1 AS one')
    assert.equal(await good(file, 'migrate'), 'guichet: migrate: views.sql is applied\n')
    assert.deepEqual(await viewNames(file), names)
    assert.equal(await good(file, 'migrate'), `guichet: migrate: up to date at version ${LAST}\n`)
  })

  test('is refused when files are missing, named twice or otherwise', async () => {
    const file = fresh()
    assert.match(await bad(file, 'migrate', await schema({ [other]: OTHER })), /_other\.sql: comes after a gap/)
    assert.match(await bad(file, 'migrate', await schema({ '028_twice.sql': ONE, [one]: ONE })), /has the number of another file/)
    assert.match(await bad(file, 'migrate', await schema({ 'motto.sql': ONE })), /motto\.sql: is not called like 001_name\.sql/)
    const bare = await schema({})
    await copyFile(join(bare, 'views.sql'), join(bare, 'views'))
    await rm(join(bare, 'views.sql'))
    assert.match(await bad(file, 'migrate', bare), /views\.sql: No such file/)
    assert.match(await bad(file, 'migrate', join(folder, 'nowhere')), /No such file/)
  })
})
