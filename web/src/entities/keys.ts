// What a key means in the organisation chart: where it leads, and what it does there.
import type { TeamNode } from './teams'

export interface Step {
  node: TeamNode
  turn?: 'open' | 'shut'
  choose?: boolean
}

const to = (node: TeamNode | undefined): Step | null => (node ? { node } : null)

/** The next line that begins with a letter, from the present one on and around. */
function beginning(letter: string, rows: TeamNode[], here: number): TeamNode | undefined {
  const around = [...rows.slice(here + 1), ...rows.slice(0, here + 1)]
  return around.find(({ team }) => team.name.toLowerCase().startsWith(letter.toLowerCase()))
}

function inwards(node: TeamNode, isOpen: boolean): Step | null {
  if (!node.children.length) return null
  return isOpen ? to(node.children[0]) : { node, turn: 'open' }
}

function outwards(node: TeamNode, rows: TeamNode[], isOpen: boolean): Step | null {
  if (node.children.length && isOpen) return { node, turn: 'shut' }
  return to(rows.find(({ children }) => children.includes(node)))
}

/** `rows` are the lines that show, from top to bottom; `here` is the present one. */
export function target(key: string, rows: TeamNode[], here: number, isOpen: (node: TeamNode) => boolean): Step | null {
  const node = rows[here]
  if (!node) return null
  switch (key) {
    case 'ArrowDown': return to(rows[here + 1])
    case 'ArrowUp': return to(rows[here - 1])
    case 'Home': return to(rows[0])
    case 'End': return to(rows.at(-1))
    case 'ArrowRight': return inwards(node, isOpen(node))
    case 'ArrowLeft': return outwards(node, rows, isOpen(node))
    case 'Enter':
    case ' ': return { node, choose: true }
    default: return key.length === 1 ? to(beginning(key, rows, here)) : null
  }
}
