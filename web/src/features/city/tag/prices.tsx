import type { Got } from '@/shared/api/types'
import { dateWords } from '@/shared/time/civil-time'
import { useNow } from '@/shared/time/now'
import './prices.css'
import { useWords } from './words'

type Shown = NonNullable<Got<'/api/components/tags/{code}'>['prices']>
type Row = Shown['now']

const yuan = (fen: number) => (fen / 100).toFixed(2)

/** Midnight as the end of a day. */
const clock = (time: string, end = false) => (end && time.startsWith('00:00') ? '24:00' : time.slice(0, 5))

/** What a charger costs now, at each hour of the day, and from a day to come. */
export function Prices({ prices }: { prices: Shown }) {
  const say = useWords()
  const today = useNow()
  const { now, day, parkingFen, from, coming } = prices
  return (
    <section className="stack" aria-labelledby="tag-prices">
      <h2 id="tag-prices">{say('tariff')}</h2>
      <p role="status">
        <strong>{say('priceNow', { yuan: yuan(now.energyFen + now.serviceFen) })}</strong>{' '}
        {say('priceParts', { energy: yuan(now.energyFen), service: yuan(now.serviceFen) })}
        {day.length > 1 && ` ${say('priceUntil', { until: clock(now.until, true) })}`}
      </p>
      {day.length > 1 && <DayTable caption={say('pricesToday')} rows={day} now={now} />}
      <p>{parkingFen > 0 ? say('parking', { yuan: yuan(parkingFen) }) : say('parkingFree')}</p>
      <p className="hint">{say('pricesSince', { day: dateWords(from, today) })}</p>
      {coming && (
        <details>
          <summary>{say('pricesComing', { day: dateWords(coming.from, today) })}</summary>
          <DayTable caption={say('pricesComing', { day: dateWords(coming.from, today) })} rows={coming.day} />
          <p>
            {coming.parkingFen > 0 ? say('parking', { yuan: yuan(coming.parkingFen) }) : say('parkingFree')}
          </p>
        </details>
      )}
    </section>
  )
}

function DayTable({ caption, rows, now }: { caption: string; rows: readonly Row[]; now?: Row }) {
  const say = useWords()
  return (
    <table className="price-table">
      <caption className="unseen">{caption}</caption>
      <thead>
        <tr>
          {(['hours', 'part', 'energyHead', 'serviceHead', 'sum'] as const).map((head) => (
            <th key={head} scope="col">
              {say(head)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => {
          const holds = row.from === now?.from
          return (
            <tr key={row.from} aria-current={holds ? 'time' : undefined}>
              <th scope="row">
                {clock(row.from)}–{clock(row.until, true)}
                {holds && <span className="price-now"> {say('holdsNow')}</span>}
              </th>
              <td>{row.kind ? say(`price.${row.kind}`) : say('allDay')}</td>
              <td>{yuan(row.energyFen)}</td>
              <td>{yuan(row.serviceFen)}</td>
              <td>{yuan(row.energyFen + row.serviceFen)}</td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
