import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api, body } from '@/shared/api/client'
import type { LngLat } from '@/shared/map/points'
import { type ComponentPage, states } from './component'
import { type TypedTerms, termsOf } from './terms-form'

/** What can be done to a component on record. */
export const acts = ['change', 'state', 'move', 'handover', 'terms', 'withdraw', 'retire'] as const
export type Act = (typeof acts)[number]

export const roles = ['authority', 'owner', 'installer', 'manager', 'maintainer'] as const
/** One that is taken away is retired, with a reason. */
export const changeableStates = states.filter((state) => state !== 'removed')
export const accuracies = ['a', 'b', 'c'] as const
export const sources = ['survey', 'topographicMap', 'baseData', 'other'] as const

/** What is typed into the forms; each asks for its own part. */
export interface TypedEdit
  extends Pick<
      ComponentPage,
      | 'name'
      | 'state'
      | 'accuracy'
      | 'elevationMetres'
      | 'dataSource'
      | 'initialDate'
      | 'onTactilePaving'
      | 'placeText'
      | 'material'
      | 'shape'
      | 'remark'
    >,
    TypedTerms {
  point: LngLat
  role: (typeof roles)[number]
  unitId: string
  from: string
  /** What is taken back: a role or a kind of terms. */
  planned: Planned
  reason?: string
}

type Planned =
  | `role.${ComponentPage['duties'][number]['role']}`
  | `terms.${ComponentPage['terms'][number]['kind']}`

/** What of a component has not begun, and can be taken back; told as its parts. */
export const plannedOf = ({ duties, terms }: ComponentPage, today: string) => ({
  duties: duties.filter(({ from }) => from > today),
  terms: terms.filter(({ from }) => from > today),
})

const words = (typed: string | null | undefined) => typed?.trim() || null

const send = ({ id, version }: ComponentPage, act: Act, typed: TypedEdit) => {
  const params = { path: { id } }
  const reason = words(typed.reason)
  switch (act) {
    case 'change':
      return api.PUT('/api/components/{id}', {
        params,
        body: {
          version,
          reason,
          name: typed.name.trim(),
          dataSource: typed.dataSource,
          initialDate: typed.initialDate,
          accuracy: typed.accuracy,
          elevationMetres: typed.elevationMetres ?? null,
          onTactilePaving: typed.onTactilePaving,
          placeText: words(typed.placeText),
          material: words(typed.material),
          shape: words(typed.shape),
          remark: words(typed.remark),
        },
      })
    case 'state':
      return api.POST('/api/components/{id}/state', { params, body: { version, reason, state: typed.state } })
    case 'move': {
      const [lon, lat] = typed.point
      return api.POST('/api/components/{id}/move', { params, body: { version, reason, lon, lat } })
    }
    case 'handover': {
      const { role, unitId, from } = typed
      return api.POST('/api/components/{id}/handover', { params, body: { version, role, unitId, from } })
    }
    case 'terms':
      return api.PUT('/api/components/{id}/terms', {
        params,
        body: { version, from: typed.from, ...termsOf(typed) },
      })
    case 'withdraw': {
      const [kind, what] = typed.planned.split('.')
      return api.POST('/api/components/{id}/withdraw', {
        params,
        body: {
          version,
          reason: reason ?? '',
          ...(kind === 'role'
            ? { role: what as ComponentPage['duties'][number]['role'] }
            : { terms: what as ComponentPage['terms'][number]['kind'] }),
        },
      })
    }
    case 'retire':
      return api.POST('/api/components/{id}/retire', {
        params,
        body: { version, reason: reason ?? '', from: typed.from },
      })
  }
}

/** Does it on the version that was looked at, then reads the record anew. */
export const useEdit = (component: ComponentPage, act: Act, onDone: () => void) => {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (typed: TypedEdit) => body(send(component, act, typed)),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['component', component.id] })
      onDone()
    },
  })
}
