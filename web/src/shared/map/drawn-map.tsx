import 'maplibre-gl/dist/maplibre-gl.css'
import { Map as CityMap, Marker, NavigationControl, setWorkerUrl } from 'maplibre-gl'
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?url'
import { useEffect, useRef, useState } from 'react'
import { useTheme } from '@/shared/theme'
import type { CaseMapProps } from './case-map'
import { cityStyle } from './city-style'
import type { LngLat } from './points'
import { useWords } from './words'

setWorkerUrl(workerUrl)

/** What MapLibre itself says, by its own keys. */
type MapWords = Record<'Map.Title' | 'NavigationControl.ZoomIn' | 'NavigationControl.ZoomOut', string>

const open = (container: HTMLElement, centre: LngLat, words: MapWords): CityMap | undefined => {
  try {
    const map = new CityMap({
      container,
      style: cityStyle(),
      center: [centre[0], centre[1]],
      zoom: 15.5,
      attributionControl: false,
      locale: words,
      dragRotate: false,
      pitchWithRotate: false,
      cooperativeGestures: false,
    })
    map.touchZoomRotate.disableRotation()
    return map
  } catch {
    // No WebGL: MapLibre throws while it opens. The words under the map tell the same.
    return undefined
  }
}

/** MapLibre in a frame. Loaded only where a map is shown: it is larger than everything else together. */
export function DrawnMap({ label, at, centre, onPick }: CaseMapProps) {
  const say = useWords()
  const { shown } = useTheme()
  const frame = useRef<HTMLDivElement>(null)
  const [map, setMap] = useState<CityMap | null | undefined>(null)
  const start = useRef(at ?? centre)
  const pick = useRef(onPick)
  pick.current = onPick
  const ready = Boolean(at ?? centre)
  const words = useRef<MapWords>({
    'Map.Title': '',
    'NavigationControl.ZoomIn': '',
    'NavigationControl.ZoomOut': '',
  })
  words.current = {
    'Map.Title': label,
    'NavigationControl.ZoomIn': say('zoomIn'),
    'NavigationControl.ZoomOut': say('zoomOut'),
  }
  start.current = at ?? centre

  useEffect(() => {
    if (!frame.current || !ready || !start.current) return
    const opened = open(frame.current, start.current, words.current)
    opened?.on('click', (event) => pick.current?.([event.lngLat.lng, event.lngLat.lat]))
    opened?.addControl(new NavigationControl({ showCompass: false }), 'top-right')
    setMap(opened)
    return () => {
      opened?.remove()
      setMap(null)
    }
  }, [ready])

  const drawn = useRef(shown)
  useEffect(() => {
    // The map opens in the theme of its moment; only a change of theme draws it anew.
    if (!map || drawn.current === shown) return
    drawn.current = shown
    map.setStyle(cityStyle())
  }, [map, shown])

  const [lon, lat] = at ?? []
  useEffect(() => {
    if (!map || lon === undefined || lat === undefined) return
    const pin = document.createElement('div')
    pin.className = 'case-map-pin'
    const marker = new Marker({ element: pin, anchor: 'bottom' }).setLngLat([lon, lat]).addTo(map)
    if (!map.getBounds().contains([lon, lat])) map.easeTo({ center: [lon, lat] })
    return () => {
      marker.remove()
    }
  }, [map, lon, lat])

  if (map === undefined) return <p className="case-map-words">{say('noMap')}</p>
  return (
    <>
      <div ref={frame} className="case-map-canvas" />
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
