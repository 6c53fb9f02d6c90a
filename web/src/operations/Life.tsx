// What those who manage an operation can do to it as a whole.
import { useState } from 'preact/hooks'
import { operationWords } from './words/index'
import { go, href } from '../base/router'
import type { Operation } from '../base/types'
import { Icon } from '../ui/Icon'
import { Menu, type MenuItem } from '../ui/Menu'
import { CloseDialog } from './CloseDialog'
import { mayChange } from './data'
import { PublishDialog } from './PublishDialog'

export function Life({ operation }: { operation: Operation }) {
  const words = operationWords().life
  const [open, setOpen] = useState<'publish' | 'close' | null>(null)
  if (!mayChange(operation)) return null
  const change: MenuItem = { label: words.change, icon: 'pencil', run: () => go(href('change', { operation: operation.id })) }
  const close: MenuItem = { label: words.close, icon: 'lock', danger: true, run: () => setOpen('close') }
  const dialog = { operation, onClose: () => setOpen(null) }
  return (
    <>
      {operation.may.includes('publish') && (
        <button type="button" class="primary" onClick={() => setOpen('publish')}><Icon name="send" />{words.publish}</button>
      )}
      <Menu label={words.menu} groups={[[change], operation.may.includes('close') ? [close] : []]}><Icon name="ellipsis-vertical" /></Menu>
      {open === 'publish' && <PublishDialog {...dialog} />}
      {open === 'close' && <CloseDialog {...dialog} />}
    </>
  )
}
