import { App, Button, InputNumber } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { Link, useParams } from 'react-router'
import { count } from '@/shared/numbers'
import { useMay } from '@/shared/session/session'
import { Fault } from '@/shared/ui/fault'
import { Failed, Loading } from '@/shared/ui/pieces'
import { WideTable } from '@/shared/ui/wide-table'
import {
  type CommunityGrid,
  type Drawing,
  gridAddress,
  useCells,
  useDifference,
  useGrids,
  useWithdrawPlan,
} from './grid'
import { GridDifferenceView } from './grid-difference'
import { useWords } from './words'

const GridMap = lazy(() => import('./grid-map').then(({ GridMap }) => ({ default: GridMap })))

const usualSide = 100

/** One community: its grid drawn anew by rule, what that would change, and from which day it holds. */
export function GridView() {
  const say = useWords()
  const { community } = useParams()
  const { data, error, refetch } = useGrids()
  const one = data?.find(({ code }) => code === community)
  return (
    <div className="page">
      <p>
        <Link to="/components/grid">{say('toGrids')}</Link>
      </p>
      {error && <Failed error={error} onRetry={() => void refetch()} />}
      {!error && !data && <Loading rows={8} />}
      {data && !one && <p role="status">{say('unknown')}</p>}
      {one && <CommunityView key={one.code} one={one} />}
    </div>
  )
}

function CommunityView({ one }: { one: CommunityGrid }) {
  const say = useWords()
  const may = useMay()
  const { message } = App.useApp()
  const [side, setSide] = useState<number | null>(usualSide)
  const [drawing, draw] = useState<Drawing>()
  const difference = useDifference(drawing)
  return (
    <>
      <h1>{say('gridOf', { name: one.name })}</h1>
      <p>{one.since ? say('holds', { cells: count(one.cells), day: one.since }) : say('holdsNone')}</p>
      <Planned one={one} />
      <form
        className="page-filters"
        onSubmit={(event) => {
          event.preventDefault()
          if (side) draw({ community: one.code, side })
        }}
      >
        <label htmlFor="grid-side">{say('side')}</label>
        <InputNumber id="grid-side" min={50} max={1000} precision={0} value={side} onChange={setSide} />
        <Button htmlType="submit" disabled={!side} loading={difference.isFetching}>
          {say('draw')}
        </Button>
      </form>
      <div className="grid-work">
        <Suspense fallback={<Loading rows={8} />}>
          <GridMap community={one} drawing={drawing} />
        </Suspense>
        <div>
          <Fault error={difference.error} />
          {!drawing && <p className="soft">{say('drawAdvice')}</p>}
          {drawing && difference.data && (
            <GridDifferenceView
              drawing={drawing}
              difference={difference.data}
              mayPlan={may('editSettings')}
              onPlanned={() => {
                draw(undefined)
                void message.success(say('planned'))
              }}
            />
          )}
        </div>
      </div>
      <CellTable community={one.code} />
    </>
  )
}

/** Cell by cell what its survey says. */
function CellTable({ community }: { community: string }) {
  const say = useWords()
  const { data, error, refetch } = useCells(community)
  return (
    <section aria-labelledby="grid-cells">
      <h2 id="grid-cells">{say('cellsOf')}</h2>
      {error && <Failed error={error} onRetry={() => void refetch()} />}
      {!error && !data && <Loading rows={4} />}
      {data?.length === 0 && <p className="soft">{say('holdsNone')}</p>}
      {data && data.length > 0 && (
        <>
          <p>
            <a href={gridAddress(community)} download={`${community}.geojson`}>
              {say('download')}
            </a>
          </p>
          <WideTable>
            <table className="plain-table">
              <thead>
                <tr>
                  <th scope="col">{say('cell')}</th>
                  <th scope="col" className="number">
                    {say('area')}
                  </th>
                  <th scope="col" className="number">
                    {say('length')}
                  </th>
                  <th scope="col">{say('landUse')}</th>
                  <th scope="col">{say('management')}</th>
                  <th scope="col">{say('body')}</th>
                  <th scope="col">{say('validFrom')}</th>
                </tr>
              </thead>
              <tbody>
                {data.map((cell) => (
                  <tr key={cell.code}>
                    <th scope="row">{cell.code}</th>
                    <td className="number">{count(cell.area)}</td>
                    <td className="number">{count(cell.length)}</td>
                    <td>{cell.landUse}</td>
                    <td>{cell.management}</td>
                    <td>
                      {cell.bodyFrom === 'territory'
                        ? say('byTerritory', { name: cell.body ?? '' })
                        : cell.body}
                    </td>
                    <td>{cell.from}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </WideTable>
        </>
      )}
    </section>
  )
}

/** What is to come, and the way back. */
function Planned({ one }: { one: CommunityGrid }) {
  const say = useWords()
  const may = useMay()
  const withdraw = useWithdrawPlan()
  if (!one.plannedFrom) return <Fault error={withdraw.error} />
  return (
    <>
      <Fault error={withdraw.error} />
      <p>
        {say(one.plannedSide ? 'plannedFrom' : 'surveyedFrom', {
          day: one.plannedFrom,
          side: count(one.plannedSide ?? 0),
          cells: count(one.plannedCells ?? 0),
        })}{' '}
        {may('editSettings') && (
          <Button size="small" loading={withdraw.isPending} onClick={() => withdraw.mutate(one.code)}>
            {say('withdraw')}
          </Button>
        )}
      </p>
    </>
  )
}
