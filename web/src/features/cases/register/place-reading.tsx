import { useQuery } from '@tanstack/react-query'
import { api, body } from '@/shared/api/client'
import { useSettled } from '@/shared/ui/settled'
import { useWords } from '../words'
import { type TypedCall, toRequest } from './call'

/** Characters from which on there may be a place among them. */
const shortestText = 4

/** What must be seen before it is saved: it is told louder than what agrees. */
const odd: ReadonlySet<string> = new Set([
  'place-conflict',
  'place-outside',
  'place-ambiguous',
  'place-mistyped',
  'place-nearest',
  'place-nearest-open',
  'place-border',
])

const quiet: ReadonlySet<string> = new Set(['place-pin', 'place-old-name'])

/** Whether the words and the pin agree, who begins behind a border near by, and which name was read otherwise than it stands there. */
export function PlaceReading({ call }: { call: TypedCall }) {
  const say = useWords()
  const { text, place } = toRequest(call)
  const words = useSettled(text?.trim() ?? '')
  const where = useSettled(place?.text ?? '')
  const sought = {
    text: words,
    ...(where && { place: where }),
    ...(place && 'lon' in place && { lon: place.lon, lat: place.lat }),
  }
  const { data } = useQuery({
    queryKey: ['place-reading', sought],
    queryFn: () => body(api.POST('/api/dispatch/explain', { body: sought })),
    enabled: words.length >= shortestText && call.kind !== 'praise',
    placeholderData: (before) => before,
    retry: false,
    staleTime: 60_000,
  })
  const told = (data?.reasons ?? []).filter(({ code }) => quiet.has(code) || odd.has(code))
  return (
    <div role="status">
      {words.length >= shortestText && told.length > 0 && (
        <ul className="place-reading" aria-label={say('placeReading')}>
          {told.map(({ code, text: reason }) => (
            <li key={reason}>
              {odd.has(code) && <span className="mark">{say('placeCheck')}</span>} {reason}
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
