// Does the time of an answer tell whether an address has an account?  Known and unknown addresses are asked in turn, on
// one site of the demonstration data, and compared as ratios of medians and by a permutation test: the share of random
// labellings whose difference is at least as great.  A small share (below 0.01, say) would be a leak.
import { performance } from 'node:perf_hooks'
import { sql } from '../api/account.mjs'
import { Site } from '../api/site.mjs'

const ROUNDS = 48 // below the hundred failures that one source may make
const LABELLINGS = 5000

const median = (times) => times.toSorted((a, b) => a - b)[times.length >> 1]
const mean = (times) => times.reduce((sum, time) => sum + time, 0) / times.length

async function time(visitor, path, body) {
  const start = performance.now()
  await visitor.post(path, body)
  return performance.now() - start
}

function shareAsGreat(known, unknown) {
  const all = [...known, ...unknown]
  const found = Math.abs(mean(known) - mean(unknown))
  let asGreat = 0
  for (let i = 0; i < LABELLINGS; i++) {
    for (let j = all.length - 1; j > 0; j--) {
      const k = Math.floor(Math.random() * (j + 1))
      ;[all[j], all[k]] = [all[k], all[j]]
    }
    if (Math.abs(mean(all.slice(0, known.length)) - mean(all.slice(known.length))) >= found) asGreat++
  }
  return asGreat / LABELLINGS
}

async function compare(site, name, path, bodyOf) {
  const emails = (await sql(site, 'SELECT email FROM users WHERE activated_ms IS NOT NULL ORDER BY id')).map((row) => row.email)
  const visitor = site.visitor()
  const known = []
  const unknown = []
  for (let i = 0; i < ROUNDS; i++) {
    const pair = [() => time(visitor, path, bodyOf(emails[i])).then((ms) => known.push(ms)),
                  () => time(visitor, path, bodyOf(`nobody${i}@littoral.example`)).then((ms) => unknown.push(ms))]
    for (const ask of i % 2 ? pair : pair.reverse()) await ask()
  }
  const ratio = median(known) / median(unknown)
  console.log(`${name.padEnd(20)} known ${median(known).toFixed(1)} ms, unknown ${median(unknown).toFixed(1)} ms, ` +
    `ratio ${ratio.toFixed(3)}, as great by chance: ${shareAsGreat(known, unknown).toFixed(3)}`)
}

const site = await Site.start()
try {
  await compare(site, 'sign-in', 'api/session', (email) => ({ email, password: 'Not-the-password-1' }))
  await compare(site, 'forgotten password', 'api/password/forgotten', (email) => ({ email }))
} finally {
  await site.stop()
}
