// Thinking before: the address that was not meant is seen before it is invited, and what revoking would leave before it is done.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { Stage } from './desk.mjs'

const LITTORAL = 'Crédit du Littoral'
const WORDS = {
  en: {
    add: 'Add contacts', submit: /^Add \d+ contacts|^Add the contact/, emails: 'E-mail addresses', onBehalf: 'On behalf of', fine: 'nothing unusual', of: 'an address of Nordbank',
    outside: 'from outside', meant: (email) => `Did you mean ${email}?`, sure: (email) => `Yes, I know this person: ${email}`, need: (email) => `${email} is unusual`,
    results: 'What happened', badge: 'Outside', colleagues: `Propose colleagues of ${LITTORAL}`, propose: /^Add .* to the addresses$/, close: 'Close',
    revoke: 'Revoke', nobody: (entity) => `Nobody of ${entity} would have access any more.`, first: 'Add somebody first', left: 'nobody left with access',
    type: (n) => `Type ${n} to confirm`, wrong: 'Type the number of accesses', all: 'Select all', them: 'Revoke them', title: (n) => `Revoke ${n} accesses?`,
  },
  fr: {
    add: 'Ajouter des contacts', submit: /^Ajouter/, emails: 'Adresses e-mail', onBehalf: 'Pour le compte de', fine: 'rien d’inhabituel', of: 'une adresse de l’établissement Nordbank',
    outside: 'extérieure', meant: (email) => `Vouliez-vous dire ${email} ?`, sure: (email) => `Oui, je connais cette personne : ${email}`, need: (email) => `${email} est inhabituelle`,
    results: 'Résultat', badge: 'Extérieur', colleagues: `Proposer des collègues : ${LITTORAL}`, propose: /^Ajouter .* aux adresses$/, close: 'Fermer',
    revoke: 'Révoquer', nobody: () => 'Plus personne n’aurait accès pour le compte', first: 'Ajouter d’abord quelqu’un', left: 'plus personne n’a accès',
    type: (n) => `Saisissez ${n} pour confirmer`, wrong: 'Saisissez le nombre', all: 'Tout sélectionner', them: 'Révoquer', title: (n) => `Révoquer ${n} accès ?`,
  },
}

let stage, agnes, file

before(async () => {
  stage = await Stage.start()
  agnes = await stage.site.as('agnes')
  file = (await agnes.operation('OP-2026-0042')).id
})
after(() => stage.stop())

for (const [language, width] of [['en', 1360], ['fr', 390]])
  describe(`an agent thinks before (${language}, ${width} px)`, () => {
    const w = WORDS[language]
    const [alike, meant] = [`zoe.${language}@litoral.example`, `zoe.${language}@littoral.example`]
    const [fine, outside] = [`nina.${language}@littoral.example`, `conseil.${language}@gmail.com`]
    let desk, line

    before(async () => {
      desk = await stage.open({ as: 'agnes', language, width })
      line = (text) => desk.dialog.getByRole('listitem').filter({ hasText: text })
      await desk.visit(`#/operations/${file}/access`)
    })

    test('each address is a line that says what is unusual, and what was meant is one key away', async () => {
      await desk.button(w.add).click()
      await desk.field(w.onBehalf).selectOption({ label: LITTORAL })
      await desk.field(w.emails).fill(`${fine}, ${alike}\n${outside} x@nordbank.example nope`)
      await line(fine).filter({ hasText: w.fine }).waitFor()
      await line('x@nordbank.example').filter({ hasText: w.of }).waitFor()
      await line(outside).filter({ hasText: w.outside }).waitFor()
      assert.deepEqual(await desk.axe(), [])
      await desk.dialog.getByRole('button', { name: w.meant(meant) }).focus()
      await desk.page.keyboard.press('Enter')
      await desk.hasFocus(w.emails)
      assert.equal(await desk.field(w.emails).inputValue(), `${fine}, ${meant}\n${outside} x@nordbank.example nope`)
      await line(meant).filter({ hasText: w.fine }).waitFor()
    })

    test('the good ones go, the others stay with what is wrong until somebody says that he knows the person', async () => {
      await desk.dialog.getByRole('button', { name: w.submit }).click()
      await desk.hasFocus(w.results)
      await line(fine).waitFor()
      assert.deepEqual((await desk.field(w.emails).inputValue()).split('\n').sort(), [outside, 'nope', 'x@nordbank.example'].sort())
      await desk.sees(new RegExp(w.need(outside)))
      assert.equal((await agnes.contact(file, fine)).status, 'invited')
      assert.equal(await agnes.contact(file, outside), undefined)
      await desk.field(w.emails).fill(outside)
      await desk.dialog.getByLabel(w.sure(outside)).focus()
      await desk.page.keyboard.press('Space')
      assert.deepEqual(await desk.axe(), [])
      await desk.dialog.getByRole('button', { name: w.submit }).click()
      await line(outside).waitFor()
      await desk.page.keyboard.press('Escape')
      await desk.row(outside).filter({ hasText: w.badge }).waitFor()
      assert.equal((await agnes.contact(file, outside)).outside, true)
      await desk.clean()
    })

    test('colleagues whom one sees are a click away', async () => {
      await desk.button(w.add).click()
      await desk.field(w.onBehalf).selectOption({ label: LITTORAL })
      await desk.dialog.getByText(w.colleagues).click()
      const one = desk.dialog.getByRole('button', { name: w.propose }).first()
      const email = await one.getAttribute('title')
      await one.click()
      assert.equal((await desk.field(w.emails).inputValue()).trim(), email)
      await desk.field(w.emails).fill('')
      await desk.page.keyboard.press('Escape')
    })

    test('revoking the last one of an entity says so, and leads to adding somebody first', async () => {
      const { id: entity, name } = (await agnes.get(`api/operations/${file}`)).body.participations.find((one) => one.entity.name === LITTORAL).entity
      await desk.visit(`#/operations/${file}/access?entity=${entity}`)
      await desk.page.getByRole('row').filter({ hasText: fine }).waitFor()
      await desk.page.getByLabel(w.all).focus()
      await desk.page.keyboard.press('Space')
      await desk.button(w.revoke).click()
      await desk.dialog.getByText(w.nobody(name)).waitFor()
      await line(name).filter({ hasText: w.left }).waitFor()
      assert.deepEqual(await desk.axe(), [])
      await desk.dialog.getByRole('button', { name: w.first }).click()
      await desk.field(w.emails).waitFor()
      assert.equal(await desk.field(w.onBehalf).inputValue(), entity)
      await desk.page.keyboard.press('Escape')
    })

    test('beyond ten the number is typed, and nothing is done before', async () => {
      await desk.visit(`#/operations/${file}/access`)
      await desk.row(fine).waitFor()
      await desk.page.getByLabel(w.all).focus()
      await desk.page.keyboard.press('Space')
      await desk.button(w.revoke).click()
      const count = await desk.dialog.locator('.preview li').count()
      assert.ok(count > 10)
      await desk.dialog.getByRole('heading', { name: w.title(count) }).waitFor()
      await desk.dialog.getByRole('button', { name: w.them }).focus()
      await desk.page.keyboard.press('Enter')
      await desk.sees(new RegExp(w.wrong))
      await desk.hasFocus(w.type(count))
      assert.deepEqual(await desk.axe(), [])
      await desk.page.keyboard.press('Escape')
      assert.equal((await agnes.contact(file, fine)).status, 'invited')
    })
  })
