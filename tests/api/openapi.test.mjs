// The API's description is valid, has every route, and what is really answered fits it.
import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { Validator } from '@seriousme/openapi-schema-validator'
import Ajv from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { calm, CHOSEN, codeNow, person, resetSecret, sql } from './account.mjs'
import { askingLink, House, sought } from './house.mjs'
import { codeOf, PASSWORD, PEOPLE, PROGRAM, run, Site } from './site.mjs'

const LINTER = fileURLToPath(new URL('../node_modules/@redocly/cli/bin/cli.js', import.meta.url))
const METHODS = ['get', 'put', 'post', 'patch', 'delete']
const FILE = '/api/operations/{operation}'
const LINES = `${FILE}/contacts`
const LINE = `${LINES}/{contact}`

let site, document, ajv, agnes, paul, file

before(async () => {
  site = await Site.start()
  agnes = await site.as('agnes')
  paul = await site.as('paul')
  file = (await agnes.operation('OP-2026-0042')).id
  document = (await site.visitor().get('api/openapi.json')).body
  ajv = addFormats(new Ajv({ strict: true, allowUnionTypes: true, allErrors: true }))
  ajv.addVocabulary(['components'])
  ajv.addSchema({ $id: 'guichet', components: document.components })
})
after(async () => assert.equal(await site.stop(), 0))

const operations = () => Object.entries(document.paths).flatMap(([path, item]) =>
  METHODS.filter((method) => item[method]).map((method) => ({ path, method, item, ...item[method] })))

/** Asserts that a value fits a schema of the document; references in it count from the document's root. */
function fits(schema, value, what) {
  const check = ajv.compile(JSON.parse(JSON.stringify(schema).replaceAll('"#/', '"guichet#/')))
  assert.ok(check(value), `${what}: ${ajv.errorsText(check.errors)} in ${JSON.stringify(value).slice(0, 2000)}`)
}

test('the command says the same, without a site', async () => {
  const { status, stdout } = await run(PROGRAM, ['openapi'], site.settings)
  assert.equal(status, 0)
  assert.deepEqual(JSON.parse(stdout), document)
  assert.equal((await run(PROGRAM, ['openapi', 'x'], site.settings)).status, 1)
})

const seen = new Set()

/** Asks as the document says and asserts that the answer is one that it describes, of the status wanted. */
async function ask(visitor, status, method, path, names = {}, body, query = '') {
  const described = document.paths[path][method.toLowerCase()]
  const real = path.slice(1).replace(/\{(\w+)\}/g, (_, name) => names[name]) + query
  const answer = await visitor.request(method, real, body)
  const what = `${method} ${real}: ${answer.status}`
  assert.equal(answer.status, status, `${what} ${answer.text}`)
  if (status < 400) {
    assert.ok(described.responses[status], `${what} is not described`)
    if (body !== undefined) fits(described.requestBody.content['application/json'].schema, body, `${what}: body`)
    seen.add(`${described.operationId} ${status}`)
  }
  assert.deepEqual(described.responses.default, { $ref: '#/components/responses/problem' })
  const { content } = described.responses[status] ?? document.components.responses.problem
  if (!content) {
    assert.equal(answer.text, '', what)
    return answer
  }
  const type = answer.headers['content-type'].split(';')[0]
  assert.ok(content[type], `${what} as ${type}`)
  fits(content[type].schema, answer.body ?? answer.text, what)
  return answer
}

describe('the document', () => {
  test('is valid OpenAPI 3.1', async () => {
    const validator = new Validator()
    const { valid, errors } = await validator.validate(structuredClone(document))
    assert.ok(valid, JSON.stringify(errors))
    assert.equal(validator.version, '3.1')
    assert.doesNotThrow(() => validator.resolveRefs(), 'every reference leads somewhere')
  })

  test('pleases a linter that many use, without a warning', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'openapi-'))
    const file = join(folder, 'openapi.json')
    const { stdout: text } = await run(PROGRAM, ['openapi'], { ...site.settings, GUICHET_PUBLIC_URL: 'https://desk.bank.test/' })
    await writeFile(file, text)
    const quiet = { PATH: process.env.PATH, HOME: folder, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' }
    const { stdout } = await run(process.execPath, [LINTER, 'lint', '--format=json', file], quiet)
    await rm(folder, { recursive: true })
    const { totals, problems } = JSON.parse(stdout)
    assert.deepEqual([totals.errors, totals.warnings], [0, 0], JSON.stringify(problems, null, 2))
  })

  test('leads to a page that tells a programmer how, in both languages', async () => {
    const { url } = document.externalDocs
    assert.equal(url, `${site.url}integrators.html`)
    for (const [name, words] of [['integrators.html', 'Repeating safely'], ['integrateurs.html', 'Répéter sans risque']]) {
      const answer = await site.visitor().get(name)
      assert.equal(answer.status, 200, name)
      assert.match(answer.headers['content-type'], /^text\/html/)
      for (const code of answer.text.matchAll(/<code>(?:\d{3} )?([a-z]+(?:_[a-z]+)+)<\/code>/g))
        assert.ok(JSON.stringify(document).includes(`"${code[1]}"`) || /^(lower_snake|minuscules)/.test(code[1]), `${name}: ${code[1]}`)
      assert.ok(answer.text.includes(words), name)
    }
  })

  test('names the refusals of each row', () => {
    for (const { method, path, responses } of operations()) {
      for (const [status, { content }] of Object.entries(responses).filter(([one]) => one >= '400' && one !== 'default'))
        assert.ok(content['application/problem+json'].schema.properties.code.enum.length, `${method} ${path} ${status}`)
      assert.ok(responses[422] && responses[429] && responses[503], `${method} ${path}`)
    }
    const codes = (path, method, status) => document.paths[path][method].responses[status].content['application/problem+json'].schema.properties.code.enum
    assert.deepEqual(codes(`${LINE}/revoke`, 'post', 403), ['forbidden', 'cross_site', 'own_line'])
    assert.ok(codes(`${LINE}/revoke`, 'post', 409).includes('last_manager'))
  })

  test('has every route of the program with its right, and no other', async () => {
    const { stdout } = await run(PROGRAM, ['routes'])
    const listed = stdout.trim().split('\n').map((line) => line.split(/\s+/).join(' '))
    assert.deepEqual(operations().map((one) => `${one.method.toUpperCase()} ${one.path} ${one['x-right']}`).sort(), listed.sort())
  })

  test('says where the service is', async () => {
    assert.equal(document.info.version, (await run(PROGRAM, ['--version'])).stdout.trim().split(' ')[1])
    assert.deepEqual(document.servers.map((server) => `${server.url}/`), [site.url])
  })

  test('gives every operation a name of its own, a summary, and arguments for its path', () => {
    const names = operations().map((one) => one.operationId)
    assert.equal(new Set(names).size, names.length)
    for (const { path, item, summary, operationId } of operations()) {
      assert.ok(summary, operationId)
      assert.deepEqual(item.parameters.map((one) => `{${one.name}}`), path.match(/\{\w+\}/g) ?? [])
    }
  })

  test('asks for the session wherever a stranger is refused, and only there', async () => {
    assert.deepEqual(document.security, [{ session: [] }])
    assert.deepEqual(document.components.securitySchemes.session, { type: 'apiKey', in: 'cookie', name: 'guichet' })
    for (const { method, path, security } of operations()) {
      const answer = await site.visitor().request(method.toUpperCase(), path.slice(1).replace(/\{\w+\}/g, 'x'))
      assert.equal(answer.body?.code === 'no_session', security === undefined, `${method} ${path}`)
    }
  })

  test('describes no schema that nothing answers', () => {
    const text = JSON.stringify(document)
    for (const name of Object.keys(document.components.schemas))
      assert.ok(text.includes(`"#/components/schemas/${name}"`), name)
  })

  test('closes every object', () => {
    for (const [name, schema] of Object.entries(document.components.schemas))
      if (schema.type === 'object') assert.equal(schema.additionalProperties, false, name)
  })
})

describe('a body', () => {
  test('is refused by the service where the description refuses it', async () => {
    const wrong = [
      ['post', '/api/session', {}],
      ['post', '/api/session', { email: PEOPLE.agnes, password: 1 }],
      ['post', '/api/session', { email: PEOPLE.agnes, password: '' }],
      ['post', '/api/session', { email: PEOPLE.agnes, password: PASSWORD, admin: true }],
      ['post', '/api/session/code', { code: '123456', remember: 'yes' }],
      ['post', '/api/account', { language: 'de' }],
      ['post', LINES, { emails: [] }],
      ['post', LINES, { emails: Array(101).fill('a@b.example') }],
      ['post', LINES, { emails: ['x'.repeat(401)] }],
      ['post', LINES, { emails: ['a@b.example'], until: 'tomorrow' }],
      ['post', LINES, { emails: ['a@b.example'], message: 'x'.repeat(1001) }],
      ['put', '/api/session/environment', { entity: 'x'.repeat(65) }],
    ]
    for (const [method, path, body] of wrong) {
      const { schema } = document.paths[path][method].requestBody.content['application/json']
      assert.ok(!ajv.validate(schema, body), `${path} describes ${JSON.stringify(body)}`)
      const { body: problem } = await ask(agnes, 422, method.toUpperCase(), path, { operation: file }, body)
      assert.equal(problem.code, 'invalid_fields')
    }
  })

  test('may say null for what it leaves out', async () => {
    await ask(agnes, 200, 'POST', LINES, { operation: file },
      { emails: [PEOPLE.paul], entity: null, until: null, message: null })
  })
})

test('a query is refused by the service where the description refuses it', async () => {
  for (const { method, path, parameters } of operations())
    for (const { name, schema } of parameters.filter((one) => one.in === 'query')) {
      const wrong = schema.enum || schema.items ? ['elsewhere'] : schema.type === 'boolean' ? ['perhaps'] : schema.type === 'integer' ? [schema.minimum - 1, schema.maximum + 1, 'x']
        : schema.format === 'date-time' ? ['yesterday', '2026-13-01T00:00:00Z'] : ['x'.repeat(schema.maxLength + 1)]
      for (const value of wrong) {
        const { body } = await ask(agnes, 422, method.toUpperCase(), path, { operation: file }, undefined, `?${name}=${value}`)
        assert.deepEqual(Object.keys(body.fields), [name], `${path}?${name}=${value}`)
      }
    }
})

describe('what is answered fits', () => {
  test('about the service', async () => {
    await ask(site.visitor(), 200, 'GET', '/api/health')
    await ask(site.visitor(), 200, 'GET', '/api/openapi.json')
    assert.equal((await run(PROGRAM, ['register', 'checkpoint'], site.settings)).status, 0)
    for (const path of ['checkpoint', 'keys']) await ask(site.visitor(), 200, 'GET', `/api/register/${path}`)
    await ask(site.visitor(), 200, 'GET', '/api/register/growth', {}, undefined, '?old=3')
    await ask(site.visitor(), 404, 'GET', '/api/register/growth', {}, undefined, '?old=3000000')
  })

  test('signing in, with and without a code, and out', async () => {
    const visitor = site.visitor()
    const before = (await site.mails(PEOPLE.max)).length
    const password = { email: PEOPLE.max, password: PASSWORD }
    await ask(visitor, 202, 'POST', '/api/session', {}, password)
    await ask(visitor, 401, 'POST', '/api/session/code', {}, { code: '000000' })
    const mail = await site.mail(PEOPLE.max, () => true, before)
    const code = /^\s*(\d{3} ?\d{3})\s*$/m.exec(mail.text)[1]
    const { body: session } = await ask(visitor, 200, 'POST', '/api/session/code', {}, { code, remember: true })
    assert.equal(session.environment, null)
    await ask(visitor, 409, 'GET', '/api/operations')
    await ask(visitor, 200, 'GET', '/api/session')
    for (const { entity } of session.environments)
      await ask(visitor, 200, 'PUT', '/api/session/environment', {}, { entity })
    await ask(visitor, 404, 'PUT', '/api/session/environment', {}, { entity: 'none' })
    await ask(visitor, 204, 'DELETE', '/api/session')
    await ask(visitor, 401, 'GET', '/api/session')
    await ask(visitor, 200, 'POST', '/api/session', {}, password)
  })

  test('every operation of several people, its contacts, its archive and its register', async () => {
    for (const name of ['agnes', 'tom', 'paul', 'brune']) {
      const visitor = await site.as(name)
      const list = await ask(visitor, 200, 'GET', '/api/operations', {}, undefined, '?limit=100')
      for (const { id } of list.body.items) {
        const names = { operation: id }
        await ask(visitor, 200, 'GET', FILE, names)
        await ask(visitor, 200, 'GET', LINES, names)
        await ask(visitor, 200, 'GET', LINES, names, undefined, '?state=archived&limit=100')
        await ask(visitor, 200, 'GET', LINES, names, undefined, '?sort=until&order=desc&status=active,invited')
        await ask(visitor, 200, 'GET', `${LINES}.csv`, names)
        const { body } = await ask(visitor, 200, 'GET', `${FILE}/register`, names, undefined, '?limit=2')
        await ask(visitor, 200, 'GET', `${FILE}/access`, names, undefined, '?limit=2')
        if (body.items.length) await ask(visitor, 200, 'GET', `${FILE}/register/{row}/proof`, { ...names, row: body.items[0].row })
      }
    }
  })

  test('what one is told about', async () => {
    await ask(agnes, 200, 'GET', '/api/account/notifications', {}, undefined, '?q=verrerie&limit=1')
    for (const mode of ['off', 'daily', 'each']) await ask(agnes, 200, 'PUT', '/api/account/notifications', {}, { mode })
    for (const visitor of [agnes, paul]) await ask(visitor, 200, 'PUT', `${FILE}/notifications`, { operation: file }, { own: true })
  })

  test('adding, whatever becomes of an address', async () => {
    const emails = ['openapi@littoral.example', 'OpenAPI@littoral.example', 'nonsense', PEOPLE.agnes, PEOPLE.leo, PEOPLE.brune]
    const { body } = await ask(agnes, 200, 'POST', LINES, { operation: file },
      { emails, until: new Date(Date.now() + 86400000).toISOString(), message: 'Bienvenue' })
    const { body: own } = await ask(paul, 200, 'POST', LINES, { operation: file }, { emails: ['guest@littoral.example'] })
    const results = new Set([...body.items, ...own.items].map((item) => item.code ?? item.result))
    for (const result of ['queued', 'invited', 'unchanged', 'duplicate', 'bad_email']) assert.ok(results.has(result), result)
    const { body: checked } = await ask(paul, 200, 'POST', `${LINES}/check`, { operation: file },
      { emails: [...emails, 'a@litoral.example', 'b@aurore.example', 'c@gmail.com'] })
    assert.deepEqual([...new Set(checked.items.flatMap((item) => item.notes))].sort(), ['known', 'look_alike', 'other_entity', 'outside'])
    await ask(agnes, 422, 'POST', `${LINES}/check`, { operation: file }, { emails, entity: 'none' })
    await ask(agnes, 422, 'POST', LINES, { operation: file }, { emails, entity: 'none' })
    await ask(agnes, 404, 'POST', LINES, { operation: 'none' }, { emails })
  })

  test('revoking, restoring and sending again', async () => {
    const line = async (email) => ({ operation: file, contact: (await paul.add(file, email)).contact.id })
    const guest = await line('again@littoral.example')
    await ask(paul, 202, 'POST', `${LINE}/resend`, guest)
    const revoked = await ask(paul, 200, 'POST', `${LINE}/revoke`, guest, { reason: 'Parti' })
    assert.equal(revoked.body.reason, 'Parti')
    await ask(paul, 409, 'POST', `${LINE}/revoke`, guest)
    const restored = await ask(paul, 200, 'POST', `${LINE}/restore`, guest, { until: '2099-12-31T00:00:00+01:00' })
    assert.equal(restored.body.until, '2099-12-30T23:00:00.000Z')
    await ask(paul, 200, 'POST', `${LINE}/extend`, guest, { until: null })
    const own = { operation: file, contact: (await paul.contact(file, PEOPLE.paul)).id }
    await ask(paul, 403, 'POST', `${LINE}/revoke`, own)
  })

  test('an invitation, its refusal and the account', async () => {
    const [one, other] = ['one@littoral.example', 'other@littoral.example']
    for (const email of [one, other]) await paul.add(file, email)
    const secret = await site.secret(one)
    await ask(site.visitor(), 200, 'POST', '/api/invitations/show', {}, { secret })
    const account = { secret, first_name: 'Inès', last_name: 'Un', job_title: 'Analyste', phone: '+33612345678',
      password: 'Trois-Chats-Roux-1987', language: 'fr', terms: true }
    await ask(site.visitor(), 422, 'POST', '/api/account', {}, { ...account, phone: '12' })
    await ask(site.visitor(), 201, 'POST', '/api/account', {}, account)
    await ask(site.visitor(), 404, 'POST', '/api/invitations/show', {}, { secret })
    await ask(site.visitor(), 204, 'POST', '/api/invitations/refuse', {}, { secret: await site.secret(other) })
    for (const one of (await paul.all(`api/operations/${file}/contacts`)).slice(0, 5))
      await ask(paul, 200, 'GET', `${LINES}/{contact}/why`, { operation: file, contact: one.id })
    await ask(paul, 202, 'POST', `${FILE}/leave`, { operation: file }, {})
    const { body: impact } = await ask(agnes, 200, 'POST', `${LINES}/impact`, { operation: file }, {})
    assert.ok(impact.waiting.length > 0)
    await ask(agnes, 404, 'POST', `${LINES}/impact`, { operation: 'none' }, {})
    await ask(paul, 200, 'GET', `${FILE}/register`, { operation: file }, undefined, '?limit=100')
    await ask(paul, 200, 'GET', LINES, { operation: file }, undefined, '?state=archived')
  })

  test('a leader invited on the command line, who has no operation yet', async () => {
    const added = await run(PROGRAM, ['entity', 'add', 'Banque Neuve', '--kind', 'bank', '--client', '--leader', 'chef@neuve.example'],
      site.settings)
    assert.equal(added.status, 0, added.stderr)
    const { body } = await ask(site.visitor(), 200, 'POST', '/api/invitations/show', {}, { secret: await site.secret('chef@neuve.example') })
    assert.deepEqual([body.operation, body.sponsor], [null, null])
  })

  test('one’s own account, password, browsers and authenticator', async () => {
    const email = 'account@littoral.example'
    const visitor = await person(site, email)
    await ask(visitor, 200, 'GET', '/api/account')
    await ask(visitor, 200, 'PATCH', '/api/account', {}, { first_name: 'Inès', phone: '+33612345678', language: 'fr' })
    await ask(visitor, 422, 'PATCH', '/api/account', {}, { phone: '12' })
    await ask(visitor, 422, 'PUT', '/api/account/password', {}, { current: CHOSEN, password: 'short' })
    await ask(visitor, 204, 'PUT', '/api/account/password', {}, { current: CHOSEN, password: CHOSEN })
    await ask(visitor, 404, 'DELETE', '/api/sessions/{session}', { session: 'none' })
    await ask(visitor, 204, 'DELETE', '/api/sessions')
    await calm()
    const { body: totp } = await ask(visitor, 200, 'POST', '/api/account/totp', {}, { password: CHOSEN })
    await ask(visitor, 200, 'POST', '/api/account/totp/confirm', {}, { code: codeNow(totp.secret, -1) })
    await ask(visitor, 409, 'POST', '/api/account/totp', {}, { password: CHOSEN })
    await ask(visitor, 200, 'POST', '/api/account/recovery_codes', {}, { password: CHOSEN })
    await sql(site, `UPDATE users SET mailbox_ms = 0 WHERE email = '${email}'`)
    const { body: account } = await ask(visitor, 200, 'GET', '/api/account')
    assert.equal(account.mailbox_proved, null)
    const other = site.visitor()
    await ask(other, 202, 'POST', '/api/session', {}, { email, password: CHOSEN })
    await ask(other, 202, 'POST', '/api/session/code', {}, { code: codeNow(totp.secret) })
    await ask(visitor, 204, 'POST', '/api/account/totp/remove', {}, { password: CHOSEN })
    const { body: list } = await ask(visitor, 200, 'GET', '/api/sessions')
    await ask(visitor, 204, 'DELETE', '/api/sessions/{session}', { session: list.items[0].id })
    await ask(site.visitor(), 204, 'POST', '/api/password', {}, { secret: await resetSecret(site, email), password: CHOSEN })
    await ask(site.visitor(), 202, 'POST', '/api/password/forgotten', {}, { email })
  })

  test('moving to another address, with the old mailbox and without', async () => {
    const [email, to, found] = ['mover@littoral.example', 'mover@ailleurs.example', 'mover@retrouve.example']
    const linkTo = (mail) => /#\/address\/([A-Za-z0-9_-]+)/.exec(mail.text)?.[1]
    const visitor = await person(site, email)
    await ask(visitor, 200, 'POST', '/api/account/address/preview', {}, { email: to })
    await ask(visitor, 422, 'POST', '/api/account/address/preview', {}, { email })
    for (const leave of [true, false]) {
      await ask(visitor, 202, 'POST', '/api/account/address', {}, { email: to, password: CHOSEN })
      await ask(visitor, 200, 'GET', '/api/account/address')
      await site.mail(to, (mail) => codeOf(mail) !== undefined)
      if (leave) await ask(visitor, 204, 'DELETE', '/api/account/address')
    }
    const code = codeOf(await site.mail(to, (mail) => codeOf(mail) !== undefined, 1))
    await ask(visitor, 200, 'POST', '/api/account/address/confirm', {}, { code })
    await ask(visitor, 409, 'POST', '/api/account/address/confirm', {}, { code })
    await ask(visitor, 200, 'GET', '/api/account/address')
    const door = site.visitor()
    await ask(door, 202, 'POST', '/api/session', {}, { email: to, password: CHOSEN })
    await ask(door, 202, 'POST', '/api/session/code/lost', {}, { email: found })
    const wish = (await ask(paul, 200, 'GET', '/api/requests')).body.items.find((item) => item.kind === 'vouch')
    for (const visitor of [paul, await site.as('claire.dubois@littoral.example')])
      await ask(visitor, 200, 'POST', '/api/requests/{request}/approve', { request: wish.id })
    await sql(site, `UPDATE address_change SET due_ms = 1 WHERE email = '${found}'`)
    await run(PROGRAM, ['mail', '--once'], site.settings)
    const proof = linkTo(await site.mail(found, (mail) => linkTo(mail) !== undefined))
    await ask(site.visitor(), 200, 'POST', '/api/address/show', {}, { secret: proof })
    await ask(site.visitor(), 204, 'POST', '/api/address/confirm', {}, { secret: proof })
    const notice = linkTo(await site.mail(to, (mail) => linkTo(mail) !== undefined))
    await ask(site.visitor(), 200, 'POST', '/api/address/show', {}, { secret: notice })
    await ask(site.visitor(), 204, 'POST', '/api/address/cancel', {}, { secret: notice })
    await ask(site.visitor(), 409, 'POST', '/api/address/cancel', {}, { secret: notice })
  })

  describe('in a client entity of its own', () => {
    const ENTITY = '/api/entities/{entity}'
    const TEAM = `${ENTITY}/teams/{team}`
    const PERSON = `${ENTITY}/habilitations/{habilitation}`
    let house, leader, names

    before(async () => {
      house = await House.build(site)
      leader = house.leader
      names = { entity: house.id }
    })

    test('the entity, its register and the others’ names', async () => {
      await ask(leader, 200, 'GET', '/api/entities', {}, undefined, '?limit=3')
      await ask(leader, 200, 'GET', ENTITY, names)
      for (const flag of [false, true]) await ask(leader, 200, 'PATCH', ENTITY, names, { guests_need_habilitation: flag })
      await ask(leader, 404, 'GET', ENTITY, { entity: 'none' })
      const { body: told } = await ask(leader, 200, 'GET', `${ENTITY}/register`, names)
      await ask(leader, 404, 'GET', `${ENTITY}/register/{row}/proof`, { ...names, row: 0 })
      assert.equal((await run(PROGRAM, ['register', 'checkpoint'], site.settings)).status, 0)
      await ask(leader, 200, 'GET', `${ENTITY}/register/{row}/proof`, { ...names, row: told.items.at(-1).row })
    })

    test('its teams', async () => {
      const { body } = await ask(leader, 201, 'POST', `${ENTITY}/teams`, names, { name: 'Équipe', parent: house.root })
      await ask(leader, 409, 'POST', `${ENTITY}/teams`, names, { name: 'Équipe', parent: house.root })
      await ask(leader, 200, 'GET', `${ENTITY}/teams`, names)
      await ask(leader, 200, 'PATCH', TEAM, { ...names, team: body.id }, { name: 'Autre' })
      await ask(leader, 204, 'DELETE', TEAM, { ...names, team: body.id })
    })

    test('its people', async () => {
      const emails = ['neuf@maison.example', PEOPLE.brune, 'nonsense', 'neuf@maison.example', leader.email]
      const { body } = await ask(leader, 200, 'POST', `${ENTITY}/habilitations`, names, { emails, team: house.root, roles: ['creator'] })
      assert.deepEqual(body.items.map((item) => item.code ?? item.result), ['invited', 'active', 'bad_email', 'duplicate', 'unchanged'])
      const person = { ...names, habilitation: body.items[0].habilitation.id }
      await ask(leader, 200, 'POST', `${ENTITY}/habilitations/check`, names, { emails: ['x@gmail.com', 'nothing'] })
      await ask(leader, 200, 'PATCH', PERSON, person, { roles: ['team_leader', 'creator'] })
      await ask(leader, 200, 'POST', `${PERSON}/archive`, person, { reason: 'Parti' })
      await ask(leader, 409, 'POST', `${PERSON}/archive`, person)
      for (const state of ['current', 'archived']) await ask(leader, 200, 'GET', `${ENTITY}/habilitations`, names, undefined, `?state=${state}`)
      await ask(leader, 200, 'POST', `${PERSON}/restore`, person)
      await ask(leader, 200, 'POST', `${PERSON}/extend`, person, { until: '2099-12-31T00:00:00Z' })
    })

    test('its operations, and what an archived habilitation takes along', async () => {
      const entities = (await leader.all('api/entities')).map((one) => one.id).filter((id) => id !== house.id)
      const participations = [{ entity: house.id, side: 'manager' }, { entity: entities[0], side: 'borrower' }]
      const { body } = await ask(leader, 201, 'POST', '/api/operations', {}, { reference: 'API-1', name: 'Essai', participations })
      const operation = { operation: body.id }
      await ask(leader, 409, 'POST', `${FILE}/close`, operation)
      await ask(leader, 200, 'PATCH', FILE, operation, { name: 'Essai n° 2', participations })
      await ask(leader, 422, 'PATCH', FILE, operation, { participations: [] })
      await ask(leader, 200, 'POST', `${FILE}/publish`, operation)
      const person = await house.hire('collegue')
      await leader.add(body.id, person.email)
      const line = { ...names, habilitation: person.habilitation }
      await ask(leader, 200, 'GET', `${PERSON}/contacts`, line)
      await ask(leader, 200, 'GET', `${PERSON}/why`, line)
      await ask(leader, 200, 'POST', `${PERSON}/archive`, line)
      const { body: taken } = await ask(leader, 200, 'GET', `${PERSON}/contacts`, line, undefined, '?state=archived')
      assert.equal(taken.items.length, 1)
      await ask(leader, 200, 'GET', `${FILE}/register`, operation)
      await ask(leader, 200, 'GET', `${ENTITY}/register`, names)
      await ask(leader, 200, 'POST', `${FILE}/close`, operation)
    })

    test('requests, whatever becomes of them', async () => {
      for (const email of ['a@dehors.example', 'b@dehors.example'])
        await ask(site.visitor(), 202, 'POST', '/api/requests', {}, { entity: house.name, email, message: 'Bonjour' })
      for (const email of ['a@dehors.example', 'b@dehors.example']) {
        const secret = await askingLink(site, email)
        await ask(site.visitor(), 200, 'POST', '/api/asking/show', {}, { secret })
        await ask(site.visitor(), 204, 'POST', '/api/asking/confirm', {}, { secret })
        await ask(site.visitor(), 409, 'POST', '/api/asking/refuse', {}, { secret })
        await ask(site.visitor(), 200, 'POST', '/api/asking/show', {}, { secret })
      }
      await ask(site.visitor(), 202, 'POST', '/api/requests', {}, { entity: house.name, email: 'c@dehors.example' })
      await ask(site.visitor(), 204, 'POST', '/api/asking/refuse', {}, { secret: await askingLink(site, 'c@dehors.example') })
      await ask(paul, 202, 'POST', '/api/requests', {}, { entity: house.id })
      await ask(paul, 200, 'GET', '/api/requests')
      await sought(site)
      await ask(paul, 422, 'POST', '/api/requests', {}, {})
      const { body } = await ask(leader, 200, 'GET', '/api/requests')
      const [own, second, first] = body.items.map((item) => ({ request: item.id }))
      await ask(leader, 200, 'POST', '/api/requests/{request}/approve', first, { team: house.root })
      await ask(leader, 200, 'POST', '/api/requests/{request}/refuse', second, { reason: 'Non' })
      await ask(paul, 200, 'POST', '/api/requests/{request}/cancel', own)
      await ask(leader, 404, 'POST', '/api/requests/{request}/approve', { request: 'none' })
      await ask(leader, 200, 'GET', '/api/requests', {}, undefined, '?state=closed')
      await ask(paul, 200, 'GET', '/api/requests/deciders', {}, undefined, '?operation=OP-2026-0042')
      await ask(paul, 200, 'GET', '/api/requests/deciders', {}, undefined, `?entity=${house.id}`)
      await ask(agnes, 200, 'GET', '/api/requests')
      await ask(agnes, 200, 'GET', '/api/waiting', {}, undefined, '?limit=9')
    })

    test('handovers, whatever becomes of them', async () => {
      const parting = await house.hire('partant', house.root, ['creator'])
      const heir = await house.hire('suite')
      await house.published(`${house.domain}-suite`, {}, parting)
      const body = { successors: [{ email: heir.email }], from: new Date().toISOString(), until: null, message: 'Merci' }
      const begin = async (visitor, more = {}) => ({ handover: (await ask(visitor, 201, 'POST', '/api/handovers', {}, { ...body, ...more })).body.id })
      await ask(parting, 200, 'POST', '/api/handovers/preview', {}, { successors: [] })
      await ask(parting, 200, 'POST', '/api/handovers/preview', {}, { successors: body.successors })
      const first = await begin(parting, { until: new Date(Date.now() + 9e8).toISOString() })
      await ask(parting, 200, 'GET', '/api/handovers')
      await ask(heir, 200, 'GET', '/api/waiting')
      await ask(leader, 200, 'GET', '/api/people/{user}', { user: heir.id })
      await ask(leader, 404, 'GET', '/api/people/{user}', { user: 'none' })
      await ask(parting, 409, 'POST', '/api/handovers', {}, body)
      await ask(heir, 200, 'POST', '/api/handovers/{handover}/refuse', first, { reason: 'Non' })
      const { parts } = (await ask(parting, 200, 'GET', '/api/handovers/{handover}', first)).body
      await ask(parting, 422, 'POST', '/api/handovers/{handover}/change', first, {})
      await ask(parting, 200, 'POST', '/api/handovers/{handover}/change', first, { part: parts[0].id, email: 'neuf@dehors.example' })
      await ask(parting, 200, 'POST', '/api/handovers/{handover}/cancel', first)
      await ask(parting, 409, 'POST', '/api/handovers/{handover}/cancel', first)
      await parting.add((await parting.all('api/operations'))[0].id, leader.email)
      const second = await begin(parting)
      await house.act(leader, parting.habilitation, 'archive', {})
      await ask(leader, 200, 'POST', '/api/handovers/{handover}/continue', second)
      await ask(heir, 200, 'POST', '/api/handovers/{handover}/accept', second)
      await ask(leader, 200, 'GET', '/api/handovers', {}, undefined, '?state=closed')
      await ask(paul, 404, 'GET', '/api/handovers/{handover}', second)
    })
  })

  test('what nginx refuses by itself', async () => {
    const { schema } = document.components.responses.problem.content['application/problem+json']
    const large = await agnes.request('POST', `api/operations/${file}/contacts`, Buffer.alloc(1100000, 'x'))
    const absent = await agnes.get('api/nowhere')
    assert.deepEqual([large.status, absent.status], [413, 404])
    for (const answer of [large, absent]) fits(schema, answer.body, answer.text)
  })

  test('of every success that is described', () => {
    const described = operations().flatMap((one) =>
      Object.keys(one.responses).filter((status) => status < '400').map((status) => `${one.operationId} ${status}`))
    assert.deepEqual([...seen].sort(), described.sort())
  })
})
