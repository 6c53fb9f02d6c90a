// Who is one source, and what a source may do: nginx and the workers count alike, behind a balancer too, and every route
// that costs much or is open to strangers is counted.
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import http from 'node:http'
import http2 from 'node:http2'
import net from 'node:net'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { codeOf, freePort, PASSWORD, PEOPLE, PROGRAM, refused, run, Site, until, Visitor } from './site.mjs'

let site, port, balanced, second, visitor

/** A second nginx before the same workers, as a host has one: behind a balancer, of another name, with HTTP/2 on a port more. */
before(async () => {
  site = await Site.start()
  port = await freePort()
  second = await freePort()
  const file = join(site.state, 'nginx/balanced.conf')
  const [demo, own] = await Promise.all(['demo', 'guichet'].map((name) => readFile(join(site.state, `nginx/${name}.conf`), 'utf8')))
  const shown = own.split('\n').filter((line) => /^# {5}(set_real_ip_from|real_ip_header) /.test(line)).map((line) => line.slice(1))
  assert.equal(shown.length, 2, 'guichet.conf shows how')
  await writeFile(file, demo
    .replace(/listen [^;]*;(\s*listen \[[^;]*;)?/, `listen 127.0.0.1:${port}; listen 127.0.0.1:${second} http2;\n${shown.join('\n').replace('192.0.2.10', '127.0.0.0/8')}`)
    .replace('server_name localhost', 'server_name desk.example')
    .replace('/nginx/pid', '/nginx/balanced.pid'))
  balanced = spawn('nginx', ['-e', join(site.state, 'log/balanced.log'), '-c', file], { stdio: 'inherit', env: { ...process.env, PATH: `${process.env.PATH}:/usr/sbin` } })
  visitor = new Visitor({ prefix: '/', port })
  await until('the second nginx', () => new Promise((done) => {
    const line = net.connect(port, '127.0.0.1', () => (line.destroy(), done(true))).on('error', () => done(false))
  }))
})
after(async () => {
  visitor.close()
  balanced.kill('SIGQUIT')
  await new Promise((done) => balanced.once('close', done))
  assert.equal(await site.stop(), 0)
})

const post = (address, path, body) => visitor.post(path, body, { headers: { 'X-Forwarded-For': address } })
const guess = (address) => post(address, 'api/session/code', { code: '123456' })

/** Fifty tries of each, which the rate lets through when it counts them apart. */
async function together(...addresses) {
  const answers = await Promise.all(Array.from({ length: 50 * addresses.length }, (_, i) => guess(addresses[i % addresses.length])))
  return answers.filter((one) => one.status === 429).length
}

describe('a source', () => {
  test('is a /64 of IPv6, in whatever spelling, to nginx', async () => {
    assert.ok(await together('2001:db8:1:2::1', '2001:db8:1:2::2', '2001:0DB8:0001:0002:ffff:ffff:ffff:ffff', '2001:db8:1:2:0:0:0:3', '2001:db8:1:2::ffff:192.0.2.1') > 0)
    assert.equal(await together('2001:db8:1:3::1', '2001:db8:0:2::1', '2001:db8::1', '2001:db8:1:4::ffff:192.0.2.80', '192.0.2.77'), 0)
  })

  test('is an IPv4 address, however IPv6 writes it, to nginx', async () => {
    assert.ok(await together('192.0.2.80', '::ffff:192.0.2.80', '::ffff:c000:250', '64:ff9b::192.0.2.80') > 0)
    assert.equal(await together('192.0.2.81', '::ffff:192.0.2.82', '::fffe:192.0.2.83', '64:ff9b::192.0.2.84', '64:ff9b:1::192.0.2.84'), 0)
  })

  test('is the same to the workers', async () => {
    const subjects = async () => Number((await run('sqlite3', [join(site.state, 'guichet.db'), 'SELECT count(*) FROM throttle'])).stdout)
    const fail = (address) => post(address, 'api/session', { email: 'nobody.at.all@nowhere.example', password: 'wrong-password-2026' })
    const before_ = await subjects()
    refused(await fail('2001:db8:7:7::1'), 401, 'bad_credentials')
    assert.equal(await subjects(), before_ + 2, 'one address of an account, one source')
    refused(await fail('2001:db8:7:7:8::2'), 401, 'bad_credentials')
    assert.equal(await subjects(), before_ + 2)
    refused(await fail('2001:db8:7:8::1'), 401, 'bad_credentials')
    assert.equal(await subjects(), before_ + 3)
  })

  test('is who asks, not the balancer', async () => {
    assert.equal((await post('2001:db8:5:5::5', 'api/session', { email: PEOPLE.lena, password: PASSWORD })).status, 202)
    const code = codeOf(await site.mail(PEOPLE.lena))
    assert.equal((await post('2001:db8:5:5::5', 'api/session/code', { code })).status, 200)
    assert.deepEqual((await visitor.get('api/sessions')).body.items.map((item) => item.source), ['2001:db8:5:5::5'])
  })

  test('is found on real IPv6 too', async (t) => {
    if ((await readFile('/proc/net/if_inet6', 'utf8').catch(() => '')) === '') return t.skip('this machine has none')
    const ask = () => new Promise((done, failed) => {
      http.request({ host: '::1', port: site.port, method: 'POST', path: '/api/session/code', headers: { Host: 'localhost', 'Content-Type': 'application/json' } },
        (answer) => answer.resume().on('end', () => done(answer.statusCode))).on('error', failed).end('{"code":"123456"}')
    })
    const statuses = new Set(await Promise.all(Array.from({ length: 200 }, ask)))
    assert.deepEqual([...statuses].sort(), [401, 429])
  })
})

test('a flood that is told to wait fills no log', async () => {
  assert.ok(await together('192.0.2.90', '192.0.2.90') > 0)
  assert.doesNotMatch(await site.log('balanced') + await site.log('nginx'), /limiting requests/)
})

test('nginx counts every route that hashes, and every one on which a stranger may write', async () => {
  const { stdout } = await run(PROGRAM, ['routes', '--costs'])
  const conf = await readFile(join(site.state, 'nginx/guichet-http.conf'), 'utf8')
  const list = (name) => new RegExp(new RegExp(`map "\\$request_method \\$uri" \\$${name} \\{[^}]*"~(\\^.*\\$)" \\$guichet_source;`).exec(conf)[1])
  const [guessers, askers] = ['guichet_guesser', 'guichet_asker'].map(list)
  const rows = stdout.trim().split('\n').map((line) => line.split(/\s+/)).map(([method, path, right, , hashes]) =>
    ({ what: `${method} ${path}`, right, hashes: hashes === 'hashes', writes: ['public', 'request_add'].includes(right) && method !== 'GET' }))
  const missing = (some, ...lists) => some.map(({ what }) => what).filter((what) => lists.filter((one) => one.test(what)).length !== 1)
  const [hashing, writing] = [rows.filter((row) => row.hashes), rows.filter((row) => row.writes)]
  assert.ok(hashing.length > 5 && writing.length > 10 && hashing.some(({ right }) => right === 'own_session'), stdout)
  assert.deepEqual(missing(hashing, guessers), [], 'not counted where it hashes')
  assert.deepEqual(missing(writing, guessers, askers), [], 'not counted, or twice')
  const others = rows.filter((row) => !row.hashes && !row.writes)
  assert.deepEqual(others.filter(({ what }) => guessers.test(what) || askers.test(what)), [], 'counted for nothing')
})

// The cookies are bound to the site already; an origin of another name of this host is its own when the host is known.
describe('the host that was asked for is known', () => {
  const wrong = '{"code":"123456"}'
  const raw = (head) => new Promise((done, failed) => {
    let text = ''
    const line = net.connect(port, '127.0.0.1', () => line.write(`${head}\r\nContent-Type: application/json\r\nContent-Length: ${wrong.length}\r\n\r\n${wrong}`))
    line.on('data', (piece) => (text += piece)).on('error', failed).on('close', () => done(text))
  })

  test('without a Host header', async () => {
    const ask = (origin) => raw(`POST /api/session/code HTTP/1.0\r\nX-Forwarded-For: 192.0.2.91\r\nOrigin: ${origin}`)
    assert.match(await ask(`http://desk.example:${port}`), /challenge_ended/)
    for (const other of ['http://desk.example', `http://desk.example:${port + 1}`, `http://evil.example:${port}`, `https://desk.example:${port}`])
      assert.match(await ask(other), /cross_site/, other)
  })

  test('by HTTP/2, which has another name for it', async () => {
    const client = http2.connect(`http://127.0.0.1:${second}`)
    const ask = (origin) => new Promise((done, failed) => {
      let text = ''
      const stream = client.request({ ':method': 'POST', ':path': '/api/session/code', ':authority': `desk.example:${second}`, 'content-type': 'application/json', 'x-forwarded-for': '192.0.2.92', origin })
      stream.on('data', (piece) => (text += piece)).on('error', failed).on('end', () => done(text)).end(wrong)
    })
    assert.match(await ask(`http://desk.example:${second}`), /challenge_ended/)
    assert.match(await ask('http://desk.example'), /cross_site/)
    client.close()
  })
})
