// The page behind the link of a mail about a forgotten password. Showing it consumes nothing: mail scanners open links.
import { useRef, useState } from 'preact/hooks'
import { isGone, submit as send } from '../base/api'
import { aboutAccount } from './words/index'
import { t } from '../words/index'
import { useQuery } from '../base/query'
import { href, isWhole } from '../base/router'
import { resetPassword } from '../base/session'
import { Outside } from '../frames/Outside'
import type { Invitation } from '../base/types'
import { Field } from '../ui/Field'
import { focusFirstProblem } from '../ui/focus'
import { NewPassword } from '../ui/NewPassword'
import { ErrorNote } from '../ui/Note'
import { followsRules } from '../ui/password'
import { Submit } from '../ui/Submit'
import { useSubmit } from '../ui/useSubmit'
import { Damaged } from '../frames/Damaged'

export function Reset({ secret }: { secret: string }) {
  const found = useQuery<Invitation>({
    queryKey: ['invitation', secret],
    queryFn: () => send('POST', 'invitations/show', { secret }),
    refetchOnWindowFocus: false, // coming back from the mailbox must not take the form away
    gcTime: 0,
  })
  if (isGone(found.error) && !isWhole(secret)) return <Damaged />
  if (isGone(found.error) || (found.data && found.data.kind !== 'reset')) return <Gone />
  if (found.error) return <Outside title={t().start.failed}><ErrorNote error={found.error} retry={() => void found.refetch()} /></Outside>
  if (!found.data) return null
  return <Choose secret={secret} email={found.data.email} />
}

function Choose({ secret, email }: { secret: string; email: string }) {
  const words = aboutAccount().reset
  const form = useRef<HTMLFormElement>(null)
  const [password, setPassword] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  const { busy, error, submit } = useSubmit(async () => {
    const isGood = followsRules(password, email)
    setProblem(isGood ? null : t().password.invalid)
    if (!isGood) return focusFirstProblem(form.current)
    try {
      await resetPassword(secret, password, email)
    } catch (failure) {
      focusFirstProblem(form.current)
      throw failure
    }
  })
  if (isGone(error)) return <Gone />
  const refused = problem ?? error?.fields.password
  return (
    <Outside title={words.title}>
      <p class="lead">{words.lead}</p>
      <form ref={form} noValidate onSubmit={submit}>
        <Field label={words.email}>
          {(control) => <input {...control} type="email" autocomplete="username" readOnly value={email} />}
        </Field>
        <NewPassword label={words.password} value={password} email={email} errors={refused ? [refused] : []} onChange={setPassword} />
        {error && !error.fields.password && <ErrorNote error={error} />}
        <Submit busy={busy}>{words.submit}</Submit>
      </form>
    </Outside>
  )
}

function Gone() {
  const words = aboutAccount().reset
  return (
    <Outside title={words.goneTitle}>
      <p class="lead">{words.goneText}</p>
      <a class="button primary" href={href('forgotten')}>{words.goneNext}</a>
      <a href={href('home')}>{words.goneBack}</a>
    </Outside>
  )
}
