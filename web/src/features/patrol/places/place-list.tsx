import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { about } from '@/shared/i18n/punctuation'
import type { LngLat } from '@/shared/map/points'
import { TimeLeft } from '@/shared/time/time-left'
import { distanceWords, endOfDay } from '../distance'
import { useUnsent } from '../outbox/use-outbox'
import { inOrder, type PlannedPlace, placesQuery } from './planned-place'
import { useWords } from './words'

interface PlaceListProps {
  account: string
  here: LngLat | undefined
  onOpen: (place: PlannedPlace) => void
}

const firstShown = 20

/** Where an inspector goes because somebody planned it; nothing at all where there is nothing to go to. */
export function PlaceList({ account, here, onOpen }: PlaceListProps) {
  const say = useWords()
  const [shown, setShown] = useState(firstShown)
  const places = useQuery(placesQuery)
  const looked = useLookedAt(account)
  const open = (places.data ?? []).filter(({ planId, placeNo }) => !looked.has(`${planId} ${placeNo}`))
  if (open.length === 0) return null
  const ordered = inOrder(open, here)
  return (
    <section className="stack" aria-labelledby="planned-places">
      <h2 id="planned-places">{say('places')}</h2>
      <p className="hint">{say('placesCount', { count: open.length })}</p>
      <ul className="bare stack">
        {ordered.slice(0, shown).map(({ place, metres }) => (
          <li key={`${place.planId} ${place.placeNo}`} className="card task-card">
            <header>
              <h3>{place.name}</h3>
              <TimeLeft dueAt={endOfDay(place.dueOn)} />
            </header>
            <p className="task-place">
              {about(say(`kind.${place.kind}`), place.title)}
              {metres !== undefined && (
                <span className="hint">{say('away', { metres: distanceWords(metres) })}</span>
              )}
            </p>
            <button type="button" className="button" onClick={() => onOpen(place)}>
              {say('look')}
              <span className="unseen">{place.name}</span>
            </button>
          </li>
        ))}
      </ul>
      {ordered.length > shown && (
        <button type="button" className="button" onClick={() => setShown(shown + firstShown)}>
          {say('more', { count: Math.min(firstShown, ordered.length - shown) })}
        </button>
      )}
    </section>
  )
}

/** The places whose look waits to be sent. */
const useLookedAt = (account: string): ReadonlySet<string> =>
  new Set(
    useUnsent(account).flatMap(({ content, state }) =>
      content.kind === 'place' && state === 'waiting' ? [`${content.planId} ${content.placeNo}`] : [],
    ),
  )
