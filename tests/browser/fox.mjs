// The page in Debian's Firefox, driven through WebDriver BiDi; beside desk.mjs, whose Chromium has the finer tools.
import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import puppeteer, { Puppeteer } from 'puppeteer-core'
import { codeOf, PASSWORD, PEOPLE, Site, until } from '../api/site.mjs'

const PATIENCE_MS = 20_000

/** Nothing is asked of anybody but the site: no updates, no portal detection, no telemetry, no first-run pages. */
const QUIET = {
  'app.normandy.enabled': false,
  'app.update.disabledForTesting': true,
  'browser.newtabpage.enabled': false,
  'browser.safebrowsing.downloads.enabled': false,
  'browser.safebrowsing.malware.enabled': false,
  'browser.safebrowsing.phishing.enabled': false,
  'browser.search.update': false,
  'datareporting.policy.dataSubmissionEnabled': false,
  'extensions.getAddons.cache.enabled': false,
  'extensions.systemAddon.update.enabled': false,
  'extensions.update.enabled': false,
  'media.gmp-manager.updateEnabled': false,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'network.dns.disablePrefetch': true,
  'network.prefetch-next': false,
  'services.settings.server': 'data:,#remote-settings-dummy/v1',
  'toolkit.telemetry.enabled': false,
}

// Firefox takes seconds to look through a page's accessible names for `aria/`, and more beside other tests: here what is
// visible and not behind a dialog is found by its label or text.  The names that are computed are Chromium's to test.
Puppeteer.registerCustomQueryHandler('named', {
  queryOne: (root, selector) => {
    const [role, name] = JSON.parse(selector)
    const own = { button: 'button:not([role])', link: 'a[href]:not([role])' }[role]
    const plain = (text) => text.replaceAll(/\s+/g, ' ').trim()
    const within = document.querySelector('dialog:modal') ?? root
    return [...within.querySelectorAll([own, `[role=${role}]`].filter(Boolean).join())].find((element) =>
      element.checkVisibility() && plain(element.ariaLabel ?? element.textContent) === plain(name))
  },
})

/** A site and a Firefox with a home of its own; `open` gives browsers, `stop` ends all of it. */
export class FoxStage {
  static async start() {
    const stage = new FoxStage()
    stage.foxes = []
    stage.home = await mkdtemp(join(tmpdir(), 'guichet-firefox-'))
    stage.site = await Site.start()
    stage.browser = await puppeteer.launch({
      browser: 'firefox', executablePath: process.env.FIREFOX ?? '/usr/bin/firefox-esr', headless: true,
      userDataDir: join(stage.home, 'profile'), extraPrefsFirefox: QUIET, env: { ...process.env, HOME: stage.home },
    })
    return stage
  }

  async open(options) {
    const fox = await Fox.open(this, options)
    this.foxes.push(fox)
    return fox
  }

  /** No browser had anything to complain about, and everything ended well. */
  async stop() {
    const complaints = this.foxes.flatMap((fox) => fox.complaints)
    await this.browser.close()
    assert.equal(await this.site.stop(), 0)
    await rm(this.home, { recursive: true, force: true, maxRetries: 5 })
    assert.deepEqual(complaints, [])
  }
}

/** Somebody's browser: what its pages or its console complain about is kept in `complaints`, a violated policy too. */
export class Fox {
  /** Options: `words` of the language that is spoken, `language`, `width`, `height`, `dark`. */
  static async open(stage, { words, language = 'en', width = 1360, height = 860, dark = false }) {
    const fox = new Fox()
    Object.assign(fox, { stage, site: stage.site, words, complaints: [] })
    fox.context = await stage.browser.createBrowserContext()
    fox.page = await fox.context.newPage()
    fox.page.setDefaultTimeout(PATIENCE_MS)
    await fox.resize(width, height)
    await fox.page.evaluateOnNewDocument((chosen, theme) => {
      if (!location.protocol.startsWith('http')) return
      localStorage.setItem('guichet.language', localStorage.getItem('guichet.language') ?? chosen)
      if (theme) localStorage.setItem('guichet.theme', theme)
    }, language, dark ? 'dark' : '')
    fox.page.on('pageerror', ({ message }) => fox.complaints.push(message))
    fox.page.on('console', (message) => {
      if (['error', 'warn'].includes(message.type())) fox.complaints.push(`${message.type()}: ${message.text()}`)
    })
    return fox
  }

  /** Debian's first Firefox sizes a page as well, but has no command for its orientation, which is set beside. */
  async resize(width, height) {
    await this.page.setViewport({ width, height }).catch(({ message }) => assert.match(message, /setScreenOrientationOverride/))
    await this.until('the size', (...wanted) => innerWidth === wanted[0] && innerHeight === wanted[1], width, height)
  }

  /** Opens an address as a new visit: a fragment of the site, or the whole address of a mail's link. */
  async visit(address = '') {
    await this.toFront()
    await this.page.goto('about:blank')
    await this.page.goto(address.startsWith('http') ? address : this.site.url + address)
  }

  /** Only the tab in front draws at its full pace and has the keyboard. */
  async toFront() {
    if (this.stage.front === this) return
    this.stage.front = this
    await this.page.bringToFront()
  }

  at(role, name) {
    return this.page.locator(`named/${JSON.stringify([role, name])}`)
  }

  async click(role, name) {
    await this.toFront()
    await this.at(role, name).click().catch(async (cause) => {
      throw new Error(`no click on the ${role} “${name}” of: ${await this.page.evaluate(() => document.body.innerText)}`, { cause })
    })
  }

  async fill(selector, text) {
    await this.toFront()
    await this.page.locator(selector).fill(text)
  }

  async heading(text) {
    await this.until(`the heading “${text}”`, (wanted) => document.querySelector('h1')?.textContent === wanted, text)
  }

  async sees(text) {
    await this.until(`“${text}”`, (wanted) => document.body.innerText.replaceAll('\u00a0', ' ').includes(wanted), text.replaceAll('\u00a0', ' '))
  }

  /** Finds a line of a list, which a phone lays out when it comes into sight. */
  async lists(text) {
    await this.until(`a line with “${text}”`, (wanted) => {
      const line = [...document.querySelectorAll('tbody tr')].find((row) => row.textContent.includes(wanted))
      line?.scrollIntoView()
      return line?.innerText.includes(wanted)
    }, text)
  }

  async misses(text) {
    await this.until(`no “${text}”`, (wanted) => !document.querySelector('main').innerText.includes(wanted), text)
  }

  /** Waits until a function, which runs in the page, gives something. */
  async until(what, look, ...given) {
    return until(what, () => this.page.evaluate(look, ...given).catch(() => false), PATIENCE_MS)
  }

  focused() {
    return this.page.evaluate(() => {
      const element = document.activeElement
      if (!element || element === document.body) return 'nothing'
      return (element.getAttribute('aria-label') ?? element.labels?.[0]?.textContent ?? element.textContent).trim()
    })
  }

  async press(...keys) {
    for (const key of keys) await this.page.keyboard.press(key)
  }

  /** Presses Tab, or Shift and Tab, until something has the focus: before the page ends, for then comes the browser itself. */
  async tabTo(name, key = 'Tab') {
    const passed = []
    while (passed.length < 40) {
      if (key !== 'Tab') await this.page.keyboard.down('Shift')
      await this.press('Tab')
      if (key !== 'Tab') await this.page.keyboard.up('Shift')
      const now = await this.focused()
      if (now === name || now.startsWith(`${name} (`)) return
      passed.push(now)
    }
    assert.fail(`“${name}” is not reached; passed: ${passed.join(' | ')}`)
  }

  /** Signs in through the page: password, then the code of the mail. */
  async signIn(who) {
    const { site, words } = this
    const email = PEOPLE[who] ?? who
    const before = (await site.mails(email)).length
    await this.visit()
    await this.heading(words.signIn)
    await this.fill('[name=email]', email)
    await this.fill('[name=password]', PASSWORD)
    await this.click('button', words.submit)
    await this.heading(words.check)
    await this.fill('[name=code]', codeOf(await site.mail(email, codeOf, before)))
  }

  /** Opens the menu of a button: it has its items and the focus, and stands beside the button, wholly in sight. */
  async openMenu(name) {
    await this.click('button', name)
    const [button, menu] = await this.until(`the menu “${name}”`, (label) => {
      const open = document.querySelector('.menu:popover-open:has([role^=menuitem]:focus)')
      const opener = document.querySelector(`[aria-label="${label}"]`)
      const box = ({ left, top, right, bottom }) => ({ left, top, right, bottom })
      return open && opener && [box(opener.getBoundingClientRect()), box(open.getBoundingClientRect())]
    }, name)
    const [width, height] = await this.page.evaluate(() => [innerWidth, innerHeight])
    assert.ok(menu.left >= 0 && menu.top >= 0 && menu.right <= width && menu.bottom <= height, `out of sight: ${JSON.stringify(menu)}`)
    const gap = Math.min(Math.abs(menu.top - button.bottom), Math.abs(button.top - menu.bottom))
    const isBeside = gap <= 12 && menu.left <= button.right + 1 && menu.right >= button.left - 1
    assert.ok(isBeside, `not beside its button: ${JSON.stringify({ button, menu })}`)
  }

  overflow() {
    return this.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
  }
}
