// The list of contacts as a careful team would write it with Fastify: one process a core, prepared statements, tokens
// cached by the library, the answer's schema compiled to a serializer.
import cluster from 'node:cluster'
import { readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import cookie from '@fastify/cookie'
import Database from 'better-sqlite3'
import { createVerifier } from 'fast-jwt'
import Fastify from 'fastify'

const { DATABASE, KEYS, QUERIES, ISSUER, PORT } = process.env
const MONTH_MS = 30 * 86400000

if (cluster.isPrimary) {
  for (let i = 0; i < availableParallelism(); i++) cluster.fork()
} else {
  const db = new Database(DATABASE, { readonly: true })
  db.pragma('mmap_size = 2147418112')
  const queries = JSON.parse(readFileSync(QUERIES, 'utf8'))
  const [actorOf, factsOf, linesOf] = ['session_actor', 'operation_facts', 'contact_current'].map((name) => db.prepare(queries[name]))
  const [begin, commit] = ['BEGIN', 'COMMIT'].map((text) => db.prepare(text))

  const keys = new Map(readFileSync(KEYS, 'utf8').trim().split('\n').map((line) => line.split(' ')))
  const verify = createVerifier({
    key: async ({ header }) => Buffer.from(keys.get(header.kid), 'hex'), algorithms: ['HS256'], allowedIss: ISSUER, cache: 10000, clockTolerance: 60000,
  })

  const text = { type: ['string', 'null'] }
  const contact = {
    type: 'object',
    properties: {
      id: text, user: text, email: text, first_name: text, last_name: text,
      entity: { type: 'object', properties: { id: text, name: text } },
      side: text, status: text, waits_for: text, since: text, from: text, until: text, added_by: text, added_by_id: text, revoked_at: text, revoked_by: text,
      declined: { type: 'boolean' }, reason: text, invitation_expires: text, mail_failed_at: text, dormant: { type: 'boolean' }, outside: { type: 'boolean' }, may: { type: 'array', items: { type: 'string' } },
    },
  }
  const schema = {
    params: { type: 'object', properties: { operation: { type: 'string', maxLength: 64 } } },
    querystring: { type: 'object', properties: { limit: { type: 'integer', minimum: 1, maximum: 100, default: 50 } } },
    response: { 200: { type: 'object', properties: { items: { type: 'array', items: contact }, next: text } } },
  }

  const time = (ms) => (ms ? new Date(ms).toISOString() : null)
  const problem = (reply, status, code) => reply.code(status).type('application/problem+json').send({ status, code })

  const may = (row, actor) => {
    if (row.user === actor.user) return ['leave', 'hand_over']
    return row.status === 'invited' ? ['revoke', 'resend', 'extend'] : ['revoke', 'extend']
  }
  const shown = (row, actor, now) => ({
    id: row.id, user: row.user, email: row.email, first_name: row.first_name, last_name: row.last_name,
    entity: { id: row.entity, name: row.entity_name },
    side: row.side, status: row.status === 'active' && row.begins > now ? 'queued' : row.status,
    waits_for: row.status === 'queued' ? 'agreement' : row.status === 'active' && row.begins > now ? 'start' : null,
    since: time(row.since), from: time(row.begins), until: time(row.until), added_by: row.added_by,
    added_by_id: row.adder, revoked_at: time(row.revoked_at), revoked_by: row.revoked_by, declined: row.declined === 1, reason: row.reason,
    invitation_expires: time(row.invited_until), mail_failed_at: time(row.mail_failed),
    dormant: row.status === 'active' && row.mailbox + MONTH_MS < now, outside: row.outside === 1, may: may(row, actor),
  })

  const app = Fastify({ logger: false })
  await app.register(cookie)
  app.get('/api/operations/:operation/contacts', { schema }, async (request, reply) => {
    const claims = await verify(request.cookies.guichet ?? '').catch(() => null)
    if (!claims) return problem(reply, 401, 'no_session')
    const now = Date.now()
    begin.run()
    try {
      const actor = actorOf.get({ 1: now, 2: claims.sid, 3: claims.sub })
      if (!actor) return problem(reply, 401, 'no_session')
      const facts = factsOf.get({ 1: actor.user, 2: actor.entity, 3: now, 4: request.params.operation })
      if (!facts?.side) return problem(reply, 404, 'not_found')
      const entity = facts.side === 'manager' ? '' : actor.entity
      const { limit } = request.query
      const rows = linesOf.all({ 1: null, 2: facts.id, 3: now - MONTH_MS, 4: now, 5: entity, 6: '', 7: '', 8: '', 9: limit + 1 })
      const items = rows.slice(0, limit).map((row) => shown(row, actor, now))
      const last = rows.length > limit ? rows[limit - 1] : null
      reply.header('cache-control', 'no-store')
      return { items, next: last && Buffer.from(`${last.sort_name}\n${last.id}`).toString('base64url') }
    } finally {
      commit.run()
    }
  })
  await app.listen({ port: Number(PORT), host: '127.0.0.1' })
}
