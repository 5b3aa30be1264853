import { Checkbox, Form, Input, Select } from 'antd'
import { count } from '@/shared/numbers'
import { isoDate } from '@/shared/time/civil-time'
import { useNow } from '@/shared/time/now'
import { EntryForm } from '@/shared/ui/entries'
import {
  type ComponentClass,
  colours,
  digitsOf,
  type Scheme,
  type TypedClass,
  useSaveClass,
} from './component-classes'
import { Swatch } from './swatch'
import { useWords } from './words'

interface ClassFormProps {
  scheme: Scheme
  /** The class that is named anew or ended; left out for a new one. */
  known: ComponentClass | undefined
  /** How many components of it are on record. */
  used: number
  onCancel: () => void
  onSaved: () => void
}

/** A class from a day on. Nothing is rewritten: what it was called until then stays. */
export function ClassForm({ scheme, known, used, onCancel, onSaved }: ClassFormProps) {
  const say = useWords()
  const today = isoDate(useNow())
  const save = useSaveClass(scheme, onSaved)
  const [form] = Form.useForm<TypedClass>()
  const ends = Form.useWatch('ends', form)
  const needed = [{ required: true, whitespace: true, message: say('fieldMissing') }]
  const digits = digitsOf[scheme].class
  return (
    <EntryForm<TypedClass>
      title={known ? { changing: known.name } : say('newClass')}
      error={save.error}
      saving={save.isPending}
      onCancel={onCancel}
      submit={ends ? { word: say('end'), danger: true } : undefined}
      form={form}
      initialValues={{ colour: 'slate', ...known, from: today }}
      onFinish={({ code, name, nameEn, colour, withheld = false, from, ends = false }) =>
        save.mutate({ code, name, nameEn, colour, withheld, from, ends })
      }
    >
      <div className="page-filters">
        <Form.Item
          name="code"
          label={say('code')}
          extra={say('codeHint', { digits })}
          rules={[
            { required: true, pattern: new RegExp(`^\\d{2}(\\d{${digits - 2}})?$`), message: say('codeOdd') },
          ]}
        >
          <Input maxLength={digits} disabled={!!known} inputMode="numeric" />
        </Form.Item>
        <Form.Item name="name" label={say('name')} rules={needed}>
          <Input maxLength={60} disabled={ends} />
        </Form.Item>
        <Form.Item name="nameEn" label={say('nameEn')} rules={needed}>
          <Input maxLength={60} lang="en" disabled={ends} />
        </Form.Item>
        <Form.Item name="colour" label={say('colour')}>
          <Select
            disabled={ends}
            options={colours.map((value) => ({
              value,
              label: (
                <>
                  <Swatch of={value} /> {say(value)}
                </>
              ),
            }))}
          />
        </Form.Item>
        <Form.Item name="from" label={say(ends ? 'endsFrom' : 'startsFrom')} rules={needed}>
          <Input type="date" min={today} />
        </Form.Item>
      </div>
      <Form.Item name="withheld" valuePropName="checked" extra={say('withheldHint')}>
        <Checkbox disabled={ends}>{say('withheld')}</Checkbox>
      </Form.Item>
      {known && (
        <Form.Item
          name="ends"
          valuePropName="checked"
          extra={used > 0 ? say('endsUsed', { count: used, shown: count(used) }) : say('endsAdvice')}
        >
          <Checkbox>{say('ends')}</Checkbox>
        </Form.Item>
      )}
    </EntryForm>
  )
}
