import { Form, InputNumber, Select } from 'antd'
import { api, body } from '@/shared/api/client'
import type { Got } from '@/shared/api/types'
import { useTerms } from '@/shared/terms'
import { spanWords } from '@/shared/time/words'
import { useWords } from '../words'
import { RepeatFields, TwinFields } from './likeness-fields'
import { urgencies } from './limits'
import { ReinspectionFields } from './reinspection-fields'
import { EditedSetting, SavedSetting, useEdited } from './saved-setting'
import './settings.css'
import { WideTable } from '@/shared/ui/wide-table'
import { VerificationFields } from './verification-fields'

type Rules = Got<'/api/settings/case-rules'>
type Rung = Rules['ladder'][number]

const name = 'case-rules'
const levels = [1, 2, 3] as const
const followUps = ['none', 'unsettled', 'all'] as const

/** When a clock tells whom, whom to ask again, how many are controlled, and what is flagged. */
export function CaseRulesPage() {
  const say = useWords()
  return (
    <SavedSetting
      name={name}
      intro={say('ladderIntro')}
      read={() => body(api.GET('/api/settings/case-rules'))}
    >
      {(saved) => <Fields saved={saved} />}
    </SavedSetting>
  )
}

function Fields({ saved }: { saved: Rules }) {
  const say = useWords()
  const term = useTerms()
  const {
    typed: rules,
    set,
    keys,
  } = useEdited(name, saved, (wanted) => body(api.PUT('/api/settings/case-rules', { body: wanted })))
  // A day is read sooner than 1,440 minutes.
  const toldWhen = (minutes: number) =>
    minutes === 0
      ? say('ladderAt')
      : say(minutes < 0 ? 'ladderBefore' : 'ladderAfter', { span: spanWords(minutes * 60_000) })
  const change = (rung: Rung, minutes: number) =>
    set({ ladder: rules.ladder.map((one) => (one === rung ? { ...one, minutes } : one)) })

  return (
    <EditedSetting keys={keys}>
      <h2>{say('ladderTitle')}</h2>
      <WideTable>
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
                      {rung && <span className="soft limit-words">{toldWhen(rung.minutes)}</span>}
                    </td>
                  )
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </WideTable>
      <Form layout="vertical" className="limits-end">
        <h2>{say('askingTitle')}</h2>
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
        {(rules.contactTries ?? rules.contactMinutes) != null && <h2>{say('contactTitle')}</h2>}
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
        <h2>{say('abuseTitle')}</h2>
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
    </EditedSetting>
  )
}
