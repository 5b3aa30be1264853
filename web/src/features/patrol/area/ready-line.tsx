import { useQuery } from '@tanstack/react-query'
import { moment } from '@/shared/time/civil-time'
import { now } from '@/shared/time/now'
import { readiness } from './kept-area'
import { useWords } from './words'

export const readinessKey = ['area-ready']

/** How far the phone is with what it needs without a network; told anew by whoever fetches it. */
export const useReadiness = () =>
  useQuery({
    queryKey: readinessKey,
    queryFn: readiness,
    staleTime: Number.POSITIVE_INFINITY,
    networkMode: 'always',
  })

/** Says whether the round can go on without a network, and since when. */
export function ReadyLine() {
  const say = useWords()
  const { data } = useReadiness()
  if (!data) return null
  const kept = 'kept' in data ? data.kept : undefined
  return (
    <div className="ready-line">
      <p className="hint" role="status">
        {data.state === 'none' && say('notReady')}
        {data.state === 'fetching' && say('fetching')}
        {kept && say('ready', { name: kept.name ?? say('cells'), at: moment(new Date(kept.at), now()) })}
        {data.state === 'noRoom' && say('noRoom')}
      </p>
      {data.state === 'fetching' && <progress aria-label={say('fetching')} value={data.done} max={data.of} />}
    </div>
  )
}
