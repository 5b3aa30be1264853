import type { CaseRow, CaseState, Operation, Sent } from '@/shared/api/types'

export type Action = Sent<'/api/cases/many'>['action']

interface Bulk {
  action: Action
  /** Who may do it to one may do it to many. */
  needs: Operation
  /** Where a case must stand for it. The server looks closer, case by case. */
  states: readonly CaseState[]
}

const bulks: readonly Bulk[] = [
  { action: 'sign', needs: 'signCase', states: ['dispatched'] },
  { action: 'dispatch', needs: 'dispatchCase', states: ['queued', 'dispatched'] },
  {
    action: 'supervise',
    needs: 'superviseCase',
    states: ['queued', 'dispatched', 'signed', 'suspended', 'resolved'],
  },
  { action: 'close', needs: 'closeCase', states: ['resolved'] },
  { action: 'handOver', needs: 'handOverCase', states: ['signed', 'suspended', 'resolved'] },
]

type May = (operation: Operation) => boolean

/** Whether an account does anything to many cases. */
export const mayActOnMany = (may: May): boolean => bulks.some(({ needs }) => may(needs))

/** What can be done to some of the cases that were picked, and to which of them. */
export const bulkActions = (picked: readonly Pick<CaseRow, 'id' | 'state'>[], may: May) =>
  bulks
    .filter(({ needs }) => may(needs))
    .map(({ action, states }) => ({
      action,
      cases: picked.filter(({ state }) => states.includes(state)).map(({ id }) => id),
    }))
    .filter(({ cases }) => cases.length > 0)
