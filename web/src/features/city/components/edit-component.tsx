import { Alert, Button, Checkbox, Form, Input, Select, TreeSelect } from 'antd'
import { useState } from 'react'
import { tell } from '@/shared/api/problem'
import { CaseMap } from '@/shared/map/case-map'
import { coordinates, type LngLat } from '@/shared/map/points'
import { useUnits } from '@/shared/reference/reference'
import { unitTree } from '@/shared/reference/trees'
import type { ComponentPage } from './component'
import { type Act, accuracies, acts, changeableStates, roles, sources, type TypedEdit, useEdit } from './edit'
import { Day, TermsFields } from './terms-form'
import { useWords } from './words'

/** What whoever answers for a component may do to its record; nothing for others. */
export function EditComponent({ component }: { component: ComponentPage }) {
  const say = useWords()
  const [act, setAct] = useState<Act>()
  if (!component.editable) return null
  return (
    <section aria-label={say('edit')}>
      <div className="form-keys">
        {acts.map((one) => (
          <Button key={one} aria-expanded={one === act} onClick={() => setAct(one === act ? undefined : one)}>
            {say(`do.${one}`)}
          </Button>
        ))}
      </div>
      {act && <EditForm key={act} component={component} act={act} onDone={() => setAct(undefined)} />}
    </section>
  )
}

interface EditFormProps {
  component: ComponentPage
  act: Act
  onDone: () => void
}

function EditForm({ component, act, onDone }: EditFormProps) {
  const say = useWords()
  const edit = useEdit(component, act, onDone)
  const { lon, lat } = component
  return (
    <Form<TypedEdit>
      layout="vertical"
      requiredMark={false}
      className="component-edit"
      initialValues={{ ...component, point: [lon, lat] }}
      onFinish={(typed) => edit.mutate(typed)}
    >
      {edit.error && <Alert type="error" showIcon title={tell(edit.error)} className="form-alert" />}
      {act === 'change' && <Attributes />}
      {act === 'state' && (
        <Choice
          name="state"
          label={say('state')}
          options={changeableStates.map((value) => ({ value, label: say(`state.${value}`) }))}
        />
      )}
      {act === 'move' && (
        <Form.Item name="point" label={say('position')}>
          <PointField />
        </Form.Item>
      )}
      {act === 'handover' && <HandOver />}
      {act === 'terms' && <TermsFields />}
      {act !== 'handover' && act !== 'terms' && (
        <Form.Item
          name="reason"
          label={say('reason')}
          rules={[{ required: act === 'retire', whitespace: true, message: say('fieldMissing') }]}
        >
          <Input maxLength={500} />
        </Form.Item>
      )}
      <div className="form-keys">
        <Button type="primary" danger={act === 'retire'} htmlType="submit" loading={edit.isPending}>
          {say(act === 'retire' ? 'do.retire' : 'save')}
        </Button>
        <Button onClick={onDone}>{say('cancel')}</Button>
      </div>
    </Form>
  )
}

function Attributes() {
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
      <Form.Item name="material" label={say('material')}>
        <Input maxLength={50} />
      </Form.Item>
      <Form.Item name="shape" label={say('shape')}>
        <Input maxLength={50} />
      </Form.Item>
      <Choice
        name="accuracy"
        label={say('accuracy')}
        options={accuracies.map((value) => ({ value, label: say(`accuracy.${value}`) }))}
      />
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

function HandOver() {
  const say = useWords()
  const units = useUnits()
  const missing = { required: true, message: say('fieldMissing') }
  return (
    <div className="form-pair">
      <Form.Item name="role" label={say('role')} rules={[missing]}>
        <Select options={roles.map((value) => ({ value, label: say(value) }))} />
      </Form.Item>
      <Form.Item name="unitId" label={say('toUnit')} rules={[missing]}>
        <TreeSelect showSearch={{ treeNodeFilterProp: 'title' }} treeData={unitTree(units.data ?? [])} />
      </Form.Item>
      <Day name="from" label={say('from')} />
    </div>
  )
}

interface ChoiceProps {
  name: 'state' | 'accuracy' | 'dataSource'
  label: string
  options: { value: string; label: string }[]
}

function Choice({ name, label, options }: ChoiceProps) {
  return (
    <Form.Item name={name} label={label}>
      <Select options={options} />
    </Form.Item>
  )
}

/** The new place, pointed at on the map. */
function PointField({ value, onChange }: { value?: LngLat; onChange?: (point: LngLat) => void }) {
  const say = useWords()
  return (
    <>
      <p className="soft">{value && coordinates(value)}</p>
      <CaseMap label={say('moveTo')} at={value} onPick={(point) => onChange?.(point)} />
    </>
  )
}
