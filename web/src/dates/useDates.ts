import { useState } from 'preact/hooks'
import { areGood, noDates, termsOf, type Dates } from '../base/dates'
import { focusFirstProblem } from '../ui/focus'

/** Dates of a form: what its field needs, whether they can be sent (what is wrong is told from then on), and what is sent then. */
export function useDates(first: Dates = noDates(), latest: string | null = null) {
  const [dates, onChange] = useState(first)
  const [tried, setTried] = useState(false)
  const isGood = () => {
    setTried(true)
    const good = areGood(dates, latest)
    if (!good) focusFirstProblem(document.querySelector('dialog[open]'))
    return good
  }
  return { field: { dates, onChange, tried, latest }, isGood, terms: () => termsOf(dates, latest) }
}
