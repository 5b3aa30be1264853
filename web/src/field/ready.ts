import { type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { areaQuery } from '@/features/patrol/area/area'
import { keepArea, type Readiness } from '@/features/patrol/area/kept-area'
import { readinessKey } from '@/features/patrol/area/ready-line'
import type { Task } from '@/features/patrol/distance'
import { runs, useShifts } from '@/features/patrol/duty/duty'
import { photoAddress } from '@/features/patrol/photo-address'
import { placesQuery } from '@/features/patrol/places/planned-place'
import { casePageQuery } from '@/features/patrol/reinspect-page'
import { reportsQuery } from '@/features/patrol/reports-page'
import { tasksQuery } from '@/features/patrol/today-page'
import { componentClassesQuery } from '@/shared/reference/component-classes'
import { filingQuery } from '@/shared/reference/filing'
import { cityQuery, classesQuery } from '@/shared/reference/reference'
import { isoDate } from '@/shared/time/civil-time'
import { useNow } from '@/shared/time/now'
import { useOnline } from '@/shared/ui/online'

const fetchQuietly = (address: string) => fetch(address).catch(() => undefined)

const fetchAnswers = (queries: QueryClient) => {
  void queries.prefetchQuery(classesQuery)
  void queries.prefetchQuery(filingQuery)
  void queries.prefetchQuery(componentClassesQuery)
  void queries.prefetchQuery(cityQuery)
  void queries.prefetchInfiniteQuery(reportsQuery)
}

const fetchCases = async (queries: QueryClient, tasks: readonly Task[]) => {
  for (const { caseId, beforePhotos } of tasks) {
    await queries.prefetchQuery(casePageQuery(caseId))
    await Promise.all(beforePhotos.map((id) => fetchQuietly(photoAddress(caseId, id, 'thumb'))))
  }
}

const fetchArea = async (queries: QueryClient, isOver: () => boolean) => {
  const area = await queries.fetchQuery({ ...areaQuery, staleTime: 0 })
  await keepArea(area, (readiness: Readiness) => {
    if (!isOver()) queries.setQueryData(readinessKey, readiness)
  })
}

/**
 * Fetches what a round needs while there is a network: tasks with their cases and photos, own reports, classes, the city, and the map and
 * components of the area. The answers are kept by `kept-answers.ts`, photos by the worker, the area by `kept-area.ts`. Again with each
 * connection, when duty begins, and on another day; of a task that comes meanwhile its case and photos.
 */
export const useReadyForTheRound = (account: string): void => {
  const queries = useQueryClient()
  const online = useOnline()
  const now = useNow()
  const duty = useShifts(account)?.find((one) => runs(one, now))?.id
  const day = isoDate(now)
  useEffect(() => {
    // A page that needs one of them says what is missing.
    if (online) fetchAnswers(queries)
  }, [online, queries])
  useQuery(placesQuery)
  const tasks = useQuery(tasksQuery).data
  const waiting = tasks?.map(({ caseId }) => caseId).join()
  // biome-ignore lint/correctness/useExhaustiveDependencies: which ones there are is when
  useEffect(() => {
    if (online && tasks) void fetchCases(queries, tasks).catch(() => undefined)
  }, [online, queries, waiting])
  // biome-ignore lint/correctness/useExhaustiveDependencies: duty and day are when, not what
  useEffect(() => {
    if (!online) return
    let over = false
    void fetchArea(queries, () => over).catch(() => undefined)
    return () => {
      over = true
    }
  }, [online, queries, duty, day])
}
