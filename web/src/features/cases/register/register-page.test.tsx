import { screen, waitFor } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { expect, test } from 'vitest'
import { renderAt, stubNetwork } from '@/shared/testing/stage'
import { RegisterPage } from './register-page'

test('what_is_missing_is_told_and_the_focus_goes_there', async () => {
  const made = stubNetwork({
    'GET /api/channels': [{ code: 'dutyPhone', name: '值班电话', nameEn: 'Duty line', hasPerson: true }],
    'GET /api/classes': [],
    'GET /api/units': [],
    'GET /api/city': {},
    'POST /api/cases/like': [],
    'POST /api/cases/demands': [],
    'POST /api/dispatch/explain': { reasons: [] },
  })
  renderAt('/', <RegisterPage />)
  await userEvent.type(screen.getByLabelText('来电人说的事'), '楼道灯坏了')
  await userEvent.click(screen.getByRole('button', { name: '登记' }))
  await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('combobox', { name: '渠道' })), {
    timeout: 10_000,
  })
  expect(made.some(({ url }) => url.endsWith('/api/cases'))).toBe(false)
})
