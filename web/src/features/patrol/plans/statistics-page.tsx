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
                {columns.map(([name]) => (
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
        {columns.map(([name]) => (
          <div key={name}>
            <dt>{say(name)}</dt>
            <dd>{say(`${name}Means`)}</dd>
          </div>
        ))}
      </dl>
    </details>
  )
}

const percent = (value: number | null | undefined) => (typeof value === 'number' ? share(value) : '–')

/** The indicators by the step of the work that they measure. */
const groups = [
  [
    'reporting',
    [
      ['reported', (one: Figures) => one.reported],
      ['valid', (one: Figures) => one.valid],
      ['validRate', (one: Figures) => percent(one.validRate)],
    ],
  ],
  [
    'filing',
    [
      ['filed', (one: Figures) => one.filed],
      ['filingRate', (one: Figures) => percent(one.filingRate)],
      ['acceptedInTimeRate', (one: Figures) => percent(one.acceptedInTimeRate)],
      ['filedRightRate', (one: Figures) => percent(one.filedRightRate)],
      ['filedInTimeRate', (one: Figures) => percent(one.filedInTimeRate)],
      ['dispatchAccuracy', (one: Figures) => percent(one.dispatchAccuracy)],
    ],
  ],
  [
    'handling',
    [
      ['dueCount', (one: Figures) => one.due],
      ['handled', (one: Figures) => one.handled],
      ['handledRate', (one: Figures) => percent(one.handledRate)],
      ['inTime', (one: Figures) => one.inTime],
      ['inTimeRate', (one: Figures) => percent(one.inTimeRate)],
      ['overdueRate', (one: Figures) => percent(one.overdueRate)],
      ['reworkRate', (one: Figures) => percent(one.reworkRate)],
    ],
  ],
  [
    'returning',
    [
      ['returned', (one: Figures) => one.returned],
      ['returnRate', (one: Figures) => percent(one.returnRate)],
    ],
  ],
  [
    'checking',
    [
      ['toCheck', (one: Figures) => one.toCheck],
      ['checkedInTimeRate', (one: Figures) => percent(one.checkedInTimeRate)],
    ],
  ],
  [
    'closing',
    [
      ['closedCount', (one: Figures) => one.closed],
      ['toClose', (one: Figures) => one.toClose],
      ['closedRate', (one: Figures) => percent(one.closedRate)],
      ['closedInTimeRate', (one: Figures) => percent(one.closedInTimeRate)],
    ],
  ],
  [
    'verifying',
    [
      ['toVerify', (one: Figures) => one.toVerify],
      ['verifiedInTimeRate', (one: Figures) => percent(one.verifiedInTimeRate)],
      ['confirmed', (one: Figures) => one.confirmed],
      ['missedRate', (one: Figures) => percent(one.missedRate)],
    ],
  ],
] as const

const columns = groups.flatMap(([, of]) => [...of])

/** Whether a column begins its group. */
const isFirst = (column: string) => groups.some(([, [first]]) => first[0] === column)

function Row({ name, figures }: { name: string; figures: Figures }) {
  return (
    <tr>
      <th scope="row">{name}</th>
      {columns.map(([column, of]) => (
        <td key={column} className={isFirst(column) ? 'plan-figure plan-group-head' : 'plan-figure'}>
          {of(figures)}
        </td>
      ))}
    </tr>
  )
}
