// Routes live in the fragment: any prefix works without a rewrite, and the secrets of mail links never reach a server log.
import { computed, signal } from '@preact/signals'

const patterns = {
  home: '/',
  operations: '/operations',
  compose: '/operations/new', // before the pattern that would take it for an operation
  operation: '/operations/:operation',
  change: '/operations/:operation/change',
  access: '/operations/:operation/access',
  archive: '/operations/:operation/access/archived',
  asOf: '/operations/:operation/access/as-of',
  register: '/operations/:operation/register',
  habilitations: '/habilitations',
  former: '/habilitations/archived',
  entityRegister: '/habilitations/register',
  roster: '/habilitations/roster',
  waiting: '/waiting',
  requests: '/requests',
  mine: '/requests/mine',
  decided: '/requests/decided',
  ask: '/ask',
  handovers: '/handovers',
  handover: '/handovers/:handover',
  person: '/people/:user',
  account: '/account',
  address: '/account/address',
  security: '/account/security',
  browsers: '/account/browsers',
  notifications: '/account/notifications',
  forgotten: '/password',
  reset: '/reset/:secret',
  join: '/join/:secret',
  move: '/address/:secret',
  asking: '/asking/:secret',
  help: '/help',
  article: '/help/:article',
} as const

/** Line ends, spaces and what shows nothing. */
const INVISIBLE = /[\s\u00AD\u200B-\u200F\u2060\uFEFF]+/g
/** What a sentence or a bracket around a link leaves at its end. */
const AFTER = /(?:[/.,;:!>)\]}"'»]|%3E|%22|%29|%5D)+$/i

export type RouteName = keyof typeof patterns
export const routeNames = Object.keys(patterns) as RouteName[]
export interface Route {
  name: RouteName | 'unknown'
  params: Record<string, string>
  query: URLSearchParams
  /** It was the link of a mail, of which nothing is left that could be asked about. */
  isCut?: true
}

function match(pattern: string, path: string): Record<string, string> | null {
  const wanted = pattern.split('/')
  const given = path.split('/')
  if (wanted.length !== given.length) return null
  const params: Record<string, string> = {}
  for (const [i, part] of wanted.entries()) {
    const piece = given[i] ?? ''
    if (part.startsWith(':') && piece) params[part.slice(1)] = piece
    else if (part !== piece) return null
  }
  return params
}

function decode(params: Record<string, string>): Record<string, string> | null {
  try {
    return Object.fromEntries(Object.entries(params).map(([name, value]) => [name, decodeURIComponent(value)]))
  } catch {
    return null // a broken percent sign in a link that was cut
  }
}

/** Mail programs encode a link once more, break it, and take what follows it for its end. */
function unwrapped(fragment: string): string {
  let text = fragment
  for (let i = 0; i < 3 && text.includes('%'); i++) {
    try {
      text = decodeURIComponent(text)
    } catch {
      break
    }
  }
  return text.replace(/=\r?\n/g, '').replace(INVISIBLE, '').replace(/^[#/]*/, '/')
}

const SECRET = /^[\w-]{1,32}/
const linkNames = routeNames.filter((name) => patterns[name].endsWith('/:secret'))

/** Whether all of a link's secret has arrived. */
export const isWhole = (secret: string): boolean => /^[\w-]{32}$/.test(secret)

/** The link of a mail is read for what it is: its secret, whatever stands around or within it. */
function parseLink(fragment: string): Route | null {
  const text = unwrapped(fragment)
  const name = linkNames.find((one) => `${text}/`.startsWith(patterns[one].replace(':secret', '')))
  if (!name) return null
  const [secret] = SECRET.exec(text.slice(patterns[name].indexOf(':')).replace(/^[^\w-]+/, '')) ?? []
  const query = new URLSearchParams()
  return secret ? { name, params: { secret }, query } : { name: 'unknown', params: {}, query, isCut: true }
}

export function parse(fragment: string): Route {
  const link = parseLink(fragment)
  if (link) return link
  const [rest = '', search = ''] = fragment.replace(/^#/, '').split(/\?(.*)/s)
  const path = `/${rest.replace(/^\/+/, '').replace(AFTER, '')}`
  const query = new URLSearchParams(search)
  for (const [name, pattern] of Object.entries(patterns)) {
    const found = match(pattern, path)
    const params = found && decode(found)
    if (params) return { name: name as RouteName, params, query }
  }
  return { name: 'unknown', params: {}, query }
}

type Filters = Record<string, string | null | undefined>

/** The address of a page. Empty filters are left out, so that two equal views have one address. */
export function href(name: RouteName, params: Record<string, string> = {}, filters: Filters = {}): string {
  const path = patterns[name].replace(/:(\w+)/g, (_, key: string) => encodeURIComponent(params[key] ?? ''))
  const query = new URLSearchParams(Object.entries(filters).filter((pair): pair is [string, string] => !!pair[1]))
  return `#${path}${query.size ? `?${query}` : ''}`
}

/** The page of its list that an address names. */
export function pageOf({ query }: Route): number {
  const page = Number(query.get('page'))
  return Number.isInteger(page) && page > 1 && page < 10_000 ? page : 1
}

/** The address that is open, at another page of its list. */
export function atPage(page: number): string {
  const [path = '', search = ''] = location.hash.split(/\?(.*)/s)
  const query = new URLSearchParams(search)
  if (page > 1) query.set('page', String(page))
  else query.delete('page')
  return `${path}${query.size ? `?${query}` : ''}`
}

const fragment = signal('')
export const route = computed(() => parse(fragment.value))

const read = () => { fragment.value = location.hash }

export function startRouter(): void {
  read()
  addEventListener('hashchange', read)
}

export function go(target: string): void {
  location.hash = target
}

/** Without a new entry in the history: for filters, and for pages that only lead on. */
export function goInstead(target: string): void {
  history.replaceState(null, '', target)
  read()
}
