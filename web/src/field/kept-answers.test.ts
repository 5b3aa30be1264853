import { QueryClient } from '@tanstack/react-query'
import { expect, test, vi } from 'vitest'
import { store } from '@/features/patrol/outbox/store'
import { sessionKey } from '@/shared/api/query-client'
import { forgetWithTheSession, isKept, restoreAnswers, shift, writeAnswers } from './kept-answers'

const sessionOf = (id: string) => ({ account: { id }, operations: ['patrol'] })

test('what was told is forgotten with the session, and with another person; what waits to be sent is not', async () => {
  const emptied = vi.fn(async () => true)
  vi.stubGlobal('caches', { delete: emptied })
  const queries = new QueryClient()
  queries.setQueryData(sessionKey, sessionOf('a1'))
  forgetWithTheSession(queries)
  const restored = async () => {
    const fresh = new QueryClient()
    await restoreAnswers(fresh)
    return fresh.getQueryData(sessionKey)
  }
  await writeAnswers(queries)
  expect(await restored()).toEqual(sessionOf('a1'))
  queries.setQueryData(sessionKey, sessionOf('a1'), { updatedAt: Date.now() - shift - 1 })
  await writeAnswers(queries)
  expect(await restored()).toBeUndefined()
  const until = (hours: number) => ({
    ...sessionOf('a1'),
    endsAt: new Date(Date.now() + hours * 3_600_000).toISOString(),
  })
  queries.setQueryData(sessionKey, until(-1))
  await writeAnswers(queries)
  expect(await restored()).toBeUndefined()
  queries.setQueryData(sessionKey, until(1), { updatedAt: Date.now() - shift - 1 })
  await writeAnswers(queries)
  expect(await restored()).toBeTruthy()
  queries.setQueryData(sessionKey, sessionOf('a1'))
  await writeAnswers(queries)
  await store.outgoing.add({
    account: 'a1',
    key: 'k1',
    language: 'zh-CN',
    state: 'waiting',
    faults: 0,
    content: { kind: 'look', caseId: 'c', version: 1, title: '', passed: true, note: '' },
  })
  queries.setQueryData(['patrol', 'tasks'], [{ caseId: 'c1' }])
  queries.setQueryData(sessionKey, sessionOf('a1'))
  expect(queries.getQueryData(['patrol', 'tasks'])).toBeTruthy()

  queries.setQueryData(sessionKey, null)
  expect(queries.getQueryData(['patrol', 'tasks'])).toBeUndefined()
  await vi.waitFor(async () => expect(await store.kept.count()).toBe(0))
  await vi.waitFor(() => expect(emptied).toHaveBeenCalledWith('jiban.photos'))
  expect(await store.unsent('a1')).toHaveLength(1)
  expect(await store.unsent('a2')).toHaveLength(0)
})

test('answers of a round are kept; nobody, and what other pages asked, are not', () => {
  const queries = new QueryClient()
  queries.setQueryData(sessionKey, null)
  queries.setQueryData(['classes'], [])
  queries.setQueryData(['accounts'], [])
  const kept = queries.getQueryCache().getAll().filter(isKept)
  expect(kept.map(({ queryKey }) => queryKey)).toEqual([['classes']])
})
