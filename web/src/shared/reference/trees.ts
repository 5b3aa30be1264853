import type { DemandClass, Unit } from '@/shared/api/types'

/** A node as a tree picker wants it. */
export interface TreeNode {
  value: string
  title: string
  children?: TreeNode[]
}

const treeOf = <T>(
  all: readonly T[],
  id: (item: T) => string,
  parent: (item: T) => string | null | undefined,
  title: (item: T) => string,
): TreeNode[] => {
  const nodes = new Map(
    all.map((item): [string, TreeNode] => [id(item), { value: id(item), title: title(item) }]),
  )
  const roots: TreeNode[] = []
  for (const item of all) {
    const node = nodes.get(id(item))
    if (!node) continue
    const above = nodes.get(parent(item) ?? '')
    if (above) above.children = [...(above.children ?? []), node]
    else roots.push(node)
  }
  return roots
}

/** The units as the tree they form: whoever has no parent in the list is a root. */
export const unitTree = (units: readonly Pick<Unit, 'id' | 'name' | 'parentId'>[]): TreeNode[] =>
  treeOf(
    units,
    ({ id }) => id,
    ({ parentId }) => parentId,
    ({ name }) => name,
  )

/** The same tree, picked by the code by which sheets and rules name a unit. */
export const unitCodeTree = (
  units: readonly Pick<Unit, 'id' | 'code' | 'name' | 'parentId'>[],
): TreeNode[] => {
  const codes = new Map(units.map(({ id, code }) => [id, code]))
  return treeOf(
    units,
    ({ code }) => code,
    ({ parentId }) => codes.get(parentId ?? ''),
    ({ name }) => name,
  )
}

/** The city, its districts, streets and communities. */
export const regionTree = (
  regions: readonly { code: string; name: string; parentCode?: string | null }[],
): TreeNode[] =>
  treeOf(
    regions,
    ({ code }) => code,
    ({ parentCode }) => parentCode,
    ({ name }) => name,
  )

/** The demand tree, as deep as it is. */
export const classTree = (
  classes: readonly Pick<DemandClass, 'code' | 'name' | 'parentCode'>[],
): TreeNode[] =>
  treeOf(
    classes,
    ({ code }) => code,
    ({ parentCode }) => parentCode,
    ({ code, name }) => `${code} ${name}`,
  )
