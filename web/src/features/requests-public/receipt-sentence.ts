import { moment } from '@/shared/time/civil-time'
import { say } from './receipt-words'
import type { Received } from './receipts'

/** The one sentence that matters: who has it, and by when the citizen hears from them. */
export const receiptSentence = ({ receipt, reachable }: Received, now: Date): string => {
  const { dispatch, deadlines } = receipt
  const unit = dispatch.state === 'dispatched' ? (dispatch.unit?.name ?? say('someUnit')) : undefined
  if (receipt.praised) return say('praised', { unit: dispatch.unit?.name ?? '' })
  const due = reachable ? deadlines.contact : deadlines.resolve
  if (!due) return unit ? say('toUnit', { unit }) : say('queued')
  const at = moment(due, now)
  if (unit) return say(reachable ? 'toUnitCall' : 'toUnitAnswer', { unit, at })
  return say(reachable ? 'queuedCall' : 'queuedAnswer', { at })
}
