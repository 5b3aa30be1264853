import { useQuery } from '@tanstack/react-query'
import { api, body } from '@/shared/api/client'
import { useOnline } from '@/shared/ui/online'
import { useSettled } from '@/shared/ui/settled'
import type { RequestDraft } from './request-draft'
import { useWords } from './words'

/** Characters from which on it is worth asking, as the server counts them. */
const shortestText = 6

const useLike = ({ text, place, pin, kind }: RequestDraft, enabled: boolean) => {
  const words = useSettled(text.trim())
  const where = useSettled(place.trim())
  const sought = {
    text: words,
    ...(kind && { kind }),
    ...((where || pin) && {
      place: { ...(where && { text: where }), ...(pin && { lon: pin[0], lat: pin[1] }) },
    }),
  }
  return useQuery({
    queryKey: ['requests-like', sought],
    queryFn: () => body(api.POST('/api/requests/like', { body: sought })),
    enabled: enabled && words.length >= shortestText,
    placeholderData: (before) => (words.length >= shortestText ? before : undefined),
    retry: false,
    staleTime: 30_000,
  })
}

interface KnownIncidentsProps {
  draft: RequestDraft
  onChange: (part: Pick<RequestDraft, 'joins'>) => void
}

/**
 * While it is being written: what others told of near by that may be the same, and one touch to say "me too". It never holds up the request, and
 * is silent when it can't be known.
 */
export function KnownIncidents({ draft, onChange }: KnownIncidentsProps) {
  const say = useWords()
  const online = useOnline()
  const chosen = draft.joins
  const { data = [] } = useLike(draft, online && !chosen && draft.kind !== 'praise')
  return (
    <div role="status" className="known-incidents">
      {chosen && (
        <p className="notice known-chosen">
          <span>{say('knownChosen', { className: chosen.className })}</span>
          <button type="button" className="button-plain" onClick={() => onChange({ joins: null })}>
            {say('knownDrop')}
          </button>
        </p>
      )}
      {!chosen && data.length > 0 && (
        <section className="stack" aria-labelledby="known-incidents-title">
          <h2 id="known-incidents-title">{say('knownTitle')}</h2>
          <ul className="bare stack">
            {data.map(({ id, className, why, people, inHand }) => (
              <li key={id} className="card">
                <strong>{className}</strong>
                <p className="hint">
                  {why} · {say('knownPeople', { count: people })} ·{' '}
                  {say(inHand ? 'knownInHand' : 'knownWaits')}
                </p>
                <button
                  type="button"
                  className="button"
                  onClick={() => onChange({ joins: { id, className } })}
                >
                  {say('knownJoin')}
                </button>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  )
}
