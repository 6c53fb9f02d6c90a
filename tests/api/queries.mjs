// The named queries of sql/query: { file, name, parameters, body }.
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ROOT } from './site.mjs'

export async function queries() {
  const found = []
  for (const file of await readdir(join(ROOT, 'sql/query'))) {
    const text = await readFile(join(ROOT, 'sql/query', file), 'utf8')
    for (const [, name, head, body] of text.matchAll(/^-- (\w+):([^\n]*)\n((?:(?!^-- \w+:)[^])*?);$/gm))
      found.push({ file, name, parameters: [...head.split(/[-=]>/)[0].matchAll(/(\w+):\w+/g)].map(([, one]) => one), body })
  }
  return found
}
