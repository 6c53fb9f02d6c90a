// Every page and every state of it that matters, each opened from nothing: { name, as?, foresees?, at?, open(desk, words) }.
// `as` is who is signed in; `at` is 'wide' or 'narrow' for what only the side navigation or only the drawer has.
import { codeOf, PASSWORD, PEOPLE } from '../api/site.mjs'

let strangers = 0
const stranger = () => `stranger${++strangers}@littoral.example`

/** The id of an operation, as somebody finds it. */
const idOf = async (desk, who, reference) => (await (await desk.site.as(who)).operation(reference)).id

async function visitFile(desk, who, reference, page = '') {
  await desk.visit(`#/operations/${await idOf(desk, who, reference)}${page}`)
  await desk.page.locator('h1').waitFor()
}

/** The list of those with access, as the manager agnes sees it, with lines of every status. */
async function access(desk) {
  await visitFile(desk, 'agnes', 'OP-2026-0042', '/access')
  await desk.row(PEOPLE.agnes).waitFor()
}

async function archive(desk) {
  await visitFile(desk, 'agnes', 'OP-2026-0042', '/access/archived')
  await desk.row(PEOPLE.chloe).waitFor()
}

async function addDialog(desk, words) {
  await access(desk)
  await desk.button(words.add).click()
  await desk.dialog.waitFor()
}

/** Asks why, at the line that holds a text. */
async function whyOf(desk, words, text) {
  await desk.row(text).getByRole('button').last().click()
  await desk.role('menuitem', words.why).click()
  await desk.dialog.locator('.why').waitFor()
}

/** An address that was changed once. */
const MOVING = { email: PEOPLE.paul, pending: null, done: null,
  former: [{ email: 'paul@autrefois.example', from: '2025-03-10T09:00:00.000Z', to: '2026-11-23T10:00:00.000Z' }] }

/** Somebody under an address of a foreign domain, and somebody who lost his mailbox. */
const ADDRESS_REQUESTS = [
  { id: 'a', kind: 'address', person: { name: 'Max Faure', email: 'max@ailleurs.example' }, entity: { id: 'e', name: 'Banque Aurore' },
    message: PEOPLE.max, asked_by: 'Max Faure' },
  { id: 'b', kind: 'vouch', person: { name: 'Paul Petit', email: PEOPLE.paul }, entity: null, message: 'paul@ailleurs.example',
    asked_by: 'Paul Petit', vouched: { given: 1, needed: 2, alone: true } },
].map((one) => ({ vouched: null, ...one, operation: null, created: '2026-11-23T10:00:00.000Z', status: 'open', decided_at: null, decided_by: null, reason: null,
  may: ['approve', 'refuse'] }))

/** The first step of moving to another address. */
async function newAddress(desk) {
  await desk.visit('#/account/address')
  const choice = desk.page.locator('.choices button').first()
  const change = desk.page.locator('.card-body .primary')
  await choice.or(change).first().waitFor()
  if (await choice.count()) await choice.click()
  await change.click()
}

/** The link of an invitation to somebody new. */
async function link(desk) {
  const email = stranger()
  const paul = await desk.site.as('paul')
  await paul.add((await paul.operation('OP-2026-0057')).id, email)
  return `#/join/${await desk.site.secret(email)}`
}

async function join(desk, words) {
  await desk.visit(await link(desk))
  await desk.heading(words.join)
}

async function credentials(desk, words, email, password = PASSWORD) {
  await desk.visit()
  await desk.field(words.email).fill(email)
  await desk.field(words.password).first().fill(password)
  await desk.button(words.submit).click()
}

async function code(desk, words, who = 'leo') {
  await credentials(desk, words, PEOPLE[who])
  await desk.heading(words.check)
}

async function choice(desk, words) {
  const before = (await desk.site.mails(PEOPLE.max)).length
  await credentials(desk, words, PEOPLE.max)
  await desk.field(words.code).fill(codeOf(await desk.site.mail(PEOPLE.max, codeOf, before)))
  await desk.heading(words.choose)
}

/** Agnes names successors: two operations to lena, the rest to claire. */
async function handOver(desk) {
  await desk.visit('#/handovers/new')
  await desk.page.locator('[type=radio]').last().check()
  for (let i = 1; i <= 2; i++) await desk.page.locator('tbody .tick').nth(i).check()
  await desk.page.locator('.handover-assign input').fill(PEOPLE.lena)
  await desk.page.locator('.handover-assign [type=checkbox]').check() // from outside: she is known all the same
  await desk.page.locator('.handover-assign .primary').click()
  await desk.page.getByRole('cell', { name: PEOPLE.lena }).first().waitFor()
  await desk.page.locator('form > .card > .field input').fill(PEOPLE.claire)
}

let started

/** Lena has begun: a colleague has refused, tom has not answered. */
function handedOver(desk) {
  started ??= (async () => {
    const [lena, agnes, max] = [await desk.site.as('lena'), await desk.site.as('agnes'), PEOPLE.max]
    const { body: plan } = await lena.post('api/handovers/preview', { successors: [] })
    const [one, two] = plan.left.map(({ id }) => id)
    const { body } = await lena.post('api/handovers', {
      successors: [{ email: PEOPLE.agnes, operations: [one] }, { email: max, operations: [two] }, { email: PEOPLE.tom }],
      until: new Date(Date.now() + 12e8).toISOString(), message: 'Merci de prendre la suite.' })
    await agnes.post(`api/handovers/${body.id}/refuse`, { reason: 'Déjà trop de dossiers.' })
    return body
  })()
  return started
}

/** From now on the server answers so instead. */
const answer = (desk, path, reply) => desk.page.route(`**/api/${path}`, (route) => route.fulfill(reply))
const EMPTY = { json: { items: [], next: null } }

/** Pages that show all they have at their address. */
const plain = (name, as, fragment) => ({ name, as, open: async (desk) => {
  await desk.visit(fragment)
  await desk.page.locator('h1').waitFor()
  await desk.page.waitForLoadState('networkidle')
} })

export const SCENES = [
  { name: 'sign-in', open: async (desk, words) => {
    await desk.visit()
    await desk.heading(words.signIn)
  } },
  { name: 'sign-in with gaps', open: async (desk, words) => {
    await desk.visit()
    await desk.button(words.submit).click()
    await desk.counts(desk.page.locator('[aria-invalid=true]'), 2)
  } },
  { name: 'sign-in refused', open: async (desk, words) => {
    await credentials(desk, words, stranger())
    await desk.sees(words.wrong)
  } },
  { name: 'code', open: (desk, words) => code(desk, words) },
  { name: 'code refused', open: async (desk, words) => {
    await code(desk, words, 'claire')
    await desk.field(words.code).fill('000000')
    await desk.sees(words.wrongCode)
  } },
  { name: 'environment choice', open: choice },
  { name: 'no access at all', as: 'chloe', open: async (desk, words) => {
    await desk.visit()
    await desk.heading(words.nothing)
  } },
  { name: 'requests without access', as: 'chloe', open: async (desk) => {
    await desk.visit('#/requests/mine')
    await desk.page.locator('.empty').waitFor()
  } },
  { name: 'session ended', as: 'agnes', foresees: [401, 'operations'], open: async (desk, words) => {
    await access(desk)
    await desk.context.clearCookies()
    await desk.page.getByRole('searchbox').fill('martin')
    await desk.sees(words.ended)
  } },
  { name: 'server silent', foresees: [503, 'session'], open: async (desk, words) => {
    await answer(desk, 'session', { status: 503, body: '' })
    await desk.visit()
    await desk.heading(words.silent)
  } },

  { name: 'join', open: join },
  { name: 'join with gaps', open: async (desk, words) => {
    await join(desk, words)
    await desk.button(words.create).click()
    await desk.counts(desk.page.getByText(words.needed), 3)
  } },
  { name: 'join refused', foresees: [422, 'account'], open: async (desk, words) => {
    await join(desk, words)
    const form = {
      first_name: 'Ada', last_name: 'Roux', job_title: 'Juriste', phone: '+33612345678', password: 'Password1234567890!',
    }
    for (const [name, value] of Object.entries(form)) await desk.page.locator(`[name=${name}]`).fill(value)
    await desk.page.locator('[name=terms]').check()
    await desk.button(words.create).click()
    await desk.page.locator('[name=password][aria-invalid=true]').waitFor()
  } },
  { name: 'join, this is not me', open: async (desk, words) => {
    await join(desk, words)
    await desk.button(words.notMe).click()
    await desk.dialog.waitFor()
  } },
  { name: 'join declined', open: async (desk, words) => {
    await join(desk, words)
    await desk.button(words.notMe).click()
    await desk.button(words.decline).click()
    await desk.heading(words.declined)
  } },
  { name: 'join out of date', foresees: [404, 'invitations/show'], open: async (desk, words) => {
    await desk.visit('#/join/made-up-secret-that-nobody-gave-')
    await desk.heading(words.stale)
  } },

  { name: 'a link cut short', foresees: [404, 'invitations/show'], open: async (desk, words) => {
    await desk.visit('#/join/made-up')
    await desk.heading(words.cutShort)
  } },

  { name: 'operations', as: 'agnes', open: async (desk, words) => {
    await desk.visit()
    await desk.heading(words.operations)
    await desk.row('OP-2026-0042').waitFor()
  } },
  { name: 'invitation follow-up', as: 'paul', open: async (desk, words) => {
    await desk.visit()
    await desk.heading(words.invitations)
    await desk.row('OP-2026-0042').waitFor()
  } },
  { name: 'client', as: 'brune', open: async (desk, words) => {
    await desk.visit()
    await desk.heading(words.client)
    await desk.row('OP-2026-0042').waitFor()
  } },
  { name: 'operations, no match', as: 'agnes', open: async (desk, words) => {
    await desk.visit('#/operations?q=nowhere')
    await desk.sees(words.noMatch)
  } },
  { name: 'operations, none', as: 'agnes', open: async (desk, words) => {
    await answer(desk, 'operations', EMPTY)
    await desk.visit()
    await desk.sees(words.noOperation)
  } },
  { name: 'operations, server away', as: 'agnes', foresees: [503, 'operations'], open: async (desk, words) => {
    await answer(desk, 'operations', { status: 503, body: '' })
    await desk.visit()
    await desk.sees(words.away)
  } },
  { name: 'unknown page', as: 'agnes', open: async (desk, words) => {
    await desk.visit('#/nowhere')
    await desk.heading(words.gone)
  } },
  { name: 'account menu', at: 'wide', open: async (desk, words) => {
    await choice(desk, words)
    await desk.page.getByRole('button', { name: 'Banque Aurore' }).click()
    await desk.row('OP-2025-0045').waitFor()
    await desk.page.locator('.account').click()
    await desk.role('menuitem', words.signOut).waitFor()
  } },
  { name: 'look menu', as: 'agnes', at: 'wide', open: async (desk, words) => {
    await desk.visit()
    await desk.row('OP-2026-0042').waitFor()
    await desk.button(words.look).click()
    await desk.role('menuitemradio', words.dark).waitFor()
  } },
  { name: 'drawer', as: 'agnes', at: 'narrow', open: async (desk, words) => {
    await desk.visit()
    await desk.row('OP-2026-0042').waitFor()
    await desk.button(words.openMenu).click()
    await desk.dialog.waitFor()
  } },

  { name: 'details', as: 'agnes', open: async (desk, words) => {
    await visitFile(desk, 'agnes', 'OP-2026-0042')
    await desk.role('heading', words.managers).waitFor()
  } },
  { name: 'access', as: 'agnes', open: access },
  { name: 'access as a lender', as: 'paul', open: async (desk) => {
    await visitFile(desk, 'paul', 'OP-2026-0042', '/access')
    await desk.row(PEOPLE.paul).waitFor()
  } },
  { name: 'access, line menu', as: 'agnes', open: async (desk, words) => {
    await access(desk)
    await desk.row('felix.braun').getByRole('button').click()
    await desk.role('menuitem', words.revoke).waitFor()
  } },
  { name: 'access, no match', as: 'agnes', open: async (desk, words) => {
    await visitFile(desk, 'agnes', 'OP-2026-0042', '/access?q=nobody')
    await desk.sees(words.nobody)
  } },
  { name: 'access, filters', as: 'agnes', open: async (desk) => {
    await visitFile(desk, 'agnes', 'OP-2026-0042', '/access?endless=true&sort=since&order=desc')
    await desk.row(PEOPLE.agnes).waitFor()
  } },
  { name: 'keys', as: 'agnes', open: async (desk) => {
    await access(desk)
    await desk.page.keyboard.press('?')
    await desk.dialog.locator('.keys').waitFor()
  } },
  { name: 'go to', as: 'agnes', open: async (desk) => {
    await access(desk)
    await desk.page.keyboard.press('Control+k')
    await desk.page.keyboard.type('verrerie') // before the field is there, too
    await desk.row(PEOPLE.agnes).waitFor()
    await desk.dialog.getByRole('option').filter({ hasText: 'OP-2026-0042' }).waitFor()
  } },
  { name: 'access, second page', as: 'paul', open: async (desk, words) => {
    const paul = await desk.site.as('paul')
    const { id } = await paul.operation('OP-2026-0021')
    const answer = await paul.post(`api/operations/${id}/contacts`, { emails: Array.from({ length: 60 }, stranger) })
    if (answer.status !== 200) throw new Error(answer.text)
    await desk.visit(`#/operations/${id}/access`)
    await desk.button(words.nextPage).first().click()
    await desk.page.locator('.pager.above').filter({ hasText: '51–' }).waitFor()
    await desk.row(PEOPLE.paul).waitFor({ state: 'detached' })
  } },
  { name: 'access of a draft', as: 'agnes', open: async (desk, words) => {
    await visitFile(desk, 'agnes', 'OP-2026-0061', '/access')
    await desk.sees(words.draft)
    await desk.row(PEOPLE.agnes).waitFor()
  } },
  { name: 'access of a closed operation', as: 'agnes', open: async (desk, words) => {
    await visitFile(desk, 'agnes', 'OP-2025-0052', '/access')
    await desk.sees(words.closed)
    await desk.row(PEOPLE.agnes).waitFor()
  } },
  { name: 'access, out of date', as: 'agnes', foresees: [503, 'operations'], open: async (desk, words) => {
    await access(desk)
    await answer(desk, 'operations/**', { status: 503, body: '' })
    await desk.page.evaluate(() => dispatchEvent(new Event('focus')))
    await desk.sees(words.old)
  } },
  { name: 'archive', as: 'agnes', open: archive },
  { name: 'archive, empty', as: 'agnes', open: async (desk, words) => {
    await visitFile(desk, 'agnes', 'OP-2026-0053', '/access/archived')
    await desk.sees(words.noArchive)
  } },
  { name: 'on a given day', as: 'agnes', open: async (desk) => {
    const day = new Date(Date.now() - 3 * 86_400_000).toISOString().slice(0, 10)
    await visitFile(desk, 'agnes', 'OP-2026-0042', `/access/as-of?day=${day}`)
    await desk.row(PEOPLE.agnes).waitFor()
  } },
  { name: 'on a given day, none chosen', as: 'paul', open: async (desk) => {
    await visitFile(desk, 'paul', 'OP-2026-0042', '/access/as-of')
    await desk.page.locator('.usual-days').waitFor()
  } },
  { name: 'register', as: 'agnes', open: async (desk) => {
    await visitFile(desk, 'agnes', 'OP-2026-0042', '/register')
    await desk.page.getByRole('table').waitFor()
  } },
  { name: 'register, no match', as: 'agnes', open: async (desk) => {
    await visitFile(desk, 'agnes', 'OP-2026-0042', '/register?action=contact_revoked&from=2020-01-01&to=2020-01-02')
    await desk.page.locator('.empty').waitFor()
  } },
  { name: 'operation gone', as: 'paul', foresees: [404, 'operations'], open: async (desk, words) => {
    await visitFile(desk, 'agnes', 'OP-2026-0053', '/access')
    await desk.heading(words.gone)
  } },

  { name: 'add', as: 'agnes', open: addDialog },
  { name: 'add, end and message', as: 'agnes', open: async (desk, words) => {
    await addDialog(desk, words)
    await desk.page.getByText(words.more).click()
    await desk.dialog.locator('[type=date]').first().waitFor()
  } },
  { name: 'add, invalid', as: 'agnes', open: async (desk, words) => {
    await addDialog(desk, words)
    await desk.field(words.emails).fill('a@b, maximiliane-henriette.von-und-zu-hohenstein-wallerfangen@kanzlei, c@d.example')
    await desk.button(words.addThree).click()
    await desk.counts(desk.page.getByText(words.invalid), 2)
    await desk.dialog.locator('select[aria-invalid=true]').waitFor()
  } },
  { name: 'add, some refused', as: 'agnes', open: async (desk, words) => {
    await addDialog(desk, words)
    await desk.field(words.emails).fill(`${stranger()} ${PEOPLE.leo} no..body@littoral.example`)
    await desk.dialog.locator('select').first().selectOption({ index: 1 })
    await desk.button(words.addThree).click()
    await desk.role('heading', words.result).waitFor()
  } },
  { name: 'add, done', as: 'agnes', open: async (desk, words) => {
    await addDialog(desk, words)
    await desk.field(words.emails).fill(stranger())
    await desk.dialog.locator('select').first().selectOption({ index: 1 })
    await desk.dialog.locator('.checked input').check() // a domain that nobody else there has
    await desk.button(words.addOne).click()
    await desk.button(words.done).waitFor()
  } },
  { name: 'revoke', as: 'agnes', open: async (desk, words) => {
    await access(desk)
    await desk.row('Claire Dubois').first().getByRole('button').click()
    await desk.role('menuitem', words.revoke).click()
    await desk.dialog.waitFor()
  } },
  { name: 'revoked, undo', as: 'agnes', open: async (desk, words) => {
    const email = stranger()
    const agnes = await desk.site.as('agnes')
    await agnes.add((await agnes.operation('OP-2026-0040')).id, email)
    await visitFile(desk, 'agnes', 'OP-2026-0040', '/access')
    await desk.row(email).getByRole('button').click()
    await desk.role('menuitem', words.revoke).click()
    await desk.button(words.revokeNow).click()
    await desk.says(words.lost)
    await desk.toast.getByRole('button').first().focus() // its clock holds
  } },
  { name: 'restore', as: 'agnes', open: async (desk) => {
    await archive(desk)
    await desk.row(PEOPLE.chloe).getByRole('button').first().click()
    await desk.dialog.waitFor()
  } },

  { name: 'restore, an end again', as: 'agnes', open: async (desk) => {
    const agnes = await desk.site.as('agnes')
    const { id } = await agnes.operation('OP-2026-0040')
    const email = stranger()
    const { contact } = await agnes.add(id, email, { until: new Date(Date.now() + 9 * 86_400_000).toISOString() })
    await agnes.post(`api/operations/${id}/contacts/${contact.id}/revoke`, {})
    await desk.visit(`#/operations/${id}/access/archived?q=${email}`)
    await desk.row(email).getByRole('button').first().click()
    await desk.dialog.locator('[type=submit]').click()
    await desk.dialog.locator('.errors').waitFor()
  } },
  { name: 'access with dates', as: 'agnes', open: async (desk) => {
    const agnes = await desk.site.as('agnes')
    const { id } = await agnes.operation('OP-2026-0040')
    const inDays = (days) => new Date(Date.now() + days * 86_400_000).toISOString()
    const email = stranger()
    await agnes.add(id, email, { from: inDays(3), until: inDays(20) })
    await desk.visit(`#/operations/${id}/access?q=${email}`)
    await desk.row(email).waitFor()
  } },
  { name: 'extend', as: 'agnes', open: async (desk, words) => {
    await access(desk)
    await desk.row('felix.braun').getByRole('button').click()
    await desk.role('menuitem', words.setEnd).click()
    await desk.dialog.waitFor()
  } },
  { name: 'extend a habilitation', as: 'agnes', open: async (desk, words) => {
    await desk.visit('#/habilitations')
    await desk.row(PEOPLE.leo).getByRole('button').click()
    await desk.role('menuitem', words.setEnd).click()
    await desk.dialog.waitFor()
  } },
  { name: 'authorise, with dates', as: 'agnes', open: async (desk) => {
    await desk.visit('#/habilitations')
    await desk.page.locator('.toolbar-action .primary').click()
    await desk.dialog.locator('summary').click()
    await desk.dialog.locator('[value=day]').check()
  } },
  { name: 'people from a sheet', as: 'agnes', open: async (desk) => {
    await desk.visit('#/habilitations/roster')
    await desk.page.locator('textarea').fill('email;team;roles\nune@aurore.example;Crédit;team_leader\ntrois@gmail.com;;\nquatre;;')
    await desk.page.locator('tbody tr').nth(2).waitFor()
  } },
  { name: 'close an operation', as: 'agnes', open: async (desk, words) => {
    await visitFile(desk, 'agnes', 'OP-2026-0042')
    await desk.button(words.life).click()
    await desk.role('menuitem', words.closeIt).click()
    await desk.dialog.locator('[value=day]').check()
  } },
  { name: 'why, an access that waits', as: 'agnes', open: async (desk, words) => {
    const agnes = await desk.site.as('agnes')
    const email = stranger()
    const operation = await agnes.operation('OP-2026-0042')
    const nordbank = (await agnes.get(`api/operations/${operation.id}`)).body.participations.find(({ entity }) => entity.name === 'Nordbank')
    await agnes.add(operation.id, email, { entity: nordbank.entity.id })
    await visitFile(desk, 'agnes', 'OP-2026-0042', `/access?q=${email}`)
    await whyOf(desk, words, email)
  } },
  { name: 'why, one’s own access', as: 'agnes', open: async (desk, words) => {
    await access(desk)
    await whyOf(desk, words, PEOPLE.agnes)
  } },
  { name: 'why, an access that ended', as: 'agnes', open: async (desk, words) => {
    await archive(desk)
    await whyOf(desk, words, PEOPLE.chloe)
  } },
  { name: 'why, a habilitation', as: 'agnes', open: async (desk, words) => {
    await desk.visit('#/habilitations')
    await whyOf(desk, words, PEOPLE.leo)
  } },
  { name: 'why, a refusal', as: 'paul', foresees: [404, 'operations'], open: async (desk, words) => {
    await desk.visit('#/operations/made-up')
    await desk.heading(words.gone)
    await desk.page.locator('.reasons > summary').click()
  } },
  { name: 'asking to be removed', as: 'paul', open: async (desk, words) => {
    await visitFile(desk, 'paul', 'OP-2026-0057', '/access')
    await desk.row(PEOPLE.paul).getByRole('button').last().click()
    await desk.role('menuitem', words.leave).click()
    await desk.dialog.waitFor()
  } },

  { name: 'recent actions', as: 'agnes', open: async (desk, words) => {
    const emails = [stranger(), stranger()]
    const agnes = await desk.site.as('agnes')
    for (const email of emails) await agnes.add((await agnes.operation('OP-2026-0040')).id, email)
    await visitFile(desk, 'agnes', 'OP-2026-0040', '/access')
    for (const email of emails) await desk.row(email).getByRole('checkbox').check()
    await desk.page.locator('.selection .plain').last().click()
    await desk.dialog.locator('.danger-fill').click()
    await desk.dialog.locator('.results').waitFor()
    await desk.dialog.getByRole('button').click()
    await desk.toast.getByRole('button').last().click()
    await desk.page.locator('.entry, .top-bar-undo').first().click()
    await desk.counts(desk.dialog.getByRole('listitem'), 2)
  } },
  { name: 'several archived, preview', as: 'agnes', open: async (desk) => {
    await desk.visit('#/habilitations')
    await desk.page.locator('thead .tick').waitFor({ state: 'attached' })
    for (const name of ['claire.dubois', 'leo.bernard', 'max.faure']) await desk.row(name).getByRole('checkbox').check()
    await desk.page.locator('.selection .plain').last().click()
    await desk.dialog.locator('.preview').waitFor()
    await desk.page.waitForLoadState('networkidle')
  } },
  plain('password forgotten', undefined, '#/password'),
  plain('account', 'agnes', '#/account'),
  plain('notifications', 'agnes', '#/account/notifications'),
  { name: 'notifications, off', as: 'paul', open: async (desk) => {
    await answer(desk, 'account/notifications', { json: { items: [], next: null, mode: 'off' } })
    await desk.visit('#/account/notifications')
    await desk.page.locator('.empty').waitFor()
  } },
  plain('address', 'agnes', '#/account/address'),
  { name: 'address, new one', as: 'agnes', open: async (desk) => {
    await newAddress(desk)
    await desk.page.locator('.card [name=email]').waitFor()
  } },
  { name: 'address, what happens', as: 'max', open: async (desk) => {
    await newAddress(desk)
    await desk.page.locator('.card [name=email]').fill('max+prets@ailleurs.example')
    await desk.page.locator('.card form button.primary').click()
    await desk.page.locator('.card [name=current]').waitFor()
  } },
  { name: 'address, blocked', as: 'tom', open: async (desk) => {
    await newAddress(desk)
    await desk.page.locator('.card [name=email]').fill('tom@ailleurs.example')
    await desk.page.locator('.card form button.primary').click()
    await desk.page.locator('.fates .bad').first().waitFor()
  } },
  { name: 'address, code', as: 'paul', open: async (desk) => {
    await answer(desk, 'account/address', { json: { ...MOVING, pending: { email: 'paul@ailleurs.example', kind: 'own', state: 'asked',
      asked: '2026-11-23T10:00:00.000Z', until: '2099-11-23T11:00:00.000Z' } } })
    await desk.visit('#/account/address')
    await desk.page.locator('[name=code]').waitFor()
  } },
  { name: 'address, changed lately', as: 'paul', open: async (desk) => {
    await answer(desk, 'account/address', { json: { ...MOVING, done: { from: 'paul@autrefois.example', to: PEOPLE.paul,
      at: '2026-11-23T10:00:00.000Z', until: '2099-11-26T10:00:00.000Z' } } })
    await desk.visit('#/account/address')
    await desk.page.locator('.fates').waitFor()
  } },
  { name: 'link to stop a move', open: async (desk) => {
    await answer(desk, 'address/show', { json: { purpose: 'cancel', state: 'done', outcome: 'done', from: PEOPLE.paul, to: 'paul@ailleurs.example',
      asked: '2026-11-23T10:00:00.000Z', done: '2026-11-23T10:01:00.000Z', until: '2099-11-26T10:01:00.000Z' } })
    await desk.visit('#/address/secret')
    await desk.page.locator('.danger-fill').waitFor()
  } },
  { name: 'link to finish a move', open: async (desk) => {
    await answer(desk, 'address/show', { json: { purpose: 'confirm', state: 'pending', outcome: 'asked', from: PEOPLE.paul, to: 'paul@ailleurs.example',
      asked: '2026-11-23T10:00:00.000Z', done: null, until: '2099-11-26T10:01:00.000Z' } })
    await desk.visit('#/address/secret')
    await desk.page.locator('form button.primary').waitFor()
  } },
  { name: 'mailbox lost', open: async (desk, words) => {
    await code(desk, words)
    await desk.page.locator('button.link').first().click()
    await desk.page.locator('[name=email]').waitFor()
  } },
  plain('security', 'agnes', '#/account/security'),
  plain('browsers', 'agnes', '#/account/browsers'),
  plain('new operation', 'agnes', '#/operations/new'),
  plain('habilitations', 'agnes', '#/habilitations'),
  plain('former habilitations', 'agnes', '#/habilitations/archived'),
  plain('register of an entity', 'agnes', '#/habilitations/register'),
  plain('requests', 'agnes', '#/requests'),
  { name: 'requests about addresses', as: 'agnes', open: async (desk) => {
    await answer(desk, 'requests?*', { json: { items: ADDRESS_REQUESTS, next: null } })
    await desk.visit('#/requests')
    await desk.row('Paul Petit').waitFor()
  } },
  { name: 'vouching', as: 'agnes', open: async (desk) => {
    await answer(desk, 'requests?*', { json: { items: ADDRESS_REQUESTS, next: null } })
    await desk.visit('#/requests')
    await desk.row('Paul Petit').getByRole('button').first().click()
    await desk.dialog.waitFor()
  } },
  plain('own requests', 'leo', '#/requests/mine'),
  plain('decided requests', 'agnes', '#/requests/decided'),
  plain('ask for access', 'paul', '#/ask'),

  plain('hand over, who', 'agnes', '#/handovers/new'),
  { name: 'hand over, operation by operation', as: 'agnes', open: handOver },
  { name: 'hand over, gaps', as: 'paul', open: async (desk) => {
    await desk.visit('#/handovers/new')
    await desk.page.locator('form .primary').click()
    await desk.page.locator('[aria-invalid=true]').waitFor()
  } },
  { name: 'hand over, days', as: 'agnes', open: async (desk) => {
    await handOver(desk)
    await desk.page.locator('form > .buttons .primary').click()
    await desk.page.locator('[type=date]').waitFor()
  } },
  { name: 'hand over, check', as: 'agnes', open: async (desk) => {
    await handOver(desk)
    await desk.page.locator('form > .buttons .primary').click()
    await desk.page.locator('[type=number]').fill('14')
    await desk.page.locator('form > .buttons .primary').click()
    await desk.page.locator('.handover-heirs').waitFor()
    await desk.page.locator('summary').first().click()
  } },
  { name: 'handover, half accepted', as: 'lena', open: async (desk) => {
    const { id } = await handedOver(desk)
    await desk.visit(`#/handovers/${id}`)
    await desk.page.locator('article table').first().waitFor()
  } },
  { name: 'handover, mend', as: 'lena', open: async (desk) => {
    const { id } = await handedOver(desk)
    await desk.visit(`#/handovers/${id}`)
    await desk.page.locator('article button').last().click()
    await desk.dialog.waitFor()
  } },
  { name: 'handover, to answer', as: 'tom', open: async (desk) => {
    const { id } = await handedOver(desk)
    await desk.visit(`#/handovers/${id}`)
    await desk.page.locator('.handover-question').waitFor()
  } },
  { name: 'handovers', as: 'lena', open: async (desk) => {
    await handedOver(desk)
    await desk.visit('#/handovers')
    await desk.page.locator('tbody tr').first().waitFor()
  } },
  plain('handovers, ended', 'brune', '#/handovers/ended'),

  plain('help', 'paul', '#/help'),
  plain('help, signed out', undefined, '#/help'),
  plain('help, answers', 'paul', '#/help?q=mail'),
  plain('help, no answer', undefined, '#/help?q=zzzz'),
  plain('help, an article', 'paul', '#/help/share'),
  plain('help, an article, signed out', undefined, '#/help/sign-in'),
]

/** A browser for one scene, set and ready. */
export async function openScene(stage, scene, { language, ...options }, words) {
  const desk = await stage.open({ as: scene.as, language, ...options })
  if (scene.foresees) desk.foresees(...scene.foresees)
  await scene.open(desk, words)
  return desk
}
