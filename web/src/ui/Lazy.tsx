import type { FunctionComponent } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { ApiError } from '../base/api'
import { ErrorNote } from './Note'

const reload = () => location.reload()

/**
 * The part of a file that is fetched when it is first needed, and beside it what it needs also: texts, looks. Where the
 * line was lost it is fetched again when that is back. After an update its old file may be gone: reloading finds the new one.
 */
export function lazy<File, P extends object>(
  load: () => Promise<File>, part: (file: File) => FunctionComponent<P>, ...also: (() => Promise<unknown>)[]
): FunctionComponent<P> {
  let Loaded: FunctionComponent<P> | null = null
  return function Lazy(props: P) {
    const [state, setState] = useState<'loading' | 'ready' | 'failed'>('loading')
    const fetchIt = () => {
      if (Loaded) return
      Promise.all([load(), ...also.map((one) => one())]).then(([file]) => {
        Loaded = part(file)
        setState('ready')
      }, () => setState('failed'))
    }
    useEffect(fetchIt, [])
    useEffect(() => {
      if (state !== 'failed') return
      addEventListener('online', fetchIt)
      return () => removeEventListener('online', fetchIt)
    }, [state])
    if (state === 'failed') return <ErrorNote error={new ApiError(0, 'network')} retry={reload} />
    return Loaded ? <Loaded {...props} /> : null
  }
}
