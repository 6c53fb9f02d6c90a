// `make pictures`: takes the help's pictures anew from the real pages and notes their sizes and the words that stand in
// them.  node tests/browser/help_pictures.mjs [NAME...] takes only some of them.
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ROOT } from '../api/site.mjs'
import { Stage } from './desk.mjs'
import { SHOTS, Studio } from './shots.mjs'
import { WORDS } from './words.mjs'

const FOLDER = join(ROOT, 'web/public/help')
const SIZES = join(ROOT, 'web/src/help/words/pictures.json')
const SAID = join(ROOT, 'tests/browser/help_pictures.json')

const wanted = process.argv.slice(2)
const read = async (file) => JSON.parse(await readFile(file, 'utf8').catch(() => '{}'))
const write = (file, value) => writeFile(file, `${JSON.stringify(value, null, 1)}\n`)

await mkdir(FOLDER, { recursive: true })
const [sizesBefore, saidBefore] = [await read(SIZES), await read(SAID)]
const sizes = {}
const said = {}
const stage = await Stage.start()
const studios = Object.entries(WORDS).map(([language, words]) => new Studio(stage, language, words))
for (const shot of SHOTS) {
  if (wanted.length && !wanted.includes(shot.name)) {
    sizes[shot.name] = sizesBefore[shot.name]
    said[shot.name] = saidBefore[shot.name]
    continue
  }
  sizes[shot.name] = {}
  said[shot.name] = {}
  for (const studio of studios) {
    const { language } = studio
    const { pictures, width, height, says } = await studio.shoot(shot)
    for (const [look, picture] of Object.entries(pictures)) {
      await writeFile(join(FOLDER, `${shot.name}.${language}.${look}.webp`), picture)
    }
    sizes[shot.name][language] = [width, height]
    said[shot.name][language] = says
    console.log(`  picture  ${shot.name} ${language}, ${width} × ${height}`)
  }
}
await stage.stop()
await write(SIZES, sizes)
await write(SAID, said)
