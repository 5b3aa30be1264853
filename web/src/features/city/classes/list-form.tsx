import { Form, Input, Select } from 'antd'
import { isoDate } from '@/shared/time/civil-time'
import { useNow } from '@/shared/time/now'
import { EntryForm } from '@/shared/ui/entries'
import { useClassLists } from '../components/component'
import { attributes, type ComponentClass, type TypedList, useSaveList } from './component-classes'
import { useWords } from './words'

interface ListFormProps {
  of: ComponentClass
  onCancel: () => void
  onSaved: () => void
}

/** What an attribute may be in a class from a day on; nothing lets every text stand there again. What is on record stays. */
export function ListForm({ of, onCancel, onSaved }: ListFormProps) {
  const say = useWords()
  const today = isoDate(useNow())
  const lists = useClassLists().data ?? []
  const save = useSaveList(of, onSaved)
  const [form] = Form.useForm<TypedList>()
  const listed = (attribute: TypedList['attribute']) =>
    lists.find(
      (list) => list.scheme === of.scheme && list.classCode === of.code && list.attribute === attribute,
    )
  const attribute = Form.useWatch('attribute', form) ?? 'material'
  const holds = listed(attribute)
  return (
    <EntryForm<TypedList>
      title={say('listOf', { code: of.code, name: of.name })}
      error={save.error}
      saving={save.isPending}
      onCancel={onCancel}
      form={form}
      initialValues={{ attribute: 'material', from: today, allowed: listed('material')?.allowed.join('\n') }}
      onValuesChange={(changed: Partial<TypedList>) => {
        if (changed.attribute) form.setFieldValue('allowed', listed(changed.attribute)?.allowed.join('\n'))
      }}
      onFinish={(typed) => save.mutate(typed)}
    >
      <p className="soft">{say(of.code.length === 2 ? 'listMajor' : 'listMinor')}</p>
      <div className="page-filters">
        <Form.Item name="attribute" label={say('attribute')}>
          <Select options={attributes.map((value) => ({ value, label: say(value) }))} />
        </Form.Item>
        <Form.Item
          name="from"
          label={say('listFrom')}
          rules={[{ required: true, message: say('fieldMissing') }]}
        >
          <Input type="date" min={today} />
        </Form.Item>
      </div>
      <Form.Item
        name="allowed"
        label={say('allowed')}
        extra={holds ? say('listHolds', { from: holds.from }) : say('listNone')}
      >
        <Input.TextArea className="growing" rows={5} />
      </Form.Item>
    </EntryForm>
  )
}
