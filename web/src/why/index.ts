// Why: fetched, with its texts, when somebody asks.
import { loadWhy } from './words/index'
import { lazy } from '../ui/Lazy'

export const WhyDialog = lazy(() => import('./WhyDialog'), (file) => file.WhyDialog, loadWhy)

export const whyContact = (operation: string, contact: string) =>
  `operations/${encodeURIComponent(operation)}/contacts/${encodeURIComponent(contact)}/why`
export const whyHabilitation = (entity: string, habilitation: string) =>
  `entities/${encodeURIComponent(entity)}/habilitations/${encodeURIComponent(habilitation)}/why`
