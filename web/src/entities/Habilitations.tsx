// A client entity's people: the organisation chart, and beside it those of the chosen team and of all below.
import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { isGone } from '../base/api'
import { entityWords } from './words/index'
import { t } from '../words/index'
import { Register } from '../register/index'
import { go, href, route } from '../base/router'
import { session } from '../base/session'
import { Head } from '../frames/Head'
import { chartOf, pathTo, useTeams } from './teams'
import type { Entity, Team } from '../base/types'
import { ErrorNote, StaleNote } from '../ui/Note'
import { focusSoon } from '../ui/focus'
import { Tabs } from '../ui/Tabs'
import { useWide } from '../ui/useWide'
import { Unknown } from '../frames/Unknown'
import { Chart } from './Chart'
import { refreshEntity, useEntity } from './data'
import { Dropping, type Drop } from './Dropping'
import { LoneLeader } from './LoneLeader'
import { People } from './People'
import { Roster } from './Roster'
import { Strictness } from './Strictness'
import { HEADING, TeamHead } from './TeamHead'

export function Habilitations() {
  const id = session.value?.environment?.entity ?? ''
  const entity = useEntity(id)
  const teams = useTeams(id)
  const error = entity.error ?? teams.error
  const retry = () => void refreshEntity(id)
  if (isGone(error)) return <Unknown />
  if (!entity.data || !teams.data) return error && <ErrorNote error={error} retry={retry} />
  return (
    <>
      <Head title={entityWords().people.title} />
      {error && <StaleNote retry={retry} />}
      {entity.data.may.includes('read_register') && <Parts />}
      <Part entity={entity.data} teams={teams.data.items} />
    </>
  )
}

function Part({ entity, teams }: { entity: Entity; teams: Team[] }) {
  switch (route.value.name) {
    case 'entityRegister': return <Register of="entity" id={entity.id} name={entity.name} />
    case 'roster': return <Roster entity={entity} teams={teams} />
    default: return <Inside entity={entity} teams={teams} />
  }
}

function Parts() {
  const words = entityWords().people
  const isRegister = route.value.name === 'entityRegister'
  return (
    <Tabs label={words.parts} tabs={[
      { label: words.chartAndPeople, href: href('habilitations'), current: !isRegister },
      { label: t().access.register, href: href('entityRegister'), current: isRegister },
    ]} />
  )
}

function Inside({ entity, teams }: { entity: Entity; teams: Team[] }) {
  const chart = chartOf(teams)
  const wanted = route.value.query.get('team') ?? ''
  const team = teams.find(({ id }) => id === wanted) ?? chart[0]?.team
  const isFormer = route.value.name === 'former'
  const [drop, setDrop] = useState<Drop | null>(null)
  if (!team) return null
  const show = (next: string) => go(href(isFormer ? 'former' : 'habilitations', {}, { team: next }))
  return (
    <>
      {chart[0] && entity.warnings?.includes('lone_leader') && entity.may.includes('change') && <LoneLeader entity={entity} teams={teams} root={chart[0].team} />}
      <div class="governed">
        <Frame team={team}><Chart label={entityWords().chart.title} nodes={chart} selected={team.id} path={pathTo(teams, team.id)} onSelect={show}
          onDrop={(what, id) => setDrop({ what, on: teams.find((one) => one.id === id) ?? team })} /></Frame>
        <section aria-labelledby={HEADING}>
          <TeamHead entity={entity} teams={teams} team={team} onGone={(parent) => { show(parent); focusSoon(`#${HEADING}`) }} />
          <People key={String(isFormer)} entity={entity} teams={teams} team={team} state={isFormer ? 'archived' : 'current'} />
        </section>
      </div>
      {entity.may.includes('change') && <Strictness entity={entity} />}
      {drop && <Dropping entity={entity} teams={teams} drop={drop} onClose={() => setDrop(null)} />}
    </>
  )
}

const BESIDE = '(min-width: 68rem)' // as in the style sheet

/** Beside the people where there is room; folded above them where there is not. */
function Frame({ team, children }: { team: Team; children: ComponentChildren }) {
  const words = entityWords().chart
  if (useWide(BESIDE)) return <section class="card chart" aria-label={words.title}><h2>{words.title}</h2>{children}</section>
  return <details class="card chart" key={team.id}><summary>{words.show(team.name)}</summary>{children}</details>
}
