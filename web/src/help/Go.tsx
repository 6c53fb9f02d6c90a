// The way from an article to the very page where one does it.
import { get, query } from '../base/api'
import { help } from './words/index'
import { t } from '../words/index'
import { useQuery } from '../base/query'
import { href, type RouteName } from '../base/router'
import { session } from '../base/session'
import type { OperationLine, Page } from '../base/types'
import { Icon } from '../ui/Icon'
import { operationAtHand } from './links'

const SHOWN = 5

const ofOperation: RouteName[] = ['operation', 'access', 'archive', 'asOf', 'register']
const open: RouteName[] = ['ask', 'forgotten']

interface Props {
  page: RouteName
  label: string
}

export function Go({ page, label }: Props) {
  const words = help().words
  const environment = session.value?.environment
  const operation = operationAtHand()
  if (!environment) {
    return (
      <>
        <Way to={ofOperation.includes(page) ? href('operations') : href(page)} label={words.open(label)} />
        {!open.includes(page) && <p class="hint">{words.signInFirst}</p>}
      </>
    )
  }
  if (page === 'habilitations' && !environment.team_leader) return <p>{words.leadersOnly}</p>
  if (!ofOperation.includes(page)) return <Way to={href(page)} label={words.open(label)} />
  if (operation) return <Way to={href(page, { operation })} label={words.open(label)} />
  return <Which page={page} label={label} />
}

function Way({ to, label }: { to: string; label: string }) {
  return <a class="button primary" href={to}>{label}<Icon name="chevron-right" /></a>
}

/** One way for each operation, while they are few. */
function Which({ page, label }: Props) {
  const words = help().words
  const side = page === 'register' ? 'manager' : undefined // whose people may read it
  const found = useQuery<Page<OperationLine>>({
    queryKey: ['operations', 'help', side],
    queryFn: ({ signal }) => get(`operations${query({ side, limit: SHOWN })}`, signal),
  })
  if (found.error) return <Way to={href('operations')} label={words.open(t().nav.operations)} />
  if (!found.data) return null
  if (!found.data.items.length) return <p>{side ? words.managersOnly : words.noOperation}</p>
  return (
    <>
      <p>{words.which(label)}</p>
      <ul class="ways">
        {found.data.items.map(({ id, name }) => (
          <li key={id}><a href={href(page, { operation: id })}>{name}</a></li>
        ))}
      </ul>
      {found.data.next && <a href={href('operations')}>{words.moreOperations}</a>}
    </>
  )
}
