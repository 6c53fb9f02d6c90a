import { lazy } from '../ui/Lazy'

/** On what a refusal rests, with its texts: fetched with the first of them. */
export const Reasons = lazy(async () => {
  const [{ Reasons: Part }, { loadWhy }] = await Promise.all([import('./Reasons'), import('./words/index')])
  await loadWhy()
  return Part
})
