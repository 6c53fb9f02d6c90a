// The organisation chart as a tree. Arrows walk through it, right unfolds, left folds or goes up, letters search, Enter chooses.
import { useEffect, useRef, useState } from 'preact/hooks'
import { entityWords } from './words/index'
import { rowsOf, type TeamNode } from './teams'
import type { Team } from '../base/types'
import { Icon } from '../ui/Icon'
import { dragged, draggable, mayDrag, targetsOf, type Dragged } from './drag'
import { target } from './keys'

/** Small charts are shown whole; of large ones, the way to the chosen team. */
const WHOLE = 40
/** How long something is held over a folded branch before it unfolds. */
const UNFOLD_MS = 600

interface Props {
  label: string
  nodes: TeamNode[]
  selected: string
  path: Team[]
  onSelect: (team: string) => void
  onDrop: (what: Dragged, team: string) => void
}

function useFolding(nodes: TeamNode[], path: Team[]) {
  const isSmall = rowsOf(nodes).length <= WHOLE
  const [turned, setTurned] = useState<Record<string, boolean>>({})
  const onPath = new Set(path.slice(0, -1).map((team) => team.id))
  const isOpen = ({ team, level }: TeamNode) => turned[team.id] ?? (isSmall || level === 1 || onPath.has(team.id))
  const turn = ({ team }: TeamNode, open: boolean) => setTurned((before) => ({ ...before, [team.id]: open }))
  return { isOpen, turn }
}

/** The team over which something is held, where it may be dropped; a folded branch unfolds under it. */
function useDropping(nodes: TeamNode[], unfold: (node: TeamNode) => void, onDrop: Props['onDrop']) {
  const what = dragged.value
  const [over, setOver] = useState<string | null>(null)
  const targets = what && targetsOf(what, rowsOf(nodes).map(({ team }) => team))
  useEffect(() => {
    const node = what && over ? rowsOf(nodes).find(({ team }) => team.id === over) : undefined
    if (!node?.children.length) return
    const patience = setTimeout(() => unfold(node), UNFOLD_MS)
    return () => clearTimeout(patience)
  }, [over, !what])
  return {
    look: (id: string) => (!targets ? undefined : !targets.has(id) ? 'never' : id === over ? 'here' : 'maybe'),
    over: (event: DragEvent, id: string) => {
      setOver(id)
      if (!targets?.has(id)) return
      event.preventDefault()
      if (event.dataTransfer) event.dataTransfer.dropEffect = 'move'
    },
    leave: (event: DragEvent) => {
      const left = event.currentTarget as Element
      if (!left.contains(event.relatedTarget as Node | null)) setOver((before) => (before === left.getAttribute('data-team') ? null : before))
    },
    drop: (event: DragEvent, id: string) => {
      event.preventDefault()
      setOver(null)
      if (what && targets?.has(id)) onDrop(what, id)
    },
  }
}

export function Chart({ label, nodes, selected, path, onSelect, onDrop }: Props) {
  const { isOpen, turn } = useFolding(nodes, path)
  const dropping = useDropping(nodes, (node) => turn(node, true), onDrop)
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
          onChoose={() => { setWalked(null); onSelect(node.team.id) }} onTurn={() => turn(node, !isOpen(node))} dropping={dropping} />
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
  dropping: ReturnType<typeof useDropping>
}

function Item({ node, isOpen, isSelected, isAt, onChoose, onTurn, dropping }: ItemProps) {
  const { team, level, children, people } = node
  const canDrag = team.may.includes('move') && mayDrag()
  const fold = (event: Event) => {
    event.stopPropagation()
    onTurn()
  }
  // The keys of a tree are heard by the tree itself.
  /* oxlint-disable jsx-a11y/click-events-have-key-events */
  return (
    <div role="treeitem" tabIndex={isAt ? 0 : -1} data-team={team.id} aria-level={level} aria-selected={isSelected}
      aria-expanded={children.length ? isOpen : undefined} class="branch" onClick={onChoose}
      data-drop={dropping.look(team.id)} onDragOver={(event) => dropping.over(event, team.id)} onDragLeave={dropping.leave}
      onDrop={(event) => dropping.drop(event, team.id)} {...(canDrag ? draggable(() => ({ team }), team.name) : {})}>
      {children.length > 0
        ? <span class="fold" aria-hidden="true" onClick={fold}><Icon name="chevron-right" /></span>
        : <span class="fold" />}
      <span class="two-lines">{team.name} <small>{entityWords().chart.counts(people, team.leaders)}</small></span>
    </div>
  )
}
