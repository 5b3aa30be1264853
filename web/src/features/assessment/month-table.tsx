import { Link } from 'react-router'
import { count, score, share } from '@/shared/numbers'
import { WideTable } from '@/shared/ui/wide-table'
import { type Measure, type Month, type MonthRow, measures, rates } from './month'
import { useWords } from './words'

interface MonthTableProps {
  month: Month
  /** Whether the present figures were asked for though others are published. */
  live: boolean
}

/** The address of the cases that a number counts. */
export const casesAddress = (
  { period, kind, channels, revision }: Pick<Month, 'period' | 'kind' | 'channels' | 'revision'>,
  measure: Measure,
  unitId: string | undefined,
  live: boolean,
  why?: Month['leftOut'][number]['why'],
): string => {
  const query = new URLSearchParams({ kind, channels, measure, ...(why ? { why } : {}) })
  if (unitId) query.set('unit', unitId)
  if (live) query.set('live', 'true')
  else if (revision) query.set('revision', String(revision))
  return `/month/${period}/cases?${query}`
}

/** The table as it is published: every count a link to its cases. */
export function MonthTable({ month, live }: MonthTableProps) {
  const say = useWords()
  return (
    <WideTable>
      <table className="plain-table month-table">
        <thead>
          <tr>
            <th scope="col" className="number">
              {say('rank')}
            </th>
            <th scope="col">{say('unit')}</th>
            <th scope="col" className="number">
              {say('composite')}
            </th>
            {rates.map((rate) => (
              <th key={rate} scope="col" className="number">
                {say(rate)}
              </th>
            ))}
            {measures.map((measure) => (
              <th key={measure} scope="col" className="number">
                {say(measure)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {month.rows.map((row) => (
            <Line key={row.unit?.id} row={row} month={month} live={live} />
          ))}
        </tbody>
        <tfoot>
          <Line row={month.summary} month={month} live={live} />
        </tfoot>
      </table>
    </WideTable>
  )
}

function Line({ row, month, live }: MonthTableProps & { row: MonthRow }) {
  const say = useWords()
  const unit = row.unit?.name ?? say('summary')
  return (
    <tr>
      <td className="number rank">{row.rank}</td>
      <th scope="row">{unit}</th>
      <td className="number composite">{score(row.composite)}</td>
      {rates.map((rate) => (
        <td key={rate} className="number">
          {share(row[rate], 1)}
        </td>
      ))}
      {measures.map((measure) => (
        <td key={measure} className="number">
          {row[measure] > 0 ? (
            <Link
              to={casesAddress(month, measure, row.unit?.id, live)}
              aria-label={say('toCases', { unit, measure: say(measure), count: row[measure] })}
            >
              {count(row[measure])}
            </Link>
          ) : (
            '0'
          )}
        </td>
      ))}
    </tr>
  )
}
