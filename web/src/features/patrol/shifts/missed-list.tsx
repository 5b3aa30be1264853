import { Button, Select } from 'antd'
import { useState } from 'react'
import { CivilDate } from '@/shared/time/time-left'
import { Empty } from '@/shared/ui/pieces'
import { WideTable } from '@/shared/ui/wide-table'
import type { CoverageOfWeek } from './shift'
import { useWords } from './words'

type Place = CoverageOfWeek['missed'][number]

const orders = ['unseen', 'name', 'kind'] as const
type Order = (typeof orders)[number]

const page = 20

const byName = (one: Place, other: Place) => one.name.localeCompare(other.name, 'zh-CN')

const compare: Record<Order, (one: Place, other: Place) => number> = {
  // What was never seen waits longest.
  unseen: (one, other) => (one.lastSeen ?? '').localeCompare(other.lastSeen ?? '') || byName(one, other),
  name: byName,
  kind: (one, other) => one.kind.localeCompare(other.kind) || byName(one, other),
}

/** What nobody passed in the week: longest unseen first, twenty at a time. */
export function MissedList({ missed }: { missed: readonly Place[] }) {
  const say = useWords()
  const [order, setOrder] = useState<Order>('unseen')
  const [shown, setShown] = useState(page)
  if (missed.length === 0) return <Empty title={say('missedNone')} />
  return (
    <div className="missed-list">
      <Select<Order>
        aria-label={say('order')}
        value={order}
        onChange={setOrder}
        options={orders.map((value) => ({ value, label: say(`order.${value}`) }))}
      />
      <WideTable>
        <table className="plain-table">
          <caption>{say('missed', { count: missed.length })}</caption>
          <thead>
            <tr>
              <th scope="col">{say('place')}</th>
              <th scope="col">{say('lastSeen')}</th>
            </tr>
          </thead>
          <tbody>
            {missed
              .toSorted(compare[order])
              .slice(0, shown)
              .map((one) => (
                <tr key={`${one.kind} ${one.code}`}>
                  <th scope="row">
                    <span className="mark quiet">{say(`kind.${one.kind}`)}</span> {one.name}
                  </th>
                  <td>{one.lastSeen ? <CivilDate of={one.lastSeen} /> : say('neverSeen')}</td>
                </tr>
              ))}
          </tbody>
        </table>
      </WideTable>
      {missed.length > shown && (
        <Button onClick={() => setShown(shown + page)}>
          {say('missedMore', { count: missed.length - shown })}
        </Button>
      )}
    </div>
  )
}
