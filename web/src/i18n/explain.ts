// From an error of the server to one sentence for a person.
import type { ApiError } from '../api'
import { formatWait } from './format'
import { language, t } from './index'

export function explain(error: ApiError): string {
  const words = t().errors
  if (error.status === 429) {
    return error.retryAfter ? words.wait(formatWait(language(), error.retryAfter)) : words.waitUnknown
  }
  if (error.status === 0 && error.code === 'network') return words.network
  if (error.status >= 502) return words.away
  return words.codes[error.code] ?? error.detail ?? general(error.status)
}

function general(status: number): string {
  const words = t().errors
  if (status === 403) return words.forbidden
  if (status === 404) return words.gone
  return words.general
}
