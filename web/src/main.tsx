import { render } from 'preact'
import { App } from './app'
import { browserLanguage, chosenLanguage, followLanguage, loadLanguage } from './i18n/index'
import { startCache } from './query'
import { startRouter } from './router'
import { startSession, startSessionWatch } from './session'
import { startTheme } from './theme'
import { startTranslated } from './translated'
import './style/tokens.css'
import './style/base.css'
import './style/layout.css'
import './style/parts.css'

async function start(): Promise<void> {
  startTheme()
  followLanguage()
  startRouter()
  startCache()
  startSessionWatch()
  const asked = startSession() // on its way while the texts come
  await loadLanguage(chosenLanguage() ?? browserLanguage(navigator.languages))
  const root = document.getElementById('app') as HTMLElement
  startTranslated(root)
  render(<App />, root)
  await asked
}

void start()
