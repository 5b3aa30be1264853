import { useQuery } from '@tanstack/react-query'
import { api, body } from '@/shared/api/client'
import type { Got } from '@/shared/api/types'

export type Related = Got<'/api/cases/{id}/related'>[number]

/** Cases that may belong to this one. Asked anew each time: the others go their way meanwhile. */
export const useRelated = (id: string) =>
  useQuery({
    queryKey: ['related', id],
    queryFn: () => body(api.GET('/api/cases/{id}/related', { params: { path: { id } } })),
    staleTime: 0,
  })

/** Why two cases may belong together, the strongest reason first. */
export const sharing = ({ samePlace, samePerson, sameClass }: Related) =>
  (
    [
      ['samePlace', samePlace],
      ['samePerson', samePerson],
      ['sameClass', sameClass],
    ] as const
  )
    .filter(([, shared]) => shared)
    .map(([word]) => word)
