// Somebody with one name joins, and is called by it wherever he looks.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { CHOSEN } from '../api/account.mjs'
import { Stage } from './desk.mjs'

const SAYS = {
  en: { join: 'Create your account', create: 'Create my account', hint: 'Leave this empty if you have only one name.', last: 'Last name',
    moves: 'If you have only one name, move it here.', account: 'My account', save: 'Save', saved: 'Your details are saved' },
  fr: { join: 'Créez votre compte', create: 'Créer mon compte', hint: 'Laissez ce champ vide si vous n’avez qu’un seul nom.', last: 'Nom',
    moves: 'Si vous n’avez qu’un seul nom, mettez-le plutôt ici.', account: 'Mon compte', save: 'Enregistrer', saved: 'Vos informations sont enregistrées' },
}

let stage, site, paul, file
before(async () => {
  stage = await Stage.start()
  site = stage.site
  paul = await site.as('paul')
  file = (await paul.operation('OP-2026-0042')).id
})
after(() => stage.stop())

for (const [language, says] of Object.entries(SAYS)) {
  describe(`one name in ${language}`, () => {
    const email = `sukarno.${language}@littoral.example`
    let desk
    const named = (name) => desk.page.locator(`[name=${name}]`)

    test('is enough to join', async () => {
      await paul.add(file, email)
      desk = await stage.open({ language })
      desk.foresees(404, 'invitations/show') // the link is used up when the page is left
      await desk.visit(`#/join/${await site.secret(email)}`)
      await desk.heading(says.join)
      await desk.counts(desk.page.getByText(says.hint), 0)
      for (const [name, text] of Object.entries({ last_name: 'Sukarno', job_title: 'Analyste', phone: '+33612345678', password: CHOSEN }))
        await named(name).fill(text)
      await named('terms').check()
      await desk.button(says.create).click()
      await desk.sees(says.moves)
      await desk.page.locator('[name=first_name][aria-invalid=true]').waitFor()
      await desk.counts(desk.page.locator('[name=last_name][aria-invalid=true]'), 0)
      await named('last_name').fill('')
      await named('first_name').fill('Sukarno')
      const hint = desk.page.getByText(says.hint)
      await hint.waitFor()
      assert.ok((await named('last_name').getAttribute('aria-describedby')).split(' ').includes(await hint.getAttribute('id')))
      assert.deepEqual(await desk.axe(), [])
      await desk.button(says.create).click()
      await desk.page.locator('.account strong').filter({ hasText: /^Sukarno$/ }).waitFor()
      assert.equal(await desk.page.locator('.account .face').innerText(), 'S')
    })

    test('shows in lists', async () => {
      await desk.visit(`#/operations/${file}/access`)
      const row = desk.row(email)
      await row.waitFor()
      assert.equal(await row.locator('.person .name-link').innerText(), 'Sukarno')
    })

    test('becomes two, and one again', async () => {
      await desk.follow('#/account')
      await desk.page.getByText(says.hint).waitFor()
      assert.equal(await named('last_name').inputValue(), '')
      for (const [typed, name] of [['Bung', 'Sukarno Bung'], ['', 'Sukarno']]) {
        await named('last_name').fill(typed)
        await desk.button(says.save).click()
        await desk.says(says.saved)
        await desk.page.locator('.account strong').filter({ hasText: new RegExp(`^${name}$`) }).waitFor()
      }
      assert.deepEqual((await paul.all(`api/operations/${file}/contacts?q=${email}`)).map((line) => [line.first_name, line.last_name]), [['Sukarno', null]])
    })
  })
}
