import { Checkbox } from 'antd'
import { Link } from 'react-router'
import { listed } from '@/shared/i18n/punctuation'
import { useUnits } from '@/shared/reference/reference'
import { WideTable } from '@/shared/ui/wide-table'
import { useWords as useRecordWords } from '../components/words'
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

const roles = ['authority', 'owner', 'installer', 'manager', 'maintainer'] as const
type Role = (typeof roles)[number]
type Surveyed = NonNullable<CensusItem['record']>

/** What a field of a record says, in words; empty where it says nothing. */
function useFieldWords() {
  const say = useWords()
  const sayRecord = useRecordWords()
  const all = useUnits().data ?? []
  return (field: string, of: Surveyed | null | undefined): string => {
    if (!of) return ''
    if (roles.includes(field as Role)) return all.find(({ id }) => id === of.units[field as Role])?.name ?? ''
    switch (field) {
      case 'dataSource':
        return sayRecord(`source.${of.dataSource}`)
      case 'accuracy':
        return sayRecord(`accuracy.${of.accuracy}`)
      case 'elevation':
        return of.elevationMetres == null ? '' : say('metres', { metres: of.elevationMetres })
      case 'onTactilePaving':
        return say(of.onTactilePaving ? 'yes' : 'no')
      default: {
        const value = of[field as keyof Surveyed]
        return typeof value === 'string' ? value : ''
      }
    }
  }
}

function Difference({ item }: { item: CensusItem }) {
  const say = useWords()
  const wordsOf = useFieldWords()
  const { change, was, record, fields, metres } = item
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
  const told = fields.map((one) => {
    if (one === 'location' && metres !== undefined && metres !== null)
      return say('movedBy', { metres: metres.toFixed(1) })
    if (one === 'state' && record && was)
      return say('stateFrom', { from: say(`state.${was.state}`), to: say(`state.${record.state}`) })
    const [field, from, value] = [say(`field.${one as 'name'}`), wordsOf(one, was), wordsOf(one, record)]
    return from ? say('fieldFrom', { field, from, value }) : say('fieldNow', { field, value })
  })
  return <>{listed(told)}</>
}
