// Pictures of the scenes, to be looked at: node tests/browser/pictures.mjs FOLDER [SCENE...]
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { Stage } from './desk.mjs'
import { openScene, SCENES } from './scenes.mjs'
import { WORDS } from './words.mjs'

const SIZES = { wide: { width: 1360, height: 860 }, narrow: { width: 390, height: 844 } }

const [folder, ...wanted] = process.argv.slice(2)
await mkdir(folder, { recursive: true })
const stage = await Stage.start()
for (const scene of SCENES.filter(({ name }) => !wanted.length || wanted.includes(name))) {
  for (const [language, words] of Object.entries(WORDS)) {
    for (const [size, pixels] of Object.entries(SIZES)) {
      if (scene.at && scene.at !== size) continue
      const desk = await openScene(stage, scene, { language, ...pixels }, words)
      for (const colorScheme of ['light', 'dark']) {
        await desk.page.emulateMedia({ colorScheme })
        await desk.settled()
        const name = [scene.name.replace(/\W+/g, '-'), language, colorScheme, size].join('.')
        await desk.page.screenshot({ path: join(folder, `${name}.png`) })
      }
      await desk.context.close()
    }
  }
}
await stage.stop()
