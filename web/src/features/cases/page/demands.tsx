import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { api, body } from '@/shared/api/client'
import type { CasePage, Got, Sent } from '@/shared/api/types'
import { useClassName } from '@/shared/reference/reference'
import { putDraft } from '@/shared/ui/draft'
import { useWords } from '../words'
import { draftName } from './operations/form'

type Demand = Got<'/api/cases/{id}/demands'>[number]

interface DemandsProps {
  page: CasePage
  /** The parts lie in the draft of the split. */
  onSplit: () => void
}

/** What a message that seems to hold several demands could be split into; nothing where it holds one, or where it may not be split. */
export function Demands({ page, onSplit }: DemandsProps) {
  const say = useWords()
  const { id } = page
  const maySplit = page.operations.includes('splitCase')
  const { data = [] } = useQuery({
    queryKey: ['case', id, 'demands'],
    queryFn: () => body(api.GET('/api/cases/{id}/demands', { params: { path: { id } } })),
    enabled: maySplit && !page.erased,
    retry: false,
    staleTime: 300_000,
  })
  if (!maySplit || data.length === 0) return null

  const split = () => {
    putDraft<Sent<'/api/cases/{id}/split'>>(draftName(page, 'split'), () => ({
      parts: data.map(({ text, classCode, unit }) => ({ text, classCode, ...(unit && { unitId: unit.id }) })),
    }))
    onSplit()
  }

  return (
    <section>
      <h3>{say('demands')}</h3>
      <DemandList demands={data} />
      <Button size="small" onClick={split}>
        {say('demandsSplit')}
      </Button>
    </section>
  )
}

/** The demands in the order of the message, each with its class and unit. */
export function DemandList({ demands }: { demands: readonly Demand[] }) {
  const say = useWords()
  const classOf = useClassName()
  return (
    <ol className="demands">
      {demands.map(({ text, className, unit }) => (
        <li key={text}>
          <p className="case-text">{text}</p>
          <p className="soft">
            {classOf(className)} · {unit?.name ?? say('demandUnsure')}
          </p>
        </li>
      ))}
    </ol>
  )
}
