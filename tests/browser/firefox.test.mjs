// The main journeys in Firefox, in French, with what the user sees. Both languages are walked in Chromium; here it is the
// engine that is another.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { codeOf, PEOPLE, until } from '../api/site.mjs'
import { FoxStage } from './fox.mjs'
import { WORDS } from './words.mjs'

const FILE = 'Verrerie de l\'Ouest — refinancement du four 3'
const PHONE = { width: 390, height: 844 }
const PASSWORD = 'Trois-Chats-Roux-1987'

/** Beside what words.mjs has: what these journeys press or read. */
const MORE = {
  invited: 'invitation envoyée', restoreOf: 'Rétablir l’accès\u00a0: ', again: 'Une nouvelle invitation a été envoyée', regained: 'a de nouveau accès au dossier', undo: 'Rétablir',
  habilitations: 'Habilitations', archiveIt: 'Archiver l’habilitation', archiveNow: 'Archiver', unauthorised: 'n’est plus habilité',
  former: 'Anciennes habilitations', restoreIt: 'Rétablir l’habilitation\u00a0: ', restoreNow: 'Habiliter à nouveau', authorised: 'est de nouveau habilité',
  share: 'Comment partager mon accès avec un collègue ?', archiveQuestion: 'Où est l’archive ?',
  change: 'Changer d’adresse', next: 'Continuer', kept: 'Reste telle quelle', send: 'Envoyer le code', moved: 'Votre adresse est changée',
  submitHandover: 'Solliciter les successeurs', asked: 'Les successeurs sont sollicités.', of: 'Transmission des accès de', accept: 'Accepter', accepted: 'Vous avez accepté',
}

let stage, site
before(async () => {
  stage = await FoxStage.start()
  site = stage.site
})
after(() => stage.stop())

const language = 'fr'
const words = { ...WORDS[language], ...MORE }
const nadia = 'nadia.roux@littoral.example'
const open = (options) => stage.open({ language, words, ...options })

describe('in Firefox', () => {
  let paul, guest, file

  test('paul signs in with his password and the mailed code, and opens the access page of an operation', async () => {
    file = (await (await site.as('paul')).operation('OP-2026-0042')).id
    paul = await open()
    await paul.signIn('paul')
    await paul.heading(words.invitations)
    await paul.click('link', FILE)
    await paul.heading(FILE)
    await paul.sees(words.managers)
    await paul.click('link', words.administrative)
    await paul.sees(PEOPLE.paul)
  })

  test('he adds a colleague, who is invited', async () => {
    await paul.click('button', words.add)
    await paul.fill('dialog textarea', nadia)
    await paul.click('button', words.addOne)
    await paul.sees(words.invited)
    await paul.click('button', words.done)
    await paul.sees(nadia)
  })

  test('she opens the link of her mail, creates her account and sees the operation', async () => {
    const mail = await site.mail(nadia)
    guest = await open(PHONE)
    await guest.visit(/http:\S+#\/join\/\S+/.exec(mail.text)[0])
    await guest.heading(words.join)
    await guest.sees(FILE)
    for (const [name, value] of Object.entries({
      first_name: 'Nadia', last_name: 'Roux', job_title: 'Analyste', phone: '+33 6 12 34 56 78', password: PASSWORD,
    })) await guest.fill(`[name=${name}]`, value)
    await guest.page.locator('[name=terms]').click()
    await guest.click('button', words.create)
    await guest.heading(FILE)
    await guest.sees('OP-2026-0042')
    assert.equal(await guest.overflow(), 0)
  })

  test('he revokes her access from the menu of her line; her next click shows nothing of it any more', async () => {
    await paul.visit(`#/operations/${file}/access?q=${encodeURIComponent(nadia)}`)
    await paul.openMenu(`${words.actions} Nadia Roux`)
    await paul.click('menuitem', words.revoke)
    await paul.click('button', words.revokeNow)
    await paul.sees(words.lost)
    await guest.visit(`#/operations/${file}/access`)
    await guest.sees(words.nothing)
  })

  test('he gives it back from the archive', async () => {
    await paul.visit(`#/operations/${file}/access/archived?q=${encodeURIComponent(nadia)}`)
    await paul.sees(nadia)
    await paul.click('button', `${words.restoreOf}Nadia Roux`)
    await paul.page.locator('dialog [type=submit]').click()
    await paul.sees(words.regained)
    await guest.visit(`#/operations/${file}/access`)
    await guest.lists(nadia)
  })

  test('she moves to another address, which keeps what she has', async () => {
    const to = 'nadia.moved@littoral.example'
    await guest.visit('#/account/address')
    await guest.click('button', words.change)
    await guest.fill('main [name=email]', to)
    await guest.click('button', words.next)
    await guest.sees(words.kept)
    await guest.fill('main [name=current]', PASSWORD)
    await guest.click('button', words.send)
    await guest.page.locator('main [name=code]').wait()
    await guest.fill('main [name=code]', codeOf(await site.mail(to, codeOf)))
    await guest.sees(words.moved)
    await guest.visit(`#/operations/${file}/access`)
    await guest.lists(to)
  })

  test('she hands over what she has, and he accepts', async () => {
    await guest.visit('#/handovers/new')
    await guest.fill('main input[inputmode=email]', PEOPLE.paul)
    await guest.click('button', words.next)
    await guest.page.locator('main input[type=number]').wait()
    await guest.click('button', words.next)
    await guest.click('button', words.submitHandover)
    await guest.sees(words.asked)
    const hash = await guest.page.evaluate(() => location.hash)
    await paul.visit(hash)
    await paul.sees(`${words.of} Nadia Roux`)
    await paul.click('button', words.accept)
    await paul.sees(words.accepted)
    assert.equal(await guest.overflow(), 0)
  })

  test('agnes archives a habilitation and restores it', async () => {
    const agnes = await open()
    await agnes.signIn('agnes')
    await agnes.click('link', words.habilitations)
    await agnes.heading(words.habilitations)
    await agnes.openMenu(`${words.actions} Mathilde Chevalier`)
    await agnes.click('menuitem', words.archiveIt)
    await agnes.click('button', words.archiveNow)
    await agnes.sees(words.unauthorised)
    await agnes.visit('#/habilitations/archived?q=mathilde')
    await agnes.click('button', `${words.restoreIt}Mathilde Chevalier`)
    await agnes.page.locator('dialog [type=submit]').click()
    await agnes.sees(words.authorised)
  })

  test('the keyboard alone: signs in, opens the menu of the looks, and finds an answer in the help', async () => {
    const person = await open()
    const before = (await site.mails(PEOPLE.leo)).length
    await person.visit()
    await person.until('the focus', () => document.activeElement?.name === 'email')
    await person.page.keyboard.type(PEOPLE.leo)
    await person.tabTo(words.password)
    await person.page.keyboard.type('Guichet-demo-2026')
    await person.press('Enter')
    await person.until('the focus', () => document.activeElement?.name === 'code')
    const { text } = await site.mail(PEOPLE.leo, (mail) => /^\s*\d{3} ?\d{3}\s*$/m.test(mail.text), before)
    await person.page.keyboard.type(/^\s*(\d{3} ?\d{3})\s*$/m.exec(text)[1].replace(' ', ''))
    await person.heading(words.operations)
    await person.tabTo(words.look, 'Shift+Tab')
    await person.press('Enter')
    await person.until('the menu', () => document.querySelector('.menu:popover-open')?.contains(document.activeElement))
    await person.press('End', 'Enter')
    assert.equal(await person.page.evaluate(() => document.documentElement.dataset.theme), 'dark')
    await person.tabTo(words.help, 'Shift+Tab')
    await person.press('Enter')
    await person.heading(words.help)
    await person.tabTo(words.searchHelp)
    await person.page.keyboard.type('ARCHIVE')
    await person.page.locator('.help-count').wait()
    await person.tabTo(words.archiveQuestion.replaceAll(/ (?=\?)/g, '\u00a0'))
    await person.press('Enter')
    await person.sees(words.archived)
  })

  test('on a phone, menus and the drawer stand where they belong', async () => {
    await paul.toFront()
    await paul.page.setViewport(PHONE)
    await paul.visit(`#/operations/${file}/access?q=paul`)
    await paul.openMenu(`${words.actions} Paul Petit`)
    await paul.press('Escape')
    await paul.click('button', words.openMenu)
    await paul.until('the drawer', () => document.querySelector('.drawer[open]')?.getBoundingClientRect().left === 0)
    assert.equal(await paul.overflow(), 0)
  })
})

test('a violated policy would be noticed', async () => {
  const fox = await stage.open({ words: WORDS.en })
  await fox.visit()
  await fox.heading(WORDS.en.signIn)
  await fox.page.evaluate(() => document.body.setAttribute('style', 'color: red'))
  await until('a complaint', () => fox.complaints.length)
  assert.match(fox.complaints.pop(), /Content-Security-Policy/)
})
