import { expect, test } from 'vitest'
import { storedDraft } from '@/shared/ui/stored-draft'
import { emptyReport } from '../report-draft'
import { reportName, takeBack } from './mend'
import { put } from './stage'
import { type Outgoing, store } from './store'

const first = async (): Promise<Outgoing> => {
  const [outgoing] = await store.unsent('a1')
  if (!outgoing) throw new Error('the queue is empty')
  return outgoing
}

test('what was refused is back in its form; one that is half written there is not thrown away for it', async () => {
  await put(store, '绿化带下沉')
  expect(await takeBack(await first())).toBe(true)
  expect(await store.unsent('a1')).toEqual([])
  const draft = storedDraft(reportName('a1'), emptyReport)
  expect(draft).toMatchObject({ text: '绿化带下沉', at: [116.4, 39.9], within: 8, key: null })

  await put(store, '井盖不见了')
  expect(await takeBack(await first())).toBe(false)
  expect(await store.unsent('a1')).toHaveLength(1)
  expect(storedDraft(reportName('a1'), emptyReport).text).toBe('绿化带下沉')
})
