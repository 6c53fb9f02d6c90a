// What a team would otherwise write, started on the database and the keys of a site, behind the same nginx.
import { spawn } from 'node:child_process'
import { copyFile, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import http from 'node:http'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { queries } from '../api/queries.mjs'
import { freePort, ROOT, until } from '../api/site.mjs'
import { family, FOLDER } from './lib.mjs'

const HERE = join(ROOT, 'tests/bench/peers')

// Debian's jars that the servlet is compiled and run with; those that they want are named too, but for what nobody loads.
const JARS = ['server', 'servlet', 'security', 'http', 'io', 'util'].map((name) => `jetty9-${name}`).concat('servlet-api',
  'jackson-core', 'jackson-databind', 'jackson-annotations', 'commons-dbcp2', 'commons-pool2', 'commons-logging',
  'xerial-sqlite-jdbc').map((name) => `/usr/share/java/${name}.jar`)

async function build(name, command, args, options) {
  const child = spawn(command, args, { ...options, env: { ...process.env, ...options.env }, stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  child.stdout.on('data', (piece) => (said += piece))
  child.stderr.on('data', (piece) => (said += piece))
  const status = await new Promise((done) => child.once('close', done).once('error', ({ message }) => {
    said += message // it is not installed
    done(-1)
  }))
  if (status !== 0) console.error(`bench: ${name} cannot be built here, and is left out: ${said.trim().split('\n').at(-1)}`)
  return status === 0
}

const kill = (pid, signal) => {
  try {
    process.kill(pid, signal)
  } catch {
    // It ended by itself.
  }
}

const makers = {
  async fastify(settings) {
    const folder = join(FOLDER, 'fastify')
    await mkdir(folder, { recursive: true })
    for (const file of ['package.json', 'package-lock.json', 'server.mjs']) await copyFile(join(HERE, 'fastify', file), join(folder, file))
    if (!(await readdir(join(folder, 'node_modules')).catch(() => null)) &&
        !(await build('Fastify', 'npm', ['ci', '--no-audit', '--no-fund'], { cwd: folder }))) return null
    const PORT = await freePort()
    return { command: ['node', join(folder, 'server.mjs')], env: { ...settings, PORT }, pass: `proxy_pass http://peer_fastify/;`,
             upstream: `upstream peer_fastify { server 127.0.0.1:${PORT}; keepalive 512; }` }
  },

  async php(settings, folder) {
    const socket = join(folder, 'php.sock')
    const texts = Object.entries(JSON.parse(await readFile(settings.QUERIES, 'utf8')))
      .map(([name, text]) => `'${name}' => <<<'SQL'\n${text.replaceAll(/\$(\d+)/g, ':p$1')}\nSQL,`)
    const QUERIES_PHP = join(folder, 'queries.php')
    await writeFile(QUERIES_PHP, `<?php return [${texts.join('\n')}];\n`)
    const env = Object.entries({ ...settings, QUERIES_PHP }).map(([name, value]) => `env[${name}] = "${value}"`).join('\n')
    // As many processes as was best here: two a core.
    await writeFile(join(folder, 'php.conf'), `[global]\nerror_log = ${folder}/php.log\ndaemonize = no\n[www]\nuser = root\ngroup = root\nlisten = ${socket}
listen.backlog = 4096\npm = static\npm.max_children = ${2 * availableParallelism()}\n${env}\n`)
    return { command: ['php-fpm8.2', '-R', '-n', '-d', 'extension=pdo', '-d', 'extension=pdo_sqlite', '-d', 'zend_extension=opcache',
                       '-d', 'opcache.validate_timestamps=0', '-d', 'opcache.jit=tracing', '-d', 'opcache.jit_buffer_size=32M',
                       '-y', join(folder, 'php.conf'), '-F'],
             env: {}, pass: `fastcgi_pass peer_php; fastcgi_keep_conn on; fastcgi_buffers 32 16k; include guichet-peer-params.conf;
             fastcgi_param SCRIPT_FILENAME "${HERE}/php/index.php";`,
             upstream: `upstream peer_php { server unix:${socket}; keepalive ${2 * availableParallelism() - 1}; }` }
  },

  async go(settings, folder) {
    const program = join(FOLDER, 'peer-go')
    const env = { GO111MODULE: 'off', GOPATH: '/usr/share/gocode', GOFLAGS: '-buildvcs=false', CGO_ENABLED: '1', GOCACHE: join(FOLDER, 'go-cache') }
    if (!(await build('Go', 'go', ['build', '-tags', 'libsqlite3', '-o', program, './main.go'], { cwd: join(HERE, 'go'), env }))) return null
    const SOCKET = join(folder, 'go.sock')
    return { command: [program], env: { ...settings, SOCKET }, pass: 'proxy_pass http://peer_go/;',
             upstream: `upstream peer_go { server unix:${SOCKET}; keepalive 512; }` }
  },

  async java(settings) {
    const folder = join(FOLDER, 'peer-java')
    const args = ['-d', folder, '-cp', JARS.join(':'), join(HERE, 'java/Contacts.java')]
    if (!(await build('Java', 'javac', args, {}))) return null
    const PORT = await freePort()
    // As much memory as one would give its container; collector and compilers as the JVM chooses them for the machine.
    return { command: ['java', '-Xmx256m', '-cp', [folder, ...JARS].join(':'), 'Contacts'], env: { ...settings, PORT },
             pass: 'proxy_pass http://peer_java/;',
             upstream: `upstream peer_java { server 127.0.0.1:${PORT}; keepalive 512; }` }
  },

  async trivial(settings, folder) {
    const program = join(FOLDER, 'peer-trivial')
    if (!(await build('the trivial responder', 'gcc', ['-O2', '-pthread', '-o', program, join(HERE, 'ceiling/trivial.c'), '-lfcgi'], {}))) return null
    const socket = join(folder, 'trivial.sock')
    return { command: [program, socket, settings.ANSWER], env: {}, pass: `fastcgi_pass peer_trivial; fastcgi_keep_conn on; fastcgi_buffers 32 16k; fastcgi_buffer_size 16k; include guichet-peer-params.conf;`,
             upstream: `upstream peer_trivial { server unix:${socket}; keepalive 64; keepalive_requests 1000000; }` }
  },

  async nginx(settings) {
    return { command: null, pass: `alias "${settings.ANSWER}"; default_type application/json;`, upstream: '' }
  },
}

/** Starts all that can be built: { port, peers: { name: { path, pid, startMs } }, stop() }.  `answer` is what the ceilings send. */
export async function startPeers(site, answer) {
  const folder = join(site.state, 'peers')
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder)
  const settings = {
    DATABASE: join(site.state, 'guichet.db'), KEYS: join(site.state, 'keys'), QUERIES: join(folder, 'queries.json'),
    ISSUER: site.url, ANSWER: join(folder, 'answer.json'),
  }
  // The same SQL for all: the named queries of the program, their parameters numbered. Names that the program asks for once
  // a page are joined, as people do.
  const joined = (body) => body
    .replace('NULL AS entity_name', '(SELECT e.name FROM entity e WHERE e.id = l.entity) AS entity_name')
    .replace('NULL AS added_by', '(SELECT coalesce(a.full_name, a.email) FROM users a WHERE a.id = l.adder) AS added_by')
  const numbered = ({ name, parameters, body }) =>
    [name, joined(body).replaceAll(/:(\w+)/g, (written, one) => (parameters.includes(one) ? `$${parameters.indexOf(one) + 1}` : written))]
  await writeFile(settings.QUERIES, JSON.stringify(Object.fromEntries((await queries()).map(numbered))))
  await writeFile(settings.ANSWER, answer)

  const port = await freePort()
  const peers = {}
  let upstreams = ''
  let locations = ''
  for (const [name, make] of Object.entries(makers)) {
    const made = await make(settings, folder)
    if (!made) continue
    const peer = (peers[name] = { path: name === 'nginx' ? '/peer-nginx' : `/peer-${name}/` })
    if (made.command) {
      peer.process = spawn(made.command[0], made.command.slice(1), { env: { ...process.env, ...made.env }, stdio: ['ignore', 'ignore', 'pipe'] })
      peer.said = ''
      peer.process.on('error', (error) => (peer.said += error.message)) // it is not installed
      peer.process.stderr.on('data', (piece) => (peer.said += piece))
    }
    upstreams += made.upstream + '\n'
    locations += `location ^~ ${name === 'nginx' ? `= ${peer.path}` : peer.path} {\n proxy_http_version 1.1; proxy_set_header Connection ""; ${made.pass}\n}\n`.replace('^~ =', '=')
  }

  // The site's own nginx once more, with the peers beside the API.
  const nginx = join(site.state, 'nginx')
  const demo = await readFile(join(nginx, 'demo.conf'), 'utf8')
  await writeFile(join(nginx, 'guichet-peer-params.conf'), `fastcgi_pass_request_headers off; fastcgi_param REQUEST_METHOD $request_method;
fastcgi_param DOCUMENT_URI $document_uri; fastcgi_param QUERY_STRING $query_string; fastcgi_param HTTP_COOKIE $http_cookie;\n`)
  await writeFile(join(nginx, 'peers.conf'), locations)
  await writeFile(join(nginx, 'bench.conf'), demo
    .replaceAll(/listen [^;]*;/g, '').replace('server_name localhost;', `listen 127.0.0.1:${port} backlog=4096; server_name localhost; include peers.conf;`)
    .replace(/pid "[^"]*"/, `pid "${nginx}/bench.pid"`).replace('include guichet-http.conf;', `include guichet-http.conf;\n${upstreams}`))
  const front = spawn('nginx', ['-e', join(folder, 'nginx.log'), '-c', join(nginx, 'bench.conf')], { stdio: ['ignore', 'ignore', 'inherit'] })

  const get = (path) => new Promise((done) => {
    http.get({ host: '127.0.0.1', port, path, headers: { Host: 'localhost' } }, (answer) => answer.resume().on('end', () => done(answer.statusCode)))
      .on('error', () => done(0))
  })
  await until('the benchmark\'s nginx', async () => (await get('/api/health')) === 200)
  for (const [name, peer] of Object.entries(peers)) {
    if (name === 'nginx') continue
    process.stderr.write(`bench: ${name} ...\n`)
    const answers = async () => ![0, 502, 503, 504].includes(await get(`${peer.path}api/operations/x/contacts`))
    await until(name, answers, 20000).catch(() => {
      process.stderr.write(`bench: ${name} does not serve here and is left out. ${peer.said}\n`)
      if (peer.process.pid) kill(peer.process.pid, 'SIGTERM')
      delete peers[name]
    })
  }

  return {
    port, peers, front,
    async stop() {
      for (const one of [front, ...Object.values(peers).map((peer) => peer.process).filter(Boolean)]) {
        const pids = await family(one.pid)
        const ended = new Promise((done) => one.once('exit', done))
        for (const pid of pids) kill(pid, one === front ? 'SIGTERM' : 'SIGKILL')
        await ended
      }
    },
  }
}
