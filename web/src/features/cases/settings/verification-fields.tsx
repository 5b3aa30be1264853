import { Form, InputNumber, Select, Switch, TreeSelect } from 'antd'
import type { Got } from '@/shared/api/types'
import { useChannels, useClasses } from '@/shared/reference/reference'
import { classTree } from '@/shared/reference/trees'
import { useWords } from '../words'

type Rule = Got<'/api/settings/case-rules'>['verification']

interface VerificationFieldsProps {
  rule: Rule
  onChange: (rule: Rule) => void
}

/** Which requests an inspector on duty looks at before a unit is sent: by channel and class. */
export function VerificationFields({ rule, onChange }: VerificationFieldsProps) {
  const say = useWords()
  const classes = useClasses()
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
      <Form.Item label={say('verificationClasses')} htmlFor="verification-classes">
        <TreeSelect<string[]>
          id="verification-classes"
          multiple
          allowClear
          showSearch={{ treeNodeFilterProp: 'title' }}
          value={rule.classes as string[]}
          treeData={classTree(classes.data ?? [])}
          onChange={(chosen) => onChange({ ...rule, classes: chosen })}
        />
      </Form.Item>
    </Form>
  )
}
