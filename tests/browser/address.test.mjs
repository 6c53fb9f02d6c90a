// Moving to another address in real browsers, in both languages: the guided step, the links of the mails, a lost mailbox.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { CHOSEN, person, sql } from '../api/account.mjs'
import { codeOf, PROGRAM, run } from '../api/site.mjs'
import { Stage } from './desk.mjs'

let stage, site
before(async () => {
  stage = await Stage.start()
  site = stage.site
})
after(() => stage.stop())

const TEXTS = {
  en: {
    account: 'My account', change: 'Change the address', next: 'Continue', send: 'Send the code', kept: 'Stays as it is', own: 'This is the address of your account already',
    need: 'Enter the new address', tag: 'has a + sign', done: 'Your address is changed', former: 'Former addresses', wrong: 'This code is not right',
    back: 'Take your address back?', take: 'It was not me: take it back', mine: 'Your address is back', over: 'Nothing is left to do here', gone: 'This link is not valid',
    giveUp: 'Give up the change', ended: 'The change of address is given up', lost: 'I can no longer read this mailbox', ask: 'Ask for it',
    sent: 'Now speak to a colleague', finish: 'Make it my address', vouch: 'Vouch for a person who lost the mailbox', approve: 'Approve',
    other: 'Another address', near: 'one letter away from a domain', none: 'Two colleagues must confirm.', one: 'One of two colleagues has confirmed.',
  },
  fr: {
    account: 'Mon compte', change: 'Changer d’adresse', next: 'Continuer', send: 'Envoyer le code', kept: 'Reste telle quelle', own: 'C’est déjà l’adresse de votre compte',
    need: 'Saisissez la nouvelle adresse', tag: 'contient un signe +', done: 'Votre adresse est changée', former: 'Anciennes adresses', wrong: 'Ce code est inexact',
    back: 'Reprendre votre adresse ?', take: 'Ce n’était pas moi : la reprendre', mine: 'Votre adresse vous est rendue', over: 'Il n’y a plus rien à faire ici', gone: 'Ce lien n’est pas valable',
    giveUp: 'Abandonner le changement', ended: 'Le changement d’adresse est abandonné', lost: 'Je ne peux plus lire cette boîte', ask: 'Le demander',
    sent: 'Parlez maintenant à un collègue', finish: 'En faire mon adresse', vouch: 'Répondre d’une personne qui a perdu sa boîte', approve: 'Accepter',
    other: 'Une autre adresse', near: 'À une lettre près', none: 'Deux collègues doivent confirmer.', one: 'Un collègue sur deux a confirmé.',
  },
}
const plain = (text) => text.replaceAll('\u00a0', ' ')
const linkTo = (mail) => /#\/address\/[A-Za-z0-9_-]+/.exec(mail.text)?.[0]

async function credentials(desk, email) {
  await desk.page.locator('[name=email]').fill(email)
  await desk.page.locator('[name=password]').fill(CHOSEN)
  await desk.page.locator('form button.primary').click()
  await desk.page.locator('[name=code]').waitFor()
}

async function enter(email, language) {
  const visitor = await person(site, email, { language })
  visitor.close()
  const desk = await stage.open({ language })
  desk.foresees(422, 'account/address')
  await desk.visit()
  const skip = (await site.mails(email)).length
  await credentials(desk, email)
  await desk.page.locator('[name=code]').fill(codeOf(await site.mail(email, codeOf, skip)))
  await desk.page.locator('.account').waitFor()
  return desk
}

const card = (desk) => desk.page.locator('.card').first()
const reads = async (desk, text) => desk.page.waitForFunction(
  (wanted) => document.body.innerText.replaceAll('\u00a0', ' ').includes(wanted), text)
const press = (desk, name) => desk.page.locator('button', { hasText: new RegExp(name.replace(/[?+.]/g, '\\$&').replaceAll(' ', '[\\s\u00a0]')) }).first().click()

for (const language of ['en', 'fr'])
  describe(`in ${language}`, () => {
    const words = TEXTS[language]
    const [email, to] = [`voyage.${language}@littoral.example`, `arrivee.${language}@ailleurs.example`]
    let desk, link

    before(async () => { desk = await enter(email, language) })

    test('what is no new address is told before anything is sent', async () => {
      await desk.follow('#/account/address')
      await press(desk, words.change)
      await press(desk, words.next)
      await reads(desk, words.need)
      await card(desk).locator('[name=email]').fill(email.toUpperCase())
      await press(desk, words.next)
      await reads(desk, words.own)
      await card(desk).locator('[name=email]').fill(email.replace('@', '+desk@'))
      await press(desk, words.next)
      await reads(desk, words.tag)
      await press(desk, words.other)
      await card(desk).locator('[name=email]').fill(`neuf.${language}@litoral.example`)
      await press(desk, words.next)
      await reads(desk, words.near)
      await press(desk, `neuf.${language}@littoral.example`)
      assert.equal(await card(desk).locator('[name=email]').inputValue(), `neuf.${language}@littoral.example`, 'what was meant stands in the field')
      assert.equal((await site.mails(to)).length, 0)
    })

    test('address, what happens, code: one minute, and a reload in between loses nothing', async () => {
      await desk.page.reload()
      await press(desk, words.change)
      await card(desk).locator('[name=email]').fill(to)
      await press(desk, words.next)
      await reads(desk, words.kept)
      assert.match(await card(desk).innerText(), /OP-2026-0042/)
      await card(desk).locator('[name=current]').fill(CHOSEN)
      await press(desk, words.send)
      await card(desk).locator('[name=code]').waitFor()
      const code = codeOf(await site.mail(to, codeOf))
      await desk.page.reload()
      await card(desk).locator('[name=code]').fill(String((Number(code) + 1) % 1000000).padStart(6, '0'))
      await reads(desk, words.wrong)
      await card(desk).locator('[name=code]').fill(code)
      await reads(desk, words.done)
      await card(desk).locator('button.primary').click()
      await reads(desk, words.former)
      assert.match(plain(await card(desk).innerText()), new RegExp(`${to}[^]*${email}`))
      assert.equal((await (await site.as('paul')).contact((await (await site.as('paul')).operation('OP-2026-0042')).id, to)).status, 'active')
    })

    test('one that is under way can be given up', async () => {
      await press(desk, words.change)
      await card(desk).locator('[name=email]').fill(`encore.${language}@ailleurs.example`)
      await press(desk, words.next)
      await card(desk).locator('[name=current]').fill(CHOSEN)
      await press(desk, words.send)
      await press(desk, words.giveUp)
      await reads(desk, words.ended)
    })

    test('the link in the old mailbox shows, and takes the address back when it is pressed', async () => {
      const mails = (await site.mails(email)).filter(linkTo)
      link = linkTo(mails.at(-1))
      const other = await stage.open({ language })
      other.foresees(404, 'address/show')
      await other.visit(link)
      await reads(other, words.back)
      await press(other, words.take)
      await reads(other, words.mine)
      await other.visit(link)
      await other.page.reload()
      await reads(other, words.over)
      await other.visit('#/address/made-up-secret-that-nobody-gave-')
      await reads(other, words.gone)
    })

    test('a lost mailbox: asked for at the code, vouched for on the page of requests, finished by the link', async () => {
      const [own, found] = [`perdue.${language}@littoral.example`, `trouvee.${language}@retrouve.example`]
      ;(await person(site, own, { language })).close()
      const door = await stage.open({ language })
      await door.visit()
      await credentials(door, own)
      await press(door, words.lost)
      await door.page.locator('[name=email]').fill(found)
      await press(door, words.ask)
      await reads(door, words.sent)
      for (const [as, before] of [['paul', words.none], ['claire.dubois@littoral.example', words.one]]) {
        const colleague = await stage.open({ as, language })
        await colleague.visit('#/requests')
        await reads(colleague, words.vouch)
        const row = colleague.row(`perdue.${language}`)
        const said = await row.innerText()
        assert.ok(said.includes(found) && said.includes(before), said)
        await colleague.clean()
        await row.getByRole('button').first().click()
        await colleague.dialog.waitFor()
        await colleague.clean()
        await colleague.dialog.locator('button.primary').click()
        await colleague.dialog.waitFor({ state: 'detached' })
        if (before === words.none) await reads(colleague, words.one)
      }
      await sql(site, `UPDATE address_change SET due_ms = 1 WHERE email = '${found}'`)
      assert.equal((await run(PROGRAM, ['mail', '--once'], site.settings)).status, 0)
      const finish = linkTo(await site.mail(found, (mail) => linkTo(mail) !== undefined))
      await door.visit(finish)
      await press(door, words.finish)
      await reads(door, words.done)
      await reads(door, found)
    })
  })
