import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api, body } from '@/shared/api/client'
import { onceKey, sentOnce } from '@/shared/api/once'
import type { Fix } from '@/shared/map/position'
import type { MeasuredValue } from '@/shared/measuring/measured'

/** What was measured at a component, with where and when. */
export interface Measured extends MeasuredValue {
  /** An instant; now without one. */
  measuredAt: string | undefined
  fix: Fix | undefined
  photos: string[]
}

/** Sends a measurement, once however often it is tried, then reads the record anew. */
export const useMeasure = (component: string) => {
  const queries = useQueryClient()
  const name = `measure.${component}`
  return useMutation({
    mutationFn: ({ quantity, value, unit, clock, measuredAt, fix, photos }: Measured) => {
      const content = {
        quantity,
        ...(clock ? { clock } : { value, unit }),
        measuredAt: measuredAt ?? null,
        lon: fix?.at[0] ?? null,
        lat: fix?.at[1] ?? null,
        accuracyMetres: fix?.accuracy ?? null,
        photos,
      }
      return body(
        api.POST('/api/components/{id}/measurements', {
          params: { path: { id: component }, header: { 'Idempotency-Key': onceKey(name, content) } },
          body: content,
        }),
      )
    },
    onSuccess: () => {
      sentOnce(name)
      return queries.invalidateQueries({ queryKey: ['component', component] })
    },
  })
}
