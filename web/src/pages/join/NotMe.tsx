import { submit as send } from '../../api'
import { t } from '../../i18n/index'
import { Dialog } from '../../ui/Dialog'
import { ErrorNote } from '../../ui/Note'
import { Submit } from '../../ui/Submit'
import { useSubmit } from '../../ui/useSubmit'

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
        {error && <ErrorNote error={error} />}
        <div class="buttons">
          <button type="button" class="plain" autofocus onClick={onClose}>{t().common.cancel}</button>
          <Submit busy={busy} kind="danger-fill">{words.notMeSubmit}</Submit>
        </div>
      </form>
    </Dialog>
  )
}
