import { Checkbox } from 'antd'
import { Link, useSearchParams } from 'react-router'
import { useMay } from '@/shared/session/session'
import { dateWords } from '@/shared/time/civil-time'
import { useNow } from '@/shared/time/now'
import { More } from '@/shared/ui/more'
import { Empty, Failed, Loading } from '@/shared/ui/pieces'
import { WideTable } from '@/shared/ui/wide-table'
import { PatrolTabs } from '../patrol-tabs'
import { HotPlaces } from './hot-places'
import { kinds, type PlanRow, usePlans } from './plan'
import { useWords } from './words'

const tabs = ['all', ...kinds] as const

/** The plans of one's unit and those below: how far each is, and what it found. */
export function PlanList() {
  const say = useWords()
  const may = useMay()
  const [query, setQuery] = useSearchParams()
  const kind = tabs.find((one) => one === query.get('kind')) ?? 'all'
  const closed = query.get('closed') === '1'
  const mine = query.get('mine') === '1'
  const list = usePlans({ open: !closed, ...(kind === 'all' ? {} : { kind }), ...(mine && { mine }) })
  const set = (name: 'closed' | 'mine', wanted: boolean) =>
    setQuery((before) => {
      const { [name]: _, ...rest } = Object.fromEntries(before)
      return wanted ? { ...rest, [name]: '1' } : rest
    })
  const rows = list.data ?? []
  return (
    <div className="page">
      <PatrolTabs />
      <header className="plans-head">
        <div>
          <h1>{say('plans')}</h1>
          <p className="soft">{say('intro')}</p>
        </div>
        {may('planPatrol') && (
          <Link className="main-link" to="/patrol/new">
            {say('make')}
          </Link>
        )}
      </header>
      <nav className="plan-kinds" aria-label={say('kinds')}>
        {tabs.map((one) => (
          <Link
            key={one}
            to={`/patrol?kind=${one}${closed ? '&closed=1' : ''}${mine ? '&mine=1' : ''}`}
            aria-current={one === kind ? 'page' : undefined}
          >
            {say(`kind.${one}`)}
          </Link>
        ))}
        <Checkbox
          className="plans-closed"
          checked={closed}
          onChange={({ target }) => set('closed', target.checked)}
        >
          {say('showClosed')}
        </Checkbox>
        {may('planPatrol') && (
          <Checkbox checked={mine} onChange={({ target }) => set('mine', target.checked)}>
            {say('showMine')}
          </Checkbox>
        )}
      </nav>
      {list.error && <Failed error={list.error} onRetry={() => void list.refetch()} />}
      {list.isPending && <Loading rows={8} />}
      {list.data && rows.length === 0 && <Empty title={say('none')}>{say('noneAdvice')}</Empty>}
      {rows.length > 0 && <PlanTable rows={rows} />}
      <More list={list}>{say('more')}</More>
      {may('planPatrol') && <HotPlaces />}
    </div>
  )
}

function PlanTable({ rows }: { rows: readonly PlanRow[] }) {
  const say = useWords()
  const now = useNow()
  return (
    <WideTable>
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">{say('title')}</th>
            <th scope="col">{say('unit')}</th>
            <th scope="col">{say('owner')}</th>
            <th scope="col">{say('days')}</th>
            <th scope="col">{say('seen')}</th>
            <th scope="col">{say('found')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <th scope="row" className="plan-title">
                <span className="mark quiet">{say(`kind.${row.kind}`)}</span>
                <Link to={`/patrol/${row.id}`}>{row.title}</Link>
              </th>
              <td>{row.unit.name}</td>
              <td>{row.owner}</td>
              <td className="brief">
                {row.closedAt ? (
                  <span className="soft">{say('closed')}</span>
                ) : (
                  say('daysOf', { from: dateWords(row.startsOn, now), to: dateWords(row.endsOn, now) })
                )}
              </td>
              <td>
                {say('seenOf', { seen: row.seen, places: row.places })}
                {row.late > 0 && <span className="mark plan-late">{say('late', { count: row.late })}</span>}
              </td>
              <td>{row.found}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </WideTable>
  )
}
