// The help, as somebody meets it who has never seen any of this: every question by clicking, in both languages.
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { ROOT } from '../api/site.mjs'
import { Stage } from './desk.mjs'
import { SHOTS, Studio } from './shots.mjs'
import { WORDS } from './words.mjs'

/** What people ask, as the first page puts it, and the page where one does it. */
const QUESTIONS = {
  en: {
    'How do I get access? My entity is a client': 'Ask for access',
    'How do I get access? My entity is not a client': 'Ask for access',
    'Who is who?': 'Participating entities',
    'How do I share my access with a colleague?': 'File access management',
    'How do I withdraw an access, or give it back?': 'File access management',
    'Where is the archive?': 'Users no longer having access to the folder',
    'Who had access on a given day?': 'Who had access on a given day?',
    'My e-mail address changes': 'My account',
    'I am changing jobs or leaving': 'Handovers',
    'Where are the contacts who manage the file?': 'Contacts who manage the file',
    'How do authorisations work?': 'Authorisations',
    'How do I keep my account safe?': 'Security',
    'What does the register keep?': 'Register',
    'I received an e-mail but do not know this person': null,
    'An access with an end date': 'File access management',
    'Which e-mails do I receive, and can I choose?': 'My account',
    'Why do I see this, or why do I not see it?': 'Operations',
    'What waits for me?': 'Waiting for me',
  },
  fr: {
    'Comment obtenir un accès ? Mon entité est cliente': 'Demander un accès',
    'Comment obtenir un accès ? Mon entité n’est pas cliente': 'Demander un accès',
    'Qui est qui ?': 'Entités participantes',
    'Comment partager mon accès avec un collègue ?': 'Gestion des accès au dossier',
    'Comment retirer un accès, ou le rendre ?': 'Gestion des accès au dossier',
    'Où est l’archive ?': 'Utilisateurs n’ayant plus accès au dossier',
    'Qui avait accès à une date donnée ?': 'Qui avait accès à une date donnée ?',
    'Mon adresse e-mail change': 'Mon compte',
    'Je change de poste ou je pars': 'Transmissions',
    'Où sont les contacts qui gèrent le dossier ?': 'Contacts qui gèrent le dossier',
    'Comment fonctionnent les habilitations ?': 'Habilitations',
    'Comment protéger mon compte ?': 'Sécurité',
    'Que conserve le registre ?': 'Registre',
    'J’ai reçu un e-mail, mais je ne connais pas cette personne': null,
    'Un accès avec une date de fin': 'Gestion des accès au dossier',
    'Quels e-mails est-ce que je reçois ? Puis-je choisir ?': 'Mon compte',
    'Pourquoi est-ce que je vois ceci, ou ne le vois pas ?': 'Opérations',
    'Qu’est-ce qui m’attend ?': 'En attente de moi',
  },
}

let stage
before(async () => { stage = await Stage.start() })
after(() => stage.stop())

const spaces = (text) => text.replaceAll('\u00a0', ' ')
/** A link or heading by its words, whichever kind of space stands in them. */
const worded = (desk, role, text) => desk.page.getByRole(role, { name: new RegExp(`^${text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll(' ', '\\s')}$`) })

for (const [language, words] of Object.entries(WORDS)) {
  describe(`the help in ${language}`, () => {
    test('is one click from the pages before the door, and every question one more', async () => {
      const desk = await stage.open({ language })
      desk.foresees(404, 'invitations/show')
      for (const page of ['#/join/made-up-secret-that-nobody-gave-', '#/reset/made-up-secret-that-nobody-gave-', '#/join/made-up', '#/password', '#/']) {
        await desk.visit(page)
        await desk.link(words.help).click()
        await desk.heading(words.help)
      }
      for (const question of Object.keys(QUESTIONS[language])) {
        await worded(desk, 'link', question).first().click()
        await worded(desk, 'heading', question).waitFor()
        assert.ok((await desk.page.locator('.short').innerText()).length > 20, question)
        await desk.page.locator('.crumbs a').click()
        await desk.heading(words.help)
      }
    })

    test('every answer leads to the very page where one does it', async () => {
      const desk = await stage.open({ as: 'agnes', language })
      await desk.visit('#/help')
      for (const [question, page] of Object.entries(QUESTIONS[language])) {
        if (!page) continue
        await worded(desk, 'link', question).first().click()
        await worded(desk, 'heading', question).waitFor()
        await desk.page.locator('.go a').first().click()
        await desk.page.locator('.help').waitFor({ state: 'detached' })
        await desk.page.locator('#main').filter({ hasText: page }).waitFor()
        await desk.follow('#/help')
        await desk.heading(words.help)
      }
    })

    test('its search folds accents and capitals; where nothing is found it says whom to ask', async () => {
      const desk = await stage.open({ language })
      await desk.visit('#/help')
      await desk.tabTo(words.searchHelp)
      await desk.page.keyboard.type(language === 'fr' ? 'REVOQUER' : 'Revoke')
      await desk.page.locator('.help-count').waitFor()
      await desk.page.keyboard.press('Tab')
      await desk.page.keyboard.press('Enter')
      await worded(desk, 'heading', Object.keys(QUESTIONS[language])[4]).waitFor()
      await desk.visit('#/help?q=croissant')
      await desk.sees(words.noAnswer)
      await worded(desk, 'link', Object.keys(QUESTIONS[language])[9]).click()
      await worded(desk, 'heading', Object.keys(QUESTIONS[language])[9]).waitFor()
    })
  })
}

describe('the help', () => {
  test('leaves alone who types the moment its search is there', async () => {
    const desk = await stage.open()
    await desk.page.addInitScript(() => {
      new MutationObserver((_, observer) => {
        const box = document.querySelector('input[type=search]')
        if (!box) return
        observer.disconnect()
        box.focus()
        box.value = 'revoke'
        box.dispatchEvent(new InputEvent('input', { bubbles: true }))
      }).observe(document, { childList: true, subtree: true })
    })
    await desk.visit('#/help')
    await desk.page.locator('.help-count').waitFor()
    assert.equal(await desk.page.locator('input[type=search]').inputValue(), 'revoke')
    assert.equal(await desk.focused(), WORDS.en.searchHelp)
  })
  test('keeps its article when the language changes', async () => {
    const desk = await stage.open()
    await desk.visit('#/help/archive')
    await desk.heading('Where is the archive?')
    await desk.page.getByRole('button', { name: /^FR/ }).click()
    await worded(desk, 'heading', 'Où est l’archive ?').waitFor()
    const picture = desk.page.locator('.help-picture img').first()
    assert.match(await picture.getAttribute('src'), /archive\.fr\./)
    assert.match(spaces(await picture.getAttribute('alt')), /archive/)
  })

  test('the question mark of a page opens its article, whose ways lead back to that very operation', async () => {
    const desk = await stage.open({ as: 'agnes' })
    const { id } = await (await stage.site.as('agnes')).operation('OP-2026-0042')
    await desk.visit(`#/operations/${id}/access`)
    await desk.link(WORDS.en.helpHere).click()
    await desk.heading('How do I share my access with a colleague?')
    await desk.link('How do I withdraw an access, or give it back?').click()
    await desk.page.locator('.go a').click()
    await desk.page.waitForURL(`**/#/operations/${id}/access`)
  })

  test('is there when the server is not', async () => {
    const desk = await stage.open()
    desk.foresees(503, 'session')
    await desk.page.route('**/api/session', (route) => route.fulfill({ status: 503, body: '' }))
    await desk.visit('#/help/sign-in')
    await desk.heading('How do I sign in? I get no code, I forgot my password')
  })

  test('shows every picture it speaks of, in both looks', async () => {
    const desk = await stage.open({ colorScheme: 'dark' })
    const missing = []
    desk.page.on('response', (response) => { if (response.url().includes('/help/') && response.status() >= 400) missing.push(response.url()) })
    for (const article of ['share', 'withdraw', 'access-guest']) {
      await desk.visit(`#/help/${article}`)
      await desk.page.locator('.short').waitFor()
      for (const picture of await desk.page.locator('.help-picture img').all()) {
        await picture.scrollIntoViewIfNeeded()
        await picture.evaluate((image) => image.decode())
        assert.match(await picture.evaluate((image) => image.currentSrc), /\.en\.dark\.webp$/)
      }
    }
    assert.deepEqual(missing, [])
  })
})

// The pages are photographed anew, and compared by their words and sizes, not by their pixels.
describe('the pictures show the pages as they are', () => {
  const read = async (path) => JSON.parse(await readFile(join(ROOT, path), 'utf8'))
  for (const [language, words] of Object.entries(WORDS)) {
    test(language, async () => {
      const [sizes, said] = [await read('web/src/help/words/pictures.json'), await read('tests/browser/help_pictures.json')]
      const studio = new Studio(stage, language, words)
      for (const shot of SHOTS) {
        const { width, height, says } = await studio.look(shot)
        assert.deepEqual(says, said[shot.name]?.[language], `${shot.name}: the page says something else now; run: make pictures`)
        const [wide, high] = sizes[shot.name][language]
        const isAlike = Math.abs(width - wide) <= wide * 0.15 && Math.abs(height - high) <= high * 0.15
        assert.ok(isAlike, `${shot.name}: ${width} × ${height}, was ${wide} × ${high}; run: make pictures`)
      }
    })
  }
})
