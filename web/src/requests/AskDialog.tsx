import { useState } from 'preact/hooks'
import { requestWords } from './words/index'
import { t } from '../words/index'
import { Dialog } from '../ui/Dialog'
import { AskForm } from './AskForm'
import { Sent } from './Sent'

export function AskDialog({ onClose }: { onClose: () => void }) {
  const [sent, setSent] = useState(false)
  if (!sent) {
    return <Dialog key="ask" title={requestWords().ask.title} onClose={onClose}><AskForm onCancel={onClose} onSent={() => setSent(true)} /></Dialog>
  }
  return (
    <Dialog key="sent" title={requestWords().ask.sentTitle} icon={{ name: 'check', tone: 'ok' }} onClose={onClose}>
      <Sent />
      <div class="buttons"><button type="button" class="primary" autofocus onClick={onClose}>{t().common.close}</button></div>
    </Dialog>
  )
}
