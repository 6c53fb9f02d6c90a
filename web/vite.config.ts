import { defineConfig } from 'vitest/config'
import { writeSprites } from './sprite.ts'

const FIRST = new RegExp([
  'node_modules/(preact|@preact)/',
  'src/base/(api|clock|drafts|kept|router|session|storage|tabs|theme)\\.ts',
  'src/(words/(index|explain|format|names)|recent/store|inner)\\.ts',
  'src/(ui/(Icon|Lazy|Menu|Note|Toast|sheet)|frames/(Brand|Preferences|Outside|useTitle))\\.tsx?',
].join('|'))

const GOVERNING = 'src/(dates|entities|operations|requests|several|unusual)/words/'

export default defineConfig({
  base: './', // any prefix works without a rebuild
  resolve: { alias: [{ find: /^@icons\/(\w+)/, replacement: `${writeSprites()}$1.svg` }] },
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    target: 'es2022',
    assetsInlineLimit: 0, // the content-security policy has no room for inlined parts
    modulePreload: { polyfill: false },
    cssCodeSplit: false,
    // What every page needs comes in one file: many small ones are larger together, and each is one more to ask for.
    // So do the texts of the pages that govern, which lead from one to the other.
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: 'base', test: FIRST },
            { name: 'query', test: /node_modules\/@tanstack\/|src\/base\/query\.ts/ },
            { name: 'frames', test: /src\/frames\/(Head|Unknown|Whose)\.tsx/ },
            { name: 'en', test: /src\/words\/(en|english)\.ts/ },
            { name: 'fr', test: /src\/words\/(fr|french)\.ts/ },
            { name: 'governing.en', test: new RegExp(`${GOVERNING}en\\.ts`) },
            { name: 'governing.fr', test: new RegExp(`${GOVERNING}fr\\.ts`) },
          ],
        },
      },
    },
  },
  test: { include: ['test/**/*.test.ts'] },
})
