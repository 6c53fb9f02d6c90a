import { aboutAccount } from './words/index'
import { href } from '../base/router'
import { session } from '../base/session'
import { Card } from '../ui/Card'

/** The way out that leaves nobody without a contact. */
export function Leaving() {
  const words = aboutAccount().account
  return (
    <Card title={words.leaving} lead={words.leavingLead}>
      <div class="card-body actions-line">
        {session.value?.environment && <a class="button plain" href={href('handover', { handover: 'new' })}>{words.handOver}</a>}
        <a href={href('handovers')}>{words.handovers}</a>
      </div>
    </Card>
  )
}
