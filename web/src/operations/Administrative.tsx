import { t } from '../words/index'
import { Register } from '../register/index'
import { href, route } from '../base/router'
import type { Operation } from '../base/types'
import { Note } from '../ui/Note'
import { Tabs } from '../ui/Tabs'
import { Access } from './Access'

/** The administrative file: who has access, and for those who may read it, the register of how that came about. */
export function Administrative({ operation }: { operation: Operation }) {
  const words = t()
  const params = { operation: operation.id }
  const isRegister = route.value.name === 'register'
  const access = { label: words.access.title, href: href('access', params), current: !isRegister }
  const register = { label: words.access.register, href: href('register', params), current: isRegister }
  const about = operation.status === 'open' ? null : words.operation[operation.status]
  return (
    <>
      <Tabs label={words.operation.administrative}
        tabs={operation.may.includes('read_register') ? [access, register] : [access]} />
      {about && <Note tone="info"><p>{about}</p></Note>}
      {isRegister ? <Register of="operation" id={operation.id} name={operation.reference} /> : <Access operation={operation} />}
    </>
  )
}
