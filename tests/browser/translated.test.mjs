// The browser's own translation, as Chromium does it: each text gives its place to an element with the translated one.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { Stage } from './desk.mjs'
import { WORDS } from './words.mjs'

let stage, desk
before(async () => {
  stage = await Stage.start()
  desk = await stage.open({ as: 'agnes' })
})
after(() => stage.stop())

/** Translates all that is there, and what comes later a moment after it has come. */
const translate = () => desk.page.evaluate(() => {
  const all = () => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    const texts = []
    while (walker.nextNode()) if (walker.currentNode.data.trim() && !walker.currentNode.parentElement.closest('font, textarea, script')) texts.push(walker.currentNode)
    for (const text of texts) {
      const outer = document.createElement('font')
      outer.append(document.createElement('font'))
      outer.firstChild.textContent = `«${text.data}»`
      text.replaceWith(outer)
    }
  }
  all()
  document.documentElement.classList.add('translated-ltr')
  new MutationObserver(all).observe(document.body, { childList: true, subtree: true, characterData: true })
})

describe('a page that the browser translates', () => {
  test('goes on: pages, dialogs, lists', async () => {
    await desk.visit('#/operations')
    await desk.heading(WORDS.en.operations)
    await translate()
    await desk.heading(`«${WORDS.en.operations}»`)
    await desk.follow('#/requests')
    await desk.page.locator('h1', { hasText: '«' }).waitFor()
    await desk.follow('#/account')
    await desk.page.locator('[name=first_name]').fill('')
    await desk.page.locator('form button.primary').click()
    await desk.page.locator('[name=first_name][aria-invalid=true]').waitFor()
    await desk.follow('#/operations')
    await desk.heading(`«${WORDS.en.operations}»`)
    await desk.page.getByRole('searchbox').fill('OP-2026-0042')
    await desk.row('OP-2026-0042').waitFor()
    await desk.counts(desk.page.locator('tbody tr'), 1)
  })

  test('changes its own language, and says nothing twice', async () => {
    await desk.follow('#/operations')
    await desk.heading(`«${WORDS.en.operations}»`)
    await desk.page.locator('.preferences button[lang=fr]').first().click()
    await desk.page.locator('html[lang=fr]').waitFor()
    await desk.heading(`«${WORDS.fr.operations}»`)
    const text = await desk.page.evaluate(() => document.body.innerText)
    for (const english of ['Search', 'Requests', 'Help']) assert.ok(!text.includes(`«${english}»`), `${english} is left in ${text}`)
  })
})
