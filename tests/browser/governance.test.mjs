// How entities and operations govern themselves, as people do it in both languages: somebody new is let in, an operation
// is prepared, published and closed, a colleague goes and comes back. Every page on the way passes axe.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { linkOf, PEOPLE, until } from '../api/site.mjs'
import { Stage } from './desk.mjs'

const WORDS = {
  en: {
    requests: 'Requests', ask: 'Ask for access', email: 'Your e-mail address', what: 'What do you need?', entity: 'An authorisation at an entity',
    entityName: 'Name of the entity', reference: 'Reference of the operation', send: 'Send the request', sent: 'Your request has been taken',
    prove: 'Confirm your address', confirmAsking: 'Confirm a request for access', itWasMe: 'It was me: pass the request on', proved: 'Your request is on its way',
    notMe: 'This is not me', refusedAsking: 'The request is gone', altered: 'This link did not arrive whole', gone: 'This link is no longer valid',
    needReference: 'Enter the reference.', cancelOf: 'Withdraw the request', withdrawn: 'The request is withdrawn', noMine: 'You have no open request',
    decide: 'To decide', approve: 'Approve', refuse: 'Refuse', refused: 'is refused', reason: 'Reason', team: 'In the team', approved: 'is approved',
    nothing: 'Nothing to decide', decided: 'Decided',
    join: 'Create your account', create: 'Create my account', operations: 'Operations', none: 'No operation yet', notOpen: 'This does not exist or is not open to you',
    habilitations: 'Authorisations', chart: 'Organisation chart', active: 'Active', search: 'Search a name or an address', authorise: 'Authorise people',
    emails: 'E-mail addresses', authoriseTwo: 'Authorise 2 people', invited: 'invitation sent', done: 'Done', already: 'was authorised already',
    menu: (name) => `Actions for ${name}`, archive: 'Archive the authorisation', loses: 'loses access to', archiveNow: 'Archive', archived: 'is no longer authorised',
    former: 'No longer authorised', authorised: 'Authorised people', given: 'done', check: 'Check again', restore: 'Restore the authorisation', again: 'Authorise again', back: 'is authorised again', lost: 'You have no access at the moment',
    teamMenu: 'Actions for the team', addTeam: 'Add a team below', teamName: 'Name of the team', added: 'has been added', renameTeam: 'Rename the team', save: 'Save',
    moveTeam: 'Move the team', under: 'Under the team', moved: 'is now under', removeTeam: 'Remove the team', removed: 'has been removed', notEmpty: 'This team is not empty',
    select: (name) => `Select ${name}`, move: 'Move', inTeam: 'Team', results: 'What happened', close: 'Close', undo: 'Undo', asBefore: 'Everything is as it was',
    change: 'Change team or roles', leader: 'Team leader', last: 'This is the last active team leader', strict: 'People added as lender or borrower',
    free: 'without a team leader from now on', strictAgain: 'A team leader must approve from now on',
    newOperation: 'New operation', composeReference: 'Reference', name: 'Name', find: 'Add an entity', draft: 'Create the draft', needed: 'This information is needed.',
    taken: 'This reference is taken already', publish: 'Publish', noBorrower: 'There is no borrower yet.', changeIt: 'Change reference, name or entities',
    side: (entity) => `Part of ${entity}`, changed: 'The operation has been changed', file: 'Administrative file and access management', add: 'Add contacts', behalf: 'On behalf of', whichEntity: 'Choose on behalf of which entity',
    addOne: 'Add the contact', published: 'is open', told: 'is told by e-mail', waits: 'or waits until a team leader', life: 'Actions for the operation',
    closeIt: 'Close the operation', warning: 'A closed operation cannot be opened again.', closed: 'is closed', current: 'Users with access',
    notAllowed: 'You may not create operations', revoke: 'Revoke', revokeThem: 'Revoke them', revoked: '2 accesses revoked', register: 'Register', wasPublished: 'Operation published',
  },
  fr: {
    requests: 'Demandes', ask: 'Demander un accès', email: 'Votre adresse e-mail', what: 'Que vous faut-il ?', entity: 'Une habilitation dans une entité',
    entityName: 'Nom de l’entité', reference: 'Référence de l’opération', send: 'Envoyer la demande', sent: 'Votre demande est enregistrée',
    prove: 'Confirmez votre adresse', confirmAsking: 'Confirmer une demande d’accès', itWasMe: 'C’est moi : transmettre la demande', proved: 'Votre demande est transmise',
    notMe: 'Ce n’est pas moi', refusedAsking: 'La demande est supprimée', altered: 'Ce lien n’est pas arrivé entier', gone: 'Ce lien n’est plus valable',
    needReference: 'Saisissez la référence.', cancelOf: 'Retirer la demande', withdrawn: 'La demande est retirée', noMine: 'Vous n’avez aucune demande en cours',
    decide: 'À traiter', approve: 'Accepter', refuse: 'Refuser', refused: 'est refusée', reason: 'Motif', team: 'Dans l’équipe', approved: 'est acceptée',
    nothing: 'Aucune demande à traiter', decided: 'Traitées',
    join: 'Créez votre compte', create: 'Créer mon compte', operations: 'Opérations', none: 'Aucune opération pour le moment', notOpen: 'Cette page n’existe pas ou ne vous est pas ouverte',
    habilitations: 'Habilitations', chart: 'Organigramme', active: 'Active', search: 'Rechercher un nom ou une adresse', authorise: 'Habiliter des personnes',
    emails: 'Adresses e-mail', authoriseTwo: 'Habiliter 2 personnes', invited: 'invitation envoyée', done: 'Terminer', already: 'était déjà habilitée',
    menu: (name) => `Actions pour ${name}`, archive: 'Archiver l’habilitation', loses: 'perd immédiatement l’accès à', archiveNow: 'Archiver', archived: 'n’est plus habilité(e)',
    former: 'Anciennes habilitations', authorised: 'Personnes habilitées', given: 'effectué', check: 'Vérifier à nouveau', restore: 'Rétablir l’habilitation', again: 'Habiliter à nouveau', back: 'est de nouveau habilité(e)', lost: 'Vous n’avez aucun accès pour le moment',
    teamMenu: 'Actions pour l’équipe', addTeam: 'Ajouter une sous-équipe', teamName: 'Nom de l’équipe', added: 'a été ajoutée', renameTeam: 'Renommer l’équipe', save: 'Enregistrer',
    moveTeam: 'Déplacer l’équipe', under: 'Sous l’équipe', moved: 'se trouve désormais sous', removeTeam: 'Supprimer l’équipe', removed: 'a été supprimée', notEmpty: 'Cette équipe n’est pas vide',
    select: (name) => `Sélectionner ${name}`, move: 'Déplacer', inTeam: 'Équipe', results: 'Résultat', close: 'Fermer', undo: 'Rétablir', asBefore: 'Tout est comme avant',
    change: 'Modifier l’équipe ou les rôles', leader: 'Gestionnaire d’équipe', last: 'C’est le dernier gestionnaire d’équipe actif', strict: 'Les personnes ajoutées comme prêteur ou emprunteur',
    free: 'sans gestionnaire d’équipe', strictAgain: 'est désormais nécessaire',
    newOperation: 'Nouvelle opération', composeReference: 'Référence', name: 'Nom', find: 'Ajouter une entité', draft: 'Créer l’opération', needed: 'Cette information est nécessaire.',
    taken: 'Cette référence est déjà prise', publish: 'Publier', noBorrower: 'Il n’y a pas encore d’emprunteur.', changeIt: 'Modifier la référence, le nom ou les entités',
    side: (entity) => `Rôle de ${entity}`, changed: 'L’opération a été modifiée', file: 'Fiche administrative et gestion des accès', add: 'Ajouter des contacts', behalf: 'Pour le compte de', whichEntity: 'Choisissez pour le compte de quelle entité',
    addOne: 'Ajouter le contact', published: 'est en cours', told: 'est prévenue par e-mail', waits: 'ou attend l’accord d’un gestionnaire d’équipe', life: 'Actions pour l’opération',
    closeIt: 'Clôturer l’opération', warning: 'Une opération clôturée ne peut pas être rouverte.', closed: 'est clôturée', current: 'Utilisateurs ayant accès',
    notAllowed: 'Vous ne pouvez pas créer d’opération', revoke: 'Révoquer', revokeThem: 'Révoquer', revoked: '2 accès révoqués', register: 'Registre', wasPublished: 'Opération publiée',
  },
}

let stage, site
before(async () => {
  stage = await Stage.start()
  site = stage.site
})
after(() => stage.stop())

const heldBy = (desk, text) => desk.dialog.getByText(text).first().waitFor()
const press = (desk, name) => desk.dialog.getByRole('button', { name, exact: true }).click()

async function choose(desk, menu, item) {
  await menu.click()
  await desk.role('menuitem', item).click()
  await desk.dialog.waitFor()
}

/** A team's branch of the chart, by its name. */
const branch = (desk, name) => desk.page.getByRole('treeitem').filter({ hasText: name }).first()

for (const [language, w] of Object.entries(WORDS)) {
  const open = (options) => stage.open({ language, ...options })
  const from = (options) => (options ? open(options) : open())

  describe(`a new employee of a client bank gets in (${language})`, () => {
    const NORA = `nora.vidal.${language}@aurore.example`
    let nora, agnes

    test('she asks from the sign-in page; what is missing is named, and the answer is the same for what does not exist', async () => {
      nora = await from()
      for (const entity of ['Banque de Nulle Part', 'Banque Aurore']) {
        await nora.visit()
        await nora.link(w.ask).click()
        await nora.heading(w.ask)
        await nora.button(w.send).click()
        await nora.sees(w.needReference)
        await nora.hasFocus(w.email)
        await nora.clean()
        await nora.field(w.email).fill(NORA)
        await nora.field(w.what).selectOption('entity')
        await nora.field(w.entityName).fill(entity)
        await nora.button(w.send).click()
        await nora.heading(w.prove)
        await nora.clean()
      }
    })

    test('nobody hears of it before she has opened the link in her mailbox and confirmed', async () => {
      const links = await until('two links', async () => {
        const found = (await site.mails(NORA)).map((mail) => /#\/asking\/[\w-]+/.exec(mail.text)?.[0])
        return found.length === 2 && found
      })
      for (const link of links) {
        const other = await open()
        await other.visit(link)
        await other.heading(w.confirmAsking)
        await other.sees(NORA)
        await other.clean()
        await other.button(w.itWasMe).click()
        await other.heading(w.proved)
        await other.clean()
        await other.visit(link)
        await other.heading(w.proved)
      }
    })

    test('a link that was cut, and one that is over, say so and what to do; signed in as somebody else, the page says who', async () => {
      nora.foresees(404, 'asking')
      await nora.visit('#/asking/abc')
      await nora.heading(w.altered)
      await nora.visit(`#/asking/${'A'.repeat(32)}`)
      await nora.heading(w.gone)
      await nora.clean()
      const email = `ailleurs.${language}@cabinet.example`
      await site.visitor().post('api/requests', { operation: 'OP-2026-0049', email, message: 'Avocate' })
      const tom = await open({ as: 'tom' })
      const mail = await site.mail(email)
      await tom.visit(/#\/asking\/[\w-]+/.exec(mail.text)[0])
      await tom.heading(w.confirmAsking)
      await tom.sees(PEOPLE.tom)
      await tom.sees('Avocate')
      await tom.clean()
      await tom.button(w.notMe).click()
      await tom.heading(w.refusedAsking)
      await tom.clean()
    })

    test('the team leader sees one request to decide, and approves it into a team', async () => {
      agnes = await open({ as: 'agnes' })
      await agnes.visit()
      await agnes.page.getByRole('link', { name: new RegExp(`^${w.requests}`) }).click()
      await agnes.heading(w.requests)
      await agnes.row(NORA).waitFor()
      await agnes.counts(agnes.row(NORA), 1)
      await agnes.clean()
      await agnes.row(NORA).getByRole('button', { name: new RegExp(`^${w.approve}`) }).click()
      await agnes.dialog.getByRole('option', { name: 'Syndication' }).waitFor({ state: 'attached' })
      await agnes.clean()
      await agnes.dialog.getByLabel(w.team).selectOption({ label: await label(agnes, 'Syndication') })
      await press(agnes, w.approve)
      await agnes.says(w.approved)
      await agnes.counts(agnes.row(NORA), 0)
    })

    test('she creates her account from the mail, and acts for the bank', async () => {
      const mail = await site.mail(NORA, (one) => linkOf(one) !== undefined)
      await nora.visit(`#/join/${linkOf(mail)}`)
      await nora.heading(w.join)
      for (const [name, value] of [['first_name', 'Nora'], ['last_name', 'Vidal'], ['job_title', 'Analyste'], ['phone', '+33612345678']])
        await nora.page.locator(`[name=${name}]`).fill(value)
      await nora.page.locator('[name=password]').fill('Trois-Chats-Gris-1987')
      await nora.page.locator('[name=terms]').check()
      await nora.button(w.create).click()
      await nora.heading(w.operations)
      await nora.sees(w.none)
      await nora.sees('Banque Aurore')
      assert.equal(await nora.link(w.habilitations).count(), 0, 'the page is for leaders')
      await nora.follow('#/habilitations')
      nora.foresees(404, 'entities')
      await nora.heading(w.notOpen)
    })

    test('without the role, a new operation is not offered, and kindly refused by its address', async () => {
      await nora.follow('#/operations')
      await nora.heading(w.operations)
      assert.equal(await nora.link(w.newOperation).count(), 0)
      await nora.follow('#/operations/new')
      await nora.heading(w.newOperation)
      await nora.sees(w.notAllowed)
      assert.equal(await nora.field(w.composeReference).count(), 0)
      await nora.clean()
    })

    test('the leader finds her in the chosen team', async () => {
      await agnes.link(w.habilitations).click()
      await branch(agnes, 'Syndication').click()
      await agnes.row(NORA).filter({ hasText: 'Nora Vidal' }).filter({ hasText: w.active }).filter({ hasText: 'Syndication' }).waitFor()
      await agnes.clean()
    })

    test('she asks for an operation, withdraws, asks again, and is refused with a reason', async () => {
      await nora.follow('#/requests')
      for (const isLast of [false, true]) {
        await nora.link(w.ask).first().click()
        await nora.dialog.getByLabel(w.reference).fill('OP-2026-0049')
        await nora.clean()
        await press(nora, w.send)
        await nora.role('dialog', w.sent).waitFor()
        await press(nora, w.close)
        await nora.row('OP-2026-0049').waitFor()
        if (isLast) break
        await nora.page.getByRole('button', { name: new RegExp(`^${w.cancelOf}`) }).click()
        await nora.says(w.withdrawn)
        await nora.sees(w.noMine)
        await nora.clean()
      }
      await agnes.visit('#/requests')
      await agnes.row(NORA).getByRole('button', { name: new RegExp(`^${w.refuse}`) }).click()
      await agnes.dialog.getByLabel(w.reason).fill('OP-2026-0040')
      await press(agnes, w.refuse)
      await agnes.says(w.refused)
      await nora.link(w.decided).click()
      await nora.page.reload()
      await nora.row('OP-2026-0049').filter({ hasText: 'OP-2026-0040' }).waitFor()
      await nora.clean()
    })
  })

  describe(`an approval that does not open anything yet (${language})`, () => {
    const WHO = { en: 'salome.tessier@lorient.example', fr: 'priya.raman@hesperide.example' }[language]
    const waits = { en: 'the access waits for the approval of a team leader of Nordbank', fr: 'l’accès attend l’accord d’un gestionnaire d’équipe de Nordbank' }[language]

    test('says so to who decides, and to who asked', async () => {
      const who = await site.as(WHO)
      await who.post('api/requests', { operation: 'OP-2026-0049' })
      const agnes = await open({ as: 'agnes' })
      await until('the request is there', async () => (await (await site.as('agnes')).all('api/requests')).some((one) => one.person.email === WHO))
      await agnes.visit('#/requests')
      await agnes.row(WHO).getByRole('button', { name: new RegExp(`^${w.approve}`) }).click()
      const nordbank = await agnes.dialog.getByRole('option', { name: /^Nordbank/ }).textContent()
      await agnes.dialog.getByLabel(w.behalf).selectOption({ label: nordbank })
      await press(agnes, w.approve)
      await agnes.says(waits)
      await agnes.link(w.decided).click()
      await agnes.row(WHO).filter({ hasText: waits }).waitFor()
      await agnes.clean()
      const hers = await open({ as: WHO })
      await hers.visit('#/requests/decided')
      await hers.row('OP-2026-0049').filter({ hasText: waits }).waitFor()
      await hers.visit('#/requests/mine')
      await hers.row('OP-2026-0049').filter({ hasText: waits }).waitFor()
      await hers.clean()
    })
  })

  describe(`an agent prepares, publishes and closes an operation (${language})`, () => {
    const NAME = `Pont de Lyon, tranche ${language}`
    const REFERENCE = `OP-2026-9${language}`
    const MILO = `milo.${language}@verrerie.example`
    const LEA = `lea.${language}@nordbank.example`
    let leo

    test('he composes a draft: his entity manages it, the others are found by name', async () => {
      leo = await open({ as: 'leo' })
      leo.foresees(409, 'operations')
      await leo.visit()
      await leo.link(w.newOperation).click()
      await leo.heading(w.newOperation)
      await leo.button(w.draft).click()
      await leo.counts(leo.page.getByText(w.needed), 2)
      await leo.hasFocus(w.composeReference)
      await leo.field(w.composeReference).fill('OP-2026-0042')
      await leo.page.locator('[name=name]').fill(NAME)
      await pick(leo, 'nordb', 'Nordbank')
      await leo.clean()
      await leo.button(w.draft).click()
      await leo.sees(w.taken)
      await leo.field(w.composeReference).fill(REFERENCE)
      await leo.field(w.side('Nordbank')).selectOption('lender')
      await leo.button(w.draft).click()
      await leo.heading(NAME)
      await leo.clean()
    })

    test('without a borrower it cannot be published: he adds one', async () => {
      await leo.button(w.publish).click()
      await heldBy(leo, w.noBorrower)
      await leo.clean()
      await leo.dialog.getByRole('link', { name: w.changeIt }).click()
      await pick(leo, 'verr', 'Verrerie de l\'Ouest')
      await leo.button(w.save).click()
      await leo.says(w.changed)
      await leo.heading(NAME)
    })

    test('he adds its people; nobody is mailed while it is a draft', async () => {
      await leo.link(w.file).click()
      for (const [email, entity] of [[MILO, 'Verrerie de l\'Ouest'], [LEA, 'Nordbank']]) {
        await leo.button(w.add).click()
        await leo.dialog.getByLabel(w.emails).fill(email)
        if (email === MILO) {
          await press(leo, w.addOne)
          await heldBy(leo, w.whichEntity)
          await leo.hasFocus(w.behalf)
        }
        await leo.dialog.getByLabel(w.behalf).selectOption({ label: entity })
        await press(leo, w.addOne)
        await press(leo, w.done)
        await leo.row(email).waitFor()
      }
      assert.deepEqual([...await site.mails(MILO), ...await site.mails(LEA)], [])
    })

    test('the preview says who is told and who may wait; publishing mails them', async () => {
      await leo.link(REFERENCE).click()
      await leo.button(w.publish).click()
      await leo.dialog.getByRole('listitem').filter({ hasText: MILO }).filter({ hasText: w.told }).waitFor()
      await leo.dialog.getByRole('listitem').filter({ hasText: LEA }).filter({ hasText: w.waits }).waitFor()
      await leo.clean()
      await press(leo, w.publish)
      await leo.says(w.published)
      await site.mail(MILO, (one) => linkOf(one) !== undefined)
      assert.deepEqual(await site.mails(LEA), [], 'her team leader decides first')
    })

    test('the borrower’s contact creates the account from the mail, and lands on the operation', async () => {
      const milo = await from()
      const mail = await site.mail(MILO, (one) => linkOf(one) !== undefined)
      await milo.visit(`#/join/${linkOf(mail)}`)
      await milo.heading(w.join)
      await milo.sees(NAME)
      for (const [name, value] of [['first_name', 'Milo'], ['last_name', 'Garnier'], ['job_title', 'Trésorier'], ['phone', '+33612345678']])
        await milo.page.locator(`[name=${name}]`).fill(value)
      await milo.page.locator('[name=password]').fill('Trois-Chats-Gris-1987')
      await milo.page.locator('[name=terms]').check()
      await milo.button(w.create).click()
      await milo.heading(NAME)
      await milo.clean()
    })

    test('several lines at once: one preview, an answer for each, and a way back', async () => {
      await leo.link(w.file).click()
      await leo.page.reload() // the list was read a moment ago, perhaps before he had a name
      for (const name of ['Milo Garnier', LEA]) await leo.page.getByLabel(w.select(name)).check()
      await leo.clean()
      await leo.button(w.revoke).click()
      await leo.counts(leo.dialog.locator('.preview').getByRole('listitem'), 2)
      await leo.clean()
      await press(leo, w.revokeThem)
      await leo.hasFocus(w.results)
      await leo.clean()
      await press(leo, w.close)
      await leo.says(w.revoked)
      await leo.counts(leo.row(MILO), 0)
      await leo.toast.getByRole('button', { name: w.undo }).click()
      await leo.says(w.asBefore)
      await leo.row(MILO).waitFor()
      await leo.row(LEA).waitFor()
    })

    test('he closes it after a plain warning: nothing but withdrawing is left', async () => {
      await leo.link(REFERENCE).click()
      await choose(leo, leo.button(w.life), w.closeIt)
      await heldBy(leo, w.warning)
      await leo.clean()
      await press(leo, w.closeIt)
      await leo.says(w.closed)
      await leo.counts(leo.button(w.life), 0)
      await leo.link(w.file).click()
      await leo.row(MILO).waitFor()
      assert.equal(await leo.button(w.add).count(), 0)
      await leo.link(w.register).click()
      await leo.row(w.wasPublished).waitFor()
      await leo.clean()
    })
  })

  describe(`a leader lets a colleague go and takes him back (${language})`, () => {
    const [NAME, EMAIL] = language === 'en' ? ['Samir Belkacem', 'samir.belkacem@aurore.example'] : ['Oliver Hughes', 'oliver.hughes@aurore.example']
    const TEAM = `Essai ${language}`
    let agnes, colleague, followed

    test('the chart is walked by keyboard, and the people follow', async () => {
      agnes = await open({ as: 'agnes' })
      await agnes.visit()
      await agnes.link(w.habilitations).click()
      await agnes.heading(w.habilitations)
      await agnes.page.getByRole('tree', { name: w.chart }).waitFor()
      await branch(agnes, 'Banque Aurore').focus()
      for (const key of ['End', 'Home', 'ArrowDown', 'ArrowLeft', 'ArrowRight', 'ArrowRight', 'ArrowLeft', 'j', 'Enter']) await agnes.page.keyboard.press(key)
      await agnes.role('heading', 'Juridique').waitFor()
      assert.equal(await branch(agnes, 'Juridique').getAttribute('aria-selected'), 'true')
      await agnes.clean()
      await agnes.page.keyboard.press('Home')
      await agnes.page.keyboard.press('Enter')
      await agnes.role('heading', 'Banque Aurore').waitFor()
    })

    test('the dialog says what is lost; archiving ends it at once, with the reason kept', async () => {
      colleague = await open({ as: EMAIL })
      await colleague.visit()
      await colleague.heading(w.operations)
      followed = await colleague.page.locator('tbody .row-link').first().textContent()
      await agnes.page.getByRole('searchbox').fill(NAME)
      await agnes.counts(agnes.page.locator('tbody tr'), 1) // what is found moves the lines, and the menu with them
      await choose(agnes, agnes.button(w.menu(NAME)), w.archive)
      await heldBy(agnes, w.loses)
      await agnes.dialog.getByLabel(w.reason).fill('Parental leave')
      await agnes.clean()
      await press(agnes, w.archiveNow)
      await agnes.says(w.archived)
      await agnes.counts(agnes.row(EMAIL), 0)
      colleague.foresees(409, '')
      await colleague.page.reload()
      await colleague.heading(w.lost)
      await colleague.clean()
    })

    test('he stands among the former people, and comes back', async () => {
      await agnes.link(w.former).click()
      await agnes.row(EMAIL).filter({ hasText: 'Parental leave' }).waitFor()
      await agnes.clean()
      await agnes.page.getByRole('button', { name: `${w.restore}${language === 'fr' ? '\u00a0' : ''}: ${NAME}` }).click()
      await agnes.clean()
      await press(agnes, w.again)
      await agnes.says(w.back)
    })

    test('what he followed is offered back at once: all of it, and he works again', async () => {
      await agnes.dialog.getByRole('checkbox', { name: followed }).waitFor()
      await agnes.clean()
      await agnes.dialog.locator('.primary').click()
      await agnes.hasFocus(w.results)
      await agnes.dialog.getByRole('listitem').filter({ hasText: followed }).filter({ hasText: w.given }).waitFor()
      await press(agnes, w.close)
      await colleague.button(w.check).click()
      await colleague.heading(w.operations)
      await colleague.link(followed).click()
      await colleague.heading(followed)
    })

    test('a team is added, renamed, moved and removed; one that is not empty stays', async () => {
      const menu = (name) => agnes.button(`${w.teamMenu} ${name}`)
      agnes.foresees(409, 'entities')
      await agnes.link(w.authorised).click()
      await choose(agnes, menu('Banque Aurore'), w.addTeam)
      await agnes.dialog.getByLabel(w.teamName).fill(TEAM)
      await agnes.clean()
      await press(agnes, w.addTeam)
      await agnes.says(w.added)
      await branch(agnes, TEAM).click()
      await choose(agnes, menu(TEAM), w.renameTeam)
      await agnes.dialog.getByLabel(w.teamName).fill(`${TEAM} 2`)
      await press(agnes, w.save)
      await choose(agnes, menu(`${TEAM} 2`), w.moveTeam)
      await agnes.dialog.getByLabel(w.under).selectOption({ label: await label(agnes, 'Risques') })
      await agnes.clean()
      await press(agnes, w.moveTeam)
      await agnes.says(w.moved)
      await choose(agnes, menu(`${TEAM} 2`), w.removeTeam)
      await press(agnes, w.removeTeam)
      await agnes.says(w.removed)
      await agnes.role('heading', 'Risques').waitFor()
      await choose(agnes, menu('Risques'), w.removeTeam)
      await press(agnes, w.removeTeam)
      await heldBy(agnes, w.notEmpty)
      await agnes.page.keyboard.press('Escape')
    })

    test('several people are authorised at once, and several move, with an answer for each and a way back', async () => {
      await branch(agnes, 'Agence Paris').click()
      await agnes.button(w.authorise).click()
      await agnes.dialog.getByLabel(w.emails).fill(`new.${language}@aurore.example, ${PEOPLE.leo}`)
      await agnes.clean()
      await press(agnes, w.authoriseTwo)
      await agnes.dialog.getByRole('listitem').filter({ hasText: `new.${language}` }).filter({ hasText: w.invited }).waitFor()
      await agnes.dialog.getByRole('listitem').filter({ hasText: PEOPLE.leo }).filter({ hasText: w.already }).waitFor()
      await press(agnes, w.done)
      const invited = `new.${language}@aurore.example`
      await agnes.page.getByLabel(w.select(invited)).check()
      await agnes.button(w.move).click()
      await agnes.dialog.getByLabel(w.inTeam).selectOption({ label: await label(agnes, 'Agence Lyon') })
      await press(agnes, w.move)
      await agnes.hasFocus(w.results)
      await press(agnes, w.close)
      await agnes.counts(agnes.row(invited), 0)
      await agnes.toast.getByRole('button', { name: w.undo }).click()
      await agnes.says(w.asBefore)
      await agnes.row(invited).waitFor()
    })

    test('whether guests need a team leader is switched, and back', async () => {
      await agnes.page.getByRole('switch').click()
      await agnes.says(w.free)
      await agnes.clean()
      await agnes.toast.getByRole('button', { name: w.undo }).click()
      await agnes.says(w.strictAgain)
      await agnes.page.getByRole('switch', { checked: true }).waitFor()
    })

    test('the switch shows what was chosen while it is being saved, and goes back where it is refused', async () => {
      let refuse
      await agnes.page.route('**/api/entities/*', (route) => {
        if (route.request().method() !== 'PATCH') return route.continue()
        refuse = () => route.fulfill({ status: 503, body: '' })
      })
      agnes.foresees(503, 'entities')
      await agnes.page.getByRole('switch').click()
      await until('the choice on its way', () => refuse)
      await agnes.page.getByRole('searchbox').fill('zzz')
      await agnes.counts(agnes.page.locator('tbody tr'), 0)
      await agnes.page.getByRole('switch', { checked: false }).waitFor()
      await refuse()
      await agnes.page.getByRole('switch', { checked: true }).waitFor()
      await agnes.page.unroute('**/api/entities/*')
      await agnes.page.getByRole('searchbox').fill('')
    })

    test('all of it fits a phone', async () => {
      await agnes.page.setViewportSize({ width: 320, height: 640 })
      for (const page of ['habilitations', 'habilitations/archived', 'requests', 'requests/decided', 'operations/new', 'ask']) {
        await agnes.follow(`#/${page}`)
        await agnes.page.locator('h1').waitFor()
        await agnes.page.waitForLoadState('networkidle')
        await agnes.clean()
      }
    })
  })
}

/** The chart in a list is indented: an option's whole label, by the team's name. */
async function label(desk, team) {
  const option = desk.dialog.getByRole('option').filter({ hasText: team })
  await option.first().waitFor({ state: 'attached' })
  return (await option.allTextContents()).find((text) => text.trim() === team)
}

async function pick(desk, typed, name) {
  await desk.page.locator('.picker input').fill(typed)
  await desk.page.locator('.picker .item').filter({ hasText: name }).click()
  await desk.page.locator('.participations li').filter({ hasText: name }).first().waitFor()
}
