import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { App } from 'antd'
import { api, body } from '@/shared/api/client'
import { tell } from '@/shared/api/problem'
import type { Got } from '@/shared/api/types'
import { betweenCommas } from '@/shared/i18n/punctuation'
import { useWords } from './words'

export type Topics = Got<'/api/cases/topics'>
export type Topic = Topics['items'][number]
export type TopicPage = Got<'/api/cases/topics/{id}'>

const topicsKey = ['hot-topics']

export const useTopics = () =>
  useQuery({ queryKey: topicsKey, queryFn: () => body(api.GET('/api/cases/topics')), staleTime: 60_000 })

export const useTopic = (id: string) =>
  useQuery({
    queryKey: [...topicsKey, id],
    queryFn: () => body(api.GET('/api/cases/topics/{id}', { params: { path: { id } } })),
    staleTime: 60_000,
  })

/** Has the topics found now; what came of it stands in the list. */
export const useFindTopics = () => {
  const say = useWords()
  const queries = useQueryClient()
  const { message } = App.useApp()
  return useMutation({
    mutationFn: () => body(api.POST('/api/cases/topics/find')),
    onSuccess: ({ topics }) => {
      void queries.invalidateQueries({ queryKey: topicsKey })
      void message.success(say('didFind', { topics }))
    },
    onError: (thrown) => void message.error(tell(thrown)),
  })
}

/** The page on which a watch over a topic is planned, with what is known of it filled in. */
export const planAddress = ({ topic, classCode, places }: TopicPage, title: string): string => {
  const known = places
    .filter(({ lon, lat }) => typeof lon === 'number' && typeof lat === 'number')
    .slice(0, 20)
    .map(({ name, lon, lat }) => `${betweenCommas(name)},${lon?.toFixed(6)},${lat?.toFixed(6)}`)
  const query = new URLSearchParams({ kind: 'watch', title: title.slice(0, 100), class: classCode })
  if (known.length > 0) query.set('places', known.join('\n'))
  query.set('topic', topic.id)
  return `/patrol/new?${query}`
}
