import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { App } from 'antd'
import { api, body } from '@/shared/api/client'
import type { Got } from '@/shared/api/types'

export type Shift = Got<'/api/patrol/shifts'>[number]
export type RouteStop = Got<'/api/patrol/shifts/route'>['stops'][number]
export type CoverageOfWeek = Got<'/api/patrol/coverage'>

const shiftsKey = ['patrol-shifts']
const hours = 3_600_000

/** A civil day so many days after another. */
export const dayAfter = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + days * 24 * hours).toISOString().slice(0, 10)

/** The Monday of the week of a civil day. */
export const mondayOf = (date: string): string =>
  dayAfter(date, -((new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7))

/** A week as ISO 8601 writes it, by its Monday: the year is that of its Thursday. */
export const weekOf = (monday: string): string => {
  const year = dayAfter(monday, 3).slice(0, 4)
  const first = mondayOf(`${year}-01-04`)
  const number = Math.round((Date.parse(monday) - Date.parse(first)) / (7 * 24 * hours)) + 1
  return `${year}-W${String(number).padStart(2, '0')}`
}

export const useShifts = (from: string, to: string) =>
  useQuery({
    queryKey: [...shiftsKey, from, to],
    queryFn: () => body(api.GET('/api/patrol/shifts', { params: { query: { from, to } } })),
  })

export const useRoute = (regionId: string | undefined, by: 'street' | 'cell') =>
  useQuery({
    queryKey: [...shiftsKey, 'route', regionId, by],
    queryFn: () =>
      body(
        api.GET('/api/patrol/shifts/route', {
          params: { query: { by, ...(regionId && { regionId }) } },
        }),
      ),
    enabled: regionId !== undefined,
    retry: false,
  })

const leastLetters = 2

/** Streets and cells of an area whose name holds what was typed; one letter is in too many. */
export const useStopsNamed = (regionId: string | undefined, q: string) =>
  useQuery({
    queryKey: [...shiftsKey, 'stops', regionId, q],
    queryFn: () =>
      body(
        api.GET('/api/patrol/shifts/route', {
          params: { query: { q, most: 20, ...(regionId && { regionId }) } },
        }),
      ),
    enabled: regionId !== undefined && q.length >= leastLetters,
    retry: false,
  })

export const useCoverage = (week: string, regionId: string | undefined) =>
  useQuery({
    queryKey: ['patrol-coverage', week, regionId],
    queryFn: () =>
      body(api.GET('/api/patrol/coverage', { params: { query: { week, ...(regionId && { regionId }) } } })),
    retry: false,
  })

/** Something is done about shifts; a refusal stays in `error`. */
export const useShiftChange = <Typed, Answer>(
  send: (typed: Typed) => Promise<Answer>,
  told: string,
  after?: () => void,
) => {
  const queries = useQueryClient()
  const { message } = App.useApp()
  return useMutation({
    mutationFn: send,
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: shiftsKey })
      void message.success(told)
      after?.()
    },
  })
}
