// Access between two dates, as people give it, see it, extend it, lose it and get it again: a line, and a habilitation.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { sql } from '../api/account.mjs'
import { entityId, House, join } from '../api/house.mjs'
import { until } from '../api/site.mjs'
import { Stage } from './desk.mjs'

const WORDS = {
  en: { add: 'Add contacts', emails: 'E-mail addresses', more: 'Dates, language and message', addIt: 'Add the contact', close: 'Done', start: 'From', day: 'Last day', aDate: 'Until a date', month: '1 month',
    order: 'The end would come before the start', menu: (who) => `Actions for ${who}`, extend: 'Extend access', extended: 'has access until', restore: 'Restore access', missing: 'Choose a duration',
    year: '1 year', again: 'has access again', from: 'from', begins: 'has access from', authorise: 'Authorise people', dates: 'Dates', authoriseIt: 'Authorise', extendPerson: 'Extend',
    personExtended: 'is authorised until', authoriseAgain: 'Authorise again', personAgain: 'has been invited again', undo: 'Undo', archive: 'Archive the authorisation', archiveIt: 'Archive',
    gone: 'no longer authorised', asBefore: 'Everything is as it was', chosenDay: 'invitation sent', life: 'Actions for the operation', closeIt: 'Close the operation', ninety: '90 days', closed: 'is closed',
    latest: /^Until .* latest possible$/, late: 'Choose an earlier day', goesUntil: /invitation sent, until/, revokeIt: 'Revoke access', lost: 'no longer has access' },
  fr: { add: 'Ajouter des contacts', emails: 'Adresses e-mail', more: 'Dates, langue et message', addIt: 'Ajouter le contact', close: 'Terminer', start: 'À partir du', day: 'Dernier jour', aDate: 'Jusqu’à une date', month: '1 mois',
    order: 'La fin viendrait avant le début', menu: (who) => `Actions pour ${who}`, extend: 'Prolonger l’accès', extended: 'a accès jusqu’au', restore: 'Rétablir l’accès', missing: 'Choisissez une durée',
    year: '1 an', again: 'a de nouveau accès', from: 'à partir du', begins: 'aura accès à partir du', authorise: 'Habiliter des personnes', dates: 'Dates', authoriseIt: 'Habiliter', extendPerson: 'Prolonger',
    personExtended: 'est habilité(e) jusqu’au', authoriseAgain: 'Habiliter à nouveau', personAgain: 'nouvelle invitation', undo: 'Rétablir', archive: 'Archiver l’habilitation', archiveIt: 'Archiver',
    gone: 'n’est plus habilité(e)', asBefore: 'Tout est comme avant', chosenDay: 'invitation envoyée', life: 'Actions pour l’opération', closeIt: 'Clôturer l’opération', ninety: '90 jours', closed: 'est clôturée',
    latest: /^Jusqu’au .* au plus tard$/, late: 'Choisissez un jour antérieur', goesUntil: /invitation envoyée, jusqu’au/, revokeIt: 'Révoquer l’accès', lost: 'n’a plus accès' },
}
const DAY = 86_400_000
/** A day as a date field writes it, in the time zone of the browsers. */
const day = (ahead) => new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Paris' }).format(Date.now() + ahead * DAY)
const endOf = (text) => new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Paris', dateStyle: 'short', timeStyle: 'medium' }).format(new Date(text))

let stage
before(async () => (stage = await Stage.start()))
after(() => stage.stop())

for (const [language, w] of Object.entries(WORDS)) {
  describe(`between two dates (${language})`, () => {
    let house, operation, worker, desk
    const press = (name) => desk.dialog.getByRole('button', { name, exact: true }).click()
    const radio = (name) => desk.dialog.getByRole('radio', { name, exact: true })
    const item = async (row, menu, name) => {
      await desk.row(row).getByRole('button', { name: menu }).click()
      await desk.role('menuitem', name).click()
      await desk.dialog.waitFor()
    }
    const end = (table, id) => sql(stage.site, `UPDATE ${table} SET from_ms = NULL, until_ms = ${Date.now() - 1} WHERE id = '${id}'`)
    const line = (state) => house.leader.contact(operation, worker.email, state)

    before(async () => {
      house = await House.build(stage.site)
      worker = await house.hire('ada')
      operation = await house.published(`D-1${language}`)
      desk = await stage.open({ as: house.leader.email, language })
    })

    test('somebody is added with a start and an end; an end before the start is refused where it is typed', async () => {
      await desk.visit(`#/operations/${operation}/access`)
      await desk.button(w.add).click()
      await desk.dialog.getByLabel(w.emails).fill(worker.email)
      await desk.dialog.locator('select').first().selectOption({ label: house.name })
      await desk.dialog.getByText(w.more).click()
      await desk.dialog.getByLabel(w.start).fill(day(5))
      await radio(w.aDate).check()
      await desk.dialog.getByLabel(w.day).fill(day(3))
      await press(w.addIt)
      await desk.dialog.locator('.errors').filter({ hasText: w.order }).waitFor()
      assert.equal(await line(), undefined)
      await desk.dialog.getByLabel(w.day).fill(day(9))
      assert.match(await desk.dialog.locator('.in-words').last().innerText(), language === 'fr' ? /^\p{L}+ \d+ \p{L}+ \d{4} à minuit$/u : /^\p{L}+,? \d+ \p{L}+ \d{4} at midnight$/u)
      await press(w.addIt)
      await desk.sees(w.begins)
      await press(w.close)
      await desk.row(worker.email).locator('.badge.info').filter({ hasText: w.from }).waitFor()
      await desk.row(worker.email).locator('.badge.warn').waitFor() // its end is near
      const { from, until: last } = await line()
      assert.deepEqual([endOf(from), endOf(last)], [`${day(5)} 00:00:00`, `${day(9)} 23:59:59`])
    })

    test('is extended in one click, ends by itself, and comes back with a new end only', async () => {
      await item(worker.email, /./, w.extend)
      await press(w.year)
      await desk.says(w.extended)
      await desk.counts(desk.row(worker.email).locator('.badge.warn'), 0)
      await end('contact', (await line()).id)
      await desk.visit(`#/operations/${operation}/access/archived`)
      await desk.row(worker.email).getByRole('button').first().click()
      await press(w.restore)
      await desk.dialog.locator('.errors').filter({ hasText: w.missing }).waitFor()
      assert.deepEqual(await desk.axe(), [])
      await radio(w.month).check()
      await press(w.restore)
      await desk.says(w.again)
      const days = (Date.parse((await line()).until) - Date.now()) / DAY
      assert.ok(days > 27 && days < 32, `${days} days`)
    })

    test('a month is counted from the server’s today, whatever the clock of this machine says; what ends within a day says when, and mails know the zone', async () => {
      const [email, other] = [`horloge-${language}@littoral.example`, `ailleurs-${language}@littoral.example`]
      const agnes = await stage.site.as('agnes')
      const file = (await agnes.operation('OP-2026-0042')).id
      const his = await stage.open({ as: 'agnes', language })
      await his.page.clock.setFixedTime(Date.now() + 31 * DAY)
      await his.visit(`#/operations/${file}/access`)
      await until('the zone is told', async () => (await agnes.get('api/session')).body.zone === 'Europe/Paris')
      await his.button(w.add).click()
      await his.dialog.getByLabel(w.emails).fill(email)
      await his.dialog.locator('select').first().selectOption({ label: 'Crédit du Littoral' })
      await his.dialog.getByText(w.more).click()
      await his.dialog.getByRole('radio', { name: w.month, exact: true }).check()
      await his.dialog.getByRole('button', { name: w.addIt, exact: true }).click()
      await his.dialog.getByText(w.goesUntil).waitFor()
      const { until: end } = await agnes.contact(file, email)
      const days = (Date.parse(end) - Date.now()) / DAY
      assert.ok(days > 27 && days < 32, `${days} days`)
      await agnes.add(file, other, { entity: await entityId(stage.site, 'Littoral'), until: '2031-01-01T04:59:59.999Z' })
      const hers = await stage.open({ as: 'agnes', language })
      await hers.visit(`#/operations/${file}/access`)
      await hers.row(other).getByText(/1\u00a0(Jan|janv)\.?\u00a02031(,| à\u00a0) ?05:59/).waitFor()
      assert.match((await stage.site.mail(other)).text, /(heure de Paris|Paris time)/)
    })

    test('who has an end himself gives no longer: that is the default, the latest, and what is said', async () => {
      const [own, twin, end] = [`limite-${language}@littoral.example`, `jumeau-${language}@littoral.example`, `${day(40)}T12:00:00.000Z`]
      const agnes = await stage.site.as('agnes')
      const file = (await agnes.operation('OP-2026-0042')).id
      await agnes.add(file, own, { entity: await entityId(stage.site, 'Littoral'), until: end })
      const visitor = await join(stage.site, own)
      const his = await stage.open({ as: own, language })
      const option = (name) => his.dialog.getByRole('radio', { name })
      await his.visit(`#/operations/${file}/access`)
      await his.button(w.add).click()
      await his.dialog.getByLabel(w.emails).fill(twin)
      assert.ok(await option(w.latest).isChecked())
      await his.counts(his.dialog.getByRole('radio'), 3) // until then, a month, a day of one's own
      await option(w.aDate).check()
      await his.dialog.getByLabel(w.day).fill(day(41))
      await his.dialog.getByRole('button', { name: w.addIt, exact: true }).click()
      await his.dialog.locator('.errors').filter({ hasText: w.late }).waitFor()
      assert.deepEqual(await his.axe(), [])
      await option(w.latest).check()
      await his.dialog.getByRole('button', { name: w.addIt, exact: true }).click()
      await his.dialog.getByText(w.goesUntil).waitFor()
      assert.equal((await visitor.contact(file, twin)).until, end)
    })

    test('what a colleague gave back against a manager’s word is revoked again by one click on the mail’s link', async () => {
      const email = `rendu-${language}@littoral.example`
      const [agnes, paul] = [await stage.site.as('agnes'), await stage.site.as('paul')]
      const file = (await agnes.operation('OP-2026-0042')).id
      const { contact } = await agnes.add(file, email, { entity: await entityId(stage.site, 'Littoral') })
      const path = `api/operations/${file}/contacts/${contact.id}`
      await agnes.post(`${path}/revoke`)
      assert.equal((await paul.post(`${path}/restore`)).status, 200)
      const mail = await stage.site.mail('agnes.martin@aurore.example', (one) => one.text.includes(`revoke=${contact.id}`))
      const hers = await stage.open({ as: 'agnes', language })
      await hers.visit(/#\/operations\/\S+/.exec(mail.text)[0])
      await hers.dialog.getByText(email).first().waitFor()
      await hers.dialog.getByRole('button', { name: w.revokeIt, exact: true }).click()
      await hers.says(w.lost)
      assert.equal((await agnes.contact(file, email, 'archived')).status, 'revoked')
      assert.ok(!(await hers.page.url()).includes('revoke='), 'asked once')
    })

    test('a habilitation likewise, and undoing its end gives back the end it had', async () => {
      const email = house.address('bob')
      await desk.visit('#/habilitations')
      await desk.button(w.authorise).click()
      await desk.dialog.getByLabel(w.emails).fill(email)
      await desk.dialog.getByText(w.dates, { exact: true }).click()
      await desk.dialog.getByLabel(w.start).fill(day(2))
      await radio(w.aDate).check()
      await desk.dialog.getByLabel(w.day).fill(day(20))
      await press(w.authoriseIt)
      await desk.sees(w.chosenDay)
      await press(w.close)
      await desk.row(email).locator('.badge.warn').filter({ hasText: /\d/ }).waitFor()
      await desk.row(email).filter({ hasText: w.from }).waitFor()
      await item(email, /./, w.extendPerson)
      await press(w.year)
      await desk.says(w.personExtended)
      const before = await house.habilitation('bob')
      assert.ok(Date.parse(before.until) > Date.now() + 300 * DAY)

      await item(email, /./, w.archive)
      await press(w.archiveIt)
      await desk.says(w.gone)
      await desk.toast.getByRole('button').first().click()
      await desk.says(w.asBefore)
      const back = await house.habilitation('bob')
      assert.deepEqual([back.from, back.until], [before.from, before.until])

      await end('habilitation', back.id)
      await until('the archive', async () => await house.habilitation('bob', 'archived'))
      await desk.visit('#/habilitations/archived')
      await desk.row(email).getByRole('button').first().click()
      await press(w.authoriseAgain)
      await desk.dialog.locator('.errors').filter({ hasText: w.missing }).waitFor()
      await radio(w.month).check()
      await press(w.authoriseAgain)
      await desk.says(w.personAgain)
      assert.ok(Date.parse((await house.habilitation('bob')).until) < Date.now() + 32 * DAY)
    })

    test('closing gives everybody but managers an end', async () => {
      await desk.visit(`#/operations/${operation}`)
      await desk.button(w.life).click()
      await desk.role('menuitem', w.closeIt).click()
      await radio(w.ninety).check()
      await press(w.closeIt)
      await desk.says(w.closed)
      assert.equal((await house.leader.contact(operation, house.leader.email)).until, null)
    })
  })
}
