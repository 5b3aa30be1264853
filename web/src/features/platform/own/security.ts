import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api, body } from '@/shared/api/client'
import { sessionKey } from '@/shared/api/query-client'
import { createPasskey } from '@/shared/session/passkey'

const key = ['own-security']

/** How one signs in to the own account. */
export const useOwnSecurity = () =>
  useQuery({ queryKey: key, queryFn: () => body(api.GET('/api/session/security')) })

/** What changed how one signs in may also have opened the rest of the desk. */
const useRefresh = () => {
  const queries = useQueryClient()
  return async () => {
    await queries.invalidateQueries({ queryKey: key })
    await queries.invalidateQueries({ queryKey: sessionKey })
  }
}

export const useEnrolTotp = () =>
  useMutation({
    mutationFn: (typed: { password: string }) => body(api.POST('/api/session/totp', { body: typed })),
  })

/** The recovery codes are shown before the pages hear of the change: being let in would take them away. */
export const useConfirmTotp = () =>
  useMutation({
    mutationFn: (typed: { code: string }) => body(api.POST('/api/session/totp/confirm', { body: typed })),
  })

export const useRemoveTotp = () => {
  const refresh = useRefresh()
  return useMutation({
    mutationFn: (typed: { password: string }) => body(api.POST('/api/session/totp/remove', { body: typed })),
    onSuccess: refresh,
  })
}

export const useAddPasskey = () => {
  const refresh = useRefresh()
  return useMutation({
    mutationFn: async ({ name, password }: { name: string; password: string }) => {
      const options = await body(api.POST('/api/session/passkeys/options', { body: { password } }))
      const credential = await createPasskey(options)
      await body(api.POST('/api/session/passkeys', { body: { name, credential } }))
    },
    onSuccess: refresh,
  })
}

export const useRenamePasskey = () => {
  const refresh = useRefresh()
  return useMutation({
    mutationFn: ({ id, name }: { id: string; name: string }) =>
      body(api.PUT('/api/session/passkeys/{id}', { params: { path: { id } }, body: { name } })),
    onSuccess: refresh,
  })
}

export const useRemovePasskey = () => {
  const refresh = useRefresh()
  return useMutation({
    mutationFn: (id: string) => body(api.DELETE('/api/session/passkeys/{id}', { params: { path: { id } } })),
    onSuccess: refresh,
  })
}

export { useRefresh }
