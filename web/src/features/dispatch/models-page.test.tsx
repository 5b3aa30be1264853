import { screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, test } from 'vitest'
import { renderAt, stubNetwork } from '@/shared/testing/stage'
import { ModelsPage } from './models-page'

const report = {
  texts: 8035,
  accuracy: 0.9347,
  macroF1: 0.9319,
  calibrationError: 0.014,
  worst: [],
  confusions: [{ label: '0407', said: '0312', texts: 7 }],
  calibration: [],
}
const shipped = { number: 0, name: 'shipped', source: 'shipped', labelCount: 241, unknownLabels: [] }
const trained = {
  number: 3,
  name: 'spring',
  source: 'file',
  madeAt: '2026-11-26T04:00:00Z',
  labelCount: 241,
  unknownLabels: [],
  report,
}
const foreign = { ...trained, number: 2, name: 'foreign', unknownLabels: ['城乡建设'] }

test('a_model_is_compared_and_put_in_force_on_what_was_looked_at', async () => {
  const made = stubNetwork({
    'GET /api/dispatch/models': { inForce: 0, models: [trained, foreign, shipped], terms: [] },
    'GET /api/dispatch/models/compare': {
      first: { number: 0, name: 'shipped' },
      second: { number: 3, name: 'spring' },
      since: '2024-11-26',
      until: '2026-11-27',
      cases: 40,
      firstRight: 20,
      secondRight: 30,
      onlyFirst: 1,
      onlySecond: 11,
      differences: [
        { truth: '路灯', first: '', second: '路灯', cases: 9, number: 'JB1', example: '路灯不亮' },
      ],
    },
    'POST /api/dispatch/models/in-force': () => new Response(null, { status: 204 }),
  })
  renderAt('/settings/models', <ModelsPage />)
  const user = userEvent.setup()

  expect((await screen.findByRole('row', { name: /2 号 foreign/ })).textContent).toContain('城乡建设')
  await user.click(screen.getByRole('button', { name: '比较' }))
  const compared = screen.getByRole('region', { name: '比较两个模型' })
  expect((await within(compared).findByRole('row', { name: /^3 号 spring/ })).textContent).toContain('75.0%')
  expect(within(compared).getByRole('row', { name: /路灯不亮/ }).textContent).toContain('看不出')

  await user.click(screen.getByRole('button', { name: '启用3 号 spring' }))
  await screen.findByText('已换成3 号 spring，新来的诉求按它判断')
  expect(await made.find(({ method }) => method === 'POST')?.json()).toEqual({ number: 3, seen: 0 })
})

test('one_key_leads_back_to_the_model_before', async () => {
  const made = stubNetwork({
    'GET /api/dispatch/models': {
      inForce: 3,
      before: 0,
      models: [trained, shipped],
      terms: [{ number: 3, since: '2026-11-27T04:00:00Z', by: '系统管理员' }],
    },
    'POST /api/dispatch/models/back': () => new Response(null, { status: 204 }),
  })
  renderAt('/settings/models', <ModelsPage />)

  await userEvent.setup().click(await screen.findByRole('button', { name: '退回随程序提供的模型' }))

  await screen.findByText('已换成随程序提供的模型，新来的诉求按它判断')
  expect(await made.find(({ method }) => method === 'POST')?.json()).toEqual({ seen: 3 })
})
