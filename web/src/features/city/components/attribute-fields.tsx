import { Checkbox, Form, Input, InputNumber, Select } from 'antd'
import { useClassLists } from './component'
import { accuracies, sources } from './edit'
import { useWords } from './words'

interface AttributeFieldsProps {
  /** The class, which may list what the attributes can be. */
  classCode: string | undefined
}

/** What a component is called and made of, and how well that is known. */
export function AttributeFields({ classCode }: AttributeFieldsProps) {
  const say = useWords()
  return (
    <div className="form-pair">
      <Form.Item
        name="name"
        label={say('name')}
        rules={[{ required: true, whitespace: true, message: say('fieldMissing') }]}
      >
        <Input maxLength={30} />
      </Form.Item>
      <Form.Item name="placeText" label={say('place')}>
        <Input maxLength={200} />
      </Form.Item>
      <Listed name="material" classCode={classCode} />
      <Listed name="shape" classCode={classCode} />
      <Choice
        name="accuracy"
        label={say('accuracy')}
        options={accuracies.map((value) => ({ value, label: say(`accuracy.${value}`) }))}
      />
      <Form.Item name="elevationMetres" label={say('elevation')} extra={say('elevationHint')}>
        <InputNumber min={-200} max={9000} precision={3} step={0.1} />
      </Form.Item>
      <Choice
        name="dataSource"
        label={say('dataSource')}
        options={sources.map((value) => ({ value, label: say(`source.${value}`) }))}
      />
      <Form.Item name="remark" label={say('remark')}>
        <Input maxLength={1000} />
      </Form.Item>
      <Form.Item name="onTactilePaving" valuePropName="checked">
        <Checkbox>{say('onTactilePaving')}</Checkbox>
      </Form.Item>
    </div>
  )
}

/** An attribute whose values the class may list; else it is typed. A list of the major class holds where the class has none of its own. */
function Listed({ name, classCode = '' }: { name: 'material' | 'shape' } & Partial<AttributeFieldsProps>) {
  const say = useWords()
  const lists = useClassLists().data ?? []
  const scheme = classCode.length === 4 ? 'gbt30428' : 'gbt47678'
  const of = (code: string) =>
    lists.find((list) => list.scheme === scheme && list.classCode === code && list.attribute === name)
  const allowed = (of(classCode) ?? of(classCode.slice(0, 2)))?.allowed ?? []
  return (
    <Form.Item name={name} label={say(name)}>
      {allowed.length > 0 ? (
        <Select
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          options={allowed.map((value) => ({ value, label: value }))}
        />
      ) : (
        <Input maxLength={50} />
      )}
    </Form.Item>
  )
}

interface ChoiceProps {
  name: 'state' | 'accuracy' | 'dataSource'
  label: string
  options: { value: string; label: string }[]
}

/** One of a few. */
export function Choice({ name, label, options }: ChoiceProps) {
  return (
    <Form.Item name={name} label={label}>
      <Select options={options} />
    </Form.Item>
  )
}
