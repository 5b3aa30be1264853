import { Marker } from 'maplibre-gl'
import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react'
import { useTheme } from '@/shared/theme'
import { cityStyle, type Overlay } from './city-style'
import { type CityMap, MapCanvas } from './map-canvas'
import type { LngLat } from './points'

/** What lies under a press, topmost first. */
export interface Hit {
  layer: string
  properties: Record<string, unknown>
}

/** Pixels around a press in which a small thing is still meant. */
const reach = 6

/** How far a press on a crowd goes in. */
const closer = 2

interface ExploredMapProps {
  label: string
  centre: LngLat | undefined
  zoom?: number
  /** What is drawn over the land. */
  overlays: readonly Overlay[]
  /** Below this zoom the land is drawn from above it: no more of it is kept. */
  deepest?: number | undefined
  /** Buildings stand up and the map leans back. */
  tilted: boolean
  /** The style layers that answer to a press. */
  pressable: readonly string[]
  /** The style layers whose points stand for many: a press goes closer. */
  crowds: readonly string[]
  onPress: (at: LngLat, hits: Hit[]) => void
  /** West, south, east, north, whenever the map has come to rest. */
  onRest: (box: readonly [number, number, number, number]) => void
  /** What is chosen, marked by a pin; the map goes there when it is out of sight, and again when it is given anew. */
  chosen: LngLat | undefined
  /** The key that presses the middle of the map, for those who have no pointer. */
  middleWord: string
  fallback: ReactNode
}

/** The map that is explored: layers over the land, what was pressed, what is in sight. */
export function ExploredMap(props: ExploredMapProps) {
  const { overlays, tilted, chosen, deepest } = props
  const { shown } = useTheme()
  const [map, setMap] = useState<CityMap>()
  const latest = useRef(props)
  latest.current = props
  // biome-ignore lint/correctness/useExhaustiveDependencies: the style reads the colours of the theme that is shown
  const style = useMemo(() => cityStyle(overlays, tilted, deepest), [overlays, tilted, deepest, shown])

  useEffect(() => {
    map?.easeTo({ pitch: tilted ? 55 : 0, ...(tilted ? {} : { bearing: 0 }) })
  }, [map, tilted])

  useEffect(() => {
    if (!map || !chosen) return
    const [lon, lat] = chosen
    const pin = document.createElement('div')
    pin.className = 'map-pin'
    const marker = new Marker({ element: pin, anchor: 'bottom' }).setLngLat([lon, lat]).addTo(map)
    if (!map.getBounds().contains([lon, lat]))
      map.easeTo({ center: [lon, lat], zoom: Math.max(16.5, map.getZoom()) })
    return () => {
      marker.remove()
    }
  }, [map, chosen])

  return (
    <>
      <MapCanvas
        explored
        label={props.label}
        centre={props.centre}
        {...(props.zoom && { zoom: props.zoom })}
        style={style}
        fallback={props.fallback}
        onOpen={(opened) => {
          const rest = () => {
            const bounds = opened.getBounds()
            latest.current.onRest([bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()])
          }
          opened.on('click', ({ lngLat }) => press(opened, [lngLat.lng, lngLat.lat], latest.current))
          opened.on('moveend', rest)
          rest()
          setMap(opened)
          return () => setMap(undefined)
        }}
      />
      {map && (
        <div className="map-middle">
          <button
            type="button"
            className="plain-button"
            onClick={() => {
              const { lng, lat: north } = map.getCenter()
              press(map, [lng, north], latest.current)
            }}
          >
            {props.middleWord}
          </button>
        </div>
      )}
      <span className="map-cross" aria-hidden="true" />
    </>
  )
}

const press = (map: CityMap, at: LngLat, { pressable, crowds, onPress }: ExploredMapProps) => {
  const { x, y } = map.project([at[0], at[1]])
  const there = [...pressable, ...crowds].filter((id) => map.getLayer(id))
  const hits = map.queryRenderedFeatures(
    [
      [x - reach, y - reach],
      [x + reach, y + reach],
    ],
    { layers: there },
  )
  const crowd = hits.find(({ layer }) => crowds.includes(layer.id))
  if (crowd && hits[0]?.layer.id === crowd.layer.id) {
    map.easeTo({ center: [at[0], at[1]], zoom: map.getZoom() + closer })
    return
  }
  onPress(
    at,
    hits
      .filter(({ layer }) => pressable.includes(layer.id))
      .map(({ layer, properties }) => ({ layer: layer.id, properties })),
  )
}
