import { defineWords } from '@/shared/i18n/i18n'
import { Tab } from '@/shared/ui/tabbed-place'

const { useWords } = defineWords(
  'patrol-tabs',
  {
    tabs: '巡查内容',
    plans: '巡查计划',
    shifts: '巡查班次',
    coverage: '巡查覆盖',
    statistics: '巡查统计',
    minute: '一分钟',
  },
  {
    tabs: 'Patrol',
    plans: 'Plans',
    shifts: 'Shifts',
    coverage: 'Coverage',
    statistics: 'Figures',
    minute: 'The minute',
  },
)

const pages = ['shifts', 'coverage', 'statistics', 'minute'] as const

/** The pages of the patrol, each a tab of the same row. */
export function PatrolTabs() {
  const say = useWords()
  return (
    <nav className="page-tabs" aria-label={say('tabs')}>
      <Tab place="patrol" path="" title={say('plans')} />
      {pages.map((page) => (
        <Tab key={page} place="patrol" path={page} title={say(page)} />
      ))}
    </nav>
  )
}
