// Forged sessions: whatever a cookie says, only our own signature over living claims opens anything.
import assert from 'node:assert/strict'
import { createHmac, generateKeyPairSync, sign } from 'node:crypto'
import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { refused, Site } from './site.mjs'

let site, header, claims, genuine, key, kid

const part = (value) => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url')
const read = (text) => JSON.parse(Buffer.from(text, 'base64url'))
const hmac = (hash, secret, text) => createHmac(hash, secret).update(text).digest('base64url')

/** A token signed with the server's own key unless told otherwise. */
function forge(changes = {}, head = {}, { hash = 'sha256', secret = key } = {}) {
  const body = { ...claims, ...changes }
  for (const name of Object.keys(body)) if (body[name] === undefined) delete body[name]
  const text = `${part({ ...header, ...head })}.${part(body)}`
  return `${text}.${hmac(hash, secret, text)}`
}

async function answer(token, headers) {
  const visitor = site.visitor()
  if (token !== undefined) visitor.cookies.set('guichet', token)
  return visitor.get('api/session', { headers })
}

before(async () => {
  site = await Site.start()
  const paul = await site.as('paul')
  genuine = paul.cookies.get('guichet')
  const [first, second] = genuine.split('.')
  header = read(first)
  claims = read(second)
  const [line] = (await readFile(join(site.state, 'keys'), 'utf8')).split('\n')
  kid = line.split(' ')[0]
  key = Buffer.from(line.split(' ')[1], 'hex')
})
after(async () => assert.equal(await site.stop(), 0))

const now = () => Math.floor(Date.now() / 1000)

describe('a token', () => {
  test('is what we think it is', async () => {
    assert.deepEqual([header.alg, header.kid], ['HS256', kid])
    for (const name of ['sub', 'sid', 'iat', 'exp', 'iss']) assert.ok(claims[name], name)
    assert.equal(claims.iss, site.url)
    assert.ok(claims.exp - claims.iat <= 3600)
    assert.equal((await answer(genuine)).status, 200)
    assert.equal((await answer(forge())).status, 200, 'the forge itself works')
  })

  test('without signature, or with one of nothing, opens nothing', async () => {
    const [head, body, signature] = genuine.split('.')
    const none = part({ ...header, alg: 'none' })
    for (const token of [`${none}.${body}.`, `${none}.${body}`, `${none}.${body}.${signature}`, `${part({ alg: 'none' })}.${body}.`,
      `${part({ ...header, alg: 'None' })}.${body}.`, `${part({ ...header, alg: 'NONE' })}.${body}.`, `${part({ ...header, alg: '' })}.${body}.`,
      `${part({ ...header, alg: null })}.${body}.`, `${part({ kid })}.${body}.`, `${head}.${body}.`, `${head}.${body}`,
      `${head}.${body}.${'A'.repeat(43)}`, `${head}.${body}.${signature.slice(0, -1)}`, `${head}.${body}.${signature}A`, `.${body}.`, '..', '.', ''])
      refused(await answer(token), 401, 'no_session')
  })

  test('of another algorithm opens nothing, though the key is right', async () => {
    for (const [alg, hash] of [['HS384', 'sha384'], ['HS512', 'sha512']]) {
      refused(await answer(forge({}, { alg }, { hash })), 401, 'no_session')
      refused(await answer(forge({}, { alg })), 401, 'no_session')
      refused(await answer(forge({}, {}, { hash })), 401, 'no_session')
    }
    const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
    const text = `${part({ ...header, alg: 'RS256' })}.${part(claims)}`
    refused(await answer(`${text}.${sign('sha256', Buffer.from(text), privateKey).toString('base64url')}`), 401, 'no_session')
    const pem = publicKey.export({ type: 'spki', format: 'pem' })
    refused(await answer(forge({}, {}, { secret: pem })), 401, 'no_session')
    for (const alg of ['hs256', 'HS256 ', 'ES256', 'PS256', 'EdDSA']) refused(await answer(forge({}, { alg })), 401, 'no_session')
  })

  test('signed with another key opens nothing', async () => {
    for (const secret of [Buffer.alloc(32), '', 'secret', key.toString('hex'), key.subarray(0, 16), Buffer.concat([key, key])])
      refused(await answer(forge({}, {}, { secret })), 401, 'no_session')
  })

  test('naming a key that we do not have opens nothing', async () => {
    for (const other of ['other', '', '../keys', `${kid}x`, kid.toUpperCase() === kid ? 'x' : kid.toUpperCase(), '/dev/null', "' OR 1=1", 0, null, 'k'.repeat(300)])
      refused(await answer(forge({}, { kid: other })), 401, 'no_session')
    const text = `${part({ alg: 'HS256', typ: 'JWT' })}.${part(claims)}`
    refused(await answer(`${text}.${hmac('sha256', key, text)}`), 401, 'no_session')
  })

  test('out of its time opens nothing', async () => {
    for (const changes of [{ exp: now() - 1 }, { exp: now() - 86400 }, { exp: undefined }, { exp: 0 }, { exp: -1 }, { exp: null }, { exp: 'never' },
      { exp: String(now() + 600) }, { exp: now() + 600.5 }, { nbf: now() + 3600 }, { iat: now() + 3600, exp: now() + 7200 }, { iat: undefined }])
      refused(await answer(forge(changes)), 401, 'no_session')
    assert.equal((await answer(forge({ exp: now() + 5 }))).status, 200)
  })

  test('of somebody else’s issuing opens nothing', async () => {
    for (const iss of [undefined, '', 'https://other.example/', site.url.slice(0, -1), `${site.url}x`, site.url.toUpperCase(), null, 1, [site.url]])
      refused(await answer(forge({ iss })), 401, 'no_session')
  })

  test('with claims of the wrong kind opens nothing', async () => {
    for (const name of ['sub', 'sid'])
      for (const value of [undefined, '', null, 1, true, ['x'], { a: 1 }, 'x', `${claims[name]}\u0000`, `${claims[name]} `])
        refused(await answer(forge({ [name]: value })), 401, 'no_session')
  })

  test('of one person does not open another’s session', async () => {
    const lena = await site.as('lena')
    const other = read(lena.cookies.get('guichet').split('.')[1])
    refused(await answer(forge({ sub: other.sub })), 401, 'no_session')
    refused(await answer(forge({ sid: other.sid })), 401, 'no_session')
    assert.equal((await answer(forge({ sub: other.sub, sid: other.sid }))).body.user.email, 'lena.koch@nordbank.example', 'the control')
  })

  test('of a session that ended opens nothing, however fresh', async () => {
    const visitor = site.visitor()
    await visitor.signIn('antoine.guerin@littoral.example')
    const own = read(visitor.cookies.get('guichet').split('.')[1])
    assert.equal((await answer(forge(own))).status, 200)
    await visitor.delete('api/session')
    refused(await answer(forge({ ...own, iat: now(), exp: now() + 1800 })), 401, 'no_session')
  })

  test('that is too large, twisted or no token at all opens nothing', async () => {
    for (const token of [forge({ pad: 'x'.repeat(2000) }), 'x'.repeat(3000), 'a.b.c', 'e30.e30.e30', `${genuine} `.trim() + '.x', genuine.replace('.', '..'),
      `"${genuine}"`, encodeURIComponent(`${genuine}\u0000`), genuine.split('.').reverse().join('.'), '%00', '=', 'guichet=x'])
      refused(await answer(token), 401, 'no_session')
    const deep = `${'['.repeat(200)}${']'.repeat(200)}`
    const text = `${part(header)}.${part(deep)}`
    refused(await answer(`${text}.${hmac('sha256', key, text)}`), 401, 'no_session')
    for (const body of ['', 'null', '[]', '"x"', '{', '{"sub":"a","sub":"b"}', '\ufeff{}']) {
      const raw = `${part(header)}.${part(body)}`
      refused(await answer(`${raw}.${hmac('sha256', key, raw)}`), 401, 'no_session')
    }
  })
})

describe('a cookie', () => {
  test('that comes twice counts when one of them alone is good', async () => {
    for (const Cookie of [`guichet=${genuine}; guichet=${genuine}`, `guichet=x; guichet=${genuine.slice(0, -1)}`, `guichet=${genuine};guichet=x; guichet=${genuine}`])
      refused(await answer(undefined, { Cookie }), 401, 'no_session')
    for (const Cookie of [`guichet=x; guichet=${genuine}`, `guichet=${genuine};guichet=`, `guichet=${genuine}; guichet=${genuine.slice(0, -1)}`])
      assert.equal((await answer(undefined, { Cookie })).status, 200, Cookie)
    refused(await answer(undefined, { Cookie: [`guichet=${genuine}`, `guichet=${genuine}`] }), 401, 'no_session')
  })

  test('of another name is not ours', async () => {
    for (const name of ['guichet2', 'xguichet', 'Guichet', ' guichet_', 'guichet_challenge', '__Host-guichet'])
      refused(await answer(undefined, { Cookie: `${name}=${genuine}` }), 401, 'no_session')
    assert.equal((await answer(undefined, { Cookie: `a=b; guichet=${genuine}; c=d` })).status, 200)
  })

  test('is the only way: a bearer header or a parameter is not', async () => {
    refused(await answer(undefined, { Authorization: `Bearer ${genuine}` }), 401, 'no_session')
    assert.ok([401, 422].includes((await site.visitor().get(`api/session?guichet=${genuine}`)).status))
  })
})

test('the key file is its owner’s alone', async () => {
  const { mode } = await stat(join(site.state, 'keys'))
  assert.equal(mode & 0o777, 0o600)
})
