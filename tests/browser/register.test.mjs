// The registers as people read and keep them: narrowed by days and kinds, and as files that say what the API says.
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { after, before, describe, test } from 'node:test'
import { Stage } from './desk.mjs'
import { cells } from './sheets.mjs'

const FORMULA = '=HYPERLINK("http://evil.example","press")'
const WORDS = {
  en: { register: 'Register', habilitations: 'Authorisations', export: 'Export', csv: /For a spreadsheet/, json: /For a program/, exported: 'exported', decision: 'Decision',
    from: 'From', none: 'No decision matches', reset: 'Show everything', next: 'Next', page: 'Page 2', revoked: 'Access revoked', delimiter: ',', head: 'Time (UTC)' },
  fr: { register: 'Registre', habilitations: 'Habilitations', export: 'Exporter', csv: /Pour un tableur/, json: /Pour un programme/, exported: 'exportée', decision: 'Décision',
    from: 'Du', none: 'Aucune décision ne correspond', reset: 'Tout afficher', next: 'Suivant', page: 'Page 2', revoked: 'Accès révoqué', delimiter: ';', head: 'Date (UTC)' },
}

let stage, agnes, file, entity
before(async () => {
  stage = await Stage.start()
  agnes = await stage.site.as('agnes')
  entity = (await agnes.get('api/session')).body.environment.entity
  file = await agnes.operation('OP-2026-0021')
  const emails = Array.from({ length: 70 }, (_, i) => `many${i}@littoral.example`)
  const { participations } = (await agnes.get(`api/operations/${file.id}`)).body
  const littoral = participations.find((part) => part.entity.name.includes('Littoral')).entity
  const added = await agnes.post(`api/operations/${file.id}/contacts`, { emails, entity: littoral.id })
  assert.equal(added.status, 200, added.text)
  const line = added.body.items[0].contact.id
  const answer = await agnes.post(`api/operations/${file.id}/contacts/${line}/revoke`, { reason: FORMULA })
  assert.equal(answer.status, 200, answer.text)
})
after(() => stage.stop())

/** Exports by the menu and gives name and text of the file. */
async function exported(desk, w, kind) {
  await desk.button(w.export).click()
  const [file] = await Promise.all([desk.page.waitForEvent('download'), desk.page.getByRole('menuitem', { name: kind }).click()])
  await desk.says(w.exported)
  return { name: file.suggestedFilename(), text: await readFile(await file.path(), 'utf8') }
}

for (const [language, w] of Object.entries(WORDS)) {
  describe(`the register of an operation (${language})`, () => {
    let desk
    before(async () => {
      desk = await stage.open({ as: 'agnes', language, acceptDownloads: true })
      await desk.visit(`#/operations/${file.id}/register`)
      await desk.row('many69').first().waitFor()
    })

    test('is paged, and narrowed by kind and day; the address keeps it', async () => {
      await desk.clean()
      await desk.button(w.next).click()
      await desk.sees(w.page)
      assert.match(desk.page.url(), /register\?page=2$/)
      assert.equal(await desk.page.evaluate(() => document.activeElement.tagName), 'TABLE', 'where the list begins')
      assert.ok(await desk.page.locator('.card').evaluate((card) => card.getBoundingClientRect().top >= 0 || scrollY === 0), 'its top is in view')
      const second = await desk.page.locator('tbody tr').first().textContent()
      await desk.page.reload()
      await desk.sees(w.page)
      assert.equal(await desk.page.locator('tbody tr').first().textContent(), second)
      await desk.page.goBack()
      await desk.page.getByText(w.page).waitFor({ state: 'detached' })
      await desk.page.goForward()
      await desk.sees(w.page)
      await desk.field(w.decision).selectOption('contact_revoked')
      await desk.row('many0@').filter({ hasText: FORMULA }).filter({ hasText: w.revoked }).waitFor()
      await desk.counts(desk.page.locator('tbody tr'), (await agnes.all(`api/operations/${file.id}/register?action=contact_revoked`)).length)
      await desk.page.reload()
      await desk.row('many0@').waitFor()
      assert.equal(await desk.field(w.decision).inputValue(), 'contact_revoked')
      await desk.page.getByLabel(w.from, { exact: true }).fill('2099-01-01')
      await desk.sees(w.none)
      await desk.clean()
      await desk.link(w.reset).click()
      await desk.row('many69').first().waitFor()
      assert.match(desk.page.url(), /\/register$/)
    })

    test('as a sheet it holds all pages, decision by decision, and no formula', async () => {
      const { name, text } = await exported(desk, w, w.csv)
      assert.match(name, new RegExp(`^\\w+-OP-2026-0021-\\d{4}-\\d\\d-\\d\\d\\.csv$`))
      assert.ok(text.startsWith(`\ufeff${w.head}${w.delimiter}`), 'a byte order mark, then the head')
      const lines = await agnes.all(`api/operations/${file.id}/register`)
      assert.ok(lines.length > 70)
      const [, ...rows] = cells(text, w.delimiter)
      assert.deepEqual(rows.map((row) => [row[0], row[1], row[3], row[4], row[5], row[6], row[7], row[10]]), lines.map((line) => [
        line.at, line.action, line.actor?.name ?? 'Guichet', line.actor?.email ?? '', line.subject?.name ?? '', line.subject?.email ?? '', line.entity?.name ?? '',
        line.reason === FORMULA ? `'${FORMULA}` : line.reason ?? '']))
      assert.ok(rows.every((row) => row.length === 11 && row[2] && row.every((cell) => !/^\s*[=+@\t\r-]/.test(cell))))
    })

    test('narrowed, the file for programs says what the API says', async () => {
      await desk.field(w.decision).selectOption('contact_revoked')
      await desk.row('many0@').waitFor()
      const { name, text } = await exported(desk, w, w.json)
      assert.match(name, /\.json$/)
      const { register, filters, items } = JSON.parse(text)
      assert.deepEqual([register, filters], ['OP-2026-0021', { action: 'contact_revoked' }])
      assert.deepEqual(items, await agnes.all(`api/operations/${file.id}/register?action=contact_revoked`))
    })
  })

  describe(`the register of an entity (${language})`, () => {
    let desk
    before(async () => {
      desk = await stage.open({ as: 'agnes', language, acceptDownloads: true })
      await desk.visit('#/habilitations')
      await desk.link(w.register).click()
      await desk.page.getByRole('table').waitFor()
    })

    test('is reached from the habilitations, names operations, and is exported as the API tells it', async () => {
      await desk.clean()
      const items = await agnes.all(`api/entities/${entity}/register`)
      assert.equal(await desk.page.locator('tbody tr').count(), Math.min(50, items.length))
      const about = items.find((line) => line.operation)
      await desk.field(w.decision).selectOption(about.action)
      await desk.row(about.operation.reference).first().waitFor()
      await desk.field(w.decision).selectOption('')
      assert.deepEqual(JSON.parse((await exported(desk, w, w.json)).text).items, items)
      const [, ...rows] = cells((await exported(desk, w, w.csv)).text, w.delimiter)
      assert.deepEqual(rows.map((row) => [row[0], row[8], row[9]]), items.map((line) => [line.at, line.operation?.reference ?? '', line.operation?.name ?? '']))
    })

    test('is not there for those who lead no whole entity', async () => {
      const leo = await stage.open({ as: 'leo', language })
      leo.foresees(404, 'entities')
      await leo.visit('#/habilitations/register')
      await leo.page.locator('h1').waitFor()
      assert.equal(await leo.page.getByRole('table').count(), 0)
    })

    test('fits a phone, and says so when the service is away', async () => {
      await desk.page.setViewportSize({ width: 320, height: 640 })
      await desk.clean()
      desk.foresees(503, 'entities')
      await desk.page.route('**/api/entities/*/register**', (route) => route.fulfill({ status: 503, body: '' }))
      await desk.button(w.export).click()
      await desk.page.getByRole('menuitem', { name: w.csv }).click()
      await desk.toast.waitFor()
      await desk.button(w.export).waitFor()
    })
  })
}
