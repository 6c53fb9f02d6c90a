import { render } from 'preact'
import { App } from './app'
import { loadInnerStyle, loadInside } from './inner'
import { forgetRecent, openRecent } from './recent/store'
import { lazy } from './ui/Lazy'
import { refusal } from './ui/Note'
import { dismissToast } from './ui/Toast'
import { loadWhy } from './why/words/index'
import { browserLanguage, chosenLanguage, followLanguage, loadLanguage } from './words/index'
import { startRouter } from './base/router'
import { startSession, startSessionWatch } from './base/session'
import { forget, recall, remember } from './base/storage'
import { startTheme } from './base/theme'
import { startTranslated } from './base/translated'
import './style/tokens.css'
import './style/base.css'
import './style/layout.css'
import './style/parts.css'

/** Somebody was signed in here: the first of his pages is fetched while the server is asked who it is. */
const INSIDE = 'inside'

async function start(): Promise<void> {
  startTheme()
  followLanguage()
  startRouter()
  refusal.Reasons = lazy(() => import('./why/Reasons'), (file) => file.Reasons, loadWhy)
  startSessionWatch({
    prepare: ({ user }) => Promise.all([loadLanguage(chosenLanguage() ?? user.language), loadInnerStyle()]),
    open: (user) => {
      openRecent(user)
      remember(INSIDE, '1')
    },
    forget: () => {
      forgetRecent()
      forget(INSIDE)
    },
    hush: dismissToast,
  })
  const asked = startSession() // on its way while the texts come
  if (recall(INSIDE)) void loadInside()
  await loadLanguage(chosenLanguage() ?? browserLanguage(navigator.languages))
  const root = document.getElementById('app') as HTMLElement
  startTranslated(root)
  render(<App />, root)
  await asked
}

void start()
