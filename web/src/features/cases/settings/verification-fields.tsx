import { Form, InputNumber, Select, Switch } from 'antd'
import type { Got } from '@/shared/api/types'
import { useChannels } from '@/shared/reference/reference'
import { useWords } from '../words'
import { ClassesField } from './classes-field'

type Rule = Got<'/api/settings/case-rules'>['verification']

interface VerificationFieldsProps {
  rule: Rule
  onChange: (rule: Rule) => void
}

/** Which requests an inspector on duty looks at before a unit is sent: by channel and class. */
export function VerificationFields({ rule, onChange }: VerificationFieldsProps) {
  const say = useWords()
  const channels = useChannels()
  return (
    <Form layout="vertical" className="limits-end">
      <h2>{say('verificationRule')}</h2>
      <p className="soft">{say('verificationNote')}</p>
      <Form.Item label={say('verificationOn')} htmlFor="verification-on">
        <Switch id="verification-on" checked={rule.on} onChange={(on) => onChange({ ...rule, on })} />
      </Form.Item>
      <Form.Item label={say('verificationMinutes')} htmlFor="verification-minutes">
        <InputNumber
          id="verification-minutes"
          min={5}
          max={1440}
          precision={0}
          suffix={say('unit.minute')}
          value={rule.minutes}
          onChange={(minutes) => minutes !== null && onChange({ ...rule, minutes })}
        />
      </Form.Item>
      <Form.Item label={say('verificationChannels')} htmlFor="verification-channels">
        <Select<string[]>
          id="verification-channels"
          mode="multiple"
          value={rule.channels as string[]}
          options={(channels.data ?? [])
            .filter(({ hasPerson }) => hasPerson)
            .map(({ code, name }) => ({ value: code, label: name }))}
          onChange={(chosen) => onChange({ ...rule, channels: chosen })}
        />
      </Form.Item>
      <ClassesField
        id="verification-classes"
        label={say('verificationClasses')}
        chosen={rule.classes}
        onChange={(classes) => onChange({ ...rule, classes })}
      />
    </Form>
  )
}
