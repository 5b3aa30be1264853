import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { Link, useParams } from 'react-router'
import { api, body } from '@/shared/api/client'
import { coordinates } from '@/shared/map/points'
import { count } from '@/shared/numbers'
import { asLocal } from '@/shared/time/civil-time'
import { Empty, Failed, Loading } from '@/shared/ui/pieces'
import { WideTable } from '@/shared/ui/wide-table'
import { lengthOfTrack, milestones, type TrackPoint } from './track'
import { useWords } from './words'
import '@/shared/map/case-map.css'
import './shifts.css'

const TrackMap = lazy(() => import('./track-map').then(({ TrackMap }) => ({ default: TrackMap })))

/** Where an inspector went on duty. Each look is written down, so nothing is asked before somebody says that he wants to see it. */
export function TrackPage() {
  const say = useWords()
  const { id = '' } = useParams()
  const [wanted, setWanted] = useState(false)
  const track = useQuery({
    queryKey: ['patrol-track', id],
    queryFn: () => body(api.GET('/api/patrol/shifts/{id}/track', { params: { path: { id } } })),
    enabled: wanted,
    retry: false,
    // One look, one trace: it is not asked again behind anybody's back.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  })
  return (
    <div className="page">
      <p>
        <Link to="/patrol/shifts">{say('toShifts')}</Link>
      </p>
      <h1>{say('track')}</h1>
      <p className="notice">{say('trackTraced')}</p>
      {!wanted && (
        <Button type="primary" onClick={() => setWanted(true)}>
          {say('trackShow')}
        </Button>
      )}
      {track.error && <Failed error={track.error} />}
      {track.isLoading && <Loading rows={6} />}
      {track.data?.points.length === 0 && <Empty title={say('trackNone')}>{say('trackNoneAdvice')}</Empty>}
      {track.data && track.data.points.length > 0 && <Way points={track.data.points} />}
    </div>
  )
}

function Way({ points }: { points: readonly TrackPoint[] }) {
  const say = useWords()
  const odd = points.filter(({ implausible }) => implausible).length
  return (
    <>
      <p>
        {say('trackLength', { metres: count(Math.round(lengthOfTrack(points))), count: points.length })}
        {odd > 0 && ` ${say('trackOdd', { count: odd })}`}
      </p>
      <div className="case-map-frame track-map">
        <Suspense>
          <TrackMap points={points} />
        </Suspense>
      </div>
      <WideTable>
        <table className="plain-table">
          <caption>{say('trackList')}</caption>
          <thead>
            <tr>
              <th scope="col">{say('trackAt')}</th>
              <th scope="col">{say('place')}</th>
              <th scope="col" className="plan-figure">
                {say('trackWithin')}
              </th>
            </tr>
          </thead>
          <tbody>
            {milestones(points).map(({ seq, at, lon, lat, accuracyMetres }) => (
              <tr key={seq}>
                <th scope="row">{asLocal(at).slice(11)}</th>
                <td>{coordinates([lon, lat])}</td>
                <td className="plan-figure">{Math.round(accuracyMetres)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </WideTable>
    </>
  )
}
