import { useState } from 'preact/hooks'
import { asApiError, isForAnother, oneActor, type ApiError } from '../base/api'

export interface Answer<T> {
  row: T
  error: ApiError | null
}

/** One after the other, an answer for each: what is refused never stops the others. */
export function useBulk<T>(rows: T[], act: (row: T) => Promise<unknown>) {
  const [state, setState] = useState<'ready' | 'running' | 'done'>('ready')
  const [answers, setAnswers] = useState<Answer<T>[]>([])

  const run = async (): Promise<void> => {
    const all: Answer<T>[] = []
    const check = oneActor()
    const one = async (row: T): Promise<unknown> => {
      const last = all.at(-1)?.error
      if (isForAnother(last)) throw last
      check()
      return act(row)
    }
    setState('running')
    for (const row of rows) {
      const error = await one(row).then(() => null, asApiError)
      all.push({ row, error })
      setAnswers([...all])
    }
    setState('done')
  }

  return { state, answers, run }
}
