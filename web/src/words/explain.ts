// From an error of the server to one sentence for a person.
import type { ApiError } from '../base/api'
import { formatWait } from './format'
import { language, t } from './index'

/** `isReading`: nothing was typed that could be lost. */
export function explain(error: ApiError, isReading = false): string {
  const words = t().errors
  if (error.status === 429) {
    if (!error.retryAfter) return words.waitUnknown
    return (words.limits[error.code] ?? words.wait)(formatWait(language(), error.retryAfter))
  }
  if (error.status === 0 && error.code === 'network') return isReading ? words.network : `${words.network} ${words.kept}`
  if (error.status >= 502) return isReading ? words.away : `${words.away} ${words.kept}`
  return words.codes[error.code] ?? error.detail ?? general(error.status)
}

function general(status: number): string {
  const words = t().errors
  if (status === 403) return words.forbidden
  if (status === 404) return words.gone
  return words.general
}

/** Why one address of several was refused. */
export const refusalOf = ({ email, code }: { email: string; code?: string }): string => (t().add.refused[code ?? ''] ?? t().add.refusedOther)(email)
