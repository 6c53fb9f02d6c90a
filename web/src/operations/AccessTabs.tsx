import { href } from '../base/router'
import type { ContactState, Operation } from '../base/types'
import { formatNumber } from '../words/format'
import { language, t } from '../words/index'
import { Tabs, type Tab } from '../ui/Tabs'
import { operationWords } from './words/index'

/** The lists of an operation's people: who has access, who has no longer, and, for who may read the register, who had. */
export function AccessTabs({ operation, here }: { operation: Operation; here: ContactState | 'asOf' }) {
  const words = t().access
  const params = { operation: operation.id }
  const lists: Tab[] = [
    { label: words.current, href: href('access', params), current: here === 'current', count: operationWords().contacts.counts(operation.contact_counts) },
    { label: words.archived, href: href('archive', params), current: here === 'archived', count: formatNumber(language(), operation.archived_contacts) },
  ]
  const asOf: Tab = { label: operationWords().asOf.tab, href: href('asOf', params), current: here === 'asOf' }
  return <Tabs segments label={words.lists} tabs={operation.may.includes('read_register') ? [...lists, asOf] : lists} />
}
