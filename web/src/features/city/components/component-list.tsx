import { Link, useSearchParams } from 'react-router'
import { useLanguage } from '@/shared/i18n/i18n'
import { count } from '@/shared/numbers'
import { useMay } from '@/shared/session/session'
import { Day } from '@/shared/time/time-left'
import { More } from '@/shared/ui/more'
import { Empty, Failed, Loading } from '@/shared/ui/pieces'
import { WideTable } from '@/shared/ui/wide-table'
import { type ComponentFilter, type ComponentRow, useComponents } from './component'
import { ComponentFilters } from './component-filters'
import { useWords } from './words'

const fields = ['q', 'classCode', 'state', 'area', 'unitId', 'role', 'lack', 'day', 'sort'] as const

/** The registry: found by identifier, name, class and state, of any day. The filter stands in the address, so that a list can be sent on. */
export function ComponentList() {
  const say = useWords()
  const may = useMay()
  const [query, setQuery] = useSearchParams()
  const filter: ComponentFilter = Object.fromEntries(
    fields.flatMap((field) => (query.get(field) ? [[field, query.get(field)]] : [])),
  )
  const list = useComponents(filter)
  const { sort, ...shown } = filter
  const change = (field: keyof ComponentFilter, value: string | undefined) =>
    setQuery((before) => {
      if (value) before.set(field, value)
      else before.delete(field)
      // A role is one of the unit.
      if (field === 'unitId' && !value) before.delete('role')
      return before
    })
  return (
    <div className="page">
      <h1>{say('components')}</h1>
      <p className="soft">{say('intro')}</p>
      <ComponentFilters filter={filter} onChange={change} />
      <div className="component-tools">
        <p role="status">
          {list.data && say('total', { count: list.data.total, shown: count(list.data.total) })}
        </p>
        <nav aria-label={say('components')}>
          {may('keepComponents') && <Link to="/components/new">{say('enter')}</Link>}
          <Link to="/components/censuses">{say('censuses')}</Link>
          <Link to="/components/grid">{say('grids')}</Link>
          {list.data && list.data.total > 0 && (
            <Link to={`/components/labels?${new URLSearchParams({ ...shown })}`}>{say('labels')}</Link>
          )}
        </nav>
        {list.data && list.data.total > 0 && <ExportLinks filter={shown} />}
      </div>
      {list.error && <Failed error={list.error} onRetry={() => void list.refetch()} />}
      {list.isPending && <Loading rows={12} />}
      {list.data?.rows.length === 0 && <Empty title={say('none')}>{say('noneAdvice')}</Empty>}
      {list.data && list.data.rows.length > 0 && (
        <ComponentTable
          rows={list.data.rows}
          day={filter.day}
          sort={sort}
          onSort={(wanted) => change('sort', wanted)}
        />
      )}
      <More list={list}>{say('more')}</More>
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

interface ComponentTableProps {
  rows: readonly ComponentRow[]
  /** Of which the rows are; today without one. */
  day: string | undefined
  sort: string | undefined
  onSort: (sort: string) => void
}

/** By which columns the list can be put in order, and what the server calls that. */
const orders = { code: 'code', name: 'name', class: 'class', state: 'state', changedAt: 'changed' } as const

function ComponentTable({ rows, day, sort = orders.code, onSort }: ComponentTableProps) {
  const say = useWords()
  const english = useLanguage() === 'en'
  return (
    <WideTable>
      <table className="plain-table">
        <thead>
          <tr>
            {(
              ['code', 'name', 'class', 'state', 'place', 'authority', 'maintainer', 'changedAt'] as const
            ).map((head) => (
              <Head
                key={head}
                order={(orders as Partial<Record<string, string>>)[head]}
                sort={sort}
                onSort={onSort}
              >
                {say(head)}
              </Head>
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
    </WideTable>
  )
}

interface HeadProps extends Pick<ComponentTableProps, 'onSort'> {
  order: string | undefined
  sort: string
  children: string
}

/** A column's head; a press puts the list in its order, and turns it around. */
function Head({ order, sort, onSort, children }: HeadProps) {
  if (!order) return <th scope="col">{children}</th>
  const down = sort === `-${order}`
  return (
    <th scope="col" aria-sort={down ? 'descending' : sort === order ? 'ascending' : 'none'}>
      <button type="button" className="sort-key" onClick={() => onSort(sort === order ? `-${order}` : order)}>
        {children}
        <span aria-hidden="true">{down ? ' ↓' : sort === order ? ' ↑' : ''}</span>
      </button>
    </th>
  )
}
