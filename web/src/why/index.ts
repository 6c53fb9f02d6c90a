// Why: fetched, with its texts, when somebody asks.
import { loadWhy } from './words/index'
import { lazy } from '../ui/Lazy'

const worded = async <M,>(part: Promise<M>): Promise<M> => (await Promise.all([part, loadWhy()]))[0]

export const WhyDialog = lazy(async () => (await worded(import('./WhyDialog'))).WhyDialog)

export const whyContact = (operation: string, contact: string) =>
  `operations/${encodeURIComponent(operation)}/contacts/${encodeURIComponent(contact)}/why`
export const whyHabilitation = (entity: string, habilitation: string) =>
  `entities/${encodeURIComponent(entity)}/habilitations/${encodeURIComponent(habilitation)}/why`

/** On what a refusal rests. */
export const Reasons = lazy(async () => (await worded(import('./Reasons'))).Reasons)
