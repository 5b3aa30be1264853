import type { Sent } from '@/shared/api/types'

/**
 * A reason is needed when it is not wholly solved, or when the requester is dissatisfied. That a court has not decided yet is nobody's fault.
 */
export const needsReason = (
  { reached, solved, satisfied }: Partial<Sent<'/api/cases/{id}/call-back'>>,
  toldLegalPath = false,
): boolean =>
  reached === true &&
  (satisfied === 'dissatisfied' || (!toldLegalPath && (solved === 'partly' || solved === 'not')))
