import { useMutation } from '@tanstack/react-query'
import { Button, Form, Input } from 'antd'
import type { ReactNode } from 'react'
import { api, body } from '@/shared/api/client'
import type { Taken } from '@/shared/api/types'
import { useTerms } from '@/shared/terms'
import { exactly } from '@/shared/time/civil-time'
import { Fault } from '@/shared/ui/fault'
import { useWords } from './words'
import './try-page.css'

type Explained = Taken<'/api/dispatch/explain'>

interface Typed {
  text: string
  place?: string
}

const mostShown = 5
const percent = (share: number) => `${Math.round(share * 100)}%`

/** What the rules in force would make of a message: what is meant, whose it is, and why. Nothing is registered. */
export function TryPage() {
  const say = useWords()
  const explain = useMutation({
    mutationFn: ({ text, place }: Typed) =>
      body(api.POST('/api/dispatch/explain', { body: { text, place: place?.trim() || null } })),
  })
  return (
    <>
      <p className="soft">{say('tryIntro')}</p>
      <Form<Typed>
        layout="vertical"
        requiredMark={false}
        className="try-form"
        onFinish={(typed) => explain.mutate(typed)}
      >
        <Form.Item
          name="text"
          label={say('tryText')}
          rules={[{ required: true, whitespace: true, message: say('fieldMissing') }]}
        >
          <Input.TextArea rows={4} maxLength={5000} showCount />
        </Form.Item>
        <Form.Item name="place" label={say('tryPlace')}>
          <Input maxLength={200} allowClear />
        </Form.Item>
        <Fault error={explain.error} />
        <Button type="primary" htmlType="submit" loading={explain.isPending}>
          {say('try')}
        </Button>
      </Form>
      {explain.data && <Reasoning told={explain.data} />}
    </>
  )
}

function Reasoning({ told }: { told: Explained }) {
  const say = useWords()
  const term = useTerms()
  return (
    <section aria-label={say('tryResult')} aria-live="polite" className="try-result">
      <h2>{told.unit ? told.unit.name : say('tryQueue', { queue: told.queue.name })}</h2>
      <p className="soft">
        {[
          told.mode && term(`mode.${told.mode}`),
          told.unit && say('trySure', { share: percent(told.confidence) }),
          told.dangerToLife && say('tryDanger'),
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
      <dl className="try-facts">
        <dt>{say('tryKind')}</dt>
        <dd>{term(`kind.${told.kind}`)}</dd>
        <dt>{say('urgency')}</dt>
        <dd>{term(`urgency.${told.urgency}`)}</dd>
        {told.wish && (
          <>
            <dt>{say('tryWish')}</dt>
            <dd>{say('tryWishOf', { at: exactly(told.wish.by), words: told.wish.words })}</dd>
          </>
        )}
        {told.demands.length > 0 && (
          <>
            <dt>{say('tryDemands')}</dt>
            <dd>
              <ol>
                {told.demands.map(({ text, class: { name }, unit }) => (
                  <li key={text}>
                    {text}{' '}
                    <span className="soft">
                      {name} · {unit?.name ?? say('tryByPerson')}
                    </span>
                  </li>
                ))}
              </ol>
            </dd>
          </>
        )}
        <dt>{say('class')}</dt>
        <dd>
          <Shares items={told.classes.map(({ code, name, probability }) => [`${name} ${code}`, probability])}>
            {told.class.name}
          </Shares>
        </dd>
        {told.decidingWords.length > 0 && (
          <>
            <dt>{say('tryWords')}</dt>
            <dd>{told.decidingWords.join(say('tryComma'))}</dd>
          </>
        )}
        {told.model && (
          <>
            <dt>{say('tryModel')}</dt>
            <dd>
              {told.model.number} {told.model.name}
            </dd>
          </>
        )}
        <dt>{say('tryWhere')}</dt>
        <dd>
          <Shares items={told.places.map(({ name, weight }) => [name, weight])}>{say('tryNowhere')}</Shares>
        </dd>
        <dt>{say('tryCandidates')}</dt>
        <dd>
          <Shares items={told.candidates.map(({ unit, confidence }) => [unit.name, confidence])}>–</Shares>
        </dd>
      </dl>
      <h3>{say('tryWhy')}</h3>
      <ol>
        {told.reasons.map(({ code, text }) => (
          <li key={`${code} ${text}`}>{text}</li>
        ))}
      </ol>
    </section>
  )
}

/** What may be meant, the likeliest first, with shares; the children when there is nothing. */
function Shares({ items, children }: { items: readonly (readonly [string, number])[]; children: ReactNode }) {
  if (items.length === 0) return children
  return (
    <ul className="try-shares">
      {items.slice(0, mostShown).map(([name, share]) => (
        <li key={name}>
          {name} <span className="soft">{percent(share)}</span>
        </li>
      ))}
    </ul>
  )
}
