import { useState } from 'react'
import { Link, useParams } from 'react-router'
import { useClassName } from '@/shared/reference/reference'
import { dateWords, moment } from '@/shared/time/civil-time'
import { useNow } from '@/shared/time/now'
import { Failed, Loading } from '@/shared/ui/pieces'
import { WideTable } from '@/shared/ui/wide-table'
import { ClosePlan, PublishPlaces } from './closing'
import { Group } from './group'
import { PlacesTable } from './places-table'
import { type PlanPage, usePlan } from './plan'
import { useWords } from './words'

/** One plan: what it is for, whether it helped, and every place. */
export function PlanRoute() {
  const { id = '' } = useParams()
  const plan = usePlan(id)
  if (plan.error)
    return (
      <div className="page">
        <Failed error={plan.error} onRetry={() => void plan.refetch()} />
      </div>
    )
  return plan.data ? (
    <PlanView page={plan.data} />
  ) : (
    <div className="page">
      <Loading rows={8} />
    </div>
  )
}

function PlanView({ page }: { page: PlanPage }) {
  const say = useWords()
  const [picked, setPicked] = useState<readonly number[]>([])
  return (
    <div className="page plan">
      <p>
        <Link to="/patrol">{say('toPlans')}</Link>
      </p>
      <h1>
        <span className="mark quiet">{say(`kind.${page.kind}`)}</span> {page.title}
        {page.closedAt && <span className="mark">{say('closed')}</span>}
      </h1>
      <Facts page={page} />
      {page.conclusion && (
        <section>
          <h2>{say('conclusion')}</h2>
          <p className="as-typed">{page.conclusion}</p>
          {page.differencesLeft > 0 && <p className="soft">{say('left', { count: page.differencesLeft })}</p>}
        </section>
      )}
      {page.kind === 'census' && page.places.some(({ looks }) => looks.length > 0) && (
        <p>
          <Link to={`/components/censuses/${page.id}`}>{say('census')}</Link>
        </p>
      )}
      {page.effect && <Effect effect={page.effect} />}
      <PlacesTable page={page} picked={picked} onPick={setPicked} />
      <Group page={page} />
      <PublishPlaces page={page} />
      {page.mayPlan && <ClosePlan page={page} />}
    </div>
  )
}

function Facts({ page }: { page: PlanPage }) {
  const say = useWords()
  const classOf = useClassName()
  const now = useNow()
  const facts: [string, React.ReactNode][] = [
    [say('unit'), page.unit.name],
    [say('owner'), page.owner ?? ''],
    [say('days'), say('daysOf', { from: dateWords(page.startsOn, now), to: dateWords(page.endsOn, now) })],
    [say('madeBy'), `${page.madeBy ?? ''} ${moment(page.madeAt, now)}`],
  ]
  if (page.className) facts.push([say('class'), classOf(page.className)])
  if (page.ofCase)
    facts.push([
      say('ofCase'),
      <Link key="case" to={`/cases/${page.ofCase.id}`}>
        {page.ofCase.number}
      </Link>,
    ])
  if (page.openFindings > 0) facts.push([say('found'), say('openFindings', { count: page.openFindings })])
  return (
    <dl className="plan-facts">
      {facts.map(([term, fact]) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>{fact}</dd>
        </div>
      ))}
    </dl>
  )
}

function Effect({ effect }: { effect: NonNullable<PlanPage['effect']> }) {
  const say = useWords()
  const now = useNow()
  return (
    <section>
      <h2 id="plan-effect">{say('effect', { metres: effect.metres })}</h2>
      <WideTable>
        <table className="plain-table plan-effect" aria-labelledby="plan-effect">
          <thead>
            <tr>
              <th scope="col">{say('span')}</th>
              <th scope="col">{say('startsOn')}</th>
              <th scope="col" className="number">
                {say('spanDays')}
              </th>
              <th scope="col" className="number">
                {say('requests')}
              </th>
              <th scope="col" className="number">
                {say('aDay')}
              </th>
            </tr>
          </thead>
          <tbody>
            {(['before', 'during', 'after'] as const).map((span) => {
              const { from, days, requests } = effect[span]
              return (
                <tr key={span}>
                  <th scope="row">{say(span)}</th>
                  <td className="brief">{dateWords(from, now)}</td>
                  {days > 0 ? (
                    <>
                      <td className="number">{days}</td>
                      <td className="number">{requests}</td>
                      <td className="number">{(requests / days).toFixed(2)}</td>
                    </>
                  ) : (
                    <td colSpan={3} className="number soft">
                      {say('notYet')}
                    </td>
                  )}
                </tr>
              )
            })}
          </tbody>
        </table>
      </WideTable>
    </section>
  )
}
