import { screen, within } from '@testing-library/react'
import { expect, test, vi } from 'vitest'
import { draw } from '@/shared/testing/draw'
import { stubNetwork } from '@/shared/testing/network'
import { AreaPage } from './area-page'

vi.mock('./area-map', () => ({ AreaMap: () => null }))

const task = {
  caseId: 'c1',
  number: '20261120-0000088-5',
  kind: 'verify',
  dueOn: '2026-11-21',
  className: '绿地塌陷',
  placeName: '芦塘路',
  lon: 116.701,
  lat: 39.9,
  text: '下沉',
  beforePhotos: [],
  afterPhotos: [],
}
const known = {
  unitName: '潞湾街道城市管理办公室',
  receivedAt: '2026-11-20T00:00:00Z',
  lon: 116.7,
  lat: 39.9,
}

test('the list below the map tells tasks and known cases, a task not twice, and leads to it', async () => {
  stubNetwork({
    'GET /api/patrol/area': {
      body: {
        name: '潞湾街道',
        bbox: [116.69, 39.89, 116.71, 39.91],
        landVersion: 1,
        cases: [
          { ...known, caseId: 'c1', number: task.number, className: '绿地塌陷' },
          { ...known, caseId: 'c2', number: '20261120-0000099-1', className: '路灯照明' },
        ],
      },
    },
    'GET /api/patrol/tasks': { body: [task] },
    'GET /api/patrol/places': { body: [] },
    'GET /api/patrol/shifts/mine': { body: [] },
  })
  const onTask = vi.fn()
  const { person } = draw(<AreaPage account="a1" onTask={onTask} onPlace={vi.fn()} onReport={vi.fn()} />)
  const list = await screen.findByRole('region', { name: '附近的任务、点位和已知诉求' })
  await within(list).findByText('路灯照明')
  expect(within(list).getAllByRole('listitem')).toHaveLength(2)
  expect(within(list).getByText(/20261120-0000099-1 · 潞湾街道城市管理办公室/)).toBeTruthy()
  await person.click(within(list).getByRole('button', { name: /去核实/ }))
  expect(onTask).toHaveBeenCalledWith(expect.objectContaining({ caseId: 'c1' }))
  expect(screen.getByText('离线地图还没有备好，有网络时自动备好。')).toBeTruthy()
})
