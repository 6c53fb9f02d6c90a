// Somebody leaves, in both languages: colleagues take over operation by operation, one refuses and is replaced by a
// person without an account, and the leaver is gone when all have accepted. Every page on the way passes axe.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { House, join } from '../api/house.mjs'
import { sql } from '../api/account.mjs'
import { PROGRAM, run, until } from '../api/site.mjs'
import { Stage } from './desk.mjs'

const WORDS = {
  en: {
    account: 'My account', leaving: 'I am leaving', handOver: 'Hand over my access', byOperation: /^Operation by operation/, select: (name) => `Select ${name}`,
    assignTo: 'Address of the successor', assign: 'Assign', needAddress: 'Enter an e-mail address', rest: 'Who takes over the rest?', next: 'Continue',
    overlap: 'Days of overlap', needDays: 'Enter a whole number from 0 to 90.', submit: 'Ask the successors', takes: 'takes over 2 operations',
    takesEverything: 'takes over everything: 1 operation at present', habilitation: 'is archived', asked: 'The successors have been asked.', mine: 'Handover of my access',
    waiting: 'Awaiting an answer', of: (name) => `Handover of ${name}`, accept: 'Accept', accepted: 'You have accepted', refuse: 'Refuse', refusedTitle: 'Refuse this handover?', reason: 'Reason',
    refused: 'You have refused.', mend: 'Choose somebody else', mendAddress: 'E-mail address', ask: 'Ask this person', mended: 'The new successor has been asked.',
    see: 'See and answer', nothing: 'You have no access at the moment', done: 'Handed over', completed: 'Completed', requests: 'Requests', handovers: 'Handovers', ended: 'Ended',
    of2: 'Hand over the operations', menu: (name) => `Actions for ${name}`, title: (name) => `Hand over the access of ${name}`, everything: 'Who takes over?', cancel: 'Cancel the handover',
    cancelled: 'The handover is cancelled.', keep: 'Go on with it', under: 'A handover is already under way.', create: 'Create my account',
  },
  fr: {
    account: 'Mon compte', leaving: 'Je pars', handOver: 'Transmettre mes accès', byOperation: /^Opération par opération/, select: (name) => `Sélectionner ${name}`,
    assignTo: 'Adresse du successeur', assign: 'Attribuer', needAddress: 'Indiquez une adresse e-mail', rest: 'Qui reprend le reste ?', next: 'Continuer',
    overlap: 'Jours de chevauchement', needDays: 'Indiquez un nombre entier de 0 à 90.', submit: 'Solliciter les successeurs', takes: 'reprend 2 opérations',
    takesEverything: 'reprend tout : 1 opération à ce jour', habilitation: 'est archivée', asked: 'Les successeurs sont sollicités.', mine: 'Transmission de mes accès',
    waiting: 'Réponse attendue', of: (name) => `Transmission des accès de ${name}`, accept: 'Accepter', accepted: 'Vous avez accepté', refuse: 'Refuser', refusedTitle: 'Refuser cette transmission ?', reason: 'Motif',
    refused: 'Vous avez refusé.', mend: 'Choisir quelqu’un d’autre', mendAddress: 'Adresse e-mail', ask: 'Solliciter cette personne', mended: 'Le nouveau successeur est sollicité.',
    see: 'Voir et répondre', nothing: 'Vous n’avez aucun accès pour le moment', done: 'Transmise', completed: 'Terminée', requests: 'Demandes', handovers: 'Transmissions', ended: 'Terminées',
    of2: 'Transmettre ses opérations', menu: (name) => `Actions pour ${name}`, title: (name) => `Transmettre les accès de ${name}`, everything: 'Qui prend la suite ?', cancel: 'Annuler la transmission',
    cancelled: 'La transmission est annulée.', keep: 'La poursuivre', under: 'Une transmission est déjà en cours.', create: 'Créer mon compte',
  },
}

let stage, site
before(async () => {
  stage = await Stage.start()
  site = stage.site
})
after(() => stage.stop())

const spoken = (text) => text.replaceAll(' ?', '\u00a0?').replaceAll(' :', '\u00a0:')
const widthOf = (desk) => desk.page.locator('.handover-steps ~ form').evaluate((form) => `${form.clientWidth} ${form.querySelector('.card').offsetWidth}`)
const hashOf = (desk) => desk.page.evaluate(() => location.hash)

for (const [language, said] of Object.entries(WORDS)) {
  const w = Object.fromEntries(Object.entries(said).map(([key, text]) => [key, typeof text === 'string' && language === 'fr' ? spoken(text) : text]))

  describe(`handing over (${language})`, () => {
    let house, leaver, one, two, references, desk, hash, width

    before(async () => {
      house = await House.build(site)
      leaver = await house.hire('partant', house.root, ['creator'])
      one = await house.hire('suite')
      two = await house.hire('relais')
      references = []
      for (let i = 1; i <= 3; i++) {
        references.push(`${house.domain}-${i}`)
        await house.published(references.at(-1), {}, leaver)
      }
    })

    test('begins at the account: some operations to one, the rest to another', async () => {
      desk = await stage.open({ as: leaver.email, language })
      await desk.visit('#/account')
      await desk.heading(w.account)
      await desk.sees(w.leaving)
      await desk.clean()
      await desk.link(w.handOver).click()
      await desk.heading(w.handOver)
      await desk.page.getByRole('radio', { name: w.byOperation }).check()
      await desk.button(w.next).click()
      await desk.page.locator('[aria-invalid=true]').waitFor()
      await desk.clean()
      for (const reference of references.slice(0, 2)) await desk.row(reference).getByRole('checkbox').check()
      await desk.field(w.assignTo).fill('suite')
      await desk.button(w.assign).click()
      await desk.sees(w.needAddress)
      await desk.clean()
      await desk.field(w.assignTo).fill(one.email)
      await desk.page.keyboard.press('Enter')
      await desk.row(references[0]).filter({ hasText: one.email }).waitFor()
      await desk.field(w.rest).fill(two.email)
      width = await widthOf(desk)
      await desk.button(w.next).click()
    })

    test('days are checked, and nothing is done before what it does is shown', async () => {
      await desk.field(w.overlap).waitFor()
      assert.equal(await desk.page.evaluate(() => document.activeElement.id), 'handover-steps')
      assert.equal(await widthOf(desk), width, 'the second step is as wide as the first')
      assert.match(await desk.page.locator('.in-words').innerText(), new RegExp(`^\\p{L}+,? \\d+ \\p{L}+ ${new Date().getFullYear()}$`, 'u'))
      await desk.field(w.overlap).fill('91')
      await desk.button(w.next).click()
      await desk.sees(w.needDays)
      await desk.hasFocus(w.overlap)
      await desk.clean()
      await desk.field(w.overlap).fill('0')
      await desk.button(w.next).click()
      for (const text of [w.takes, w.takesEverything, w.habilitation]) await desk.sees(text)
      assert.equal(await widthOf(desk), width, 'and the third')
      await desk.clean()
      assert.equal((await leaver.all('api/handovers')).length, 0)
      await desk.button(w.submit).click()
      await desk.says(w.asked)
      await desk.heading(w.mine)
      await desk.counts(desk.page.getByText(w.waiting, { exact: true }), 2)
      hash = await hashOf(desk)
      await desk.clean()
      desk.foresees(409, 'handovers/preview')
      await desk.visit('#/handovers/new')
      await desk.sees(w.under)
    })

    test('a successor follows the link of the mail and accepts', async () => {
      const mail = await site.mail(one.email, (mail) => mail.text.includes(hash))
      const visit = await stage.open({ as: one.email, language })
      await visit.visit(/#\/handovers\/\S+/.exec(mail.text)[0])
      await visit.heading(w.of('Noé partant'))
      await visit.counts(visit.page.getByRole('article'), 1)
      await visit.clean()
      await visit.button(w.accept).click()
      await visit.says(w.accepted)
      await visit.counts(visit.page.getByText(w.done, { exact: true }), 2)
      await visit.clean()
    })

    test('the other refuses, with a reason, found among his requests', async () => {
      const visit = await stage.open({ as: two.email, language, width: 390, height: 844 })
      await visit.visit('#/requests')
      await visit.heading(w.requests)
      await visit.page.getByRole('main').getByRole('link', { name: w.handovers }).click()
      await visit.link('Noé partant').click()
      await visit.button(w.refuse).click()
      await visit.dialog.getByLabel(w.reason).fill('Trop de dossiers.')
      await visit.clean()
      await visit.dialog.getByRole('button', { name: w.refuse, exact: true }).click()
      await visit.says(w.refused)
      await visit.clean()
    })

    test('who leaves asks somebody new instead, who has no account', async () => {
      const email = `nouveau@${house.domain}`
      await desk.visit(hash)
      await desk.sees('Trop de dossiers.')
      await desk.clean()
      await desk.button(w.mend).click()
      await desk.dialog.getByLabel(w.mendAddress).fill('nouveau')
      await desk.dialog.getByRole('button', { name: w.ask }).click()
      await desk.sees(w.needAddress)
      await desk.clean()
      await desk.dialog.getByLabel(w.mendAddress).fill(email)
      await desk.dialog.getByRole('button', { name: w.ask }).click()
      await desk.says(w.mended)
      await join(site, email, { language })
      const visit = await stage.open({ as: email, language })
      await visit.visit()
      await visit.heading(w.nothing)
      await visit.link(w.see).click()
      await visit.button(w.accept).click()
      await visit.says(w.accepted)
      await visit.clean()
    })

    test('a leader’s yes, and he is gone', async () => {
      const wish = (await house.leader.all('api/requests')).find((one) => one.person.email.startsWith('nouveau'))
      assert.equal((await house.leader.post(`api/requests/${wish.id}/approve`, {})).status, 200)
      const id = hash.split('/').at(-1).split('?')[0]
      await sql(site, `UPDATE handover SET due_ms = 0 WHERE id = '${id}'`)
      assert.equal((await run(PROGRAM, ['mail', '--once'], site.settings)).status, 0)
      await desk.visit('#/handovers/ended')
      await desk.sees(w.completed)
      await desk.clean()
    })

    test('a leader begins it for somebody whose habilitation has ended already', async () => {
      const gone = await house.hire('parti')
      await house.leader.add(await house.published(`${house.domain}-9`), gone.email)
      assert.equal((await house.act(house.leader, gone.habilitation, 'archive', {})).status, 200)
      const visit = await stage.open({ as: house.leader.email, language })
      await visit.visit('#/habilitations/archived')
      await visit.button(w.menu('Noé parti')).click()
      await visit.role('menuitem', w.of2).click()
      await visit.heading(w.title('Noé parti'))
      await visit.clean()
    })

    test('a leader begins it for somebody else, and cancels it', async () => {
      const visit = await stage.open({ as: house.leader.email, language })
      await visit.visit('#/habilitations')
      await visit.button(w.menu('Noé suite')).click()
      await visit.role('menuitem', w.of2).click()
      await visit.heading(w.title('Noé suite'))
      await visit.field(w.everything).fill(two.email)
      await visit.clean()
      await visit.button(w.next).click()
      await visit.button(w.next).click()
      await visit.button(w.submit).click()
      await visit.says(w.asked)
      await visit.button(w.cancel).click()
      await visit.clean()
      await visit.dialog.getByRole('button', { name: w.cancel }).click()
      await visit.says(w.cancelled)
      await visit.clean()
    })
  })
}

test('who asks to be removed from one operation names who follows, and hands that one over', async () => {
  const house = await House.build(stage.site)
  const goes = await house.hire('sort')
  const follows = await house.hire('suit')
  const file = await house.published('H-ONE', {}, house.leader)
  const other = await house.published('H-TWO', {}, house.leader)
  for (const operation of [file, other]) await house.leader.add(operation, goes.email)
  const desk = await stage.open({ as: goes.email })
  await desk.visit(`#/operations/${file}`)
  await desk.button('Ask to be removed').click()
  await desk.field('Who follows you?').fill('nobody at all')
  desk.foresees(422, 'handovers')
  await desk.button('Send the request').click()
  await desk.dialog.locator('[aria-invalid=true]').waitFor()
  assert.equal(await desk.field('Who follows you?').inputValue(), 'nobody at all')
  await desk.clean()
  await desk.field('Who follows you?').fill(follows.email)
  await desk.button('Send the request').click()
  await desk.says(follows.email)
  const [made] = await goes.all('api/handovers')
  assert.deepEqual([made.operations, made.successors], [1, 1])
  assert.equal((await follows.post(`api/handovers/${made.id}/accept`, {})).status, 200)
  await until('his access to the one has ended', async () => (await goes.get(`api/operations/${file}`)).status === 404)
  assert.equal((await goes.get(`api/operations/${other}`)).status, 200)
})
