import { queryOptions } from '@tanstack/react-query'
import { api, body } from '@/shared/api/client'
import type { Got } from '@/shared/api/types'
import { type LngLat, lngLat } from '@/shared/map/points'
import { metresBetween } from '@/shared/map/position'
import { askedAgain } from '../asked-again'

/** A place where an inspector looks because of a plan. */
export type PlannedPlace = Got<'/api/patrol/places'>[number]

export const placesKey = ['patrol', 'places']

/** How the places are asked for. */
export const placesQuery = queryOptions({
  queryKey: placesKey,
  queryFn: () => body(api.GET('/api/patrol/places')),
  ...askedAgain,
})

/** One's own first, nearest first where both ends are known, else by day. */
export const inOrder = (places: readonly PlannedPlace[], from: LngLat | undefined) =>
  places
    .map((place) => {
      const at = lngLat(place.lon, place.lat)
      return { place, metres: at && from && metresBetween(from, at) }
    })
    .sort(
      (a, b) =>
        Number(b.place.mine) - Number(a.place.mine) ||
        (a.metres ?? 0) - (b.metres ?? 0) ||
        a.place.dueOn.localeCompare(b.place.dueOn),
    )
