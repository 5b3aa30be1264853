import { useState } from 'react'
import { Moment, TimeLeft } from '@/shared/time/time-left'
import { Empty } from '@/shared/ui/pieces'
import type { Thing } from './things'
import { useThingName } from './use-thing-name'
import { useWords } from './words'

const columns = ['thing', 'state', 'where', 'time', 'kind'] as const
type Column = (typeof columns)[number]

const keyOf: Record<Column, (thing: Thing) => string> = {
  thing: ({ name }) => name,
  state: ({ state = '' }) => state,
  where: ({ detail }) => detail,
  // What has a deadline comes first, the earliest of all at the top; then what has been so for the longest time.
  time: ({ dueAt, settled, since = '' }) => (dueAt && !settled ? `0${dueAt}` : `1${since}`),
  kind: ({ layer }) => layer,
}

export const sorted = (things: readonly Thing[], by: Column, down: boolean): Thing[] => {
  const order = new Intl.Collator('zh-CN', { numeric: true })
  return [...things].sort((one, other) => {
    const way = order.compare(keyOf[by](one), keyOf[by](other)) || order.compare(one.id, other.id)
    return down ? -way : way
  })
}

interface MapListProps {
  things: readonly Thing[]
  more: boolean
  chosen: string | undefined
  onChoose: (thing: Thing) => void
}

/** What the map shows, line by line: for keyboards, for screen readers, and where there is no map. */
export function MapList({ things, more, chosen, onChoose }: MapListProps) {
  const say = useWords()
  const nameOf = useThingName()
  const [{ by, down }, sortBy] = useState<{ by: Column; down: boolean }>({ by: 'time', down: false })
  if (things.length === 0) return <Empty title={say('emptyList')}>{say('emptyListAdvice')}</Empty>
  return (
    <div className="map-list">
      {more && <p className="soft">{say('more')}</p>}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by a keyboard */}
      <section className="map-table" tabIndex={0} aria-label={say('listTitle')}>
        <table className="plain-table">
          <caption className="unseen">{say('listTitle')}</caption>
          <thead>
            <tr>
              {columns.map((column) => (
                <th
                  key={column}
                  scope="col"
                  aria-sort={by !== column ? 'none' : down ? 'descending' : 'ascending'}
                >
                  <button type="button" onClick={() => sortBy({ by: column, down: by === column && !down })}>
                    {say(column)}
                    <span aria-hidden="true">{by === column ? (down ? ' ↓' : ' ↑') : ''}</span>
                  </button>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {sorted(things, by, down).map((thing) => (
              <tr key={thing.layer + thing.id} data-chosen={thing.id === chosen}>
                <th scope="row">
                  <button type="button" className="link-button" onClick={() => onChoose(thing)}>
                    {nameOf(thing)}
                  </button>
                </th>
                <td className="brief">{thing.state}</td>
                <td>{thing.detail}</td>
                <td>
                  {thing.dueAt && !thing.settled ? (
                    <TimeLeft dueAt={thing.dueAt} from={thing.since} />
                  ) : (
                    thing.since && <Moment at={thing.since} />
                  )}
                </td>
                <td>{thing.layer === 'land' ? '' : say(thing.layer)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </div>
  )
}
