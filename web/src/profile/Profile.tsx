// One person: all that he or she may open, as far as the reader may see it; names in lists lead here.
import { useState } from 'preact/hooks'
import { isGone } from '../base/api'
import { mailto } from '../base/addresses'
import { go, href, route } from '../base/router'
import type { Contact, Habilitation, Profile as Answer } from '../base/types'
import { dateWords, datesSay, ExtendDialog } from '../dates/index'
import { entityWords } from '../entities/index'
import { Head } from '../frames/Head'
import { Unknown } from '../frames/Unknown'
import { ContactBadge, extendContact, OperationBadge, waitsFor } from '../operations/index'
import { Card } from '../ui/Card'
import { copy } from '../ui/copy'
import { Empty } from '../ui/Empty'
import { Icon } from '../ui/Icon'
import { Lines } from '../ui/Lines'
import { Menu, type MenuItem } from '../ui/Menu'
import { ErrorNote, StaleNote } from '../ui/Note'
import { Table, type Column } from '../ui/Table'
import { whyContact, WhyDialog } from '../why/index'
import { formatDate } from '../words/format'
import { language, t } from '../words/index'
import { nameOf } from '../words/names'
import { useProfile } from './data'
import { profileWords } from './words/index'

type Open = { kind: 'extend' | 'why'; contact: Contact } | null

export function Profile() {
  const found = useProfile(route.value.params.user ?? '')
  if (isGone(found.error)) return <Unknown error={found.error ?? undefined} />
  if (!found.data) return found.error ? <ErrorNote error={found.error} retry={() => void found.refetch()} /> : null
  return (
    <>
      {found.error && <StaleNote retry={() => void found.refetch()} />}
      <Shown profile={found.data} />
    </>
  )
}

function Shown({ profile }: { profile: Answer }) {
  const words = profileWords()
  const { person, habilitations, contacts } = profile
  const [open, setOpen] = useState<Open>(null)
  const close = () => setOpen(null)
  return (
    <>
      <Head title={nameOf(person)} actions={<Reach email={person.email} />} badge={<span class="muted">{person.email}</span>} />
      {habilitations.map((one) => <Authorised key={one.id} habilitation={one} />)}
      <Card title={words.operations} lead={words.lead}>
        {contacts.length > 0
          ? <Table label={words.operations} columns={columns(setOpen)} rows={contacts} keyOf={(contact) => contact.id} />
          : <Empty icon="folder-open" title={words.none} />}
        {profile.more && <p class="card-foot">{words.more(contacts.length)}</p>}
      </Card>
      {open?.kind === 'extend' && (
        <ExtendDialog name={nameOf(person)} words={dateWords()} until={open.contact.until} latest={open.contact.latest_until}
          extend={(until) => extendContact(open.contact.operation?.id ?? '', open.contact, until)} onClose={close} />
      )}
      {open?.kind === 'why' && <WhyDialog path={whyContact(open.contact.operation?.id ?? '', open.contact.id)} name={nameOf(person)} onClose={close} />}
    </>
  )
}

function Reach({ email }: { email: string }) {
  const words = t().access
  return (
    <>
      <button type="button" class="button plain" onClick={() => void copy(email, words.copied(email), words.notCopied)}><Icon name="copy" />{words.copy}</button>
      <a class="button plain" href={mailto(email)}><Icon name="mail" />{profileWords().write}</a>
    </>
  )
}

function Authorised({ habilitation: { team, roles, since, granted_by: by, email, ...dates } }: { habilitation: Habilitation }) {
  const words = profileWords()
  const people = entityWords().people
  return (
    <Card title={words.authorised} beside={<a class="button plain small" href={href('habilitations', {}, { q: email })}>{words.seeAuthorised}</a>}>
      <dl class="facts">
        <div><dt>{people.team}</dt><dd>{[team.name, ...roles.map((role) => people.roles[role])].join(' · ')}</dd></div>
        <div><dt>{people.since}</dt><dd><Lines first={formatDate(language(), since)} others={[by && t().common.by(by), ...datesSay(dates)]} /></dd></div>
      </dl>
    </Card>
  )
}

const columns = (setOpen: (open: Open) => void): Column<Contact>[] => {
  const words = t().access
  return [
    { title: profileWords().operation, kind: 'main', cell: (contact) => <Place contact={contact} /> },
    { title: words.entity, cell: ({ entity, side }) => <Lines first={entity.name} others={[t().sides[side]]} /> },
    { title: words.status, kind: 'status', cell: (contact) => <Lines first={<ContactBadge contact={contact} />} others={[waitsFor(contact), contact.dormant && words.dormant]} /> },
    { title: words.since, kind: 'date', cell: (contact) =>
      <Lines first={formatDate(language(), contact.since)} others={[contact.added_by && t().common.by(contact.added_by), ...datesSay(contact)]} /> },
    { title: t().common.actions, kind: 'actions', cell: (contact) => (
      <Menu label={profileWords().menu(contact.operation?.reference ?? '')} groups={actions(contact, setOpen)}><Icon name="ellipsis-vertical" /></Menu>
    ) },
  ]
}

/** The list of the operation, of this person alone. */
const listOf = ({ operation, email }: Contact, more: Record<string, string> = {}): string =>
  href('access', { operation: operation?.id ?? '' }, { q: email, ...more })

function Place({ contact }: { contact: Contact }) {
  const { operation } = contact
  if (!operation) return null
  return (
    <div class="two-lines">
      <a class="name-link" href={listOf(contact)}>{operation.name}</a>
      <small class="figures">{operation.reference}</small>
      {operation.status !== 'open' && <OperationBadge status={operation.status} />}
    </div>
  )
}

function actions(contact: Contact, setOpen: (open: Open) => void): MenuItem[][] {
  const why: MenuItem = { label: entityWords().why, icon: 'info', run: () => setOpen({ kind: 'why', contact }) }
  const extend: MenuItem = { label: dateWords().extend, icon: 'calendar-clock', run: () => setOpen({ kind: 'extend', contact }) }
  const handOver: MenuItem = { label: entityWords().people.handOverMine, icon: 'users',
    run: () => go(href('handover', { handover: 'new' }, { operation: contact.operation?.id })) }
  const revoke: MenuItem = { label: t().access.revoke, icon: 'user-x', danger: true, run: () => go(listOf(contact, { revoke: contact.id })) }
  return [
    [...(contact.may.includes('extend') ? [extend] : []), why],
    contact.may.includes('hand_over') ? [handOver] : [],
    contact.may.includes('revoke') ? [revoke] : [],
  ]
}
