import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api, body } from '@/shared/api/client'
import type { Channel, DemandClass } from '@/shared/api/types'

// As they are kept, in both languages: what other pages show is one of the two.
const classesKey = ['classes']
const channelsKey = ['channels']

/** The classes, or those of the end of a day. */
export const useEveryClass = (on?: string) =>
  useQuery({
    queryKey: on ? [...classesKey, 'on', on] : classesKey,
    queryFn: () => body(api.GET('/api/classes', { params: { query: on ? { on } : {} } })),
  })

export const useClassVersions = (code: string) =>
  useQuery({
    queryKey: [...classesKey, 'versions', code],
    queryFn: () => body(api.GET('/api/classes/{code}/versions', { params: { path: { code } } })),
  })

export const useEveryChannel = () =>
  useQuery({ queryKey: channelsKey, queryFn: () => body(api.GET('/api/channels')) })

/** Saves a class on the version that was looked at; 0 makes a new one. */
export const useSaveClass = (onSaved: () => void) => {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ code, name, nameEn, urgency, version }: DemandClass) =>
      body(
        api.PUT('/api/classes/{code}', {
          params: { path: { code } },
          body: { name, nameEn, urgency, version },
        }),
      ),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: classesKey })
      onSaved()
    },
  })
}

interface Workbook {
  file: Blob
  /** The version of the catalogue that was looked at, to put it in force; without it, it is only looked at. */
  version?: number
}

/** Classes and words of an XLSX: looked at, then put in force as they were looked at. */
export const useImportClasses = () => {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ file, version }: Workbook) =>
      body(
        api.POST('/api/classes/import', {
          params: { query: version === undefined ? {} : { version } },
          headers: { 'Content-Type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' },
          body: file as never,
          bodySerializer: () => file,
        }),
      ),
    onSuccess: ({ applied }) => applied && queries.invalidateQueries({ queryKey: classesKey }),
  })
}

/** Saves a channel on the version that was looked at; 0 makes a new one. */
export const useSaveChannel = (onSaved: () => void) => {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ code, ...channel }: Channel) =>
      body(api.PUT('/api/channels/{code}', { params: { path: { code } }, body: channel })),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: channelsKey })
      onSaved()
    },
  })
}

/** The entries whose name holds the words, or whose code begins with them. */
export const named = <T extends { code: string; name: string; nameEn: string }>(
  entries: readonly T[],
  words: string,
): T[] => {
  const sought = words.trim().toLowerCase()
  return entries.filter(
    ({ code, name, nameEn }) =>
      !sought ||
      code.toLowerCase().startsWith(sought) ||
      name.includes(sought) ||
      nameEn.toLowerCase().includes(sought),
  )
}
