import { Select } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { useClassName } from '@/shared/reference/reference'
import { Empty, Failed, Loading } from '@/shared/ui/pieces'
import { WideTable } from '@/shared/ui/wide-table'
import { type HotPlace, useHotPlaces } from './plan'
import { useWords } from './words'

const spans = [7, 30, 90] as const

/** The form of a plan over a hot place, with what is known of it. */
const watchOf = ({ classCode, place, lon, lat }: HotPlace, title: string) =>
  `/patrol/new?${new URLSearchParams({
    kind: 'watch',
    title: title.slice(0, 100),
    class: classCode,
    place,
    lon: lon.toFixed(6),
    lat: lat.toFixed(6),
  })}`

/** Where the same kind of matter comes again and again: each leads to a watch over it. */
export function HotPlaces() {
  const say = useWords()
  const classOf = useClassName()
  const [days, setDays] = useState<(typeof spans)[number]>(30)
  const hot = useHotPlaces(days)
  return (
    <section className="plans-hot" aria-labelledby="plans-hot">
      <header className="plans-head">
        <div>
          <h2 id="plans-hot">{say('hot')}</h2>
          <p className="soft">{say('hotMeans')}</p>
        </div>
        <Select
          aria-label={say('hotDays')}
          value={days}
          onChange={setDays}
          options={spans.map((value) => ({ value, label: say('hotSpan', { count: value }) }))}
        />
      </header>
      {hot.error && <Failed error={hot.error} onRetry={() => void hot.refetch()} />}
      {hot.isPending && <Loading rows={3} />}
      {hot.data?.items.length === 0 && <Empty title={say('hotNone')}>{say('hotNoneAdvice')}</Empty>}
      {hot.data && hot.data.items.length > 0 && (
        <WideTable>
          <table className="plain-table">
            <thead>
              <tr>
                <th scope="col">{say('place')}</th>
                <th scope="col">{say('class')}</th>
                <th scope="col" className="plan-figure">
                  {say('requests')}
                </th>
                <th scope="col" className="plan-figure">
                  {say('hotBefore')}
                </th>
                <th scope="col" aria-label={say('make')} />
              </tr>
            </thead>
            <tbody>
              {hot.data.items.map((one) => (
                <tr key={`${one.classCode} ${one.lon} ${one.lat}`}>
                  <th scope="row">{one.place}</th>
                  <td>{classOf(one.className)}</td>
                  <td className="plan-figure">{one.requests}</td>
                  <td className="plan-figure">{one.before}</td>
                  <td>
                    <Link
                      to={watchOf(one, say('hotTitle', { class: classOf(one.className), place: one.place }))}
                      aria-label={say('hotWatchOf', { class: classOf(one.className), place: one.place })}
                    >
                      {say('hotWatch')}
                    </Link>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </WideTable>
      )}
    </section>
  )
}
