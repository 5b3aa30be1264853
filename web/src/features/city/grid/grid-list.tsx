import { Link } from 'react-router'
import { count } from '@/shared/numbers'
import { useMay } from '@/shared/session/session'
import { Empty, Failed, Loading } from '@/shared/ui/pieces'
import { WideTable } from '@/shared/ui/wide-table'
import { useGrids } from './grid'
import { useWords } from './words'

/** The communities, the grid that holds in each and the one that is to come. */
export function GridList() {
  const say = useWords()
  const may = useMay()
  const { data, error, refetch } = useGrids()
  return (
    <div className="page">
      <p>
        <Link to="/components">{say('toComponents')}</Link>
      </p>
      <h1>{say('grids')}</h1>
      <p className="soft">{say('intro')}</p>
      {may('editSettings') && (
        <p>
          <Link to="/components/grid/import">{say('importGrid')}</Link>
        </p>
      )}
      {error && <Failed error={error} onRetry={() => void refetch()} />}
      {!error && !data && <Loading rows={8} />}
      {data?.length === 0 && <Empty title={say('none')}>{say('noneAdvice')}</Empty>}
      {data && data.length > 0 && (
        <WideTable>
          <table className="plain-table">
            <thead>
              <tr>
                <th scope="col">{say('community')}</th>
                <th scope="col">{say('code')}</th>
                <th scope="col">{say('street')}</th>
                <th scope="col" className="number">
                  {say('cells')}
                </th>
                <th scope="col">{say('since')}</th>
                <th scope="col">{say('coming')}</th>
              </tr>
            </thead>
            <tbody>
              {data.map((one) => (
                <tr key={one.code}>
                  <th scope="row">
                    <Link to={`/components/grid/${one.code}`}>{one.name}</Link>
                  </th>
                  <td>{one.code}</td>
                  <td>{one.streetName}</td>
                  <td className="number">{count(one.cells)}</td>
                  <td>{one.since}</td>
                  <td>
                    {one.plannedFrom &&
                      say('comingFrom', { day: one.plannedFrom, cells: count(one.plannedCells ?? 0) })}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </WideTable>
      )}
    </div>
  )
}
