import { Checkbox } from 'antd'
import { Link } from 'react-router'
import { listed } from '@/shared/i18n/punctuation'
import { useUnits } from '@/shared/reference/reference'
import { WideTable } from '@/shared/ui/wide-table'
import type { CensusItem } from './census'
import { useFaultWords, useWords } from './words'

interface DifferenceTableProps {
  items: readonly CensusItem[]
  marked: ReadonlySet<number>
  /** Left out for whoever may not decide. */
  onMark: ((marked: ReadonlySet<number>) => void) | undefined
}

/** Differences one by one: what is on record, what was surveyed, what became of it. */
export function DifferenceTable({ items, marked, onMark }: DifferenceTableProps) {
  const say = useWords()
  const sayFault = useFaultWords()
  const open = items.filter(({ decision }) => !decision).map(({ n }) => n)
  const toggle = (n: number) => {
    const next = new Set(marked)
    if (!next.delete(n)) next.add(n)
    onMark?.(next)
  }
  return (
    <WideTable>
      <table className="plain-table difference-table">
        <thead>
          <tr>
            {onMark && (
              <th scope="col">
                <Checkbox
                  aria-label={say('markAll')}
                  disabled={open.length === 0}
                  checked={open.length > 0 && open.every((n) => marked.has(n))}
                  onChange={({ target }) => onMark(new Set(target.checked ? open : []))}
                >
                  <span className="difference-all">{say('markAll')}</span>
                </Checkbox>
              </th>
            )}
            <th scope="col">{say('item')}</th>
            <th scope="col">{say('change')}</th>
            <th scope="col">{say('component')}</th>
            <th scope="col">{say('difference')}</th>
            <th scope="col">{say('decision')}</th>
          </tr>
        </thead>
        <tbody>
          {items.map((one) => (
            <tr key={one.n}>
              {onMark && (
                <td>
                  {!one.decision && (
                    <Checkbox
                      aria-label={say('markOne', { n: one.n })}
                      checked={marked.has(one.n)}
                      onChange={() => toggle(one.n)}
                    />
                  )}
                </td>
              )}
              <th scope="row">{one.n}</th>
              <td>{say(`change.${one.change}`)}</td>
              <td className="difference-component">
                {one.componentId ? (
                  <Link to={`/components/${one.componentId}`}>
                    {one.code} {one.name}
                  </Link>
                ) : (
                  [one.record?.code, one.record?.name].filter(Boolean).join(' ')
                )}
              </td>
              <td className="difference-what">
                <Difference item={one} />
              </td>
              <td className="difference-decision">
                {say(`decision.${(one.decision ?? 'open') as 'open'}`)}
                {one.fault && (
                  <span className="soft census-fault">
                    {[sayFault(one.fault), one.faultDetail].filter(Boolean).join(' ')}
                  </span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </WideTable>
  )
}

/** Who would answer for a new one. */
function Answers({ units }: { units: Readonly<Record<string, string>> }) {
  const say = useWords()
  const all = useUnits().data ?? []
  const named = (['authority', 'owner'] as const).flatMap((role) => {
    const name = all.find(({ id }) => id === units[role])?.name
    return name ? [say('answersNow', { role: say(`answers.${role}`), unit: name })] : []
  })
  return named.length > 0 ? <div className="soft">{listed(named)}</div> : null
}

function Difference({ item }: { item: CensusItem }) {
  const say = useWords()
  const { change, record, fields, metres, state } = item
  if (change === 'gone') return <>{say('goneMeans')}</>
  if (change === 'new' && record)
    return (
      <>
        {say('newMeans', {
          classCode: record.classCode,
          at: `${record.lon.toFixed(6)}, ${record.lat.toFixed(6)}`,
        })}
        <Answers units={record.units} />
      </>
    )
  const told = fields.map((field) => {
    if (field === 'location' && metres !== undefined && metres !== null)
      return say('movedBy', { metres: metres.toFixed(1) })
    if (field === 'state' && record && state)
      return say('stateFrom', { from: say(`state.${state}`), to: say(`state.${record.state}`) })
    const value = record?.[field as keyof typeof record]
    const name = say(`field.${field as 'name'}`)
    return typeof value === 'string' ? say('fieldNow', { field: name, value }) : name
  })
  return <>{listed(told)}</>
}
