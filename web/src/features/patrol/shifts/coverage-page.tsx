import { Link, useSearchParams } from 'react-router'
import { count, share } from '@/shared/numbers'
import { isoDate } from '@/shared/time/civil-time'
import { useNow } from '@/shared/time/now'
import { CivilDate } from '@/shared/time/time-left'
import { Empty, Failed, Loading } from '@/shared/ui/pieces'
import { WideTable } from '@/shared/ui/wide-table'
import { PatrolTabs } from '../patrol-tabs'
import { MissedList } from './missed-list'
import { type CoverageOfWeek, mondayOf, useCoverage, weekOf } from './shift'
import { WeekLinks } from './week-links'
import { useWords } from './words'
import './shifts.css'

type Part = CoverageOfWeek['whole']

const percent = (value: number | null | undefined) => (typeof value === 'number' ? share(value) : '–')

/** What of a region the patrol saw in a week, and what it missed. */
export function CoveragePage() {
  const say = useWords()
  const now = useNow()
  const [query] = useSearchParams()
  const monday = mondayOf(query.get('day') ?? isoDate(now))
  const week = weekOf(monday)
  const regionId = query.get('region') ?? undefined
  const coverage = useCoverage(week, regionId)
  const file = `/api/patrol/coverage/export?${new URLSearchParams({ week, ...(regionId && { regionId }) })}`
  return (
    <div className="page">
      <PatrolTabs />
      <header className="plans-head">
        <div>
          <h1>{say('coverage')}</h1>
          <p className="soft">{say('coverageMeans')}</p>
        </div>
        <div className="plan-assign">
          <a href={file} download>
            {say('export')}
          </a>
        </div>
      </header>
      <WeekLinks monday={monday} />
      {coverage.error && <Failed error={coverage.error} onRetry={() => void coverage.refetch()} />}
      {coverage.isPending && <Loading rows={8} />}
      {coverage.data && <Figures coverage={coverage.data} monday={monday} />}
    </div>
  )
}

function Figures({ coverage, monday }: { coverage: CoverageOfWeek; monday: string }) {
  const say = useWords()
  const { whole, parts, streets, missed } = coverage
  if (whole.figures.metres === 0 && whole.figures.cells === 0)
    return <Empty title={say('noRoads')}>{say('noRoadsAdvice')}</Empty>
  return (
    <>
      {whole.figures.metresSeen === 0 && whole.figures.cellsSeen === 0 && (
        <p className="notice">{say('nothingSeen')}</p>
      )}
      <WideTable>
        <table className="plain-table">
          <caption>{say('byRegion')}</caption>
          <thead>
            <tr>
              <th scope="col">{say('area')}</th>
              <th scope="col" className="plan-figure">
                {say('metres')}
              </th>
              <th scope="col" className="plan-figure">
                {say('share')}
              </th>
              <th scope="col" className="plan-figure">
                {say('cellsSeen')}
              </th>
              <th scope="col" className="plan-figure">
                {say('cellShare')}
              </th>
            </tr>
          </thead>
          <tbody>
            {parts.map((part) => (
              <Region key={part.regionId} part={part} to={`?day=${monday}&region=${part.regionId}`} />
            ))}
          </tbody>
          <tfoot>
            <Region part={whole} />
          </tfoot>
        </table>
      </WideTable>
      <div className="shift-halves">
        <WideTable>
          <table className="plain-table">
            <caption>{say('byStreet')}</caption>
            <thead>
              <tr>
                <th scope="col">{say('kind.street')}</th>
                <th scope="col" className="plan-figure">
                  {say('metres')}
                </th>
                <th scope="col" className="plan-figure">
                  {say('share')}
                </th>
                <th scope="col">{say('lastSeen')}</th>
              </tr>
            </thead>
            <tbody>
              {streets.map((street) => (
                <tr key={street.roadId}>
                  <th scope="row">{street.name}</th>
                  <td className="plan-figure">{count(Math.round(street.metres))}</td>
                  <td className="plan-figure">{percent(street.share)}</td>
                  <td>{street.lastSeen ? <CivilDate of={street.lastSeen} /> : say('neverSeen')}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </WideTable>
        <MissedList missed={missed} />
      </div>
    </>
  )
}

function Region({ part: { name, figures }, to }: { part: Part; to?: string }) {
  return (
    <tr>
      <th scope="row">{to ? <Link to={to}>{name}</Link> : name}</th>
      <td className="plan-figure">{count(Math.round(figures.metres))}</td>
      <td className="plan-figure">{percent(figures.share)}</td>
      <td className="plan-figure">
        {count(figures.cellsSeen)} / {count(figures.cells)}
      </td>
      <td className="plan-figure">{percent(figures.cellShare)}</td>
    </tr>
  )
}
