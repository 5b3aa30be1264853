import type { CaseRow } from '@/shared/api/types'

/** The first case that still waits and was not passed over in this round. */
export const nextInQueue = (rows: readonly CaseRow[], passed: readonly string[]): CaseRow | undefined =>
  rows.find(({ id, state }) => state === 'queued' && !passed.includes(id))
