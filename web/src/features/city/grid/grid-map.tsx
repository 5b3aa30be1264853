import { useMemo } from 'react'
import { cityStyle, colour, type Overlay } from '@/shared/map/city-style'
import { MapCanvas } from '@/shared/map/map-canvas'
import { useTheme } from '@/shared/theme'
import { type CommunityGrid, type Drawing, draftAddress, gridAddress } from './grid'
import { useWords } from './words'

/** The grid that holds, broken lines, and the drawn one over it, whole lines with the end of each code. */
export function GridMap({ community, drawing }: { community: CommunityGrid; drawing: Drawing | undefined }) {
  const say = useWords()
  const { shown } = useTheme()
  // biome-ignore lint/correctness/useExhaustiveDependencies: the style reads the colours of the theme that is shown
  const style = useMemo(
    () => cityStyle([holding(community.code), ...(drawing ? [drawn(drawing)] : [])]),
    [community.code, drawing, shown],
  )
  return (
    <div className="grid-map">
      <MapCanvas
        explored
        label={say('mapLabel')}
        centre={[community.lon, community.lat]}
        zoom={14.5}
        style={style}
        fallback={<p className="soft">{say('noMap')}</p>}
      />
    </div>
  )
}

const whole = (path: string) => `${location.origin}${path}`

const holding = (community: string): Overlay => ({
  sources: { holding: { type: 'geojson', data: whole(gridAddress(community)) } },
  layers: [
    {
      id: 'holding',
      type: 'line',
      source: 'holding',
      paint: { 'line-color': colour('--ink-soft'), 'line-width': 1.5, 'line-dasharray': [2, 2] },
    },
  ],
})

const drawn = (drawing: Drawing): Overlay => ({
  sources: { drawn: { type: 'geojson', data: whole(draftAddress(drawing)) } },
  layers: [
    {
      id: 'drawn',
      type: 'line',
      source: 'drawn',
      paint: { 'line-color': colour('--brand'), 'line-width': 2 },
    },
    {
      id: 'drawn-code',
      type: 'symbol',
      source: 'drawn',
      layout: { 'text-field': ['slice', ['get', 'code'], 12], 'text-size': 11 },
      paint: {
        'text-color': colour('--brand'),
        'text-halo-color': colour('--map-ground'),
        'text-halo-width': 1.5,
      },
    },
  ],
})
