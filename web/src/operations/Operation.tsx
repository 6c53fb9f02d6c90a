// One operation: its details, its administrative file. When it is gone, nothing of it stays on show.
import { useEffect } from 'preact/hooks'
import { isGone } from '../base/api'
import { t } from '../words/index'
import { href, route } from '../base/router'
import { Head, type Crumb } from '../frames/Head'
import { listTitle } from '../frames/listTitle'
import type { Operation as OperationData } from '../base/types'
import { ErrorNote, StaleNote } from '../ui/Note'
import { Unknown } from '../frames/Unknown'
import { Administrative } from './Administrative'
import { dropOperation, useContactsAhead, useOperation } from './data'
import { Details } from './Details'
import { Life } from './Life'
import { OperationBadge } from './Status'

export function Operation({ operation: id }: { operation: string }) {
  const found = useOperation(id)
  const gone = isGone(found.error)
  const isDetails = route.value.name === 'operation'
  useContactsAhead(id, route.value)
  useEffect(() => { if (gone) dropOperation(id) }, [gone])
  if (gone) return <Unknown error={found.error ?? undefined} />
  if (!found.data) return found.error ? <ErrorNote error={found.error} retry={() => void found.refetch()} /> : null
  return (
    <>
      <OperationHead key={isDetails ? 'details' : 'file'} operation={found.data} />
      {isDetails && found.error && <StaleNote retry={() => void found.refetch()} />}
      {isDetails ? <Details operation={found.data} /> : <Administrative operation={found.data} />}
    </>
  )
}

function OperationHead({ operation }: { operation: OperationData }) {
  const words = t().operation
  const params = { operation: operation.id }
  const isDetails = route.value.name === 'operation'
  const list: Crumb = { label: listTitle(), href: href('operations') }
  const self: Crumb = { label: operation.reference, href: href('operation', params) }
  return (
    <Head title={operation.name} within={isDetails ? '' : words.administrative} crumbs={isDetails ? [list] : [list, self]}
      here={isDetails ? operation.reference : words.administrative} badge={<OperationBadge status={operation.status} />}
      actions={isDetails && <><a class="button plain" href={href('access', params)}>{words.administrative}</a><Life operation={operation} /></>} />
  )
}
