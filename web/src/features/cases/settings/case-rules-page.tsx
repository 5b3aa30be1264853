import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button, Form, InputNumber, Select } from 'antd'
import { useState } from 'react'
import { api, body } from '@/shared/api/client'
import type { Got } from '@/shared/api/types'
import { useTerms } from '@/shared/terms'
import { Failed, Loading } from '@/shared/ui/pieces'
import { Refusal } from '../page/operations/refusal'
import { useWords } from '../words'
import { urgencies } from './limits'
import { ReinspectionFields } from './reinspection-fields'
import { RepeatFields } from './repeat-fields'
import { TwinFields } from './twin-fields'
import './settings.css'
import { VerificationFields } from './verification-fields'

type Rules = Got<'/api/settings/case-rules'>
type Rung = Rules['ladder'][number]

const key = ['settings', 'case-rules']
const levels = [1, 2, 3] as const
const followUps = ['none', 'unsettled', 'all'] as const

/** When a clock tells whom, whom to ask again, how many are controlled, and what is flagged. */
export function CaseRulesPage() {
  const say = useWords()
  const { data, error, refetch } = useQuery({
    queryKey: key,
    queryFn: () => body(api.GET('/api/settings/case-rules')),
  })
  return (
    <>
      <p className="soft">{say('ladderIntro')}</p>
      {data ? (
        <Fields key={data.version} saved={data} />
      ) : error ? (
        <Failed error={error} onRetry={() => void refetch()} />
      ) : (
        <Loading />
      )}
    </>
  )
}

function Fields({ saved }: { saved: Rules }) {
  const say = useWords()
  const term = useTerms()
  const queries = useQueryClient()
  const { message } = App.useApp()
  const [rules, setRules] = useState(saved)
  const save = useMutation({
    mutationFn: () => body(api.PUT('/api/settings/case-rules', { body: rules })),
    onSuccess: (next) => {
      queries.setQueryData(key, next)
      void message.success(say('saved'))
    },
  })
  const changed = JSON.stringify(rules) !== JSON.stringify(saved)
  const set = (changes: Partial<Rules>) => setRules((before) => ({ ...before, ...changes }))
  const change = (rung: Rung, minutes: number) =>
    set({ ladder: rules.ladder.map((one) => (one === rung ? { ...one, minutes } : one)) })

  return (
    <>
      <Refusal error={save.error} onReload={() => void queries.invalidateQueries({ queryKey: key })} />
      <div className="wide-table">
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col">{say('ladderLevel')}</th>
              {urgencies.map((urgency) => (
                <th key={urgency} scope="col">
                  {term(`urgency.${urgency}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {levels.map((level) => (
              <tr key={level}>
                <th scope="row">{say(`ladder.${level}`)}</th>
                {urgencies.map((urgency) => {
                  const rung = rules.ladder.find((one) => one.urgency === urgency && one.level === level)
                  return (
                    <td key={urgency}>
                      {rung && (
                        <span className="limit">
                          <InputNumber
                            min={-86_400}
                            max={86_400}
                            precision={0}
                            aria-label={`${term(`urgency.${urgency}`)} · ${say(`ladder.${level}`)}`}
                            value={rung.minutes}
                            onChange={(minutes) => minutes !== null && change(rung, minutes)}
                          />
                          <span className="soft">{say('unit.minute')}</span>
                        </span>
                      )}
                    </td>
                  )
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <Form layout="vertical" className="limits-end">
        <Form.Item label={say('followUpRule')} htmlFor="follow-up-rule">
          <Select
            id="follow-up-rule"
            value={rules.followUp}
            onChange={(followUp) => set({ followUp })}
            options={followUps.map((value) => ({ value, label: say(`followUpRule.${value}`) }))}
          />
        </Form.Item>
        <Form.Item label={say('controlPercent')} htmlFor="control-percent" extra={say('controlPercentNote')}>
          <InputNumber
            id="control-percent"
            min={0}
            max={100}
            precision={0}
            suffix="%"
            value={rules.controlPercent}
            onChange={(controlPercent) => controlPercent !== null && set({ controlPercent })}
          />
        </Form.Item>
        {rules.callBackMinutes != null && (
          <Form.Item
            label={say('callBackMinutes')}
            htmlFor="call-back-minutes"
            extra={say('callBackMinutesNote')}
          >
            <InputNumber
              id="call-back-minutes"
              min={1}
              max={1440}
              precision={0}
              suffix={say('unit.minute')}
              value={rules.callBackMinutes}
              onChange={(callBackMinutes) => callBackMinutes !== null && set({ callBackMinutes })}
            />
          </Form.Item>
        )}
        {rules.contactTries != null && (
          <Form.Item label={say('contactTries')} htmlFor="contact-tries">
            <InputNumber
              id="contact-tries"
              min={2}
              max={10}
              precision={0}
              value={rules.contactTries}
              onChange={(contactTries) => contactTries !== null && set({ contactTries })}
            />
          </Form.Item>
        )}
        {rules.contactMinutes != null && (
          <Form.Item
            label={say('contactMinutes')}
            htmlFor="contact-minutes"
            extra={say('contactMinutesNote')}
          >
            <InputNumber
              id="contact-minutes"
              min={1}
              max={1440}
              precision={0}
              suffix={say('unit.minute')}
              value={rules.contactMinutes}
              onChange={(contactMinutes) => contactMinutes !== null && set({ contactMinutes })}
            />
          </Form.Item>
        )}
        <Form.Item label={say('abuseRequests')} htmlFor="abuse-requests" extra={say('abuseRuleNote')}>
          <InputNumber
            id="abuse-requests"
            min={3}
            max={1000}
            precision={0}
            value={rules.abuseRequests}
            onChange={(abuseRequests) => abuseRequests !== null && set({ abuseRequests })}
          />
        </Form.Item>
        <Form.Item label={say('abuseHours')} htmlFor="abuse-hours">
          <InputNumber
            id="abuse-hours"
            min={1}
            max={720}
            precision={0}
            value={rules.abuseHours}
            onChange={(abuseHours) => abuseHours !== null && set({ abuseHours })}
          />
        </Form.Item>
      </Form>
      <VerificationFields rule={rules.verification} onChange={(verification) => set({ verification })} />
      <ReinspectionFields rule={rules.reinspection} onChange={(reinspection) => set({ reinspection })} />
      {rules.twins && <TwinFields rule={rules.twins} onChange={(twins) => set({ twins })} />}
      {rules.repeats && <RepeatFields rule={rules.repeats} onChange={(repeats) => set({ repeats })} />}
      <div className="form-keys">
        <Button type="primary" disabled={!changed} loading={save.isPending} onClick={() => save.mutate()}>
          {say('save')}
        </Button>
        {changed && <Button onClick={() => setRules(saved)}>{say('discard')}</Button>}
      </div>
    </>
  )
}
