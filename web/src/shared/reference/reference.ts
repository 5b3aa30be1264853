import { useQuery } from '@tanstack/react-query'
import { api, body } from '@/shared/api/client'

// What changes a few times a year is asked once per visit.
const rarely = { staleTime: Number.POSITIVE_INFINITY }

/** All units, as one flat list of a tree. */
export const useUnits = () =>
  useQuery({ queryKey: ['units'], queryFn: () => body(api.GET('/api/units')), ...rarely })

/** The demand tree: two digits are level 1, four level 2. */
export const useClasses = () =>
  useQuery({ queryKey: ['classes'], queryFn: () => body(api.GET('/api/classes')), ...rarely })

export const useChannels = () =>
  useQuery({ queryKey: ['channels'], queryFn: () => body(api.GET('/api/channels')), ...rarely })

export const useCity = () =>
  useQuery({ queryKey: ['city'], queryFn: () => body(api.GET('/api/city')), ...rarely })
