import { useMutation } from '@tanstack/react-query'
import { Button, Form, Input } from 'antd'
import { useState } from 'react'
import { api, body } from '@/shared/api/client'
import type { CasePage } from '@/shared/api/types'
import { useChannels } from '@/shared/reference/reference'
import { useWords } from '../words'
import { Refusal } from './operations/refusal'

/** The one who asked, masked; name and telephone against a purpose, which leaves a trace. */
export function Requester({ page }: { page: CasePage }) {
  const say = useWords()
  const { requester, reporter, registeredBy, erased, channel, links } = page
  const { data: channels = [] } = useChannels()
  const asksNobody = channels.some(({ code, hasPerson }) => code === channel.code && !hasPerson)
  return (
    <section>
      <h3>{say('requester')}</h3>
      <p className="case-line">
        {erased ? (
          <span className="soft">{say('erased')}</span>
        ) : requester?.name || requester?.phone ? (
          <>
            {requester.name && <span>{requester.name}</span>}
            {requester.phone && <span>{requester.phone}</span>}
          </>
        ) : links.confidential ? null : (
          <span className="soft">{say(asksNobody ? 'nobody' : 'anonymous')}</span>
        )}
        {reporter && (
          <span>
            {say('reporter')} {reporter.name} {reporter.phone}
          </span>
        )}
        {registeredBy && <span className="soft">{say('registeredBy', { name: registeredBy })}</span>}
      </p>
      {links.confidential && (
        <p>
          <span className="mark quiet">{say('confidential')}</span>
          {say('confidentialNote')}
        </p>
      )}
      {page.operations.includes('revealRequester') && <Reveal id={page.id} />}
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
        <Plain person={reveal.data.requester} />
        <Plain person={reveal.data.reporter} as={say('reporter')} />
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

interface PlainProps {
  person: { name?: string | null; phone?: string | null } | null | undefined
  as?: string
}

function Plain({ person, as }: PlainProps) {
  if (!person) return null
  return (
    <p className="case-line">
      {as && <span>{as}</span>}
      <strong>{person.name}</strong>
      {person.phone && <a href={`tel:${person.phone}`}>{person.phone}</a>}
    </p>
  )
}
