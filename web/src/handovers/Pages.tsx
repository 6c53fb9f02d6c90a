// Whatever is about handovers: fetched, with its texts, when the first of these addresses is opened.
import { loadHandover } from './words/index'
import { route } from '../base/router'
import { lazy } from '../ui/Lazy'
import { sheet } from '../ui/sheet'
import stylesheet from './handovers.css?url'

const looks = () => sheet(stylesheet)

const List = lazy(() => import('./Handovers'), (file) => file.Handovers, loadHandover, looks)
const Start = lazy(() => import('./Start'), (file) => file.Start, loadHandover, looks)
const One = lazy(() => import('./Handover'), (file) => file.Handover, loadHandover, looks)

export function Handovers() {
  const { name, params, query } = route.value
  if (name === 'handovers' || params.handover === 'ended') return <List />
  if (params.handover === 'new') return <Start key={query.get('habilitation')} />
  return <One key={params.handover} id={params.handover ?? ''} />
}
