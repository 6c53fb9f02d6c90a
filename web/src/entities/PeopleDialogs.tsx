import { dateWords, ExtendDialog } from '../dates/index'
import type { Entity, Habilitation, Team } from '../base/types'
import { whyHabilitation, WhyDialog } from '../why/index'
import { ArchiveDialog } from './ArchiveDialog'
import { AuthoriseDialog } from './AuthoriseDialog'
import { ChangeDialog } from './ChangeDialog'
import { extendHabilitation, personOf } from './data'
import { OfferDialog } from './OfferDialog'
import type { PersonAction } from './PeopleTable'
import { RestoreDialog } from './RestoreDialog'

export type Open = { kind: 'authorise' } | { kind: PersonAction; person: Habilitation } | null

interface Props {
  open: Open
  entity: Entity
  teams: Team[]
  team: Team
  onClose: () => void
  onDone: () => void
  /** Somebody is authorised again, and there are lines to give back. */
  onOffer: (person: Habilitation) => void
}

export function PeopleDialogs({ open, entity, teams, team, onClose, onDone, onOffer }: Props) {
  if (!open) return null
  if (open.kind === 'authorise') return <AuthoriseDialog entity={entity} teams={teams} team={team} onClose={onClose} />
  const shared = { entity, person: open.person, onClose, onDone }
  switch (open.kind) {
    case 'why': return <WhyDialog path={whyHabilitation(entity.id, open.person.id)} name={personOf(open.person)} onClose={onClose} />
    case 'change': return <ChangeDialog {...shared} teams={teams} />
    case 'archive': return <ArchiveDialog {...shared} />
    case 'restore': return <RestoreDialog {...shared} onOffer={onOffer} />
    case 'extend': return (
      <ExtendDialog name={personOf(open.person)} words={dateWords().habilitation} until={open.person.until} latest={open.person.latest_until}
        extend={(until) => extendHabilitation(entity.id, open.person, until)} onClose={onClose} />
    )
    case 'offer': return <OfferDialog {...shared} />
  }
}
