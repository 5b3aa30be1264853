import { Checkbox, Form, InputNumber } from 'antd'
import type { Got } from '@/shared/api/types'
import { useWords } from '../words'

type Rule = NonNullable<Got<'/api/settings/case-rules'>['repeats']>

const surest = 1_000
/** Where a rule that is switched on begins: as it ships. */
const linkAtFirst = 600

interface RepeatFieldsProps {
  rule: Rule
  onChange: (rule: Rule) => void
}

/** From which likeness of words on a person judges whether a case is a repeat, and from which one the rule links it. */
export function RepeatFields({ rule, onChange }: RepeatFieldsProps) {
  const say = useWords()
  const percent = (name: 'offer' | 'link', least: number) => (
    <InputNumber
      id={`repeats-${name}`}
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
      <h2>{say('repeatRule')}</h2>
      <p className="soft">{say('repeatRuleNote')}</p>
      <Form.Item label={say('repeatOffer')} htmlFor="repeats-offer">
        {percent('offer', 10)}
      </Form.Item>
      <Form.Item>
        <Checkbox
          checked={rule.link > 0}
          onChange={({ target }) =>
            onChange({ ...rule, link: target.checked ? Math.max(linkAtFirst, rule.offer) : 0 })
          }
        >
          {say('repeatLinks')}
        </Checkbox>
      </Form.Item>
      {rule.link > 0 && (
        <Form.Item label={say('repeatLink')} htmlFor="repeats-link">
          {percent('link', rule.offer)}
        </Form.Item>
      )}
    </Form>
  )
}
