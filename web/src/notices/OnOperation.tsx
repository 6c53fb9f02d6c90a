// On an operation's page: whom to hear about.
import { asApiError } from '../base/api'
import { explain } from '../words/explain'
import { notices } from './words/index'
import { href } from '../base/router'
import type { Notification } from '../base/types'
import { Card } from '../ui/Card'
import { toast } from '../ui/Toast'
import { saveSwitch, type Switch } from './data'

interface Props {
  operation: string
  notifications: Notification
}

export function OnOperation({ operation, notifications }: Props) {
  const words = notices()
  const save = (which: Switch, on: boolean) =>
    void saveSwitch(operation, which, on).catch((error: unknown) => toast(explain(asApiError(error))))
  const box = (which: Switch, label: string, hint?: string) => (
    <label class="check">
      <input type="checkbox" name={which} checked={!!notifications[which]} onChange={(event) => save(which, event.currentTarget.checked)} />
      <span>{label}{hint && <small class="hint">{hint}</small>}</span>
    </label>
  )
  return (
    <Card title={words.title} lead={words.lead}>
      <div class="card-body">
        {box('own', words.ownPeople, words.ownHint)}
        {notifications.borrowers !== null && box('borrowers', words.borrowerPeople)}
        <p class="hint">
          {notifications.mode === 'off' && `${words.offHere} `}
          <a href={href('notifications')}>{words.settings}</a>
        </p>
      </div>
    </Card>
  )
}
