import { screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { expect, test } from 'vitest'
import { renderAt, stubNetwork } from '@/shared/testing/stage'
import { CreditCodesPage } from './credit-codes-page'

const unit = { id: 'u1', code: '0101', name: '照明中心', shortName: '照明中心', kind: 'section' }

const show = () => {
  const made = stubNetwork({
    'GET /api/units': [unit, { ...unit, id: 'u2', code: '0102', name: '供水所', shortName: '供水所' }],
    'GET /api/settings/duty-phones': [{ unitId: 'u1', phone: '02488880001' }],
    'PUT /api/units/u1/duty-phone': () => new Response(null, { status: 204 }),
  })
  renderAt('/', <CreditCodesPage />)
  return made
}
const puts = (made: Request[]) => made.filter(({ method }) => method === 'PUT')

test('the_duty_telephone_of_a_unit_is_shown_changed_and_taken_back_and_nothing_else_is_sent', async () => {
  const made = show()
  expect(await screen.findByText('02488880001')).toBeTruthy()
  await userEvent.click(screen.getByRole('button', { name: '修改照明中心' }))
  const phone = await screen.findByLabelText('值班电话')
  expect((phone as HTMLInputElement).value).toBe('02488880001')
  await userEvent.clear(phone)
  await userEvent.type(phone, 'abc')
  await userEvent.click(screen.getByRole('button', { name: '保存' }))
  expect(await screen.findByText('应为 5 至 15 位数字')).toBeTruthy()
  expect(puts(made)).toHaveLength(0)
  await userEvent.clear(phone)
  await userEvent.click(screen.getByRole('button', { name: '保存' }))
  await expect.poll(() => puts(made).length).toBe(1)
  expect(await puts(made)[0]?.json()).toEqual({ phone: null })
})

test('a_duty_telephone_is_typed_in_either_width', async () => {
  const made = show()
  expect(await screen.findByText('02488880001')).toBeTruthy()
  await userEvent.click(screen.getByRole('button', { name: '修改照明中心' }))
  const phone = await screen.findByLabelText('值班电话')
  await userEvent.clear(phone)
  await userEvent.type(phone, '１３８－0099 ０００１')
  await userEvent.click(screen.getByRole('button', { name: '保存' }))
  await expect.poll(() => puts(made).length).toBe(1)
  expect(await puts(made)[0]?.json()).toEqual({ phone: '１３８－0099 ０００１' })
})
