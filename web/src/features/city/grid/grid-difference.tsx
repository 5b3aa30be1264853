import { Button, Input } from 'antd'
import { useState } from 'react'
import { count } from '@/shared/numbers'
import { isoDate } from '@/shared/time/civil-time'
import { useNow } from '@/shared/time/now'
import { Fault } from '@/shared/ui/fault'
import { type CellChange, type Drawing, type GridDifference, usePlanGrid } from './grid'
import { useWords } from './words'

const changes = ['added', 'redrawn', 'described', 'gone', 'same'] as const satisfies readonly CellChange[]

/** How many cells of each kind of change, and which. */
export function CellChanges({ cells }: Pick<GridDifference, 'cells'>) {
  const say = useWords()
  return (
    <dl className="grid-counts">
      {changes.map((change) => {
        const codes = cells.filter((cell) => cell.change === change).map(({ code }) => code.slice(-3))
        return (
          codes.length > 0 && (
            <div key={change}>
              <dt>
                {say(change)} {count(codes.length)}
              </dt>
              <dd>{codes.join(' ')}</dd>
            </div>
          )
        )
      })}
    </dl>
  )
}

interface GridDifferenceProps {
  drawing: Drawing
  difference: GridDifference
  mayPlan: boolean
  onPlanned: () => void
}

/** What the drawn grid would change, cell by cell; only then from which day it holds. */
export function GridDifferenceView({ drawing, difference, mayPlan, onPlanned }: GridDifferenceProps) {
  const say = useWords()
  const today = isoDate(useNow())
  const [from, setFrom] = useState(today)
  const plan = usePlanGrid(onPlanned)
  const { cells, components, regridded, version } = difference
  const same = cells.every(({ change }) => change === 'same')
  return (
    <section aria-labelledby="grid-difference">
      <h2 id="grid-difference">{say('difference')}</h2>
      <CellChanges cells={cells} />
      {same ? (
        <p role="status">{say('noDifference')}</p>
      ) : (
        <>
          <p role="status">
            {components === 0
              ? say('noComponents')
              : say('regridded', { components: count(components), regridded: count(regridded) })}
          </p>
          {mayPlan && (
            <form
              className="page-filters"
              onSubmit={(event) => {
                event.preventDefault()
                plan.mutate({ ...drawing, from, version })
              }}
            >
              <label htmlFor="grid-from">{say('from')}</label>
              <Input
                id="grid-from"
                type="date"
                required
                className="components-day"
                min={today}
                value={from}
                onChange={({ target }) => setFrom(target.value)}
              />
              <Button type="primary" htmlType="submit" loading={plan.isPending}>
                {say('plan')}
              </Button>
            </form>
          )}
          <Fault error={plan.error} />
        </>
      )}
    </section>
  )
}
