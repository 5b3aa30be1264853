import { screen } from '@testing-library/react'
import { expect, test, vi } from 'vitest'
import { draw } from '@/shared/testing/draw'
import { stubNetwork } from '@/shared/testing/network'
import { storeDraft, storedDraft } from '@/shared/ui/stored-draft'
import { NearbyComponents } from './nearby-components'
import { reportName } from './outbox/mend'
import { emptyReport } from './report-draft'

test('a touch on what stands around names it in the report, and what was half written there stays', async () => {
  const near = { code: '99010101018000007', classCode: '01018', name: '路灯', lon: 113.2, lat: 28.1 }
  stubNetwork({ 'GET /api/components/nearest': { body: [{ ...near, state: 'damaged', metres: 12 }] } })
  storeDraft(reportName('a1'), { ...emptyReport, text: '灯罩碎了' })
  const onNamed = vi.fn()
  const { person } = draw(<NearbyComponents account="a1" here={[113.2, 28.1]} onNamed={onNamed} />)
  await person.click(await screen.findByRole('button', { name: /路灯 · 10 米.*登记为不完好/ }))
  expect(onNamed).toHaveBeenCalled()
  expect(storedDraft(reportName('a1'), emptyReport)).toMatchObject({ text: '灯罩碎了', component: near.code })
})

test('without a position nothing is asked, and without a network nothing is shown', async () => {
  const network = stubNetwork({ 'GET /api/components/nearest': { offline: true } })
  const { container, unmount } = draw(<NearbyComponents account="a1" here={undefined} onNamed={vi.fn()} />)
  expect(network.to('GET /api/components/nearest')).toEqual([])
  unmount()
  draw(<NearbyComponents account="a1" here={[113.2, 28.1]} onNamed={vi.fn()} />)
  expect(container.textContent).toBe('')
})
