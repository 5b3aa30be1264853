import { screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { expect, test } from 'vitest'
import { json, renderAt, stubNetwork } from '@/shared/testing/stage'
import { CreditCodesPage } from './credit-codes-page'
import { MapKeysPage } from './map-keys-page'

test('a_key_is_shown_once_listed_by_its_name_and_revoked_after_a_question', async () => {
  let keys: object[] = []
  const made = stubNetwork({
    'GET /api/settings/map-keys': () => json(keys),
    'POST /api/settings/map-keys': () => {
      keys = [{ id: 'm1', name: '规划院', issuedAt: '2026-11-20T10:00:00+08:00', issuedBy: '周岚' }]
      return json({ id: 'm1', name: '规划院', key: 'jmk_secret' })
    },
    'POST /api/settings/map-keys/m1/revocation': () => {
      keys = keys.map((key) => ({ ...key, revokedAt: '2026-11-21T10:00:00+08:00' }))
      return new Response(null, { status: 204 })
    },
  })
  renderAt('/settings/map-keys', <MapKeysPage />)
  expect(await screen.findByText('还没有发放过密钥')).toBeTruthy()
  await userEvent.type(screen.getByLabelText('给谁、做什么用'), ' 规划院 ')
  await userEvent.click(screen.getByRole('button', { name: '发放密钥' }))
  expect(await screen.findByText('jmk_secret')).toBeTruthy()
  expect(await screen.findByText('从未使用')).toBeTruthy()
  await userEvent.click(screen.getByRole('button', { name: '我存好了' }))
  expect(screen.queryByText('jmk_secret')).toBeNull()
  expect(await made.find(({ method }) => method === 'POST')?.json()).toEqual({ name: '规划院' })

  await userEvent.click(screen.getByRole('button', { name: '停用“规划院”' }))
  expect(made.some(({ url }) => url.includes('revocation'))).toBe(false)
  await userEvent.click(within(await screen.findByRole('dialog')).getByRole('button', { name: '停用' }))
  expect(await screen.findByText(/停用于/)).toBeTruthy()
  expect(screen.queryByRole('button', { name: '停用“规划院”' })).toBeNull()
})

test('a_unit_is_given_its_credit_code_and_a_wrong_one_is_told', async () => {
  let unit = {
    id: 'u1',
    code: '990101001',
    name: '潞湾街道办事处',
    creditCode: undefined as string | undefined,
  }
  const made = stubNetwork({
    'GET /api/units': () => json([unit]),
    'GET /api/settings/duty-phones': [],
    'PUT /api/units/u1/credit-code': () => {
      unit = { ...unit, creditCode: '91350100M000100Y43' }
      return new Response(null, { status: 204 })
    },
  })
  renderAt('/settings/credit-codes', <CreditCodesPage />)
  await userEvent.click(await screen.findByRole('button', { name: '修改潞湾街道办事处' }))
  const field = await screen.findByLabelText('统一社会信用代码')
  await userEvent.type(field, '1234')
  await userEvent.click(screen.getByRole('button', { name: '保存' }))
  expect(await screen.findByText(/应为 18 位/)).toBeTruthy()
  await userEvent.clear(field)
  await userEvent.type(field, '91350100m000100y43')
  await userEvent.click(screen.getByRole('button', { name: '保存' }))
  await waitFor(() => expect(screen.queryByRole('button', { name: '保存' })).toBeNull())
  expect(await made.find(({ method }) => method === 'PUT')?.json()).toEqual({
    creditCode: '91350100M000100Y43',
  })
  expect(await screen.findByText('91350100M000100Y43')).toBeTruthy()
})

test('where_a_unit_can_be_met_is_an_address_and_a_point_on_the_map', async () => {
  let unit: object = { id: 'u1', code: '990101001', name: '潞湾街道办事处' }
  const made = stubNetwork({
    'GET /api/units': () => json([unit]),
    'GET /api/settings/duty-phones': [],
    'PUT /api/units/u1/seat': () => {
      unit = { ...unit, address: '潞湾大街 1 号', lon: 116.4, lat: 39.9 }
      return new Response(null, { status: 204 })
    },
  })
  renderAt('/settings/credit-codes', <CreditCodesPage />)
  await userEvent.click(await screen.findByRole('button', { name: '修改潞湾街道办事处' }))
  await userEvent.type(await screen.findByLabelText('地址'), ' 潞湾大街 1 号 ')
  await userEvent.type(screen.getByLabelText('经度（WGS-84）'), '116.4')
  await userEvent.type(screen.getByLabelText('纬度（WGS-84）'), '39.9')
  await userEvent.click(screen.getByRole('button', { name: '保存' }))
  expect(await screen.findByText('潞湾大街 1 号')).toBeTruthy()
  expect(await made.find(({ method }) => method === 'PUT')?.json()).toEqual({
    address: '潞湾大街 1 号',
    lon: 116.4,
    lat: 39.9,
  })
})
