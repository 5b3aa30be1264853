import { screen, within } from '@testing-library/react'
import { App } from 'antd'
import { expect, test, vi } from 'vitest'
import { draw } from '@/shared/testing/draw'
import { stubNetwork } from '@/shared/testing/network'
import { FilingPage } from './filing-page'

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
const road = {
  ...general,
  code: '0405',
  words: '坑槽深度超过2厘米，且面积超过0.1平方米',
  wordsEn: 'A pothole',
  sizes: [
    { dimension: 'depth', value: 20, over: true },
    { dimension: 'area', value: 1000, over: true },
  ],
  version: 3,
}

test('the conditions of a class are told in words and sizes, and changed under the version that was looked at', async () => {
  const network = stubNetwork({
    'GET /api/filing-conditions': { body: [general, road] },
    'GET /api/classes': {
      body: [{ code: '0405', name: '市政道路破损', nameEn: 'Damaged roads', parentCode: '04' }],
    },
    'PUT /api/filing-conditions/0405': { status: 204 },
  })
  const { person } = draw(
    <App>
      <FilingPage />
    </App>,
  )
  const line = (await screen.findByText(road.words)).closest('tr') as HTMLElement
  expect(line.textContent).toContain('深度、沉降或高差超过 20 毫米，且面积超过 1000 平方厘米')
  await person.click(await within(line).findByRole('button', { name: '修改市政道路破损' }))
  const depth = screen.getByLabelText('深度、沉降或高差（毫米）')
  await person.clear(depth)
  await person.type(depth, '30')
  await person.click(screen.getByRole('button', { name: /保\s*存/ }))
  await vi.waitFor(() =>
    expect(network.to('PUT /api/filing-conditions/0405')[0]?.body).toEqual({
      words: road.words,
      wordsEn: road.wordsEn,
      needsPin: true,
      needsComponent: false,
      minPhotos: 1,
      minClassPermille: 600,
      sizes: [
        { dimension: 'area', value: 1000, over: true },
        { dimension: 'depth', value: 30, over: true },
      ],
      allSizes: true,
      urgency: null,
      version: 3,
    }),
  )
})
