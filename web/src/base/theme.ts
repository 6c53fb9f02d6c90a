import { signal } from '@preact/signals'
import { recall, remember, whenRemembered } from './storage'

export const themes = ['system', 'light', 'dark'] as const
export type Theme = (typeof themes)[number]

const isTheme = (value: string | null): value is Theme => themes.some((theme) => theme === value)

export const theme = signal<Theme>('system')

export function setTheme(next: Theme): void {
  theme.value = next
  document.documentElement.dataset.theme = next
  remember('theme', next)
}

export function startTheme(): void {
  const kept = recall('theme')
  setTheme(isTheme(kept) ? kept : 'system')
  whenRemembered('theme', (next) => { if (isTheme(next)) setTheme(next) })
}
