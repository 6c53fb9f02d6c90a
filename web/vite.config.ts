import { defineConfig } from 'vitest/config'
import { writeSprite } from './sprite.ts'

const FIRST = new RegExp([
  'node_modules/(preact|@preact|@tanstack)/',
  'src/base/(api|clock|drafts|query|router|session|storage|tabs|theme)\\.ts',
  'src/(words/(index|explain|format|names)|recent/store|inner)\\.ts',
  'src/(ui/(Icon|Menu|Toast|useTitle|sheet)|frames/(Brand|Preferences|Outside))\\.tsx?',
].join('|'))

export default defineConfig({
  base: './', // any prefix works without a rebuild
  resolve: { alias: [{ find: /^@icons/, replacement: writeSprite() }] }, // a pattern, for `@icons?url`,
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    target: 'es2022',
    assetsInlineLimit: 0, // the content-security policy has no room for inlined parts
    modulePreload: { polyfill: false },
    cssCodeSplit: false,
    // What every page needs comes in one file: many small ones are larger together, and each is one more to ask for.
    rolldownOptions: { output: { codeSplitting: { groups: [{ name: 'base', test: FIRST }] } } },
  },
  test: { include: ['test/**/*.test.ts'] },
})
