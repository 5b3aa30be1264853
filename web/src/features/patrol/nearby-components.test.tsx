import { screen } from '@testing-library/react'
import { expect, test, vi } from 'vitest'
import { draw } from '@/shared/testing/draw'
import { stubNetwork } from '@/shared/testing/network'
import { storeDraft, storedDraft } from '@/shared/ui/stored-draft'
import { keepSome } from './area/some-components'
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

test('without a network the nearest are chosen from what the phone keeps, and that is said', async () => {
  stubNetwork({ 'GET /api/components/nearest': { offline: true } })
  await keepSome([
    { code: '99010101018000001', name: '远处的灯', lon: 113.2, lat: 28.102 },
    { code: '99010101018000002', name: '井盖', lon: 113.2, lat: 28.1005, state: 'lost' },
    { code: '99010101018000003', name: '路灯', lon: 113.2, lat: 28.1001 },
  ])
  const onNamed = vi.fn()
  const { person } = draw(<NearbyComponents account="a1" here={[113.2, 28.1]} onNamed={onNamed} />)
  expect(await screen.findByText(/没有网络，按 .* 08:02 存在手机里的清单/)).toBeTruthy()
  expect(screen.getAllByRole('listitem').map((item) => item.querySelector('button')?.textContent)).toEqual([
    '路灯 · 10 米99010101018000003',
    '井盖 · 60 米99010101018000002 · 登记为不完好',
  ])
  expect(screen.getByRole('link', { name: /记测量 路灯/ }).getAttribute('href')).toBe(
    '/field/measure/99010101018000003',
  )
  await person.click(screen.getByRole('button', { name: /路灯/ }))
  expect(storedDraft(reportName('a1'), emptyReport)).toMatchObject({ component: '99010101018000003' })
})

test('without a position nothing is asked, and without a network and a list nothing is shown', async () => {
  const network = stubNetwork({ 'GET /api/components/nearest': { offline: true } })
  const { container, unmount } = draw(<NearbyComponents account="a1" here={undefined} onNamed={vi.fn()} />)
  expect(network.to('GET /api/components/nearest')).toEqual([])
  unmount()
  draw(<NearbyComponents account="a1" here={[113.2, 28.1]} onNamed={vi.fn()} />)
  expect(container.textContent).toBe('')
})
