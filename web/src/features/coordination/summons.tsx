import { Button } from 'antd'
import { useState } from 'react'
import { api, body } from '@/shared/api/client'
import { type Fix, usePosition } from '@/shared/map/position'
import { moment } from '@/shared/time/civil-time'
import { useNow } from '@/shared/time/now'
import { Moment, TimeLeft } from '@/shared/time/time-left'
import { WideTable } from '@/shared/ui/wide-table'
import { Fault } from './fault'
import { SummonForm } from './summon-form'
import { type Summons, standingOf, useAct, type WhistlePage } from './whistle'
import { useWords } from './words'

/** Who was called, by when, and whether they are there. */
export function SummonsPart({ page }: { page: WhistlePage }) {
  const say = useWords()
  return (
    <section>
      <h2>{say('summons')}</h2>
      <Answer page={page} />
      <WideTable>
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col">{say('unit')}</th>
              <th scope="col">{say('reportBy')}</th>
              <th scope="col">{say('state')}</th>
              <th scope="col">{say('at')}</th>
            </tr>
          </thead>
          <tbody>
            {page.summons.map((one) => (
              <Row key={one.unit.id} page={page} one={one} />
            ))}
          </tbody>
        </table>
      </WideTable>
      <SummonForm page={page} />
    </section>
  )
}

function Row({ page, one }: { page: WhistlePage; one: Summons }) {
  const say = useWords()
  const now = useNow()
  return (
    <tr>
      <th scope="row">
        {one.unit.name}
        {one.calledAt && (
          <p className="soft">
            {say('calledLater', { at: moment(one.calledAt, now), reason: one.reason ?? say('erased') })}
          </p>
        )}
      </th>
      <td>
        {one.arrivedAt || page.closedAt ? (
          <Moment at={one.reportBy} />
        ) : (
          <TimeLeft dueAt={one.reportBy} from={one.calledAt ?? page.blownAt} />
        )}
      </td>
      <td>
        {say(`summons.${standingOf(one, Boolean(page.closedAt))}`)}
        {one.escalations.map(({ level, at, to }) => (
          <p key={level} className="soft">
            {say(`level.${level}`, { at: moment(at, now), to: to.name })}
          </p>
        ))}
      </td>
      <td>
        {one.arrivedAt && (
          <>
            <Moment at={one.arrivedAt} /> {one.arrivedBy}
            <span className="soft">
              {' '}
              {one.distanceMetres == null
                ? say('noPosition')
                : say('distance', { metres: one.distanceMetres })}
            </span>
          </>
        )}
      </td>
    </tr>
  )
}

/** What one's own unit does, whatever the others did meanwhile, so on no version: says that it has heard, and signs in on site. */
function Answer({ page }: { page: WhistlePage }) {
  const say = useWords()
  const [fix, setFix] = useState<Fix>()
  const { position, ask } = usePosition(setFix)
  const path = { path: { id: page.id } }
  const acknowledge = useAct(
    () => body(api.POST('/api/whistles/{id}/acknowledge', { params: path })),
    say('didAcknowledge'),
  )
  const signIn = useAct(
    (at: Fix | undefined) =>
      body(
        api.POST('/api/whistles/{id}/sign-in', {
          params: path,
          body: at ? { lon: at.at[0], lat: at.at[1], accuracyMetres: at.accuracy } : {},
        }),
      ),
    say('didSignIn'),
  )
  if (!page.possible.acknowledge && !page.possible.signIn) return null
  return (
    <div className="whistle-answer">
      <Fault error={acknowledge.error ?? signIn.error} />
      <div className="form-keys">
        {page.possible.acknowledge && (
          <Button
            type="primary"
            loading={acknowledge.isPending}
            onClick={() => acknowledge.mutate(undefined)}
          >
            {say('acknowledge')}
          </Button>
        )}
        {page.possible.signIn && position.state === 'idle' && <Button onClick={ask}>{say('signIn')}</Button>}
        {page.possible.signIn && position.state !== 'idle' && (
          <>
            <Button
              type="primary"
              disabled={!fix}
              loading={signIn.isPending}
              onClick={() => signIn.mutate(fix)}
            >
              {say('signIn')}
            </Button>
            <Button onClick={() => signIn.mutate(undefined)}>{say('signInWithout')}</Button>
            <span role="status" className="soft">
              {fix
                ? say('position', { metres: fix.accuracy })
                : position.state === 'failed'
                  ? say('noFix')
                  : say('locating')}
            </span>
          </>
        )}
      </div>
    </div>
  )
}
