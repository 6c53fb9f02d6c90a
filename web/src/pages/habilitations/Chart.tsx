// The organisation chart as a tree. Arrows walk through it, right unfolds, left folds or goes up, letters search, Enter chooses.
import { useRef, useState } from 'preact/hooks'
import { governance } from '../../i18n/governance/index'
import { rowsOf, type TeamNode } from '../../teams'
import type { Team } from '../../types'
import { Icon } from '../../ui/Icon'
import { target } from './keys'

/** Small charts are shown whole; of large ones, the way to the chosen team. */
const WHOLE = 40

interface Props {
  label: string
  nodes: TeamNode[]
  selected: string
  path: Team[]
  onSelect: (team: string) => void
}

function useFolding(nodes: TeamNode[], path: Team[]) {
  const isSmall = rowsOf(nodes).length <= WHOLE
  const [turned, setTurned] = useState<Record<string, boolean>>({})
  const onPath = new Set(path.slice(0, -1).map((team) => team.id))
  const isOpen = ({ team, level }: TeamNode) => turned[team.id] ?? (isSmall || level === 1 || onPath.has(team.id))
  const turn = ({ team }: TeamNode, open: boolean) => setTurned((before) => ({ ...before, [team.id]: open }))
  return { isOpen, turn }
}

export function Chart({ label, nodes, selected, path, onSelect }: Props) {
  const { isOpen, turn } = useFolding(nodes, path)
  const [walked, setWalked] = useState<string | null>(null)
  const tree = useRef<HTMLDivElement>(null)
  const rows = rowsOf(nodes, isOpen)
  const at = [walked, selected].find((id) => rows.some(({ team }) => team.id === id)) ?? rows[0]?.team.id

  const walk = (event: KeyboardEvent) => {
    const here = rows.findIndex(({ team }) => team.id === at)
    const step = event.ctrlKey || event.metaKey || event.altKey ? null : target(event.key, rows, here, isOpen)
    if (!step) return
    event.preventDefault()
    if (step.turn) turn(step.node, step.turn === 'open')
    if (step.choose) onSelect(step.node.team.id)
    setWalked(step.node.team.id)
    tree.current?.querySelector<HTMLElement>(`[data-team="${CSS.escape(step.node.team.id)}"]`)?.focus()
  }

  return (
    <div ref={tree} role="tree" tabIndex={-1} aria-label={label} class="tree" onKeyDown={walk}>
      {rows.map((node) => (
        <Item key={node.team.id} node={node} isOpen={isOpen(node)} isSelected={node.team.id === selected} isAt={node.team.id === at}
          onChoose={() => { setWalked(null); onSelect(node.team.id) }} onTurn={() => turn(node, !isOpen(node))} />
      ))}
    </div>
  )
}

interface ItemProps {
  node: TeamNode
  isOpen: boolean
  isSelected: boolean
  isAt: boolean
  onChoose: () => void
  onTurn: () => void
}

function Item({ node, isOpen, isSelected, isAt, onChoose, onTurn }: ItemProps) {
  const { team, level, children, people } = node
  const fold = (event: Event) => {
    event.stopPropagation()
    onTurn()
  }
  // The keys of a tree are heard by the tree itself.
  /* oxlint-disable jsx-a11y/click-events-have-key-events */
  return (
    <div role="treeitem" tabIndex={isAt ? 0 : -1} data-team={team.id} aria-level={level} aria-selected={isSelected}
      aria-expanded={children.length ? isOpen : undefined} class="branch" onClick={onChoose}>
      {children.length > 0
        ? <span class="fold" aria-hidden="true" onClick={fold}><Icon name="chevron-right" /></span>
        : <span class="fold" />}
      <span class="two-lines">{team.name} <small>{governance().chart.counts(people, team.leaders)}</small></span>
    </div>
  )
}
