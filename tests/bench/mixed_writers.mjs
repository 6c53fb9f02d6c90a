// Sixteen who add colleagues and revoke them without a pause, and people who sign in one after the other: a thread of
// mixed.mjs.
import { performance } from 'node:perf_hooks'
import { setPriority } from 'node:os'
import { parentPort, workerData } from 'node:worker_threads'
import { Site } from '../api/site.mjs'

const { cookies, operations, writers } = workerData
const site = Object.assign(new Site(), workerData.site)
setPriority(0) // a thread begins with the precedence of the readers
const waits = []
let over = false
let signed = 0

const timed = async (ask) => {
  const start = performance.now()
  const answer = await ask
  waits.push(performance.now() - start)
  return answer
}

const work = Array.from({ length: writers }, async (_, w) => {
  const browser = site.visitor()
  browser.cookies = new Map(cookies)
  const path = `api/operations/${operations[w % operations.length]}/contacts`
  for (let i = 0; !over; i++) {
    const colleague = `p${1 + ((i * writers + w) % (31 * writers))}@bank00000.example`
    const answer = await timed(browser.post(path, { emails: [colleague] }))
    if (answer.status !== 200) throw new Error(answer.text)
    await timed(browser.post(`${path}/${answer.body.items[0].contact.id}/revoke`, {}))
  }
  browser.close()
})

const signing = (async () => {
  for (let i = 1; !over; i++) {
    const browser = site.visitor({ source: `127.0.3.${1 + (i % 200)}` })
    if ((await browser.post('api/session', { email: `p${i % 400}@bank00003.example`, password: 'Guichet-demo-2026' })).status === 202) signed++
    browser.close()
  }
})()

parentPort.once('message', async () => {
  over = true
  await Promise.all([...work, signing])
  parentPort.postMessage({ waits, signed })
})
parentPort.postMessage('begun')
