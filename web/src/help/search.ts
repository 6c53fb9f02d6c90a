// Finds articles by the words that people type: titles first, then synonyms, then the text itself.
import { folded } from '../base/fold'
import { articleIds, type ArticleId } from './words/articles'
import { plain, type Article, type Articles, type Block } from './words/text'

const TITLE = 8
const SYNONYM = 5
const TEXT = 1
/** Two words are forms of one when they begin alike, but for this many letters of the shorter: share, sharing. */
const ENDING = 1
const LONG_ENDING = 2
const LONG = 8
const STEM = 4

/** Words that say nothing about what is asked. */
const EMPTY = new Set(('a an and are at can do does for from how i in is it me my not of on or the to what when where who why with you your '
  + 'au aux avec ce ces comment dans de des du elle en est et il je la le les leur ma mais mes mon ne nous on ou par pas pour quand que '
  + 'quel quelle quels qui sa se ses son sur un une vos votre vous').split(' '))

/** Without accents and capitals, apostrophes and signs apart. */
export const fold = (text: string): string => folded(text).replaceAll('œ', 'oe')

const wordsOf = (text: string): string[] => fold(text).split(/[^\p{L}\p{N}]+/u).filter((word) => word.length > 1)

function textsOf(block: Block): string {
  switch (block.kind) {
    case 'text':
    case 'note':
      return plain(block.text)
    case 'steps':
    case 'list':
      return block.items.map((item) => ('kind' in item ? '' : plain(item))).join(' ')
    case 'heading':
      return block.title
    case 'picture':
      return ''
    case 'go':
      return block.label
  }
}

function isForm(word: string, wanted: string): boolean {
  if (word.startsWith(wanted)) return true
  const shorter = Math.min(word.length, wanted.length)
  const stem = Math.max(STEM, shorter - (shorter < LONG ? ENDING : LONG_ENDING))
  return shorter >= stem && word.slice(0, stem) === wanted.slice(0, stem)
}

function weigh(article: Article, wanted: string): number {
  const has = (text: string) => wordsOf(text).some((word) => isForm(word, wanted))
  if (has(article.title)) return TITLE
  if (has(article.words)) return SYNONYM
  return has([article.short, ...article.blocks.map(textsOf)].join(' ')) ? TEXT : 0
}

/** Best first. Every word should be met; if no article has them all, those that have most of them are given. */
export function search(articles: Articles, question: string): ArticleId[] {
  const all = wordsOf(question)
  const telling = all.filter((word) => !EMPTY.has(word))
  const wanted = telling.length ? telling : all
  const found = articleIds.map((id) => {
    const weights = wanted.map((word) => weigh(articles[id], word))
    return { id, met: weights.filter(Boolean).length, weight: weights.reduce((sum, one) => sum + one, 0) }
  })
  const most = Math.max(0, ...found.map(({ met }) => met))
  if (!most || most * 2 < wanted.length) return []
  return found.filter(({ met }) => met === most).toSorted((a, b) => b.weight - a.weight).map(({ id }) => id)
}
