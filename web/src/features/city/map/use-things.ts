import { type UseQueryResult, useQueries } from '@tanstack/react-query'
import { rounded } from './box'
import type { Box, Choice, MapLayer, Things } from './things'

const combine = (answers: UseQueryResult<Things>[]) => ({
  read: answers.map(({ data }) => data),
  failed: answers.find(({ error }) => error),
  pending: answers.some(({ isPending }) => isPending),
})

/** What the layers hold in a box on a day. Of layers that are drawn from tiles only the list needs it. */
export const useThings = (
  layers: readonly MapLayer[],
  box: Box | undefined,
  day: string | undefined,
  listed: boolean,
  choice: Choice,
) =>
  useQueries({
    queries: layers.map(({ name, read, fromTiles, whole }) => ({
      queryKey: whole
        ? ['map-whole', name]
        : ['map', name, box && rounded(box), day, ...(fromTiles ? [...choice.off, choice.onlyClass] : [])],
      queryFn: () => read(rounded(box as Box), day, choice),
      enabled: Boolean(box) && (listed || !fromTiles),
      placeholderData: (before: Things | undefined) => before,
      // What leaves a trace is not read again by itself.
      ...(whole && { staleTime: Number.POSITIVE_INFINITY, gcTime: 0 }),
    })),
    combine,
  })
