// Slips: what was done in the last ten minutes is undone, exactly, from the message or from "recent actions", and whatever
// can no longer be undone says why. What goes with a habilitation is told before, and offered back after.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { House } from '../api/house.mjs'
import { until } from '../api/site.mjs'
import { Stage } from './desk.mjs'

const WORDS = {
  en: { recent: /^Recent actions/, undo: 'Undo', undoOf: (who) => `Undo: ${who}`, all: (n) => `Undo all ${n}`, asBefore: 'as it was', everything: 'Everything is as it was',
    changed: 'It has been changed again since', notRevoked: /not revoked|active|still/i, select: (name) => `Select ${name}`, revoke: 'Revoke', revokeThem: 'Revoke them',
    close: 'Close', move: 'Move', team: 'Team', archive: 'Archive', archiveThem: 'Archive them', archiveIt: 'Archive the authorisation', archived: 'no longer authorised',
    alone: 'Cannot be archived: nobody else manages', leads: 'no longer leads', menu: (name) => `Actions for ${name}`, again: 'Authorise again', restoreOf: (name) => `Restore the authorisation: ${name}`,
    giveBack: (n) => `Give ${n} access back`, offer: 'Give earlier accesses back', nothing: 'all of them have been given back', results: 'What happened', done: 'done', signOut: 'Sign out',
    change: 'Change team or roles', save: 'Save', account: 'Account of Noé racine', elsewhere: 'act for it again', loses: 'loses access to 2 operations' },
  fr: { recent: /^Actions récentes/, undo: 'Rétablir', undoOf: (who) => `Rétablir\u00a0: ${who}`, all: (n) => `Tout rétablir (${n})`, asBefore: 'comme avant', everything: 'Tout est comme avant',
    changed: 'Une autre modification a eu lieu depuis', notRevoked: /révoqué|actif/i, select: (name) => `Sélectionner ${name}`, revoke: 'Révoquer', revokeThem: 'Révoquer',
    close: 'Fermer', move: 'Déplacer', team: 'Équipe', archive: 'Archiver', archiveThem: 'Archiver', archiveIt: 'Archiver l’habilitation', archived: 'n’est plus habilité(e)',
    alone: 'Archivage impossible\u00a0: personne d’autre ne gère', leads: 'ne gère plus', menu: (name) => `Actions pour ${name}`, again: 'Habiliter à nouveau', restoreOf: (name) => `Rétablir l’habilitation\u00a0: ${name}`,
    giveBack: (n) => `Rendre ${n} accès`, offer: 'Rendre les accès antérieurs', nothing: 'tous ont été rendus', results: 'Résultat', done: 'effectué', signOut: 'Se déconnecter',
    change: 'Modifier l’équipe ou les rôles', save: 'Enregistrer', account: 'Compte de Noé racine', elsewhere: 'agissez de nouveau', loses: 'perd l’accès à 2 opérations' },
}

let stage
before(async () => (stage = await Stage.start()))
after(() => stage.stop())

const press = (desk, name) => desk.dialog.getByRole('button', { name, exact: true }).click()
const IN_A_YEAR = new Date(Date.now() + 365 * 86_400_000).toISOString()

for (const [language, w] of Object.entries(WORDS)) {
  describe(`what was done can be undone (${language})`, () => {
    let house, north, south, one, two, ada, bob, desk, carl
    const contact = (operation, email) => house.leader.contact(operation, email)
    const recent = (where = desk) => where.page.getByRole('button', { name: w.recent })

    before(async () => {
      house = await House.build(stage.site)
      north = await house.team('Nord')
      south = await house.team('Sud')
      ada = await house.hire('ada', north, ['creator'])
      bob = await house.hire('bob', north, ['team_leader'])
      carl = await house.hire('carl', south)
      one = await house.published(`R-1${language}`)
      two = await house.published(`R-2${language}`)
      for (const operation of [one, two]) await house.leader.add(operation, ada.email)
      await house.leader.add(one, bob.email, { until: IN_A_YEAR })
      await house.leader.add(one, carl.email)
      desk = await stage.open({ as: house.leader.email, language })
    })

    test('several revoked lines come back with their end dates, after a reload, one by one; who was restored meanwhile is told', async () => {
      await desk.visit(`#/operations/${one}/access`)
      const given = ({ since, added_by: by, until: end, status }) => ({ since, by, end, status })
      const before = given(await contact(one, bob.email))
      for (const name of ['Noé ada', 'Noé bob', 'Noé carl']) await desk.page.getByLabel(w.select(name)).check()
      await desk.button(w.revoke).click()
      await press(desk, w.revokeThem)
      await desk.hasFocus(w.results)
      await press(desk, w.close)
      await desk.counts(desk.row(ada.email), 0)
      const late = await house.leader.contact(one, carl.email, 'archived')
      assert.equal((await house.leader.post(`api/operations/${one}/contacts/${late.id}/restore`, {})).status, 200)
      await desk.page.reload()
      await recent().click()
      await desk.counts(desk.dialog.getByRole('listitem'), 3)
      await desk.clean()
      await press(desk, w.undoOf('Noé bob'))
      await desk.dialog.getByRole('listitem').filter({ hasText: 'bob' }).filter({ hasText: w.asBefore }).waitFor()
      assert.deepEqual(given(await contact(one, bob.email)), before)
      assert.equal(before.end, IN_A_YEAR)
      desk.foresees(409, 'operations')
      await press(desk, w.all(2))
      await desk.dialog.getByRole('listitem').filter({ hasText: 'ada' }).filter({ hasText: w.asBefore }).waitFor()
      await desk.dialog.getByRole('listitem').filter({ hasText: 'carl' }).filter({ has: desk.page.locator('small.bad') }).waitFor()
      assert.equal((await contact(one, ada.email)).status, 'active')
      await desk.clean()
      await press(desk, w.close)
      await desk.row(ada.email).waitFor()
    })

    test('an archived habilitation comes back with its team, its roles and its lines', async () => {
      const given = ({ since, granted_by: by, until: end, status }) => ({ since, by, end, status })
      const before = given(await house.habilitation('ada'))
      await desk.follow('#/habilitations')
      await desk.button(w.menu('Noé ada')).click()
      await desk.role('menuitem', w.archiveIt).click()
      await desk.dialog.waitFor()
      await desk.clean()
      await press(desk, w.archive)
      await desk.says(w.archived)
      assert.equal(await contact(one, ada.email), undefined)
      await desk.toast.getByRole('button', { name: w.undo, exact: true }).click()
      await desk.says(w.everything)
      await desk.row(ada.email).waitFor()
      const back = await house.habilitation('ada')
      assert.deepEqual([back.status, back.team.name, back.roles, back.contacts], ['active', 'Nord', ['creator'], 2])
      assert.deepEqual(given(back), before)
      for (const operation of [one, two]) assert.equal((await contact(operation, ada.email)).status, 'active')
    })

    test('whoever was moved by another in the meantime stays there, and it is said why', async () => {
      for (const name of ['Noé ada', 'Noé bob']) await desk.page.getByLabel(w.select(name)).check()
      await desk.button(w.move).click()
      await desk.dialog.getByRole('option', { name: 'Sud' }).waitFor({ state: 'attached' })
      await desk.dialog.getByLabel(w.team).selectOption(south)
      await press(desk, w.move)
      await desk.hasFocus(w.results)
      await press(desk, w.close)
      assert.equal((await house.change(house.leader, ada.habilitation, { roles: [] })).status, 200)
      await desk.toast.getByRole('button', { name: w.undo, exact: true }).click()
      await desk.dialog.getByRole('listitem').filter({ hasText: 'ada' }).filter({ hasText: w.changed }).waitFor()
      await desk.dialog.getByRole('listitem').filter({ hasText: 'bob' }).filter({ hasText: w.asBefore }).first().waitFor()
      assert.deepEqual([(await house.habilitation('bob')).team.name, (await house.habilitation('ada')).team.name], ['Nord', 'Sud'])
      await press(desk, w.close)
    })

    test('a change of roles too', async () => {
      await desk.button(w.menu('Noé ada')).click()
      await desk.role('menuitem', w.change).click()
      await desk.dialog.getByRole('checkbox').nth(1).check()
      await press(desk, w.save)
      await until('the role', async () => (await house.habilitation('ada')).roles.includes('creator'))
      await desk.toast.getByRole('button', { name: w.undo, exact: true }).click()
      await desk.says(w.everything)
      assert.deepEqual((await house.habilitation('ada')).roles, [])
    })

    test('before several are archived, it is told what each loses and who cannot be', async () => {
      const alone = await house.published(`R-3${language}`, {}, await creator())
      for (const name of ['Noé ada', 'Noé bob', 'Noé dora']) await desk.page.getByLabel(w.select(name)).check()
      await desk.button(w.archive).click()
      const line = (name) => desk.dialog.getByRole('listitem').filter({ hasText: name })
      await line('ada').filter({ hasText: w.loses }).filter({ hasText: `R-2${language}` }).waitFor()
      await line('bob').filter({ hasText: `${w.leads} Nord` }).waitFor()
      await line('dora').filter({ hasText: `${w.alone} R-3${language}` }).waitFor()
      await desk.clean()
      desk.foresees(409, 'entities')
      await press(desk, w.archiveThem)
      await desk.hasFocus(w.results)
      assert.equal((await contact(alone, `dora@${house.domain}`)).status, 'active')
      await press(desk, w.close)
      await desk.counts(desk.row(ada.email), 0)
    })

    test('restoring a habilitation offers its lines: all, or some; the rest later', async () => {
      await desk.follow('#/habilitations/archived')
      await desk.button(w.restoreOf('Noé ada')).click()
      await press(desk, w.again)
      await desk.counts(desk.dialog.getByRole('checkbox'), 2)
      await desk.clean()
      await desk.dialog.getByRole('checkbox', { name: new RegExp(`R-1${language}`) }).uncheck()
      await press(desk, w.giveBack(1))
      await desk.dialog.getByRole('listitem').filter({ hasText: `R-2${language}` }).filter({ hasText: w.done }).waitFor()
      await press(desk, w.close)
      assert.equal((await contact(two, ada.email)).status, 'active')
      assert.equal(await contact(one, ada.email), undefined)
      await desk.follow('#/habilitations')
      await desk.button(w.menu('Noé ada')).click()
      await desk.role('menuitem', w.offer).click()
      await press(desk, w.giveBack(1))
      await desk.hasFocus(w.results)
      await press(desk, w.close)
      assert.equal((await contact(one, ada.email)).status, 'active')
      await desk.button(w.menu('Noé ada')).click()
      await desk.role('menuitem', w.offer).click()
      await desk.dialog.getByText(w.nothing).waitFor()
      await press(desk, w.close)
    })

    test('people and teams are dragged onto a team, which unfolds; never below itself', async () => {
      const branch = (name) => desk.page.getByRole('treeitem').filter({ hasText: name }).first()
      const low = await house.team('Bas', south)
      await desk.follow('#/habilitations')
      await desk.page.reload()
      await desk.row(ada.email).locator('.movable').dragTo(branch('Nord'))
      await desk.toast.getByRole('button', { name: w.undo, exact: true }).waitFor()
      assert.equal((await house.habilitation('ada')).team.name, 'Nord')
      await desk.toast.getByRole('button', { name: w.undo, exact: true }).click()
      await desk.says(w.everything)
      assert.equal((await house.habilitation('ada')).team.name, 'Sud')
      await branch('Sud').locator('.fold').click()
      await desk.counts(branch('Bas'), 0)
      const to = await branch('Sud').boundingBox()
      await branch('Nord').hover()
      await desk.page.mouse.down()
      await desk.page.mouse.move(to.x + 60, to.y + 10, { steps: 5 })
      await desk.page.mouse.move(to.x + 62, to.y + 12)
      await desk.page.locator('[data-drop=here]').filter({ hasText: 'Sud' }).waitFor()
      await branch('Bas').waitFor()
      const below = await branch('Bas').boundingBox()
      await desk.page.mouse.move(below.x + 60, below.y + 10, { steps: 5 })
      await desk.page.mouse.move(below.x + 62, below.y + 12)
      await desk.page.locator('[data-drop=here]').filter({ hasText: 'Bas' }).waitFor()
      await desk.page.mouse.up()
      await desk.dialog.getByRole('heading', { name: 'Nord' }).waitFor()
      assert.equal(await desk.dialog.getByRole('combobox').inputValue(), low)
      await desk.clean()
      await desk.dialog.locator('.primary').click()
      await until('the team to move', async () => (await house.teams()).find(({ id }) => id === north).parent === low)
      await desk.toast.getByRole('button', { name: w.undo, exact: true }).click()
      await desk.says(w.everything)
      assert.equal((await house.teams()).find(({ id }) => id === north).parent, house.root)
      await branch('Sud').dragTo(branch('Bas'))
      await branch('Bas').waitFor()
      assert.equal(await desk.dialog.count(), 0, 'not below itself')
    })

    test('it is kept for ten minutes, for its user only, and reached on a phone', async () => {
      await desk.page.setViewportSize({ width: 320, height: 640 })
      await recent().click()
      await desk.dialog.getByRole('listitem').first().waitFor()
      await desk.clean()
      await press(desk, w.close)
      await desk.page.setViewportSize({ width: 1360, height: 860 })
      const kept = await desk.page.evaluate(() => JSON.parse(sessionStorage.getItem('guichet.recent')))
      assert.ok(kept.deeds.length)
      await desk.page.evaluate((next) => sessionStorage.setItem('guichet.recent', JSON.stringify(next)), { ...kept, owner: 'somebody else' })
      await desk.page.reload()
      await desk.heading({ en: 'Authorisations', fr: 'Habilitations' }[language])
      assert.equal(await recent().count(), 0)
      const old = kept.deeds.map((deed) => ({ ...deed, at: Date.now() - 10 * 60_000 + 1_500 }))
      await desk.page.evaluate((next) => sessionStorage.setItem('guichet.recent', JSON.stringify(next)), { ...kept, deeds: old })
      await desk.page.reload()
      await recent().waitFor()
      await desk.counts(recent(), 0)
    })

    const creator = async () => {
      const dora = await house.hire('dora', south, ['creator'])
      await desk.page.reload()
      await desk.row(dora.email).waitFor()
      return dora
    }
  })
}
