import { useMay, useSession } from '@/shared/session/session'
import { useUnits } from './reference'
import { type TreeNode, unitTree } from './trees'

const below = (nodes: readonly TreeNode[], id: string): TreeNode | undefined => {
  for (const node of nodes) {
    const found = node.value === id ? node : below(node.children ?? [], id)
    if (found) return found
  }
  return undefined
}

/** One's own unit with those below it, or every unit for an auditor; nothing where there is no choice to make. */
export const useOwnUnits = (): TreeNode[] => {
  const { data: session } = useSession()
  const may = useMay()
  const units = useUnits()
  const all = unitTree(units.data ?? [])
  if (may('audit')) return all
  const own = session?.unit && below(all, session.unit.id)
  return own?.children ? [own] : []
}
