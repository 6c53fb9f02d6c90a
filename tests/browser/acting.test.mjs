// All tabs of a browser share one cookie, and each remembers for whom it was opened: what is done in one is never done in
// the name of whom another one signed in, what was typed is not lost, and a link says to whom it was opened.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { CHOSEN } from '../api/account.mjs'
import { House } from '../api/house.mjs'
import { codeOf, PASSWORD, PEOPLE, until } from '../api/site.mjs'
import { Stage } from './desk.mjs'
import { WORDS } from './words.mjs'

const SAYS = {
  en: { ...WORDS.en, title: 'Somebody else is signed in now', titleEntity: 'You act for another entity now', as: (name) => `Continue as ${name}`,
    forEntity: (name) => `Continue for ${name}`, back: (name) => `Back to ${name}`, again: (name) => `Sign in again as ${name}`, keep: 'Keep what is typed',
    account: (name) => `Account of ${name}`, onBehalf: 'On behalf of', out: 'You signed out in another tab.', youAre: (who) => `You are signed in as ${who}`, open: (name) => `Open it for ${name}`,
    other: 'Sign in as somebody else', foreign: 'This link was written for an entity for which you do not act.', now: (name) => `You now act for ${name}.`,
    present: 'is signed in in this browser, in another tab', toPage: 'Back to the page', waits: 'the page waits as you left it', title_: 'Job title',
    undo: 'Undo', restored: 'has access again', late: 'this page is out of date', choice: 'Choose', interrupted: 'Your session has ended', joining: 'This link is not about that account' },
  fr: { ...WORDS.fr, title: 'Une autre personne est connectée maintenant', titleEntity: 'Vous agissez maintenant pour une autre entité', as: (name) => `Continuer en tant que ${name}`,
    forEntity: (name) => `Continuer pour ${name}`, back: (name) => `Revenir à ${name}`, again: (name) => `Se reconnecter en tant que ${name}`, keep: 'Conserver ce qui est saisi',
    account: (name) => `Compte de ${name}`, onBehalf: 'Pour le compte de', out: 'Vous vous êtes déconnecté dans un autre onglet.', youAre: (who) => `Vous êtes connecté en tant que ${who}`, open: (name) => `L’ouvrir pour ${name}`,
    other: 'Se connecter en tant qu’une autre personne', foreign: 'Ce lien a été écrit pour une entité pour laquelle vous n’agissez pas.', now: (name) => `Vous agissez maintenant pour ${name}.`,
    present: 'est connecté dans ce navigateur, dans un autre onglet', toPage: 'Revenir à la page', waits: 'la page vous attend telle que', title_: 'Fonction',
    undo: 'Rétablir', restored: 'a de nouveau accès', late: 'cette page n’est plus à jour', choice: 'Choisir', interrupted: 'Votre session a pris fin', joining: 'Ce lien ne concerne pas ce compte' },
}
const PHONE = { width: 390, height: 844 }

let stage, site
before(async () => {
  stage = await Stage.start()
  site = stage.site
})
after(() => stage.stop())

/** What a browser's pages ask the API without saying for whom, but for the first question of each and who signs in. */
function silent(desk) {
  const found = []
  desk.context.on('request', (request) => {
    const [, path] = request.url().split('/api/')
    const isDoor = (request.method() === 'GET' && path === 'session') || (request.method() === 'POST' && ['session', 'session/code'].includes(path))
    if (path && !isDoor && !request.headers()['guichet-acting']) found.push(`${request.method()} ${path}`)
  })
  return found
}

/** A session of its own, which may be ended. */
async function fresh(email, password = PASSWORD) {
  const visitor = site.visitor()
  await visitor.signIn(PEOPLE[email] ?? email, { password })
  return visitor
}

/** Signs in over the page that waits. */
async function signInOver(desk, w) {
  const over = desk.page.locator('.over')
  const email = await over.locator('[name=email]').inputValue()
  const skip = (await site.mails(email)).length
  await over.locator('[name=password]').fill(CHOSEN)
  await over.locator('form button.primary').click()
  await desk.heading(w.check)
  await over.locator('[name=code]').fill(codeOf(await site.mail(email, codeOf, skip)))
  await desk.counts(over, 0)
}

const said = (desk, title) => desk.role('heading', title).waitFor()
const press = (desk, name) => desk.dialog.getByRole('button', { name, exact: true }).click()
const addresses = (desk, w) => desk.dialog.getByLabel(w.emails)

/** A browser in which one person works; refusals of what is meant for another are part of it. */
async function working(as, language) {
  const desk = await stage.open({ as, language })
  desk.foresees(409, '')
  return desk
}

for (const [language, w] of Object.entries(SAYS)) {
  describe(`two people in two tabs (${language})`, () => {
    let house, leader, ada, operation

    before(async () => {
      house = await House.build(site)
      leader = house.leader
      ada = await house.hire('ada', house.root, ['creator'])
      operation = await house.published(`T-${language}`)
      await leader.add(operation, ada.email)
    })

    const adding = async (desk, email) => {
      await desk.visit(`#/operations/${operation}/access`)
      await desk.button(w.add).click()
      await addresses(desk, w).fill(email)
      // Else what is typed is looked up, and refused, once the session is another's.
      const looked = desk.page.waitForResponse((answer) => answer.url().endsWith('/contacts/check') &&
        answer.request().postDataJSON().entity === house.id)
      await desk.dialog.getByLabel(w.onBehalf).selectOption(house.id)
      await looked
    }

    test('an addition is nobody’s until it is said whose; it goes on as the other, as it was typed', async () => {
      const desk = await working(leader.email, language)
      const without = silent(desk)
      await adding(desk, `one@${house.domain}`)
      await desk.becomes(ada.email)
      await press(desk, w.addOne)
      await said(desk, w.title)
      await desk.sees(`Noé racine (${leader.email})`)
      await desk.sees(`Noé ada (${ada.email})`)
      await desk.clean()
      assert.equal(await leader.contact(operation, `one@${house.domain}`), undefined)
      assert.equal(await desk.page.locator('.account strong').innerText(), 'Noé racine')
      await press(desk, w.as('Noé ada'))
      await desk.counts(desk.role('heading', w.title), 0)
      assert.equal(await desk.page.locator('.account strong').innerText(), 'Noé ada')
      assert.equal(await addresses(desk, w).inputValue(), `one@${house.domain}`)
      await press(desk, w.addOne)
      await desk.dialog.getByRole('heading', { name: w.result }).waitFor()
      const { items } = (await leader.get(`api/operations/${operation}/register`)).body
      assert.ok(items.some(({ subject, actor }) => subject?.email === `one@${house.domain}` && actor.email === ada.email), 'ada’s, as she chose')
      assert.deepEqual(without, [])
    })

    test('put off, it is said until it is chosen, by keyboard and on a phone', async () => {
      const desk = await working(leader.email, language)
      await desk.page.setViewportSize(PHONE)
      await desk.page.emulateMedia({ colorScheme: 'dark' })
      await desk.visit('#/account')
      await desk.heading(/./)
      await desk.becomes(ada.email)
      await desk.follow('#/account/browsers')
      await said(desk, w.title)
      await desk.hasFocus(w.again('Noé racine'))
      await desk.clean()
      await desk.page.keyboard.press('Escape')
      await desk.sees(w.late)
      await desk.clean()
      await desk.button(w.choice).click()
      await desk.tabTo(w.as('Noé ada'))
      await desk.page.keyboard.press('Enter')
      await desk.counts(desk.dialog, 0)
      assert.equal(await desk.page.locator('.reminder').count(), 0)
    })

    if (language === 'fr') return // the words are told apart; what happens is the same

    test('a tab hears of it at once, and signing in again finds all of it as it was', async () => {
      const desk = await working(leader.email, language)
      await adding(desk, `two@${house.domain}`)
      await desk.becomes(ada.email)
      const second = await desk.tab()
      await second.visit()
      await second.page.locator('.account').waitFor()
      await said(desk, w.title)
      await press(desk, w.again('Noé racine'))
      await desk.heading(w.signIn)
      await desk.sees(w.waits)
      assert.equal(await desk.page.locator('[name=email]').inputValue(), leader.email)
      await desk.clean()
      await desk.button(w.toPage).click()
      await press(desk, w.again('Noé racine'))
      await signInOver(desk, w)
      assert.equal(await addresses(desk, w).inputValue(), `two@${house.domain}`)
      await said(second, w.title)
      await press(desk, w.addOne)
      await desk.dialog.getByRole('heading', { name: w.result }).waitFor()
      await press(second, w.as('Noé racine'))
      await second.counts(second.role('heading', w.title), 0)
      assert.equal(await second.page.locator('.account strong').innerText(), 'Noé racine')
    })

    test('without what was typed the page begins anew, and the draft waits for its owner', async () => {
      const desk = await working(leader.email, language)
      await adding(desk, `three@${house.domain}`)
      await desk.becomes(ada.email)
      await press(desk, w.addOne)
      await said(desk, w.title)
      await desk.dialog.getByLabel(w.keep).uncheck()
      await press(desk, w.as('Noé ada'))
      await desk.counts(desk.dialog, 0)
      await desk.button(w.add).click()
      assert.equal(await addresses(desk, w).inputValue(), '')
      await desk.page.keyboard.press('Escape')
      await desk.becomes(leader.email)
      await desk.follow(`#/operations/${operation}/access/archived`)
      await said(desk, w.title)
      await desk.dialog.getByLabel(w.keep).uncheck()
      await press(desk, w.as('Noé racine'))
      await desk.counts(desk.role('heading', w.title), 0)
      await addresses(desk, w).waitFor()
      assert.equal(await addresses(desk, w).inputValue(), `three@${house.domain}`)
    })

    test('my details are the ones of whom the head names', async () => {
      const desk = await working(leader.email, language)
      await desk.visit('#/account')
      await desk.field(w.title_).fill('Leader’s own')
      await desk.becomes(ada.email)
      await desk.follow('#/account/browsers')
      await said(desk, w.title)
      await press(desk, w.as('Noé ada'))
      await desk.counts(desk.dialog, 0)
      await desk.follow('#/account')
      const address = desk.page.locator('[autocomplete=username]')
      await until('her address', async () => await address.count() === 1 && await address.inputValue() === ada.email)
      assert.equal(await desk.field(w.title_).inputValue(), 'Analyste')
    })

    test('an undo of one is not done by the other', async () => {
      await leader.add(operation, `four@${house.domain}`)
      const desk = await working(leader.email, language)
      await desk.visit(`#/operations/${operation}/access`)
      await desk.row(`four@${house.domain}`).getByRole('button', { name: w.actions }).click()
      await desk.role('menuitem', w.revoke).click()
      await press(desk, w.revokeNow)
      await desk.toast.waitFor()
      await desk.becomes(ada.email)
      await desk.toast.getByRole('button', { name: w.undo, exact: true }).click()
      await said(desk, w.title)
      assert.ok(await leader.contact(operation, `four@${house.domain}`, 'archived'), 'still revoked')
      await press(desk, w.as('Noé ada'))
      await desk.counts(desk.toast, 0)
      assert.ok(await leader.contact(operation, `four@${house.domain}`, 'archived'))
    })

    test('signed out in one, all say so; what was typed is for its owner alone', async () => {
      const desk = await working(await fresh(leader.email, CHOSEN), language)
      await adding(desk, `five@${house.domain}`)
      const second = await desk.tab()
      await second.visit()
      await second.page.locator('.account').click()
      desk.foresees(401, '')
      await second.role('menuitem', w.signOut).click()
      await desk.heading(w.signIn)
      await desk.sees(w.out)
      await second.heading(w.signIn)
      await second.signIn(ada.email, { password: CHOSEN, words: w })
      await second.page.locator('.account').waitFor()
      await desk.sees(w.present)
      await desk.clean()
      await desk.button(w.as('Noé ada')).click()
      await desk.button(w.add).click()
      assert.equal(await addresses(desk, w).inputValue(), '')
      await desk.page.keyboard.press('Escape')
      await second.page.locator('.account').click()
      await second.role('menuitem', w.signOut).click()
      await desk.heading(w.signIn)
      await second.signIn(leader.email, { password: CHOSEN, words: w })
      await desk.sees(w.present)
      await desk.button(w.as('Noé racine')).click()
      await desk.counts(desk.dialog, 1)
      assert.equal(await addresses(desk, w).inputValue(), `five@${house.domain}`)
    })

    test('a session that goes on under another id disturbs nobody', async () => {
      const bob = await house.hire(`bob${language}`)
      const desk = await working(bob.email, language)
      const second = await desk.tab()
      await second.visit('#/account')
      await second.heading(/./)
      await desk.visit('#/account/security')
      await desk.page.locator('[name=current]').first().fill(CHOSEN)
      await desk.page.locator('[name=password]').first().fill(`${CHOSEN}-bis-2`)
      await desk.page.locator('form button.primary').first().click()
      await desk.toast.waitFor()
      await second.follow('#/requests')
      await second.page.locator('.account').waitFor()
      assert.equal(await second.dialog.count() + await desk.dialog.count(), 0)
    })
  })

  describe(`one person with two entities (${language})`, () => {
    test('a tab of one entity does nothing for the other; it goes on for it, or back', async () => {
      const [aurore, littoral] = ['Banque Aurore', 'Crédit du Littoral']
      const desk = await working(await fresh('max'), language)
      await desk.visit()
      await desk.heading(w.choose)
      await desk.button(new RegExp(aurore)).click()
      await desk.page.locator('.account').waitFor()
      await desk.visit('#/requests')
      const second = await desk.tab()
      await second.visit()
      await second.page.locator('.account').click()
      await second.page.getByRole('menuitemradio', { name: littoral }).click()
      await said(desk, w.titleEntity)
      await desk.clean()
      await press(desk, w.back(aurore))
      await desk.counts(desk.dialog, 0)
      await said(second, w.titleEntity)
      assert.equal(await desk.page.locator('.account small').innerText(), aurore)
      await press(second, w.forEntity(aurore))
      await second.counts(second.dialog, 0)
      assert.equal(await second.page.locator('.account small').innerText(), aurore)
    })
  })

  describe(`a link that is not for whom is signed in (${language})`, () => {
    test('says who is signed in, whether it leads anywhere or not, and lets him change', async () => {
      const agnes = await site.as('agnes')
      const { id } = (await agnes.get('api/operations?side=manager&status=draft')).body.items[0]
      const desk = await working(await fresh('paul'), language)
      desk.foresees(404, 'operations')
      const texts = []
      for (const operation of [id, '01k0000000000000000000000x']) {
        await desk.visit(`#/operations/${operation}`)
        await desk.heading(w.gone)
        await desk.sees(w.youAre('Paul Petit'))
        await desk.page.waitForLoadState('networkidle') // "Why?" is of a part of the page that comes after
        texts.push(await desk.page.locator('main').innerText())
      }
      assert.equal(texts[0], texts[1])
      await desk.clean()
      await desk.page.setViewportSize(PHONE)
      await desk.clean()
      await desk.visit(`#/operations/${id}`)
      await desk.button(w.other).click()
      await desk.heading(w.signIn)
      await desk.signIn('agnes', { words: w })
      await desk.page.waitForURL(`**/#/operations/${id}`)
      await desk.counts(desk.role('heading', w.gone), 0)
    })

    test('opens for another entity of his', async () => {
      const max = await fresh('max')
      const desk = await working(max, language)
      desk.foresees(404, '')
      await desk.visit()
      await desk.heading(w.choose)
      await desk.button(/Banque Aurore/).click()
      await desk.page.locator('.account').waitFor()
      const { environments } = (await max.get('api/session')).body
      const littoral = environments.find(({ name }) => name === 'Crédit du Littoral').entity
      await desk.visit('#/operations/01k0000000000000000000000x')
      await desk.heading(w.gone)
      await desk.button(w.open('Crédit du Littoral')).click()
      await desk.counts(desk.page.locator('.account small', { hasText: 'Crédit du Littoral' }), 1)
      await desk.visit(`#/requests?for=${environments.find(({ entity }) => entity !== littoral).entity}`)
      await desk.says(w.now('Banque Aurore'))
      assert.doesNotMatch(desk.page.url(), /for=/)
      await desk.visit('#/requests?for=01k0000000000000000000000x')
      await desk.sees(w.foreign)
      await desk.clean()
    })

    test('an invitation that is somebody else’s says who is signed in', async () => {
      const paul = await site.as('paul')
      const email = `invited.${language}@littoral.example`
      await paul.add((await paul.operation('OP-2026-0042')).id, email)
      const desk = await working('paul', language)
      await desk.visit(`#/join/${await site.secret(email)}`)
      await desk.heading(w.join)
      await desk.sees(w.joining)
      await desk.clean()
    })
  })
}
