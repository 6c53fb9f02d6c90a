// Whatever is about handovers: fetched, with its texts, when the first of these addresses is opened.
import { loadHandover } from './words/index'
import { route } from '../base/router'
import { lazy } from '../ui/Lazy'
import { sheet } from '../ui/sheet'
import stylesheet from './handovers.css?url'

const dressed = async <M,>(page: Promise<M>): Promise<M> => (await Promise.all([page, loadHandover(), sheet(stylesheet)]))[0]

const List = lazy(async () => (await dressed(import('./Handovers'))).Handovers)
const Start = lazy(async () => (await dressed(import('./Start'))).Start)
const One = lazy(async () => (await dressed(import('./Handover'))).Handover)

export function Handovers() {
  const { name, params, query } = route.value
  if (name === 'handovers' || params.handover === 'ended') return <List />
  if (params.handover === 'new') return <Start key={query.get('habilitation')} />
  return <One key={params.handover} id={params.handover ?? ''} />
}
