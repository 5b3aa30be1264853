import 'maplibre-gl/dist/maplibre-gl.css'
import {
  Map as CityMap,
  NavigationControl,
  ScaleControl,
  type StyleSpecification,
  setWorkerUrl,
} from 'maplibre-gl'
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?url'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import type { LngLat } from './points'
import { useWords } from './words'
import './map-canvas.css'

setWorkerUrl(workerUrl)

export type { CityMap }

/** What MapLibre itself says, by its own keys. */
type MapWords = Record<'Map.Title' | 'NavigationControl.ZoomIn' | 'NavigationControl.ZoomOut', string>

interface MapCanvasProps {
  /** What the map shows, for those who can't see it. */
  label: string
  /** Where it opens; it waits until it is known. */
  centre: LngLat | undefined
  zoom?: number
  /** What is drawn, as a function of everything that is shown: MapLibre is told only what differs. */
  style: StyleSpecification
  /** A map to explore: it may be turned and tilted and has a scale. */
  explored?: boolean
  /** The map when it has opened, and what to undo when it closes. */
  onOpen?: (map: CityMap) => (() => void) | undefined
  /** What is told where there is no WebGL. */
  fallback?: ReactNode
}

const open = (container: HTMLElement, centre: LngLat, words: MapWords, props: MapCanvasProps) => {
  try {
    const map = new CityMap({
      container,
      style: props.style,
      center: [centre[0], centre[1]],
      zoom: props.zoom ?? 15.5,
      minZoom: 8,
      maxZoom: 19,
      attributionControl: false,
      locale: words,
      dragRotate: props.explored ?? false,
      pitchWithRotate: props.explored ?? false,
      cooperativeGestures: false,
    })
    if (!props.explored) map.touchZoomRotate.disableRotation()
    return map
  } catch {
    // No WebGL: MapLibre throws while it opens.
    return undefined
  }
}

/** MapLibre in a frame: the only place that opens it. Loaded only where a map is shown: it is larger than everything else together. */
export function MapCanvas(props: MapCanvasProps) {
  const { label, centre, style, explored = false, fallback } = props
  const say = useWords()
  const frame = useRef<HTMLDivElement>(null)
  const [map, setMap] = useState<CityMap | null | undefined>(null)
  const latest = useRef(props)
  latest.current = props
  const ready = Boolean(centre)
  const words: MapWords = {
    'Map.Title': label,
    'NavigationControl.ZoomIn': say('zoomIn'),
    'NavigationControl.ZoomOut': say('zoomOut'),
  }
  const first = useRef({ centre, words })
  first.current = { centre, words }

  useEffect(() => {
    const { centre: at, words: said } = first.current
    if (!frame.current || !ready || !at) return
    const opened = open(frame.current, at, said, latest.current)
    if (!opened) return setMap(undefined)
    opened.addControl(new NavigationControl({ showCompass: explored }), 'top-right')
    if (explored) opened.addControl(new ScaleControl({ maxWidth: 120 }), 'bottom-left')
    let undo: (() => void) | undefined
    // A style can be changed only when the first one is there.
    opened.once('style.load', () => {
      setMap(opened)
      undo = latest.current.onOpen?.(opened)
    })
    return () => {
      undo?.()
      opened.remove()
      setMap(null)
    }
  }, [ready, explored])

  const drawn = useRef(style)
  useEffect(() => {
    if (!map || drawn.current === style) return
    drawn.current = style
    map.setStyle(style)
  }, [map, style])

  if (map === undefined) return fallback
  return <div ref={frame} className="map-canvas" />
}
