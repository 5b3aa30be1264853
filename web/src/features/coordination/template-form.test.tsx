import { screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { expect, test, vi } from 'vitest'
import { json, renderAt, stubNetwork } from '@/shared/testing/stage'
import { TemplateForm } from './template-form'
import type { Template } from './whistle'

const blank: Template = {
  code: '',
  name: '',
  kind: 'emergency',
  reportByMinutes: 60,
  escalateMinutes: 60,
  checklist: [],
  inUse: true,
  version: 0,
  units: [],
}

const burst: Template = {
  ...blank,
  code: 'burst-pipe',
  name: '爆管抢修',
  version: 4,
  checklist: ['关阀', '通知居民'],
  units: [{ unitId: 'u2' }, { unitKind: 'streetOffice', classCode: '1301' }],
}

const show = (template: Template, answer: (request: Request) => Response | Promise<Response>) => {
  const [onSaved, onCancel] = [vi.fn(), vi.fn()]
  const made = stubNetwork({
    'GET /api/units': [
      { id: 'u2', name: '自来水公司', shortName: '水司', kind: 'utility' },
      { id: 'u3', name: '应急管理局', shortName: '应急', kind: 'department' },
    ],
    'GET /api/classes': [
      { code: '13', name: '水务' },
      { code: '1301', name: '停水与水压', parentCode: '13' },
    ],
    [`PUT /api/settings/whistle-templates/${template.code || 'night-lights'}`]: answer,
  })
  renderAt('/', <TemplateForm template={template} onSaved={onSaved} onCancel={onCancel} />)
  return {
    onSaved,
    onCancel,
    put: () => made.filter(({ method }) => method === 'PUT'),
  }
}

const press = (name: string) => userEvent.click(screen.getByRole('button', { name }))
const say = async (label: string, words: string) => {
  const field = screen.getByLabelText(label)
  await userEvent.clear(field)
  if (words) await userEvent.type(field, words)
}

test('a_new_template_wants_a_name_and_a_code_of_small_letters_and_is_saved_whole', async () => {
  const { put, onSaved } = show(blank, () => json({}))
  await say('编码', 'Night Lights')
  await say('几分钟内到场', '')
  await press('保存')
  // The name and the minutes.
  await expect.poll(() => screen.queryAllByText('请填写').length).toBe(2)
  expect(put()).toEqual([])
  await say('名称', '夜间路灯')
  await say('编码', 'night-lights')
  await say('几分钟内到场', '45')
  await userEvent.click(screen.getByRole('combobox', { name: '指定单位' }))
  await userEvent.click((await screen.findAllByText('应急管理局')).at(-1) as HTMLElement)
  await press('增加一类')
  await userEvent.type(screen.getByLabelText('检查清单（一行一项）'), '灯杆接地{Enter}{Enter}  配电箱  ')
  await press('保存')
  await expect.poll(() => onSaved.mock.calls.length).toBe(1)
  expect(await put()[0]?.json()).toEqual({
    ...blank,
    code: 'night-lights',
    name: '夜间路灯',
    reportByMinutes: 45,
    checklist: ['灯杆接地', '配电箱'],
    units: [{ unitId: 'u3' }, { unitKind: 'department', classCode: null }],
  })
})

test('a_template_that_stands_keeps_its_code_and_what_was_not_touched_on_the_version_that_was_looked_at', async () => {
  const { put, onSaved } = show(burst, () => json({}))
  expect(screen.getByRole('heading', { name: '修改爆管抢修' })).toBeTruthy()
  expect(screen.queryByLabelText('编码')).toBeNull()
  await press('删去第 1 类')
  await userEvent.click(screen.getByRole('checkbox', { name: '启用' }))
  await press('保存')
  await expect.poll(() => onSaved.mock.calls.length).toBe(1)
  expect(await put()[0]?.json()).toEqual({ ...burst, inUse: false, units: [{ unitId: 'u2' }] })
})

test('a_template_that_somebody_changed_meanwhile_is_not_saved_and_says_so', async () => {
  const { onSaved, onCancel } = show(burst, () =>
    json({ type: '/problems/changed-meanwhile', title: '这一项刚被别人改过，您的修改没有保存。' }, 409),
  )
  await press('保存')
  expect(await screen.findByText(/这一项刚被别人改过/)).toBeTruthy()
  expect(onSaved).not.toHaveBeenCalled()
  await press('取消')
  expect(onCancel).toHaveBeenCalled()
})
