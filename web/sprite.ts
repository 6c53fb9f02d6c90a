// Makes the two icon sprites from lucide-static when Vite starts. The files land in node_modules/.cache and are
// imported by their alias, so that they get hashed names like every other asset.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { doorIcons, innerIcons } from './src/ui/icons.ts'

const source = (name: string) => fileURLToPath(new URL(`node_modules/lucide-static/icons/${name}.svg`, import.meta.url))

function symbol(name: string): string {
  const shapes = readFileSync(source(name), 'utf8').replace(/^[\s\S]*?<svg[\s\S]*?>/, '').replace('</svg>', '').trim()
  return `<symbol id="${name}" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.75" `
    + `stroke-linecap="round" stroke-linejoin="round">${shapes.replace(/\n\s*/g, '')}</symbol>`
}

/** Gives their folder. */
export function writeSprites(): string {
  const folder = new URL('node_modules/.cache/guichet/', import.meta.url)
  mkdirSync(folder, { recursive: true })
  for (const [name, icons] of Object.entries({ door: doorIcons, inner: innerIcons }))
    writeFileSync(new URL(`${name}.svg`, folder), `<svg xmlns="http://www.w3.org/2000/svg">${icons.map(symbol).join('')}</svg>\n`)
  return fileURLToPath(folder)
}
