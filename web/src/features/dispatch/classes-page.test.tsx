import { screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, test } from 'vitest'
import { json, renderAt, stubNetwork } from '@/shared/testing/stage'
import { ClassesPage } from './classes-page'

const one = (code: string, name: string, version = 1) => ({
  code,
  name,
  nameEn: name,
  parentCode: code.slice(0, -2) || null,
  urgency: 'ordinary',
  version,
})

test('a_class_is_added_below_another_at_any_level_and_its_versions_are_told', async () => {
  const made = stubNetwork({
    'GET /api/classes': (request: Request) =>
      json(
        new URL(request.url).searchParams.get('on')
          ? [one('04', '市政从前')]
          : [one('04', '市政'), one('0407', '路灯照明', 2), one('040701', '路灯不亮')],
      ),
    'GET /api/classes/0407/versions': [
      {
        version: 2,
        name: '路灯照明',
        nameEn: 'Lights',
        urgency: 'urgent',
        since: '2026-11-20T08:00:00+08:00',
        by: '何主任',
      },
      { version: 1, name: '路灯', nameEn: 'Lamps', urgency: 'ordinary', since: null, by: null },
    ],
    'PUT /api/classes/04070101': {},
  })
  renderAt('/settings/classes', <ClassesPage />)
  const user = userEvent.setup()

  await user.click(await screen.findByRole('button', { name: '在路灯不亮下新增分类' }))
  const code = screen.getByLabelText<HTMLInputElement>('编码')
  expect(code.value).toBe('040701')
  await user.type(code, '01')
  await user.type(screen.getByLabelText('名称'), '整段不亮')
  await user.type(screen.getByLabelText('英文名称'), 'A whole street')
  await user.click(screen.getByRole('button', { name: '保存' }))
  await screen.findByText('已保存')
  const put = made.find(({ method }) => method === 'PUT')
  expect(await put?.json()).toEqual({
    name: '整段不亮',
    nameEn: 'A whole street',
    urgency: 'ordinary',
    version: 0,
  })

  await user.click(screen.getByRole('button', { name: '修改路灯照明' }))
  await user.click(await screen.findByText('历次版本'))
  expect(await screen.findByText(/路灯照明 · Lights · 紧急 · .*起 · 何主任 修改/)).toBeTruthy()
  expect(screen.getByText('路灯 · Lamps · 一般 · 一开始')).toBeTruthy()
})

test('the_tree_of_a_day_is_to_look_at_only', async () => {
  const made = stubNetwork({
    'GET /api/classes': (request: Request) =>
      json([one('04', new URL(request.url).searchParams.get('on') ? '市政从前' : '市政')]),
  })
  renderAt('/settings/classes', <ClassesPage />)
  const user = userEvent.setup()
  await screen.findByText('市政')
  await user.type(screen.getByLabelText('看某一天的分类'), '2026-01-05')

  const table = within(await screen.findByRole('table'))
  expect(await table.findByText('市政从前')).toBeTruthy()
  expect(table.queryByRole('button')).toBeNull()
  expect(made.some(({ url }) => url.includes('on=2026-01-05'))).toBe(true)
})
