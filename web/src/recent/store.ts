// What was done in the last minutes and can be undone. It survives reload and navigation, in this tab and for its user only.
import { computed, signal } from '@preact/signals'
import type { Role } from '../base/types'

export type DeedKind = 'revoke' | 'restore' | 'archive' | 'again' | 'change' | 'team'

/** What brings back one thing as it was; where somebody may have changed it since, what it should be now to do so. */
export type Step =
  | { do: 'restore_contact'; operation: string; contact: string; of: string }
  | { do: 'revoke_contact'; operation: string; contact: string; reason: string | null; of: string }
  | { do: 'restore_person'; entity: string; habilitation: string }
  | { do: 'archive_person'; entity: string; habilitation: string; reason: string | null }
  | { do: 'change_person'; entity: string; habilitation: string; email: string; was: Place; is: Place }
  | { do: 'move_team'; entity: string; team: string; was: string; is: string }

export interface Place {
  team: string
  roles: Role[]
}

/** One person or team; the steps that are left, and why they could not be made. */
export interface DeedLine {
  key: string
  who: string
  steps: Step[]
  /** How many lines went that their leader does not see: only who manages those operations can give them back. */
  lost?: number
  undone: boolean
  why: string[]
}

export interface Deed {
  id: string
  at: number
  kind: DeedKind
  /** The operation or entity where it was done, in words. */
  place: string
  /** The entity for which it was done: only for it can it be undone. */
  environment: { entity: string; name: string }
  lines: DeedLine[]
}

export const LIFE_MS = 10 * 60_000
const STORED = 'guichet.recent'

const kept = signal<Deed[]>([])
let owner: string | null = null
let clock: ReturnType<typeof setTimeout> | undefined

/** The latest first. */
export const deeds = computed(() => kept.value.toReversed())
export const undoable = computed(() => kept.value.flatMap(({ lines }) => lines).filter(({ undone }) => !undone).length)
/** Whether their dialog is open. */
export const recentShown = signal(false)

export const isOver = ({ at }: Deed, now: number): boolean => now - at >= LIFE_MS

function store(): void {
  try {
    sessionStorage.setItem(STORED, JSON.stringify({ owner, deeds: kept.value }))
  } catch {
    // Blocked or full: it lasts until the page is closed.
  }
}

function put(next: Deed[]): void {
  const now = Date.now()
  kept.value = next.filter((deed) => !isOver(deed, now))
  store()
  clearTimeout(clock)
  const [oldest] = kept.value
  if (oldest) clock = setTimeout(() => put(kept.value), oldest.at + LIFE_MS - now)
}

function stored(user: string): Deed[] {
  try {
    const found = JSON.parse(sessionStorage.getItem(STORED) ?? 'null')
    return found?.owner === user ? found.deeds : []
  } catch {
    return []
  }
}

export function openRecent(user: string): void {
  if (owner === user) return
  owner = user
  put(stored(user))
}

export function forgetRecent(): void {
  owner = null
  recentShown.value = false
  put([])
}

type Noted = Pick<DeedLine, 'key' | 'who' | 'steps' | 'lost'>

/** Something that is about to be done to one or several: each is noted when it has been done. */
export function beginDeed(kind: DeedKind, place: string, environment: Deed['environment']) {
  const id = crypto.randomUUID()
  const note = (line: Noted): void => {
    const begun = kept.value.find((deed) => deed.id === id) ?? { id, at: Date.now(), kind, place, environment, lines: [] }
    put([...kept.value.filter((deed) => deed.id !== id), { ...begun, lines: [...begun.lines, { ...line, undone: false, why: [] }] }])
  }
  return { id, note }
}

export function changeLine(id: string, key: string, change: Partial<DeedLine>): void {
  put(kept.value.map((deed) => (deed.id !== id ? deed : {
    ...deed, lines: deed.lines.map((line) => (line.key === key ? { ...line, ...change } : line)),
  })))
}
