import { Button, Checkbox, Form, Input, InputNumber, Select, TreeSelect } from 'antd'
import { useClasses } from '@/shared/reference/reference'
import { classTree } from '@/shared/reference/trees'
import { EntryForm } from '@/shared/ui/entries'
import { UnitsField } from './units-field'
import { kinds, type Template, useSaveTemplate } from './whistle'
import { useWords } from './words'

const unitKinds = [
  'section',
  'community',
  'streetOffice',
  'department',
  'utility',
  'propertyCompany',
  'districtGovernment',
  'cityCentre',
] as const

interface Typed {
  code: string
  name: string
  kind: Template['kind']
  reportByMinutes: number
  escalateMinutes: number
  checklist: string
  inUse: boolean
  exact: string[]
  lines: { unitKind: (typeof unitKinds)[number]; classCode?: string | null }[]
}

const typedOf = ({ units, checklist, ...template }: Template): Typed => ({
  ...template,
  checklist: checklist.join('\n'),
  exact: units.flatMap(({ unitId }) => (unitId ? [unitId] : [])),
  lines: units.flatMap(({ unitKind, classCode }) =>
    unitKind ? [{ unitKind, classCode: classCode ?? null }] : [],
  ),
})

const toTemplate = ({ exact, lines, checklist, ...typed }: Typed, version: number): Template => ({
  ...typed,
  version,
  checklist: (checklist ?? '')
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean),
  units: [
    ...exact.map((unitId) => ({ unitId })),
    ...(lines ?? []).map(({ unitKind, classCode }) => ({ unitKind, classCode: classCode ?? null })),
  ],
})

interface TemplateFormProps {
  template: Template
  onSaved: () => void
  onCancel: () => void
}

/** One prepared group. Its code stays once it is saved. */
export function TemplateForm({ template, onSaved, onCancel }: TemplateFormProps) {
  const say = useWords()
  const save = useSaveTemplate(onSaved)
  const classes = useClasses()
  const isNew = template.version === 0
  const needed = [{ required: true, message: say('fieldMissing') }]
  return (
    <EntryForm<Typed>
      title={isNew ? say('newTemplate') : { changing: template.name }}
      error={save.error}
      saving={save.isPending}
      onCancel={onCancel}
      initialValues={typedOf(template)}
      onFinish={(typed) => save.mutate(toTemplate({ ...typedOf(template), ...typed }, template.version))}
    >
      <div className="form-pair">
        <Form.Item name="name" label={say('name')} rules={needed}>
          <Input maxLength={60} />
        </Form.Item>
        {isNew && (
          <Form.Item
            name="code"
            label={say('code')}
            extra={say('codeHint')}
            rules={[{ required: true, pattern: /^[a-z0-9-]{2,40}$/, message: say('codeHint') }]}
          >
            <Input maxLength={40} />
          </Form.Item>
        )}
        <Form.Item name="kind" label={say('kind')}>
          <Select options={kinds.map((value) => ({ value, label: say(`kind.${value}`) }))} />
        </Form.Item>
        <Form.Item name="reportByMinutes" label={say('minutesTo')} rules={needed}>
          <InputNumber min={1} max={43_200} precision={0} />
        </Form.Item>
        <Form.Item name="escalateMinutes" label={say('escalateMinutes')} rules={needed}>
          <InputNumber min={1} max={43_200} precision={0} />
        </Form.Item>
      </div>
      <Form.Item name="exact" label={say('exactUnits')}>
        <UnitsField />
      </Form.Item>
      <Form.List name="lines">
        {(fields, { add, remove }) => (
          <fieldset className="form-part">
            <legend>{say('byDuty')}</legend>
            {fields.map(({ key, name }) => (
              <div key={key} className="whistle-template-line">
                <Form.Item name={[name, 'unitKind']} label={say('unitKind')} rules={needed}>
                  <Select options={unitKinds.map((value) => ({ value, label: say(`unitKind.${value}`) }))} />
                </Form.Item>
                <Form.Item name={[name, 'classCode']} label={say('classCode')}>
                  <TreeSelect
                    allowClear
                    showSearch={{ treeNodeFilterProp: 'title' }}
                    treeData={classTree(classes.data ?? [])}
                  />
                </Form.Item>
                <Button size="small" onClick={() => remove(name)}>
                  {say('removeLine', { number: name + 1 })}
                </Button>
              </div>
            ))}
            <Button onClick={() => add({ unitKind: 'department' })}>{say('addLine')}</Button>
          </fieldset>
        )}
      </Form.List>
      <Form.Item name="checklist" label={say('checklist')}>
        <Input.TextArea className="growing" rows={2} maxLength={1800} />
      </Form.Item>
      <Form.Item name="inUse" valuePropName="checked">
        <Checkbox>{say('inUse')}</Checkbox>
      </Form.Item>
    </EntryForm>
  )
}
