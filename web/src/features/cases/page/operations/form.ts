import type { CasePage } from '@/shared/api/types'

/** What every form of an operation is given. */
export interface OperationFormProps {
  page: CasePage
  onReload: () => void
  onDone: () => void
}

/** The name under which the words typed for an operation on a case are kept. */
export const draftName = (page: CasePage, operation: string) => `${page.id} ${operation}`
