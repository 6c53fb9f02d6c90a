// What waits for somebody: said above the first list and in the navigation, gathered on a page whose lines lead on.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { sql } from '../api/account.mjs'
import { House } from '../api/house.mjs'
import { Stage } from './desk.mjs'

const WORDS = {
  en: { waiting: 'Waiting for me', requests: 'Requests', expired: 'Expired invitations', lone: 'Operations with a single manager', strip: 'What waits for you',
    chip: /expired invitation/, decide: 'Requests to decide', nothing: 'Nothing waits for you', all: 'Show all 6', main: 'Main navigation', person: 'Person' },
  fr: { waiting: 'En attente de moi', requests: 'Demandes', expired: 'Invitations expirées', lone: 'Opérations avec un seul gestionnaire', strip: 'Ce qui vous attend',
    chip: /invitations? expirée/, decide: 'Demandes à traiter', nothing: 'Rien ne vous attend', all: 'Voir les 6', main: 'Navigation principale', person: 'Personne' },
}

let stage
before(async () => (stage = await Stage.start()))
after(() => stage.stop())

for (const [language, w] of Object.entries(WORDS)) {
  describe(`what waits (${language})`, () => {
    let house, other, file, desk
    const entry = (name) => desk.role('navigation', w.main).getByRole('link', { name })

    before(async () => {
      house = await House.build(stage.site)
      other = await house.hire('autre')
      file = await house.published(`W-1${language}`)
      await house.leader.add(file, other.email)
      for (let i = 0; i < 6; i++) assert.equal((await house.leader.add(file, `attend${i}@${house.domain}`, {})).result, 'queued')
      await sql(stage.site, `UPDATE contact SET status = 'invited', invited_until_ms = 86400000 * ${language === 'fr' ? 3 : 2}
        WHERE operation_id = '${file}' AND status = 'queued'`)
      desk = await stage.open({ as: house.leader.email, language })
    })

    test('is counted in the navigation and said above the first list, from where it is one step', async () => {
      await desk.visit('#/operations')
      const strip = desk.role('navigation', w.strip)
      await strip.getByRole('link', { name: w.chip }).waitFor()
      await entry(`${w.waiting} 13`).waitFor() // six requests, six invitations, one leader; two manage
      await entry(`${w.requests} 6`).waitFor()
      await desk.clean()
      await strip.getByRole('link', { name: w.chip }).click()
      await desk.heading(w.expired)
      await desk.counts(desk.page.locator('tbody tr'), 6)
      await desk.clean()
    })

    test('stands on one page, group by group, and each line leads to where it is looked after', async () => {
      await desk.follow('#/waiting')
      await desk.heading(w.waiting)
      const expired = desk.role('region', w.expired)
      await desk.counts(expired.locator('tbody tr'), 5)
      await expired.getByRole('link', { name: w.all }).waitFor()
      await desk.role('region', w.decide).waitFor()
      assert.equal(await desk.role('region', w.lone).count(), 0)
      await desk.clean()
      await expired.getByRole('link', { name: `attend0@${house.domain}` }).click()
      await desk.row(`attend0@${house.domain}`).waitFor()
      assert.match(desk.page.url(), new RegExp(`#/operations/${file}/access\\?status=invited$`))
    })

    test('is read with the keyboard and on a phone in the dark', async () => {
      const phone = await stage.open({ as: house.leader.email, language, width: 390, colorScheme: 'dark' })
      await phone.visit('#/operations')
      await phone.role('navigation', w.strip).waitFor()
      await phone.tabTo(new RegExp(`^${w.waiting}`))
      await phone.page.keyboard.press('Enter')
      await phone.heading(w.waiting)
      await phone.clean()
    })

    test('goes as it is looked after', async () => {
      await desk.visit('#/waiting')
      await entry(`${w.waiting} 13`).waitFor()
      for (const { id } of (await house.leader.all(`api/operations/${file}/contacts`)).filter(({ email }) => email.startsWith('attend')))
        assert.equal((await house.leader.post(`api/operations/${file}/contacts/${id}/revoke`, {})).status, 200)
      await desk.page.evaluate(() => dispatchEvent(new Event('focus')))
      await desk.counts(desk.role('region', w.expired), 0)
      await desk.counts(desk.role('region', w.decide), 0)
      await entry(`${w.waiting} 1`).waitFor()
      const quiet = await stage.open({ as: other.email, language })
      await quiet.visit('#/waiting')
      await quiet.sees(w.nothing)
      await quiet.clean()
    })
  })
}
