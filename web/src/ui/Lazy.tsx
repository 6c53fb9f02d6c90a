import type { ComponentType } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { ApiError } from '../base/api'
import { ErrorNote } from './Note'

const reload = () => location.reload()

/** A page that is fetched when it is first needed. After an update its old file may be gone: reloading finds the new one. */
export function lazy<P extends object>(load: () => Promise<ComponentType<P>>): ComponentType<P> {
  let Loaded: ComponentType<P> | null = null
  return function Lazy(props: P) {
    const [state, setState] = useState<'loading' | 'ready' | 'failed'>('loading')
    useEffect(() => {
      if (Loaded) return
      load().then((page) => {
        Loaded = page
        setState('ready')
      }, () => setState('failed'))
    }, [])
    if (state === 'failed') return <ErrorNote error={new ApiError(0, 'network')} retry={reload} />
    return Loaded ? <Loaded {...props} /> : null
  }
}
