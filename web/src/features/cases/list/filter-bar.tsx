import { FilterOutlined, SearchOutlined } from '@ant-design/icons'
import { Badge, Button, Input, type InputRef, Select } from 'antd'
import { type RefObject, useEffect, useState } from 'react'
import { useWords } from '../words'
import type { Filter } from './filter'
import { narrowing } from './filter'
import { MoreFilters } from './more-filters'

interface FilterBarProps {
  filter: Filter
  onChange: (changes: Filter) => void
  search: RefObject<InputRef | null>
}

const pause = 300

/** Words first, then order; everything else waits behind one button that says how much of it is on. */
export function FilterBar({ filter, onChange, search }: FilterBarProps) {
  const say = useWords()
  const [typed, setTyped] = useState(filter.q ?? '')
  const [open, setOpen] = useState(false)
  const active = narrowing.filter((name) => filter[name] && !(name === 'due' && filter.due === 'late')).length

  useEffect(() => setTyped(filter.q ?? ''), [filter.q])
  useEffect(() => {
    if (typed.trim() === (filter.q ?? '')) return
    const timer = setTimeout(() => onChange({ q: typed }), pause)
    return () => clearTimeout(timer)
  }, [typed, filter.q, onChange])

  return (
    <search className="filter-bar">
      <div className="filter-row">
        <Input
          ref={search}
          allowClear
          className="filter-words"
          prefix={<SearchOutlined aria-hidden="true" />}
          aria-label={say('search')}
          aria-keyshortcuts="/"
          placeholder={say('search')}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
        <Select
          className="filter-sort"
          aria-label={say('sort')}
          value={filter.sort ?? 'due'}
          onChange={(sort) => onChange({ sort: sort === 'due' ? undefined : sort })}
          options={(['due', 'received'] as const).map((value) => ({ value, label: say(`sort.${value}`) }))}
        />
        <Badge count={active} color="var(--brand)" styles={{ indicator: { color: 'var(--on-brand)' } }}>
          <Button
            icon={<FilterOutlined aria-hidden="true" />}
            aria-expanded={open}
            onClick={() => setOpen(!open)}
          >
            {say('filters')}
          </Button>
        </Badge>
        {active > 0 && (
          <Button
            type="link"
            onClick={() => onChange(Object.fromEntries(narrowing.map((name) => [name, undefined])))}
          >
            {say('clearFilters')}
          </Button>
        )}
      </div>
      {open && <MoreFilters filter={filter} onChange={onChange} />}
    </search>
  )
}
