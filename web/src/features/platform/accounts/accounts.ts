import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api, body } from '@/shared/api/client'
import type { Got, Role, Sent } from '@/shared/api/types'

const key = ['accounts']
const ruleKey = ['sign-in-rule']

export type Account = Got<'/api/accounts'>['items'][number]
export type NewAccount = Sent<'/api/accounts'>
export type SignInRule = Got<'/api/settings/sign-in'>

/** The roles that an account can have, in the order in which people read them. */
export const roles: readonly Role[] = [
  'operator',
  'dispatcher',
  'handler',
  'secretary',
  'inspector',
  'caller',
  'leader',
  'administrator',
  'securityAdministrator',
  'auditor',
]

export const useAccounts = (search: string, role: string | null) =>
  useInfiniteQuery({
    queryKey: [...key, search, role],
    queryFn: ({ pageParam }) =>
      body(
        api.GET('/api/accounts', {
          params: {
            query: {
              ...(search ? { search } : {}),
              ...(role ? { role } : {}),
              ...(pageParam ? { cursor: pageParam } : {}),
            },
          },
        }),
      ),
    initialPageParam: '',
    getNextPageParam: (last) => last.next ?? undefined,
  })

const useRefresh = () => {
  const queries = useQueryClient()
  return () => queries.invalidateQueries({ queryKey: key })
}

export const useCreateAccount = () =>
  useMutation({
    mutationFn: (account: NewAccount) => body(api.POST('/api/accounts', { body: account })),
    onSuccess: useRefresh(),
  })

export const useChangeAccount = () =>
  useMutation({
    mutationFn: ({ id, ...form }: Omit<NewAccount, 'login'> & { id: string }) =>
      body(api.PUT('/api/accounts/{id}', { params: { path: { id } }, body: form })),
    onSuccess: useRefresh(),
  })

/** What is done to an account with one touch. */
export const deeds = ['unlock', 'endSessions', 'resetPassword', 'removeSecondFactors', 'enable'] as const
export type Deed = (typeof deeds)[number]

/** Does it; gives the one-time password when there is one. */
const act = async (deed: Deed, id: string): Promise<string | undefined> => {
  const params = { params: { path: { id } } }
  switch (deed) {
    case 'unlock':
      await body(api.POST('/api/accounts/{id}/unlock', params))
      return
    case 'endSessions':
      await body(api.POST('/api/accounts/{id}/end-sessions', params))
      return
    case 'removeSecondFactors':
      await body(api.POST('/api/accounts/{id}/remove-second-factors', params))
      return
    case 'enable':
      await body(api.POST('/api/accounts/{id}/enable', params))
      return
    case 'resetPassword':
      return (await body(api.POST('/api/accounts/{id}/reset-password', params))).password
  }
}

export const useDeed = () =>
  useMutation({
    mutationFn: ({ deed, id }: { deed: Deed; id: string }) => act(deed, id),
    onSuccess: useRefresh(),
  })

/** What a person holds, and who could go on with it. */
export const useHeld = (id: string) =>
  useQuery({
    queryKey: [...key, id, 'held'],
    queryFn: () => body(api.GET('/api/accounts/{id}/held', { params: { path: { id } } })),
  })

/** Closes an account, and says what becomes of what the person holds. */
export const useDisable = (id: string, onDone: () => void) => {
  const refresh = useRefresh()
  return useMutation({
    mutationFn: (succession: Sent<'/api/accounts/{id}/disable'>) =>
      body(api.POST('/api/accounts/{id}/disable', { params: { path: { id } }, body: succession })),
    onSuccess: async () => {
      await refresh()
      onDone()
    },
    // What is held may have changed meanwhile.
    onError: refresh,
  })
}

export const useSignInRule = () =>
  useQuery({ queryKey: ruleKey, queryFn: () => body(api.GET('/api/settings/sign-in')) })

export const useSaveSignInRule = () => {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (rule: SignInRule) => body(api.PUT('/api/settings/sign-in', { body: rule })),
    onSettled: () => queries.invalidateQueries({ queryKey: ruleKey }),
  })
}
