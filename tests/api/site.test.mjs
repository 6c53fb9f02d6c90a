// The site as nginx serves it, and how it is started and stopped.
import assert from 'node:assert/strict'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import net from 'node:net'
import os, { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { processes } from './account.mjs'
import { freePort, PROGRAM, refused, ROOT, run, Site, until } from './site.mjs'

const start = (env) => run('nginx/run', [], { GUICHET: PROGRAM, ...env })

for (const prefix of ['/', '/desk/', '/a/b.c/'])
  describe(`below ${prefix}`, () => {
    let site, guest

    before(async () => {
      site = await Site.start({ prefix })
      guest = site.visitor()
    })
    after(async () => assert.equal(await site.stop(), 0))

    test('the ready line is the only one on stdout', () => {
      assert.equal(site.stdout, `Guichet is ready at http://localhost:${site.port}${prefix}\n`)
    })

    test('the page comes fresh, its hashed parts for ever', async () => {
      const page = await guest.get('')
      assert.equal(page.status, 200)
      assert.match(page.headers['content-type'], /^text\/html; charset=utf-8/)
      assert.equal(page.headers['cache-control'], 'no-cache')
      const asset = /\.\/(assets\/[^"]+\.js)/.exec(page.text)[1]
      const script = await guest.get(asset, { headers: { 'Accept-Encoding': 'gzip' } })
      assert.equal(script.status, 200)
      assert.match(script.headers['content-type'], /^text\/javascript/)
      assert.match(script.headers['cache-control'], /immutable/)
      assert.equal(script.headers['content-encoding'], 'gzip')
      const again = await guest.get('', { headers: { 'If-None-Match': page.headers.etag } })
      assert.equal(again.status, 304)
    })

    test('a long answer comes packed to who takes it so, and says the same', async () => {
      const agnes = await site.as('agnes')
      const { id } = await agnes.operation('OP-2026-0042')
      const path = `api/operations/${id}/contacts`
      const plain = await agnes.get(path)
      const Cookie = [...agnes.cookies].map((one) => one.join('=')).join('; ')
      const packed = await fetch(site.url + path, { headers: { Cookie, 'Accept-Encoding': 'gzip' } })
      assert.equal(plain.headers['content-encoding'], undefined)
      assert.equal(packed.headers.get('content-encoding'), 'gzip')
      assert.match(packed.headers.get('vary'), /Accept-Encoding/)
      assert.equal(await packed.text(), plain.text)
    })

    test('HEAD answers as GET does, without a body', async () => {
      for (const path of ['', 'api/health', 'api/session', 'nothing']) {
        const [head, get] = [await guest.request('HEAD', path), await guest.get(path)]
        assert.deepEqual([head.status, head.text], [get.status, ''], path)
        assert.equal(head.headers['content-type'], get.headers['content-type'], path)
      }
    })

    test('what is not there is a problem in JSON, with every header', async () => {
      refused(await guest.get('nothing'), 404, 'not_found')
      refused(await guest.get('assets/'), 404, 'not_found')
      refused(await guest.get('assets/../../../../../etc/passwd'), 400, 'bad_request')
      assert.ok([400, 404].includes((await guest.get('assets/..%2f..%2f..%2fMakefile')).status))
      refused(await guest.get('.git/config'), 404, 'not_found')
      refused(await guest.get('api'), 404, 'not_found')
      refused(await guest.get('api/.problem'), 404, 'not_found')
      refused(await guest.post('', {}), 405, 'method_not_allowed')
    })

    test('the session’s cookie is bound to the prefix', async () => {
      await guest.signIn('odile.garnier@verrerie.example')
      const answer = await guest.delete('api/session')
      assert.match(answer.headers['set-cookie'][0], new RegExp(`Path=${prefix}(;|$)`))
    })

    test('the links of the mails lead here', async () => {
      const paul = await site.as('paul')
      const { id } = await paul.operation('OP-2026-0042')
      await paul.add(id, 'prefix@littoral.example')
      assert.ok((await site.mail('prefix@littoral.example')).text.includes(`${site.url}#/join/`))
      const index = await guest.get('mail/new/')
      assert.equal(index.status, 200, 'the demo shows the mails that nobody sent')
      const name = [...index.text.matchAll(/href="([^"./]+[^"]*)"/g)].at(-1)[1]
      const mail = await guest.get(`mail/new/${name}`)
      assert.match(mail.headers['content-type'], /^text\/plain; charset=utf-8/)
    })

    test('a person whose link lost its # is led to the page; programs are told that there is nothing', async () => {
      const secret = 'aB3-_fGhIjKlMnOpQrStUvWxYz012345'
      const asked = (path, accept) => guest.get(path, { headers: { Accept: accept } })
      const person = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8'
      for (const [path, way] of [
        [`%23/join/${secret}`, `join/${secret}`], [`%23join/${secret}`, `join/${secret}`], [`join/${secret}`, `join/${secret}`],
        [`%23/reset/${secret}%3E`, `reset/${secret}%3E`], [`%23/join/${secret}&data=05%7C01`, `join/${secret}&data=05%7C01`],
        ['operations/abc/access?for=x', 'operations/abc/access?for=x'], ['%23/join/a%0d%0aX-Evil:%20y', null], ['%23/join/a%0d%0aX', 'join/a%0d%0aX'],
      ]) {
        const answer = await asked(`${prefix}${path}`, person)
        if (way) assert.deepEqual([answer.status, answer.headers.location, answer.headers['cache-control']], [302, `${prefix}#/${way}`, 'no-store'], path)
        else refused(answer, 404, 'not_found')
        assert.equal(answer.headers['x-evil'], undefined)
        refused(await asked(`${prefix}${path}`, 'application/json'), 404, 'not_found')
      }
      refused(await asked(`${prefix}assets/none.js`, '*/*'), 404, 'not_found')
      refused(await asked(`${prefix}api/none`, person), 404, 'not_found')
      assert.equal((await asked(prefix, person)).status, 200)
    })

    if (prefix !== '/')
      test('the prefix without its slash leads to it, and nothing is outside of it', async () => {
        const answer = await guest.get(prefix.slice(0, -1))
        assert.deepEqual([answer.status, answer.headers.location], [308, prefix])
        for (const path of ['/', '/api/health', '/index.html']) assert.equal((await guest.get(path)).status, 404, path)
      })
  })

describe('what reaches the workers', () => {
  test('is counted before it costs anything: a flood of sign-ins from one place is told to wait', async () => {
    const site = await Site.start()
    try {
      const source = site.visitor({ source: '127.0.0.66' })
      const answers = await Promise.all(Array.from({ length: 200 }, () => source.post('api/session/code', { code: '123456' })))
      const throttled = answers.filter((one) => one.status === 429)
      assert.ok(throttled.length > 50 && throttled.length < 200, `${throttled.length} of 200`)
      for (const one of throttled) refused(one, 429, 'throttled')
      assert.equal((await source.get('api/health')).status, 200)
    } finally {
      await site.stop()
    }
  })
})

describe('starting', () => {
  let site

  before(async () => (site = await Site.start()))
  after(async () => site.stop())

  const refusal = async (env, wanted) => {
    const { status, stdout, stderr } = await start(env)
    assert.equal(status, 1)
    assert.equal(stdout, '')
    assert.match(stderr, wanted)
    assert.equal(stderr.trim().split('\n').length, 1, stderr)
  }

  test('names a port in use, a bad port and a bad prefix', async () => {
    const STATE = join(tmpdir(), 'guichet-never-made')
    await refusal({ PORT: site.port, STATE }, /^guichet: PORT=\d+ is in use$/m)
    for (const PORT of ['0', 'x', '70000', '-1', '80 81']) await refusal({ PORT, STATE }, /PORT=.* is no port/)
    for (const PREFIX_PATH of ['desk', '/desk', '//', '/a b/', '/$x/', '/;/']) await refusal({ PREFIX_PATH, STATE, PORT: await freePort() }, /PREFIX_PATH=/)
    await rm(STATE, { recursive: true, force: true })
  })

  test('names a folder that cannot be written', async () => {
    await refusal({ STATE: '/proc/guichet', PORT: await freePort() }, /STATE=\/proc\/guichet cannot be written/)
    await refusal({ STATE: join(ROOT, 'Makefile/x'), PORT: await freePort() }, /cannot be written/)
  })

  test('names a missing tool or program', async () => {
    await refusal({ GUICHET: '/nowhere/guichet', PORT: await freePort() }, /program \/nowhere\/guichet is missing/)
    const folder = await mkdtemp(join(tmpdir(), 'guichet-tools-'))
    try {
      const shell = (await run('/bin/bash', ['-c', 'command -v bash'])).stdout.trim()
      const script = `PATH=${folder}; . ${join(ROOT, 'nginx/run')}`
      for (const tool of ['dirname']) await run('/bin/ln', ['-s', `/usr/bin/${tool}`, folder])
      const { stderr } = await run(shell, ['-c', script.replace('PATH=', 'export PATH='), join(ROOT, 'nginx/run')], { PORT: await freePort() })
      assert.match(stderr, /guichet: the tool \w+ is missing/)
    } finally {
      await rm(folder, { recursive: true })
    }
  })

  test('names every setting that is wrong', async () => {
    const STATE = await mkdtemp(join(tmpdir(), 'guichet-settings-'))
    const { status, stderr } = await start({ STATE, PORT: await freePort(), WORKERS: 'many', GUICHET_SMTP_URL: 'http://x' })
    assert.notEqual(status, 0)
    for (const name of ['GUICHET_WORKERS', 'GUICHET_SMTP_URL']) assert.ok(stderr.includes(name), stderr)
    await rm(STATE, { recursive: true, force: true })
  })

  test('on a state folder in use is refused', async () => {
    await refusal({ STATE: site.state, PORT: await freePort() }, /another Guichet runs on STATE=/)
    assert.equal((await site.visitor().get('api/health')).status, 200)
  })

  // They came with 34 more, and loading them was most of a start.
  test('loads the libraries that only mail needs into the mailer alone', async () => {
    const loaded = async (name) => {
      const all = await Promise.all((await processes(site, name)).map((pid) => readFile(`/proc/${pid}/maps`, 'utf8')))
      return [...new Set(all.join().match(/lib(curl|gmime)(?=[-.])/g))].sort()
    }
    await until('the mailer to be itself', async () => (await loaded('mail')).length === 2)
    assert.equal((await processes(site, 'serve')).length, 2)
    assert.deepEqual(await loaded('serve'), [])
  })

  test('puts hashing behind all else in the workers', async () => {
    const [, child] = await processes(site, 'serve')
    const nice = async (task) => Number((await readFile(`/proc/${child}/task/${task}/stat`, 'utf8')).split(') ')[1].split(' ')[16])
    const behind = async () => {
      const all = await Promise.all((await readdir(`/proc/${child}/task`)).map(nice))
      return all.filter((one) => one >= Math.min(os.getPriority() + 10, 19)).length
    }
    await until('two threads that hash', async () => (await behind()) === 2)
  })

  test('puts nginx and the workers before the mailer, where the kernel has it', async (t) => {
    if ((await run('setsid', ['--wait', 'sh', '-c', 'echo -1 >/proc/self/autogroup'])).status !== 0) return t.skip('not here')
    const place = async ([pid]) => Number(/nice (-?\d+)/.exec(await readFile(`/proc/${pid}/autogroup`, 'utf8'))[1])
    const [serve, mail] = [await place(await processes(site, 'serve')), await place(await processes(site, 'mail'))]
    const nginx = await place([await readFile(join(site.state, 'nginx/pid'), 'utf8')].map(Number))
    assert.ok(nginx <= serve && serve < mail, `${nginx}, ${serve}, ${mail}`)
  })

  test('a second site stands beside the first, and neither sees the other', async () => {
    const other = await Site.start({ prefix: '/desk/' })
    try {
      const [paul, same] = [await site.as('paul'), await other.as('paul')]
      const { id } = await same.operation('OP-2026-0042')
      await same.add(id, 'only.here@littoral.example')
      assert.ok(await same.contact(id, 'only.here@littoral.example'))
      assert.equal(await paul.contact(id, 'only.here@littoral.example'), undefined)
      const stolen = other.visitor()
      stolen.cookies = new Map(paul.cookies)
      refused(await stolen.get('api/session'), 401, 'no_session')
    } finally {
      assert.equal(await other.stop(), 0)
    }
    assert.equal((await site.visitor().get('api/health')).status, 200)
  })
})

describe('stopping and starting again', () => {
  test('keeps the data, the sessions and the links, in a deep folder too', async () => {
    const top = await mkdtemp(join(tmpdir(), 'guichet-state-'))
    const state = join(top, 'a folder with spaces', 'x'.repeat(90))
    const port = await freePort()
    let site = await Site.start({ state, port })
    let paul = await site.as('paul')
    const { id } = await paul.operation('OP-2026-0042')
    await paul.add(id, 'kept@littoral.example')
    const secret = await site.secret('kept@littoral.example')
    for (const signal of ['SIGTERM', 'SIGINT']) {
      assert.equal(await site.stop(signal), 0)
      const cookies = paul.cookies
      site = await Site.start({ state, port })
      paul = site.visitor()
      paul.cookies = new Map(cookies)
      assert.equal((await paul.get('api/session')).status, 200)
      assert.ok(await paul.contact(id, 'kept@littoral.example'))
      assert.equal((await site.visitor().post('api/invitations/show', { secret })).status, 200)
    }
    assert.equal(await site.stop(), 0)
    const rest = (await run('/bin/ps', ['-eo', 'args'])).stdout.split('\n').filter((line) => line.includes(top))
    assert.deepEqual(rest, [], 'nothing is left running')
    await rm(top, { recursive: true })
  })

  test('does not mind a hang-up', async () => {
    const site = await Site.start()
    site.process.kill('SIGHUP')
    await site.as('paul')
    assert.equal(await site.stop(), 0)
  })

  test('leaves nothing half done when the first start is broken off', async () => {
    const state = await mkdtemp(join(tmpdir(), 'guichet-broken-'))
    await writeFile(join(state, 'new.db'), 'rubbish of a start that was cut')
    const site = await Site.start({ state })
    assert.ok((await (await site.as('agnes')).all('api/operations')).length > 20)
    assert.equal(await site.stop(), 0)
    await rm(state, { recursive: true })
  })
})

describe('an answer that never comes', () => {
  test('is told as unavailable while the workers are away', async () => {
    const site = await Site.start()
    try {
      const guest = site.visitor()
      const pid = Number(/event=ready pid=(\d+)/.exec(await site.log('serve'))[1])
      const parent = Number((await readFile(`/proc/${pid}/status`, 'utf8')).match(/PPid:\s*(\d+)/)[1])
      process.kill(parent, 'SIGKILL')
      process.kill(pid, 'SIGKILL')
      await until('the gap or the return', async () => {
        const answer = await guest.get('api/health')
        if (answer.status !== 200) refused(answer, 503, 'unavailable')
        return answer.status === 200 && (await site.log('serve')).match(/event=ready/g).length > 1
      })
    } finally {
      assert.equal(await site.stop(), 0)
    }
  })
})
