import { useEffect, useMemo, useState } from 'react'
import { cityStyle, colour } from '@/shared/map/city-style'
import { type CityMap, MapCanvas } from '@/shared/map/map-canvas'
import { useTheme } from '@/shared/theme'
import { type TrackPoint, trackOverlay } from './track'
import { useWords } from './words'

/** The way of a shift on the map. Loaded only where somebody looks. */
export function TrackMap({ points }: { points: readonly TrackPoint[] }) {
  const say = useWords()
  const { shown } = useTheme()
  const [map, setMap] = useState<CityMap>()
  // biome-ignore lint/correctness/useExhaustiveDependencies: the style reads the colours of the theme that is shown
  const style = useMemo(() => cityStyle([trackOverlay(points, colour('--brand'))]), [points, shown])
  useEffect(() => {
    if (!map || points.length === 0) return
    const lons = points.map(({ lon }) => lon)
    const lats = points.map(({ lat }) => lat)
    map.fitBounds([Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats)], {
      padding: 48,
      maxZoom: 17,
      animate: false,
    })
  }, [map, points])
  const [first] = points
  return (
    <MapCanvas
      label={say('trackMap')}
      centre={first && [first.lon, first.lat]}
      style={style}
      onOpen={(opened) => {
        setMap(opened)
        return () => setMap(undefined)
      }}
      fallback={<p className="case-map-words">{say('trackNoMap')}</p>}
    />
  )
}
