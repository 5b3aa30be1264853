import { useMutation } from '@tanstack/react-query'
import { Button, Form, Input } from 'antd'
import { useState } from 'react'
import { api, body } from '@/shared/api/client'
import type { CasePage } from '@/shared/api/types'
import { useWords } from '../words'
import { Refusal } from './operations/refusal'

/** The one who asked, masked; name and telephone against a purpose, which leaves a trace. */
export function Requester({ page }: { page: CasePage }) {
  const say = useWords()
  const { requester, reporter } = page
  return (
    <section>
      <h3>{say('requester')}</h3>
      <p className="case-line">
        {!requester ? (
          <span className="soft">{say('nobody')}</span>
        ) : requester.erased ? (
          <span className="soft">{say('erased')}</span>
        ) : requester.name || requester.phone ? (
          <>
            {requester.name && <span>{requester.name}</span>}
            {requester.phone && <span>{requester.phone}</span>}
          </>
        ) : (
          <span className="soft">{say('anonymous')}</span>
        )}
        {reporter && (
          <span>
            {say('reporter')} {reporter.name}
          </span>
        )}
      </p>
      {page.operations.includes('revealRequester') && (requester?.name || requester?.phone) && (
        <Reveal id={page.id} />
      )}
    </section>
  )
}

function Reveal({ id }: { id: string }) {
  const say = useWords()
  const [asking, setAsking] = useState(false)
  const reveal = useMutation({
    mutationFn: (typed: { purpose: string }) =>
      body(api.POST('/api/cases/{id}/reveal', { params: { path: { id } }, body: typed })),
    onSuccess: () => setAsking(false),
    // What was seen is not kept after the page is left.
    gcTime: 0,
  })

  if (reveal.data)
    return (
      <div className="revealed">
        <p className="case-line">
          <strong>{reveal.data.name}</strong>
          {reveal.data.phone && <a href={`tel:${reveal.data.phone}`}>{reveal.data.phone}</a>}
        </p>
        <p className="soft">{say('revealed')}</p>
      </div>
    )
  if (!asking) return <Button onClick={() => setAsking(true)}>{say('reveal')}</Button>
  return (
    <Form
      layout="vertical"
      requiredMark={false}
      onFinish={(typed: { purpose: string }) => reveal.mutate(typed)}
    >
      <Refusal error={reveal.error} />
      <Form.Item
        name="purpose"
        label={say('revealPurpose')}
        extra={say('revealNote')}
        rules={[{ required: true, whitespace: true, min: 4, message: say('purposeMissing') }]}
      >
        <Input autoFocus maxLength={200} />
      </Form.Item>
      <div className="form-keys">
        <Button type="primary" htmlType="submit" loading={reveal.isPending}>
          {say('revealDo')}
        </Button>
        <Button onClick={() => setAsking(false)}>{say('cancel')}</Button>
      </div>
    </Form>
  )
}
