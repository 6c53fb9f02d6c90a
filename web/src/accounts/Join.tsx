// The page behind the link of an activation mail. Showing it consumes nothing: mail scanners open links.
import { useState } from 'preact/hooks'
import { isGone, submit } from '../base/api'
import { t } from '../words/index'
import { useQuery } from '../base/query'
import { isWhole } from '../base/router'
import { Outside } from '../frames/Outside'
import type { Activation, Invitation } from '../base/types'
import { ErrorNote } from '../ui/Note'
import { Damaged } from '../frames/Damaged'
import { JoinForm } from './JoinForm'

const isActivation = (invitation: Invitation): invitation is Activation => invitation.kind === 'activation'

export function Join({ secret }: { secret: string }) {
  const [refused, setRefused] = useState(false)
  const found = useQuery<Invitation>({
    queryKey: ['invitation', secret],
    queryFn: () => submit('POST', 'invitations/show', { secret }),
    refetchOnWindowFocus: false, // coming back from the mailbox must not take the form away
    gcTime: 0,
  })
  if (refused) return <Refused />
  if (isGone(found.error) && !isWhole(secret)) return <Damaged />
  if (isGone(found.error) || (found.data && !isActivation(found.data))) return <Gone />
  if (found.error) return <Unreachable error={found.error} retry={() => void found.refetch()} />
  if (!found.data) return null
  return <JoinForm secret={secret} invitation={found.data} onRefused={() => setRefused(true)} />
}

function Refused() {
  const words = t().join
  return <Outside title={words.refusedTitle}><p>{words.refusedText}</p></Outside>
}

function Gone() {
  const words = t().join
  return (
    <Outside title={words.goneTitle}>
      <p class="lead">{words.goneText}</p>
      <p>{words.goneNext}</p>
      <a class="button primary" href="#/">{words.signIn}</a>
    </Outside>
  )
}

function Unreachable({ error, retry }: Parameters<typeof ErrorNote>[0]) {
  return <Outside title={t().start.failed}><ErrorNote error={error} retry={retry} /></Outside>
}
