import { Link, useParams, useSearchParams } from 'react-router'
import { useUnits } from '@/shared/reference/reference'
import { Moment } from '@/shared/time/time-left'
import { More } from '@/shared/ui/more'
import { Empty, Failed, Loading } from '@/shared/ui/pieces'
import { WideTable } from '@/shared/ui/wide-table'
import { measures, useCountedCases } from './month'
import { usePeriodName } from './period-name'
import { useWords } from './words'

/** The cases behind one number of the month. */
export function CountedCases() {
  const say = useWords()
  const { period = '' } = useParams()
  const [address] = useSearchParams()
  const list = useCountedCases(period, address)
  const units = useUnits()
  const name = usePeriodName()
  const cases = list.data?.pages.flatMap(({ items }) => items) ?? []
  const hidden = list.data?.pages[0]?.hidden ?? 0
  const measure =
    [...measures, 'leftOut' as const].find((one) => one === address.get('measure')) ?? 'accepted'
  const unit = units.data?.find(({ id }) => id === address.get('unit'))?.name ?? say('allUnits')

  const back = new URLSearchParams(address)
  for (const name of ['measure', 'why', 'unit', 'revision']) back.delete(name)

  return (
    <div className="page narrow">
      <p>
        <Link className="text-link" to={{ pathname: `/month/${period}`, search: back.toString() }}>
          {say('backToMonth')}
        </Link>
      </p>
      <h1>{say('casesOf', { period: name(period), unit, measure: say(measure) })}</h1>
      {list.isPending ? (
        <Loading rows={10} />
      ) : list.error ? (
        <Failed error={list.error} onRetry={() => void list.refetch()} />
      ) : cases.length === 0 ? (
        <Empty title={say(hidden > 0 ? 'noneToSee' : 'noCases')} />
      ) : (
        <WideTable>
          <table className="plain-table">
            <thead>
              <tr>
                <th scope="col">{say('number')}</th>
                <th scope="col">{say('unit')}</th>
                {measure === 'leftOut' && <th scope="col">{say('leftOutWhy')}</th>}
                <th scope="col">{say('received')}</th>
              </tr>
            </thead>
            <tbody>
              {cases.map(({ id, number, unit: holder, why, receivedAt }) => (
                <tr key={id}>
                  <td>
                    <Link className="text-link" to={`/cases/${id}`}>
                      {number}
                    </Link>
                  </td>
                  <td>{holder.name}</td>
                  {measure === 'leftOut' && <td>{why && say(`leftOut.${why}`)}</td>}
                  <td>
                    <Moment at={receivedAt} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </WideTable>
      )}
      {hidden > 0 && <p className="soft">{say('hidden', { count: hidden })}</p>}
      {list.hasNextPage ? (
        <div className="form-keys">
          <More list={list}>{say('more')}</More>
        </div>
      ) : (
        cases.length > 0 && <p className="soft">{say('shown', { count: cases.length })}</p>
      )}
    </div>
  )
}
