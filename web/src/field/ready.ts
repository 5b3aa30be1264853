import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { photoAddress } from '@/features/patrol/photo-address'
import { placesQuery } from '@/features/patrol/places/planned-place'
import { casePageQuery } from '@/features/patrol/reinspect-page'
import { reportsQuery } from '@/features/patrol/reports-page'
import { tasksQuery } from '@/features/patrol/today-page'
import { cityQuery, classesQuery } from '@/shared/reference/reference'
import { useOnline } from '@/shared/ui/online'

const fetchQuietly = (address: string) => fetch(address).catch(() => undefined)

/**
 * Fetches what a round needs while there is a network: tasks with their cases and photos, own reports, classes, the city and its map.
 * The answers are kept by `kept-answers.ts`, photos and map by the worker.
 */
export const useReadyForTheRound = (): void => {
  const queries = useQueryClient()
  const online = useOnline()
  useEffect(() => {
    if (!online) return
    const prepare = async () => {
      void queries.prefetchQuery(classesQuery)
      void queries.prefetchQuery(cityQuery)
      void queries.prefetchInfiniteQuery(reportsQuery)
      void queries.prefetchQuery(placesQuery)
      const tasks = await queries.fetchQuery(tasksQuery)
      for (const { caseId, beforePhotos } of tasks) {
        await queries.prefetchQuery(casePageQuery(caseId))
        await Promise.all(beforePhotos.map((id) => fetchQuietly(photoAddress(caseId, id, 'thumb'))))
      }
      if (navigator.serviceWorker?.controller) await fetchQuietly('/api/city/map')
    }
    // A page that needs one of them says what is missing.
    void prepare().catch(() => undefined)
  }, [online, queries])
}
