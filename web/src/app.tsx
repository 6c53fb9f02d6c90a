// Which page is shown: by who is signed in first, by the address second. The pages are in `pages.ts`.
import { useEffect } from 'preact/hooks'
import { Note } from './ui/Note'
import { SignIn } from './accounts/SignIn'
import { pages, type Page, type Row } from './pages'
import { explain } from './words/explain'
import { t } from './words/index'
import { go, goInstead, route } from './base/router'
import { another, followLink, session, startError, startSession, visit, wantedEnvironment } from './base/session'
import { Outside } from './frames/Outside'
import { loadShellWords } from './shell/words/index'
import { lazy } from './ui/Lazy'
import { toast, Toast } from './ui/Toast'
import { WaitLine } from './ui/Wait'

const Shell = lazy(() => import('./shell/Shell'), (file) => file.Shell, loadShellWords)
const Another = lazy(() => import('./accounts/Another'), (file) => file.Another)
const PickEnvironment = lazy(() => import('./accounts/Environments'), (file) => file.PickEnvironment)
const NoAccess = lazy(() => import('./shell/NoAccess'), (file) => file.NoAccess)
const Damaged = lazy(() => import('./frames/Damaged'), (file) => file.Damaged)
const Unknown = lazy(() => import('./frames/Unknown'), (file) => file.Unknown)

export function App() {
  return (
    <>
      <WaitLine />
      <Shown />
      {another.value && <Another />}
      <Toast />
    </>
  )
}

/** The page of the present address; another one where what its address names is another. */
function Present({ of: Page }: { of: Page }) {
  const { secret = '', operation = '' } = route.value.params
  return <Page key={secret || operation} secret={secret} operation={operation} />
}

function Shown() {
  const { name, query, isCut } = route.value
  const row = name === 'unknown' ? null : pages[name]
  const now = session.value
  const wanted = now ? wantedEnvironment(now, query.get('for')) : null
  const isMine = !!now?.environment && query.get('for') === now.environment.entity
  useEffect(() => { if (wanted) void change(wanted) }, [wanted])
  useEffect(() => { if (isMine) goInstead(withoutFor(location.hash)) }, [isMine]) // what is chosen later holds
  if (row?.who === 'all') return <Present of={row.page} />
  if (isCut) return <Damaged />
  if (row?.who === 'reader' && !now?.environment && (now !== undefined || startError.value)) return <Present of={row.page} />
  if (startError.value) return <NotStarted />
  if (now === undefined) return null
  if (now === null) return row?.door ? <Present of={row.door} /> : <SignIn />
  if (wanted) return null
  if (!now.environment && now.environments.length) return <PickEnvironment />
  return <Shell key={visit.value} here={row?.section}><Inside row={row} acts={!!now.environment} /></Shell>
}

/** To whom nothing is open, what he asked and his account are his own all the same. */
function Inside({ row, acts }: { row: Row | null; acts: boolean }) {
  if (row && (acts || row.who === 'person')) return <Present of={row.page} />
  return acts ? <Unknown /> : <NoAccess />
}

/** For whom a link was written was said; where it leads need not say it again. */
const withoutFor = (fragment: string): string => fragment.replace(/([?&])for=[^&]*&?/, '$1').replace(/[?&]$/, '')

/** All tabs act for one entity: who follows a link to another one is told. */
async function change(entity: string): Promise<void> {
  await followLink(entity).catch(() => go('#/'))
  const name = session.value?.environment?.name
  if (name) toast(t().acting.now(name))
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
