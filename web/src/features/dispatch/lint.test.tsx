import { screen, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { renderAt, stubNetwork } from '@/shared/testing/stage'
import { CatalogueLint } from './lint'

const finding = (kind: string, isError: boolean, text: string) => ({
  kind,
  isError,
  text,
  rule: 'r',
  classCode: '04',
})

test('each_kind_of_what_may_be_wrong_stands_on_the_page_under_its_name_and_errors_are_open', async () => {
  stubNetwork({
    'GET /api/dispatch/lint': [
      finding('gap', true, '路灯照明在北街没有单位承办。'),
      finding('overlap', false, '规则 a 没有终止，b 起取代它。'),
      finding('neverFires', false, '规则 c 用不上。'),
      finding('unitWithoutDuty', false, '甲科没有职责。'),
      finding('returnCycle', false, '规则 d 会来回转。'),
      finding('noHolder', false, '没有部门有这项职责。'),
    ],
  })
  renderAt('/settings/rules', <CatalogueLint />)

  const lint = within(await screen.findByRole('region', { name: '目录检查' }))
  expect(lint.getByText('错误 1 处，提醒 5 处。有错误的草案不能生效。')).toBeTruthy()
  for (const kind of [
    '没有单位承办',
    '重叠',
    '用不上的规则',
    '没有职责的单位',
    '退回会来回转',
    '没有部门有这项职责',
  ])
    expect(lint.getByText(`${kind}（1）`)).toBeTruthy()
  expect(lint.getByText('没有单位承办（1）').closest('details')?.open).toBe(true)
  expect(lint.getByText('重叠（1）').closest('details')?.open).toBe(false)
})

test('a_sound_catalogue_says_so', async () => {
  stubNetwork({ 'GET /api/dispatch/lint': [] })
  renderAt('/settings/rules', <CatalogueLint />)
  expect(await screen.findByText('没有发现缺口、重叠或用不上的规则。')).toBeTruthy()
})
