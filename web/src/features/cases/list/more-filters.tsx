import { DatePicker, Select, TreeSelect } from 'antd'
import dayjs from 'dayjs'
import { useChannels, useClasses, useUnits } from '@/shared/reference/reference'
import { classTree, unitTree } from '@/shared/reference/trees'
import { useMay } from '@/shared/session/session'
import { type TermKey, useTerms } from '@/shared/terms'
import { useWords } from '../words'
import type { Filter } from './filter'
import { SignerFilter } from './signer-filter'

const kinds = ['consultation', 'help', 'complaint', 'report', 'suggestion', 'praise'] as const
const urgencies = ['emergency', 'urgent', 'ordinary', 'complex'] as const
const dues = ['late', 'today', 'tomorrow', 'soon'] as const

interface MoreFiltersProps {
  filter: Filter
  onChange: (changes: Filter) => void
}

/** The filters beside state and words. Each takes effect at once. */
export function MoreFilters({ filter, onChange }: MoreFiltersProps) {
  const say = useWords()
  const term = useTerms()
  const may = useMay()
  const units = useUnits()
  const classes = useClasses()
  const channels = useChannels()

  const terms = (values: readonly string[], prefix: 'kind' | 'urgency') =>
    values.map((value) => ({ value, label: term(`${prefix}.${value}` as TermKey) }))
  const choice = (
    name: 'kind' | 'channel' | 'urgency' | 'due' | 'repeat' | 'preventive' | 'assisting' | 'incident' | 'own',
    options: { value: string; label: string }[],
  ) => (
    <Select
      allowClear
      aria-label={say(name)}
      placeholder={say(name)}
      value={filter[name]}
      options={options}
      onChange={(value?: string) => onChange({ [name]: value })}
    />
  )
  const tree = (name: 'unit' | 'class', data: ReturnType<typeof unitTree>) => (
    <TreeSelect
      allowClear
      showSearch={{ treeNodeFilterProp: 'title' }}
      aria-label={say(name)}
      placeholder={say(name)}
      value={filter[name]}
      treeData={data}
      popupMatchSelectWidth={320}
      onChange={(value?: string) => onChange({ [name]: value })}
    />
  )
  const range = (name: 'from' | 'to') => (filter[name] ? dayjs(filter[name]) : null)

  return (
    <div className="filter-more">
      {tree('unit', unitTree(units.data ?? []))}
      {tree('class', classTree(classes.data ?? []))}
      {choice('kind', terms(kinds, 'kind'))}
      {choice('urgency', terms(urgencies, 'urgency'))}
      {choice(
        'channel',
        (channels.data ?? []).map(({ code, name }) => ({ value: code, label: name })),
      )}
      {choice(
        'own',
        (['true', 'false'] as const).map((value) => ({ value, label: say(`own.${value}`) })),
      )}
      {choice(
        'due',
        dues.map((value) => ({ value, label: say(`due.${value}`) })),
      )}
      <SignerFilter value={filter.signer} onChange={(signer) => onChange({ signer })} />
      {choice('repeat', [{ value: 'true', label: say('repeat.true') }])}
      {choice(
        'preventive',
        (['true', 'false'] as const).map((value) => ({ value, label: say(`preventive.${value}`) })),
      )}
      {/* Whoever hears that the unit is called together can look for it. */}
      {(may('reportAssistance') || may('viewFigures')) &&
        choice('assisting', [{ value: 'true', label: say('assisting.true') }])}
      {filter.incident && choice('incident', [{ value: filter.incident, label: say('ofIncident') }])}
      <DatePicker.RangePicker
        aria-label={say('dates')}
        allowEmpty
        value={[range('from'), range('to')]}
        onChange={(days) =>
          onChange({ from: days?.[0]?.format('YYYY-MM-DD'), to: days?.[1]?.format('YYYY-MM-DD') })
        }
      />
    </div>
  )
}
