import { Link } from 'react-router'
import { Empty, Failed, Loading } from '@/shared/ui/pieces'
import { WideTable } from '@/shared/ui/wide-table'
import { useRulings } from './figures'
import { useWords } from './words'

/** What was ruled on returned cases: what could become a rule of dispatch, when a person makes one of it. */
export function RulingsPage() {
  const say = useWords()
  const { data, error, refetch } = useRulings()
  return (
    <>
      <p className="soft rulings-intro">{say('rulingsIntro')}</p>
      {error ? (
        <Failed error={error} onRetry={() => void refetch()} />
      ) : !data ? (
        <Loading rows={8} />
      ) : data.length === 0 ? (
        <Empty title={say('noRulings')}>{say('noRulingsAdvice')}</Empty>
      ) : (
        <WideTable>
          <table className="plain-table">
            <thead>
              <tr>
                <th scope="col">{say('class')}</th>
                <th scope="col">{say('street')}</th>
                <th scope="col">{say('ruledTo')}</th>
                <th scope="col" className="number">
                  {say('ruledCases')}
                </th>
                <th scope="col" className="number">
                  {say('others')}
                </th>
                <th scope="col">{say('last')}</th>
              </tr>
            </thead>
            <tbody>
              {data.map((one) => (
                <tr key={`${one.classCode} ${one.streetId} ${one.unit.id}`}>
                  <th scope="row">
                    {one.className} <span className="soft">{one.classCode}</span>
                  </th>
                  <td>{one.street ?? <span className="soft">{say('everywhere')}</span>}</td>
                  <td>{one.unit.name}</td>
                  <td className="number">{one.cases}</td>
                  <td className="number">{one.others}</td>
                  <td>
                    <Link className="case-link" to={`/cases/${one.lastCase}`}>
                      {one.lastNumber}
                    </Link>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </WideTable>
      )}
    </>
  )
}
