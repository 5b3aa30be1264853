import { Checkbox, Form, InputNumber } from 'antd'
import type { Got } from '@/shared/api/types'
import { useWords } from '../words'

type Rule = NonNullable<Got<'/api/settings/case-rules'>['twins']>

const surest = 1_000
/** Where a rule that is switched on begins: nearly the same words, at the same place, within the hour. */
const joinAtFirst = 800

interface TwinFieldsProps {
  rule: Rule
  onChange: (rule: Rule) => void
}

/** From which likeness on an incident is offered to whoever tells the same, and from which one the rule joins by itself. */
export function TwinFields({ rule, onChange }: TwinFieldsProps) {
  const say = useWords()
  const percent = (name: 'offer' | 'join', least: number) => (
    <InputNumber
      id={`twins-${name}`}
      min={Math.ceil(least / 10)}
      max={surest / 10}
      precision={0}
      suffix="%"
      value={rule[name] / 10}
      onChange={(share) => share !== null && onChange({ ...rule, [name]: share * 10 })}
    />
  )
  return (
    <Form layout="vertical" className="limits-end">
      <h2>{say('twinRule')}</h2>
      <p className="soft">{say('twinRuleNote')}</p>
      <Form.Item label={say('twinOffer')} htmlFor="twins-offer" extra={say('twinOfferNote')}>
        {percent('offer', 10)}
      </Form.Item>
      <Form.Item extra={say('twinJoinNote')}>
        <Checkbox
          checked={rule.join > 0}
          onChange={({ target }) =>
            onChange({ ...rule, join: target.checked ? Math.max(joinAtFirst, rule.offer) : 0 })
          }
        >
          {say('twinJoins')}
        </Checkbox>
      </Form.Item>
      {rule.join > 0 && (
        <Form.Item label={say('twinJoin')} htmlFor="twins-join">
          {percent('join', rule.offer)}
        </Form.Item>
      )}
    </Form>
  )
}
