import type { ArticleId } from './words/articles'
import { href, route } from '../base/router'

/** The operation from whose pages the reader came: what the articles lead to is then its own pages. */
export const operationAtHand = (): string | null => route.value.query.get('operation')

export const address = (article: ArticleId): string => href('article', { article }, { operation: operationAtHand() })
