// Links as mail programs leave them: encoded, broken, with what stood after them. What can be read leads on; what cannot
// says so and what to do, and nobody sees an answer that was meant for a program.
import { after, before, describe, test } from 'node:test'
import { Stage } from './desk.mjs'
import { WORDS } from './words.mjs'

let stage
before(async () => { stage = await Stage.start({ prefix: '/desk/' }) })
after(() => stage.stop())

for (const [language, words] of Object.entries(WORDS)) {
  describe(`in ${language}`, () => {
    let desk, secret

    before(async () => {
      const email = `alter.${language}@littoral.example`
      const paul = await stage.site.as('paul')
      await paul.add((await paul.operation('OP-2026-0042')).id, email)
      secret = await stage.site.secret(email)
      desk = await stage.open({ language })
    })

    test('a link with something after, before or within it opens what it stands for', async () => {
      for (const address of [`#/join/${secret}.`, `#/join/${secret}%3E`, `#/join/${secret})`, `#/join/${secret}&data=05%7C01%7Cx`,
        `#/join/${secret.slice(0, 9)}%0A${secret.slice(9)}`, `#/join/${secret.slice(0, 9)}=%0D%0A${secret.slice(9)}`, `#%2Fjoin%2F${secret}`,
        `%23/join/${secret}`, `%23/join/${secret}.`, `join/${secret}`]) {
        await desk.visit(address)
        await desk.heading(words.join)
      }
    })

    test('a link of which too little is left says so', async () => {
      for (const path of ['invitations/show', 'address/show']) desk.foresees(404, path)
      for (const address of [`#/join/${secret.slice(0, 12)}`, '#/join/', '#/reset', '%23/join/x', '#/address/%E0%A4%A']) {
        await desk.visit(address)
        await desk.heading(words.cutShort)
      }
    })
  })
}
