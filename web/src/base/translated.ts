// The browser's own translation puts an element in the place of each text that it translates. What renders knows nothing
// of it: the old text would stay where another has come, and nothing could be put before it. So each text is put back
// before the page renders; the browser then translates what is new, as it does with every change.
import { options } from 'preact'

const standIns = new Map<Node, ChildNode>()

const isStandIn = (node: Node | null): node is ChildNode => node?.nodeName === 'FONT'

function note({ addedNodes, removedNodes, previousSibling, nextSibling }: MutationRecord): void {
  const there = [...addedNodes, previousSibling, nextSibling].find(isStandIn)
  for (const text of removedNodes) if (there && text.nodeType === Node.TEXT_NODE) standIns.set(text, there)
}

const watch = new MutationObserver((records) => records.forEach(note))

function putBack(): void {
  watch.takeRecords().forEach(note)
  for (const [text, there] of standIns) if (there.isConnected) there.replaceWith(text)
  standIns.clear()
  watch.takeRecords()
}

export function startTranslated(root: Element): void {
  watch.observe(root, { childList: true, subtree: true })
  options.debounceRendering = (render) => {
    queueMicrotask(() => {
      putBack()
      render()
    })
  }
}
