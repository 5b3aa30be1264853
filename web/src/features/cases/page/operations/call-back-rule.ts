import type { Sent } from '@/shared/api/types'

/** A reason is needed when it is not wholly solved, or when the requester is dissatisfied. */
export const needsReason = ({
  reached,
  solved,
  satisfied,
}: Partial<Sent<'/api/cases/{id}/call-back'>>): boolean =>
  reached === true && (solved === 'partly' || solved === 'not' || satisfied === 'dissatisfied')
