import { useQuery } from '@tanstack/react-query'
import { Input, Select } from 'antd'
import { useSearchParams } from 'react-router'
import { api, body } from '@/shared/api/client'
import type { Got } from '@/shared/api/types'
import { share } from '@/shared/numbers'
import { isoDate } from '@/shared/time/civil-time'
import { useNow } from '@/shared/time/now'
import { Empty, Failed, Loading } from '@/shared/ui/pieces'
import { WideTable } from '@/shared/ui/wide-table'
import { PatrolTabs } from '../patrol-tabs'
import { useWords } from './statistics-words'

type Figures = Got<'/api/patrol/statistics'>['all']

const ways = ['inspector', 'unit', 'class', 'filer'] as const

/** The indicators of the standard over reports from the field, by inspector, unit, class or who filed. */
export function StatisticsPage() {
  const say = useWords()
  const now = useNow()
  const [query, setQuery] = useSearchParams()
  const today = isoDate(now)
  const days = { from: query.get('from') ?? `${today.slice(0, 8)}01`, to: query.get('to') ?? today }
  const by = ways.find((one) => one === query.get('by')) ?? 'inspector'
  const figures = useQuery({
    queryKey: ['patrol-statistics', days, by],
    queryFn: () => body(api.GET('/api/patrol/statistics', { params: { query: { ...days, by } } })),
    retry: false,
  })
  const set = (name: string, value: string) =>
    setQuery((before) => ({ ...Object.fromEntries(before), [name]: value }), { replace: true })
  return (
    <div className="page">
      <PatrolTabs />
      <h1>{say('statistics')}</h1>
      <div className="page-filters plan-days">
        <span>
          <label htmlFor="statistics-from">{say('startsOn')}</label>
          <Input
            id="statistics-from"
            type="date"
            value={days.from}
            max={days.to}
            onChange={({ target }) => target.value && set('from', target.value)}
          />
        </span>
        <span>
          <label htmlFor="statistics-to">{say('endsOn')}</label>
          <Input
            id="statistics-to"
            type="date"
            value={days.to}
            min={days.from}
            onChange={({ target }) => target.value && set('to', target.value)}
          />
        </span>
        <Select
          aria-label={say('by')}
          className="plan-by"
          value={by}
          onChange={(value) => set('by', value)}
          options={ways.map((value) => ({ value, label: say(`by.${value}`) }))}
        />
      </div>
      {figures.error && <Failed error={figures.error} onRetry={() => void figures.refetch()} />}
      {figures.isPending && <Loading rows={8} />}
      {by === 'unit' && <p className="soft">{say('byUnitMeans')}</p>}
      {by === 'filer' && <p className="soft">{say('byFilerMeans')}</p>}
      {figures.data?.rows.length === 0 && (
        <Empty title={say('statisticsNone')}>{say('statisticsAdvice')}</Empty>
      )}
      {figures.data && figures.data.rows.length > 0 && (
        <WideTable>
          <table className="plain-table">
            <thead>
              <tr>
                <th scope="col" rowSpan={2}>
                  {say(`by.${by}`)}
                </th>
                {groups.map(([group, of]) => (
                  <th key={group} scope="colgroup" colSpan={of.length} className="plan-group-head">
                    {say(`group.${group}`)}
                  </th>
                ))}
              </tr>
              <tr>
                {columns.map((name) => (
                  <th
                    key={name}
                    scope="col"
                    className={isFirst(name) ? 'plan-figure plan-group-head' : 'plan-figure'}
                    title={say(`${name}Means`)}
                  >
                    {say(name)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {figures.data.rows.map(({ key, name, figures: one }) => (
                <Row
                  key={key}
                  name={name || say(key === 'system' ? 'bySystem' : 'nobodyYet')}
                  figures={one}
                />
              ))}
            </tbody>
            <tfoot>
              <Row name={say('all')} figures={figures.data.all} />
            </tfoot>
          </table>
        </WideTable>
      )}
      {figures.data && figures.data.rows.length > 0 && <Meanings />}
    </div>
  )
}

/** What each indicator is a share of, for whoever cannot hover. */
function Meanings() {
  const say = useWords()
  return (
    <details className="plan-meanings">
      <summary>{say('meanings')}</summary>
      <dl>
        {columns.map((name) => (
          <div key={name}>
            <dt>{say(name)}</dt>
            <dd>{say(`${name}Means`)}</dd>
          </div>
        ))}
      </dl>
    </details>
  )
}

/** The indicators by the step of the work that they measure. */
const groups = [
  ['reporting', ['reported', 'valid', 'validRate']],
  [
    'filing',
    ['filed', 'filingRate', 'acceptedInTimeRate', 'filedRightRate', 'filedInTimeRate', 'dispatchAccuracy'],
  ],
  ['handling', ['due', 'handled', 'handledRate', 'inTime', 'inTimeRate', 'overdueRate', 'reworkRate']],
  ['returning', ['returned', 'returnRate']],
  ['checking', ['toCheck', 'checkedInTimeRate']],
  ['closing', ['closed', 'toClose', 'closedRate', 'closedInTimeRate']],
  ['verifying', ['toVerify', 'verifiedInTimeRate', 'confirmed', 'missedRate']],
] as const

const columns = groups.flatMap(([, of]) => [...of])
type Column = (typeof columns)[number]

/** A count as it is, a share in percent; of nothing there is no share. */
function told(column: Column, { [column]: value }: Figures) {
  if (!column.endsWith('Rate') && column !== 'dispatchAccuracy') return value
  return typeof value === 'number' ? share(value) : '–'
}

/** Whether a column begins its group. */
const isFirst = (column: Column) => groups.some(([, [first]]) => first === column)

function Row({ name, figures }: { name: string; figures: Figures }) {
  return (
    <tr>
      <th scope="row">{name}</th>
      {columns.map((column) => (
        <td key={column} className={isFirst(column) ? 'plan-figure plan-group-head' : 'plan-figure'}>
          {told(column, figures)}
        </td>
      ))}
    </tr>
  )
}
