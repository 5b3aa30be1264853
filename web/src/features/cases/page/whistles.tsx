import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { api, body } from '@/shared/api/client'
import type { CasePage } from '@/shared/api/types'
import { Failed } from '@/shared/ui/pieces'
import { useWords } from '../words'

/** The whistles that were blown for a case, when its chain tells of one. */
export function Whistles({ page }: { page: CasePage }) {
  const say = useWords()
  const blown = page.timeline.some(({ kind }) => kind === 'whistleBlown')
  const { data, error, refetch } = useQuery({
    queryKey: ['whistles', { caseId: page.id }],
    queryFn: () => body(api.GET('/api/whistles', { params: { query: { caseId: page.id } } })),
    enabled: blown,
  })
  if (error) return <Failed error={error} onRetry={() => void refetch()} />
  if (!data || data.items.length === 0) return null
  return (
    <section>
      <h3>{say('whistles')}</h3>
      <ul className="case-whistles">
        {data.items.map(({ id, subject, arrived, summoned, openTasks, closedAt }) => (
          <li key={id}>
            <Link to={`/whistles/${id}`}>{subject ?? say('erased')}</Link>{' '}
            <span className="soft">
              {closedAt ? say('whistleClosed') : say('whistleState', { arrived, summoned, openTasks })}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
