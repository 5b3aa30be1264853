import type { CaseList, CaseState } from '@/shared/api/types'
import { useTerms } from '@/shared/terms'
import { useWords } from '../words'
import type { Filter } from './filter'

const stages: readonly CaseState[] = ['queued', 'dispatched', 'signed', 'suspended', 'resolved', 'closed']

/** What every tab leaves of the others: nothing. */
const nothing = {
  state: undefined,
  due: undefined,
  asked: undefined,
  alarm: undefined,
  supervised: undefined,
  handedOver: undefined,
  toContact: undefined,
  followUp: undefined,
  control: undefined,
  abuse: undefined,
  reinspection: undefined,
}

/** Whether a tab beside "all" is open. */
export const isTabOpen = (filter: Filter): boolean =>
  (Object.keys(nothing) as (keyof typeof nothing)[]).some((name) => filter[name])

/** Shown only where there is something to do. */
const rare = new Set([
  'alarm',
  'supervised',
  'handedOver',
  'toContact',
  'asked',
  'suspended',
  'reinspection',
  'followUp',
  'control',
  'abuse',
])

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
  const beside =
    late ||
    Boolean(
      filter.asked ??
        filter.alarm ??
        filter.supervised ??
        filter.handedOver ??
        filter.toContact ??
        filter.reinspection ??
        filter.followUp ??
        filter.control ??
        filter.abuse,
    )
  const tabs = [
    {
      key: 'all',
      name: say('all'),
      chosen: !filter.state && !beside,
      changes: nothing,
    },
    {
      key: 'late',
      name: say('late'),
      count: counts?.late,
      chosen: late,
      changes: { ...nothing, due: 'late' },
    },
    {
      key: 'alarm',
      name: say('alarms'),
      count: counts?.alarmed,
      chosen: Boolean(filter.alarm),
      changes: { ...nothing, alarm: '2' },
    },
    {
      key: 'supervised',
      name: say('supervised'),
      count: counts?.supervised,
      chosen: filter.supervised === 'true',
      changes: { ...nothing, supervised: 'true' },
    },
    {
      key: 'handedOver',
      name: say('handedOver'),
      count: counts?.handedOver,
      chosen: filter.handedOver === 'true',
      changes: { ...nothing, handedOver: 'true' },
    },
    {
      key: 'toContact',
      name: say('toContact'),
      count: counts?.toContact,
      chosen: filter.toContact === 'true',
      changes: { ...nothing, toContact: 'true' },
    },
    {
      key: 'asked',
      name: say('asks'),
      count: counts?.asked,
      chosen: filter.asked === 'any',
      changes: { ...nothing, asked: 'any' },
    },
    ...stages.map((state) => ({
      key: state,
      name: term(`state.${state}`),
      count: state === 'closed' ? undefined : counts?.[state],
      chosen: filter.state === state,
      changes: { ...nothing, state },
    })),
    {
      key: 'reinspection',
      name: say('reinspections'),
      count: counts?.reinspection,
      chosen: filter.reinspection === 'true',
      changes: { ...nothing, reinspection: 'true' },
    },
    {
      key: 'followUp',
      name: say('followUps'),
      count: counts?.followUp,
      chosen: filter.followUp === 'true',
      changes: { ...nothing, followUp: 'true' },
    },
    {
      key: 'control',
      name: say('controls'),
      count: counts?.control,
      chosen: filter.control === 'due',
      changes: { ...nothing, control: 'due' },
    },
    {
      key: 'abuse',
      name: say('suspects'),
      count: counts?.abuseSuspected,
      chosen: filter.abuse === 'suspected',
      changes: { ...nothing, abuse: 'suspected' },
    },
  ].filter(({ key, count, chosen }) => !rare.has(key) || chosen || Boolean(count))
  return (
    <fieldset className="stage-tabs">
      <legend className="unseen">{say('states')}</legend>
      {tabs.map(({ key, name, count, chosen, changes }) => (
        <button
          key={key}
          type="button"
          aria-pressed={chosen}
          data-late={key === 'late' && Boolean(count)}
          onClick={() => onChange(changes)}
        >
          {name}
          {count !== undefined && <span className="stage-count">{count}</span>}
        </button>
      ))}
    </fieldset>
  )
}
