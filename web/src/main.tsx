import { render } from 'preact'
import { App } from './app'
import { browserLanguage, chosenLanguage, loadLanguage } from './i18n/index'
import { startCache } from './query'
import { startRouter } from './router'
import { startSession, startSessionWatch } from './session'
import { startTheme } from './theme'
import './style/tokens.css'
import './style/base.css'
import './style/layout.css'
import './style/parts.css'

async function start(): Promise<void> {
  startTheme()
  startRouter()
  startCache()
  startSessionWatch()
  const asked = startSession() // on its way while the texts come
  await loadLanguage(chosenLanguage() ?? browserLanguage(navigator.languages))
  render(<App />, document.getElementById('app') as HTMLElement)
  await asked
}

void start()
