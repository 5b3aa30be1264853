import { screen } from '@testing-library/react'
import { App } from 'antd'
import { expect, test, vi } from 'vitest'
import { draw } from '@/shared/testing/draw'
import { stubNetwork } from '@/shared/testing/network'
import { PatrolSettingsPage } from './patrol-settings-page'

test('what is changed is saved under the version that was looked at', async () => {
  const settings = {
    lateAfterMinutes: 10,
    trackDays: 90,
    twinMetres: 50,
    findingDays: 7,
    sessionHours: 12,
    consentVersion: '1',
    version: 4,
  }
  const network = stubNetwork({
    'GET /api/settings/patrol': { body: settings },
    'PUT /api/settings/patrol': { status: 204 },
  })
  const { person } = draw(
    <App>
      <PatrolSettingsPage />
    </App>,
  )
  const metres = await screen.findByLabelText('上报前查多少米以内的同类诉求')
  await person.clear(metres)
  await person.type(metres, '80')
  await person.click(screen.getByRole('button', { name: /保\s*存/ }))
  await vi.waitFor(() =>
    expect(network.to('PUT /api/settings/patrol')[0]?.body).toEqual({ ...settings, twinMetres: 80 }),
  )
})
