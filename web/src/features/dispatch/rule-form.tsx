import { Button, Checkbox, Form, Input, InputNumber, Select } from 'antd'
import { useTerms } from '@/shared/terms'
import { Fault } from '@/shared/ui/fault'
import type { Rule } from './rules'
import { useWords } from './words'

const modes = ['directed', 'byPlace', 'byKind'] as const
const kinds = [
  'section',
  'community',
  'streetOffice',
  'department',
  'utility',
  'propertyCompany',
  'districtGovernment',
  'cityCentre',
] as const

interface Typed
  extends Pick<Rule, 'channels' | 'mode' | 'units' | 'unitCode' | 'from' | 'until' | 'ownerFirst'> {
  percent: number
}

interface RuleFormProps {
  rule: Rule
  /** The name of the class that the rule is for. */
  className: string
  /** Where it is saved: in the catalogue in force, or in a draft. */
  change: { mutate: (rule: Rule) => void; error: unknown; isPending: boolean }
  onCancel: () => void
}

/** Changes one rule. Its class stays: another class is another rule. */
export function RuleForm({ rule, className, change, onCancel }: RuleFormProps) {
  const say = useWords()
  const term = useTerms()
  const send = ({ percent, unitCode, until, ...typed }: Typed) =>
    change.mutate({
      ...rule,
      ...typed,
      unitCode: unitCode?.trim() || null,
      until: until?.trim() || null,
      confidence: Math.round(percent * 10),
    })
  return (
    <Form<Typed>
      layout="vertical"
      requiredMark={false}
      className="rule-form"
      initialValues={{ ...rule, percent: rule.confidence / 10 }}
      onFinish={send}
    >
      <h3>{say('changing', { code: className })}</h3>
      <Fault error={change.error} />
      <div className="form-pair">
        <Form.Item name="channels" label={say('channels')}>
          <Select
            options={(['any', 'own'] as const).map((value) => ({ value, label: say(`channels.${value}`) }))}
          />
        </Form.Item>
        <Form.Item name="mode" label={say('mode')}>
          <Select options={modes.map((value) => ({ value, label: term(`mode.${value}`) }))} />
        </Form.Item>
        <Form.Item name="units" label={say('units')}>
          <Select mode="multiple" options={kinds.map((value) => ({ value, label: say(`kind.${value}`) }))} />
        </Form.Item>
        <Form.Item name="unitCode" label={say('unitCode')}>
          <Input maxLength={40} />
        </Form.Item>
        <Form.Item name="ownerFirst" valuePropName="checked" extra={say('ownerFirstHint')}>
          <Checkbox>{say('ownerFirst')}</Checkbox>
        </Form.Item>
        <Form.Item name="percent" label={say('confidence')} rules={[{ required: true }]}>
          <InputNumber min={0.1} max={100} step={1} />
        </Form.Item>
        <Form.Item
          name="from"
          label={say('from')}
          rules={[{ required: true, pattern: /^\d{4}-\d{2}-\d{2}$/ }]}
        >
          <Input placeholder="2026-01-01" maxLength={10} />
        </Form.Item>
        <Form.Item name="until" label={say('until')} rules={[{ pattern: /^\d{4}-\d{2}-\d{2}$/ }]}>
          <Input placeholder={say('noEnd')} maxLength={10} />
        </Form.Item>
      </div>
      <div className="form-keys">
        <Button type="primary" htmlType="submit" loading={change.isPending}>
          {say('save')}
        </Button>
        <Button onClick={onCancel}>{say('cancel')}</Button>
      </div>
    </Form>
  )
}
