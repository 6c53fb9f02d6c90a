// A client entity of a test's own, with a leader at its root: what tests of habilitations, teams, operations and
// requests start from.
import assert from 'node:assert/strict'
import { CHOSEN, sql, value } from './account.mjs'
import { linkOf, PROGRAM, run, until } from './site.mjs'

let made = 0

/** Until every mail to an address is sent, and what its lines say of that is written. */
export const delivered = (site, email) => until(`mails to ${email}`, async () =>
  (await value(site, `SELECT count(*) FROM outbox WHERE email = '${email}' AND status = 'waiting'`)) === 0)

/** The secret of the newest link mailed to an address, once every mail to it is sent. */
export async function newestLink(site, email) {
  await delivered(site, email)
  const links = (await site.mails(email)).map(linkOf).filter(Boolean)
  const [{ digests }] = await sql(site, `SELECT count(*) AS digests FROM invitation i JOIN users u ON u.id = i.user_id
    WHERE u.email = '${email}' AND i.kind = 'activation' AND i.ended_ms IS NULL`)
  assert.equal(digests, 1, `one link of ${email} is alive`)
  for (const secret of links.reverse())
    if ((await site.visitor().post('api/invitations/show', { secret })).status === 200) return secret
  return assert.fail(`no link for ${email} works`)
}

/** Creates the account of an invited person and gives the visitor, signed in. */
export async function join(site, email, more = {}) {
  const visitor = site.visitor()
  const answer = await visitor.post('api/account', {
    secret: await newestLink(site, email), first_name: 'Noé', last_name: email.split('@')[0], job_title: 'Analyste',
    phone: '+33612345678', password: CHOSEN, language: 'en', terms: true, ...more,
  })
  assert.equal(answer.status, 201, answer.text)
  site.known.set(email, visitor)
  visitor.email = email
  visitor.id = answer.body.user.id
  visitor.session = answer.body
  return visitor
}

export class House {
  /** A client entity as `guichet entity add` makes it, whose first leader has created the account. */
  static async build(site, { kind = 'bank' } = {}) {
    const house = new House()
    house.site = site
    house.domain = `maison${++made}.example`
    house.name = `Maison ${made}`
    const email = `racine@${house.domain}`
    const added = await run(PROGRAM, ['entity', 'add', house.name, '--kind', kind, '--client', '--leader', email], site.settings)
    assert.equal(added.status, 0, added.stderr)
    house.leader = await join(site, email)
    house.id = house.leader.session.environment.entity
    house.path = `api/entities/${house.id}`
    house.root = (await house.teams())[0].id
    return house
  }

  async teams(visitor = this.leader) {
    return visitor.all(`${this.path}/teams`)
  }

  /** Adds a team and gives its id. */
  async team(name, parent = this.root, visitor = this.leader) {
    const answer = await visitor.post(`${this.path}/teams`, { name, parent })
    assert.equal(answer.status, 201, answer.text)
    return answer.body.id
  }

  address(name) {
    return name.includes('@') ? name : `${name}@${this.domain}`
  }

  /** Authorises one address and gives its item. */
  async authorise(name, team = this.root, roles = [], visitor = this.leader) {
    const answer = await visitor.post(`${this.path}/habilitations`, { emails: [this.address(name)], team, roles })
    assert.equal(answer.status, 200, answer.text)
    return answer.body.items[0]
  }

  /** Authorises somebody new, who creates an account; `habilitation` of the visitor is the id. */
  async hire(name, team = this.root, roles = []) {
    const { habilitation, result } = await this.authorise(name, team, roles)
    assert.equal(result, 'invited')
    const visitor = await join(this.site, this.address(name))
    visitor.habilitation = habilitation.id
    return visitor
  }

  /** The habilitation of an address as a leader sees it. */
  async habilitation(name, state = 'current', visitor = this.leader) {
    const items = await visitor.all(`${this.path}/habilitations?state=${state}`)
    return items.find((item) => item.email === this.address(name))
  }

  /** Does something to a habilitation: `archive`, `restore`, or a PATCH of what `change` says. */
  act(visitor, id, what, body) {
    return visitor.post(`${this.path}/habilitations/${id}/${what}`, body)
  }

  change(visitor, id, body) {
    return visitor.request('PATCH', `${this.path}/habilitations/${id}`, body)
  }

  /** Composes an operation of this entity as manager and gives its id. */
  async operation(reference, others = {}, visitor = this.leader) {
    const parts = Object.entries(others).map(([entity, side]) => ({ entity, side }))
    const answer = await visitor.post('api/operations', {
      reference, name: `Opération ${reference}`, participations: [{ entity: this.id, side: 'manager' }, ...parts] })
    assert.equal(answer.status, 201, answer.text)
    return answer.body.id
  }

  /** The same, published: a borrower is added. */
  async published(reference, others = {}, visitor = this.leader) {
    const id = await this.operation(reference, { [await borrower(this.site)]: 'borrower', ...others }, visitor)
    const answer = await visitor.post(`api/operations/${id}/publish`)
    assert.equal(answer.status, 200, answer.text)
    return id
  }
}

/** The id of an entity by a part of its name. */
export const entityId = (site, name) => value(site, `SELECT id FROM entity WHERE name LIKE '%${name}%'`)
const borrower = (site) => entityId(site, 'Verrerie')

/** What the register says, oldest first: actions, of an entity, an operation or a person. */
export async function actions(site, where) {
  return (await sql(site, `SELECT action FROM register WHERE ${where} ORDER BY sequence`)).map((row) => row.action)
}

/** Kinds of mails to an address, oldest first, but for those of signing in. */
export async function kinds(site, email) {
  return (await sql(site, `SELECT kind FROM outbox WHERE lower(email) = lower('${email}') AND kind NOT IN ('code', 'new_browser')
    ORDER BY rowid`)).map((row) => row.kind)
}

// --- asking to be let in --------------------------------------------------------------------------------------------

const askingOf = (mail) => /#\/asking\/([A-Za-z0-9_-]+)/.exec(mail.text)?.[1]

/** The secret of a link that waits for its mailbox's owner to confirm what was asked in his name. */
export async function askingLink(site, email) {
  return until(`a link to ${email}`, async () => {
    for (const secret of (await site.mails(email)).map(askingOf).filter(Boolean).reverse())
      if ((await site.visitor().post('api/asking/show', { secret })).body?.state === 'waiting') return secret
    return undefined
  })
}

/** Until the mailer has looked for all that was asked. */
export const sought = (site) => until('what was asked is looked for', async () =>
  (await value(site, 'SELECT count(*) FROM request WHERE seek_ms = created_ms')) === 0)

/** Asks; signed out, the mailbox is proved as well. Gives the answer to what was asked, once it was looked for. */
export async function askFor(site, visitor, body) {
  const answer = await visitor.post('api/requests', body)
  if (answer.status === 202 && !visitor.cookies.size && await value(site, `SELECT count(*) FROM asking
    WHERE email_key = lower('${body.email.trim()}') AND ended_ms IS NULL`)) {
    const confirmed = await visitor.post('api/asking/confirm', { secret: await askingLink(site, body.email.trim()) })
    assert.equal(confirmed.status, 204, confirmed.text)
  }
  await sought(site)
  return answer
}

/** An answer without what differs each time. */
export const bare = (answer) => ({ status: answer.status, ...answer.body, request_id: undefined })
