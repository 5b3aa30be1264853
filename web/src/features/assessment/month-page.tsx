import { DownloadOutlined } from '@ant-design/icons'
import { Button, Select } from 'antd'
import { Link, useNavigate, useParams, useSearchParams } from 'react-router'
import { count } from '@/shared/numbers'
import { dateWords, moment } from '@/shared/time/civil-time'
import { useNow } from '@/shared/time/now'
import { Empty, Failed, Loading } from '@/shared/ui/pieces'
import { Segmented } from '@/shared/ui/segmented'
import { channelGroups, exportAddress, kinds, type Month, questionOf, useMonth, usePeriods } from './month'
import { casesAddress, MonthTable } from './month-table'
import './month.css'
import { usePeriodName } from './period-name'
import { Publish } from './publish'
import { useWords } from './words'

/** One ranking of a month: which, how it was scored, who stands where, and what of it is published. */
export function MonthPage() {
  const say = useWords()
  const { period = '' } = useParams()
  const [address] = useSearchParams()
  const { data, error, refetch } = useMonth(period, questionOf(address))
  return (
    <div className="page">
      <h1>{say('month')}</h1>
      <Choices period={period} month={data} />
      {error ? (
        <Failed error={error} onRetry={() => void refetch()} />
      ) : !data ? (
        <Loading rows={12} />
      ) : (
        <>
          <Standing month={data} />
          {data.rows.length === 0 ? (
            <Empty title={say('noRows')}>{say('noRowsAdvice')}</Empty>
          ) : (
            <MonthTable month={data} live={questionOf(address).live} />
          )}
          <LeftOut month={data} live={questionOf(address).live} />
          <Formula weights={data.weights} />
          <Revisions month={data} />
        </>
      )}
    </div>
  )
}

const useNarrow = () => {
  const [, setAddress] = useSearchParams()
  return (name: string, value: string | undefined) =>
    setAddress(
      (before) => {
        const next = new URLSearchParams(before)
        if (value) next.set(name, value)
        else next.delete(name)
        return next
      },
      { replace: true },
    )
}

function Choices({ period, month }: { period: string; month: Month | undefined }) {
  const say = useWords()
  const navigate = useNavigate()
  const [address] = useSearchParams()
  const narrow = useNarrow()
  const periods = usePeriods()
  const question = questionOf(address)
  const name = usePeriodName()
  return (
    <div className="page-filters month-choices">
      <Select
        aria-label={say('period')}
        value={period}
        options={(periods.data?.items ?? []).map(({ period: value, running, revision }) => ({
          value,
          label: [name(value), running ? say('running') : !revision && say('notPublished')]
            .filter(Boolean)
            .join(' · '),
        }))}
        onChange={(next) => void navigate({ pathname: `/month/${next}`, search: address.toString() })}
      />
      <Segmented
        aria-label={say('kind')}
        value={question.kind}
        options={kinds.map((value) => ({ value, label: say(`kind.${value}`) }))}
        onChange={(kind) => narrow('kind', kind)}
      />
      <Segmented
        aria-label={say('channels')}
        value={question.channels}
        options={channelGroups.map((value) => ({ value, label: say(`channels.${value}`) }))}
        onChange={(channels) => narrow('channels', channels)}
      />
      {month && month.rows.length > 0 && (
        <Button
          className="month-export"
          type="text"
          icon={<DownloadOutlined aria-hidden="true" />}
          href={exportAddress(period, question)}
          download
        >
          {say('export')}
        </Button>
      )}
    </div>
  )
}

/** From when to when, whether it still moves, what is published, and what may be done about it. */
function Standing({ month }: { month: Month }) {
  const say = useWords()
  const now = useNow()
  const narrow = useNarrow()
  const { published } = month
  return (
    <div className="month-standing">
      <p>
        <span>
          {say('span', {
            from: dateWords(month.from, now),
            to: dateWords(month.to, now),
          })}
        </span>
        {month.running ? (
          <strong>{say('running')}</strong>
        ) : published ? (
          <strong>
            {say('published', {
              revision: published.revision,
              at: moment(published.at, now),
              by: published.by,
            })}
          </strong>
        ) : month.revisions.length > 0 ? (
          <strong>{say('liveShown')}</strong>
        ) : (
          <strong>{say('notPublished')}</strong>
        )}
        {published?.note && <span>{published.note}</span>}
      </p>
      {month.changed && (
        <p>
          {say('changed')}{' '}
          <button type="button" className="link-button" onClick={() => narrow('live', 'true')}>
            {say('showLive')}
          </button>
        </p>
      )}
      {!published && month.revisions.length > 0 && (
        <button type="button" className="link-button" onClick={() => narrow('live', undefined)}>
          {say('showPublished')}
        </button>
      )}
      {month.mayPublish &&
        !month.running &&
        (month.revisions.length === 0 || month.changed || !published) && (
          <Publish period={month.period} first={month.revisions.length === 0} />
        )}
    </div>
  )
}

/** What counts in no number, by reason: nothing is left out without a word. */
function LeftOut({ month, live }: { month: Month; live: boolean }) {
  const say = useWords()
  if (month.leftOut.length === 0) return null
  return (
    <section className="left-out">
      <h2>{say('leftOut')}</h2>
      <ul>
        {month.leftOut.map(({ why, count: number }) => (
          <li key={why}>
            <Link to={casesAddress(month, 'leftOut', undefined, live, why)}>
              {say('leftOutFor', { why: say(`leftOut.${why}`), count: count(number) })}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Formula({ weights }: { weights: Month['weights'] }) {
  const say = useWords()
  return (
    <p className="soft">
      {say('formula', {
        response: weights.response,
        solution: weights.solution,
        satisfaction: weights.satisfaction,
        basic: weights.basicFactor,
      })}
    </p>
  )
}

function Revisions({ month }: { month: Month }) {
  const say = useWords()
  const now = useNow()
  const [address] = useSearchParams()
  if (month.revisions.length === 0) return null
  return (
    <section>
      <h2>{say('revisions')}</h2>
      <ul className="revisions">
        {month.revisions.map(({ revision, at, by, note }) => (
          <li key={revision}>
            <Link
              to={{ pathname: `/month/${month.period}/revisions/${revision}`, search: address.toString() }}
            >
              {say('revision', { revision })}
            </Link>
            <span>{moment(at, now)}</span>
            <span>{by}</span>
            <span>{note}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
