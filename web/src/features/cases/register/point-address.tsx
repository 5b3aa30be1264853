import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { api, body } from '@/shared/api/client'
import type { LngLat } from '@/shared/map/points'
import { Fault } from '@/shared/ui/fault'
import { useWords } from '../words'

interface PointAddressProps {
  point: LngLat
  /** The words are taken for the place. */
  onWords: (words: string) => void
}

/** What lies at the point that was picked: address in words, cell of the grid, the nearest component. */
export function PointAddress({ point, onWords }: PointAddressProps) {
  const say = useWords()
  const [lon, lat] = point
  const { data, error } = useQuery({
    queryKey: ['point', lon, lat],
    queryFn: () => body(api.GET('/api/city/point', { params: { query: { lon, lat } } })),
    retry: false,
    staleTime: 600_000,
  })
  if (error) return <Fault error={error} />
  if (!data) return null
  const { words, community, street, grid, component } = data
  const region = community ?? street
  return (
    <p className="soft" role="status">
      {words}
      {region && ` · ${say('regionCode', { code: region.code })}`}
      {grid && ` · ${say('grid', { code: grid })}`}
      {component &&
        ` · ${say('nearestComponent', { name: component.name, metres: Math.round(component.metres) })}`}
      <Button type="link" size="small" onClick={() => onWords(words)}>
        {say('takeAddress')}
      </Button>
    </p>
  )
}
