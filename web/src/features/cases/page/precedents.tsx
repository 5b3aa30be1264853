import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { Link } from 'react-router'
import { api, body } from '@/shared/api/client'
import type { CasePage, Sent } from '@/shared/api/types'
import { useTerms } from '@/shared/terms'
import { Moment } from '@/shared/time/time-left'
import { putDraft } from '@/shared/ui/draft'
import { useWords } from '../words'
import { draftName } from './operations/form'

const handled = ['dispatched', 'signed', 'suspended']

interface PrecedentsProps {
  page: CasePage
  /** The wording lies in the draft of the result. */
  onUsed: () => void
}

/** What was answered before in like cases, the best first, and one press to begin the result with its wording. */
export function Precedents({ page, onUsed }: PrecedentsProps) {
  const say = useWords()
  const term = useTerms()
  const { id } = page
  const { data = [] } = useQuery({
    queryKey: ['case', id, 'precedents'],
    queryFn: () => body(api.GET('/api/cases/{id}/precedents', { params: { path: { id } } })),
    enabled: handled.includes(page.state) && !page.erased,
    retry: false,
    staleTime: 300_000,
  })
  if (data.length === 0 || !handled.includes(page.state)) return null

  const use = (answer: string) => {
    putDraft<Partial<Sent<'/api/cases/{id}/resolve'>>>(draftName(page, 'resolve'), (before) => ({
      ...before,
      answer: [before?.answer, answer].filter(Boolean).join('\n'),
    }))
    onUsed()
  }

  return (
    <section>
      <h3>{say('precedents')}</h3>
      <ul className="precedents">
        {data.map((one) => (
          <li key={one.id}>
            <p className="soft">
              <Link to={`/cases/${one.id}`}>{one.number}</Link> · {one.unit.name} ·{' '}
              <Moment at={one.closedAt} /> · {term(`outcome.${one.outcome}`)}
              {one.satisfied && ` · ${term(`satisfied.${one.satisfied}`)}`}
            </p>
            <p className="case-text">{one.answer}</p>
            <p className="soft">
              {say('precedentWhy', { percent: Math.round(one.likeness * 100) })}
              {one.shared.length > 0 &&
                say('precedentShared', { words: one.shared.join(say('precedentAnd')) })}
            </p>
            {page.operations.includes('resolveCase') && (
              <Button size="small" onClick={() => use(one.answer)}>
                {say('precedentUse')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
