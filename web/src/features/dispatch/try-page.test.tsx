import { screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, test } from 'vitest'
import { renderAt, stubNetwork } from '@/shared/testing/stage'
import { TryPage } from './try-page'

const unit = { id: 'u1', name: '云汀区城市管理委员会' }
const stub = () =>
  stubNetwork({
    'GET /api/channels': [
      { code: 'web', name: '网页', nameEn: 'Web' },
      { code: 'streetLine', name: '街道热线', nameEn: 'Street line' },
    ],
    'GET /api/city': { streets: [], bbox: [116, 39, 117, 40] },
    'GET /api/components': {
      items: [{ code: '1101010407000001', name: '路灯', placeText: '芦塘路3号' }],
      total: 1,
    },
    'POST /api/dispatch/explain': {
      kind: 'help',
      urgency: 'urgent',
      dangerToLife: false,
      class: { code: '0407', name: '路灯照明', probability: 0.97 },
      classes: [{ code: '0407', name: '路灯照明', probability: 0.97 }],
      decidingWords: ['路灯不亮', '漆黑'],
      places: [],
      unit,
      queue: unit,
      mode: 'byKind',
      confidence: 0.93,
      candidates: [{ unit, mode: 'byKind', confidence: 0.93 }],
      kinds: [
        { kind: 'help', probability: 0.8 },
        { kind: 'complaint', probability: 0.2 },
      ],
      voice: {
        feelings: [],
        against: [],
        wishes: [{ start: 5, words: '晚上漆黑' }],
      },
      reasons: [{ code: 'class-terms', text: '提到“路灯”，归为路灯照明。' }],
      demands: [
        { text: '垃圾没人清运', class: { code: '0501', name: '垃圾清运', probability: 0.9 }, unit: null },
      ],
    },
  })

test('a_message_is_tried_out_and_its_reasoning_is_read', async () => {
  stub()
  renderAt('/settings/try', <TryPage />)
  const user = userEvent.setup()

  await user.click(screen.getByRole('button', { name: '试一试' }))
  await screen.findByText('请填写')
  await user.type(screen.getByLabelText('诉求内容'), '路灯不亮，晚上漆黑')
  await user.click(screen.getByRole('button', { name: '试一试' }))

  const told = await screen.findByRole('region', { name: '判断结果' })
  within(told).getByRole('heading', { name: '云汀区城市管理委员会' })
  expect(told.textContent).toContain('按类别派 · 把握 93%')
  expect(told.textContent).toContain('路灯不亮、漆黑')
  expect(told.textContent).toContain('没有提到本市的地点')
  expect(told.textContent).toContain('垃圾没人清运 垃圾清运 · 由人派单')
  expect(told.textContent).toContain('提到“路灯”，归为路灯照明。')
})
