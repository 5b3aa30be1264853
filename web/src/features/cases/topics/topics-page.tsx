import { Button } from 'antd'
import { Link } from 'react-router'
import { useClassName } from '@/shared/reference/reference'
import { useMay } from '@/shared/session/session'
import { moment } from '@/shared/time/civil-time'
import { useNow } from '@/shared/time/now'
import { Moment } from '@/shared/time/time-left'
import { Empty, Failed, Loading } from '@/shared/ui/pieces'
import { Sparkline } from './sparkline'
import { type Topics, useFindTopics, useTopics } from './topics'
import { useWords } from './words'
import './topics.css'
import { WideTable } from '@/shared/ui/wide-table'

/** What many people write about over weeks, the hottest first. */
export function TopicsPage() {
  const say = useWords()
  const may = useMay()
  const { data, error, refetch } = useTopics()
  const find = useFindTopics()
  return (
    <>
      <p className="soft topics-intro">{say('intro')}</p>
      {error ? (
        <Failed error={error} onRetry={() => void refetch()} />
      ) : !data ? (
        <Loading rows={8} />
      ) : (
        <>
          <div className="topics-head">
            <Found topics={data} />
            {may('findTopics') && (
              <Button loading={find.isPending} onClick={() => find.mutate()}>
                {say('findNow')}
              </Button>
            )}
            {may('exportCases') && data.items.length > 0 && (
              <Button href="/api/cases/topics/export" download>
                {say('export')}
              </Button>
            )}
          </div>
          {data.items.length === 0 ? (
            <Empty title={say('none')}>{say('noneAdvice')}</Empty>
          ) : (
            <TopicTable topics={data} />
          )}
        </>
      )}
    </>
  )
}

function Found({ topics: { search, days } }: { topics: Topics }) {
  const say = useWords()
  const now = useNow()
  const { at, messages, ofMessages } = search
  return (
    <p className="soft" role="status">
      {at
        ? say(messages * 2 > ofMessages ? 'found' : 'sampled', {
            at: moment(at, now),
            days,
            messages,
            of: ofMessages,
          })
        : say('neverFound')}
    </p>
  )
}

function TopicTable({ topics: { items } }: { topics: Topics }) {
  const say = useWords()
  const classOf = useClassName()
  return (
    <WideTable>
      <table className="plain-table topics">
        <thead>
          <tr>
            <th scope="col">{say('title')}</th>
            <th scope="col" className="number">
              {say('cases')}
            </th>
            <th scope="col" className="number">
              {say('people')}
            </th>
            <th scope="col" className="number">
              {say('heat')}
            </th>
            <th scope="col">{say('weeks')}</th>
            <th scope="col">{say('trend')}</th>
            <th scope="col">{say('last')}</th>
          </tr>
        </thead>
        <tbody>
          {items.map((one) => (
            <tr key={one.id}>
              <th scope="row">
                <Link to={`/figures/topics/${one.id}`}>{one.title}</Link>
                <span className="topic-where soft">
                  {[one.place, classOf(one.className)].filter(Boolean).join(' · ')}
                </span>
              </th>
              <td className="number">{one.cases}</td>
              <td className="number">{one.people}</td>
              <td className="number">{one.heat.toFixed(1)}</td>
              <td>
                <Sparkline weeks={one.weeks} />
              </td>
              <td className={`trend-${one.trend}`}>{say(`trend.${one.trend}`)}</td>
              <td>
                <Moment at={one.last} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </WideTable>
  )
}
