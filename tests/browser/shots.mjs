// The pictures of the help, taken from the real pages: { name, as, open(desk, words), region, ring?, tall? }.  `region` are
// the parts that are shown, `ring` is what is circled, `tall` cuts what is longer.  Selectors name parts by their place
// rather than by their words, so that one line does for both languages.
import { PEOPLE } from '../api/site.mjs'

const WIDTH = 1040
const HEIGHT = 1500 // nothing has to be scrolled
const MARGIN = 14
const TALL = 420
const SHARPNESS = 2
const QUALITY = 62
const RING = '3px solid #d9480f'
const LOOKS = ['light', 'dark']

const FILE = 'OP-2026-0042'

async function onFile(desk, who, page = '') {
  const { id } = await (await desk.site.as(who)).operation(FILE)
  await desk.visit(`#/operations/${id}${page}`)
  await desk.page.locator('h1').waitFor()
}

const visit = (fragment, sign) => async (desk) => {
  await desk.visit(fragment)
  await desk.page.locator(sign).first().waitFor()
}

async function access(desk) {
  await onFile(desk, 'agnes', '/access')
  await desk.row(PEOPLE.agnes).waitFor()
}

async function addDialog(desk) {
  await access(desk)
  await desk.page.locator('.toolbar-action').click()
  await desk.dialog.waitFor()
  await desk.dialog.locator('textarea').first().fill('nadia.roux@littoral.example')
}

/** Somebody new opens the link of his mail: another address for each picture. */
async function invited(desk, words) {
  const email = `nadia.roux.${Date.now()}@littoral.example`
  const paul = await desk.site.as('paul')
  await paul.add((await paul.operation('OP-2026-0057')).id, email) // its register is not shown
  await desk.visit(`#/join/${await desk.site.secret(email)}`)
  await desk.heading(words.join)
  await desk.page.locator('[autocomplete=username]').evaluate((field) => { field.value = 'nadia.roux@littoral.example' })
}

export const SHOTS = [
  { name: 'sign-in', open: visit('', '.door form'), region: ['.door'], ring: '.door .primary' },
  { name: 'join', open: invited, region: ['.door'], tall: 470 },
  { name: 'not-me', open: invited, region: ['.door form > :nth-last-child(2)', '.door > .link'], ring: '.door > .link' },
  { name: 'ask', open: visit('#/ask', 'form'), region: ['.door'], tall: 560 },

  { name: 'operations', as: 'paul', open: visit('#/operations', 'tbody tr'), region: ['main .head', '.card'], ring: 'tbody tr:first-child .row-link', tall: 380 },
  { name: 'account-menu', as: 'max', open: async (desk) => {
    await visit('', 'h1')(desk)
    const first = desk.page.locator('.door button').first()
    if (await first.count()) await first.click()
    await desk.page.locator('.account').click()
    await desk.page.locator('.menu.above:popover-open').waitFor()
  }, region: ['.menu.above:popover-open', '.account'], ring: '.account' },

  { name: 'details', as: 'paul', open: (desk) => onFile(desk, 'paul'), region: ['.head', '.columns'], ring: '.head-actions .button', tall: 300 },
  { name: 'managers', as: 'paul', open: (desk) => onFile(desk, 'paul'), region: ['.columns .card:nth-child(2)'], ring: '.people a', tall: 330 },
  { name: 'participations', as: 'paul', open: (desk) => onFile(desk, 'paul'), region: ['.columns + .card'] },

  { name: 'access', as: 'agnes', open: access, region: ['main .tabs', 'main section'], ring: '.toolbar-action', tall: 400 },
  { name: 'add', as: 'agnes', open: addDialog, region: ['.dialog'], ring: '.dialog [type=submit]' },
  { name: 'add-until', as: 'agnes', open: async (desk) => {
    await addDialog(desk)
    await desk.dialog.locator('summary').click()
    await desk.dialog.locator('[value=day]').check()
    await desk.dialog.locator('[type=date]').last().waitFor()
  }, region: ['.dialog .more'], ring: '.dialog .ends', tall: 420 },
  { name: 'line-menu', as: 'agnes', open: async (desk) => {
    await access(desk)
    await desk.page.locator('tbody tr:nth-child(2) td.actions button').click()
    await desk.page.locator('.menu:popover-open .danger').waitFor()
  }, region: ['tbody tr:nth-child(2)', '.menu:popover-open'], ring: '.menu:popover-open .danger' },
  { name: 'archive', as: 'agnes', open: async (desk) => {
    await onFile(desk, 'agnes', '/access/archived')
    await desk.row(PEOPLE.chloe).waitFor()
  }, region: ['main .tabs', 'section > .segments'], ring: 'section > .segments > :nth-child(2)' },

  { name: 'habilitations', as: 'agnes', open: visit('#/habilitations', 'tbody tr'), region: ['.governed'], ring: '.governed .toolbar-action .primary', tall: 440 },
  { name: 'requests', as: 'agnes', open: visit('#/requests', 'tbody tr'), region: ['main section'], ring: 'td.actions', tall: 380 },
  { name: 'compose', as: 'agnes', open: visit('#/operations/new', 'form'), region: ['main form'], tall: 460 },

  { name: 'account', as: 'paul', open: visit('#/account', 'main .card'), region: ['main .card'], tall: 330 },
  { name: 'security', as: 'paul', open: visit('#/account/security', 'main .card'), region: ['main .tabs', 'main .card'] },
  { name: 'browsers', as: 'paul', open: visit('#/account/browsers', 'tbody tr'), region: ['main .card'], tall: 300 },
  { name: 'register', as: 'agnes', open: async (desk) => {
    await onFile(desk, 'agnes', '/register')
    await desk.page.locator('tbody tr').first().waitFor()
  }, region: ['main .tabs', 'main section'], ring: 'main .tabs a:nth-child(2)', tall: 400 },
]

/** In the page: where the wanted parts are, and which words stand there.  Dates and figures change by themselves. */
function measure([selectors, margin, tall]) {
  const boxes = selectors.flatMap((one) => [...document.querySelectorAll(one)]).map((element) => element.getBoundingClientRect())
  const left = Math.max(0, Math.min(...boxes.map((box) => box.left)) - margin)
  const top = Math.max(0, Math.min(...boxes.map((box) => box.top)) - margin)
  const right = Math.min(innerWidth, Math.max(...boxes.map((box) => box.right)) + margin)
  const bottom = Math.min(innerHeight, top + tall + margin, Math.max(...boxes.map((box) => box.bottom)) + margin)
  const isShown = (node) => {
    if (!node.data.trim() || node.parentElement.closest('time, td.date, tbody .main, .figures, .hidden')) return false
    const range = document.createRange()
    range.selectNode(node)
    const box = range.getBoundingClientRect()
    return box.width && box.left >= left && box.right <= right && box.top >= top && box.bottom <= bottom
  }
  const walker = document.createTreeWalker(document.querySelector('dialog[open]') ?? document.body, NodeFilter.SHOW_TEXT)
  const says = new Set()
  while (walker.nextNode()) if (isShown(walker.currentNode)) says.add(walker.currentNode.data.trim().replace(/\d+/g, '0').replace(/(?<=\b0\s)\p{L}+\.?(?=\s0)/gu, '…'))
  const clip = { x: Math.round(left), y: Math.round(top), width: Math.round(right - left), height: Math.round(bottom - top) }
  return { clip, says: [...says].sort() }
}

async function take(desk, look, clip) {
  await desk.page.emulateMedia({ colorScheme: look })
  await desk.settled()
  const wire = await desk.context.newCDPSession(desk.page)
  const { data } = await wire.send('Page.captureScreenshot', { format: 'webp', quality: QUALITY, clip: { ...clip, scale: 1 } })
  return Buffer.from(data, 'base64')
}

/** Opens the page of a shot and circles what is spoken of: { clip, says }. */
async function pose(desk, shot, words) {
  await desk.page.emulateMedia({ colorScheme: 'light' })
  await shot.open(desk, words)
  await desk.page.waitForLoadState('networkidle')
  for (const selector of shot.region) await desk.page.locator(selector).first().waitFor()
  await desk.page.evaluate(([ring, line]) => {
    document.activeElement?.blur()
    if (!ring) return
    const element = document.querySelector(ring)
    if (!element) throw new Error(`nothing to circle: ${ring}`)
    Object.assign(element.style, { outline: line, outlineOffset: '3px' })
  }, [shot.ring, RING])
  await desk.settled()
  return desk.page.evaluate(measure, [shot.region, MARGIN, shot.tall ?? TALL * 2])
}

/** Somebody's browser for many shots: one after the other, in one language. */
export class Studio {
  constructor(stage, language, words) {
    Object.assign(this, { stage, language, words, desks: new Map() })
  }

  async desk(as) {
    if (!this.desks.has(as)) {
      this.desks.set(as, await this.stage.open({
        as, language: this.language, width: WIDTH, height: HEIGHT, deviceScaleFactor: SHARPNESS,
      }))
    }
    return this.desks.get(as)
  }

  /** What a picture would show: { width, height (CSS pixels), says }. */
  async look(shot) {
    const { clip: { width, height }, says } = await pose(await this.desk(shot.as), shot, this.words)
    return { width, height, says }
  }

  /** The picture in both looks, { light, dark } as WebP, beside what it shows. */
  async shoot(shot) {
    const desk = await this.desk(shot.as)
    const { clip, says } = await pose(desk, shot, this.words)
    const pictures = {}
    for (const look of LOOKS) pictures[look] = await take(desk, look, clip)
    return { pictures, width: clip.width, height: clip.height, says }
  }
}
