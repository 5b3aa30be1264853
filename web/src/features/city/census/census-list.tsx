import { Link } from 'react-router'
import { count } from '@/shared/numbers'
import { useMay } from '@/shared/session/session'
import { Moment } from '@/shared/time/time-left'
import { Empty, Failed, Loading } from '@/shared/ui/pieces'
import { WideTable } from '@/shared/ui/wide-table'
import { type CensusHead, useCensuses } from './census'
import { useWords } from './words'

const openOf = ({ counts }: CensusHead) =>
  counts.filter(({ decision }) => !decision).reduce((all, { items }) => all + items, 0)

/** The files that were taken, and how much of each still waits for somebody. */
export function CensusList() {
  const say = useWords()
  const may = useMay()
  const { data, error, refetch } = useCensuses()
  return (
    <div className="page">
      <p>
        <Link to="/components">{say('toComponents')}</Link>
      </p>
      <h1>{say('censuses')}</h1>
      <p className="soft">{say('intro')}</p>
      {may('takeCensus') && (
        <p>
          <Link className="main-link" to="/components/censuses/new">
            {say('take')}
          </Link>
        </p>
      )}
      {error && <Failed error={error} onRetry={() => void refetch()} />}
      {!error && !data && <Loading rows={6} />}
      {data?.length === 0 && <Empty title={say('none')}>{say('noneAdvice')}</Empty>}
      {data && data.length > 0 && (
        <WideTable>
          <table className="plain-table">
            <thead>
              <tr>
                <th scope="col">{say('name')}</th>
                <th scope="col">{say('takenAt')}</th>
                <th scope="col">{say('format')}</th>
                <th scope="col">{say('area')}</th>
                <th scope="col" className="number">
                  {say('rows')}
                </th>
                <th scope="col" className="number">
                  {say('open')}
                </th>
              </tr>
            </thead>
            <tbody>
              {data.map((one) => (
                <tr key={one.id}>
                  <th scope="row">
                    <Link to={`/components/censuses/${one.id}`}>{one.name}</Link>
                  </th>
                  <td>
                    <Moment at={one.takenAt} />
                  </td>
                  <td>{say(`format.${one.format}`)}</td>
                  <td>{one.area}</td>
                  <td className="number">{count(one.rows)}</td>
                  <td className="number">{count(openOf(one))}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </WideTable>
      )}
    </div>
  )
}
