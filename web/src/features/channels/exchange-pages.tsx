import { TabbedPlace } from '@/shared/ui/tabbed-place'
import { Outbox } from './outbox'
import { Reconciliation } from './reconciliation'
import { useWords } from './words'
import './channels.css'

/** What leaves the platform, what could not, and what differs from the city's list. */
export function ExchangePages() {
  const say = useWords()
  return (
    <TabbedPlace
      place="exchange"
      title={say('exchange')}
      label={say('exchangePlaces')}
      parts={[
        { path: 'outbox', title: say('outbox'), Page: Outbox },
        { path: 'reconciliation', title: say('reconciliation'), Page: Reconciliation },
      ]}
    />
  )
}
