import type { ComponentChildren, FunctionComponent } from 'preact'
import type { ApiError } from '../base/api'
import { explain } from '../words/explain'
import { t } from '../words/index'
import { Icon } from './Icon'
import type { IconName } from './icons'

export interface ReasonsProps {
  error: ApiError
  /** What comes next stands beside it already. */
  alone?: boolean
}

/** What shows on what a refusal rests: a room's to know, `main.tsx` hands it in. */
export const refusal: { Reasons?: FunctionComponent<ReasonsProps> } = {}

interface Props {
  tone: 'bad' | 'warn' | 'info' | 'ok'
  icon?: IconName
  children: ComponentChildren
}

export function Note({ tone, icon = 'info', children }: Props) {
  return (
    <div class={`note ${tone}`} role={tone === 'bad' ? 'alert' : 'status'}>
      <Icon name={icon} />
      <div>{children}</div>
    </div>
  )
}

/** What went wrong, near where it happened, with another try where that can help. */
export function ErrorNote({ error, retry }: { error: ApiError; retry?: () => void }) {
  const { Reasons } = refusal
  return (
    <Note tone="bad" icon={error.status === 0 ? 'wifi-off' : 'triangle-alert'}>
      <p>{explain(error, !!retry)}</p>
      {retry && <button type="button" class="plain small" onClick={retry}>{t().common.retry}</button>}
      {Reasons && error.why.length > 0 && <Reasons error={error} />}
    </Note>
  )
}

/** What is on show could not be brought up to date: it stays, with a word about it. */
export function StaleNote({ retry }: { retry: () => void }) {
  return (
    <Note tone="warn" icon="wifi-off">
      <p>{t().common.stale}</p>
      <button type="button" class="plain small" onClick={retry}>{t().common.retry}</button>
    </Note>
  )
}
