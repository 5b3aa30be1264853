import { Form, TreeSelect } from 'antd'
import { useClasses } from '@/shared/reference/reference'
import { classTree } from '@/shared/reference/trees'

interface ClassesFieldProps {
  id: string
  label: string
  /** What holds when none is chosen. */
  placeholder?: string
  chosen: readonly string[]
  onChange: (chosen: string[]) => void
}

/** The classes that a rule is about. */
export function ClassesField({ id, label, placeholder, chosen, onChange }: ClassesFieldProps) {
  const classes = useClasses()
  return (
    <Form.Item label={label} htmlFor={id}>
      <TreeSelect<string[]>
        id={id}
        multiple
        allowClear
        showSearch={{ treeNodeFilterProp: 'title' }}
        placeholder={placeholder}
        value={chosen as string[]}
        treeData={classTree(classes.data ?? [])}
        onChange={onChange}
      />
    </Form.Item>
  )
}
