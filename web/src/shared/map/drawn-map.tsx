import { Marker } from 'maplibre-gl'
import { useEffect, useMemo, useRef, useState } from 'react'
import { useTheme } from '@/shared/theme'
import type { CaseMapProps } from './case-map'
import { cityStyle } from './city-style'
import { type CityMap, MapCanvas } from './map-canvas'
import { useWords } from './words'

/** The map of one place: a pin, and a way to put it. */
export function DrawnMap({ label, at, centre, onPick }: CaseMapProps) {
  const say = useWords()
  const { shown } = useTheme()
  const [map, setMap] = useState<CityMap>()
  const pick = useRef(onPick)
  pick.current = onPick
  // biome-ignore lint/correctness/useExhaustiveDependencies: the style reads the colours of the theme that is shown
  const style = useMemo(() => cityStyle(), [shown])

  const [lon, lat] = at ?? []
  useEffect(() => {
    if (!map || lon === undefined || lat === undefined) return
    const pin = document.createElement('div')
    pin.className = 'map-pin'
    const marker = new Marker({ element: pin, anchor: 'bottom' }).setLngLat([lon, lat]).addTo(map)
    if (!map.getBounds().contains([lon, lat])) map.easeTo({ center: [lon, lat] })
    return () => {
      marker.remove()
    }
  }, [map, lon, lat])

  return (
    <>
      <MapCanvas
        label={label}
        centre={at ?? centre}
        style={style}
        onOpen={(opened) => {
          opened.on('click', (event) => pick.current?.([event.lngLat.lng, event.lngLat.lat]))
          setMap(opened)
          return () => setMap(undefined)
        }}
        fallback={<p className="case-map-words">{say('noMap')}</p>}
      />
      {onPick && map && (
        <div className="case-map-pick">
          <span className="unseen">{say('pickHint')}</span>
          <button
            type="button"
            className="plain-button"
            onClick={() => {
              const { lng, lat: north } = map.getCenter()
              onPick([lng, north])
            }}
          >
            {say('takeMiddle')}
          </button>
        </div>
      )}
    </>
  )
}
