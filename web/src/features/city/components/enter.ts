import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api, body } from '@/shared/api/client'
import type { LngLat } from '@/shared/map/points'
import type { ComponentPage } from './component'
import { roles } from './edit'

type Role = (typeof roles)[number]

/** What is typed of a component that is not on record yet. */
export interface TypedComponent
  extends Pick<
    ComponentPage,
    | 'name'
    | 'state'
    | 'accuracy'
    | 'elevationMetres'
    | 'dataSource'
    | 'onTactilePaving'
    | 'placeText'
    | 'material'
    | 'shape'
    | 'remark'
    | 'initialDate'
  > {
  classCode: string
  code?: string
  point: LngLat
  /** Who answers in which role, and since when it is not since the first day. */
  units: { readonly [role in Role]?: { unitId?: string; from?: string } }
}

const words = (typed: string | null | undefined) => typed?.trim() || null

/** Enters it with its photos. */
export const useEnter = () => {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ typed, photos }: { typed: TypedComponent; photos: string[] }) => {
      const [lon, lat] = typed.point
      return body(
        api.POST('/api/components', {
          body: {
            classCode: typed.classCode,
            code: words(typed.code?.replace(/\s/g, '')),
            name: typed.name.trim(),
            lon,
            lat,
            state: typed.state,
            initialDate: typed.initialDate,
            dataSource: typed.dataSource,
            accuracy: typed.accuracy,
            elevationMetres: typed.elevationMetres ?? null,
            onTactilePaving: typed.onTactilePaving ?? false,
            placeText: words(typed.placeText),
            material: words(typed.material),
            shape: words(typed.shape),
            remark: words(typed.remark),
            units: roles.flatMap((role) => {
              const { unitId, from } = typed.units[role] ?? {}
              return unitId ? [{ role, unitId, from: from || null }] : []
            }),
            photos,
          },
        }),
      )
    },
    onSuccess: () => queries.invalidateQueries({ queryKey: ['components'] }),
  })
}
