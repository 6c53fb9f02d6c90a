// A leader authorises people and teams by a sheet: read row by row before anything is done, then an answer for each row.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { House } from '../api/house.mjs'
import { Stage } from './desk.mjs'

const WORDS = {
  en: { open: 'From a CSV file', contents: 'Contents', file: 'File', rows: 'What would happen', found: /3 people to authorise · 1 new team · 2 rows to correct/, outside: /from outside/,
    only: 'Only the 3 rows to look at', run: 'Carry out 3 rows', done: 'What happened', told: /2 invited, 1 team added\./, sent: /invitation sent/, left: /left out/, wrong: /no address, or not a valid one/,
    unknown: /These columns are not known: salary/, guessed: /not saved in UTF-8/, again: /1 invited, 3 there already\./, another: 'Another file', sure: /I know the person/ },
  fr: { open: 'Depuis un fichier CSV', contents: 'Contenu', file: 'Fichier', rows: 'Ce qui se passerait', found: /3 personnes à habiliter · 1 nouvelle équipe · 2 lignes à corriger/, outside: /extérieure/,
    only: 'Seulement les 3 lignes à vérifier', run: 'Exécuter 3 lignes', done: 'Résultat', told: /2 invitées, 1 équipe ajoutée\./, sent: /invitation envoyée/, left: /laissée de côté/, wrong: /adresse absente ou non valide/,
    unknown: /Ces colonnes sont inconnues\s: salary/, guessed: /n’est pas enregistré en UTF-8/, again: /1 invitée, 3 déjà là\./, another: 'Un autre fichier', sure: /Je connais la personne/ },
}

/** Numbers and their nouns are not parted at the end of a line. */
const loose = (words) => new RegExp((words.source ?? `^${words.replace(/[.?()]/g, '\\$&')}$`).replaceAll(' ', '\\s'))

let stage
before(async () => (stage = await Stage.start()))
after(() => stage.stop())

for (const [language, words] of Object.entries(WORDS)) {
  const w = Object.fromEntries(Object.entries(words).map(([name, text]) => [name, loose(text)]))
  describe(`a sheet of people (${language})`, () => {
    let house, desk
    const row = (text) => desk.page.locator('tbody tr', { hasText: text })
    const status = (text) => desk.page.getByRole('status').filter({ hasText: text }).waitFor()
    const people = () => house.leader.all(`${house.path}/habilitations`)
    const sheet = () => [
      'email;team;roles;language', `une@${house.domain};Crédit;team_leader;en`, `deux@${house.domain};Crédit / Lyon;;`, 'trois@gmail.com;Crédit;;fr', 'quatre;Crédit;;', `cinq@${house.domain};Crédit;boss;`,
      ';Crédit / Lyon;;'].join('\r\n')

    before(async () => {
      house = await House.build(stage.site)
      await house.team('Crédit', house.root)
      desk = await stage.open({ as: house.leader.email, language })
    })

    test('is read row by row, and what is wrong or unusual is said before anything is done', async () => {
      await desk.visit('#/habilitations')
      await desk.link(w.open).click()
      await desk.field(w.contents).fill('email;salary\na@b.example;1')
      await desk.sees(w.unknown)
      await desk.field(w.file).setInputFiles({ name: 'gens.csv', mimeType: 'text/csv', buffer: Buffer.from(sheet(), 'latin1') })
      await desk.sees(w.guessed)
      await status(w.found)
      await row('trois@gmail.com').filter({ hasText: w.outside }).waitFor()
      await row('quatre').filter({ hasText: w.wrong }).waitFor()
      assert.equal((await people()).length, 1, 'nothing was done')
      await desk.page.getByLabel(w.only).check()
      await desk.counts(desk.page.locator('tbody tr'), 3)
      await desk.page.getByLabel(w.only).uncheck()
      await desk.clean()
    })

    test('is kept when the page is left, and carried out as far as it is good', async () => {
      await desk.follow('#/requests')
      await desk.counts(desk.page.locator('textarea'), 0)
      await desk.follow('#/habilitations/roster')
      await desk.button(w.run).click()
      await desk.hasFocus(w.done)
      await status(w.told)
      await row(`une@${house.domain}`).filter({ hasText: w.sent }).waitFor()
      await row('trois@gmail.com').filter({ hasText: w.left }).waitFor()
      await desk.clean()
      const all = await people()
      assert.deepEqual(all.filter(({ status }) => status === 'invited').map(({ email, team, roles }) => [email, team.name, roles]).sort(),
        [[`deux@${house.domain}`, 'Lyon', []], [`une@${house.domain}`, 'Crédit', ['team_leader']]])
    })

    test('once more changes nothing but what was left out, when somebody says that he knows the person', async () => {
      await desk.button(w.another).click()
      await desk.field(w.contents).fill(sheet())
      await desk.page.getByLabel(w.sure).check()
      await desk.page.locator('form .primary').click()
      await desk.hasFocus(w.done)
      await status(w.again)
      assert.equal((await people()).length, 4)
    })
  })
}
