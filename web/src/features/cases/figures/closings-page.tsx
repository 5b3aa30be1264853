import { useInfiniteQuery } from '@tanstack/react-query'
import { Link, useSearchParams } from 'react-router'
import { api, body } from '@/shared/api/client'
import { useUnits } from '@/shared/reference/reference'
import { dateWords } from '@/shared/time/civil-time'
import { useNow } from '@/shared/time/now'
import { Moment } from '@/shared/time/time-left'
import { More } from '@/shared/ui/more'
import { Empty, Failed, Loading } from '@/shared/ui/pieces'
import { WideTable } from '@/shared/ui/wide-table'
import { type CoverageNumber, coverageNumbers } from './figures'
import { useWords } from './words'

/** What stands behind one number of the coverage: each time that a case was closed. */
export function ClosingsPage() {
  const say = useWords()
  const [address] = useSearchParams()
  const units = useUnits()
  const now = useNow()
  const number = coverageNumbers.find((one) => one === address.get('number')) ?? 'callBackDue'
  const list = useClosings(number, address)
  const closings = list.data?.pages.flatMap(({ items }) => items) ?? []
  const hidden = list.data?.pages[0]?.hidden ?? 0
  const unit = units.data?.find(({ id }) => id === address.get('unit'))?.name ?? say('ownUnits')
  const [from, to] = [address.get('from') ?? '', address.get('to') ?? '']
  const back = new URLSearchParams(address)
  back.delete('number')
  return (
    <section>
      <p>
        <Link className="text-link" to={{ pathname: '/figures', search: back.toString() }}>
          {say('backToFigures')}
        </Link>
      </p>
      <h2>{say(`number.${number}`)}</h2>
      <p className="soft">
        {say('closingsOf', { unit, from: from && dateWords(from, now), to: to && dateWords(to, now) })}
      </p>
      {list.isPending ? (
        <Loading rows={10} />
      ) : list.error ? (
        <Failed error={list.error} onRetry={() => void list.refetch()} />
      ) : closings.length === 0 ? (
        <Empty title={say(hidden > 0 ? 'noneToSee' : 'noClosings')} />
      ) : (
        <WideTable>
          <table className="plain-table">
            <thead>
              <tr>
                <th scope="col">{say('caseNumber')}</th>
                <th scope="col">{say('unit')}</th>
                <th scope="col">{say('receivedAt')}</th>
                <th scope="col">{say('closedAt')}</th>
              </tr>
            </thead>
            <tbody>
              {closings.map((one) => (
                <tr key={`${one.id} ${one.closedAt}`}>
                  <td>
                    <Link className="text-link" to={`/cases/${one.id}`}>
                      {one.number}
                    </Link>
                  </td>
                  <td>{one.unit.name}</td>
                  <td>
                    <Moment at={one.receivedAt} />
                  </td>
                  <td>
                    <Moment at={one.closedAt} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </WideTable>
      )}
      {hidden > 0 && <p className="soft">{say('hiddenClosings', { count: hidden })}</p>}
      {list.hasNextPage && (
        <div className="form-keys">
          <More list={list}>{say('moreClosings')}</More>
        </div>
      )}
    </section>
  )
}

const useClosings = (number: CoverageNumber, address: URLSearchParams) => {
  const asked = Object.fromEntries(
    (['unit', 'from', 'to'] as const).flatMap((name) => {
      const value = address.get(name)
      return value ? [[name, value]] : []
    }),
  )
  return useInfiniteQuery({
    queryKey: ['closings', number, asked],
    queryFn: ({ pageParam }) =>
      body(
        api.GET('/api/cases/figures/closings', {
          params: { query: { number, ...asked, ...(pageParam ? { cursor: pageParam } : {}) } },
        }),
      ),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next ?? undefined,
  })
}
