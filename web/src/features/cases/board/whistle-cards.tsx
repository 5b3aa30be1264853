import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import { Link } from 'react-router'
import { api, body } from '@/shared/api/client'
import type { Got } from '@/shared/api/types'
import { useNotices } from '@/shared/live/live'
import { useMay } from '@/shared/session/session'
import { TimeLeft } from '@/shared/time/time-left'
import { Failed } from '@/shared/ui/pieces'
import { useWords } from './words'

type Deadline = Got<'/api/whistles/deadlines'>['items'][number]

interface WhistleCardsProps {
  due: 'late' | 'today' | 'tomorrow'
  unit: string | undefined
}

const key = ['whistle-deadlines']

/** What the unit owes to whistles by then: to be there, a task or a promise, a look. Nothing is drawn where there is nothing. */
export function WhistleCards({ due, unit }: WhistleCardsProps) {
  const say = useWords()
  const may = useMay()
  const queries = useQueryClient()
  useNotices(
    'whistle',
    useCallback(() => void queries.invalidateQueries({ queryKey: key }), [queries]),
  )
  const { data, error, refetch } = useQuery({
    queryKey: [...key, due, unit],
    queryFn: () =>
      body(api.GET('/api/whistles/deadlines', { params: { query: { due, ...(unit && { unit }) } } })),
    enabled: may('viewWhistles'),
  })
  // No card must mean that nothing is due, and not that it could not be asked.
  if (error) return <Failed error={error} onRetry={() => void refetch()} />
  if (!data || data.items.length === 0) return null
  const heading = `board-whistles-${due}`
  return (
    <section aria-labelledby={heading}>
      <h3 id={heading}>
        {say('whistles')} <span className="board-count">{data.counts[due]}</span>
      </h3>
      <ul>
        {data.items.map((one) => (
          <li key={`${one.whistleId}-${one.taskId}-${one.what}-${one.unit.id}`}>
            <Card one={one} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function Card({ one }: { one: Deadline }) {
  const say = useWords()
  return (
    <Link className="board-card" to={`/whistles/${one.whistleId}`}>
      <span className="board-time">
        <span className="board-step">{say(`what.${one.what}`)}</span>
        <TimeLeft dueAt={one.dueAt} from={one.startedAt} />
      </span>
      <span className="board-words">{one.subject ?? say('erased')}</span>
      <span className="soft">{[one.unit.name, one.placeName].filter(Boolean).join(' · ')}</span>
    </Link>
  )
}
