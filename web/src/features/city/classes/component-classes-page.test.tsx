import { screen, waitFor } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { expect, test } from 'vitest'
import { json, renderAt, stubNetwork } from '@/shared/testing/stage'
import { ComponentClassesPage } from './component-classes-page'

test('a_class_in_use_is_ended_from_a_day_and_says_what_stays', async () => {
  const made = stubNetwork({
    'GET /api/settings/components': { scheme: 'gbt47678', version: 3, uses: { '01018': 2 } },
    'GET /api/component-classes': [
      {
        scheme: 'gbt47678',
        code: '01018',
        name: '路灯',
        nameEn: 'Street lamp',
        colour: 'slate',
        from: '2000-01-01',
      },
      {
        scheme: 'gbt30428',
        code: '0118',
        name: '路灯（旧）',
        nameEn: 'Lamp',
        colour: 'slate',
        from: '2000-01-01',
      },
    ],
    'PUT /api/component-classes/gbt47678/01018': () => new Response(null, { status: 204 }),
    'PUT /api/settings/components': () =>
      json({ type: '/problems/scheme-without-classes', title: '还没有现行的类别', status: 409 }, 409),
  })
  renderAt('/settings/component-classes', <ComponentClassesPage />)
  await userEvent.click(await screen.findByRole('button', { name: '修改路灯' }))
  expect(screen.queryByText('路灯（旧）')).toBeNull()
  await userEvent.click(screen.getByRole('checkbox', { name: '停用这一类别' }))
  expect(screen.getByText(/在册 2 个部件保持不变/)).toBeTruthy()
  const day = screen.getByLabelText('从哪天起停用')
  await userEvent.clear(day)
  await userEvent.type(day, '2027-01-01')
  await userEvent.click(screen.getByRole('button', { name: '停用' }))
  await waitFor(() => expect(screen.queryByRole('button', { name: '停用' })).toBeNull())
  expect(await made.find(({ method }) => method === 'PUT')?.json()).toEqual({
    name: '路灯',
    nameEn: 'Street lamp',
    colour: 'slate',
    withheld: false,
    from: '2027-01-01',
    ends: true,
  })

  await userEvent.click(screen.getByRole('combobox', { name: '新部件的编码' }))
  await userEvent.click(await screen.findByTitle(/16 位/))
  await userEvent.click(screen.getByRole('button', { name: '保存' }))
  expect(await screen.findByText('还没有现行的类别')).toBeTruthy()
})

test('what_an_attribute_may_be_in_a_class_is_listed_from_a_day_on', async () => {
  const made = stubNetwork({
    'GET /api/settings/components': { scheme: 'gbt47678', version: 3, uses: {} },
    'GET /api/component-classes': [
      {
        scheme: 'gbt47678',
        code: '01001',
        name: '上水井盖',
        nameEn: 'Water cover',
        colour: 'slate',
        from: '2000-01-01',
      },
    ],
    'GET /api/component-classes/lists': [
      {
        scheme: 'gbt47678',
        classCode: '01001',
        attribute: 'shape',
        allowed: ['圆形'],
        from: '2026-01-01',
      },
    ],
    'PUT /api/component-classes/gbt47678/01001/lists/shape': () => new Response(null, { status: 204 }),
  })
  renderAt('/settings/component-classes', <ComponentClassesPage />)
  await userEvent.click(await screen.findByRole('button', { name: '“上水井盖”的取值' }))
  expect(await screen.findByText('现在不限。')).toBeTruthy()
  await userEvent.click(screen.getByRole('combobox', { name: '属性' }))
  await userEvent.click(await screen.findByTitle('形状'))
  expect(await screen.findByText('现行的表从 2026-01-01 起。')).toBeTruthy()
  const allowed = screen.getByLabelText(/允许的值/)
  expect((allowed as HTMLTextAreaElement).value).toBe('圆形')
  await userEvent.type(allowed, '{enter} 方形 {enter}{enter}')
  const day = screen.getByLabelText(/从哪天起/)
  await userEvent.clear(day)
  await userEvent.type(day, '2027-01-01')
  await userEvent.click(screen.getAllByRole('button', { name: '保存' }).at(-1) as HTMLElement)
  await waitFor(() => expect(screen.queryByLabelText(/允许的值/)).toBeNull())
  expect(await made.find(({ method }) => method === 'PUT')?.json()).toEqual({
    from: '2027-01-01',
    allowed: ['圆形', '方形'],
  })
})
