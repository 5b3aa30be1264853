import { queryOptions, useQuery } from '@tanstack/react-query'
import { api, body } from '@/shared/api/client'
import type { Dimension, FilingCondition, MeasuredSize } from '@/shared/api/types'
import { defineWords } from '@/shared/i18n/i18n'

export const dimensions = ['area', 'depth', 'tilt', 'share', 'count'] as const satisfies readonly Dimension[]

/** Under which the conditions of every class stand that has none of its own. */
export const generalCode = 'general'

export const filingKey = ['filing-conditions']

/** How the conditions are asked for; a phone keeps them for the hours without a network. */
export const filingQuery = queryOptions({
  queryKey: filingKey,
  queryFn: () => body(api.GET('/api/filing-conditions')),
})

export const useFilingConditions = () => useQuery(filingQuery)

/** The conditions of a class: its own, those of the nearest class above that has some, or the general ones. */
export const conditionFor = (
  conditions: readonly FilingCondition[],
  classCode: string,
): FilingCondition | undefined =>
  [...upFrom(classCode), generalCode].map((code) => conditions.find((one) => one.code === code)).find(Boolean)

/** A class and those above it: two digits a level. */
const upFrom = (code: string): string[] => (code ? [code, ...upFrom(code.slice(0, -2))] : [])

/** Whether what was measured is large enough, as the server asks. */
export const reaches = ({ sizes, allSizes }: FilingCondition, measured: readonly MeasuredSize[]): boolean => {
  const holds = ({ dimension, value, over }: FilingCondition['sizes'][number]) =>
    measured.some((one) => one.dimension === dimension && (over ? one.value > value : one.value >= value))
  return sizes.length === 0 || (allSizes ? sizes.every(holds) : sizes.some(holds))
}

/** Sizes in words, for whoever sets them and whoever measures. */
export const { useWords: useSizeWords } = defineWords(
  'filing-sizes',
  {
    area: '面积（平方厘米）',
    depth: '深度、沉降或高差（毫米）',
    tilt: '倾斜（度）',
    share: '占表面的比例（%）',
    count: '连续数量',
    over: '超过 {{value}}',
    least: '不少于 {{value}}',
    'limit.area': '面积{{than}} 平方厘米',
    'limit.depth': '深度、沉降或高差{{than}} 毫米',
    'limit.tilt': '倾斜{{than}} 度',
    'limit.share': '占表面的比例{{than}}%',
    'limit.count': '连续数量{{than}}',
  },
  {
    area: 'Surface (cm²)',
    depth: 'Depth, sinking or step (mm)',
    tilt: 'Leaning (degrees)',
    share: 'Share of the surface (%)',
    count: 'How many in a row',
    over: 'more than {{value}}',
    least: 'at least {{value}}',
    'limit.area': 'surface {{than}} cm²',
    'limit.depth': 'depth, sinking or step {{than}} mm',
    'limit.tilt': 'leaning {{than}}°',
    'limit.share': 'share of the surface {{than}}%',
    'limit.count': '{{than}} in a row',
  },
)
