import { defineConfig } from 'vitest/config'
import { writeSprite } from './sprite.ts'

export default defineConfig({
  base: './', // any prefix works without a rebuild
  resolve: { alias: [{ find: /^@icons/, replacement: writeSprite() }] }, // a pattern, for `@icons?url`,
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    target: 'es2022',
    assetsInlineLimit: 0, // the content-security policy has no room for inlined parts
    modulePreload: { polyfill: false },
    cssCodeSplit: false,
  },
  test: { include: ['test/**/*.test.ts'] },
})
