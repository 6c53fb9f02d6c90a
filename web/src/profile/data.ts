// What a person may open, as the reader may see it. Writes of operations read it anew.
import { get } from '../base/api'
import { useQuery } from '../base/query'
import type { Profile } from '../base/types'

export const useProfile = (user: string) => useQuery<Profile>({
  queryKey: ['operations', 'of', user], // goes with the operations: an ended access is gone here too
  queryFn: ({ signal }) => get(`people/${encodeURIComponent(user)}`, signal),
})
