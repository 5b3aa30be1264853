import { screen, waitFor } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { expect, test } from 'vitest'
import { json, renderAt, sessionOf, stubNetwork } from '@/shared/testing/stage'
import { RegisterPage } from './register-page'

const twin = {
  id: 'c1',
  number: '20261120-0000123-8',
  state: 'signed',
  className: '停水与水压',
  receivedAt: '2026-11-20T08:00:00+08:00',
  people: 12,
  sameRequester: false,
  canJoin: true,
  score: 0.9,
  why: '类别相同，地点相同，相隔5分钟，文字相近60%',
}

test('the_operator_sees_what_is_known_and_one_key_joins_it', async () => {
  const before = {
    ...twin,
    id: 'c2',
    number: '20261118-0000007-1',
    canJoin: false,
    sameRequester: true,
    people: 1,
    why: '同一电话此前反映过',
  }
  const made = stubNetwork({
    'GET /api/session': sessionOf('registerForCaller', 'viewCases'),
    'GET /api/city': { streets: [] },
    'GET /api/channels': [{ code: 'dutyPhone', name: '值班电话', nameEn: 'Duty line', hasPerson: true }],
    'GET /api/classes': [],
    'GET /api/units': [],
    'POST /api/cases/like': [twin, before],
    'POST /api/cases': () => json({ type: '/problems/busy', title: '请稍后再试' }, 503),
  })
  localStorage.setItem('jiban.register.channel', 'dutyPhone')
  renderAt('/', <RegisterPage />)
  await userEvent.type(await screen.findByLabelText('来电人说的事'), '湾畔家园1号楼停水了')
  await screen.findByText(/文字相近60%/, undefined, { timeout: 10_000 })
  expect(screen.getAllByRole('button', { name: /并入这件/ })).toHaveLength(1)
  expect(screen.getByText(/同一电话此前反映过/)).toBeTruthy()
  await userEvent.keyboard('{Alt>}[Digit1]{/Alt}')
  expect(screen.getByText(/登记后并入 20261120-0000123-8/)).toBeTruthy()
  await userEvent.click(screen.getByRole('button', { name: '登记' }))
  await waitFor(() => expect(made.some(({ url }) => url.endsWith('/api/cases'))).toBe(true))
  const sent = await made.find(({ url }) => url.endsWith('/api/cases'))?.json()
  expect(sent).toMatchObject({ text: '湾畔家园1号楼停水了', joins: 'c1' })
})
