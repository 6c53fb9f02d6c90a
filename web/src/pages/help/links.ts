import type { ArticleId } from '../../i18n/help/articles'
import { href, route } from '../../router'

/** The operation from whose pages the reader came: what the articles lead to is then its own pages. */
export const operationAtHand = (): string | null => route.value.query.get('operation')

export const address = (article: ArticleId): string => href('article', { article }, { operation: operationAtHand() })
