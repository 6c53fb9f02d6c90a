// One language is loaded at a time. `t()` gives its catalogue; read in a component, it re-renders with the language.
import { signal } from '@preact/signals'
import { speak } from '../base/api'
import { recall, remember, whenRemembered } from '../base/storage'
import type { Messages } from './en'

export const languages = ['fr', 'en'] as const
export type Language = (typeof languages)[number]

/** By language a module that exports its catalogue under the language's name. */
type Sources<M> = { [L in Language]: () => Promise<Record<L, M>> }

const sourceOf = async <M, L extends Language>(sources: Sources<M>, wanted: L): Promise<M> => (await sources[wanted]())[wanted]

const catalogues: Sources<Messages> = { en: () => import('./en'), fr: () => import('./fr') }

const loaded = signal<{ language: Language; messages: Messages } | null>(null)

function current() {
  if (!loaded.value) throw new Error('no catalogue is loaded yet')
  return loaded.value
}

export const t = (): Messages => current().messages
export const language = (): Language => loaded.value?.language ?? 'en'

const isLanguage = (value: string | null): value is Language => languages.some((known) => known === value)

export function chosenLanguage(): Language | null {
  const kept = recall('language')
  return isLanguage(kept) ? kept : null
}

export function browserLanguage(preferred: readonly string[]): Language {
  const known = preferred.map((tag) => tag.slice(0, 2).toLowerCase()).find(isLanguage)
  return known ?? 'en'
}

const parts = new Set<(next: Language) => Promise<void>>()

/** Texts that only some pages need: they are fetched with the first of these, and change language with the others. */
export function part<M>(sources: Sources<M>) {
  const kept = new Map<Language, M>()
  const fetch = async (wanted: Language) => {
    if (!kept.has(wanted)) kept.set(wanted, await sourceOf(sources, wanted))
  }
  return {
    load: (): Promise<void> => {
      parts.add(fetch)
      return fetch(language())
    },
    words: (): M => kept.get(language()) ?? ([...kept.values()][0] as M),
  }
}

let wanted: Language | null = null

export async function loadLanguage(next: Language): Promise<void> {
  wanted = next
  if (loaded.value?.language === next) return
  const messages = await sourceOf(catalogues, next)
  await Promise.all([...parts].map((load) => load(next)))
  if (loaded.value && wanted !== next) return // another one was chosen meanwhile
  loaded.value = { language: next, messages }
  document.documentElement.lang = next
  speak(next)
}

/** What is chosen in one tab holds in all of them. */
export function followLanguage(): void {
  whenRemembered('language', (next) => { if (isLanguage(next)) void loadLanguage(next) })
}

/** The visitor's own choice: it wins over the account's language on this browser from now on. */
export async function chooseLanguage(next: Language): Promise<void> {
  remember('language', next)
  await loadLanguage(next)
}
