import { useState } from 'preact/hooks'
import { aboutAccount } from './words/index'
import { Dialog } from '../ui/Dialog'
import { FormEnd } from '../ui/FormEnd'
import { useSubmit } from '../ui/useSubmit'
import { CurrentPassword } from './CurrentPassword'

interface Props {
  title: string
  lead: string
  submit: string
  danger?: boolean
  onClose: () => void
  onPassword: (password: string) => Promise<void>
}

/** What weighs on the safety of the account asks for the password again. */
export function PasswordDialog({ title, lead, submit: label, danger, onClose, onPassword }: Props) {
  const words = aboutAccount().security
  const [password, setPassword] = useState('')
  const [missing, setMissing] = useState(false)
  const { busy, error, submit } = useSubmit(async () => {
    setMissing(!password)
    if (password) await onPassword(password)
  })
  return (
    <Dialog title={title} icon={{ name: danger ? 'triangle-alert' : 'key-round', tone: danger ? 'bad' : 'ok' }} onClose={onClose}>
      <form noValidate onSubmit={submit}>
        <p class="lead">{lead}</p>
        <CurrentPassword value={password} error={missing ? words.needCurrent : error?.fields.password} onChange={setPassword} />
        <FormEnd error={error && !error.fields.password ? error : null} busy={busy} danger={danger} fieldFirst onClose={onClose}>{label}</FormEnd>
      </form>
    </Dialog>
  )
}
