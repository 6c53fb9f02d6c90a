import { submit as send } from '../base/api'
import { t } from '../words/index'
import { Dialog } from '../ui/Dialog'
import { FormEnd } from '../ui/FormEnd'
import { useSubmit } from '../ui/useSubmit'

interface Props {
  secret: string
  sponsor: string
  onClose: () => void
  onRefused: () => void
}

export function NotMe({ secret, sponsor, onClose, onRefused }: Props) {
  const words = t().join
  const { busy, error, submit } = useSubmit(async () => {
    await send('POST', 'invitations/refuse', { secret })
    onRefused()
  })
  return (
    <Dialog title={words.notMeTitle} icon={{ name: 'user-x', tone: 'bad' }} onClose={onClose}>
      <form noValidate onSubmit={submit}>
        <p class="lead">{words.notMeText(sponsor)}</p>
        <FormEnd error={error} busy={busy} danger onClose={onClose}>{words.notMeSubmit}</FormEnd>
      </form>
    </Dialog>
  )
}
