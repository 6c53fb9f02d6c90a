import { chooseLanguage, language, languages, t } from '../words/index'
import { setTheme, theme, themes, type Theme } from '../base/theme'
import type { IconName } from '../ui/icons'
import { Icon } from '../ui/Icon'
import { Menu } from '../ui/Menu'

const icons: Record<Theme, IconName> = { system: 'monitor', light: 'sun', dark: 'moon' }

/** Language and appearance: reachable signed in or not. */
export function Preferences() {
  const words = t().look
  const names = { fr: words.french, en: words.english }
  return (
    <div class="preferences">
      <div class="segments" role="group" aria-label={words.language}>
        {languages.map((code) => (
          <button key={code} type="button" lang={code} title={names[code]}
            aria-pressed={language() === code} onClick={() => void chooseLanguage(code)}>
            {code.toUpperCase()}<span class="hidden"> {names[code]}</span>
          </button>
        ))}
      </div>
      <Menu label={words.theme} above groups={[themes.map((value) => ({
        label: words.themes[value], icon: icons[value], checked: theme.value === value, run: () => setTheme(value),
      }))]}>
        <Icon name="sun-moon" />
      </Menu>
    </div>
  )
}
