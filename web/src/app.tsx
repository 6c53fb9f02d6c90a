// Which page is shown: by who is signed in first, by the address second.
import { useEffect } from 'preact/hooks'
import { Note } from './ui/Note'
import { PickEnvironment } from './accounts/Environments'
import { SignIn } from './accounts/SignIn'
import { Home } from './shell/Home'
import { Unknown } from './frames/Unknown'
import { loadAboutAccount } from './accounts/words/index'
import { explain } from './words/explain'
import { loadDateWords } from './dates/words/index'
import { loadEntityWords } from './entities/words/index'
import { loadOperationWords } from './operations/words/index'
import { loadRequestWords } from './requests/words/index'
import { loadSeveralWords } from './several/words/index'
import { t } from './words/index'
import { go, goInstead, route, type Route } from './base/router'
import { another, followLink, session, startError, startSession, visit, wantedEnvironment } from './base/session'
import { Outside } from './frames/Outside'
import { loadInnerStyle } from './inner'
import { lazy } from './ui/Lazy'
import { toast, Toast } from './ui/Toast'
import { WaitLine } from './ui/Wait'

/** Texts that come together, see `vite.config.ts`. */
const loadInnerWords = () => Promise.all([loadDateWords(), loadEntityWords(), loadOperationWords(), loadRequestWords(), loadSeveralWords()])

/** A page that governs, with its texts. */
const governed = async <M,>(page: Promise<M>): Promise<M> => (await Promise.all([page, loadInnerWords(), loadInnerStyle()]))[0]

/** A page about oneself, with its texts. */
const worded = async <M,>(page: Promise<M>): Promise<M> => (await Promise.all([page, loadAboutAccount()]))[0]

const Shell = lazy(async () => (await import('./shell/Shell')).Shell)
const Another = lazy(async () => (await import('./accounts/Another')).Another)
const NoAccess = lazy(async () => (await import('./shell/NoAccess')).NoAccess)
const Account = lazy(async () => (await worded(import('./accounts/Account'))).Account)
const Damaged = lazy(async () => (await import('./frames/Damaged')).Damaged)
const Forgotten = lazy(async () => (await worded(import('./accounts/Forgotten'))).Forgotten)
const Reset = lazy(async () => (await worded(import('./accounts/Reset'))).Reset)
const MoveLink = lazy(async () => (await import('./moves/Link')).openLink())
const Join = lazy(async () => (await import('./accounts/Join')).Join)
const Operations = lazy(async () => (await import('./operations/Operations')).Operations)
const Operation = lazy(async () => (await governed(import('./operations/Operation'))).Operation)
const Compose = lazy(async () => (await governed(import('./operations/Compose'))).Compose)
const Habilitations = lazy(async () => (await governed(import('./entities/Habilitations'))).Habilitations)
const Help = lazy(async () => (await import('./help/Help')).openHelp())
const Requests = lazy(async () => (await governed(import('./requests/Requests'))).Requests)
const Handovers = lazy(async () => (await import('./handovers/Pages')).Handovers)
const Asking = lazy(async () => (await governed(import('./requests/Asking'))).Asking)
const Ask = lazy(async () => (await governed(import('./requests/Ask'))).Ask)

export function App() {
  return (
    <>
      <WaitLine />
      <Page />
      {another.value && <Another />}
      <Toast />
    </>
  )
}

function Page() {
  const { name, params, query } = route.value
  const now = session.value
  const wanted = now ? wantedEnvironment(now, query.get('for')) : null
  const isMine = !!now?.environment && query.get('for') === now.environment.entity
  useEffect(() => { if (wanted) void change(wanted) }, [wanted])
  useEffect(() => { if (isMine) goInstead(withoutFor(location.hash)) }, [isMine]) // what is chosen later holds
  if (name === 'join') return <Join key={params.secret} secret={params.secret ?? ''} />
  if (name === 'move') return <MoveLink key={params.secret} secret={params.secret ?? ''} />
  if (name === 'asking') return <Asking key={params.secret} secret={params.secret ?? ''} />
  if (name === 'reset') return <Reset key={params.secret} secret={params.secret ?? ''} />
  if (route.value.isCut) return <Damaged />
  if (name === 'forgotten') return <Forgotten />
  const isHelp = name === 'help' || name === 'article'
  if (isHelp && !now?.environment && (now !== undefined || startError.value)) return <Help />
  if (startError.value) return <NotStarted />
  if (now === undefined) return null
  if (now === null) return name === 'ask' ? <Ask /> : <SignIn />
  if (wanted) return null
  if (!now.environment && now.environments.length) return <PickEnvironment />
  return (
    <Shell key={visit.value}>
      {name.startsWith('handover') ? <Handovers /> : now.environment ? <Inside at={route.value} /> : <Apart at={route.value} />}
    </Shell>
  )
}

/** For whom a link was written was said; where it leads need not say it again. */
const withoutFor = (fragment: string): string => fragment.replace(/([?&])for=[^&]*&?/, '$1').replace(/[?&]$/, '')

/** All tabs act for one entity: who follows a link to another one is told. */
async function change(entity: string): Promise<void> {
  await followLink(entity).catch(() => go('#/'))
  const name = session.value?.environment?.name
  if (name) toast(t().acting.now(name))
}

/** Nothing is open to him: what he asked, and his account, are his own all the same. */
function Apart({ at }: { at: Route }) {
  switch (at.name) {
    case 'requests':
    case 'mine':
    case 'decided':
    case 'ask':
      return <Requests />
    case 'account':
    case 'address':
    case 'security':
    case 'browsers':
      return <Account />
    default:
      return <NoAccess />
  }
}

function Inside({ at }: { at: Route }) {
  switch (at.name) {
    case 'home':
      return <Home />
    case 'operations':
      return <Operations />
    case 'compose':
      return <Compose />
    case 'change':
      return <Compose key={at.params.operation} id={at.params.operation} />
    case 'habilitations':
    case 'former':
    case 'entityRegister':
      return <Habilitations />
    case 'requests':
    case 'mine':
    case 'decided':
    case 'ask':
      return <Requests />
    case 'operation':
    case 'access':
    case 'archive':
    case 'register':
      return <Operation key={at.params.operation} id={at.params.operation ?? ''} />
    case 'account':
    case 'address':
    case 'security':
    case 'browsers':
    case 'notifications':
      return <Account />
    case 'help':
    case 'article':
      return <Help />
    default:
      return <Unknown />
  }
}

function NotStarted() {
  const problem = startError.value
  return (
    <Outside title={t().start.failed}>
      <Note tone="bad" icon="wifi-off"><p>{problem && explain(problem, true)}</p></Note>
      <button type="button" class="primary" onClick={() => void startSession()}>{t().common.retry}</button>
    </Outside>
  )
}
