// Which page is shown: by who is signed in first, by the address second.
import { useEffect } from 'preact/hooks'
import { Note } from './ui/Note'
import { NoAccess, PickEnvironment } from './pages/sign-in/Environments'
import { SignIn } from './pages/sign-in/SignIn'
import { Home } from './pages/Home'
import { Unknown } from './pages/Unknown'
import { aboutAccount } from './i18n/account'
import { explain } from './i18n/explain'
import { t } from './i18n/index'
import { route, type Route } from './router'
import { session, startError, startSession } from './session'
import { Outside } from './shell/Outside'
import { Shell } from './shell/Shell'
import { lazy } from './ui/Lazy'
import { dismissToast, Toast } from './ui/Toast'
import { WaitLine } from './ui/Wait'

/** A page about oneself, with its texts. */
const worded = async <M,>(page: Promise<M>): Promise<M> => (await Promise.all([page, aboutAccount.load()]))[0]

const Account = lazy(async () => (await worded(import('./pages/account/Account'))).Account)
const Forgotten = lazy(async () => (await worded(import('./pages/password/Forgotten'))).Forgotten)
const Reset = lazy(async () => (await worded(import('./pages/password/Reset'))).Reset)
const Join = lazy(async () => (await import('./pages/join/Join')).Join)
const Operations = lazy(async () => (await import('./pages/operations/Operations')).Operations)
const Operation = lazy(async () => (await import('./pages/operations/Operation')).Operation)

export function App() {
  return (
    <>
      <WaitLine />
      <Page />
      <Toast />
    </>
  )
}

function Page() {
  const { name, params } = route.value
  const now = session.value
  useEffect(() => { if (!now) dismissToast() }, [now]) // it may speak of people, and nobody is signed in
  if (name === 'join') return <Join key={params.secret} secret={params.secret ?? ''} />
  if (name === 'reset') return <Reset key={params.secret} secret={params.secret ?? ''} />
  if (name === 'forgotten') return <Forgotten />
  if (startError.value) return <NotStarted />
  if (now === undefined) return null
  if (now === null) return <SignIn />
  if (!now.environments.length) return <NoAccess />
  if (!now.environment) return <PickEnvironment />
  return (
    <Shell key={`${now.user.id} ${now.environment.entity}`}>
      <Inside at={route.value} />
    </Shell>
  )
}

function Inside({ at }: { at: Route }) {
  switch (at.name) {
    case 'home':
      return <Home />
    case 'operations':
      return <Operations />
    case 'operation':
    case 'access':
    case 'archive':
    case 'register':
      return <Operation key={at.params.operation} id={at.params.operation ?? ''} />
    case 'account':
    case 'security':
    case 'browsers':
      return <Account />
    default:
      return <Unknown />
  }
}

function NotStarted() {
  const problem = startError.value
  return (
    <Outside title={t().start.failed}>
      <Note tone="bad" icon="wifi-off"><p>{problem && explain(problem)}</p></Note>
      <button type="button" class="primary" onClick={() => void startSession()}>{t().common.retry}</button>
    </Outside>
  )
}
