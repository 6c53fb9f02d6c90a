// The page as people meet it: one Chromium, a browser of one's own for everybody, and a watch for what no page may do.
import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { chromium } from 'playwright-core'
import { codeOf, PASSWORD, PEOPLE, Site, until } from '../api/site.mjs'
import { WORDS } from './words.mjs'

// The same engine without windows is a third faster.
const CHROMIUM = process.env.CHROMIUM ?? ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium'].find(existsSync)
// Two pages of the browser's own beside each of ours cost as much; the rest is what Playwright switches off, since of
// several such lists the last one counts.
const FEATURES = ['WebUIOmniboxPopup', 'WebUIOmniboxAimPopup', 'AvoidUnnecessaryBeforeUnloadCheckSync', 'DestroyProfileOnBrowserClose',
  'HttpsUpgrades', 'HttpsFirstBalancedModeAutoEnable', 'MediaRouter', 'OptimizationHints', 'PaintHolding', 'ThirdPartyStoragePartitioning']
const FLAGS = [`--disable-features=${FEATURES.join()}`, '--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync', '--disable-quic']
const AXE = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const LOCALES = { en: 'en-GB', fr: 'fr-FR' }
const PATIENCE_MS = 15_000
const COLOURS = ['color-contrast']
const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

const fits = (wanted, text) => (wanted instanceof RegExp ? wanted.test(text) : wanted === text)

/** A site and a Chromium; `open` gives browsers, `stop` ends all of it. */
export class Stage {
  /** Nothing moves in most of them: what moves is drawn many times, and waited for. */
  static async start({ motion = 'reduce', ...options } = {}) {
    const stage = new Stage()
    stage.desks = []
    stage.motion = motion
    stage.site = await Site.start(options)
    stage.browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS })
    return stage
  }

  async open(options) {
    const desk = await Desk.open(this, options)
    this.desks.push(desk)
    return desk
  }

  /** Nobody's browser had anything to complain about, and everything ended well. */
  async stop() {
    const complaints = this.desks.flatMap((desk) => desk.complaints)
    await this.browser.close()
    assert.equal(await this.site.stop(), 0)
    assert.deepEqual(complaints, [])
  }
}

/**
 * Somebody's browser.  What it complains about is kept in `complaints`: errors of the page or its console (a violated
 * content-security policy is one), and answers of the server that nobody `foresees`.
 */
export class Desk {
  /**
   * Options: `as` (a name of PEOPLE or a visitor, signed in), `language`, `chosen` (keeps that language), `width`, `height`, and those
   * of Playwright's newContext.
   */
  static async open({ browser, site, motion }, { as, language = 'en', chosen = true, width = 1360, height = 860, ...more } = {}) {
    const desk = new Desk()
    desk.site = site
    desk.complaints = []
    desk.language = language
    desk.foreseen = [[401, 'session']] // the first question of a page: is somebody signed in?
    desk.context = await browser.newContext({
      locale: LOCALES[language], timezoneId: 'Europe/Paris', colorScheme: 'light', reducedMotion: motion, viewport: { width, height },
      storageState: { cookies: await desk.cookies(as), origins: chosen ? [desk.kept({ language })] : [] }, ...more,
    })
    desk.context.setDefaultTimeout(PATIENCE_MS)
    return desk.tab(desk)
  }

  /** Another tab of the same browser. */
  async tab(desk = Object.assign(new Desk(), this)) {
    desk.page = await this.context.newPage()
    desk.page.on('pageerror', (error) => desk.complaints.push(`error: ${error.message}`))
    desk.page.on('console', (message) => desk.listen(message))
    return desk
  }

  /** This browser's cookies become somebody's who signs in in it. */
  async becomes(who) {
    await this.context.addCookies(await this.cookies(who))
  }

  kept(values) {
    const localStorage = Object.entries(values).map(([name, value]) => ({ name: `guichet.${name}`, value }))
    return { origin: new URL(this.site.url).origin, localStorage }
  }

  async cookies(as) {
    if (!as) return []
    const visitor = as.cookies ? as : await this.site.as(as)
    const rules = { domain: 'localhost', path: this.site.prefix, httpOnly: true, secure: false, sameSite: 'Strict', expires: -1 }
    return [...visitor.cookies].map(([name, value]) => ({ name, value, ...rules }))
  }

  listen(message) {
    if (!['error', 'warning'].includes(message.type())) return
    const status = Number(/the server responded with a status of (\d+)/.exec(message.text())?.[1])
    const path = message.location().url.split('/api/')[1] ?? ''
    if (this.isLost && /net::ERR_(INTERNET_DISCONNECTED|FAILED)/.test(message.text())) return
    const isForeseen = this.foreseen.some(([code, part]) => code === status && path.startsWith(part))
    if (!isForeseen) this.complaints.push(`${message.type()}: ${message.text()} (${message.location().url})`)
  }

  /** A refusal that is part of what is being done: it will stand in the console. */
  foresees(status, path) {
    this.foreseen.push([status, path])
  }

  /** The network goes: the console is full of it. */
  foreseesLostLine() {
    this.isLost = true
  }

  /** Opens an address as a new visit; `follow` stays in the visit and changes the fragment only. */
  async visit(fragment = '') {
    if (this.page.url() !== 'about:blank') await this.page.goto('about:blank')
    await this.page.goto(this.site.url + fragment)
  }

  async follow(fragment) {
    await this.page.evaluate((to) => { location.hash = to }, fragment)
  }

  role(role, name, options) {
    return this.page.getByRole(role, name === undefined ? options : { name, exact: true, ...options })
  }

  button(name) {
    return this.role('button', name)
  }

  link(name) {
    return this.role('link', name)
  }

  /** A field by its label; what it says beside that, such as "(optional)", does not matter. */
  field(label) {
    return this.page.getByLabel(label)
  }

  /** The line of a table that holds a text, a name or an address for example. */
  row(text) {
    return this.page.getByRole('row').filter({ hasText: text })
  }

  get dialog() {
    return this.page.getByRole('dialog')
  }

  get toast() {
    return this.page.locator('.toast:popover-open')
  }

  /** The page's heading says so: it is open, and what it needed has come. */
  async heading(text) {
    await this.page.getByRole('heading', { level: 1, name: text, exact: true }).waitFor()
  }

  async sees(text) {
    await this.page.getByText(text).first().waitFor()
  }

  async says(text) {
    await this.toast.filter({ hasText: text }).waitFor()
  }

  /** Waits until a list is empty, a line gone, and so on. */
  async counts(locator, wanted) {
    await until(`${locator} × ${wanted}`, async () => (await locator.count()) === wanted, PATIENCE_MS)
  }

  /** What has the keyboard: its name as people know it, by label, text or heading. */
  focused() {
    return this.page.evaluate(() => {
      const element = document.activeElement
      if (!element || element === document.body) return 'nothing'
      return (element.getAttribute('aria-label') ?? element.labels?.[0]?.textContent ?? element.textContent).trim()
    })
  }

  async hasFocus(name) {
    let now
    await until('the focus', async () => fits(name, (now = await this.focused())), PATIENCE_MS)
      .catch(() => assert.fail(`the focus is on “${now}”, not on “${name}”`))
  }

  /** Presses Tab until something has the focus; it must come within a round. */
  async tabTo(name, key = 'Tab') {
    const passed = []
    while (passed.length < 80) {
      await this.page.keyboard.press(key)
      const now = await this.focused()
      if (fits(name, now)) return
      passed.push(now)
    }
    assert.fail(`“${name}” is not reached with ${key}; passed: ${passed.join(' | ')}`)
  }

  /** Signs in through the page: password, then the code of the mail when one is asked for. */
  async signIn(who, { password = PASSWORD, words = WORDS.en } = {}) {
    const email = PEOPLE[who] ?? who
    const before = (await this.site.mails(email)).length
    await this.heading(words.signIn)
    await this.field(words.email).fill(email)
    await this.field(words.password).first().fill(password)
    await this.button(words.submit).click()
    await this.heading(words.check)
    await this.field(words.code).fill(codeOf(await this.site.mail(email, codeOf, before)))
  }

  /** What holds for every page and every state of it. */
  async clean() {
    await this.settled()
    assert.deepEqual(await this.axe(), [])
    assert.equal(await this.overflow(), 0, 'scrolls sideways')
    assert.deepEqual(await this.outOfSight(), [])
  }

  /**
   * What axe finds wrong, in the page or in the dialog that covers it: by WCAG 2.2 A and AA, or by the given rules; `left` are
   * those left out. Colours, which cost most, are the same in all languages: they are looked at in English; and of a long
   * list the first lines stand for all. What an open menu covers in part is no target as long as it is open.
   */
  async axe(rules = WCAG, left = this.language === 'en' ? [] : COLOURS) {
    const isThere = await this.page.evaluate('typeof axe === "object"')
    if (!isThere) await this.page.evaluate(`${AXE};undefined`)
    return this.page.evaluate(async ([runOnly, without]) => {
      const where = document.querySelector('dialog[open]') ?? document
      const covered = document.querySelector('[role=menu]:popover-open') ? ['target-size'] : []
      const { violations } = await globalThis.axe.run({ include: [where], exclude: ['tbody tr:nth-child(n + 21)'] }, {
        runOnly, rules: Object.fromEntries([...without, ...covered].map((rule) => [rule, { enabled: false }])), resultTypes: ['violations'], preload: false })
      return violations.flatMap(({ id, nodes }) =>
        nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 200)} ${failureSummary}`))
    }, [rules, left])
  }

  /** A change of size or look is drawn, and nothing is on its way any more. */
  async settled() {
    await this.page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))))
    await until('the end of all transitions', () => this.page.evaluate(() => document.getAnimations().every(
      ({ effect, playState }) => effect.getComputedTiming().iterations === Infinity || playState !== 'running')))
  }

  /** What stands open (menu, dialog, message) and reaches beyond the window. */
  outOfSight() {
    return this.page.evaluate(() => [...document.querySelectorAll('dialog[open], :popover-open')].filter((element) => {
      const box = element.getBoundingClientRect()
      return box.left < 0 || box.top < 0 || box.right > innerWidth || box.bottom > innerHeight || !box.width
    }).map((element) => `${element.className}: ${JSON.stringify(element.getBoundingClientRect())}`))
  }

  /** How many pixels one would have to scroll sideways. */
  overflow() {
    return this.page.evaluate(() => {
      const { scrollWidth, clientWidth } = document.documentElement
      return scrollWidth - clientWidth
    })
  }
}
