import { Button, Form, Input, Select, TreeSelect } from 'antd'
import { useState } from 'react'
import { useUnits } from '@/shared/reference/reference'
import { unitTree } from '@/shared/reference/trees'
import { isoDate } from '@/shared/time/civil-time'
import { useNow } from '@/shared/time/now'
import { AttributeFields, Choice } from './attribute-fields'
import type { ComponentPage } from './component'
import { type Act, acts, changeableStates, plannedOf, roles, type TypedEdit, useEdit } from './edit'
import { PointField } from './point-field'
import { RecordFaults } from './record-faults'
import { Day, TermsFields } from './terms-form'
import { useWords } from './words'

/** What whoever answers for a component may do to its record; nothing for others. */
export function EditComponent({ component }: { component: ComponentPage }) {
  const say = useWords()
  const [act, setAct] = useState<Act>()
  const planned = plannedOf(component, isoDate(useNow()))
  const isPlanned = planned.duties.length + planned.terms.length > 0
  if (!component.editable) return null
  return (
    <section aria-label={say('edit')}>
      <div className="form-keys">
        {acts
          .filter((one) => one !== 'withdraw' || isPlanned)
          .map((one) => (
            <Button
              key={one}
              aria-expanded={one === act}
              onClick={() => setAct(one === act ? undefined : one)}
            >
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
  const today = isoDate(useNow())
  return (
    <Form<TypedEdit>
      layout="vertical"
      requiredMark={false}
      className="component-edit"
      initialValues={{ ...component, point: [lon, lat], ...(act === 'retire' && { from: today }) }}
      onFinish={(typed) => edit.mutate(typed)}
    >
      <RecordFaults error={edit.error} />
      {act === 'change' && (
        <>
          <AttributeFields classCode={component.class.code} />
          <Form.Item
            name="initialDate"
            label={say('initialDate')}
            rules={[{ required: true, message: say('fieldMissing') }]}
          >
            <Input type="date" className="short-field" max={today} />
          </Form.Item>
        </>
      )}
      {act === 'state' && (
        <Choice
          name="state"
          label={say('state')}
          options={changeableStates.map((value) => ({ value, label: say(`state.${value}`) }))}
        />
      )}
      {act === 'move' && (
        <Form.Item name="point" label={say('position')}>
          <PointField label={say('moveTo')} />
        </Form.Item>
      )}
      {act === 'handover' && <HandOver />}
      {act === 'terms' && <TermsFields />}
      {act === 'withdraw' && <Withdraw component={component} today={today} />}
      {act === 'retire' && (
        <Form.Item
          name="from"
          label={say('endsFrom')}
          extra={say('endsHint')}
          rules={[{ required: true, message: say('fieldMissing') }]}
        >
          <Input type="date" className="short-field" max={today} />
        </Form.Item>
      )}
      {act !== 'handover' && act !== 'terms' && (
        <Form.Item
          name="reason"
          label={say('reason')}
          rules={[
            {
              required: act === 'retire' || act === 'withdraw',
              whitespace: true,
              message: say('fieldMissing'),
            },
          ]}
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

/** Which of what has not begun is taken back. */
function Withdraw({ component, today }: { component: ComponentPage; today: string }) {
  const say = useWords()
  const { duties, terms } = plannedOf(component, today)
  return (
    <Form.Item
      name="planned"
      label={say('planned')}
      rules={[{ required: true, message: say('fieldMissing') }]}
    >
      <Select
        options={[
          ...duties.map(({ role, unit, from }) => ({
            value: `role.${role}`,
            label: say('plannedDuty', { role: say(role), unit: unit.name, from }),
          })),
          ...terms.map(({ kind, from }) => ({
            value: `terms.${kind}`,
            label: say('plannedTerms', { kind: say(`terms.${kind}`), from }),
          })),
        ]}
      />
    </Form.Item>
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
