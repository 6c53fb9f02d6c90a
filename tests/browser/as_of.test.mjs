// Who had access on a given day, as people ask for it: a past day, today, a day that is none; on a phone, on paper, as a file.
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { after, before, describe, test } from 'node:test'
import { sql } from '../api/account.mjs'
import { Stage } from './desk.mjs'
import { cells } from './sheets.mjs'

const WORDS = {
  en: { tab: 'On a given day', day: 'Day', invites: 'Who had access on a given day?', yesterday: /^Yesterday, /, was: /^As it was on \p{L}+, \d+ \p{L}+ \d{4} at 23:59 \(Paris time\)$/u,
    is: /^As it is today, .+, at \d\d:\d\d \(Paris time\)$/, ended: 'Ended on', open: 'Still open', given: 'Access given', restored: 'Access restored', search: 'Search a name or an address',
    nobody: 'Nobody matches', everybody: 'Show everybody', export: 'Export', exported: 'exported', file: 'access', delimiter: ',' },
  fr: { tab: 'À une date donnée', day: 'Date', invites: 'Qui avait accès à une date donnée ?', yesterday: /^Hier, /, was: /^État au \p{L}+ \d+ \p{L}+ \d{4} à 23:59 \(heure de Paris\)$/u,
    is: /^État d’aujourd’hui, .+, à \d\d:\d\d \(heure de Paris\)$/, ended: 'Terminé le', open: 'Toujours ouvert', given: 'Accès accordé', restored: 'Accès rétabli',
    search: 'Rechercher un nom ou une adresse', nobody: 'Personne ne correspond', everybody: 'Afficher tout le monde', export: 'Exporter', exported: 'exportée', file: 'accès', delimiter: ';' },
}
const FORMULA = '=HYPERLINK("http://evil.example","press")'
const COLUMNS = ['at', 'operation', 'operation_name', 'entity', 'side', 'person', 'email', 'from', 'until', 'granted_by', 'granted_by_email', 'granted_at', 'how', 'reason', 'ended', 'row']
const DAY = 86_400_000
/** A day as a date field writes it, in the time zone of the browsers. */
const day = (ahead) => new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Paris' }).format(Date.now() + ahead * DAY)

/** Its last instant there. */
const lastOf = (text) => [1, 2].map((hours) => Date.parse(`${text}T23:59:59.999Z`) - hours * 3_600_000)
  .find((at) => new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Paris', timeStyle: 'medium' }).format(at) === '23:59:59')

let stage, agnes, file, operation, people
before(async () => {
  stage = await Stage.start()
  agnes = await stage.site.as('agnes')
  file = (await agnes.operation('OP-2026-0042')).id
  operation = (await agnes.get(`api/operations/${file}`)).body
  people = (await agnes.all(`api/operations/${file}/contacts?status=active`)).filter(({ may }) => may.includes('revoke'))
})
after(() => stage.stop())

const page = (filters = '') => `#/operations/${file}/access/as-of${filters}`
const act = async ({ id }, action, body) => {
  const { status, text } = await agnes.post(`api/operations/${file}/contacts/${id}/${action}`, body)
  assert.equal(status, 200, text)
}

for (const [language, w] of Object.entries(WORDS)) {
  describe(`who had access on a given day (${language})`, () => {
    let desk, revoked, until, back
    const moment = (says) => desk.page.locator('.moment strong').filter({ hasText: says }).waitFor()

    before(async () => {
      [revoked, until, back] = people.splice(0, 3)
      await act(revoked, 'revoke', { reason: 'Départ' })
      await act(back, 'revoke', {})
      await act(back, 'restore', { reason: FORMULA })
      await sql(stage.site, `UPDATE access SET to_ms = ${lastOf(day(-1))} WHERE contact_id = '${until.id}'`)
      desk = await stage.open({ as: 'agnes', language, acceptDownloads: true })
    })

    test('is asked for beside the other lists; a past day shows whom today does not, and what became of them', async () => {
      await desk.visit(`#/operations/${file}/access`)
      await desk.link(w.tab).click()
      await desk.sees(w.invites)
      await desk.hasFocus(w.tab)
      await desk.clean()
      await desk.link(w.yesterday).click()
      await desk.row(revoked.email).filter({ hasText: w.ended }).filter({ hasText: w.given }).waitFor()
      await moment(w.was)
      await desk.hasFocus(w.day)
      assert.ok(desk.page.url().endsWith(page(`?day=${day(-1)}`)))
      await desk.clean()
      assert.equal(await desk.page.locator('tbody :is(button, input, a)').count(), 0, 'for reading only')
      await desk.row(until.email).filter({ hasText: w.ended }).waitFor() // as the last second of that day, which was his
      await desk.page.getByLabel(w.day, { exact: true }).fill(day(0))
      await moment(w.is)
      await desk.row(back.email).filter({ hasText: w.open }).filter({ hasText: w.restored }).filter({ hasText: FORMULA }).waitFor()
      await desk.counts(desk.row(revoked.email), 0)
      await desk.counts(desk.row(until.email), 0)
    })

    test('keeps in its address what it is narrowed by', async () => {
      await desk.visit(page(`?day=${day(-1)}`))
      await desk.page.getByRole('searchbox', { name: w.search }).fill(revoked.email)
      await desk.counts(desk.page.locator('tbody tr'), 1)
      await desk.page.reload()
      await desk.row(revoked.email).waitFor()
      await desk.counts(desk.page.locator('tbody tr'), 1)
      await desk.page.getByRole('searchbox', { name: w.search }).fill('zzzz')
      await desk.sees(w.nobody)
      await desk.link(w.everybody).click()
      await desk.row(back.email).waitFor()
      assert.ok(desk.page.url().endsWith(page(`?day=${day(-1)}`)))
    })

    test('is a file of all pages, with one instant on each line and no formula', async () => {
      await desk.visit(page(`?day=${day(0)}`))
      await desk.row(back.email).waitFor()
      await desk.page.route('**/access?**limit=100**', (route) => route.continue({ url: route.request().url().replace('limit=100', 'limit=10') }))
      const [sheet] = await Promise.all([desk.page.waitForEvent('download'), desk.button(w.export).click()])
      await desk.says(w.exported)
      assert.equal(sheet.suggestedFilename(), `${w.file}-OP-2026-0042-${day(0)}.csv`)
      const text = await readFile(await sheet.path(), 'utf8')
      assert.ok(text.startsWith('\ufeffat'), 'a byte order mark')
      const [head, ...rows] = cells(text.slice(1), w.delimiter)
      assert.deepEqual(head, COLUMNS)
      const lines = await agnes.all(`api/operations/${file}/access?at=${rows[0][0]}`)
      assert.ok(lines.length > 20 && lines.some(({ reason }) => reason === FORMULA))
      assert.deepEqual(rows, lines.map(({ person, entity, side, from, until: end, granted_by: giver, granted_at: at, how, reason, ended, row }) => [
        rows[0][0], 'OP-2026-0042', operation.name, entity.name, side, person.name, person.email, from, end, giver?.name, giver?.email, at, how,
        reason === FORMULA ? `'${FORMULA}` : reason, ended, row].map((value) => String(value ?? ''))))
    })
  })
}

describe('a day', () => {
  test('that is none, is to come or too long ago is said to be so, and nothing is asked', async () => {
    const desk = await stage.open({ as: 'agnes', language: 'en' })
    const asked = []
    desk.page.on('request', (request) => { if (request.url().includes('/access?')) asked.push(request.url()) })
    for (const [wrong, says] of [['2026-02-30', 'There is no such day'], ['yesterday', 'There is no such day'], [day(1), 'This day is still to come'], ['0202-03-31', 'Choose a later day']]) {
      await desk.visit(page(`?day=${wrong}`))
      await desk.sees(says)
    }
    assert.deepEqual(asked, [])
    await desk.page.getByLabel('Day', { exact: true }).focus()
    await desk.page.keyboard.type('02022020') // the years 2, 20 and 202 on the way
    await desk.sees('Nobody had access on that day')
    assert.ok(await desk.button('Export').isDisabled())
    assert.ok(desk.page.url().endsWith(page('?day=2020-02-02')))
    await desk.hasFocus('Day')
    assert.equal(asked.length, 1)
  })

  test('fits a phone, is printed without what only does something, and says so when the service is away', async () => {
    const desk = await stage.open({ as: 'paul', language: 'fr', width: 390, height: 844 })
    await desk.visit(page(`?day=${day(-1)}`))
    await desk.row('paul.petit@littoral.example').waitFor()
    await desk.clean()
    await desk.sees('les personnes de votre entité') // a lender sees his own
    await desk.page.setViewportSize({ width: 320, height: 640 })
    await desk.clean()
    await desk.page.emulateMedia({ media: 'print' })
    for (const part of ['.toolbar', '.segments > :not([aria-current])', '.tabs']) assert.ok(!await desk.page.locator(part).first().isVisible(), part)
    for (const text of ['OP-2026-0042', WORDS.fr.was, 'paul.petit@littoral.example']) assert.ok(await desk.page.locator('.as-of').getByText(text).first().isVisible(), String(text))
    await desk.page.emulateMedia({ media: 'screen' })
    desk.foresees(503, 'operations')
    await desk.page.route('**/access?**', (route) => route.fulfill({ status: 503, body: '' }))
    await desk.page.evaluate(() => dispatchEvent(new Event('focus')))
    await desk.sees('ne sont peut-être plus à jour')
    await desk.page.getByLabel('Date', { exact: true }).fill(day(-2))
    await desk.page.getByRole('alert').waitFor()
    assert.equal(await desk.page.locator('tbody tr').count(), 0, 'nobody of another day')
    await desk.page.unroute('**/access?**')
    await desk.page.getByRole('alert').getByRole('button').click()
    await desk.row('paul.petit@littoral.example').waitFor()
  })
})
