import { render } from 'preact'
import { App } from './app'
import { loadInnerStyle } from './inner'
import { forgetRecent, openRecent } from './recent/store'
import { lazy } from './ui/Lazy'
import { refusal } from './ui/Note'
import { dismissToast } from './ui/Toast'
import { loadWhy } from './why/words/index'
import { browserLanguage, chosenLanguage, followLanguage, loadLanguage } from './words/index'
import { startCache } from './base/query'
import { startRouter } from './base/router'
import { startSession, startSessionWatch } from './base/session'
import { startTheme } from './base/theme'
import { startTranslated } from './base/translated'
import './style/tokens.css'
import './style/base.css'
import './style/layout.css'
import './style/parts.css'

async function start(): Promise<void> {
  startTheme()
  followLanguage()
  startRouter()
  startCache()
  refusal.Reasons = lazy(() => import('./why/Reasons'), (file) => file.Reasons, loadWhy)
  startSessionWatch({
    prepare: ({ user }) => Promise.all([loadLanguage(chosenLanguage() ?? user.language), loadInnerStyle()]),
    open: openRecent,
    forget: forgetRecent,
    hush: dismissToast,
  })
  const asked = startSession() // on its way while the texts come
  await loadLanguage(chosenLanguage() ?? browserLanguage(navigator.languages))
  const root = document.getElementById('app') as HTMLElement
  startTranslated(root)
  render(<App />, root)
  await asked
}

void start()
