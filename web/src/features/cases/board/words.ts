import { defineWords } from '@/shared/i18n/i18n'

export const { useWords, say } = defineWords(
  'case-board',
  {
    board: '期限看板',
    intro: '还没有办结、期限已到或将到的诉求，期限最早的在前。',
    unit: '承办单位',
    allUnits: '全部单位',
    late: '已超时',
    today: '今天到期',
    tomorrow: '明天到期',
    none: '没有',
    more: '再显示 {{count}} 件',
    open: '打开 {{number}}',
  },
  {
    board: 'Deadlines',
    intro: 'Open cases that are late or due soon, the earliest deadline first.',
    unit: 'Unit',
    allUnits: 'All units',
    late: 'Late',
    today: 'Due today',
    tomorrow: 'Due tomorrow',
    none: 'None',
    more: 'Show {{count}} more',
    open: 'Open {{number}}',
  },
)
