// The chain of facts behind an access or an authorisation: the server's own sentences, with what is missing marked.
import { mailto } from '../base/addresses'
import { get } from '../base/api'
import { formatDate, formatEnd, formatStart } from '../words/format'
import { language, t } from '../words/index'
import { why } from './words/index'
import { useQuery } from '../base/query'
import type { Decider, Why, WhyAction, WhyLink } from '../base/types'
import { Dialog } from '../ui/Dialog'
import { Icon } from '../ui/Icon'
import type { IconName } from '../ui/icons'
import { ErrorNote, Note } from '../ui/Note'

const icons: Record<WhyLink['state'], IconName> = { ok: 'circle-check', missing: 'circle-x', waits: 'clock' }
const formats: Record<string, typeof formatDate> = { begins: formatStart, ends: formatEnd }
const date = (code: string, time: string) => (formats[code] ?? formatDate)(language(), time)

/** What says nothing but that there is nothing to do: an access that has not ended is not to be restored. */
const idle = ['current', 'ended', 'uninvited']
const matters = ({ allowed, why: reasons }: WhyAction) => allowed || !reasons.every(({ code }) => idle.includes(code))

interface Props {
  /** Below the API, see `whyContact` and `whyHabilitation`. */
  path: string
  name: string
  onClose: () => void
}

export function WhyDialog({ path, name, onClose }: Props) {
  const found = useQuery<Why>({ queryKey: ['why', path], gcTime: 0, queryFn: ({ signal }) => get(path, signal) })
  return (
    <Dialog title={why().title(name)} onClose={onClose}>
      {found.error && <ErrorNote error={found.error} retry={() => void found.refetch()} />}
      {found.data && <Chain of={found.data} />}
      <div class="buttons">
        <button type="button" class="primary" autofocus onClick={onClose}>{t().common.close}</button>
      </div>
    </Dialog>
  )
}

function Chain({ of }: { of: Why }) {
  const words = why()
  const isAuthorisation = of.chain[0]?.code === 'authorised'
  const [yes, no] = isAuthorisation ? [words.authorised, words.notAuthorised] : [words.holds, words.lacks]
  const actions = of.actions.filter(matters)
  return (
    <div class="why">
      <Note tone={of.holds ? 'ok' : 'warn'} icon={of.holds ? 'circle-check' : 'triangle-alert'}><p>{of.holds ? yes : no}</p></Note>
      <h3>{words.chain}</h3>
      <ul>{of.chain.map((link) => <Link key={link.code} link={link} />)}</ul>
      {actions.length > 0 && <h3>{words.actions}</h3>}
      <ul>{actions.map((action) => <Action key={action.action} action={action} />)}</ul>
    </div>
  )
}

function Link({ link: { code, state, sentence, at, remedy, who } }: { link: WhyLink }) {
  const words = why()
  return (
    <li class={state}>
      <Icon name={icons[state]} />
      <span>
        <span class="hidden">{words.states[state]} </span>
        {sentence}
        {at && <small class="figures">{date(code, at)}</small>}
        {remedy && <small>{remedy}</small>}
        {who.length > 0 && <small>{words.who} {who.map((one, i) => <Who key={i} one={one} last={i === who.length - 1} />)}</small>}
      </span>
    </li>
  )
}

function Who({ one: { kind, name, email }, last }: { one: Decider; last: boolean }) {
  const does = why().kinds[kind]
  const end = last ? '.' : ', '
  if (!email || kind === 'person') return <>{does}{end}</>
  return <><a href={mailto(email)}>{name ?? email}</a> ({does}){end}</>
}

function Action({ action: { action, allowed, why: reasons } }: { action: WhyAction }) {
  const words = why()
  return (
    <li class={allowed ? 'ok' : 'missing'}>
      <Icon name={allowed ? 'circle-check' : 'circle-x'} />
      <span>
        <span class="hidden">{allowed ? words.allowed.yes : words.allowed.no} </span>
        {words.names[action] ?? action}
        {reasons.map(({ code, sentence }) => <small key={code}>{sentence}</small>)}
      </span>
    </li>
  )
}
