// One's own account in real browsers: a password, a phone and a browser can be lost, and one gets in again by oneself.
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { after, before, describe, test } from 'node:test'
import { calm, CHOSEN, codeNow, forgetStep, person, resetOf, resetSecret, sql } from '../api/account.mjs'
import { codeOf } from '../api/site.mjs'
import { Stage } from './desk.mjs'

const NEW = 'Cinq-Merles-Bleus-59'
const NARROWEST = { width: 320, height: 640 }

let stage, site
before(async () => {
  stage = await Stage.start()
  site = stage.site
})
after(() => stage.stop())

/** Types address and password. What the sign-in page then asks for is the caller's to answer. */
async function credentials(desk, email, password = CHOSEN) {
  await desk.page.locator('[name=email]').fill(email)
  await desk.page.locator('[name=password]').fill(password)
  await desk.page.locator('form button.primary').click()
}

async function mailedCode(desk, email, skip) {
  await desk.page.locator('[name=code]').fill(codeOf(await site.mail(email, codeOf, skip)))
}

/** Somebody new, signed in with the page in a browser of one's own. */
async function newcomer(email, options) {
  const visitor = await person(site, email, { language: options?.language ?? 'en' })
  visitor.close()
  return enter(email, options)
}

async function enter(email, options) {
  const desk = await stage.open(options)
  await desk.visit()
  const skip = (await site.mails(email)).length
  await credentials(desk, email)
  await mailedCode(desk, email, skip)
  await inside(desk)
  return desk
}

const inside = (desk) => desk.page.locator('.account').waitFor()

async function menu(desk, item) {
  await desk.page.locator('.account').click()
  await desk.role('menuitem', item).click()
}

async function signOut(desk) {
  await menu(desk, 'Sign out')
  await desk.heading('Sign in')
}

/** The card of the authenticator on the page about security. */
const authenticator = (desk) => desk.page.locator('.card').nth(1)

/** Asks for an authenticator to be set up and gives its key, when the picture is there. */
async function propose(desk) {
  const card = authenticator(desk)
  await card.locator('button.primary').click()
  await card.locator('[name=current]').fill(CHOSEN)
  await card.locator('button.primary').click()
  await card.locator('.qr').waitFor()
  return (await card.locator('.key code').innerText()).replaceAll(' ', '')
}

/** Confirms it by a code and gives the recovery codes. */
async function confirm(desk, key) {
  await calm()
  await authenticator(desk).locator('[name=code]').fill(codeNow(key, -1))
  await authenticator(desk).locator('.codes').waitFor()
  return authenticator(desk).locator('.codes code').allInnerTexts()
}

describe('a forgotten password', () => {
  const email = 'forgetful@littoral.example'
  let desk, other, link

  before(async () => {
    other = await newcomer(email)
    desk = await stage.open()
  })

  test('a refusal names the five usual reasons, the same for an address that nobody has', async () => {
    const seen = []
    for (const typed of [email, 'nobody@littoral.example']) {
      await desk.visit()
      await credentials(desk, typed, 'Not-the-password-1')
      await desk.sees('The address or the password is not right.')
      await desk.page.getByText('What may be the reason?').click()
      seen.push(await desk.page.locator('.causes li').allInnerTexts())
    }
    assert.equal(seen[0].length, 5)
    assert.deepEqual(seen[0], seen[1])
  })

  test('what is no address is told before anything is sent', async () => {
    await desk.link('Forgot your password?').click()
    await desk.heading('Forgotten password')
    await desk.hasFocus('E-mail address')
    await desk.button('Send the link').click()
    await desk.sees('Enter your e-mail address.')
    await desk.field('E-mail address').fill('forget ful')
    await desk.button('Send the link').click()
    await desk.sees('forget ful is not a valid e-mail address.')
  })

  test('the answer is the same whether or not there is an account; only the owner gets a link', async () => {
    const seen = []
    for (const typed of ['nobody@littoral.example', email]) {
      await desk.follow('#/')
      await desk.link('Forgot your password?').click()
      await desk.field('E-mail address').fill(typed)
      await desk.button('Send the link').click()
      await desk.heading('Check your mailbox')
      seen.push((await desk.page.locator('main').innerText()).replaceAll(typed, 'A'))
    }
    assert.equal(seen[0], seen[1])
    const mail = await site.mail(email, resetOf)
    assert.ok(seen[0].includes(mail.subject), 'the page names the subject to look for')
    assert.deepEqual(await site.mails('nobody@littoral.example'), [])
    link = `#/reset/${resetOf(mail)}`
  })

  test('the link asks for a password by the rules, and opening it again and again uses nothing up', async () => {
    await desk.visit(link)
    await desk.visit(link)
    await desk.heading('Choose a new password')
    assert.equal(await desk.field('E-mail address').inputValue(), email)
    await desk.page.locator('[name=password]').fill('too-short')
    await desk.button('Change the password').click()
    await desk.sees('This password does not follow the rules yet.')
    await desk.hasFocus('New password')
    desk.foresees(422, 'password')
    await desk.page.locator('[name=password]').fill('Password1234567890!')
    await desk.button('Change the password').click()
    await desk.page.locator('[name=password][aria-invalid=true]').waitFor()
  })

  test('the new password leads to the sign-in page, where only it is still to be typed', async () => {
    await desk.page.locator('[name=password]').fill(NEW)
    await desk.button('Change the password').click()
    await desk.sees('Your password is changed. Sign in with the new one.')
    assert.equal(await desk.field('E-mail address').inputValue(), email)
    await desk.hasFocus('Password')
    await credentials(desk, email, CHOSEN)
    await desk.sees('The address or the password is not right.')
    const skip = (await site.mails(email)).length
    await credentials(desk, email, NEW)
    await mailedCode(desk, email, skip)
    await inside(desk)
  })

  test('the link is used up, and says how to get another', async () => {
    const late = await stage.open()
    late.foresees(404, 'invitations/show')
    await late.visit(link)
    await late.heading('This link is no longer valid')
    await late.link('Ask for a new link').click()
    await late.heading('Forgotten password')
  })

  test('the browser that was signed in is not any more', async () => {
    other.foresees(401, '')
    await other.follow('#/account')
    await other.sees('Your session has ended.')
  })
})

describe('an authenticator', () => {
  const email = 'careful@littoral.example'
  let desk, key, codes

  before(async () => {
    desk = await newcomer(email)
    desk.foresees(422, 'account/totp')
    await menu(desk, 'Security')
    await desk.heading('My account')
  })

  test('is set up in three steps, beginning with the password', async () => {
    await desk.button('Set up an authenticator').click()
    await desk.hasFocus('Your current password')
    await authenticator(desk).locator('[name=current]').fill('wrong')
    await desk.button('Continue').click()
    await desk.sees('This is not your current password.')
    await desk.hasFocus('Your current password')
    await desk.button('Cancel').click()
    await desk.hasFocus('Authenticator')
  })

  test('shows a picture and a key, and takes no wrong code', async () => {
    key = await propose(desk)
    await desk.role('img', 'QR code for the authenticator app').waitFor()
    assert.match(await authenticator(desk).locator('.key a').getAttribute('href'), new RegExp(`^otpauth://totp/Guichet:.*secret=${key}`))
    await desk.field('Six-digit code').fill('000 000')
    await desk.page.locator('[name=code][aria-invalid=true]').waitFor()
    await desk.hasFocus('Six-digit code')
  })

  test('gives ten recovery codes, to be kept before it goes on', async () => {
    codes = await confirm(desk, key)
    await desk.hasFocus('Recovery codes of Guichet')
    assert.equal(new Set(codes).size, 10)

    const [file] = await Promise.all([desk.page.waitForEvent('download'), desk.button('Download').click()])
    assert.equal(file.suggestedFilename(), 'guichet-recovery-codes.txt')
    const text = await readFile(await file.path(), 'utf8')
    for (const part of [email, ...codes]) assert.ok(text.includes(part), part)

    await desk.button('Done').click()
    await desk.sees('Keep the codes first')
    await desk.page.locator('[name=kept]').check()
    await desk.button('Done').click()
    await desk.says('The authenticator is set up')
    await desk.sees('10 recovery codes left.')
  })

  test('only the codes are printed', async () => {
    await desk.button('New recovery codes').click()
    await desk.dialog.getByLabel('Your current password').fill(CHOSEN)
    await desk.dialog.getByRole('button', { name: 'New recovery codes' }).click()
    await desk.page.locator('.codes').waitFor()
    const before = codes
    codes = await desk.page.locator('.codes code').allInnerTexts()
    assert.ok(codes.every((code) => !before.includes(code)), 'others than before')
    await desk.page.emulateMedia({ media: 'print' })
    const printed = await desk.page.locator('body').innerText()
    await desk.page.emulateMedia({ media: 'screen' })
    for (const part of [email, ...codes]) assert.ok(printed.includes(part), part)
    assert.doesNotMatch(printed, /Invitation follow-up|Change the password|Done/)
    await desk.page.locator('[name=kept]').check()
    await desk.button('Done').click()
    await desk.says('The new recovery codes are valid')
  })

  test('signs one in with its code instead of a mailed one', async () => {
    await signOut(desk)
    const mails = (await site.mails(email)).filter(codeOf).length
    await credentials(desk, email)
    await desk.heading('Open your authenticator')
    await desk.field('Six-digit code').fill('000000')
    await desk.sees('This code is not right. Enter the one that the app shows now')
    await forgetStep(site, email)
    await calm()
    await desk.field('Six-digit code').fill(codeNow(key))
    await inside(desk)
    assert.equal((await site.mails(email)).filter(codeOf).length, mails)
  })

  test('is lost with the phone: a recovery code signs one in, once', async () => {
    for (const works of [true, false]) {
      await signOut(desk)
      await credentials(desk, email)
      await desk.button('I have lost my phone').click()
      await desk.hasFocus('Recovery code')
      await desk.button('Continue').click()
      await desk.sees('Enter one of your recovery codes.')
      await desk.field('Recovery code').fill(` ${codes[0].toUpperCase().replaceAll('-', ' ')} `)
      await desk.button('Continue').click()
      if (works) await desk.says('This recovery code is used up.')
      else await desk.sees('This recovery code is not right, or has been used already.')
    }
    await desk.field('Recovery code').fill(codes[1])
    await desk.button('Continue').click()
    await inside(desk)
  })

  test('does not replace the mailbox for ever: after thirty days that is proved beside it', async () => {
    await signOut(desk)
    await sql(site, `UPDATE users SET mailbox_ms = mailbox_ms - 31 * 86400000 WHERE email = '${email}'`)
    await forgetStep(site, email)
    const skip = (await site.mails(email)).length
    await credentials(desk, email)
    await calm()
    await desk.field('Six-digit code').fill(codeNow(key))
    await desk.heading('Check your mailbox')
    await desk.sees('Once every 30 days')
    await mailedCode(desk, email, skip)
    await inside(desk)
  })

  test('is removed with the password, and the mail code is back', async () => {
    await menu(desk, 'Security')
    await desk.sees('8 recovery codes left.')
    await desk.button('Remove').click()
    await desk.hasFocus('Your current password')
    await desk.dialog.getByRole('button', { name: 'Remove' }).click()
    await desk.sees('Enter your current password.')
    await desk.dialog.getByLabel('Your current password').fill(CHOSEN)
    await desk.dialog.getByRole('button', { name: 'Remove' }).click()
    await desk.says('The authenticator is removed')
    await desk.button('Set up an authenticator').waitFor()
    await signOut(desk)
    await credentials(desk, email)
    await desk.heading('Check your mailbox')
  })
})

describe('my browsers', () => {
  const email = 'everywhere@littoral.example'
  const PHONE = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1'
  const OFFICE = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0'
  let desk, office

  before(async () => {
    desk = await newcomer(email)
    await enter(email, { userAgent: PHONE })
    office = await enter(email, { userAgent: OFFICE })
    await menu(desk, 'My browsers')
  })

  test('have readable names, this one first and marked, and not to be ended from here', async () => {
    await desk.row('Safari on iPhone').filter({ hasText: /127\.0\.0\.1|::1/ }).waitFor()
    await desk.row('Firefox on Windows').waitFor()
    const first = desk.page.locator('tbody tr').first()
    assert.match(await first.innerText(), /This browser/)
    assert.equal(await first.getByRole('button').count(), 0)
  })

  test('one is ended: its page says so with its next step', async () => {
    await desk.button('Sign out: Firefox on Windows').click()
    await desk.says('Firefox on Windows is signed out')
    await desk.counts(desk.row('Firefox on Windows'), 0)
    await desk.hasFocus('My browsers')
    office.foresees(401, '')
    await office.follow('#/account')
    await office.sees('Your session has ended.')
  })

  test('all others are ended at once, after a question', async () => {
    await desk.button('Sign out all others').click()
    await desk.hasFocus('Cancel')
    await desk.dialog.getByRole('button', { name: 'Sign out all others' }).click()
    await desk.says('All other browsers are signed out')
    await desk.counts(desk.page.locator('tbody tr'), 1)
    await desk.counts(desk.button('Sign out all others'), 0)
  })

  test('a changed password ends the others too, and not this one', async () => {
    const other = await enter(email, { userAgent: OFFICE })
    desk.foresees(422, 'account/password')
    await desk.follow('#/account/security')
    await desk.field('Your current password').fill('wrong')
    await desk.page.locator('[name=password]').fill(NEW)
    await desk.button('Change the password').click()
    await desk.sees('This is not your current password.')
    await desk.field('Your current password').fill(CHOSEN)
    await desk.button('Change the password').click()
    await desk.says('Your password is changed. Every other browser is signed out.')
    assert.equal(await desk.field('Your current password').inputValue(), '')
    await desk.page.reload()
    await desk.field('Your current password').waitFor()
    other.foresees(401, '')
    await other.follow('#/account')
    await other.sees('Your session has ended.')
  })
})

describe('my details', () => {
  const email = 'changing@littoral.example'
  let desk
  before(async () => {
    desk = await newcomer(email)
    await menu(desk, 'My account')
    await desk.field('First name').waitFor()
  })

  test('what is changed and not saved waits on other pages', async () => {
    assert.equal(await desk.field('E-mail address').isEditable(), false)
    await desk.field('Last name').fill('Vallon-Roux')
    await desk.sees('Not saved yet')
    await desk.link('Security').click()
    await desk.button('Change the password').waitFor()
    await desk.follow('#/operations')
    await desk.heading('Invitation follow-up')
    await desk.follow('#/account')
    await desk.sees('Not saved yet')
    assert.equal(await desk.field('Last name').inputValue(), 'Vallon-Roux')
    await desk.button('Discard the changes').click()
    assert.equal(await desk.field('Last name').inputValue(), 'Vallon')
    await desk.counts(desk.page.getByText('Not saved yet'), 0)
  })

  test('what is wrong is named; what is saved shows everywhere at once, the language too', async () => {
    await desk.field('First name').fill(' ')
    await desk.field('Telephone').fill('06 12 34 56 78')
    await desk.button('Save').click()
    await desk.sees('This information is needed.')
    await desk.sees('Enter the number with its country code')
    await desk.hasFocus('First name')
    await desk.field('First name').fill('Noémie')
    await desk.field('Telephone').fill('0044 (0)20 7946 0000')
    await desk.page.locator('select[name=language]').selectOption('fr')
    await desk.button('Save').click()
    await desk.says('Vos informations sont enregistrées')
    await desk.heading('Mon compte')
    await desk.page.locator('.account').filter({ hasText: 'Noémie Vallon' }).waitFor()
    assert.equal(await desk.field('Téléphone').inputValue(), '+442079460000')
  })

  test('signing out keeps the language and the look that this browser chose', async () => {
    await desk.button('Apparence').click()
    await desk.role('menuitemradio', 'Sombre').click()
    await menu(desk, 'Se déconnecter')
    await desk.heading('Connexion')
    await desk.page.reload()
    await desk.heading('Connexion')
    const look = () => desk.page.evaluate(() => [document.documentElement.lang, document.documentElement.dataset.theme])
    assert.deepEqual(await look(), ['fr', 'dark'])
  })
})

for (const language of ['en', 'fr']) {
  describe(`every page about oneself in ${language}`, () => {
    const email = `reader-${language}@littoral.example`
    let desk, outside, codes

    const check = async (who) => {
      await who.settled()
      assert.deepEqual(await who.axe(), [])
      await who.page.setViewportSize(NARROWEST)
      await who.settled()
      assert.equal(await who.overflow(), 0)
      assert.deepEqual(await who.outOfSight(), [])
      await who.page.emulateMedia({ colorScheme: 'dark' })
      await who.settled()
      assert.deepEqual(await who.axe(['color-contrast']), [])
      await who.page.emulateMedia({ colorScheme: 'light' })
      await who.page.setViewportSize({ width: 1360, height: 860 })
    }

    before(async () => {
      desk = await newcomer(email, { language })
      outside = await stage.open({ language })
      outside.foresees(404, 'invitations/show')
    })

    test('a forgotten password', async () => {
      await outside.visit('#/password')
      await outside.page.locator('[name=email]').waitFor()
      await check(outside)
      await outside.page.locator('[name=email]').fill('nobody@littoral.example')
      await outside.page.locator('button.primary').click()
      await outside.page.locator('.bullets').waitFor()
      await check(outside)
    })

    test('a link, and one that is used up', async () => {
      await outside.visit(`#/reset/${await resetSecret(site, email)}`)
      await outside.page.locator('[name=password]').fill('short')
      await outside.page.locator('button.primary').click()
      await check(outside)
      await outside.visit('#/reset/made-up-secret-that-nobody-gave-')
      await outside.page.locator('a.primary').waitFor()
      await check(outside)
    })

    test('the reasons of a refusal', async () => {
      await outside.visit()
      await credentials(outside, 'nobody@littoral.example', 'x')
      await outside.page.locator('.causes summary').click()
      await check(outside)
    })

    test('the details, with faults', async () => {
      await desk.follow('#/account')
      await desk.page.locator('[name=first_name]').fill('')
      await desk.page.locator('form button.primary').click()
      await desk.page.locator('[name=first_name][aria-invalid=true]').waitFor()
      await check(desk)
      await desk.page.locator('form button.plain').click()
    })

    test('the security, and each step of an authenticator', async () => {
      const card = authenticator(desk)
      await desk.follow('#/account/security')
      await desk.page.locator('[name=current]').waitFor()
      await check(desk)
      await card.locator('button.primary').click()
      await check(desk)
      await card.locator('button.plain').click()
      const key = await propose(desk)
      await check(desk)
      codes = await confirm(desk, key)
      await card.locator('button.primary').click()
      await card.locator('.errors').waitFor()
      await check(desk)
      await desk.page.locator('[name=kept]').check()
      await card.locator('button.primary').click()
      await desk.toast.getByRole('button').click()
      await check(desk)
      await card.locator('button.plain').last().click()
      await desk.dialog.waitFor()
      await check(desk)
      await desk.page.keyboard.press('Escape')
    })

    test('the browsers, and the question before all others are ended', async () => {
      const visitor = site.visitor()
      await visitor.post('api/session', { email, password: CHOSEN })
      assert.equal((await visitor.post('api/session/code', { code: codes[0], remember: false })).status, 200)
      visitor.close()
      await desk.follow('#/account/browsers')
      await desk.page.locator('tbody tr').nth(1).waitFor()
      await check(desk)
      await desk.page.locator('.card-head button').click()
      await desk.dialog.waitFor()
      await check(desk)
    })

    test('the authenticator’s code, and a recovery code instead', async () => {
      await outside.visit()
      await credentials(outside, email)
      await outside.page.locator('[name=code]').waitFor()
      await check(outside)
      await outside.page.locator('button.link').first().click()
      await outside.page.locator('[name=recovery]').fill('nope')
      await outside.page.locator('form button.primary').click()
      await outside.page.locator('.note.bad').waitFor()
      await check(outside)
    })
  })
}
