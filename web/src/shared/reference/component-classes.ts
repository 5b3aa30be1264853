import { queryOptions, useQuery } from '@tanstack/react-query'
import { api, body } from '@/shared/api/client'
import { useLanguage } from '@/shared/i18n/i18n'
import { isoDate } from '@/shared/time/civil-time'
import { now } from '@/shared/time/now'

/** How the classes of components are asked for; a phone keeps them for the hours without a network. */
export const componentClassesQuery = queryOptions({
  queryKey: ['component-classes', 'kept'],
  queryFn: () => body(api.GET('/api/component-classes')),
})

/** A class of components as a person is offered it. */
interface OfferedClass {
  code: string
  /** Its name in the registry, which is kept in the city's language. */
  name: string
  /** Its name in the language of the pages. */
  label: string
}

/** The classes under which a component is entered today, in the generation of the standard in which identifiers are issued. */
export const useComponentClasses = (): OfferedClass[] => {
  const english = useLanguage() === 'en'
  const { data = [] } = useQuery(componentClassesQuery)
  const today = isoDate(now())
  const valid = data.filter(
    ({ code, from, until }) => code.length > 2 && from <= today && (!until || until >= today),
  )
  return valid
    .filter(({ issued }) => issued)
    .map(({ code, name, nameEn }) => ({ code, name, label: (english && nameEn) || name }))
}
