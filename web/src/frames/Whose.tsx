// Who is signed in, where a link leads to nothing: it may have been written for somebody else, or for another entity. The
// words are the same whether it leads anywhere or not.
import { asApiError } from '../base/api'
import { explain } from '../words/explain'
import { t } from '../words/index'
import { whoIs } from '../words/names'
import { route } from '../base/router'
import { followLink, session, signOut } from '../base/session'
import { toast } from '../ui/Toast'

const orSay = (work: Promise<void>) => { work.catch((error: unknown) => toast(explain(asApiError(error)))) }

/** Whether the link that was opened was written for an entity for which one cannot act. */
export function isForOthers(): boolean {
  const entity = route.value.query.get('for')
  return !!entity && !session.value?.environments.some((one) => one.entity === entity)
}

export function Whose() {
  const now = session.value
  const words = t().acting
  if (!now) return null
  const others = now.environments.filter(({ entity }) => entity !== now.environment?.entity)
  return (
    <section class="whose" aria-label={words.whose}>
      <p>
        <strong>{words.youAre(whoIs(now, route.value.query.has('for')))}</strong> {isForOthers() ? words.forOthers : words.link}
      </p>
      <div class="buttons">
        {others.map(({ entity, name }) => (
          <button key={entity} type="button" class="plain" onClick={() => orSay(followLink(entity))}>{words.openFor(name)}</button>
        ))}
        <button type="button" class="plain" onClick={() => orSay(signOut(true))}>{words.signInAs}</button>
      </div>
    </section>
  )
}
