import { queryOptions, useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { api, body } from '@/shared/api/client'
import type { Got } from '@/shared/api/types'
import { useNow } from '@/shared/time/now'
import { recordTrack } from './tracker'

export type Shift = Got<'/api/patrol/shifts/mine'>[number]

/** How one's own shifts are asked for. */
export const shiftsQuery = queryOptions({
  queryKey: ['patrol', 'shifts'],
  queryFn: () => body(api.GET('/api/patrol/shifts/mine')),
})

export const consentQuery = queryOptions({
  queryKey: ['patrol', 'consent'],
  queryFn: () => body(api.GET('/api/patrol/consent')),
})

/** Whether its inspector is on duty. */
export const runs = ({ startedAt, endedAt, dutyUntil }: Shift, now: Date): boolean =>
  Boolean(startedAt && !endedAt && dutyUntil && Date.parse(dutyUntil) > now.getTime())

/** Records the way of who is on duty and has agreed to it, whatever page is open. */
export const useTrack = (account: string): void => {
  const now = useNow()
  const { data: shifts } = useQuery(shiftsQuery)
  const { data: consent } = useQuery(consentQuery)
  const { id, startedAt, dutyUntil } = (consent?.given && shifts?.find((one) => runs(one, now))) || {}
  useEffect(() => {
    if (!id || !startedAt || !dutyUntil) return
    return recordTrack({ account, shiftId: id, startedAt, until: dutyUntil })
  }, [account, id, startedAt, dutyUntil])
}
