// Makes the one icon sprite from lucide-static when Vite starts. The file lands in node_modules/.cache and is
// imported by its alias, so that it gets a hashed name like every other asset.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { icons } from './src/ui/icons.ts'

const source = (name: string) => fileURLToPath(new URL(`node_modules/lucide-static/icons/${name}.svg`, import.meta.url))

function symbol(name: string): string {
  const shapes = readFileSync(source(name), 'utf8').replace(/^[\s\S]*?<svg[\s\S]*?>/, '').replace('</svg>', '').trim()
  return `<symbol id="${name}" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.75" `
    + `stroke-linecap="round" stroke-linejoin="round">${shapes.replace(/\n\s*/g, '')}</symbol>`
}

export function writeSprite(): string {
  const folder = new URL('node_modules/.cache/guichet/', import.meta.url)
  const file = new URL('icons.svg', folder)
  mkdirSync(folder, { recursive: true })
  writeFileSync(file, `<svg xmlns="http://www.w3.org/2000/svg">${icons.map(symbol).join('')}</svg>\n`)
  return fileURLToPath(file)
}
