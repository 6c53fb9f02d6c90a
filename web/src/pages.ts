// Every page: who sees it, what it is, and where it stands in the navigation. Its address is in `base/router.ts`.
import type { FunctionComponent } from 'preact'
import { loadAboutAccount } from './accounts/words/index'
import type { RouteName } from './base/router'
import { loadDateWords } from './dates/words/index'
import { loadEntityWords } from './entities/words/index'
import helpSheet from './help/help.css?url'
import { loadHelp } from './help/words/index'
import { loadInnerStyle } from './inner'
import { loadAboutAddress } from './moves/words/index'
import { loadOperationWords } from './operations/words/index'
import { loadProfile } from './profile/words/index'
import { loadRequestWords } from './requests/words/index'
import { loadSeveralWords } from './several/words/index'
import type { Section } from './shell/Navigation'
import { lazy } from './ui/Lazy'
import { sheet } from './ui/sheet'
import { loadUnusualWords } from './unusual/words/index'
import { loadWaiting } from './waiting/words/index'

export interface Row {
  /**
   * Whoever comes, whatever else is the case (`all`); who reads, before the door and behind it (`reader`); who is signed
   * in, even if no entity is open to him (`person`); who acts for one (`actor`).
   */
  who: 'all' | 'reader' | 'person' | 'actor'
  page: Page
  /** What stands there before the door, in place of the sign-in page. */
  door?: Page
  section?: Section
}

/** It is given what its address names; with another one of that it is another page. */
export type Page = FunctionComponent<{ secret: string; operation: string }>

/** What the pages that govern need; their texts come as one file, see `vite.config.ts`. */
const inner = [loadDateWords, loadEntityWords, loadOperationWords, loadRequestWords, loadSeveralWords, loadUnusualWords, loadInnerStyle]

const Account = lazy(() => import('./accounts/Account'), (file) => file.Account, loadAboutAccount)
const Compose = lazy(() => import('./operations/Compose'), (file) => file.Compose, ...inner)
const Home = lazy(() => import('./shell/Home'), (file) => file.Home)
const Habilitations = lazy(() => import('./entities/Habilitations'), (file) => file.Habilitations, ...inner)
const Handovers = lazy(() => import('./handovers/Pages'), (file) => file.Handovers, loadUnusualWords, loadInnerStyle)
const Help = lazy(() => import('./help/Help'), (file) => file.Help, loadHelp, () => sheet(helpSheet))
const Operation = lazy(() => import('./operations/Operation'), (file) => file.Operation, ...inner)
const Requests = lazy(() => import('./requests/Requests'), (file) => file.Requests, ...inner)

export const pages: Record<RouteName, Row> = {
  join: { who: 'all', page: lazy(() => import('./accounts/Join'), (file) => file.Join) },
  move: { who: 'all', page: lazy(() => import('./moves/Link'), (file) => file.Link, loadAboutAddress) },
  asking: { who: 'all', page: lazy(() => import('./requests/Asking'), (file) => file.Asking, ...inner) },
  reset: { who: 'all', page: lazy(() => import('./accounts/Reset'), (file) => file.Reset, loadAboutAccount) },
  forgotten: { who: 'all', page: lazy(() => import('./accounts/Forgotten'), (file) => file.Forgotten, loadAboutAccount) },

  help: { who: 'reader', page: Help, section: 'help' },
  article: { who: 'reader', page: Help, section: 'help' },

  home: { who: 'actor', page: Home, section: 'operations' },
  operations: { who: 'actor', page: lazy(() => import('./operations/Operations'), (file) => file.Operations, loadWaiting), section: 'operations' },
  compose: { who: 'actor', page: Compose, section: 'operations' },
  operation: { who: 'actor', page: Operation, section: 'operations' },
  change: { who: 'actor', page: Compose, section: 'operations' },
  access: { who: 'actor', page: Operation, section: 'operations' },
  archive: { who: 'actor', page: Operation, section: 'operations' },
  asOf: { who: 'actor', page: Operation, section: 'operations' },
  register: { who: 'actor', page: Operation, section: 'operations' },

  habilitations: { who: 'actor', page: Habilitations, section: 'habilitations' },
  former: { who: 'actor', page: Habilitations, section: 'habilitations' },
  entityRegister: { who: 'actor', page: Habilitations, section: 'habilitations' },
  roster: { who: 'actor', page: Habilitations, section: 'habilitations' },

  waiting: { who: 'person', page: lazy(() => import('./waiting/Waiting'), (file) => file.Waiting, loadWaiting, loadInnerStyle), section: 'waiting' },

  requests: { who: 'person', page: Requests, section: 'requests' },
  mine: { who: 'person', page: Requests, section: 'requests' },
  decided: { who: 'person', page: Requests, section: 'requests' },
  ask: { who: 'person', page: Requests, door: lazy(() => import('./requests/Ask'), (file) => file.Ask, ...inner), section: 'requests' },

  handovers: { who: 'person', page: Handovers },
  handover: { who: 'person', page: Handovers },

  person: { who: 'actor', page: lazy(() => import('./profile/Profile'), (file) => file.Profile, loadProfile, ...inner) },

  account: { who: 'person', page: Account },
  address: { who: 'person', page: Account },
  security: { who: 'person', page: Account },
  browsers: { who: 'person', page: Account },
  notifications: { who: 'actor', page: Account },
}
