// What holds for every page and every state of it: for all eyes, hands and screens, on a bad line, within the budget.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { openScene, SCENES } from './scenes.mjs'
import { Stage } from './desk.mjs'
import { WORDS } from './words.mjs'

const WIDE = { width: 1360, height: 860 }
const PHONE = { width: 390, height: 844 }
const NARROWEST = { width: 320, height: 640 }
const CONTRAST = ['color-contrast']
const BUDGET = 45 * 1024

let stage
before(async () => (stage = await Stage.start()))
after(() => stage.stop())

/** Nothing to scroll sideways, nothing open that one cannot see: a menu moves with the line it belongs to. */
async function checkRoom(desk, size) {
  await desk.page.setViewportSize(size)
  await desk.page.evaluate(() => document.querySelector('[aria-expanded=true]')?.scrollIntoView({ block: 'center' }))
  await desk.settled()
  assert.equal(await desk.overflow(), 0, `scrolls sideways at ${size.width} px`)
  assert.deepEqual(await desk.outOfSight(), [], `out of sight at ${size.width} px`)
}

for (const [language, words] of Object.entries(WORDS)) {
  describe(`every scene in ${language}`, { concurrency: 2 }, () => {
    for (const scene of SCENES) {
      test(scene.name, async () => {
        const sizes = { wide: [WIDE], narrow: [PHONE, NARROWEST] }[scene.at] ?? [WIDE, PHONE, NARROWEST]
        const desk = await openScene(stage, scene, { language, ...sizes[0] }, words)
        assert.deepEqual(await desk.axe(), [])
        await desk.page.emulateMedia({ colorScheme: 'dark' })
        await desk.settled()
        assert.deepEqual(await desk.axe(CONTRAST), [], 'dark') // which differs in colours only
        for (const size of sizes) await checkRoom(desk, size)
        if (language === 'en') assert.deepEqual(await desk.axe(), [], 'narrow')
        await desk.context.close()
      })
    }
  })
}
