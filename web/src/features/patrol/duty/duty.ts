import { queryOptions, useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { api, body } from '@/shared/api/client'
import type { Got } from '@/shared/api/types'
import { useNow } from '@/shared/time/now'
import { askedAgain } from '../asked-again'
import type { DutyContent, Outgoing } from '../outbox/store'
import { useUnsent } from '../outbox/use-outbox'
import { recordTrack } from './tracker'

export type Shift = Got<'/api/patrol/shifts/mine'>[number]

/** How one's own shifts are asked for. */
export const shiftsQuery = queryOptions({
  queryKey: ['patrol', 'shifts'],
  queryFn: () => body(api.GET('/api/patrol/shifts/mine')),
  ...askedAgain,
})

export const consentQuery = queryOptions({
  queryKey: ['patrol', 'consent'],
  queryFn: () => body(api.GET('/api/patrol/consent')),
})

/** Whether its inspector is on duty. */
export const runs = ({ startedAt, endedAt, dutyUntil }: Shift, now: Date): boolean =>
  Boolean(startedAt && !endedAt && dutyUntil && Date.parse(dutyUntil) > now.getTime())

/** A shift as it is once what waits on the phone has arrived; duty that began without a network ends with the planned end. */
export const withUnsent = (shift: Shift, unsent: readonly Outgoing[]): Shift => {
  const pressed = (what: DutyContent['what']) =>
    unsent
      .flatMap(({ content, state }) => (state === 'waiting' && content.kind === 'duty' ? [content] : []))
      .find((content) => content.shiftId === shift.id && content.what === what)?.foundAt
  const began = pressed('start')
  const ended = pressed('end')
  return {
    ...shift,
    ...(began && { startedAt: shift.startedAt ?? began, dutyUntil: shift.dutyUntil ?? shift.endsAt }),
    ...(ended && { endedAt: shift.endedAt ?? ended }),
  }
}

/** One's own shifts, as far as this phone knows. */
export const useShifts = (account: string): readonly Shift[] | undefined => {
  const unsent = useUnsent(account)
  const { data } = useQuery(shiftsQuery)
  return data?.map((shift) => withUnsent(shift, unsent))
}

/** Records the way of who is on duty and has agreed to it, whatever page is open. */
export const useTrack = (account: string): void => {
  const now = useNow()
  const shifts = useShifts(account)
  const { data: consent } = useQuery(consentQuery)
  const { id, startedAt, dutyUntil } = (consent?.given && shifts?.find((one) => runs(one, now))) || {}
  useEffect(() => {
    if (!id || !startedAt || !dutyUntil) return
    return recordTrack({ account, shiftId: id, startedAt, until: dutyUntil })
  }, [account, id, startedAt, dutyUntil])
}
