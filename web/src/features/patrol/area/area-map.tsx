import { useLiveQuery } from 'dexie-react-hooks'
import { useMemo, useState } from 'react'
import { ExploredMap } from '@/shared/map/explored-map'
import type { LngLat } from '@/shared/map/points'
import { type Box, middleOf } from './area'
import { areaOverlay, pressable } from './area-layers'
import { type AreaThing, componentThing } from './area-things'
import { componentsIn, keptComponents } from './kept-components'
import { useWords } from './words'

/** Wider than this nobody tells components apart; degrees. */
const widest = 0.02
const mostComponents = 1_500

interface AreaMapProps {
  box: Box
  /** Below this zoom nothing more is kept. */
  deepest: number | undefined
  things: readonly AreaThing[]
  here: LngLat | undefined
  chosen: LngLat | undefined
  /** What was pressed; undefined where there is nothing. */
  onPress: (thing: AreaThing | undefined) => void
}

/** The area over the land that the phone keeps, with the components that it keeps. */
export function AreaMap({ box, deepest, things, here, chosen, onPress }: AreaMapProps) {
  const say = useWords()
  const [seen, see] = useState<Box>()
  const kept = useLiveQuery(keptComponents)
  const close = seen !== undefined && seen[2] - seen[0] <= widest
  const components = useMemo(
    () => (kept && close ? componentsIn(kept, seen, mostComponents).map(componentThing) : []),
    [kept, seen, close],
  )
  const overlays = useMemo(() => [areaOverlay(things, components, here)], [things, components, here])
  return (
    <>
      <ExploredMap
        label={say('mapLabel')}
        centre={middleOf(box)}
        overlays={overlays}
        deepest={deepest}
        tilted={false}
        pressable={pressable}
        crowds={[]}
        chosen={chosen}
        middleWord={say('lookAtMiddle')}
        fallback={<p className="case-map-words">{say('noMap')}</p>}
        onRest={see}
        onPress={(_, hits) => {
          const key = hits[0]?.properties.key
          onPress([...things, ...components].find((one) => one.key === key))
        }}
      />
      {seen && !close && <p className="area-closer">{say('closer')}</p>}
    </>
  )
}
