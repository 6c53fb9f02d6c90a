// The people of a team and of all below it: authorised, or no longer.
import { useState } from 'preact/hooks'
import { entityWords } from './words/index'
import { goInstead, href, route } from '../base/router'
import type { Entity, Habilitation, Team } from '../base/types'
import { Empty } from '../ui/Empty'
import { focusSoon } from '../ui/focus'
import { Icon } from '../ui/Icon'
import { ErrorNote, StaleNote } from '../ui/Note'
import { Found } from '../ui/Found'
import { Pager } from '../ui/Pager'
import { RowsSwitch } from '../ui/Rows'
import { Search } from '../ui/Search'
import { Tabs } from '../ui/Tabs'
import { usePaged } from '../ui/usePages'
import { useSeen } from '../ui/useSeen'
import { useSelection } from '../ui/useSelection'
import { habilitationsAfter, refreshEntity, type HabilitationState } from './data'
import { PeopleDialogs, type Open } from './PeopleDialogs'
import { PeopleTable } from './PeopleTable'
import { Several } from './Several'
import { HEADING } from './TeamHead'

export interface PeopleProps {
  entity: Entity
  teams: Team[]
  team: Team
  state: HabilitationState
}

const listName = (state: HabilitationState) => (state === 'current' ? 'habilitations' : 'former')

export function People({ entity, teams, team, state }: PeopleProps) {
  const words = entityWords().people
  const inTeam = route.value.query.get('team') ?? ''
  const q = route.value.query.get('q') ?? ''
  const list = JSON.stringify([team.id, q])
  const found = usePaged(list, habilitationsAfter(entity.id, state, { team: team.id, q }))
  const selection = useSelection(list) // ticks hold from page to page
  const [seen] = useSeen(list, found.data?.items)
  const [open, setOpen] = useState<Open>(null)
  const rows = found.data?.items ?? []
  const finish = () => {
    setOpen(null)
    focusSoon(`#${HEADING}`)
  }

  return (
    <>
      <Tabs segments label={words.lists} tabs={[
        { label: words.current, href: href('habilitations', {}, { team: inTeam }), current: state === 'current' },
        { label: words.archived, href: href('former', {}, { team: inTeam }), current: state === 'archived' },
      ]} />
      {found.error && found.data && <StaleNote retry={() => void refreshEntity(entity.id)} />}
      <div class="card">
        <div class="toolbar">
          <Search label={words.search} value={q} onChange={(next) => goInstead(href(listName(state), {}, { team: inTeam, q: next }))} />
          <span class="toolbar-action pager-tools">
            <RowsSwitch />
            {state === 'current' && team.may.includes('add_people') && <a class="button plain" href={href('roster')}>{entityWords().roster.open}</a>}
            {state === 'current' && team.may.includes('add_people') && (
              <button type="button" class="primary" onClick={() => setOpen({ kind: 'authorise' })}>
                <Icon name="user-plus" />{words.authorise}
              </button>
            )}
          </span>
        </div>
        <Several entity={entity} teams={teams} state={state} rows={seen} selection={selection} onDone={finish} />
        <Found isAsked={!!q} list={found} count={words.found} nothing={words.noMatch} />
        {found.error && !found.data && <ErrorNote error={found.error} retry={() => void found.refetch()} />}
        {found.data && !rows.length && <NoRows state={state} filtered={!!q} />}
        {rows.length > 0 && (
          <PeopleTable state={state} rows={rows} seen={seen} selection={selection} onAct={(kind, person: Habilitation) => setOpen({ kind, person })} />
        )}
        <Pager {...found} />
      </div>
      <PeopleDialogs open={open} entity={entity} teams={teams} team={team} onClose={() => setOpen(null)} onDone={finish}
        onOffer={(person) => setOpen({ kind: 'offer', person })} />
    </>
  )
}

function NoRows({ state, filtered }: { state: HabilitationState; filtered: boolean }) {
  const words = entityWords().people
  if (filtered) {
    return (
      <Empty icon="search" title={words.noMatch}>
        <p>{words.noMatchText}</p>
        <a class="button plain" href={href(listName(state))}>{words.reset}</a>
      </Empty>
    )
  }
  return state === 'current'
    ? <Empty icon="users" title={words.empty}><p>{words.emptyText}</p></Empty>
    : <Empty icon="inbox" title={words.emptyArchive}><p>{words.emptyArchiveText}</p></Empty>
}
