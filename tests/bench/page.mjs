// What a first visit costs and how soon it is of use, in Chromium, with the connection and processor of a modest telephone;
// and whether a full page of a list holds it up: the 50 lines that people get, and the 100 that the server gives at most.
import { get } from 'node:http'
import { chromium } from 'playwright-core'
import { Site } from '../api/site.mjs'
import { cookieOf, keep, median, table } from './lib.mjs'

const VISITS = Number(process.env.VISITS ?? 5)
const site = await Site.start()
const agnes = await site.as('agnes')
const operation = (await agnes.operation('OP-2026-0042')).id
const { entity } = (await (await site.as('paul')).get('api/session')).body.environment
await agnes.post(`api/operations/${operation}/contacts`, { emails: Array.from({ length: 100 }, (_, i) => `many${i}@littoral.example`), entity })

const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-background-networking', '--disable-quic'] })

const TELEPHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true }

/** A visit in a browser that knows nothing yet: { bytes, paint, useful, longest, blocked, elements }. */
async function visit(path, lines, cookies, slow) {
  const context = await browser.newContext({ locale: 'en-GB', ...(slow ? TELEPHONE : {}) })
  if (cookies) await context.addCookies([...cookies].map(([name, value]) => ({ name, value, url: site.url })))
  const page = await context.newPage()
  const devtools = await context.newCDPSession(page)
  let bytes = 0
  await devtools.send('Network.enable')
  devtools.on('Network.loadingFinished', ({ encodedDataLength }) => (bytes += encodedDataLength))
  if (slow) {
    await devtools.send('Network.emulateNetworkConditions', { offline: false, latency: 150, downloadThroughput: 1.6e6 / 8, uploadThroughput: 750e3 / 8 })
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: 4 })
  }
  await page.addInitScript(() => {
    window.longTasks = []
    new PerformanceObserver((list) => window.longTasks.push(...list.getEntries().map((entry) => entry.duration))).observe({ type: 'longtask', buffered: true })
  })
  if (lines) await page.route('**/contacts?*', (route) => route.continue({ url: `${route.request().url()}&limit=${lines}` }))
  const start = Date.now()
  await page.goto(site.url + path)
  await page.locator(lines ? 'table tbody tr' : 'input[type=email]').first().waitFor()
  const useful = Date.now() - start
  if (lines) await page.locator('table tbody tr').nth(lines - 1).waitFor({ state: 'attached' })
  await page.waitForLoadState('networkidle')
  const found = await page.evaluate(() => ({ paint: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? NaN, long: window.longTasks, elements: document.querySelectorAll('*').length }))
  await context.close()
  return { bytes, useful, elements: found.elements, paint: found.paint, longest: Math.max(0, ...found.long), blocked: found.long.reduce((sum, one) => sum + Math.max(0, one - 50), 0) }
}

const list = `#/operations/${operation}/access`
const visits = {
  'sign-in page': ['', 0, null, false],
  'sign-in page, modest telephone': ['', 0, null, true],
  'list of 50 people': [list, 50, agnes.cookies, false],
  'list of 50 people, modest telephone': [list, 50, agnes.cookies, true],
  'list of 100 people': [list, 100, agnes.cookies, false],
  'list of 100 people, modest telephone': [list, 100, agnes.cookies, true],
}
/** Bytes of an answer of the API, as somebody gets them who takes such an encoding. */
const answered = (path, encoding) => new Promise((done, failed) => {
  get(`${site.url}${path}`, { headers: { Cookie: cookieOf(agnes), 'Accept-Encoding': encoding } }, (answer) => {
    let bytes = 0
    answer.on('data', (piece) => (bytes += piece.length)).on('end', () => done({ bytes, as: answer.headers['content-encoding'] }))
  }).on('error', failed)
})

const rows = []
const kilobytes = {}
for (const [name, args] of Object.entries(visits)) {
  const all = []
  for (let i = 0; i < VISITS; i++) all.push(await visit(...args))
  const middle = (what) => median(all.map((one) => one[what]))
  kilobytes[name] = middle('bytes') / 1024
  rows.push([name, kilobytes[name].toFixed(1), middle('paint').toFixed(0), middle('useful').toFixed(0), middle('longest').toFixed(0), middle('blocked').toFixed(0), middle('elements').toFixed(0)])
}
await browser.close()
const listed = `api/operations/${operation}/contacts?limit=50`
const [packed, plain] = [await answered(listed, 'gzip'), await answered(listed, 'identity')]
await site.stop()
console.log(`Medians of ${VISITS} visits with an empty cache; a modest telephone is 390 px wide, 1.6 Mbit/s, 150 ms, a quarter of this processor.\n`)
console.log(table(['', 'KB', 'first paint ms', 'of use after ms', 'longest task ms', 'blocked ms', 'elements'], rows))
console.log(`A list of fifty people is an answer of ${plain.bytes} bytes, sent as ${packed.bytes} (${packed.as ?? 'not packed'}).`)
await keep('page', { first: kilobytes['sign-in page'], plain: plain.bytes, packed: packed.bytes, as: packed.as })
