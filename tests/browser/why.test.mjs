// Why, and the way out, as people meet them: the chain on a line, the reasons of a refusal, asking to be removed. In both
// languages; every state passes axe.
import { after, before, describe, test } from 'node:test'
import { House, join } from '../api/house.mjs'
import { Stage } from './desk.mjs'

const WORDS = {
  en: {
    why: 'Why?', open: 'The access is open: every condition is met.', manage: 'You manage this operation.', close: 'Close',
    leave: 'Ask to be removed', send: 'Send the request', sent: 'Your request has been sent', asked: 'You asked to be removed on', see: 'See my request',
    wish: 'To be removed from', accept: 'Approve', ends: 'loses access to the operation at once', accepted: 'is approved', last: 'This is the last active manager',
    rule: 'An operation always keeps at least one active manager', gone: 'This does not exist or is not open to you', ways: 'Access to an operation is given by those who manage it',
    ask: 'Ask for access', reason: 'Reason', own: 'This is your own access', successor: 'Add a successor', nothing: 'You have no access at the moment', inForce: 'The authorisation is in force.',
  },
  fr: {
    why: 'Pourquoi\u00a0?', open: 'L’accès est ouvert\u00a0: toutes les conditions sont réunies.', manage: 'Vous gérez cette opération.', close: 'Fermer',
    leave: 'Demander votre retrait', send: 'Envoyer la demande', sent: 'Votre demande est envoyée', asked: 'Vous avez demandé votre retrait le', see: 'Voir ma demande',
    wish: 'Ne plus avoir accès à', accept: 'Accepter', ends: 'La personne perd immédiatement l’accès', accepted: 'est acceptée', last: 'C’est le dernier gestionnaire actif',
    rule: 'Une opération garde toujours au moins un gestionnaire actif', gone: 'Cette page n’existe pas ou ne vous est pas ouverte', ways: 'L’accès à une opération est donné par ceux qui la gèrent',
    ask: 'Demander un accès', reason: 'Motif', own: 'C’est votre propre accès', successor: 'Ajouter un successeur', nothing: 'Vous n’avez aucun accès pour le moment', inForce: 'L’habilitation est en vigueur.',
  },
}

let stage, house, file
before(async () => {
  stage = await Stage.start()
  house = await House.build(stage.site)
  house.second = await house.hire('second')
})
after(() => stage.stop())

async function choose(desk, text, item) {
  await desk.row(text).getByRole('button').last().click()
  await desk.role('menuitem', item).click()
  await desk.dialog.waitFor()
}

for (const [language, w] of Object.entries(WORDS))
  describe(`why, and the way out (${language})`, () => {
    let manager, guest, email
    const open = (as) => stage.open({ as, language })

    before(async () => {
      file = await house.published(`MOTIF-${language}`, {})
      email = `part.${language}@verrerie.example`
      const verrerie = (await house.leader.get(`api/operations/${file}`)).body.participations.find(({ side }) => side === 'borrower')
      await house.leader.add(file, email, { entity: verrerie.entity.id })
      await join(stage.site, email, { language })
      manager = await open(house.leader.email)
      guest = await open(email)
    })

    test('a line says on what it rests, and what one may do', async () => {
      await manager.visit(`#/operations/${file}/access`)
      await choose(manager, email, w.why)
      await manager.sees(w.open)
      await manager.sees(w.manage)
      await manager.clean()
      await manager.dialog.getByRole('button', { name: w.close }).click()
      await choose(manager, house.leader.email, w.why)
      await manager.sees(w.own)
      await manager.sees(w.rule)
      await manager.page.keyboard.press('Escape')
      await manager.counts(manager.dialog, 0)
    })

    test('a habilitation too', async () => {
      await manager.visit('#/habilitations')
      await choose(manager, house.second.email, w.why)
      await manager.sees(w.inForce)
      await manager.clean()
    })

    test('what is not to be seen says which ways in there are', async () => {
      guest.foresees(404, 'operations')
      await guest.visit('#/operations/made-up')
      await guest.heading(w.gone)
      await guest.page.getByText(w.why, { exact: true }).click()
      await guest.sees(w.ways)
      await guest.clean()
    })

    test('the last manager is told the rule, and what to do', async () => {
      manager.foresees(409, 'operations')
      await manager.visit(`#/operations/${file}`)
      await manager.button(w.leave).click()
      await manager.dialog.getByRole('button', { name: w.send }).click()
      await manager.sees(w.last)
      await manager.dialog.getByText(w.why, { exact: true }).click()
      await manager.sees(w.rule)
      await manager.link(w.successor).waitFor()
      await manager.clean()
    })

    test('one asks from one’s own line; the page says that it waits', async () => {
      await guest.visit(`#/operations/${file}/access`)
      await choose(guest, email, w.leave)
      await guest.clean()
      await guest.dialog.getByLabel(w.reason).fill('Nouveau poste')
      await guest.dialog.getByRole('button', { name: w.send }).click()
      await guest.says(w.sent)
      await guest.follow(`#/operations/${file}`)
      await guest.sees(w.asked)
      await guest.clean()
      await guest.link(w.see).click()
      await guest.sees(w.wish)
      await guest.clean()
    })

    test('who can decides, in plain words, and the person is out', async () => {
      await manager.visit('#/requests')
      await manager.row(email).getByRole('button', { name: new RegExp(`^${w.accept}`) }).click()
      await manager.sees(w.ends)
      await manager.clean()
      await manager.dialog.getByRole('button', { name: w.accept, exact: true }).click()
      await manager.says(w.accepted)
      await guest.visit(`#/operations/${file}`)
      await guest.heading(w.nothing)
    })
  })
