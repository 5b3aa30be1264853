import { useQuery } from '@tanstack/react-query'
import { AutoComplete } from 'antd'
import { useDeferredValue, useState } from 'react'
import { api, body } from '@/shared/api/client'
import { useMay } from '@/shared/session/session'
import { readCases } from './case-layer'
import { componentLayer } from './component-layer'
import type { Thing } from './things'
import { useWords } from './words'

const isIdentifier = /^\d{16,17}$/
const isNumber = /^\d{8}-?\d{7}-?\d$/

const readPlaces = async (q: string): Promise<Thing[]> => {
  const places = await body(api.GET('/api/city/places', { params: { query: { q } } }))
  return places.map(({ id, name, within, lon, lat }) => ({
    layer: 'land',
    id,
    name,
    detail: within ?? '',
    at: [lon, lat],
  }))
}

/** Finds a place by name or address, a component by its identifier, a case by its number. */
export function MapSearch({ onFind }: { onFind: (thing: Thing) => void }) {
  const say = useWords()
  const may = useMay()
  const [typed, type] = useState('')
  const words = useDeferredValue(typed.trim())
  const found = useQuery({
    queryKey: ['map-search', words],
    enabled: words.length > 0,
    queryFn: async () => {
      if (isIdentifier.test(words) && may('viewComponents')) {
        const component = await componentLayer.find(words, undefined)
        // Sixteen digits may be a case number without its hyphens as well.
        if (component || !isNumber.test(words)) return component ? [component] : []
      }
      if (isNumber.test(words) && may('viewCases')) return readCases({ q: words })
      return readPlaces(words)
    },
  })
  const things = words ? (found.data ?? []) : []
  return (
    <AutoComplete
      className="map-search"
      allowClear
      backfill={false}
      value={typed}
      onChange={(value: string) => type(value)}
      onSelect={(_: string, { thing }: { thing: Thing }) => {
        type(thing.name)
        onFind(thing)
      }}
      options={things.map((thing) => ({
        value: thing.id,
        label: (
          <span className="map-found">
            {thing.name} <span className="soft">{thing.detail}</span>
          </span>
        ),
        thing,
      }))}
      notFoundContent={words && found.isSuccess ? say('nothingFound') : null}
      aria-label={say('search')}
      placeholder={say('searchHint')}
    />
  )
}
