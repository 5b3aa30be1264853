import type { LngLat } from '@/shared/map/points'
import { storeDraft, storedDraft } from '@/shared/ui/stored-draft'
import { distanceWords } from './distance'
import { KeptSince, useNearInField } from './near-components'
import { reportName } from './outbox/mend'
import { emptyReport } from './report-draft'
import { useWords } from './words'

/** Names the component in the report that is begun: what was half written there stays. */
export const nameInReport = (account: string, component: string) => {
  const name = reportName(account)
  storeDraft(name, { ...storedDraft(name, emptyReport), component })
}

interface NearbyComponentsProps {
  account: string
  here: LngLat | undefined
  /** A component was named in the report. */
  onNamed: () => void
}

/** What stands around the inspector; a touch begins a report about it. Nothing without a position; without a network from what the phone keeps. */
export function NearbyComponents({ account, here, onNamed }: NearbyComponentsProps) {
  const say = useWords()
  const { near, keptAt } = useNearInField(here ?? null)
  if (near.length === 0) return null
  return (
    <section className="stack" aria-labelledby="nearby-title">
      <h2 id="nearby-title">{say('nearby')}</h2>
      <p className="hint">{say('nearbyLead')}</p>
      <KeptSince at={keptAt} />
      <ul className="bare stack near-components">
        {near.map(({ code, name, state, metres }) => (
          <li key={code}>
            <button
              type="button"
              className="button"
              onClick={() => {
                nameInReport(account, code)
                onNamed()
              }}
            >
              {name} · {distanceWords(metres)}
              <span className="hint">
                {code}
                {state !== 'intact' && ` · ${say('nearbyNotIntact')}`}
              </span>
            </button>
            <a className="button" href={`/field/measure/${code}`}>
              {say('nearbyMeasure')}
              <span className="unseen"> {name}</span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}
