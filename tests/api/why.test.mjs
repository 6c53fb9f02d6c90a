// Why somebody has access or has not, why one may do something or may not: the facts, in plain words, and none that the
// asker may not see.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { sql } from './account.mjs'
import { bare, delivered, entityId, House, join } from './house.mjs'
import { refused, Site } from './site.mjs'

let site, house, leader, manager, guests, firm, littoral, file

before(async () => {
  site = await Site.start()
  house = await House.build(site)
  leader = house.leader
  manager = await house.hire('gere', await house.team('Agence'), ['creator'])
  guests = await House.build(site)
  firm = await House.build(site, { kind: 'company' })
  littoral = await entityId(site, 'Littoral')
  file = await house.published('POURQUOI-1', { [littoral]: 'lender', [guests.id]: 'lender', [firm.id]: 'borrower' }, manager)
})
after(async () => assert.equal(await site.stop(), 0))

const path = (operation, contact, end = '/why') => `api/operations/${operation}/contacts/${contact}${end}`
const lineOf = async (visitor, email, operation = file) =>
  (await visitor.contact(operation, email)) ?? (await visitor.contact(operation, email, 'archived'))
const codes = (list) => list.map((one) => one.code)

/** The answer about a line; every sentence is whole, in both languages. */
async function why(visitor, email, operation = file) {
  const { id } = await lineOf(manager, email, operation)
  const both = await Promise.all(['fr', 'en'].map((language) =>
    visitor.get(path(operation, id), { headers: { 'Accept-Language': language } })))
  for (const answer of both) {
    assert.equal(answer.status, 200, answer.text)
    for (const { sentence, remedy } of [...answer.body.chain, ...answer.body.actions.flatMap((action) => action.why)])
      for (const text of [sentence, remedy ?? 'Rien.']) assert.match(text, /^[A-ZÀÉŒa-z“][^{}[\]]*\.$/, answer.text)
  }
  assert.deepEqual(codes(both[0].body.chain), codes(both[1].body.chain))
  assert.notDeepEqual(both[0].body.chain[1].sentence, both[1].body.chain[1].sentence)
  return both[1].body
}

/** `code:state` of every link, but for those that are as they should be: `code`. */
const chain = ({ chain: links }) => links.map(({ code, state }) => (state === 'ok' ? code : `${code}:${state}`))
const link = (answer, code) => answer.chain.find((one) => one.code === code)
const act = ({ actions }, name) => actions.find(({ action }) => action === name)

// Each status on each side, for an entity that authorises its people and for one that does not.
const PLACES = [
  ['a client entity that manages', () => ({ id: house.id, house }), 'manager'],
  ['a lender that is a client', () => ({ id: guests.id, house: guests }), 'lender'],
  ['a lender that is a guest', () => ({ id: littoral }), 'lender'],
  ['a borrower that is a client', () => ({ id: firm.id, house: firm }), 'borrower'],
  ['a borrower that is a guest', async () => ({ id: await entityId(site, 'Verrerie') }), 'borrower'],
]
const set = (email, what) => sql(site, `UPDATE contact SET ${what} WHERE operation_id = '${file}'
  AND user_id = (SELECT id FROM users WHERE email = '${email}')`)

describe('each status of a line', () => {
  for (const [name, find, side] of PLACES)
    test(`of ${name}`, async () => {
      const place = await find()
      const email = `pas.a.pas@${side}-${place.house ? place.house.domain : 'guest.example'}`
      const rest = (authorised, account) => ['participation', place.house ? authorised : 'guest_entity', 'operation_open', account]
      const is = async (status, ...wanted) => {
        const answer = await why(manager, email)
        assert.equal((await lineOf(manager, email)).status, status)
        assert.equal(answer.holds, status === 'active')
        assert.deepEqual(chain(answer), wanted)
        return answer
      }

      await manager.add(file, email, { entity: place.id })
      if (place.house) {
        const waits = await is('queued', 'given', 'queued:waits', 'participation', 'not_habilitated:missing', 'operation_open', 'no_invitation:waits')
        const { who, remedy } = link(waits, 'not_habilitated')
        assert.deepEqual(who, place.house === house ? [{ kind: 'leader', name: 'Noé racine', email: leader.email }] : [{ kind: 'team_leader', name: null, email: null }])
        assert.match(remedy, /Only a team leader/)
        await place.house.authorise(email)
      }
      const invited = await is('invited', 'given', 'invited:waits', ...rest('habilitation_invited:waits', 'no_account:waits'))
      assert.deepEqual(link(invited, 'no_account').who, [{ kind: 'person', name: null, email }])
      assert.match(link(invited, 'no_account').at, /^\d{4}-/)
      assert.deepEqual(act(invited, 'resend'), { action: 'resend', allowed: true, why: [{ code: 'manager', sentence: 'You manage this operation.' }] })

      await set(email, 'invited_until_ms = 1')
      const late = await is('invited', 'given', 'invited:waits', ...rest('habilitation_invited:waits', 'link_ended:missing'))
      assert.deepEqual(link(late, 'link_ended').who.map(({ kind }) => kind), ['manager', 'colleague'])
      await manager.post(path(file, (await lineOf(manager, email)).id, '/resend'))

      const person = await join(site, email)
      const active = await is('active', 'given', 'active', ...rest('habilitated', 'account'))
      assert.deepEqual(active.person, { name: `Noé ${email.split('@')[0]}`, email })
      assert.match(link(active, 'active').at, /^\d{4}-/)
      assert.equal(link(active, 'given').sentence.startsWith('Access given by Noé gere on behalf of'), true)
      assert.equal((await person.get(`api/operations/${file}`)).status, 200, 'what it says is so')
      assert.deepEqual(act(active, 'restore'), { action: 'restore', allowed: false, why: [{ code: 'current', sentence: 'This access has not ended: there is nothing to restore.' }] })

      await set(email, `until_ms = ${Date.now() + 86_400_000}`)
      assert.deepEqual(chain(await why(manager, email)).slice(0, 3), ['given', 'active', 'ends'])
      await set(email, `until_ms = ${Date.now() - 1000}`)
      const over = await is('expired', 'given', 'expired:missing', ...rest('habilitated', 'account'))
      assert.deepEqual(codes(act(over, 'revoke').why), ['ended'])
      assert.equal((await person.get(`api/operations/${file}`)).status, 404)
      assert.equal((await manager.post(path(file, (await lineOf(manager, email)).id, '/restore'), { until: null })).status, 200)

      await manager.post(path(file, (await lineOf(manager, email)).id, '/revoke'), { reason: 'Mission {finie} [1]' })
      const ended = (await manager.get(path(file, (await lineOf(manager, email)).id))).body
      assert.deepEqual(chain(ended), ['given', 'revoked:missing', ...rest('habilitated', 'account')])
      assert.equal(link(ended, 'revoked').sentence, 'The access was revoked by Noé gere. Reason: “Mission {finie} [1]”.')
      assert.deepEqual(link(ended, 'revoked').who.map(({ kind }) => kind), ['manager', 'colleague'])
      assert.deepEqual([ended.holds, act(ended, 'restore').allowed, act(ended, 'resend').allowed], [false, true, false])
    })

  test('in a draft: managers are in, the others wait', async () => {
    const draft = await house.operation('POURQUOI-2', { [littoral]: 'lender' }, manager)
    await manager.add(draft, 'attend@littoral.example', { entity: littoral })
    const waits = await why(manager, 'attend@littoral.example', draft)
    assert.deepEqual(chain(waits), ['given', 'queued:waits', 'participation', 'guest_entity', 'operation_draft:waits', 'no_invitation:waits'])
    assert.deepEqual(link(waits, 'operation_draft').who, [{ kind: 'manager', name: 'Noé gere', email: manager.email }])
    const own = await why(manager, manager.email, draft)
    assert.deepEqual([own.holds, ...chain(own)], [true, 'given', 'active', 'participation', 'habilitated', 'operation_draft_managed', 'account'])
  })

  test('in a closed operation nothing comes back', async () => {
    const shut = await house.published('POURQUOI-3', { [littoral]: 'lender' }, manager)
    for (const email of ['sort@littoral.example', 'garde@littoral.example']) {
      await manager.add(shut, email, { entity: littoral })
      await join(site, email)
    }
    await manager.post(`api/operations/${shut}/close`)
    await manager.post(path(shut, (await lineOf(manager, 'sort@littoral.example', shut)).id, '/revoke'), {})
    const ended = await why(manager, 'sort@littoral.example', shut)
    assert.deepEqual(chain(ended), ['given', 'revoked:missing', 'participation', 'guest_entity', 'operation_closed', 'closed_to_return:missing', 'account'])
    assert.deepEqual([link(ended, 'revoked').remedy, link(ended, 'revoked').who], [null, []])
    assert.deepEqual(codes(act(ended, 'restore').why), ['closed'])
    assert.equal((await why(manager, 'garde@littoral.example', shut)).holds, true)
  })

  test('a mail that came back is told', async () => {
    await manager.add(file, 'perdu@littoral.example', { entity: littoral })
    await delivered(site, 'perdu@littoral.example')
    await set('perdu@littoral.example', `mail_failed_ms = ${Date.now()}`)
    assert.ok(chain(await why(manager, 'perdu@littoral.example')).includes('mail_failed:missing'))
  })

  test('an entity that does not ask for authorisations is told', async () => {
    const easy = await House.build(site)
    await easy.leader.request('PATCH', easy.path, { guests_need_habilitation: false })
    const open = await house.published('POURQUOI-4', { [easy.id]: 'lender' }, manager)
    await manager.add(open, 'libre@libre.example', { entity: easy.id })
    await join(site, 'libre@libre.example')
    assert.ok(chain(await why(manager, 'libre@libre.example', open)).includes('habilitation_not_needed'))
    await easy.leader.request('PATCH', easy.path, { guests_need_habilitation: true })
    const kept = await why(manager, 'libre@libre.example', open)
    assert.deepEqual([kept.holds, chain(kept).includes('habilitation_not_asked')], [true, true])
  })
})

describe('nothing that the asker may not see', () => {
  test('a lender’s question about a borrower’s line, or a manager’s, is about nothing', async () => {
    await manager.add(file, 'preteur@littoral.example', { entity: littoral })
    const lender = await join(site, 'preteur@littoral.example')
    await manager.add(file, 'emprunte@verrerie.example', { entity: await entityId(site, 'Verrerie') })
    const nothing = bare(await lender.get(path(file, 'nowhere')))
    for (const email of ['emprunte@verrerie.example', manager.email]) {
      const answer = await lender.get(path(file, (await lineOf(manager, email)).id))
      refused(answer, 404, 'not_found')
      assert.deepEqual(bare(answer), nothing)
    }
    refused(await (await site.as('lena')).get(path(file, (await lineOf(manager, 'preteur@littoral.example')).id)), 404, 'not_found')
    refused(await site.visitor().get(path(file, (await lineOf(manager, 'preteur@littoral.example')).id)), 401, 'no_session')
    assert.equal((await lender.get(path(file, (await lineOf(lender, 'preteur@littoral.example')).id))).status, 200)
  })

  test('team and leaders are named within the entity, and not outside', async () => {
    const desk = await guests.team('Salle secrète')
    const one = await guests.hire('nomme', desk)
    const two = await guests.hire('voit', desk)
    for (const { email } of [one, two]) await manager.add(file, email, { entity: guests.id })
    const inside = link(await why(two, one.email), 'habilitated')
    assert.equal(inside.sentence, `${guests.name} has authorised this person, in the team Salle secrète, by Noé racine.`)
    assert.match(inside.at, /^\d{4}-/)
    const outside = await why(manager, one.email)
    assert.equal(link(outside, 'habilitated').sentence, `${guests.name} has authorised this person.`)
    assert.equal(link(outside, 'habilitated').at, null)
    assert.ok(!/Salle secr|racine/.test(JSON.stringify(outside)))

    // That somebody was authorised once is the entity's own business too.
    await guests.act(guests.leader, one.habilitation, 'archive', { reason: 'Affaire interne' })
    const after = await why(manager, one.email)
    assert.ok(chain(after).includes('not_habilitated:missing') && !chain(after).includes('habilitation_archived:missing'))
    const within = link(await why(guests.leader, one.email), 'habilitation_archived')
    assert.deepEqual(within.who, [{ kind: 'leader', name: 'Noé racine', email: guests.leader.email }])
  })
})

describe('what the asker may do, and why', () => {
  test('by what, for each kind of asker', async () => {
    const desk = await guests.team('Droits')
    const above = await guests.hire('au-dessus', desk, ['team_leader'])
    const aside = await guests.hire('a-cote', await guests.team('Ailleurs'), ['team_leader'])
    const [one, two] = [await guests.hire('droit-un', desk), await guests.hire('droit-deux', desk)]
    const third = await guests.hire('droit-trois', await guests.team('Loin', (await guests.teams()).find(({ name }) => name === 'Ailleurs').id))
    for (const { email } of [one, two, third]) await manager.add(file, email, { entity: guests.id })
    const revoke = async (visitor) => act(await why(visitor, one.email), 'revoke')
    assert.deepEqual([(await revoke(manager)).allowed, ...codes((await revoke(manager)).why)], [true, 'manager'])
    assert.deepEqual(codes((await revoke(two)).why), ['contact', 'own_entity'])
    assert.deepEqual(codes((await revoke(above)).why), ['leader', 'own_entity', 'leads'])
    assert.deepEqual([(await revoke(aside)).allowed, ...codes((await revoke(aside)).why)], [false, 'not_manager', 'not_contact', 'not_leads'])
    const own = await why(one, one.email)
    assert.deepEqual(act(own, 'revoke'), { action: 'revoke', allowed: false, why: [{ code: 'self', sentence: 'This is your own access: nobody revokes or restores their own.' }] })
    assert.equal(act(own, 'leave').allowed, true)
    assert.equal(act(await why(two, one.email), 'leave'), undefined)
    for (const [visitor, email] of [[manager, one.email], [one, one.email], [aside, one.email]]) {
      const { may } = await lineOf(visitor, email)
      assert.deepEqual((await why(visitor, email)).actions.filter(({ allowed }) => allowed).map(({ action }) => action).sort(), [...may].sort())
    }
  })

  test('the last manager hears the rule, not only that it is so', async () => {
    const alone = await house.published('POURQUOI-5', {}, manager)
    const line = await lineOf(manager, manager.email, alone)
    const { actions } = (await manager.get(path(alone, line.id))).body
    const leave = actions.find(({ action }) => action === 'leave')
    assert.deepEqual(leave, { action: 'leave', allowed: false, why: [{ code: 'last_manager', sentence: 'An operation always keeps at least one active manager whose access has no end date.' }] })
    const answer = await manager.post(`api/operations/${alone}/leave`, {})
    refused(answer, 409, 'last_manager')
    assert.deepEqual(answer.body.why, leave.why)
  })
})

describe('a refusal says why', () => {
  test('by the facts that would be needed, in the caller’s language', async () => {
    await manager.add(file, 'demande@littoral.example', { entity: littoral })
    const lender = await join(site, 'demande@littoral.example')
    const answer = await lender.request('PATCH', `api/operations/${file}`, { name: 'Autre' })
    refused(answer, 403, 'forbidden')
    assert.deepEqual(answer.body.why, [{ code: 'not_manager', sentence: 'You do not manage this operation.' }])
    const french = await lender.request('PATCH', `api/operations/${file}`, { name: 'Autre' }, { headers: { 'Accept-Language': 'fr' } })
    assert.deepEqual(french.body.why, [{ code: 'not_manager', sentence: 'Vous ne gérez pas cette opération.' }])
    const other = await lender.post(`api/operations/${file}/contacts`, { emails: ['x@y.example'], entity: guests.id })
    assert.deepEqual([other.status, ...codes(other.body.why)], [403, 'not_manager', 'not_own_entity'])
    const own = await lender.post(path(file, (await lineOf(lender, lender.email)).id, '/revoke'), {})
    assert.deepEqual([own.status, ...codes(own.body.why)], [403, 'self'])
    const again = await lender.post(path(file, (await lineOf(lender, lender.email)).id, '/resend'))
    assert.deepEqual([again.status, ...codes(again.body.why)], [409, 'uninvited'])
    const compose = await lender.post('api/operations', { reference: 'NON', name: 'Non', participations: [{ entity: littoral, side: 'manager' }] })
    assert.deepEqual([compose.status, ...codes(compose.body.why)], [403, 'not_creator'])
  })

  test('the same for what does not exist and what is none of one’s business, with the ways in', async () => {
    const lena = await site.as('lena')
    const [hidden, none] = [await lena.get(`api/operations/${file}`), await lena.get('api/operations/nowhere')]
    refused(hidden, 404, 'not_found')
    assert.deepEqual(bare(hidden), bare(none))
    assert.deepEqual(codes(hidden.body.why), ['not_found', 'ways_in'])
    assert.ok(!JSON.stringify(hidden.body).includes('POURQUOI'))
  })

  test('nothing more where nothing was decided', async () => {
    for (const answer of [await manager.get('api/operations?limit=0'), await site.visitor().get('api/operations'), await manager.get('api/nowhere')])
      assert.equal(answer.body.why, undefined, answer.text)
  })
})

describe('a habilitation', () => {
  const ask = (visitor, id, of = guests) => visitor.get(`${of.path}/habilitations/${id}/why`)

  test('on what it rests, and what may be done about it', async () => {
    const desk = await guests.team('Motifs')
    const boss = await guests.hire('chef-motifs', desk, ['team_leader'])
    const { habilitation: waiting } = await guests.authorise('pas-encore', desk)
    const waits = (await ask(guests.leader, waiting.id)).body
    assert.deepEqual([waits.holds, ...chain(waits)], [false, 'authorised', 'authorised_invited:waits', 'in_team', 'no_invitation:waits', 'no_line'])
    const one = await guests.hire('motif', desk, ['creator'].filter(() => false))
    await manager.add(file, one.email, { entity: guests.id })
    const seen = (await ask(boss, one.habilitation)).body
    assert.deepEqual([seen.holds, ...chain(seen)], [true, 'authorised', 'authorised_active', 'in_team', 'account', 'one_line'])
    assert.match(seen.chain[0].sentence, /given by Noé racine/)
    assert.deepEqual([act(seen, 'archive').allowed, ...codes(act(seen, 'archive').why)], [true, 'own_entity', 'leads_place'])
    assert.deepEqual(codes(act(seen, 'restore').why), ['current'])
    const own = (await ask(boss, boss.habilitation)).body
    assert.deepEqual([act(own, 'archive').allowed, ...codes(act(own, 'archive').why)], [false, 'self'])
    assert.ok(chain(own).includes('role_team_leader'))
    const above = (await ask(boss, guests.leader.habilitation ?? (await guests.habilitation(guests.leader.email)).id)).body
    refused({ status: above.status, body: above, text: '' }, 403, 'forbidden')
    assert.deepEqual(codes(above.why), ['not_leads_place'])

    await guests.act(guests.leader, one.habilitation, 'archive', { reason: 'Mutation' })
    const ended = (await ask(guests.leader, one.habilitation)).body
    assert.deepEqual([ended.holds, chain(ended)[1]], [false, 'authorised_archived:missing'])
    assert.match(ended.chain[1].sentence, /by Noé racine\. Reason: “Mutation”\./)
    assert.deepEqual([act(ended, 'restore').allowed, act(ended, 'archive').allowed], [true, false])
  })

  test('the last leader and the last manager hear the rule', async () => {
    const co = await guests.hire('co-racine', guests.root, ['team_leader'])
    const other = await House.build(site)
    const second = await other.hire('adjoint', other.root, ['team_leader'])
    await other.act(second, (await other.habilitation(other.leader.email)).id, 'archive', {})
    const self = (await ask(second, second.habilitation, other)).body
    assert.deepEqual(codes(act(self, 'archive').why), ['self'])
    const sole = await house.hire('seul-gestionnaire', house.root, ['creator'])
    await house.published('POURQUOI-6', {}, sole)
    const kept = (await ask(leader, sole.habilitation, house)).body
    assert.deepEqual([act(kept, 'archive').allowed, ...codes(act(kept, 'archive').why)], [false, 'last_manager'])
    refused(await ask(co, sole.habilitation, house), 404, 'not_found')
    refused(await ask(manager, sole.habilitation, house), 404, 'not_found')
  })
})
