// What holds for every page and every state of it: for all eyes, hands and screens, on a bad line, within the budget.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { codeOf, PASSWORD, PEOPLE, until } from '../api/site.mjs'
import { openScene, SCENES } from './scenes.mjs'
import { Stage } from './desk.mjs'
import { WORDS } from './words.mjs'

const FILE = 'Verrerie de l\'Ouest — refinancement du four 3'
const WIDE = { width: 1360, height: 860 }
const PHONE = { width: 390, height: 844 }
const NARROWEST = { width: 320, height: 640 }
const BUDGET = 45 * 1024

let stage
before(async () => {
  stage = await Stage.start()
  // One after the other, for two scenes at a time would mix up one person's codes.
  for (const name of new Set(SCENES.flatMap(({ as }) => as ?? 'paul'))) await stage.site.as(name)
})
after(() => stage.stop())

/** Nothing to scroll sideways, nothing open that one cannot see: a menu moves with the line it belongs to. */
async function checkRoom(desk, size) {
  await desk.page.setViewportSize(size)
  await desk.page.evaluate(() => document.querySelector('[aria-expanded=true]')?.scrollIntoView({ block: 'center' }))
  await desk.settled()
  assert.equal(await desk.overflow(), 0, `scrolls sideways at ${size.width} px`)
  assert.deepEqual(await desk.outOfSight(), [], `out of sight at ${size.width} px`)
}

/** The same scene in French: the page changes its language where it stands; where it has no switch it is opened anew. */
async function inFrench(desk, scene, size) {
  await desk.page.setViewportSize(size)
  const isChanged = await desk.page.evaluate(() => {
    const switched = document.querySelector('.segments [lang=fr]')
    switched?.click()
    return !!switched
  })
  if (!isChanged) return openScene(stage, scene, { language: 'fr', ...size }, WORDS.fr)
  await until('the page in French', () => desk.page.evaluate(() => document.documentElement.lang === 'fr'))
  return desk
}

describe('every scene', { concurrency: 2 }, () => {
  for (const scene of SCENES) {
    test(scene.name, async () => {
      const sizes = { wide: [WIDE], narrow: [PHONE, NARROWEST] }[scene.at] ?? [WIDE, PHONE, NARROWEST]
      const desk = await openScene(stage, scene, { language: 'en', ...sizes[0] }, WORDS.en)
      assert.deepEqual(await desk.axe(), [], 'light')
      assert.equal(await desk.page.locator('tbody tr:not(:has(> th[scope=row]))').count(), 0, 'each line has its name')
      for (const size of sizes) await checkRoom(desk, size)
      const french = await inFrench(desk, scene, sizes[0])
      await french.page.emulateMedia({ colorScheme: 'dark' })
      for (const size of sizes) await checkRoom(french, size)
      assert.deepEqual(await french.axe(undefined, []), [], 'dark, narrow, in French')
      await desk.context.close()
      if (french !== desk) await french.context.close()
    })
  }
})

describe('the keyboard alone', () => {
  let desk, keys
  const press = async (...names) => {
    for (const name of names) await keys.press(name)
  }
  /** Leaves a menu by Escape: the page takes note of it a moment later. */
  const leaveMenu = async () => {
    await press('Escape')
    await desk.counts(desk.page.locator(':popover-open, [aria-expanded=true]'), 0)
  }

  before(async () => {
    desk = await stage.open()
    keys = desk.page.keyboard
    await desk.visit()
  })

  test('what is missing at sign-in: the first such field has the focus', async () => {
    await desk.button('Sign in').press('Enter')
    await desk.sees('Enter your e-mail address.')
    await desk.settled()
    assert.equal(await desk.focused(), 'E-mail address')
  })

  test('signs in: the first field has the focus, Enter sends, the code goes off by itself', async () => {
    const mails = (await desk.site.mails(PEOPLE.agnes)).length
    await desk.visit()
    await desk.hasFocus('E-mail address')
    await keys.type(PEOPLE.agnes)
    await press('Tab')
    await desk.hasFocus('Password')
    await keys.type(PASSWORD)
    await press('Enter')
    await desk.hasFocus('Six-digit code')
    await keys.type(codeOf(await desk.site.mail(PEOPLE.agnes, codeOf, mails)))
    await desk.hasFocus('Operations')
  })

  test('skips the navigation', async () => {
    await desk.visit('#/operations')
    await desk.row('OP-2026-0042').waitFor()
    await desk.hasFocus('Operations')
    await desk.tabTo('Skip to content', 'Shift+Tab')
    const box = await desk.link('Skip to content').boundingBox()
    assert.ok(box.y >= 0 && box.x >= 0, 'it is seen when it has the focus')
    await press('Enter', 'Tab')
    assert.ok(await desk.page.evaluate(() => !!document.activeElement.closest('main')))
    assert.match(desk.page.url(), /#\/operations$/, 'the address stays')
  })

  test('opens an operation and its administrative page; each page’s heading is read first', async () => {
    await desk.tabTo('Search a reference or a name')
    await keys.type('no such thing')
    await desk.page.getByRole('status').filter({ hasText: 'No operation matches' }).waitFor()
    for (let i = 0; i < 'no such thing'.length; i++) await press('Backspace')
    await keys.type('four 3')
    await desk.page.getByRole('status').filter({ hasText: /^1 operation$/ }).waitFor()
    await desk.counts(desk.page.locator('tbody tr'), 1)
    await desk.tabTo(FILE)
    await press('Enter')
    await desk.role('heading', 'Contacts who manage the file').waitFor()
    await desk.hasFocus(FILE)
    await desk.tabTo('Administrative file and access management')
    await press('Enter')
    await desk.row(PEOPLE.agnes).waitFor()
    await desk.hasFocus(FILE)
  })

  test('walks through a menu, and leaves it where it came from', async () => {
    await desk.tabTo('Search a name or an address')
    await keys.type('remi')
    await desk.counts(desk.page.locator('tbody tr'), 1)
    const button = 'Actions for remi.carpentier@littoral.example'
    await desk.tabTo(button)
    await press('Enter')
    await desk.hasFocus('Copy the address')
    await press('ArrowDown')
    await desk.hasFocus('Resend the invitation')
    await press('ArrowDown')
    await desk.hasFocus('Set an end date')
    await press('ArrowDown')
    await desk.hasFocus('Why?')
    await press('ArrowDown')
    await desk.hasFocus('Revoke access to the folder')
    await press('ArrowUp')
    await desk.hasFocus('Why?')
    await leaveMenu()
    await desk.hasFocus(button)
  })

  test('a menu goes round at its ends', async () => {
    const after = []
    await press('Enter')
    await desk.hasFocus('Copy the address')
    for (const key of ['ArrowUp', 'ArrowDown', 'End', 'Home']) {
      await press(key)
      after.push(await desk.focused())
    }
    await press('w')
    await desk.hasFocus('Why?')
    await press('R')
    await desk.hasFocus('Revoke access to the folder')
    await press('r')
    await desk.hasFocus('Resend the invitation')
    await leaveMenu()
    const [first, last] = ['Copy the address', 'Revoke access to the folder']
    assert.deepEqual(after, [last, first, last, first])
  })

  test('is kept inside a dialog, and given back by Escape', async () => {
    const button = 'Actions for remi.carpentier@littoral.example'
    await press('Space')
    await desk.hasFocus('Copy the address')
    await press('End', 'Enter')
    await desk.hasFocus('Cancel')
    const met = new Set()
    for (let i = 0; i < 8; i++) {
      await press('Tab')
      met.add(await desk.page.evaluate(() =>
        document.activeElement === document.body || !!document.activeElement.closest('dialog')))
    }
    assert.deepEqual([...met], [true])
    await press('Escape')
    await desk.hasFocus(button)
    await desk.row('remi.carpentier').waitFor()
  })

  test('revokes; the line goes, and the focus to the heading of the list', async () => {
    await press('Enter')
    await desk.hasFocus('Copy the address')
    await press('End', 'Enter')
    await desk.hasFocus('Cancel')
    await desk.tabTo('Reason (optional)', 'Shift+Tab')
    await keys.type('Keyboard')
    await desk.tabTo('Revoke access')
    await press('Enter')
    await desk.counts(desk.row('remi.carpentier'), 0)
    await desk.hasFocus('File access management')
  })

  test('reaches the undo, and the archive with what it restores', async () => {
    await desk.tabTo('Undo')
    await press('Enter')
    await desk.says('remi.carpentier@littoral.example has been invited again')
    await desk.row('remi.carpentier').waitFor()
    await desk.visit(`${new URL(desk.page.url()).hash.split('?')[0]}/archived?q=chloe`)
    await desk.row(PEOPLE.chloe).waitFor()
    await desk.tabTo('Restore access: Chloé Simon')
    await press('Enter')
    await desk.hasFocus('Cancel')
    await press('Escape')
    await desk.hasFocus('Restore access: Chloé Simon')
  })

  test('adds somebody: the field first, the answer read out, the way back to the button', async () => {
    await desk.tabTo(/^Users with access/, 'Shift+Tab')
    await press('Enter')
    await desk.tabTo('Add contacts')
    await press('Enter')
    await desk.hasFocus('E-mail addresses')
    await keys.type('typed.alone@littoral.example')
    await desk.tabTo('On behalf of')
    await press('ArrowDown')
    await desk.tabTo('Add the contact')
    await press('Enter')
    await desk.hasFocus('What happened')
    await desk.tabTo('Done')
    await press('Enter')
    await desk.hasFocus('Add contacts')
  })

  test('opens the drawer of a phone, leaves it by Escape, and goes where a link leads', async () => {
    await desk.page.setViewportSize(PHONE)
    await desk.visit('#/operations?q=four')
    await desk.row('OP-2026-0042').waitFor()
    await desk.tabTo('Open the menu', 'Shift+Tab')
    await press('Enter')
    await desk.dialog.waitFor()
    await press('Escape')
    await desk.hasFocus('Open the menu')
    await press('Enter')
    await desk.tabTo('Operations')
    await press('Enter')
    await desk.heading('Operations')
    await desk.counts(desk.dialog, 0)
    await desk.page.setViewportSize(WIDE)
  })
})

describe('a bad line', () => {
  const open = async (email, path = '/access') => {
    const desk = await stage.open({ as: 'paul' })
    const paul = await stage.site.as('paul')
    await desk.visit(`#/operations/${(await paul.operation('OP-2026-0009')).id}${path}`)
    await desk.row(PEOPLE.paul).waitFor()
    if (!email) return desk
    await desk.button('Add contacts').click()
    await desk.field('E-mail addresses').fill(email)
    return desk
  }

  test('a session that ends under a half-filled form: the same person finds it again', async () => {
    const desk = await open('half.done@littoral.example')
    desk.foresees(401, 'operations')
    await desk.context.clearCookies()
    await desk.button('Add the contact').click()
    await desk.sees('Your session has ended.')
    assert.equal(await desk.field('E-mail address').inputValue(), PEOPLE.paul)
    await desk.signIn('paul')
    await desk.dialog.waitFor()
    assert.equal(await desk.field('E-mail addresses').inputValue(), 'half.done@littoral.example')
    await desk.button('Add the contact').click()
    await desk.sees('invitation sent')
  })

  test('somebody else who signs in there sees nothing of it', async () => {
    const desk = await open('not.yours@littoral.example')
    desk.foresees(401, 'operations')
    await desk.context.clearCookies()
    await desk.button('Add the contact').click()
    await desk.sees('Your session has ended.')
    await desk.signIn('lena')
    await desk.heading('Maison Lorient — term loan B')
    await desk.row(PEOPLE.lena).waitFor()
    assert.equal(await desk.dialog.count(), 0)
    await desk.button('Actions for Lena Koch').waitFor()
    assert.equal(await desk.page.getByText('littoral.example').count(), 0)
  })

  test('no network: it says so, keeps what was typed, and sends it when asked again', async () => {
    const desk = await open('no.network@littoral.example')
    desk.foreseesLostLine()
    await desk.context.setOffline(true)
    await desk.button('Add the contact').click()
    await desk.sees('Guichet cannot be reached. Check your connection. Nothing that you typed is lost.')
    assert.equal(await desk.field('E-mail addresses').inputValue(), 'no.network@littoral.example')
    await desk.context.setOffline(false)
    await desk.button('Add the contact').click()
    await desk.sees('invitation sent')
  })

  test('the network comes back: the page goes on by itself', async () => {
    const desk = await open()
    desk.foreseesLostLine()
    await desk.context.setOffline(true)
    await desk.follow(`${new URL(desk.page.url()).hash.replace(/access.*/, 'register')}`)
    await desk.sees('Guichet cannot be reached. Check your connection.')
    await desk.context.setOffline(false)
    await desk.counts(desk.page.getByText('Guichet cannot be reached. Check your connection.'), 0)
    await desk.page.locator('main table tbody tr').first().waitFor()
  })

  test('a server that is silent for five seconds is told in words, until it answers', async () => {
    const desk = await open()
    let release
    const held = new Promise((done) => (release = done))
    await desk.page.route('**/register*', async (route) => {
      await held
      await route.continue()
    })
    await desk.follow(`${new URL(desk.page.url()).hash.replace(/access.*/, 'register')}`)
    await desk.sees('Guichet is slow to answer.')
    await desk.clean()
    release()
    await desk.counts(desk.page.getByText('Guichet is slow to answer.'), 0)
  })

  test('an answer that is lost on the way: asked again by itself, done once', async () => {
    const email = 'lost.answer@littoral.example'
    const desk = await open(email)
    desk.foreseesLostLine()
    let times = 0
    await desk.page.route('**/contacts', async (route) => {
      times += 1
      const reply = await route.fetch()
      await (times === 1 ? route.abort() : route.fulfill({ response: reply }))
    })
    await desk.button('Add the contact').click()
    await desk.sees('invitation sent')
    assert.equal(times, 2)
    await desk.button('Done').click()
    await desk.counts(desk.row(email), 1)
    assert.equal((await desk.site.mails(email)).length, 1)
  })

  test('a slow server: a line at the top after 400 ms, not before, gone with the answer', async () => {
    const desk = await open()
    const line = desk.page.getByRole('progressbar', { name: 'Loading' })
    let release
    const held = new Promise((done) => (release = done))
    await desk.page.route('**/register', async (route) => {
      await held
      await route.continue()
    })
    await desk.page.evaluate(() => {
      globalThis.shownAfter = new Promise((done) => new MutationObserver((_, observer) => {
        const element = document.querySelector('.wait-line')
        if (!element) return
        observer.disconnect()
        const start = performance.now()
        const look = () => {
          if (getComputedStyle(element).opacity === '1') done(performance.now() - start)
          else requestAnimationFrame(look)
        }
        look()
      }).observe(document.body, { childList: true, subtree: true }))
    })
    await desk.link('Register').click()
    const ms = await desk.page.evaluate(() => globalThis.shownAfter)
    assert.ok(ms >= 380, `after ${ms} ms`)
    await line.waitFor()
    assert.deepEqual(await desk.axe(), [])
    release()
    await desk.page.getByRole('table').waitFor()
    await desk.counts(line, 0)
  })

  test('a password that the server refuses is told at its field, and the rest of the form stays', async () => {
    const scene = SCENES.find(({ name }) => name === 'join refused')
    const desk = await openScene(stage, scene, { language: 'en' }, WORDS.en)
    assert.equal(await desk.field('First name').inputValue(), 'Ada')
    assert.match(await desk.page.locator('.errors').innerText(), /password/)
  })
})

/** The colour that most of an element shows, as it is drawn. */
async function ground(desk, selector) {
  const picture = await desk.page.locator(selector).first().screenshot()
  return desk.page.evaluate(async (base64) => {
    const image = new Image()
    image.src = `data:image/png;base64,${base64}`
    await image.decode()
    const context = new OffscreenCanvas(image.width, image.height).getContext('2d')
    context.drawImage(image, 0, 0)
    const pixels = new Uint32Array(context.getImageData(0, 0, image.width, image.height).data.buffer)
    const times = new Map()
    for (const pixel of pixels) times.set(pixel, (times.get(pixel) ?? 0) + 1)
    return [...times].sort(([, a], [, b]) => b - a)[0][0]
  }, picture.toString('base64'))
}

describe('eyes, preferences and budget', () => {
  for (const [language, words] of Object.entries(WORDS)) {
    test(`the first visit takes at most 45 KB from the wire, heads and all, in ${language}`, async () => {
      const desk = await stage.open({ language, chosen: false })
      const wire = await desk.context.newCDPSession(desk.page)
      await wire.send('Network.enable')
      const taken = []
      wire.on('Network.loadingFinished', ({ encodedDataLength }) => taken.push(encodedDataLength))
      await desk.visit()
      await desk.heading(words.signIn)
      await desk.page.waitForLoadState('networkidle')
      const total = taken.reduce((sum, size) => sum + size, 0)
      assert.ok(taken.length >= 6 && total > 0 && total <= BUDGET, `${total} bytes in ${taken.length} answers`)
    })
  }

  test('who was signed in here gets the first page of his while the server is asked who he is', async () => {
    const desk = await stage.open({ as: 'agnes' })
    await desk.visit()
    await desk.page.locator('tbody tr').first().waitFor()
    const asked = []
    desk.page.on('request', (request) => asked.push(request.url()))
    let answer
    const held = new Promise((done) => (answer = done))
    await desk.page.route('**/api/session', async (route) => { await held; await route.continue() })
    await desk.visit()
    for (const part of ['Shell', 'Operations', 'query', 'inner'])
      await until(`${part} is asked for`, () => asked.some((url) => url.includes(`/assets/${part}-`)))
    answer()
    await desk.page.locator('tbody tr').first().waitFor()
    await desk.context.close()
  })

  test('who wants no motion gets none', async () => {
    const desk = await stage.open({ as: 'agnes', reducedMotion: 'reduce' })
    await desk.visit('#/operations')
    await desk.row('OP-2026-0042').waitFor()
    await desk.page.getByRole('link', { name: FILE }).hover()
    const longest = await desk.page.evaluate(() =>
      Math.max(0, ...document.getAnimations().map(({ effect }) => effect.getComputedTiming().duration)))
    assert.ok(longest <= 1, `${longest} ms`)
  })

  test('forced colours keep what colour alone would say', async () => {
    const desk = await stage.open({ as: 'agnes', forcedColors: 'active' })
    const { id } = await (await stage.site.as('agnes')).operation('OP-2026-0042')
    await desk.visit(`#/operations/${id}/access`)
    await desk.row(PEOPLE.agnes).waitFor()
    const pairs = [['.tabs a[aria-current]', '.tabs a:not([aria-current])'],
      ['section .segments [aria-current]', 'section .segments a:not([aria-current])'],
      ['.preferences [aria-pressed=true]', '.preferences [aria-pressed=false]']]
    for (const [current, other] of pairs) assert.notEqual(await ground(desk, current), await ground(desk, other), current)
  })

  test('on paper the list stands alone, black on white, a table even where it is printed from a phone in the dark', async () => {
    const desk = await stage.open({ as: 'agnes', colorScheme: 'dark', width: PHONE.width, height: PHONE.height })
    const { id } = await (await stage.site.as('agnes')).operation('OP-2026-0042')
    await desk.visit(`#/operations/${id}/access`)
    await desk.row(PEOPLE.agnes).waitFor()
    await desk.page.emulateMedia({ media: 'print', colorScheme: 'dark' })
    const main = desk.page.locator('main')
    assert.ok(await main.getByRole('heading', { level: 1 }).isVisible())
    assert.ok(await main.getByText(PEOPLE.agnes).first().isVisible(), 'the address too')
    assert.ok(await main.locator('thead').getByText('Contact').isVisible())
    for (const part of ['.top-bar', '.tabs', '.toolbar', '.pager-tools', '.ticks', 'td.actions', '.segments > :not([aria-current])', 'button:not(.sorts)', '.button']) {
      assert.deepEqual(await desk.page.locator(part).evaluateAll((all) => all.filter((one) => one.checkVisibility()).map(({ outerHTML }) => outerHTML)), [], part)
    }
    const looks = await desk.page.evaluate(() => ['thead', 'tbody tr', 'tbody .name-link', 'body'].map((part) => {
      const { display, color, backgroundColor } = getComputedStyle(document.querySelector(part))
      return { display, color, backgroundColor }
    }))
    assert.deepEqual(looks.slice(0, 2).map(({ display }) => display), ['table-header-group', 'table-row'])
    assert.equal(looks[2].color, 'rgb(0, 0, 0)')
    assert.equal(looks[3].backgroundColor, 'rgb(255, 255, 255)')
    await desk.context.close()
  })

  test('the policy for scripts and styles is in force, and a violation would be noticed', async () => {
    const desk = await stage.open()
    await desk.visit()
    await desk.heading('Sign in')
    await desk.page.evaluate(() => document.body.setAttribute('style', 'color: red'))
    await until('a complaint', () => desk.complaints.length)
    assert.match(desk.complaints.pop(), /Content Security Policy/)
  })

  test('what people write is shown as text', async () => {
    const desk = await openScene(stage, SCENES.find(({ name }) => name === 'join'), { language: 'en' }, WORDS.en)
    const name = '<img src=x onerror=alert(1)>'
    const form = {
      first_name: name, last_name: '<b>Roux</b>', job_title: 'A & B', phone: '+33612345678', password: 'Trois-Chats-Roux-1987',
    }
    for (const [field, value] of Object.entries(form)) await desk.page.locator(`[name=${field}]`).fill(value)
    await desk.page.locator('[name=terms]').check()
    await desk.button('Create my account').click()
    await desk.sees('Welcome: this is the operation to which you were invited')
    await desk.page.locator('.account').filter({ hasText: `${name} <b>Roux</b>` }).waitFor()
    assert.equal(await desk.page.locator('.account b, .account img').count(), 0)
  })

  test('all of it works below a prefix, the mail’s links too', async () => {
    const below = await Stage.start({ prefix: '/desk/' })
    const desk = await below.open()
    await desk.visit()
    await desk.signIn('paul')
    await desk.link(FILE).click()
    await desk.link('Administrative file and access management').click()
    await desk.row(PEOPLE.paul).waitFor()
    const email = 'below@littoral.example'
    const paul = await below.site.as('paul')
    await paul.add((await paul.operation('OP-2026-0042')).id, email)
    const person = await below.open()
    const [link] = /http:\S+#\/join\/\S+/.exec((await below.site.mail(email)).text)
    await person.page.goto(link)
    await person.heading('Create your account')
    await below.stop()
  })
})
