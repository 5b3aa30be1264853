import type { CaseRow } from '@/shared/api/types'

/** Whether a case still waits for a dispatcher; what is joined to another goes its way. */
export const waits = ({ state, incidentId }: CaseRow): boolean => state === 'queued' && !incidentId

/** The first case that still waits and was not passed over in this round. */
export const nextInQueue = (rows: readonly CaseRow[], passed: readonly string[]): CaseRow | undefined =>
  rows.find((row) => waits(row) && !passed.includes(row.id))
