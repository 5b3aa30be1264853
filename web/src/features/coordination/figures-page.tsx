import { Input } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { isoDate } from '@/shared/time/civil-time'
import { now } from '@/shared/time/now'
import { Empty, Failed, Loading } from '@/shared/ui/pieces'
import { WideTable } from '@/shared/ui/wide-table'
import { useFigures } from './whistle'
import { useWords } from './words'

const day = 24 * 3_600_000
const counts = ['called', 'inTime', 'late', 'notCome', 'escalated'] as const
const heads = {
  called: 'called',
  inTime: 'inTime',
  late: 'lateCount',
  notCome: 'notCome',
  escalated: 'escalatedCount',
} as const

/** How each unit comes when it is called, and how it calls. */
export function FiguresPage() {
  const say = useWords()
  const [days, setDays] = useState(() => ({
    from: isoDate(new Date(now().getTime() - 29 * day)),
    to: isoDate(now()),
  }))
  const figures = useFigures(days)
  const change = (changes: Partial<typeof days>) =>
    Object.values(changes).every(Boolean) && setDays((before) => ({ ...before, ...changes }))
  return (
    <div className="page">
      <p>
        <Link to="/whistles">{say('backToList')}</Link>
      </p>
      <h1>{say('figures')}</h1>
      <p className="soft">{say('figuresIntro')}</p>
      <search className="page-filters">
        {(['from', 'to'] as const).map((end) => (
          <span key={end}>
            <label htmlFor={`figures-${end}`}>{say(end)}</label>{' '}
            <Input
              id={`figures-${end}`}
              type="date"
              className="whistle-day"
              value={days[end]}
              onChange={({ target }) => change({ [end]: target.value })}
            />
          </span>
        ))}
      </search>
      {figures.error && <Failed error={figures.error} onRetry={() => void figures.refetch()} />}
      {figures.isPending && <Loading rows={8} />}
      {figures.data &&
        (figures.data.rows.length === 0 ? (
          <Empty title={say('noFigures')}>{say('noFiguresAdvice')}</Empty>
        ) : (
          <Table rows={figures.data.rows} />
        ))}
    </div>
  )
}

type Rows = NonNullable<ReturnType<typeof useFigures>['data']>['rows']

/** Hundredths of a point as people write them. */
const points = (hundredths: number | null | undefined) =>
  hundredths == null ? '–' : (hundredths / 100).toFixed(2)

function Table({ rows }: { rows: Rows }) {
  const say = useWords()
  return (
    <WideTable>
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">{say('unit')}</th>
            {counts.map((one) => (
              <th key={one} scope="col" className="number">
                {say(heads[one])}
              </th>
            ))}
            <th scope="col" className="number">
              {say('asResponder')}
            </th>
            <th scope="col" className="number">
              {say('blown')}
            </th>
            <th scope="col" className="number">
              {say('asCaller')}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.unitId}>
              <th scope="row">{row.name}</th>
              {counts.map((one) => (
                <td key={one} className="number">
                  {row[one]}
                </td>
              ))}
              <td className="number">{points(row.asResponder)}</td>
              <td className="number">{row.blown}</td>
              <td className="number">{points(row.asCaller)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </WideTable>
  )
}
