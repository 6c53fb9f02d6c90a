// Handovers as they are read and written. A step of one may open or end accesses, so that everything is read anew.
import { get, submit, write } from '../base/api'
import { cache, useQuery } from '../base/query'
import type { Handover, HandoverPreview } from '../base/types'

const one = (id: string) => `handovers/${encodeURIComponent(id)}`

export const useHandover = (id: string) => useQuery<Handover>({
  queryKey: ['handover', id],
  queryFn: ({ signal }) => get(one(id), signal),
})

export interface Plan {
  successors: { email: string; operations?: string[] }[]
  from?: string
  until?: string
  message?: string
  habilitation?: string
}

export const preview = (plan: Plan): Promise<HandoverPreview> => submit('POST', 'handovers/preview', plan)

/** What there is to hand over: of oneself, or of a person one leads. */
export const useSources = (habilitation: string | null) => useQuery<HandoverPreview>({
  queryKey: ['handovers', 'sources', habilitation],
  queryFn: () => preview({ successors: [], habilitation: habilitation ?? undefined }),
  gcTime: 0,
})

async function change(path: string, body: object = {}): Promise<Handover> {
  try {
    return await write<Handover>(path, body)
  } finally {
    // What there was to hand over is no question any more once it has begun.
    void cache.invalidateQueries({ predicate: ({ queryKey }) => queryKey[1] !== 'sources' })
  }
}

export const start = (plan: Plan) => change('handovers', plan)
export const accept = (id: string) => change(`${one(id)}/accept`)
export const refuse = (id: string, reason: string) => change(`${one(id)}/refuse`, reason ? { reason } : {})
export const cancel = (id: string) => change(`${one(id)}/cancel`)
export const goOn = (id: string) => change(`${one(id)}/continue`)

/** Another successor for a part, or nobody. */
export const mend = (id: string, part: string, email?: string) => change(`${one(id)}/change`, { part, email })
