// The page behind the links of mails about a move. Showing it consumes nothing: mail scanners open links.
import { useState } from 'preact/hooks'
import { isGone } from '../base/api'
import { aboutAddress } from './words/index'
import { formatTime } from '../words/format'
import { language, t } from '../words/index'
import { Damaged } from '../frames/Damaged'
import { href, isWhole } from '../base/router'
import { Outside } from '../frames/Outside'
import type { MoveLink } from '../base/types'
import { ErrorNote } from '../ui/Note'
import { Submit } from '../ui/Submit'
import { useSubmit } from '../ui/useSubmit'
import { finishMove, stopMove, useLink } from './data'

export function Link({ secret }: { secret: string }) {
  const words = aboutAddress().link
  const found = useLink(secret)
  const link = found.data
  if (isGone(found.error) && !isWhole(secret)) return <Damaged />
  if (isGone(found.error)) return <Said title={words.goneTitle} text={words.gone} />
  if (found.error) return <Outside title={t().start.failed}><ErrorNote error={found.error} retry={() => void found.refetch()} /></Outside>
  if (!link) return null
  if (link.state === 'over') return <Over link={link} />
  return link.purpose === 'confirm' ? <Confirm secret={secret} link={link} /> : <Cancel secret={secret} link={link} />
}

function Said({ title, text }: { title: string; text: string }) {
  return (
    <Outside key={title} title={title}>
      <p class="lead">{text}</p>
      <a class="button primary" href={href('home')}>{aboutAddress().link.signIn}</a>
    </Outside>
  )
}

function Over({ link: { purpose, outcome } }: { link: MoveLink }) {
  const words = aboutAddress().link
  return <Said title={words.overTitle} text={purpose === 'confirm' && outcome === 'done' ? words.overConfirm : words.over[outcome]} />
}

interface Props {
  secret: string
  link: MoveLink
}

function Cancel({ secret, link: { state, from, to, asked, done } }: Props) {
  const words = aboutAddress().link
  const [ended, setEnded] = useState(false)
  const { busy, error, submit } = useSubmit(async () => {
    await stopMove(secret)
    setEnded(true)
  })
  const isDone = state === 'done'
  const when = formatTime(language(), done ?? asked)
  if (ended) return <Said title={isDone ? words.backDoneTitle : words.stoppedTitle} text={words.stopped(from)} />
  return (
    <Outside title={isDone ? words.backTitle : words.cancelTitle}>
      <p>{isDone ? words.backLead(from, to, when) : words.cancelLead(from, to, when)}</p>
      <p class="lead">{words.after}</p>
      {error && <ErrorNote error={error} />}
      <form noValidate onSubmit={submit}>
        <Submit busy={busy} kind="danger-fill">{isDone ? words.back : words.cancel}</Submit>
      </form>
      <a href={href('home')}>{words.wasMe}</a>
    </Outside>
  )
}

function Confirm({ secret, link: { from, to } }: Props) {
  const words = aboutAddress().link
  const [ended, setEnded] = useState(false)
  const { busy, error, submit } = useSubmit(async () => {
    await finishMove(secret)
    setEnded(true)
  })
  if (ended) return <Said title={words.confirmedTitle} text={words.confirmed(to)} />
  return (
    <Outside title={words.confirmTitle}>
      <p>{words.confirmLead(from, to)}</p>
      {error && <ErrorNote error={error} />}
      <form noValidate onSubmit={submit}><Submit busy={busy}>{words.confirm}</Submit></form>
    </Outside>
  )
}
