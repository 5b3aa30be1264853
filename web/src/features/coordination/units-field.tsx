import { TreeSelect } from 'antd'
import { useUnits } from '@/shared/reference/reference'
import { unitTree } from '@/shared/reference/trees'

interface UnitFieldProps {
  id?: string
  value?: string | undefined
  onChange?: (value: string | undefined) => void
}

/** One unit of the tree, found by its name. */
export function UnitField({ id, value, onChange }: UnitFieldProps) {
  const units = useUnits()
  return (
    <TreeSelect
      {...(id ? { id } : {})}
      value={value}
      onChange={(next) => onChange?.(next)}
      allowClear
      showSearch={{ treeNodeFilterProp: 'title' }}
      treeData={unitTree(units.data ?? [])}
    />
  )
}

interface UnitsFieldProps {
  id?: string
  value?: string[]
  onChange?: (value: string[]) => void
}

/** Several units of the tree: a unit is chosen by itself, never with those below it. */
export function UnitsField({ id, value, onChange }: UnitsFieldProps) {
  const units = useUnits()
  return (
    <TreeSelect
      {...(id ? { id } : {})}
      value={value ?? []}
      onChange={(next: string[]) => onChange?.(next)}
      multiple
      allowClear
      showSearch={{ treeNodeFilterProp: 'title' }}
      treeData={unitTree(units.data ?? [])}
    />
  )
}
