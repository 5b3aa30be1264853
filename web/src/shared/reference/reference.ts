import { queryOptions, useQuery } from '@tanstack/react-query'
import { api, body } from '@/shared/api/client'
import { useLanguage } from '@/shared/i18n/i18n'

// What changes a few times a year is asked once per visit.
const rarely = { staleTime: Number.POSITIVE_INFINITY }

/** All units, as one flat list of a tree. */
export const useUnits = () =>
  useQuery({ queryKey: ['units'], queryFn: () => body(api.GET('/api/units')), ...rarely })

const inEnglish = <T extends { name: string; nameEn: string }>(items: T[]) =>
  items.map((one) => ({ ...one, name: one.nameEn || one.name }))
const inChinese = <T>(items: T[]) => items

/** How the classes are asked for. */
export const classesQuery = queryOptions({
  queryKey: ['classes'],
  queryFn: () => body(api.GET('/api/classes')),
  ...rarely,
})

/** The demand tree: two digits are level 1, four level 2. Named in the language that is spoken. */
export const useClasses = () => {
  const spoken = useLanguage()
  return useQuery({ ...classesQuery, select: spoken === 'en' ? inEnglish : inChinese })
}

const englishNames = (classes: readonly { name: string; nameEn: string }[]) =>
  new Map(classes.map(({ name, nameEn }) => [name, nameEn]))

/** What a class is called in the language that is spoken, by its Chinese name: that is what the server tells of a case. */
export const useClassName = () => {
  const english = useLanguage() === 'en'
  const { data } = useQuery({ ...classesQuery, select: englishNames, enabled: english })
  return (className: string): string => (english && data?.get(className)) || className
}

/** Named in the language that is spoken, too. */
export const useChannels = () => {
  const spoken = useLanguage()
  return useQuery({
    queryKey: ['channels'],
    queryFn: () => body(api.GET('/api/channels')),
    ...rarely,
    select: spoken === 'en' ? inEnglish : inChinese,
  })
}

/** Districts, streets and communities, as one flat list of a tree. */
export const useRegions = () =>
  useQuery({ queryKey: ['regions'], queryFn: () => body(api.GET('/api/city/regions')), ...rarely })

/** How the city is asked for. */
export const cityQuery = queryOptions({
  queryKey: ['city'],
  queryFn: () => body(api.GET('/api/city')),
  ...rarely,
})

export const useCity = () => useQuery(cityQuery)
