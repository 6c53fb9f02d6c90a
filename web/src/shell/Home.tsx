import { useEffect } from 'preact/hooks'
import { ErrorNote } from '../ui/Note'
import { get, query } from '../base/api'
import { useQuery } from '../base/query'
import { goInstead, href, route } from '../base/router'
import { session } from '../base/session'
import type { OperationLine, Page } from '../base/types'

/** The first page. A borrower with one operation stands on it at once, who has just joined on the one to which he was
 * invited; everybody else starts with the list. */
export function Home() {
  const joined = route.value.query.get('joined')
  if (joined) return <Joined name={joined} />
  const isBorrower = session.value?.environment?.side === 'borrower'
  return isBorrower ? <Client /> : <Lead to={href('operations')} />
}

function Client() {
  const found = useQuery<Page<OperationLine>>({
    queryKey: ['operations', 'client'],
    queryFn: ({ signal }) => get(`operations${query({ limit: 2 })}`, signal),
  })
  if (found.error) return <ErrorNote error={found.error} retry={() => void found.refetch()} />
  if (!found.data) return null
  const [only, ...others] = found.data.items
  return <Lead to={only && !others.length ? href('operation', { operation: only.id }) : href('operations')} />
}

function Joined({ name }: { name: string }) {
  const found = useQuery<Page<OperationLine>>({
    queryKey: ['operations', 'joined'],
    queryFn: ({ signal }) => get(`operations${query({ limit: 100 })}`, signal),
  })
  if (found.error) return <Lead to={href('operations')} />
  if (!found.data) return null
  const { items } = found.data
  const wanted = items.find((one) => one.name === name) ?? (items.length === 1 ? items[0] : undefined)
  return <Lead to={wanted ? href('operation', { operation: wanted.id }, { first: '1' }) : href('operations')} />
}

function Lead({ to }: { to: string }) {
  useEffect(() => goInstead(to), [to])
  return null
}
