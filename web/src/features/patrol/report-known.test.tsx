import { screen, waitFor } from '@testing-library/react'
import { beforeEach, expect, test, vi } from 'vitest'
import { draw } from '@/shared/testing/draw'
import { stubNetwork } from '@/shared/testing/network'
import { ReportPage } from './report-page'
import { filed, forgetAll, post, shoot, signedIn, standAt, unit, uploads } from './report-stage'

vi.mock('@/shared/map/case-map', () => import('./pointed-map-stage'))

beforeEach(forgetAll)

const twin = {
  caseId: 'lead',
  number: '20261121-0000007-1',
  className: '路面塌陷',
  unitName: unit.name,
  receivedAt: '2026-11-21T02:00:00Z',
  metres: 12,
  score: 90,
  reasons: [{ code: 'same-class', text: '同一类别（60分）' }],
}

test('what is known near by is shown before sending, and one touch sends the report to it', async () => {
  standAt(113.2, 28.1, 8)
  const network = stubNetwork({
    ...signedIn,
    ...uploads,
    'GET /api/classes': { body: [] },
    'POST /api/patrol/reports/twins': { body: { metres: 50, items: [twin] } },
    [post]: {
      status: 201,
      body: {
        number: '20261121-0000124-4',
        caseId: 'c',
        dispatch: { state: 'dispatched', unit, reasons: [] },
        known: { number: twin.number, joined: true },
      },
    },
  })
  const { person } = draw(<ReportPage account="a1" onMine={vi.fn()} />)
  await screen.findByText('误差约 8 米')
  await shoot(person)
  await person.type(screen.getByLabelText('是什么问题'), '绿化带下沉')
  expect(await screen.findByText(`${twin.number}，离您 12 米`, undefined, { timeout: 5_000 })).toBeTruthy()
  expect(screen.getByText('同一类别（60分）')).toBeTruthy()
  await person.click(screen.getByRole('button', { name: '就是这一件，并进去' }))
  expect(screen.getByText(`将并入 ${twin.number}`)).toBeTruthy()
  await person.click(screen.getByRole('button', { name: '上报' }))
  expect(await screen.findByRole('heading', { level: 1, name: `已并入 ${twin.number}` })).toBeTruthy()
  expect(network.to(post)[0]?.body).toMatchObject({ knownCase: 'lead' })
  expect(network.to('POST /api/patrol/reports/twins').at(-1)?.body).toEqual({
    lon: 113.2,
    lat: 28.1,
    text: '绿化带下沉',
  })
})

test('what the class needs is shown before sending, also kept for the hours without a network, and what was measured goes along', async () => {
  standAt(113.2, 28.1, 8)
  const general = {
    code: 'general',
    words: '有定位、有照片',
    wordsEn: 'Position and photo',
    needsPin: true,
    needsComponent: false,
    minPhotos: 1,
    minClassPermille: 600,
    sizes: [],
    allSizes: true,
    urgency: null,
    version: 1,
  }
  const network = stubNetwork({
    ...signedIn,
    ...uploads,
    'GET /api/classes': { body: [{ code: '0405', name: '市政道路破损', nameEn: 'Roads', parentCode: '04' }] },
    'GET /api/filing-conditions': {
      body: [
        general,
        {
          ...general,
          code: '0405',
          words: '坑槽深度超过2厘米，且面积超过0.1平方米',
          sizes: [
            { dimension: 'depth', value: 20, over: true },
            { dimension: 'area', value: 1000, over: true },
          ],
        },
      ],
    },
    [post]: filed,
  })
  const { person } = draw(<ReportPage account="a1" onMine={vi.fn()} />)
  expect(await screen.findByText('有定位、有照片')).toBeTruthy()
  expect(screen.getByText(/没有选类别/)).toBeTruthy()
  await person.type(screen.getByPlaceholderText('找类别，例如：井盖'), '道路')
  await person.click(await screen.findByRole('button', { name: '市政道路破损' }))
  expect(await screen.findByText('坑槽深度超过2厘米，且面积超过0.1平方米')).toBeTruthy()
  await shoot(person)
  await person.type(screen.getByLabelText(/深度、沉降或高差/), '30')
  expect(screen.getByText(/还不满足/)).toBeTruthy()
  await person.type(screen.getByLabelText(/面积/), '2500')
  expect(await screen.findByText(/满足立案条件/)).toBeTruthy()
  await person.type(screen.getByLabelText('是什么问题'), '坑')
  await person.click(screen.getByRole('button', { name: '上报' }))
  await waitFor(() =>
    expect(network.to(post)[0]?.body).toMatchObject({
      classCode: '0405',
      sizes: [
        { dimension: 'depth', value: 30 },
        { dimension: 'area', value: 2500 },
      ],
    }),
  )
})
