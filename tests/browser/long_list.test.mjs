// The list of a manager with many lines: sorted, narrowed, walked through, ticked as a whole, and reached by keys.
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { after, before, describe, test } from 'node:test'
import { sql } from '../api/account.mjs'
import { until } from '../api/site.mjs'
import { Stage } from './desk.mjs'

const LINES = 130
const DAY = 24 * 3600 * 1000

let stage, agnes, file, total, leo

before(async () => {
  stage = await Stage.start()
  agnes = await stage.site.as('agnes')
  file = (await agnes.operation('OP-2026-0042')).id
  const now = Date.now()
  leo = (await (await stage.site.as('leo')).get('api/session')).body.user.id
  await sql(stage.site, `BEGIN;
    CREATE TEMP TABLE n AS WITH RECURSIVE n(i) AS (VALUES (0) UNION ALL SELECT i + 1 FROM n WHERE i + 1 < ${LINES}) SELECT i FROM n;
    INSERT INTO users (id, email, email_key, first_name, last_name, language, created_ms, activated_ms, mailbox_ms)
    SELECT printf('crowd%03d', i), printf('p%03d@crowd.example', i), printf('p%03d@crowd.example', i), 'Anne', printf('Crowd%03d', i), 'en', 1, 1,
           CASE i % 10 WHEN 0 THEN 1 ELSE ${now} END FROM n;
    INSERT INTO contact (operation_id, current, sort_name, id, entity_id, side, user_id, status, since_ms, added_by, until_ms, search)
    SELECT '${file}', 1, printf('crowd%03d anne', i), printf('line%03d', i), p.entity_id, 'borrower', printf('crowd%03d', i),
           CASE i % 5 WHEN 0 THEN 'queued' ELSE 'active' END, ${now} - i * ${DAY}, '${leo}', CASE i % 3 WHEN 0 THEN ${now} + (i + 1) * ${DAY} END,
           printf('anne crowd%03d p%03d@crowd.example', i, i)
      FROM n JOIN participation p ON p.operation_id = '${file}' AND p.side = 'borrower';
    COMMIT`)
  total = (await agnes.get(`api/operations/${file}/contacts?limit=1`)).body.total
  assert.ok(total > LINES)
})
after(() => stage.stop())

const open = async (query = '', options = {}) => {
  const desk = await stage.open({ as: 'agnes', ...options })
  await desk.visit(`#/operations/${file}/access${query}`)
  await desk.page.locator('tbody tr').first().waitFor()
  return desk
}
const names = (desk) => desk.page.locator('tbody th .person').evaluateAll((all) => all.map((one) => one.textContent))
const hash = (desk) => new URL(desk.page.url()).hash
const range = (desk) => desk.page.locator('.pager.above [role=status]')
const says = (desk, text) => range(desk).filter({ hasText: text }).waitFor()
const first = (desk, text) => desk.page.locator('tbody tr').first().filter({ hasText: text }).waitFor()

describe('a long list', () => {
  test('is walked through page by page, and the address says which', async () => {
    const desk = await open()
    await says(desk, `1–50 of ${total}`)
    const one = await names(desk)
    await desk.button('Next').first().click()
    await says(desk, `51–100 of ${total}`)
    assert.equal(hash(desk), `#/operations/${file}/access?page=2`)
    const two = await names(desk)
    assert.ok(two.every((name) => !one.includes(name)))
    await desk.page.goBack()
    await says(desk, '1–50 of')
    assert.deepEqual(await names(desk), one)
    await desk.page.goForward()
    await says(desk, '51–100 of')
    const other = await open('?page=2')
    await says(other, '51–100 of')
    assert.deepEqual(await names(other), two, 'the address alone leads there')
    await desk.follow(`#/operations/${file}/access?page=77`)
    await says(desk, '1–50 of')
  })

  test('is sorted by its heads, which say so', async () => {
    const desk = await open('?q=crowd')
    const head = (name) => desk.page.getByRole('columnheader', { name })
    assert.equal(await head('Contact').getAttribute('aria-sort'), 'ascending')
    await desk.button('Ends').click()
    await first(desk, 'Crowd000')
    assert.equal(await head('Ends').getAttribute('aria-sort'), 'ascending')
    assert.equal(await head('Contact').getAttribute('aria-sort'), null)
    await desk.button('Ends').click()
    await first(desk, 'none')
    assert.equal(await head('Ends').getAttribute('aria-sort'), 'descending')
    assert.equal(hash(desk), `#/operations/${file}/access?q=crowd&sort=until&order=desc`)
    await desk.button('Since').click()
    await first(desk, 'Crowd129')
    await desk.page.goBack()
    await first(desk, 'none')
  })

  test('is narrowed by what stands in the address, and counted', async () => {
    const desk = await open('?q=crowd')
    const status = desk.page.getByRole('combobox', { name: 'Status' })
    await says(desk, `of ${LINES}`)
    assert.deepEqual(await status.locator('option').allTextContents(), ['All statuses', 'Active (104)', 'Invited (0)', 'Queued (26)'])
    await status.selectOption('queued')
    await says(desk, '1–26 of 26')
    await desk.button('More filters').click()
    await desk.field('No end').check()
    await says(desk, 'of 17')
    assert.equal(hash(desk), `#/operations/${file}/access?q=crowd&status=queued&endless=true`)
    await desk.page.goBack()
    await says(desk, 'of 26')
    await status.selectOption('')
    await desk.field('Mailbox not confirmed for 30 days').check()
    await says(desk, 'of 0').catch(() => says(desk, 'No line')) // queued ones are not told about their mailbox
    await desk.visit(`#/operations/${file}/access?side=lender&sort=since&added_by=${leo}`)
    await desk.page.locator('tbody tr').first().waitFor()
    assert.equal(await desk.page.getByRole('combobox', { name: 'Side' }).inputValue(), 'lender')
    assert.equal(await desk.page.getByRole('combobox', { name: 'Given by' }).inputValue(), leo)
  })

  test('says what a search has found, and what it has not', async () => {
    const desk = await open()
    await desk.field('Search a name or an address').fill('crowd00')
    await says(desk, '1–10 of 10')
    await desk.field('Search a name or an address').fill('nobody at all')
    await says(desk, 'No line')
    assert.ok((await desk.page.title()).length > 0)
  })

  test('keeps ticks from page to page', async () => {
    const desk = await open('?q=crowd')
    await desk.field('Select Anne Crowd003').check()
    await desk.button('Next').first().click()
    await desk.field('Select Anne Crowd052').check()
    await desk.sees('2 selected')
    await desk.button('Previous').first().click()
    await first(desk, 'Crowd000')
    assert.ok(await desk.field('Select Anne Crowd003').isChecked())
    await desk.button('Revoke').click()
    const listed = desk.dialog.locator('.preview li')
    assert.deepEqual((await listed.allInnerTexts()).map((text) => text.slice(0, 13)), ['Anne Crowd003', 'Anne Crowd052'])
    await desk.button('Cancel').click()
    await desk.field('Search a name or an address').fill('crowd1')
    await says(desk, 'of 30')
    await desk.counts(desk.page.locator('.selection'), 0)
  })

  test('is ticked as a whole, and each line has its answer', async () => {
    const desk = await open('?q=crowd&status=active')
    await desk.field('Select all').check()
    await desk.button('Select all 104').click()
    await desk.sees('104 selected')
    await sql(stage.site, "UPDATE contact SET current = 0, status = 'revoked', revoked_ms = 1 WHERE id = 'line077'")
    desk.foresees(409, `operations/${file}/contacts/line077`)
    await desk.button('Revoke').click()
    await desk.dialog.getByLabel('Type 104 to confirm').fill('104')
    await desk.dialog.getByRole('button', { name: 'Revoke them' }).click()
    await desk.dialog.locator('.results').waitFor({ timeout: 60_000 })
    const answers = await desk.dialog.locator('.results li').allInnerTexts()
    assert.equal(answers.length, 104)
    assert.equal(answers.filter((text) => /already/.test(text)).length, 1)
    assert.match(answers.find((text) => text.includes('Crowd077')), /already/)
    await desk.button('Close').click()
    await desk.sees('Nobody matches')
    assert.equal((await agnes.get(`api/operations/${file}/contacts?q=crowd&state=archived&limit=1`)).body.total, 104)
  })

  test('begins high on a phone, two lines to a card, its filters folded away', async () => {
    for (const language of ['en', 'fr']) {
      const desk = await open('', { width: 390, height: 844, language })
      const line = desk.page.locator('tbody tr').first()
      const top = await line.evaluate((row) => row.getBoundingClientRect().top)
      assert.ok(top <= 300, `${language}: the first line begins at ${top} px`)
      const boxes = await line.evaluate((row) => ['.name-link', '.badge', 'td.brief', 'td.date', '.actions button'].map((part) => {
        const { top, bottom, right } = row.querySelector(part).getBoundingClientRect()
        return { middle: (top + bottom) / 2, right }
      }))
      const [name, badge, entity, since, menu] = boxes
      assert.ok(Math.abs(name.middle - badge.middle) < 8 && Math.abs(name.middle - menu.middle) < 12, `${language}: name, status, actions: ${JSON.stringify(boxes)}`)
      assert.ok(entity.middle > name.middle + 12 && Math.abs(entity.middle - since.middle) < 4, `${language}: entity, date`)
      assert.ok(menu.right > badge.right && (await line.boundingBox()).height < 72, language)
      await desk.page.locator('.folding').click()
      await desk.page.locator('.more-filters select').nth(1).selectOption('queued')
      await until('the filter', () => hash(desk).endsWith('?status=queued'))
      await desk.clean()
    }
  })

  test('takes the room of a wide screen, and its rows are of one line on wish, also after a reload', async () => {
    const desk = await open('?q=crowd', { width: 1920 })
    const heights = () => desk.page.locator('tbody tr').evaluateAll((rows) => Math.max(...rows.map((row) => row.offsetHeight)))
    assert.ok((await desk.page.getByRole('table').boundingBox()).width > 1500)
    assert.ok(await heights() < 80, `rows of ${await heights()} px`)
    await desk.button('Compact rows').click()
    assert.ok(await heights() < 40, `compact rows of ${await heights()} px`)
    await desk.clean()
    await desk.page.reload()
    await desk.page.locator('tbody tr').first().waitFor()
    assert.equal(await desk.button('Compact rows').getAttribute('aria-pressed'), 'true')
    await desk.page.setViewportSize({ width: 1360, height: 860 })
    assert.ok(await heights() < 40)
    await desk.button('Compact rows').click()
    assert.ok(await heights() > 40)
  })

  test('comes as a file', async () => {
    const desk = await open('?q=crowd&status=queued')
    const arrived = desk.page.waitForEvent('download')
    await desk.button('Export').click()
    const text = await readFile(await (await arrived).path(), 'utf8')
    assert.equal(text.trim().split('\r\n').length, 1 + 26)
    assert.match(text, /Anne,Crowd005,p005@crowd\.example,.*,Queued,/)
    await desk.says('exported')
  })

  test('has views that this browser keeps for who made them', async () => {
    const desk = await open('?q=crowd&status=queued&endless=true&sort=since')
    await desk.button('Views').click()
    await desk.role('menuitem', 'Save this view…').click()
    await desk.button('Save').click()
    await desk.sees('Give the view a name.')
    await desk.field('Name of the view').fill('Waiting for ever')
    await desk.button('Save').click()
    await desk.says('among your views')
    await desk.follow(`#/operations/${file}/access`)
    await says(desk, '1–50 of')
    await desk.button('Views').click()
    await desk.role('menuitem', 'Waiting for ever').click()
    await until('the view', () => hash(desk) === `#/operations/${file}/access?status=queued&endless=true&sort=since`)
    await desk.becomes('leo')
    await desk.visit(`#/operations/${file}/access`)
    await desk.button('Views').click()
    await desk.role('menuitem', 'Save this view…').waitFor()
    assert.equal(await desk.role('menuitem', 'Waiting for ever').count(), 0)
    await desk.becomes('agnes')
    await desk.visit(`#/operations/${file}/access`)
    await desk.button('Views').click()
    await desk.role('menuitem', 'Delete a view…').click()
    await desk.button('Delete “Waiting for ever”').click()
    await desk.counts(desk.dialog, 0)
    await desk.button('Views').click()
    assert.equal(await desk.role('menuitem', 'Delete a view…').count(), 0)
  })
})

describe('keys', () => {
  test('lead through the list, but not while somebody types', async () => {
    const desk = await open('?q=crowd')
    const { keyboard } = desk.page
    await keyboard.press('j')
    await keyboard.press('j')
    await keyboard.press('k')
    await keyboard.press('j')
    await keyboard.press('x')
    await desk.sees('1 selected')
    assert.ok(await desk.page.locator('tbody tr').nth(1).locator('.tick').isChecked())
    await keyboard.press('x')
    await desk.counts(desk.page.locator('.selection'), 0)
    await keyboard.press('/')
    await desk.hasFocus('Search a name or an address')
    await keyboard.type('jx?/')
    assert.equal(await desk.field('Search a name or an address').inputValue(), 'crowdjx?/')
    assert.equal(await desk.dialog.count(), 0)
  })

  test('are told, and those of one character can be switched off for good', async () => {
    const desk = await open()
    await desk.page.keyboard.press('?')
    await desk.role('dialog', 'Keyboard shortcuts').waitFor()
    await desk.page.keyboard.press('j')
    await desk.field('Keys of one character').uncheck()
    await desk.button('Close').click()
    await desk.page.keyboard.press('?')
    await desk.page.keyboard.press('/')
    assert.equal(await desk.dialog.count(), 0)
    await desk.page.reload()
    await desk.page.locator('tbody tr').first().waitFor()
    await desk.page.keyboard.press('?')
    await desk.page.keyboard.press('Control+k')
    await desk.role('dialog', 'Go to').waitFor()
    await desk.page.keyboard.type('keyboard')
    await desk.role('option', 'Keyboard shortcuts').waitFor()
    await desk.page.keyboard.press('Enter')
    await desk.field('Keys of one character').check()
    await desk.button('Close').click()
    await desk.page.keyboard.press('/')
    await desk.hasFocus('Search a name or an address')
  })

  test('go to an operation, a page, a person of the list and what can be done', async () => {
    const desk = await open()
    const ask = async (text) => {
      await desk.page.keyboard.press('Control+k')
      await desk.role('dialog', 'Go to').waitFor()
      await desk.page.keyboard.type(text)
    }
    await ask('crowd005')
    await desk.page.getByRole('option', { name: /Anne Crowd005/ }).waitFor()
    await desk.page.keyboard.press('Enter')
    await says(desk, '1–1 of 1')
    await ask('add cont')
    await desk.page.getByRole('option', { name: 'Add contacts to this operation' }).waitFor()
    await desk.page.keyboard.press('Enter')
    await desk.role('dialog', 'Add contacts to the folder').waitFor()
    await desk.page.keyboard.press('Escape')
    await desk.counts(desk.dialog, 0)
    await ask('OP-2026-0051')
    await desk.page.getByRole('option', { name: /OP-2026-0051/ }).waitFor()
    await desk.page.keyboard.press('Enter')
    await desk.heading('Verrerie de l\'Ouest — ligne de crédit renouvelable')
    await ask('help')
    await desk.page.getByRole('option', { name: 'Help' }).waitFor()
    await desk.page.keyboard.press('ArrowUp')
    await desk.page.keyboard.press('ArrowDown')
    await desk.page.keyboard.press('Enter')
    await until('the help', () => hash(desk) === '#/help')
  })
})
