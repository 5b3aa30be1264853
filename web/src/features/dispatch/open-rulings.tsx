import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Form, Input } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { api, body } from '@/shared/api/client'
import type { Got } from '@/shared/api/types'
import { useClassName } from '@/shared/reference/reference'
import { useMay } from '@/shared/session/session'
import { Fault } from '@/shared/ui/fault'
import { Failed } from '@/shared/ui/pieces'
import { rulesKey } from './rules'
import { useWords } from './words'
import './corrections-page.css'

type Ruling = Got<'/api/cases/rulings/open'>[number]

// Below the rules: whatever changes the catalogue changes which rulings are no rule yet.
const key = [...rulesKey, 'rulings']
const said = ({ classCode, streetId, unit }: Ruling) => ({
  classCode,
  streetId: streetId ?? null,
  unitId: unit.id,
})

/** What arbiters ruled and no rule says yet: one press makes a draft of it, or it is dismissed with a reason. Nothing when there is nothing. */
export function OpenRulings({ onTaken }: { onTaken: (draft: string) => void }) {
  const say = useWords()
  const { data, error, refetch } = useQuery({
    queryKey: key,
    queryFn: () => body(api.GET('/api/cases/rulings/open')),
  })
  if (error) return <Failed error={error} onRetry={() => void refetch()} />
  if (!data || data.length === 0) return null
  return (
    <section>
      <h2>{say('ruled')}</h2>
      <p className="soft">{say('ruledIntro')}</p>
      <ul className="corrections">
        {data.map((one) => (
          <RulingItem key={`${one.classCode} ${one.streetId} ${one.unit.id}`} one={one} onTaken={onTaken} />
        ))}
      </ul>
    </section>
  )
}

function RulingItem({ one, onTaken }: { one: Ruling; onTaken: (draft: string) => void }) {
  const say = useWords()
  const may = useMay()
  const classOf = useClassName()
  const queries = useQueryClient()
  const [isAsking, setIsAsking] = useState(false)
  const take = useMutation({
    mutationFn: () => body(api.POST('/api/cases/rulings/take', { body: said(one) })),
    onSuccess: async ({ draftId }) => {
      await queries.invalidateQueries({ queryKey: rulesKey })
      onTaken(draftId)
    },
  })
  const dismiss = useMutation({
    mutationFn: ({ reason }: { reason: string }) =>
      body(api.POST('/api/cases/rulings/dismiss', { body: { ...said(one), reason } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: key }),
  })
  return (
    <li aria-label={one.lastNumber}>
      <p>
        {one.street ?? say('ruledAnywhere')} · {classOf(one.className)}{' '}
        <span className="soft">{one.classCode}</span> → <strong>{one.unit.name}</strong>
      </p>
      <p className="soft">
        {may('viewCases') ? <Link to={`/cases/${one.lastCase}`}>{one.lastNumber}</Link> : one.lastNumber} ·{' '}
        {say('ruledCount', { cases: one.cases, corrected: one.corrected, others: one.others })}
      </p>
      <Fault error={take.error ?? dismiss.error} />
      {isAsking ? (
        <Form<{ reason: string }>
          layout="vertical"
          requiredMark={false}
          onFinish={(typed) => dismiss.mutate(typed)}
        >
          <Form.Item
            name="reason"
            label={say('ruledWhy')}
            rules={[{ required: true, whitespace: true, min: 4, message: say('fieldMissing') }]}
          >
            <Input maxLength={200} autoFocus />
          </Form.Item>
          <div className="form-keys">
            <Button size="small" type="primary" htmlType="submit" loading={dismiss.isPending}>
              {say('ruledDismiss')}
            </Button>
            <Button size="small" onClick={() => setIsAsking(false)}>
              {say('cancel')}
            </Button>
          </div>
        </Form>
      ) : (
        <div className="form-keys">
          <Button size="small" loading={take.isPending} onClick={() => take.mutate()}>
            {say('ruledTake')}
          </Button>
          <Button size="small" onClick={() => setIsAsking(true)}>
            {say('ruledDismiss')}
          </Button>
        </div>
      )}
    </li>
  )
}
