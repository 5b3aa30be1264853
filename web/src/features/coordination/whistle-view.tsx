import type { ReactNode } from 'react'
import { Link, useParams } from 'react-router'
import { aside } from '@/shared/i18n/punctuation'
import { Moment } from '@/shared/time/time-left'
import { PageTitle } from '@/shared/ui/page-title'
import { Failed, Loading } from '@/shared/ui/pieces'
import { Closing } from './closing'
import { Findings } from './findings'
import { Minutes } from './minutes'
import { SummonsPart } from './summons'
import { Tasks } from './tasks'
import { useNewer, useWhistle, type WhistlePage } from './whistle'
import { useWords } from './words'

export function WhistleRoute() {
  const { id = '' } = useParams()
  return <WhistleView key={id} id={id} />
}

/** One whistle: what for, who comes, what was decided, what became of it. */
export function WhistleView({ id }: { id: string }) {
  const say = useWords()
  const { data, error, refetch } = useWhistle(id)
  return (
    <div className="page whistle">
      <p>
        <Link to="/whistles">{say('backToList')}</Link>
      </p>
      {data ? (
        <Whole page={data} />
      ) : error ? (
        <Failed error={error} onRetry={() => void refetch()} />
      ) : (
        <Loading rows={12} />
      )}
    </div>
  )
}

function Whole({ page }: { page: WhistlePage }) {
  const say = useWords()
  const { isNewer, takeIn } = useNewer(page)
  return (
    <article>
      <PageTitle>{page.subject ?? say('erased')}</PageTitle>
      <h1>
        <span className="mark">{say(`kind.${page.kind}`)}</span>
        {page.subject ?? say('erased')}
      </h1>
      <dl className="whistle-facts">
        <Fact name={say('by')}>{page.unit.name}</Fact>
        <Fact name={say('blownAt')}>
          <Moment at={page.blownAt} />
        </Fact>
        {page.leader && <Fact name={say('leader')}>{page.leader}</Fact>}
        {page.place?.name && <Fact name={say('place')}>{page.place.name}</Fact>}
        {page.cases.length > 0 && (
          <Fact name={say('cases')}>
            {page.cases.map(({ id, number, visible }) =>
              visible ? (
                <Link key={id} to={`/cases/${id}`}>
                  {number}
                </Link>
              ) : (
                <span key={id}>{`${number}${aside(say('notYours'))}`}</span>
              ),
            )}
          </Fact>
        )}
        {page.closedAt && (
          <Fact name={say('closed')}>
            <Moment at={page.closedAt} />
          </Fact>
        )}
      </dl>
      {isNewer && (
        <p className="whistle-news" role="status">
          {say('changed')}
          <button type="button" className="link-button" onClick={takeIn}>
            {say('load')}
          </button>
        </p>
      )}
      <SummonsPart page={page} />
      <Findings page={page} />
      <Minutes page={page} />
      <Tasks page={page} />
      <Closing page={page} />
    </article>
  )
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}
