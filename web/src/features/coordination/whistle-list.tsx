import { Checkbox } from 'antd'
import { Link, useSearchParams } from 'react-router'
import { useMay } from '@/shared/session/session'
import { Moment, TimeLeft } from '@/shared/time/time-left'
import { More } from '@/shared/ui/more'
import { Empty, Failed, Loading } from '@/shared/ui/pieces'
import { WideTable } from '@/shared/ui/wide-table'
import { useWhistleNews, useWhistles, type WhistleRow } from './whistle'
import { useWords } from './words'

const parts = ['all', 'summoned', 'blown', 'verify'] as const

/** The whistles that concern one's units: called, blown, to verify. */
export function WhistleList() {
  const say = useWords()
  const may = useMay()
  const [query, setQuery] = useSearchParams()
  const part = parts.find((one) => one === query.get('part')) ?? 'all'
  const closed = query.get('closed') === '1'
  const list = useWhistles({ part, open: !closed })
  const { news, takeIn } = useWhistleNews()
  const rows = list.data ?? []
  return (
    <div className="page">
      <header className="whistles-head">
        <div>
          <h1>{say('whistles')}</h1>
          <p className="soft">{say('intro')}</p>
        </div>
        <div className="form-keys">
          <Link className="whistle-link" to="/whistles/figures">
            {say('figures')}
          </Link>
          {may('blowWhistle') && (
            <Link className="main-link" to="/whistles/new">
              {say('blow')}
            </Link>
          )}
        </div>
      </header>
      <nav className="page-tabs" aria-label={say('parts')}>
        {parts.map((one) => (
          <Link
            key={one}
            to={`/whistles?part=${one}${closed ? '&closed=1' : ''}`}
            aria-current={one === part ? 'page' : undefined}
          >
            {say(`part.${one}`)}
          </Link>
        ))}
        <Checkbox
          className="whistles-closed"
          checked={closed}
          onChange={({ target }) => setQuery({ part, ...(target.checked ? { closed: '1' } : {}) })}
        >
          {say('showClosed')}
        </Checkbox>
      </nav>
      {news && (
        <p className="whistle-news" role="status">
          {say('news')}
          <button type="button" className="link-button" onClick={takeIn}>
            {say('showNews')}
          </button>
        </p>
      )}
      {list.error && <Failed error={list.error} onRetry={() => void list.refetch()} />}
      {list.isPending && <Loading rows={8} />}
      {list.data && rows.length === 0 && <Empty title={say('none')}>{say('noneAdvice')}</Empty>}
      {rows.length > 0 && <WhistleTable rows={rows} />}
      <More list={list}>{say('more')}</More>
    </div>
  )
}

function WhistleTable({ rows }: { rows: readonly WhistleRow[] }) {
  const say = useWords()
  return (
    <WideTable>
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">{say('subject')}</th>
            <th scope="col">{say('by')}</th>
            <th scope="col">{say('arrivedOf')}</th>
            <th scope="col">{say('tasks')}</th>
            <th scope="col">{say('next')}</th>
            <th scope="col">{say('blownAt')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <th scope="row" className="whistle-subject">
                <span className="mark quiet">{say(`kind.${row.kind}`)}</span>
                {row.escalated && <span className="mark">{say('escalatedMark')}</span>}
                <Link to={`/whistles/${row.id}`}>{row.subject ?? say('erased')}</Link>
              </th>
              <td>{row.unit.name}</td>
              <td>{say('arrivedCount', { arrived: row.arrived, summoned: row.summoned })}</td>
              <td>
                <TaskCounts row={row} />
              </td>
              <td>
                {row.closedAt ? (
                  <span className="soft">{say('closed')}</span>
                ) : row.nextDue ? (
                  <TimeLeft dueAt={row.nextDue} from={row.blownAt} />
                ) : null}
              </td>
              <td>
                <Moment at={row.blownAt} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </WideTable>
  )
}

function TaskCounts({ row: { openTasks, lateTasks, toVerify } }: { row: WhistleRow }) {
  const say = useWords()
  const counts = [
    openTasks > 0 && say('openTasks', { count: openTasks }),
    lateTasks > 0 && say('lateTasks', { count: lateTasks }),
    toVerify > 0 && say('toVerify', { count: toVerify }),
  ].filter(Boolean)
  return <>{counts.join(' · ')}</>
}
