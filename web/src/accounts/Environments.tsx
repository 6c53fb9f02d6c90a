import { t } from '../words/index'
import { chooseEnvironment, session, signOut } from '../base/session'
import { Outside } from '../frames/Outside'
import type { Environment } from '../base/types'
import { Face } from '../ui/Face'
import { Icon } from '../ui/Icon'
import { ErrorNote } from '../ui/Note'
import { useSubmit } from '../ui/useSubmit'

/** Several entities, none chosen yet. */
export function PickEnvironment() {
  const words = t().environments
  return (
    <Outside title={words.title}>
      <p class="lead">{words.lead}</p>
      <ul class="choices">
        {session.value?.environments.map((environment) => <Pick key={environment.entity} environment={environment} />)}
      </ul>
      <SignOut />
    </Outside>
  )
}

function Pick({ environment }: { environment: Environment }) {
  const { error, submit } = useSubmit(() => chooseEnvironment(environment.entity))
  return (
    <li>
      <button type="button" class="choice" onClick={submit}>
        <Face name={environment.name} />
        <span>
          <strong>{environment.name}</strong>
          {environment.side && <small>{t().environments.sides[environment.side]}</small>}
        </span>
        <Icon name="chevron-right" />
      </button>
      {error && <ErrorNote error={error} />}
    </li>
  )
}

function SignOut() {
  const { error, submit } = useSubmit(signOut)
  return (
    <>
      {error && <ErrorNote error={error} />}
      <button type="button" class="link" onClick={submit}>{t().nav.signOut}</button>
    </>
  )
}
