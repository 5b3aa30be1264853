import { Button, Input, Select } from 'antd'
import { Link, useSearchParams } from 'react-router'
import { useLanguage } from '@/shared/i18n/i18n'
import { count } from '@/shared/numbers'
import { Day } from '@/shared/time/time-left'
import { Empty, Failed, Loading } from '@/shared/ui/pieces'
import {
  type ComponentFilter,
  type ComponentRow,
  states,
  useComponentClasses,
  useComponents,
} from './component'
import { useWords } from './words'

const fields = ['q', 'classCode', 'state', 'day'] as const

/** The registry: found by identifier, name, class and state, of any day. The filter stands in the address, so that a list can be sent on. */
export function ComponentList() {
  const say = useWords()
  const [query, setQuery] = useSearchParams()
  const filter: ComponentFilter = Object.fromEntries(
    fields.flatMap((field) => (query.get(field) ? [[field, query.get(field)]] : [])),
  )
  const list = useComponents(filter)
  const change = (field: (typeof fields)[number], value: string | undefined) =>
    setQuery((before) => {
      if (value) before.set(field, value)
      else before.delete(field)
      return before
    })
  return (
    <div className="page">
      <h1>{say('components')}</h1>
      <p className="soft">{say('intro')}</p>
      <Filters filter={filter} onChange={change} />
      <div className="component-tools">
        <p role="status">
          {list.data && say('total', { count: list.data.total, shown: count(list.data.total) })}
        </p>
        <nav aria-label={say('components')}>
          <Link to="/components/censuses">{say('censuses')}</Link>
          <Link to="/components/grid">{say('grids')}</Link>
          {list.data && list.data.total > 0 && (
            <Link to={`/components/labels?${new URLSearchParams({ ...filter })}`}>{say('labels')}</Link>
          )}
        </nav>
        {list.data && list.data.total > 0 && <ExportLinks filter={filter} />}
      </div>
      {list.error && <Failed error={list.error} onRetry={() => void list.refetch()} />}
      {list.isPending && <Loading rows={12} />}
      {list.data?.rows.length === 0 && <Empty title={say('none')}>{say('noneAdvice')}</Empty>}
      {list.data && list.data.rows.length > 0 && <ComponentTable rows={list.data.rows} day={filter.day} />}
      {list.hasNextPage && (
        <Button loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {say('more')}
        </Button>
      )}
    </div>
  )
}

const forms = { csv: 'CSV', xlsx: 'XLSX', geojson: 'GeoJSON', shapefile: 'Shapefile' }

/** What the filter shows, as a file that a census reads back. */
function ExportLinks({ filter }: { filter: ComponentFilter }) {
  const say = useWords()
  return (
    <ul className="component-forms" aria-label={say('exports')}>
      {Object.entries(forms).map(([format, form]) => (
        <li key={format}>
          <a href={`/api/components/export?${new URLSearchParams({ ...filter, format })}`} download>
            {say('export', { form })}
          </a>
        </li>
      ))}
    </ul>
  )
}

interface FiltersProps {
  filter: ComponentFilter
  onChange: (field: (typeof fields)[number], value: string | undefined) => void
}

function Filters({ filter, onChange }: FiltersProps) {
  const say = useWords()
  const english = useLanguage() === 'en'
  const classes = useComponentClasses().data ?? []
  return (
    <search className="page-filters">
      <Input.Search
        allowClear
        className="find-rule"
        aria-label={say('find')}
        placeholder={say('find')}
        defaultValue={filter.q ?? ''}
        onSearch={(words) => onChange('q', words.trim())}
      />
      <Select
        aria-label={say('class')}
        showSearch={{ optionFilterProp: 'label' }}
        value={filter.classCode ?? ''}
        onChange={(code) => onChange('classCode', code)}
        options={[
          { value: '', label: say('anyClass') },
          ...classes
            .filter(({ scheme }) => scheme === 'gbt47678')
            .map(({ code, name, nameEn }) => ({ value: code, label: `${code} ${english ? nameEn : name}` })),
        ]}
      />
      <Select
        aria-label={say('state')}
        value={filter.state ?? ''}
        onChange={(state) => onChange('state', state)}
        options={[
          { value: '', label: say('anyState') },
          ...states.map((state) => ({ value: state as string, label: say(`state.${state}`) })),
        ]}
      />
      <span>
        <label htmlFor="components-day">{say('day')}</label>{' '}
        <Input
          id="components-day"
          type="date"
          className="components-day"
          value={filter.day ?? ''}
          onChange={({ target }) => onChange('day', target.value)}
        />
      </span>
    </search>
  )
}

interface ComponentTableProps {
  rows: readonly ComponentRow[]
  /** Of which the rows are; today without one. */
  day: string | undefined
}

function ComponentTable({ rows, day }: ComponentTableProps) {
  const say = useWords()
  const english = useLanguage() === 'en'
  return (
    <div className="wide-table">
      <table className="plain-table">
        <thead>
          <tr>
            {(
              ['code', 'name', 'class', 'state', 'place', 'authority', 'maintainer', 'changedAt'] as const
            ).map((head) => (
              <th key={head} scope="col">
                {say(head)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <th scope="row">
                <Link to={`/components/${row.id}${day ? `?day=${day}` : ''}`}>{row.code}</Link>
              </th>
              <td>{row.name}</td>
              <td>{english ? row.class.nameEn : row.class.name}</td>
              <td>{say(`state.${row.state}`)}</td>
              <td className="cut">
                {row.placeText ?? [row.street, row.community].filter(Boolean).join(' ')}
              </td>
              <td>{row.authority?.name}</td>
              <td>{row.maintainer?.name}</td>
              <td>
                <Day at={row.changedAt} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
