import { App, Button, InputNumber } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { Link, useParams } from 'react-router'
import { count } from '@/shared/numbers'
import { useMay } from '@/shared/session/session'
import { Fault } from '@/shared/ui/fault'
import { Failed, Loading } from '@/shared/ui/pieces'
import { type CommunityGrid, type Drawing, useDifference, useGrids, useWithdrawPlan } from './grid'
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
    </>
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
