import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api, body } from '@/shared/api/client'
import type { Got } from '@/shared/api/types'

export type Message = Got<'/api/exchange/outbox'>['items'][number]
export type Day = Got<'/api/exchange/reconciliations'>[number]
export type Destination = Got<'/api/settings/destinations'>[number]
export type OutboxSetting = Got<'/api/settings/outbox'>
export type Template = Got<'/api/settings/notice-templates'>[number]

const outboxKey = ['exchange', 'outbox']
const daysKey = ['exchange', 'days']
const destinationsKey = ['settings', 'destinations']
const outboxSettingKey = ['settings', 'outbox']
const templatesKey = ['settings', 'notice-templates']

export const useOutbox = () =>
  useQuery({
    queryKey: outboxKey,
    queryFn: () => body(api.GET('/api/exchange/outbox')),
    refetchInterval: 15_000,
  })

export const useDays = () =>
  useQuery({ queryKey: daysKey, queryFn: () => body(api.GET('/api/exchange/reconciliations')) })

export const useDestinations = () =>
  useQuery({ queryKey: destinationsKey, queryFn: () => body(api.GET('/api/settings/destinations')) })

export const useOutboxSetting = () =>
  useQuery({ queryKey: outboxSettingKey, queryFn: () => body(api.GET('/api/settings/outbox')) })

export const useSaveOutboxSetting = (onDone: () => void) => {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (wanted: OutboxSetting) => body(api.PUT('/api/settings/outbox', { body: wanted })),
    onSuccess: (saved) => {
      queries.setQueryData(outboxSettingKey, saved)
      onDone()
    },
  })
}

export const useTemplates = () =>
  useQuery({ queryKey: templatesKey, queryFn: () => body(api.GET('/api/settings/notice-templates')) })

/** A change after which a list is read again. */
const useChange = <T, R>(
  key: readonly string[],
  change: (typed: T) => Promise<R>,
  onDone: (result: R) => void,
) => {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: change,
    onSuccess: async (result) => {
      await queries.invalidateQueries({ queryKey: key })
      onDone(result)
    },
  })
}

const pathOf = ({ caseId, seq, destination }: Message) => ({ path: { caseId, seq, destination } })

export const useRetry = (onDone: () => void) =>
  useChange(
    outboxKey,
    (message: Message) =>
      body(api.POST('/api/exchange/outbox/{caseId}/{seq}/{destination}/retry', { params: pathOf(message) })),
    onDone,
  )

export const useGiveUp = (onDone: () => void) =>
  useChange(
    outboxKey,
    ({ message, reason }: { message: Message; reason: string }) =>
      body(
        api.POST('/api/exchange/outbox/{caseId}/{seq}/{destination}/give-up', {
          params: pathOf(message),
          body: { reason },
        }),
      ),
    onDone,
  )

export const useCompare = (onDone: () => void) =>
  useChange(
    daysKey,
    (day: string) => body(api.POST('/api/exchange/reconciliations/{day}', { params: { path: { day } } })),
    onDone,
  )

export const useSendAgain = (onDone: (again: number) => void) =>
  useChange(
    daysKey,
    (no: string) => body(api.POST('/api/exchange/orders/{no}/send-again', { params: { path: { no } } })),
    ({ again }) => onDone(again),
  )

export interface TypedDestination {
  code: string
  url: string
  secret?: string
  page?: string
  english: boolean
  inUse: boolean
  version: number
}

export const useSaveDestination = (onDone: () => void) =>
  useChange(
    destinationsKey,
    ({ code, secret, page, ...typed }: TypedDestination) =>
      body(
        api.PUT('/api/settings/destinations/{code}', {
          params: { path: { code } },
          body: { ...typed, secret: secret || null, page: page || null },
        }),
      ),
    onDone,
  )

export const useSaveTemplate = (onDone: () => void) =>
  useChange(
    templatesKey,
    ({ code, zh, en, inUse, version, bySms }: Template) =>
      body(
        api.PUT('/api/settings/notice-templates/{code}', {
          params: { path: { code } },
          body: { zh, en, inUse, version, bySms },
        }),
      ),
    onDone,
  )

/** How the texts look when they are filled; asked again whenever they change. */
export const usePreview = (code: string, zh: string, en: string) =>
  useQuery({
    queryKey: ['notice-preview', code, zh, en],
    queryFn: () =>
      body(
        api.POST('/api/settings/notice-templates/{code}/preview', {
          params: { path: { code } },
          body: { zh, en },
        }),
      ),
    placeholderData: (before) => before,
  })
