import { CloseOutlined } from '@ant-design/icons'
import { Button, Form, Input, InputNumber, Select } from 'antd'
import type { Sent } from '@/shared/api/types'
import { useWords } from '../../words'

type Measured = NonNullable<Sent<'/api/cases/{id}/resolve'>['measured']>[number]

/** What can be measured, each in the unit that is usual for it. */
const usual: Record<Measured['what'], string> = {
  noise: 'dB(A)',
  oilFume: 'mg/m³',
  dust: 'mg/m³',
  odour: '',
  water: 'mg/L',
  temperature: '℃',
  pressure: 'MPa',
  light: 'lx',
  other: '',
}
/** What is asked for as too little: its limit is the least that is allowed. */
const scarce: readonly Measured['what'][] = ['temperature', 'pressure', 'light']
const bounds = ['atMost', 'atLeast'] as const
const kinds = Object.keys(usual) as Measured['what'][]
const most = 20
const signs = /^[A-Za-z0-9()/%·°℃μµ²³]{1,12}$/

/** What was measured, as many times as there were instruments; nothing is the rule. */
export function MeasuredFields() {
  const say = useWords()
  return (
    <fieldset className="form-part">
      <legend>{say('measured')}</legend>
      <Form.List name="measured">
        {(fields, { add, remove }) => (
          <>
            {fields.map(({ key, name }, index) => (
              <Measurement key={key} name={name} nth={index + 1} onRemove={() => remove(name)} />
            ))}
            {fields.length < most && <Button onClick={() => add({})}>{say('measuredAdd')}</Button>}
          </>
        )}
      </Form.List>
    </fieldset>
  )
}

function Measurement({ name, nth, onRemove }: { name: number; nth: number; onRemove: () => void }) {
  const say = useWords()
  const form = Form.useFormInstance<{ measured?: Partial<Measured>[] }>()
  const typed = Form.useWatch(['measured', name], form)
  const needed = [{ required: true, message: say('measuredMissing') }]
  const beyond =
    typed?.value != null &&
    typed.limit != null &&
    (typed.bound === 'atLeast' ? typed.value < typed.limit : typed.value > typed.limit)
  return (
    <fieldset className="measurement">
      <legend className="unseen">{say('measuredNth', { nth })}</legend>
      <Form.Item name={[name, 'what']} label={say('measuredWhat')} rules={needed}>
        <Select
          options={kinds.map((value) => ({ value, label: say(`measure.${value}`) }))}
          onChange={(what: Measured['what']) => {
            form.setFieldValue(['measured', name, 'unit'], usual[what])
            form.setFieldValue(['measured', name, 'bound'], scarce.includes(what) ? 'atLeast' : 'atMost')
          }}
        />
      </Form.Item>
      <Form.Item name={[name, 'value']} label={say('measuredValue')} rules={needed}>
        <InputNumber controls={false} />
      </Form.Item>
      <Form.Item name={[name, 'bound']} label={say('measuredBound')} rules={needed}>
        <Select options={bounds.map((value) => ({ value, label: say(`bound.${value}`) }))} />
      </Form.Item>
      <Form.Item name={[name, 'limit']} label={say('measuredLimit')} rules={needed}>
        <InputNumber controls={false} />
      </Form.Item>
      <Form.Item
        name={[name, 'unit']}
        label={say('measuredUnit')}
        rules={[{ pattern: signs, message: say('measuredUnitOdd') }]}
      >
        <Input maxLength={12} />
      </Form.Item>
      <Button
        icon={<CloseOutlined aria-hidden="true" />}
        aria-label={say('measuredRemove', { nth })}
        onClick={onRemove}
      />
      {beyond && (
        <p className="measured-over" role="status">
          {say(typed?.bound === 'atLeast' ? 'measuredUnder' : 'measuredOver')}
        </p>
      )}
    </fieldset>
  )
}
