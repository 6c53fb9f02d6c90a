// A person's page: names in lists lead to it; from there an access is revoked, extended, explained.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { House } from '../api/house.mjs'
import { Stage } from './desk.mjs'

const WORDS = {
  en: { authorised: 'Authorised at your entity', operations: 'Operations', menu: (reference) => `Actions for ${reference}`, extend: /extend|end date/i, months: '3 months', revoke: 'Revoke access to the folder',
    submit: 'Revoke access', all: 'Write to all', write: 'Write an e-mail' },
  fr: { authorised: 'Personne habilitée dans votre entité', operations: 'Opérations', menu: (reference) => `Actions pour ${reference}`, extend: /prolonger|date de fin/i, months: '3 mois', revoke: 'Révoquer l’accès au dossier',
    submit: 'Révoquer l’accès', all: 'Écrire à tous', write: 'Écrire un e-mail' },
}

let stage
before(async () => (stage = await Stage.start()))
after(() => stage.stop())

for (const [language, w] of Object.entries(WORDS)) {
  describe(`a person’s page (${language})`, () => {
    let house, ada, one, two, desk

    before(async () => {
      house = await House.build(stage.site)
      ada = await house.hire('ada')
      one = await house.published(`Q-1${language}`)
      two = await house.published(`Q-2${language}`)
      for (const operation of [one, two]) await house.leader.add(operation, ada.email)
      desk = await stage.open({ as: house.leader.email, language })
    })

    test('is one step from a list, and says all that the reader may see', async () => {
      await desk.visit(`#/operations/${one}/access`)
      await desk.link('Noé ada').click()
      await desk.heading('Noé ada')
      await desk.role('heading', w.operations).waitFor()
      await desk.role('heading', w.authorised).waitFor()
      await desk.row(`Q-1${language}`).waitFor()
      await desk.row(`Q-2${language}`).waitFor()
      assert.equal(await desk.link(w.write).getAttribute('href'), `mailto:${ada.email}`)
      await desk.clean()
      await desk.page.setViewportSize({ width: 390, height: 800 })
      await desk.clean()
      await desk.page.setViewportSize({ width: 1360, height: 860 })
    })

    test('lets an access be given another end, and be revoked', async () => {
      await desk.button(w.menu(`Q-1${language}`)).click()
      await desk.page.getByRole('menuitem', { name: w.extend }).first().click()
      await desk.dialog.getByRole('button', { name: w.months, exact: true }).click()
      await desk.counts(desk.dialog, 0)
      assert.ok((await house.leader.contact(one, ada.email)).until)
      await desk.button(w.menu(`Q-2${language}`)).click()
      await desk.page.getByRole('menuitem', { name: w.revoke }).click()
      await desk.dialog.getByRole('button', { name: w.submit, exact: true }).click()
      await desk.counts(desk.dialog, 0)
      assert.equal((await house.leader.contact(two, ada.email, 'archived')).status, 'revoked')
      await desk.page.goBack()
      await desk.visit(`#/people/${ada.id}`)
      await desk.row(`Q-1${language}`).waitFor()
      await desk.counts(desk.row(`Q-2${language}`), 0)
    })

    test('does not exist for who sees nothing of the person', async () => {
      const other = await stage.open({ as: 'brune', language })
      other.foresees(404, 'people')
      await other.visit(`#/people/${ada.id}`)
      await other.counts(other.page.getByText('ada@'), 0)
      await other.role('heading').first().waitFor()
    })
  })
}

test('all who manage an operation are written to at once', async () => {
  const desk = await stage.open({ as: 'agnes' })
  const { id } = await (await stage.site.as('agnes')).operation('OP-2026-0042')
  await desk.visit(`#/operations/${id}`)
  const to = await desk.link(WORDS.en.all).getAttribute('href')
  assert.match(to, /^mailto:[^,?]+@aurore\.example(,[^,?]+@aurore\.example){3,}$/)
  await desk.sees('leo.bernard@aurore.example')
})
