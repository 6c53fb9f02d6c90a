// A new operation, or another shape of one: its reference, its name, and who takes part on which side.
import { isGone } from '../base/api'
import { operationWords } from './words/index'
import { go, href } from '../base/router'
import { session } from '../base/session'
import { Head } from '../frames/Head'
import { listTitle } from '../frames/listTitle'
import type { Operation } from '../base/types'
import { Empty } from '../ui/Empty'
import { ErrorNote } from '../ui/Note'
import { toast } from '../ui/Toast'
import { Unknown } from '../frames/Unknown'
import { ComposeForm } from './ComposeForm'
import type { Shape } from './composition'
import { changeOperation, createOperation, useOperation } from './data'

/** Of a new operation, or of the one that is to change. */
export function Compose({ operation: id }: { operation: string }) {
  return id ? <Change id={id} /> : <Create />
}

const list = () => ({ label: listTitle(), href: href('operations') })

function Create() {
  const words = operationWords().compose
  const environment = session.value?.environment
  if (!environment) return null
  const own = { id: environment.entity, name: environment.name }
  const empty: Shape = { reference: '', name: '', participations: [{ entity: own, side: 'manager' }] }
  return (
    <>
      <Head title={words.title} crumbs={[list()]} here={words.title} />
      {!environment.creator ? <NotAllowed /> : (
        <ComposeForm form={`compose ${own.id}`} start={empty} lead={words.lead} submit={words.submit} cancel={href('operations')}
          send={async (composition) => {
            const made = await createOperation(composition)
            go(href('operation', { operation: made.id }))
            toast(words.created(made.name))
          }} />
      )}
    </>
  )
}

function NotAllowed() {
  const words = operationWords().compose
  return (
    <div class="card">
      <Empty icon="lock" title={words.notAllowedTitle}>
        <p>{words.notAllowed}</p>
        <a class="button plain" href={href('operations')}>{words.back}</a>
      </Empty>
    </div>
  )
}

function Change({ id }: { id: string }) {
  const words = operationWords().compose
  const found = useOperation(id)
  if (isGone(found.error)) return <Unknown />
  if (!found.data) return found.error && <ErrorNote error={found.error} retry={() => void found.refetch()} />
  const operation: Operation = found.data
  const self = href('operation', { operation: id })
  return (
    <>
      <Head title={words.changeTitle} within={operation.name} crumbs={[list(), { label: operation.reference, href: self }]} here={words.changeTitle} />
      <ComposeForm form={`change ${id}`} start={operation} lead={operation.name} submit={words.save} cancel={self}
        send={async (composition) => {
          await changeOperation(id, composition)
          go(self)
          toast(words.saved)
        }} />
    </>
  )
}
