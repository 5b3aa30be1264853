import { type UseQueryResult, useQueries } from '@tanstack/react-query'
import { rounded } from './box'
import type { Box, MapLayer, Things } from './things'

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
) =>
  useQueries({
    queries: layers.map(({ name, read, fromTiles }) => ({
      queryKey: ['map', name, box && rounded(box), day],
      queryFn: () => read(rounded(box as Box), day),
      enabled: Boolean(box) && (listed || !fromTiles),
      placeholderData: (before: Things | undefined) => before,
    })),
    combine,
  })
