import { Form, Input, TreeSelect } from 'antd'
import { useUnits } from '@/shared/reference/reference'
import { unitTree } from '@/shared/reference/trees'
import { type CaseWord, useWords } from '../../words'

interface FieldProps {
  name: string
  label: CaseWord
  /** What is missing when nothing is typed; a field without it may stay empty. */
  missing?: CaseWord
  hint?: CaseWord
}

/** Words of some length. */
export function TextField({ name, label, missing, hint, rows = 2 }: FieldProps & { rows?: number }) {
  const say = useWords()
  return (
    <Form.Item
      name={name}
      label={say(label)}
      extra={hint && say(hint)}
      rules={missing ? [{ required: true, whitespace: true, message: say(missing) }] : []}
    >
      <Input.TextArea className="growing" rows={rows} maxLength={2000} />
    </Form.Item>
  )
}

/** One line. */
export function LineField({ name, label, missing, hint }: FieldProps) {
  const say = useWords()
  return (
    <Form.Item
      name={name}
      label={say(label)}
      extra={hint && say(hint)}
      rules={missing ? [{ required: true, whitespace: true, message: say(missing) }] : []}
    >
      <Input maxLength={200} />
    </Form.Item>
  )
}

/** A moment on the wall clock of the platform; `civil` makes an instant of it. */
export function MomentField({ name, label, missing, hint }: FieldProps) {
  const say = useWords()
  return (
    <Form.Item
      name={name}
      label={say(label)}
      extra={hint && say(hint)}
      rules={missing ? [{ required: true, message: say(missing) }] : []}
    >
      <Input type="datetime-local" className="moment-field" />
    </Form.Item>
  )
}

/** Any unit. */
export function UnitField({ name, label, missing }: FieldProps) {
  const say = useWords()
  const units = useUnits()
  return (
    <Form.Item
      name={name}
      label={say(label)}
      rules={missing ? [{ required: true, message: say(missing) }] : []}
    >
      <TreeSelect
        allowClear={!missing}
        showSearch={{ treeNodeFilterProp: 'title' }}
        placeholder={say('otherUnitHint')}
        treeData={unitTree(units.data ?? [])}
      />
    </Form.Item>
  )
}

/** Several units: each is chosen by itself, never with those below it. */
export function UnitsField({ name, label, missing, hint }: FieldProps) {
  const say = useWords()
  const units = useUnits()
  return (
    <Form.Item
      name={name}
      label={say(label)}
      extra={hint && say(hint)}
      rules={missing ? [{ required: true, message: say(missing) }] : []}
    >
      <TreeSelect
        multiple
        allowClear
        showSearch={{ treeNodeFilterProp: 'title' }}
        placeholder={say('otherUnitHint')}
        treeData={unitTree(units.data ?? [])}
      />
    </Form.Item>
  )
}
