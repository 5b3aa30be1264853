import { Marker } from 'maplibre-gl'
import { useEffect, useMemo, useState } from 'react'
import { cityStyle } from '@/shared/map/city-style'
import { type CityMap, MapCanvas } from '@/shared/map/map-canvas'
import { useTheme } from '@/shared/theme'
import { boundsOf, type RiskPoint } from './risk-point'
import { useWords } from './words'

interface RiskMapProps {
  points: readonly RiskPoint[]
  /** The one that the list points at. */
  chosen: RiskPoint | undefined
}

/** Every place of the list as a pin. Loaded only where it is shown. */
export function RiskMap({ points, chosen }: RiskMapProps) {
  const say = useWords()
  const { shown } = useTheme()
  const [map, setMap] = useState<CityMap>()
  // biome-ignore lint/correctness/useExhaustiveDependencies: the style reads the colours of the theme that is shown
  const style = useMemo(() => cityStyle(), [shown])

  useEffect(() => {
    if (!map) return
    const markers = points.map(({ lon, lat, key }) => {
      const pin = document.createElement('div')
      pin.className = 'map-pin'
      pin.dataset.key = key
      return new Marker({ element: pin, anchor: 'bottom' }).setLngLat([lon, lat]).addTo(map)
    })
    return () => {
      for (const marker of markers) marker.remove()
    }
  }, [map, points])

  useEffect(() => {
    if (!map) return
    if (chosen) {
      map.easeTo({ center: [chosen.lon, chosen.lat], zoom: 16 })
      return
    }
    const bounds = boundsOf(points)
    if (bounds) map.fitBounds(bounds, { padding: 48, maxZoom: 16, animate: false })
  }, [map, points, chosen])

  const [first] = points
  return (
    <MapCanvas
      label={say('map')}
      centre={first && [first.lon, first.lat]}
      style={style}
      onOpen={(opened) => {
        setMap(opened)
        return () => setMap(undefined)
      }}
      fallback={<p className="case-map-words">{say('noMap')}</p>}
    />
  )
}
