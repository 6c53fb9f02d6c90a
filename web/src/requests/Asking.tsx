// The page behind the link by which a mailbox is proved. Showing it consumes nothing: mail scanners open links.
import { isGone } from '../base/api'
import { formatTime } from '../words/format'
import { requestWords } from './words/index'
import { language, t } from '../words/index'
import { href, isWhole } from '../base/router'
import { session } from '../base/session'
import { Outside } from '../frames/Outside'
import { ErrorNote, Note } from '../ui/Note'
import { Submit } from '../ui/Submit'
import { useSubmit } from '../ui/useSubmit'
import { Damaged } from '../frames/Damaged'
import type { Asking as Wish } from '../base/types'
import { confirmAsking, refuseAsking, useAsking } from './data'

export function Asking({ secret }: { secret: string }) {
  const words = requestWords().asking
  const found = useAsking(secret)
  if (isGone(found.error) && !isWhole(secret)) return <Damaged />
  if (isGone(found.error)) return <Said title={words.goneTitle} text={words.gone} again />
  if (found.error) return <Outside title={t().start.failed}><ErrorNote error={found.error} retry={() => void found.refetch()} /></Outside>
  if (!found.data) return null
  if (found.data.state === 'proved') return <Followed wish={found.data} />
  if (found.data.state === 'refused') return <Said title={words.refusedTitle} text={words.refused} />
  return <Decide secret={secret} wish={found.data} onDone={() => void found.refetch()} />
}

/** The same link, again: how far it is. */
function Followed({ wish: { decision } }: { wish: Wish }) {
  const words = requestWords().asking
  const state = decision ?? 'open'
  const [title, text] = state === 'open' ? [words.provedTitle, words.proved] : words.decided[state]
  return <Said title={title} text={text} more={state === 'open' ? words.follow : undefined} />
}

function Said({ title, text, more, again }: { title: string; text: string; more?: string | undefined; again?: boolean }) {
  return (
    <Outside key={title} title={title}>
      <p class="lead">{text}</p>
      {more && <p class="hint">{more}</p>}
      {again && !session.value && <a class="button primary" href={href('ask')}>{requestWords().asking.again}</a>}
      <a href={href('home')}>{session.value ? requestWords().asking.back : t().join.signIn}</a>
    </Outside>
  )
}

interface Props {
  secret: string
  wish: Wish
  onDone: () => void
}

function Decide({ secret, wish, onDone }: Props) {
  const words = requestWords().asking
  const other = session.value && session.value.user.email.toLowerCase() !== wish.email.toLowerCase() ? session.value.user.email : null
  const yes = useSubmit(() => confirmAsking(secret).finally(onDone))
  const no = useSubmit(() => refuseAsking(secret).finally(onDone))
  const error = yes.error ?? no.error
  return (
    <Outside title={words.title}>
      <p>{words.lead(wish.email, formatTime(language(), wish.asked))}</p>
      <dl>
        <dt class="hint">{wish.operation ? words.operation : words.entity}</dt>
        <dd>{wish.operation ?? wish.entity}</dd>
        {wish.message && <><dt class="hint">{words.message}</dt><dd><q>{wish.message}</q></dd></>}
      </dl>
      {other && <Note tone="info"><p>{words.other(other, wish.email)}</p></Note>}
      <p class="hint">{words.expires(formatTime(language(), wish.expires))}</p>
      {error && <ErrorNote error={error} />}
      <form noValidate onSubmit={yes.submit}><Submit busy={yes.busy}>{words.confirm}</Submit></form>
      <form noValidate onSubmit={no.submit}><button type="submit" class="link" aria-disabled={no.busy}>{words.notMe}</button></form>
    </Outside>
  )
}
