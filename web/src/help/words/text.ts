// What an article of the help is made of.  Texts are written with `say`: what stands in ${} is a label of the page, taken
// from its catalogue so that the two never differ, or a link.
import type { RouteName } from '../../base/router'
import type { ArticleId } from './articles'
import type { PictureName } from './pictures'

export interface Label { label: string }
export interface Link { text: string; to: ArticleId }
export type Text = (string | Label | Link)[]

interface Picture { kind: 'picture'; name: PictureName; alt: string }
/** A step, or the picture of the one before it. */
export type Step = Text | Picture

export type Block =
  | Picture
  | { kind: 'text' | 'note'; text: Text }
  | { kind: 'heading'; title: string }
  | { kind: 'steps'; items: Step[] }
  | { kind: 'list'; items: Text[] }
  | { kind: 'go'; page: RouteName; label: string }

export interface Article {
  title: string
  /** The answer in a sentence or two. */
  short: string
  /** Other words under which somebody may look for it. */
  words: string
  blocks: Block[]
}

export type Articles = Record<ArticleId, Article>

export function say(pieces: TemplateStringsArray, ...parts: (string | Link)[]): Text {
  const text = pieces.flatMap((piece, i) => {
    const part = parts[i]
    if (part === undefined) return [piece]
    return [piece, typeof part === 'string' ? { label: part } : part]
  })
  return text.filter((piece) => piece !== '')
}

export const link = (to: ArticleId, text: string): Link => ({ to, text })
export const text = (words: Text): Block => ({ kind: 'text', text: words })
export const note = (words: Text): Block => ({ kind: 'note', text: words })
export const heading = (title: string): Block => ({ kind: 'heading', title })
export const steps = (...items: Step[]): Block => ({ kind: 'steps', items })
export const list = (...items: Text[]): Block => ({ kind: 'list', items })
export const picture = (name: PictureName, alt: string): Picture => ({ kind: 'picture', name, alt })
/** The very page where one does it. */
export const go = (page: RouteName, label: string): Block => ({ kind: 'go', page, label })

export function plain(words: Text): string {
  return words.map((piece) => {
    if (typeof piece === 'string') return piece
    return 'label' in piece ? piece.label : piece.text
  }).join('')
}
