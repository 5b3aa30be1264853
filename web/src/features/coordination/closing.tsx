import { Button, Form, Input, Radio } from 'antd'
import { useState } from 'react'
import { api, body } from '@/shared/api/client'
import { useDraft } from '@/shared/ui/draft'
import { Fault } from './fault'
import { useChange, type WhistlePage } from './whistle'
import { useWords } from './words'

const points = [5, 4, 3, 2, 1] as const

/** The end of a whistle, and what both sides think of each other. */
export function Closing({ page }: { page: WhistlePage }) {
  const say = useWords()
  return (
    <>
      {page.possible.close && (
        <section>
          <h2>{say('closing')}</h2>
          <p className="soft">{say('closeHint')}</p>
          <CloseForm page={page} />
        </section>
      )}
      {page.summary && (
        <section>
          <h2>{say('closing')}</h2>
          <p className="case-text">{page.summary}</p>
        </section>
      )}
      {(page.scores.length > 0 || page.possible.score.length > 0) && (
        <section>
          <h2>{say('scores')}</h2>
          <ul className="whistle-tasks">
            {page.scores.map((one) => (
              <li key={`${one.from.id} ${one.to.id}`}>
                <p>{say('scored', { from: one.from.name, to: one.to.name, points: one.points })}</p>
                {one.reason && <p className="soft">{one.reason}</p>}
              </li>
            ))}
            {page.possible.score.map((unit) => (
              <li key={unit.id}>
                <ScoreForm page={page} unit={unit} />
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  )
}

function CloseForm({ page }: { page: WhistlePage }) {
  const say = useWords()
  const [open, setOpen] = useState(false)
  const [draft, keep, drop] = useDraft<{ summary?: string }>(`${page.id} close`, {})
  const close = useChange(
    page,
    ({ summary }: { summary?: string }, headers) =>
      body(
        api.POST('/api/whistles/{id}/close', {
          params: { path: { id: page.id } },
          headers,
          body: { summary: summary ?? null },
        }),
      ),
    say('didClose'),
    drop,
  )
  if (!open) return <Button onClick={() => setOpen(true)}>{say('close')}</Button>
  return (
    <Form
      layout="vertical"
      className="rule-form"
      initialValues={draft}
      onValuesChange={(_, all) => keep(all)}
      onFinish={(typed) => close.mutate(typed)}
    >
      <Fault error={close.error} />
      <Form.Item name="summary" label={say('summary')}>
        <Input.TextArea className="growing" rows={2} maxLength={2000} />
      </Form.Item>
      <div className="form-keys">
        <Button type="primary" htmlType="submit" loading={close.isPending}>
          {say('close')}
        </Button>
        <Button onClick={() => setOpen(false)}>{say('cancel')}</Button>
      </div>
    </Form>
  )
}

interface TypedScore {
  points: number
  reason: string
}

function ScoreForm({ page, unit }: { page: WhistlePage; unit: { id: string; name: string } }) {
  const say = useWords()
  const [draft, keep, drop] = useDraft<Partial<TypedScore>>(`${page.id} score ${unit.id}`, {})
  const score = useChange(
    page,
    (typed: TypedScore, headers) =>
      body(
        api.POST('/api/whistles/{id}/scores', {
          params: { path: { id: page.id } },
          headers,
          body: { unitId: unit.id, ...typed },
        }),
      ),
    say('didScore'),
    drop,
  )
  return (
    <Form<TypedScore>
      name={`score-${unit.id}`}
      layout="vertical"
      requiredMark={false}
      aria-label={say('score', { unit: unit.name })}
      initialValues={draft}
      onValuesChange={(_, all) => keep(all)}
      onFinish={(typed) => score.mutate(typed)}
    >
      <p>{say('score', { unit: unit.name })}</p>
      <Fault error={score.error} />
      <Form.Item
        name="points"
        label={say('points')}
        rules={[{ required: true, message: say('pointsMissing') }]}
      >
        <Radio.Group options={points.map((value) => ({ value, label: say(`points.${value}`) }))} />
      </Form.Item>
      <Form.Item
        name="reason"
        label={say('reason')}
        rules={[{ required: true, whitespace: true, min: 4, message: say('reasonMissing') }]}
      >
        <Input maxLength={2000} />
      </Form.Item>
      <Button htmlType="submit" loading={score.isPending}>
        {say('save')}
      </Button>
    </Form>
  )
}
