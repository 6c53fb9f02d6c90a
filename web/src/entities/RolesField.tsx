import { entityWords } from './words/index'
import type { Role } from '../base/types'
import { useOwnRoles } from './data'

const roles: Role[] = ['team_leader', 'creator']

interface Props {
  entity: string
  value: Role[]
  /** What the person has already: it is not given, and can be kept. */
  had?: Role[]
  onChange: (roles: Role[]) => void
}

/** Nobody gives a role that he does not hold. */
export function RolesField({ entity, value, had = [], onChange }: Props) {
  const words = entityWords()
  const own = useOwnRoles(entity)
  const offered = roles.filter((role) => own.includes(role) || had.includes(role))
  if (!offered.length) return null
  const toggle = (role: Role) => onChange(value.includes(role) ? value.filter((one) => one !== role) : [...value, role])
  return (
    <fieldset class="ticks-field">
      <legend>{words.authorise.roles}</legend>
      {offered.map((role) => (
        <label key={role} class="check">
          <input type="checkbox" checked={value.includes(role)} onChange={() => toggle(role)} />
          <span>{words.people.roles[role]}<small>{words.roleHints[role]}</small></span>
        </label>
      ))}
    </fieldset>
  )
}
