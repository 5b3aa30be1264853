import { Link, useParams, useSearchParams } from 'react-router'
import { score, share } from '@/shared/numbers'
import { moment } from '@/shared/time/civil-time'
import { useNow } from '@/shared/time/now'
import { Failed, Loading } from '@/shared/ui/pieces'
import { type MonthRow, questionOf, type Revised, useRevision } from './month'
import { MonthTable } from './month-table'
import './month.css'
import { WideTable } from '@/shared/ui/wide-table'
import { usePeriodName } from './period-name'
import { useWords } from './words'

/** A revision as it was published, with what it corrected in the one before. */
export function RevisionPage() {
  const say = useWords()
  const { period = '', revision = '' } = useParams()
  const [address] = useSearchParams()
  const { data, error, refetch } = useRevision(period, Number(revision), questionOf(address))
  const now = useNow()
  const name = usePeriodName()
  return (
    <div className="page">
      <p>
        <Link className="text-link" to={{ pathname: `/month/${period}`, search: address.toString() }}>
          {say('backToMonth')}
        </Link>
      </p>
      <h1>
        {name(period)} · {say('revision', { revision })}
      </h1>
      {error ? (
        <Failed error={error} onRetry={() => void refetch()} />
      ) : !data ? (
        <Loading rows={12} />
      ) : (
        <>
          {data.page.published && (
            <p>
              {say('published', {
                revision,
                at: moment(data.page.published.at, now),
                by: data.page.published.by,
              })}{' '}
              {data.page.published.note}
            </p>
          )}
          {Number(revision) > 1 && <Differences differences={data.differences} />}
          <MonthTable month={data.page} live={false} />
        </>
      )}
    </div>
  )
}

const inShort = (row: MonthRow | null | undefined, rank: string) =>
  row
    ? `${rank} ${row.rank ?? ''} · ${score(row.composite)} · ${share(row.responseRate)} / ${share(row.solutionRate)} / ${share(row.satisfactionRate)}`
    : ''

function Differences({ differences }: Pick<Revised, 'differences'>) {
  const say = useWords()
  if (differences.length === 0) return <p className="soft">{say('noDifferences')}</p>
  return (
    <section>
      <h2>{say('differences')}</h2>
      <WideTable>
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col">{say('unit')}</th>
              <th scope="col">{say('before')}</th>
              <th scope="col">{say('after')}</th>
            </tr>
          </thead>
          <tbody>
            {differences.map(({ unit, before, after }) => (
              <tr key={unit.id}>
                <th scope="row">{unit.name}</th>
                <td>{inShort(before, say('rank'))}</td>
                <td>{inShort(after, say('rank'))}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </WideTable>
    </section>
  )
}
