import { Checkbox, Form, Input, InputNumber, Select, TreeSelect } from 'antd'
import { useClasses, useRegions, useUnits } from '@/shared/reference/reference'
import { classTree, regionTree, unitCodeTree } from '@/shared/reference/trees'
import { useTerms } from '@/shared/terms'
import { EntryForm } from '@/shared/ui/entries'
import { newRule, type Rule } from './rules'
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

interface Typed extends Omit<Rule, 'confidence' | 'version'> {
  percent: number
}

interface RuleFormProps {
  /** What is changed; absent for a new rule. */
  rule?: Rule | undefined
  /** The first day on which a new rule may hold. */
  first: string
  /** The name of the class that the rule is for. */
  className: string
  /** Where it is saved: in the catalogue in force, or in a draft. */
  change: { mutate: (rule: Rule) => void; error: unknown; isPending: boolean }
  onCancel: () => void
}

const blank = (text?: string | null) => text?.trim() || null

/** Writes a rule or changes one: which matters, where and when, whose they are and who helps. What was written keeps its code and class. */
export function RuleForm({ rule, first, className, change, onCancel }: RuleFormProps) {
  const say = useWords()
  const term = useTerms()
  const classes = useClasses()
  const units = useUnits()
  const regions = useRegions()
  const begun = rule ?? newRule(first)
  const unitKinds = kinds.map((value) => ({ value, label: say(`kind.${value}`) }))
  const send = ({ percent, ...typed }: Typed) =>
    change.mutate({
      ...begun,
      ...typed,
      code: typed.code?.trim() ?? begun.code,
      classCode: typed.classCode ?? begun.classCode,
      unitCode: blank(typed.unitCode),
      regionCode: blank(typed.regionCode),
      hours: blank(typed.hours),
      until: blank(typed.until),
      confidence: Math.round(percent * 10),
    })
  return (
    <EntryForm<Typed>
      title={rule ? say('changing', { code: className }) : say('newRule')}
      error={change.error}
      saving={change.isPending}
      onCancel={onCancel}
      initialValues={{ ...begun, percent: begun.confidence / 10 }}
      onFinish={send}
    >
      <div className="form-pair">
        {!rule && (
          <>
            <Form.Item name="classCode" label={say('class')} extra={say('everyClassHint')}>
              <TreeSelect
                allowClear
                showSearch
                treeNodeFilterProp="title"
                treeData={classTree(classes.data ?? [])}
              />
            </Form.Item>
            <Form.Item
              name="code"
              label={say('code')}
              extra={say('ruleCodeHint')}
              rules={[{ required: true, whitespace: true, message: say('fieldMissing') }]}
            >
              <Input maxLength={60} />
            </Form.Item>
          </>
        )}
        <Form.Item name="channels" label={say('channels')}>
          <Select
            options={(['any', 'own'] as const).map((value) => ({ value, label: say(`channels.${value}`) }))}
          />
        </Form.Item>
        <Form.Item name="regionCode" label={say('onlyIn')}>
          <TreeSelect
            allowClear
            showSearch
            treeNodeFilterProp="title"
            placeholder={say('everywhere')}
            treeData={regionTree(regions.data ?? [])}
          />
        </Form.Item>
        <Form.Item name="hours" label={say('onlyAt')} extra={say('onlyAtHint')}>
          <Input placeholder={say('allDay')} maxLength={20} />
        </Form.Item>
        <Form.Item name="mode" label={say('mode')}>
          <Select options={modes.map((value) => ({ value, label: term(`mode.${value}`) }))} />
        </Form.Item>
        <Form.Item
          name="units"
          label={say('units')}
          rules={[{ required: true, message: say('fieldMissing') }]}
        >
          <Select mode="multiple" options={unitKinds} />
        </Form.Item>
        <Form.Item name="unitCode" label={say('oneUnit')} extra={say('oneUnitHint')}>
          <TreeSelect
            allowClear
            showSearch
            treeNodeFilterProp="title"
            treeData={unitCodeTree(units.data ?? [])}
          />
        </Form.Item>
        <Form.Item name="assisting" label={say('assistingUnits')} extra={say('assistingUnitsHint')}>
          <Select mode="multiple" options={unitKinds} />
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
          rules={[{ required: true, pattern: /^\d{4}-\d{2}-\d{2}$/, message: say('dayMissing') }]}
        >
          <Input type="date" />
        </Form.Item>
        <Form.Item name="until" label={say('until')} extra={say('untilHint')}>
          <Input type="date" />
        </Form.Item>
      </div>
    </EntryForm>
  )
}
