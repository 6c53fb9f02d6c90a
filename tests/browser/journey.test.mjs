// The main job as people do it, in real browsers: an invitation becomes an access, is withdrawn and given back.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { linkOf, PEOPLE, until } from '../api/site.mjs'
import { Stage } from './desk.mjs'
import { WORDS } from './words.mjs'

const FILE = 'Verrerie de l\'Ouest — refinancement du four 3'
const NADIA = 'nadia.roux@littoral.example'
const NEXT_YEAR = new Date().getFullYear() + 1
const PASSWORD = 'Trois-Chats-Roux-1987'

let stage, site
before(async () => {
  stage = await Stage.start({ motion: 'no-preference' }) // one walk as most people see it
  site = stage.site
})
after(() => stage.stop())

/** The addresses that a list of contacts shows. */
const addresses = async (desk) => (await desk.page.getByRole('table').innerText()).match(/\S+@\S+/g).sort()

async function openMenu(desk, name, item) {
  await desk.button(`Actions for ${name}`).click()
  await desk.role('menuitem', item).click()
}

async function add(desk, text) {
  await desk.button('Add contacts').click()
  await desk.dialog.getByLabel('E-mail addresses').fill(text)
  await desk.dialog.getByRole('button', { name: /^Add / }).click()
}

async function revoke(desk, name, reason) {
  await openMenu(desk, name, 'Revoke access to the folder')
  await desk.role('dialog', `Revoke the access of ${name}?`).waitFor()
  await desk.field('Reason').fill(reason)
  await desk.button('Revoke access').click()
  await desk.says(`${name} no longer has access`)
}

async function signOut(desk, name) {
  await desk.page.locator('.account').filter({ hasText: name }).click()
  await desk.role('menuitem', 'Sign out').click()
  await desk.heading('Sign in')
}

/** The link of the newest mail to an address, as a stranger's browser opens it. */
async function openLink(email, skip = 0) {
  const mail = await site.mail(email, (one) => linkOf(one) !== undefined, skip)
  const [link] = /http:\S+#\/join\/\S+/.exec(mail.text)
  const desk = await stage.open()
  await desk.page.goto(link)
  return desk
}

describe('from nothing to an access, and back', () => {
  let paul, nadia, file

  test('paul signs in with his password and the mailed code, and sees his operations', async () => {
    paul = await stage.open()
    await paul.visit()
    await paul.signIn('paul')
    await paul.heading('Invitation follow-up')
    const his = await (await site.as('paul')).all('api/operations')
    await paul.counts(paul.page.locator('tbody tr'), his.length)
    for (const one of his) await paul.row(one.reference).waitFor()
  })

  test('he opens an operation, sees who manages it, and goes on to its administrative page', async () => {
    await paul.row('OP-2026-0042').getByRole('link', { name: FILE }).click()
    await paul.heading(FILE)
    await paul.role('heading', 'Contacts who manage the file').waitFor()
    await paul.page.getByRole('listitem').filter({ hasText: 'Léo Bernard' }).waitFor()
    await paul.link('Administrative file and access management').click()
    await paul.row(PEOPLE.paul).waitFor()
    file = (await (await site.as('paul')).operation('OP-2026-0042')).id
    assert.equal(new URL(paul.page.url()).hash, `#/operations/${file}/access`)
  })

  test('what cannot be an address is named before anything is sent', async () => {
    await add(paul, 'nobody@littoral')
    await paul.sees('nobody@littoral is not a valid e-mail address.')
    await paul.hasFocus('E-mail addresses')
    assert.equal(await paul.field('E-mail addresses').inputValue(), 'nobody@littoral', 'nothing typed is lost')
    assert.deepEqual(await site.mails(NADIA), [])
  })

  test('he adds two addresses at once: each has its answer, and the refused one stays to be corrected', async () => {
    await paul.field('E-mail addresses').fill(`${NADIA}, no..body@littoral.example`)
    await paul.button('Add 2 contacts').click()
    await paul.hasFocus('What happened')
    await paul.sees('1 invited. 1 address was refused and can be corrected below.')
    await paul.page.getByRole('listitem').filter({ hasText: NADIA }).filter({ hasText: 'invitation sent' }).waitFor()
    await paul.sees('no..body@littoral.example is not a valid e-mail address.')
    assert.equal(await paul.field('E-mail addresses').inputValue(), 'no..body@littoral.example')
    await paul.button('Close').click()
    await paul.row(NADIA).filter({ hasText: 'Invited' }).filter({ hasText: 'Account not created yet' }).waitFor()
  })

  test('the invited person opens the mail’s link and sees who invites, to what, for whom', async () => {
    nadia = await openLink(NADIA)
    await nadia.heading('Create your account')
    await nadia.sees(`Paul Petit invites you to follow the operation “${FILE}” on behalf of Crédit du Littoral.`)
    assert.equal(await nadia.field('E-mail address').inputValue(), NADIA)
    assert.equal(await nadia.field('E-mail address').isEditable(), false)
  })

  test('a weak password is told while it is typed', async () => {
    const rule = nadia.page.getByRole('listitem').filter({ hasText: 'At least 16 characters' })
    const password = nadia.page.locator('[name=password]')
    await rule.filter({ hasText: 'not met yet' }).waitFor()
    await password.pressSequentially('Chats-Roux-1987')
    await rule.filter({ hasText: 'not met yet' }).waitFor()
    await password.pressSequentially('!')
    await rule.filter({ hasText: '(met)' }).waitFor()
    await password.fill(`Trois-Chats ${NADIA}`)
    const other = nadia.page.getByRole('listitem').filter({ hasText: 'Does not contain your e-mail address' })
    await other.filter({ hasText: 'not met yet' }).waitFor()
  })

  test('what is missing is named, all at once, and the keyboard stands at the first of it', async () => {
    await nadia.button('Create my account').click()
    await nadia.counts(nadia.page.getByText('This information is needed.'), 3)
    await nadia.sees('Enter the number with its country code')
    await nadia.sees('This password does not follow the rules yet.')
    await nadia.sees('Accept the terms of use to continue.')
    await nadia.hasFocus('First name')
  })

  test('what is said of a field goes once it is filled properly', async () => {
    await nadia.field('First name').fill('Nadia')
    await nadia.counts(nadia.page.getByText('This information is needed.'), 1)
    await nadia.field('Telephone').fill('06 12')
    await nadia.sees('Enter the number with its country code')
    await nadia.field('Telephone').fill('+33 6 12 34 56 78')
    await nadia.counts(nadia.page.getByText('Enter the number with its country code'), 0)
    await nadia.page.locator('[name=terms]').check()
    await nadia.counts(nadia.page.getByText('Accept the terms of use to continue.'), 0)
  })

  test('she creates the account and sees the operation as her sponsor does', async () => {
    await nadia.field('First name').fill('Nadia')
    await nadia.field('Last name').fill('Roux')
    await nadia.field('Job title').fill('Analyste crédit')
    await nadia.field('Telephone').fill('06 12 34 56 78')
    await nadia.page.locator('[name=password]').fill(PASSWORD)
    await nadia.page.locator('[name=terms]').check()
    await nadia.button('Create my account').click()
    await nadia.sees('Enter the number with its country code')
    await nadia.field('Telephone').fill('+33 (0)6 12 34 56 78')
    await nadia.button('Create my account').click()

    await nadia.heading(FILE)
    await nadia.sees('Welcome: this is the operation to which you were invited')
    await nadia.clean()
    await nadia.button('Understood').click()
    await nadia.counts(nadia.button('Understood'), 0)
    await nadia.link('Administrative file and access management').click()
    await nadia.row(NADIA).filter({ hasText: 'Active' }).waitFor()
    await paul.page.reload()
    await paul.row('Nadia Roux').filter({ hasText: 'Active' }).waitFor()
    assert.deepEqual(await addresses(nadia), await addresses(paul))
  })

  test('paul revokes her with a reason: she stands in the archive', async () => {
    await revoke(paul, 'Nadia Roux', 'Moves to the risk department')
    await paul.counts(paul.row('Nadia Roux'), 0)
    await paul.page.getByRole('link', { name: /^Users no longer having access to the folder/ }).click()
    await paul.row('Nadia Roux').filter({ hasText: 'Revoked' }).filter({ hasText: 'by Paul Petit' })
      .filter({ hasText: 'Moves to the risk department' }).waitFor()
  })

  test('her open page ends with its next request, and so does every direct address', async () => {
    nadia.foresees(404, `operations/${file}`)
    await nadia.page.getByRole('searchbox').fill('paul')
    await nadia.heading('This does not exist or is not open to you')
    assert.doesNotMatch(await nadia.page.locator('body').innerText(), /Verrerie|OP-2026-0042|@/)
    for (const page of ['', '/access', '/access/archived', '/register']) {
      await nadia.follow(`#/operations`)
      await nadia.heading('Invitation follow-up')
      await nadia.follow(`#/operations/${file}${page}`)
      await nadia.heading('This does not exist or is not open to you')
    }
    const statuses = await nadia.page.evaluate((id) => Promise.all(['', '/contacts', '/contacts?state=archived', '/register']
      .map(async (part) => (await fetch(`./api/operations/${id}${part}`)).status)), file)
    assert.deepEqual(statuses, [404, 404, 404, 404])
  })

  test('a new visit tells her that nothing is open, and what to do', async () => {
    await nadia.visit(`#/operations/${file}`)
    await nadia.heading('You have no access at the moment')
    await nadia.sees('To obtain access, ask the person who follows the operation at your entity')
  })

  test('her requests and her account stay hers', async () => {
    await nadia.link('My requests').click()
    await nadia.heading('Requests')
    await nadia.link('Ask for access').first().click()
    await nadia.dialog.getByLabel('Reference').fill('OP-2026-0049')
    await nadia.dialog.getByRole('button', { name: 'Send the request' }).click()
    await nadia.dialog.getByRole('button', { name: 'Close' }).click()
    await nadia.row('OP-2026-0049').getByRole('button', { name: /^Withdraw/ }).click()
    await nadia.counts(nadia.row('OP-2026-0049'), 0)
    await nadia.follow('#/account')
    await nadia.heading('My account')
    await nadia.follow(`#/operations/${file}`)
    await nadia.heading('You have no access at the moment')
  })

  test('paul restores her from the archive, and she sees the operation again', async () => {
    await paul.button('Restore access: Nadia Roux').click()
    await paul.role('dialog', 'Restore the access of Nadia Roux?').getByRole('button', { name: 'Restore access' }).click()
    await paul.says('Nadia Roux has access again')
    await paul.counts(paul.row('Nadia Roux'), 0)

    await nadia.button('Check again').click()
    await nadia.heading(FILE)
    await nadia.link('Administrative file and access management').click()
    await nadia.row(NADIA).filter({ hasText: 'Active' }).waitFor()
  })

  test('every step stands in the register', async () => {
    await paul.link('Register').click()
    for (const decision of ['Access restored', 'Access revoked', 'Access opened', 'Invitation sent'])
      await paul.row('Nadia Roux').filter({ hasText: decision }).first().waitFor()
    await paul.row('Access revoked').filter({ hasText: 'Moves to the risk department' }).waitFor()
  })

  test('she signs out, signs in again with what she chose, and going back shows nothing to the next person', async () => {
    await signOut(nadia, 'Nadia Roux')
    await nadia.signIn(NADIA, { password: PASSWORD })
    await nadia.heading('Invitation follow-up')
    await nadia.link(FILE).waitFor()
    await signOut(nadia, 'Nadia Roux')
    await nadia.page.goBack()
    await nadia.heading('Sign in')
  })
})

describe('what else may happen to an access', () => {
  let paul, file

  before(async () => {
    paul = await stage.open({ as: 'paul' })
    file = (await (await site.as('paul')).operation('OP-2026-0051')).id
    await paul.visit(`#/operations/${file}/access`)
    await paul.row(PEOPLE.paul).waitFor()
  })

  test('a message and an end date go with the invitation; the list shows the end', async () => {
    const email = 'iris.blanchard@littoral.example'
    await paul.button('Add contacts').click()
    await paul.dialog.getByLabel('E-mail addresses').fill(`Iris Blanchard <${email}>`)
    await paul.page.getByText('Dates, language and message').click()
    await paul.field('Until a date').check()
    await paul.field('Last day').fill(`${NEXT_YEAR}-09-30`)
    await paul.field('Message').fill('For the annual review.')
    await paul.button('Add the contact').click()
    await paul.sees('invitation sent')
    await paul.button('Done').click()
    await paul.row(email).filter({ hasText: `until 30 Sept ${NEXT_YEAR}` }).waitFor()
    assert.match((await site.mail(email)).text, /For the annual review\./)
  })

  test('“this is not me” ends the invitation and tells the sponsor', async () => {
    const email = 'wrong.person@littoral.example'
    await add(paul, email)
    await paul.button('Done').click()
    const stranger = await openLink(email)
    await stranger.button('This is not me').click()
    await stranger.role('dialog', 'Decline this invitation?').getByText('Paul Petit is told').waitFor()
    await stranger.button('Cancel').click()
    await stranger.hasFocus('This is not me')
    await stranger.button('This is not me').click()
    await stranger.button('Decline the invitation').click()
    await stranger.heading('The invitation is declined')

    stranger.foresees(404, 'invitations/show')
    await stranger.page.reload()
    await stranger.heading('This link is no longer valid')
    await site.mail(PEOPLE.paul, (mail) => mail.text.includes(email))
    await paul.visit(`#/operations/${file}/access/archived`)
    await paul.row(email).filter({ hasText: 'Declined' }).waitFor()
    await paul.visit(`#/operations/${file}/access`)
  })

  test('a resent invitation replaces the old link', async () => {
    const email = 'late.reader@littoral.example'
    await add(paul, email)
    await paul.button('Done').click()
    const early = await openLink(email)
    await early.heading('Create your account')
    await openMenu(paul, email, 'Resend the invitation')
    await paul.says(`A new invitation is on its way to ${email}`)
    const late = await openLink(email, 1)
    await late.heading('Create your account')
    early.foresees(404, 'invitations/show')
    await early.page.reload()
    await early.heading('This link is no longer valid')
  })

  test('a revocation by mistake is undone from the message about it', async () => {
    const email = 'kept.colleague@littoral.example'
    await add(paul, email)
    await paul.button('Done').click()
    await revoke(paul, email, '')
    await paul.counts(paul.row(email), 0)
    await paul.toast.getByRole('button', { name: 'Undo' }).click()
    await paul.says(`${email} has been invited again`)
    await paul.row(email).filter({ hasText: 'Invited' }).waitFor()
  })

  test('cancelling changes nothing', async () => {
    const email = 'kept.colleague@littoral.example'
    await openMenu(paul, email, 'Revoke access to the folder')
    await paul.hasFocus('Cancel')
    await paul.page.keyboard.press('Enter')
    await paul.counts(paul.dialog, 0)
    await paul.row(email).filter({ hasText: 'Invited' }).waitFor()
  })

  test('one’s own line offers no revocation', async () => {
    await paul.button('Actions for Paul Petit').click()
    await paul.role('menuitem', 'Copy the address').waitFor()
    assert.deepEqual(await paul.page.getByRole('menuitem').allInnerTexts(), ['Copy the address', 'Why?', 'Ask to be removed', 'Hand over my access'])
    await paul.page.keyboard.press('Escape')
  })

  test('the search finds by part of a name without accents; the filters live in the address', async () => {
    await paul.visit('#/operations')
    await paul.page.getByRole('searchbox').fill('ligne de credit')
    await paul.counts(paul.page.locator('tbody tr'), 1)
    await paul.row('OP-2026-0051').waitFor()
    assert.match(paul.page.url(), /#\/operations\?q=ligne/)
    await paul.page.reload()
    await paul.counts(paul.page.locator('tbody tr'), 1)
    await paul.page.getByRole('searchbox').fill('no such thing')
    await paul.sees('No operation matches')
    await paul.link('Show everything').click()
    await paul.row('OP-2026-0042').waitFor()
  })
})

describe('who one is decides where one lands', () => {
  test('max acts for two entities: he chooses at sign-in, and changes without signing out', async () => {
    const max = await stage.open()
    await max.visit()
    await max.signIn('max')
    await max.heading('For which entity are you acting?')
    await max.page.getByRole('button', { name: 'Banque Aurore' }).click()
    await max.heading('Operations')
    await max.role('navigation', 'Main navigation').getByRole('link', { name: 'Operations', exact: true }).waitFor()
    await max.row('OP-2025-0045').waitFor()

    await max.page.getByRole('button', { name: 'Max Faure' }).click()
    assert.equal(await max.page.getByRole('menuitemradio', { name: 'Banque Aurore' }).getAttribute('aria-checked'), 'true')
    await max.page.getByRole('menuitemradio', { name: 'Crédit du Littoral' }).click()
    await max.heading('Invitation follow-up')
    await max.row('OP-2026-0016').waitFor()
    await max.counts(max.row('OP-2025-0045'), 0)
    await max.page.reload()
    await max.heading('Invitation follow-up')
  })

  test('a wrong password and a wrong code are told, and nothing else is', async () => {
    const agnes = await stage.open()
    await agnes.visit()
    await agnes.field(WORDS.en.email).fill(PEOPLE.agnes)
    await agnes.page.locator('[name=password]').fill('Not-the-password-1')
    await agnes.button('Sign in').click()
    await agnes.sees('The address or the password is not right.')
    assert.equal(await agnes.field(WORDS.en.email).inputValue(), PEOPLE.agnes)
    await agnes.page.locator('[name=password]').fill('Guichet-demo-2026')
    await agnes.button('Sign in').click()
    await agnes.heading('Check your mailbox')
    await agnes.field('Six-digit code').fill('12 34')
    await agnes.button('Continue').click()
    await agnes.sees('The code has six digits.')
    await agnes.field('Six-digit code').fill('000000')
    await agnes.sees('This code is not right.')
    await agnes.hasFocus('Six-digit code')
    await agnes.button('Start again or get a new code').click()
    await agnes.heading('Sign in')
  })
})

for (const [language, words] of Object.entries(WORDS)) {
  describe(`the platform’s labels in ${language}`, () => {
    test('a lender finds his operations under debt tracking', async () => {
      const lena = await stage.open({ as: 'lena', language })
      await lena.visit()
      await lena.heading(words.invitations)
      const group = lena.role('list', words.debt)
      assert.deepEqual(await group.getByRole('link').allInnerTexts(), [words.invitations])
      assert.equal(await group.getByRole('link').getAttribute('aria-current'), 'page')
    })

    test('a borrower lands on the page called Client', async () => {
      const brune = await stage.open({ as: 'brune', language })
      await brune.visit()
      await brune.heading(words.client)
      await brune.page.getByRole('navigation').getByRole('link', { name: words.client, exact: true }).waitFor()
      await brune.row('OP-2026-0042').waitFor()
      await brune.row('OP-2026-0051').waitFor()
    })

    test('a manager goes from the operations to the access of one', async () => {
      const leo = await stage.open({ as: 'leo', language })
      await leo.visit()
      await leo.heading(words.operations)
      await leo.link(FILE).click()
      await leo.link(words.details).waitFor()
      await leo.link(words.administrative).click()
      await leo.link(words.access).waitFor()
      assert.equal(await leo.page.locator('[aria-current=page]').filter({ hasText: words.administrative }).count(), 1)
      await leo.page.getByRole('button', { name: words.actions }).first().click()
      await leo.role('menuitem', words.revoke).waitFor()
      await leo.page.keyboard.press('Escape')
      await leo.page.getByRole('link', { name: words.archived }).click()
      await leo.page.getByRole('button', { name: words.restore }).first().waitFor()
    })
  })
}

describe('the language', () => {
  test('is the browser’s at first, then the account’s, then what one chooses, and that stays', async () => {
    const lena = await stage.open({ language: 'fr', chosen: false })
    await lena.visit()
    await lena.signIn('lena', { words: WORDS.fr })
    await lena.heading('Invitation follow-up')
    assert.equal(await lena.page.locator('html').getAttribute('lang'), 'en')
    await lena.page.getByRole('button', { name: 'Français' }).click()
    await lena.heading('Suivi de mes invitations')
    assert.equal(await lena.page.title(), 'Suivi de mes invitations · Guichet')
    await lena.page.reload()
    await lena.heading('Suivi de mes invitations')
    assert.equal(await lena.page.locator('html').getAttribute('lang'), 'fr')
    await lena.page.getByRole('button', { name: 'English' }).click()
    await lena.heading('Invitation follow-up')
  })
})
