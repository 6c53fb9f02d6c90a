// The goals and what the parts of the bench have found of them, in one table: all of one run, or of the newest run of
// each part where they ran by themselves.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { RESULTS, table } from './lib.mjs'

const GROWTH = 1.3

const least = (figures) => Object.entries(figures).toSorted((one, other) => one[1] - other[1])[0] ?? ['nobody', NaN]
const greatest = (figures) => Object.entries(figures).toSorted((one, other) => other[1] - one[1])[0]
const many = (number) => number.toLocaleString('en')
const times = (number) => `× ${number.toFixed(2)}`
const ms = (number) => `${number.toFixed(1)} ms`

const changes = ['a revocation', 'a restore', 'an addition']
const beside = (kind) => ({
  goal: `${kind} at the socket, beside SQLite alone`, part: 'costs', most: 1.3, show: times,
  figure: (found) => found.changes[kind],
})
const besideOfMany = (kind) => ({
  goal: `${kind} at the socket, of who has 3,800 lines, beside SQLite alone`, part: 'costs', most: 1.3, show: times,
  figure: ({ busy }) => busy[kind], with: ({ lines }) => `${many(lines)} lines`, enough: ({ lines }) => lines >= 3000,
})

const OPERATIONS = 'operations, of a desk on all its bank manages'
const SEARCH = 'operations, searched'
const SEARCH_OF_FEW = 'operations, searched, of a person on 40'

/** The request that grew most, how many grew too much, and between which sizes. */
function grown({ sizes, ratios }) {
  const all = Object.values(ratios)
  const above = all.filter((ratio) => ratio > GROWTH).length
  return `${greatest(ratios)[0]}; ${above} of ${all.length} above; ${many(sizes.at(-1))} and ${many(sizes[0])} lines`
}

/**
 * A row each: `least` or `most` is what is wanted, `figure` what a part has found, `with` a word on it, and `enough`
 * whether it was found on data that are large enough to tell.
 */
const goals = [
  { goal: 'the full job, beside the best peer', part: 'speed', least: 4, show: times,
    figure: ({ peers }) => least(peers)[1], with: ({ peers }) => least(peers)[0] },
  { goal: 'the full job, beside the ceiling', part: 'speed', least: 0.6, show: times,
    figure: ({ ceiling }) => ceiling },
  // Half of what it was when the goal was set: 177 µs where Go's took 460, one run, pages at random.
  { goal: 'processor time of the worker, beside Go’s', part: 'speed', most: 0.19, show: times,
    figure: ({ go }) => go },
  { goal: 'private memory', part: 'speed', most: 10, show: (number) => `${number.toFixed(1)} MB`,
    figure: ({ memory }) => memory },
  { goal: 'a list of 50 operations, beside one of 50 contacts', part: 'instructions', most: 1, show: times,
    figure: ({ requests }) => requests[OPERATIONS] / requests['contacts, 50 of 50'] },
  { goal: 'a search over 3,800 operations, beside one over 40', part: 'instructions', most: 3, show: times,
    figure: ({ requests }) => requests[SEARCH] / requests[SEARCH_OF_FEW],
    with: ({ counts }) => counts.map(many).join(' and '), enough: ({ counts }) => counts[0] >= 3000 },
  ...changes.map(beside), ...changes.map(besideOfMany),
  { goal: 'the slowest change of 16 writers', part: 'mixed', most: 50, show: ms, figure: ({ slowest }) => slowest },
  { goal: 'p99 of reads at the socket under load, beside quiet', part: 'mixed', most: 10, show: times,
    figure: (found) => found.times.socket, with: (found) => `through nginx ${times(found.times.nginx)}` },
  { goal: 'any request at 10,000,000 lines, beside 10,000', part: 'growth', most: GROWTH, show: times,
    // One that could not be asked has no figure.
    figure: ({ ratios }) => (Object.values(ratios).includes(null) ? NaN : greatest(ratios)[1]),
    with: grown, enough: ({ sizes }) => sizes.at(-1) >= 1e7 && sizes[0] <= 1e4 },
  // By half at least, or packing is not worth its work.
  { goal: 'an answer of the API that goes out packed, beside its length', part: 'page', most: 0.5, show: times,
    figure: ({ as, packed, plain }) => (as ? packed / plain : 1), with: ({ as }) => as ?? 'not packed' },
  { goal: 'a first visit, heads included', part: 'page', most: 45, show: (number) => `${number.toFixed(1)} KB`,
    figure: ({ first }) => first },
  { goal: 'ready', part: 'costs', most: 15, show: ms, figure: ({ start }) => start,
    with: ({ slowest }) => `the slowest ${ms(slowest)}` },
  { goal: 'longest lock of an import of 100,000 people', part: 'onboarding', most: 10, show: ms,
    figure: ({ longest }) => longest, with: ({ people }) => `${many(people)} people`,
    enough: ({ people }) => people >= 100000 },
]

/** What a part has found; nothing where it was left out. */
const read = (part) => readFile(join(RESULTS, `${part}.json`), 'utf8').then(JSON.parse, () => null)

const parts = [...new Set(goals.map(({ part }) => part))]
const found = Object.fromEntries(await Promise.all(parts.map(async (part) => [part, await read(part)])))

function row({ goal, part, least: floor, most: roof, show, figure, with: more = () => '', enough = () => true }) {
  const wanted = `${floor ? 'at least' : 'at most'} ${show(floor ?? roof)}`
  const value = found[part] && figure(found[part])
  if (!Number.isFinite(value)) return [goal, wanted, '', '', 'not measured']
  const word = more(found[part])
  const said = `${show(value)}${word && ` (${word})`}`
  const reached = floor ? value >= floor : value <= roof
  const told = enough(found[part]) ? (reached ? 'reached' : 'not reached') : 'too small to tell'
  return [goal, wanted, said, times(value / (floor ?? roof)), told]
}

const rows = goals.map(row)
console.log(table(['goal', 'wanted', 'found', 'of what was wanted', ''], rows))
const count = (told) => rows.filter((one) => one.at(-1) === told).length
console.log(`${count('reached')} of ${rows.length} reached, ${count('not reached')} not; ` +
  `${count('too small to tell')} on data too small to tell, ${count('not measured')} not measured.`)
console.log(parts.filter((part) => found[part]).map((part) => `${part}: ${found[part].at.slice(0, 16)}` +
  (found[part].contacts ? `, ${many(found[part].contacts)} lines` : '')).join('; '))
