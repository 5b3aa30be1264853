import type { CaseList, CaseState } from '@/shared/api/types'
import { useTerms } from '@/shared/terms'
import { useWords } from '../words'
import type { Filter } from './filter'

const stages: readonly CaseState[] = ['queued', 'dispatched', 'signed', 'resolved', 'closed']

interface StageTabsProps {
  filter: Filter
  counts: CaseList['counts']
  onChange: (changes: Filter) => void
}

/** The stages of a case with how many stand in each; late ones apart, because they come first. */
export function StageTabs({ filter, counts, onChange }: StageTabsProps) {
  const say = useWords()
  const term = useTerms()
  const late = filter.due === 'late'
  const tabs = [
    {
      key: 'all',
      name: say('all'),
      chosen: !filter.state && !late,
      changes: { state: undefined, due: undefined },
    },
    {
      key: 'late',
      name: say('late'),
      count: counts?.late,
      chosen: late,
      changes: { state: undefined, due: 'late' },
    },
    ...stages.map((state) => ({
      key: state,
      name: term(`state.${state}`),
      count: state === 'closed' ? undefined : counts?.[state],
      chosen: filter.state === state,
      changes: { state, due: undefined },
    })),
  ]
  return (
    <fieldset className="stage-tabs">
      <legend className="unseen">{say('states')}</legend>
      {tabs.map(({ key, name, count, chosen, changes }) => (
        <button
          key={key}
          type="button"
          aria-pressed={chosen}
          data-late={key === 'late'}
          onClick={() => onChange(changes)}
        >
          {name}
          {count !== undefined && <span className="stage-count">{count}</span>}
        </button>
      ))}
    </fieldset>
  )
}
