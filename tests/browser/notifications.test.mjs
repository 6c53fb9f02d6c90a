// What one is told about, chosen in real browsers: one click for all, and each operation apart.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { sql, value } from '../api/account.mjs'
import { PEOPLE, until } from '../api/site.mjs'
import { Stage } from './desk.mjs'

const NAME = 'Verrerie de l\'Ouest — refinancement du four 3'

let stage, site, file
before(async () => {
  stage = await Stage.start()
  site = stage.site
  file = (await (await site.as('agnes')).operation('OP-2026-0042')).id
})
after(() => stage.stop())

const mode = (email) => value(site, `SELECT notices FROM users WHERE email = '${email}'`)
const setting = async (email) => (await sql(site, `SELECT own, borrowers FROM notification_setting s JOIN users u ON u.id = s.user_id
  WHERE u.email = '${email}' AND operation_id = '${file}'`))[0]

describe('notifications', () => {
  test('are on; one click turns all off, and one more brings them back as they were', async () => {
    const desk = await stage.open({ as: 'agnes' })
    await desk.visit('#/account/notifications')
    assert.ok(await desk.role('radio', undefined).first().isChecked(), 'as it happens')
    await desk.page.getByRole('radio', { name: 'Once a day' }).check()
    await desk.says('You are told once a day')
    await desk.button('Turn everything off').click()
    await desk.says('You are no longer told')
    await desk.sees('All notifications are off.')
    assert.equal(await mode(PEOPLE.agnes), 'off')
    await desk.toast.getByRole('button', { name: 'Undo' }).click()
    await desk.says('You are told once a day')
    assert.ok(await desk.page.getByRole('radio', { name: 'Once a day' }).isChecked())
    await desk.page.getByRole('radio', { name: 'As it happens' }).check()
    await until('the mode', async () => (await mode(PEOPLE.agnes)) === 'each')
    await desk.context.close()
  })

  test('are chosen operation by operation, from the account or from the operation', async () => {
    const desk = await stage.open({ as: 'agnes' })
    await desk.visit('#/account/notifications')
    await desk.page.getByRole('searchbox').fill('0042')
    await desk.counts(desk.page.locator('tbody tr'), 1)
    await desk.field(`People of the borrowers: ${NAME}`).uncheck()
    await until('the setting', async () => (await setting(PEOPLE.agnes))?.borrowers === 0)
    await desk.follow(`#/operations/${file}`)
    await desk.page.getByRole('heading', { name: 'Notifications' }).waitFor()
    assert.ok(!(await desk.field('The people of the borrowers').isChecked()))
    await desk.field('The people of my entity').uncheck()
    await until('the setting', async () => (await setting(PEOPLE.agnes)).own === 0)
    await desk.link('All my notifications').click()
    await desk.row('OP-2026-0042').waitFor()
    assert.ok(!(await desk.field(`People of my entity, and requests: ${NAME}`).isChecked()))
    await desk.context.close()
  })

  test('a lender chooses about his own people only, with the keyboard', async () => {
    const desk = await stage.open({ as: 'paul', language: 'fr', width: 390, height: 844 })
    await desk.visit(`#/operations/${file}`)
    await desk.page.getByRole('heading', { name: 'Notifications' }).waitFor()
    assert.equal(await desk.page.getByLabel('Les personnes des emprunteurs').count(), 0)
    await desk.tabTo(/^Les personnes de mon entité/)
    await desk.page.keyboard.press('Space')
    await until('the setting', async () => (await setting(PEOPLE.paul))?.own === 0)
    await desk.tabTo('Toutes mes notifications')
    await desk.page.keyboard.press('Enter')
    await desk.heading('Mon compte')
    await desk.page.getByRole('radio', { name: 'Au fil de l’eau' }).waitFor()
    await desk.tabTo('Tout désactiver')
    await desk.page.keyboard.press('Enter')
    await until('the mode', async () => (await mode(PEOPLE.paul)) === 'off')
    await desk.context.close()
  })

  test('a refusal is told, and what is shown stays true', async () => {
    const desk = await stage.open({ as: 'agnes' })
    await desk.visit('#/account/notifications')
    await desk.row('OP-2026-0042').waitFor()
    await desk.page.route('**/api/account/notifications', (route) =>
      (route.request().method() === 'PUT' ? route.fulfill({ status: 503, body: '' }) : route.continue()))
    desk.foresees(503, 'account/notifications')
    await desk.button('Turn everything off').click()
    await desk.says('The service is not available at the moment.')
    assert.ok(await desk.page.getByRole('radio', { name: 'As it happens' }).isChecked())
    assert.equal(await mode(PEOPLE.agnes), 'each')
    await desk.context.close()
  })

  test('a box shows what was chosen while it is being saved, and goes back where it is refused', async () => {
    const desk = await stage.open({ as: 'claire' })
    await desk.visit('#/account/notifications')
    const box = desk.page.getByRole('row').filter({ hasText: 'OP-2026-0042' }).getByRole('checkbox').first()
    await box.waitFor()
    const was = await box.isChecked()
    let refuse
    await desk.page.route('**/notifications', (route) => {
      if (route.request().method() !== 'PUT') return route.continue()
      refuse = () => route.fulfill({ status: 503, body: '' })
    })
    desk.foresees(503, 'operations/')
    await box.setChecked(!was)
    await until('the choice on its way', () => refuse)
    await desk.page.getByRole('searchbox').fill('Verrerie')
    await desk.page.getByRole('status').filter({ hasText: /^\d+ operations?$/ }).waitFor()
    await desk.counts(desk.page.locator('tbody tr'), 1)
    await desk.page.getByRole('searchbox').fill('')
    await until('every operation', async () => (await desk.page.locator('tbody tr').count()) > 1)
    assert.equal(await box.isChecked(), !was, 'rows were drawn anew meanwhile')
    await refuse()
    await desk.says('The service is not available at the moment.')
    assert.equal(await box.isChecked(), was)
    await desk.context.close()
  })

  test('a letter leads to the page, through the sign-in', async () => {
    const desk = await stage.open()
    await desk.visit('#/account/notifications')
    await desk.signIn('leo')
    await desk.page.getByRole('radio', { name: 'As it happens' }).waitFor()
    await desk.context.close()
  })
})
