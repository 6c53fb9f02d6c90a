import { chartOf, rowsOf } from './teams'
import type { Team } from '../base/types'
import { Field } from '../ui/Field'

const INDENT = '\u2003'

interface Props {
  label: string
  hint?: string
  teams: Team[]
  /** Which of them can be chosen. */
  can: (team: Team) => boolean
  value: string
  errors?: string[]
  onChange: (team: string) => void
}

/** A native list that shows the organisation chart by indenting it. */
export function TeamField({ label, hint, teams, can, value, errors, onChange }: Props) {
  return (
    <Field label={label} hint={hint} errors={errors}>
      {(control) => (
        <select {...control} value={value} onChange={(event) => onChange(event.currentTarget.value)}>
          {rowsOf(chartOf(teams)).map(({ team, level }) => (
            <option key={team.id} value={team.id} disabled={!can(team)}>{INDENT.repeat(level - 1)}{team.name}</option>
          ))}
        </select>
      )}
    </Field>
  )
}
