import { screen, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { expect, test } from 'vitest'
import { json, renderAt, stubNetwork } from '@/shared/testing/stage'
import { DestinationsPage } from './destinations-page'
import { NoticeTemplatesPage } from './templates-page'

const upstream = {
  code: 'upstream',
  url: 'https://12345.example/',
  english: false,
  inUse: true,
  version: 4,
}
const sms = {
  code: 'sms',
  url: 'https://sms.example/',
  page: 'https://me.example/',
  english: false,
  inUse: false,
  version: 0,
}
const keepDays = { keepDays: 30, version: 2 }
const settings = {
  'GET /api/settings/destinations': [upstream, sms],
  'GET /api/settings/outbox': keepDays,
  'GET /api/units': [{ id: 'u5', name: '生态环境局', shortName: '环境局', kind: 'department' }],
}
const press = async (name: string) => userEvent.click(await screen.findByRole('button', { name }))

test('a_destination_is_changed_without_its_secret_being_shown_or_lost', async () => {
  const made = stubNetwork({
    ...settings,
    'PUT /api/settings/destinations/upstream': () => new Response(null, { status: 204 }),
  })
  renderAt('/', <DestinationsPage />)
  const row = within(await screen.findByRole('row', { name: /市12345热线/ }))
  expect(row.getByText('启用')).toBeTruthy()
  expect(within(screen.getByRole('row', { name: /短信网关/ })).getByText('还没有设置')).toBeTruthy()
  await press('修改市12345热线')
  expect((screen.getByLabelText('密钥') as HTMLInputElement).value).toBe('')
  expect(screen.queryByRole('checkbox', { name: '用英文' })).toBeNull() // The city's line has no such field.
  const address = screen.getByLabelText('地址')
  await userEvent.clear(address)
  await press('保存')
  expect(await screen.findByText('请填写')).toBeTruthy()
  await userEvent.type(address, 'https://12345.example/v2/')
  await press('保存')
  const put = () => made.find(({ method }) => method === 'PUT')
  await expect.poll(() => put() !== undefined).toBe(true)
  expect(await put()?.json()).toEqual({
    url: 'https://12345.example/v2/',
    secret: null,
    page: null,
    english: false,
    inUse: true,
    version: 4,
  })
})

test('a_new_hook_wants_a_unit_and_a_long_secret', async () => {
  const made = stubNetwork({
    ...settings,
    'PUT /api/settings/destinations/unit:u5': () => new Response(null, { status: 204 }),
  })
  renderAt('/', <DestinationsPage />)
  await press('新增单位接口')
  await userEvent.type(screen.getByLabelText('地址'), 'https://hook.example/')
  await userEvent.type(screen.getByLabelText('密钥'), 'too short')
  await press('保存')
  expect(await screen.findByText('请选择单位')).toBeTruthy()
  expect(await screen.findAllByText('16 至 200 个字符')).toHaveLength(2)
  expect(made.some(({ method }) => method === 'PUT')).toBe(false)
  await userEvent.type(screen.getByLabelText('密钥'), ' and now long enough')
  await userEvent.click(screen.getByRole('combobox', { name: '单位' }))
  await userEvent.click((await screen.findAllByText('生态环境局')).at(-1) as HTMLElement)
  await press('保存')
  await expect.poll(() => made.some(({ method }) => method === 'PUT')).toBe(true)
})

test('days_that_messages_are_kept_are_a_number_and_a_change_of_somebody_else_is_told', async () => {
  const made = stubNetwork({
    ...settings,
    'PUT /api/settings/outbox': () =>
      json(
        { type: '/problems/changed-meanwhile', title: '刚刚有人改过，请载入最新内容。', status: 409 },
        409,
      ),
  })
  renderAt('/', <DestinationsPage />)
  const days = await screen.findByLabelText('保留天数')
  await userEvent.clear(days)
  await userEvent.type(days, '0')
  await press('更新天数')
  expect(await screen.findByText('请填 1 至 3650 的整数')).toBeTruthy()
  await userEvent.clear(days)
  await userEvent.type(days, '90')
  await press('更新天数')
  expect(await screen.findByText(/刚刚有人改过/)).toBeTruthy()
  expect(await made.find(({ method }) => method === 'PUT')?.json()).toEqual({ keepDays: 90, version: 2 })
  expect(screen.getByRole('button', { name: '载入最新' })).toBeTruthy()
})

test('a_text_is_previewed_in_both_languages_and_an_unknown_placeholder_is_named', async () => {
  const template = {
    code: 'signed-requester',
    kind: 'signed',
    audience: 'requester',
    zh: '{unit}已签收您的诉求{number}。',
    en: '{unit} has signed for {number}.',
    inUse: true,
    version: 1,
    bySms: 'never',
    placeholders: ['unit', 'number'],
  }
  const made = stubNetwork({
    'GET /api/settings/notice-templates': [template],
    'POST /api/settings/notice-templates/signed-requester/preview': async (request: Request) => {
      const { zh } = (await request.json()) as { zh: string }
      const text = zh.replace('{unit}', '照明中心')
      return json({
        zh: { text, length: text.length, segments: 1, unknown: zh.includes('{who}') ? ['{who}'] : [] },
        en: { text: 'x', length: 1, segments: 1, unknown: [] },
      })
    },
    'PUT /api/settings/notice-templates/signed-requester': () => new Response(null, { status: 204 }),
  })
  renderAt('/', <NoticeTemplatesPage />)
  await press('修改签收：诉求人（短信）')
  expect(await screen.findByText('可用的占位符：{unit}（承办单位）、{number}（诉求编号）')).toBeTruthy()
  const preview = within(await screen.findByRole('region', { name: '预览（用示例填写）' }))
  expect(await preview.findByText(/照明中心已签收/)).toBeTruthy()
  await userEvent.type(screen.getByLabelText('中文'), '{{who}')
  expect(await preview.findByText('没有这个占位符：{who}')).toBeTruthy()
  await userEvent.clear(screen.getByLabelText('中文'))
  await userEvent.type(screen.getByLabelText('中文'), '已签收')
  await press('保存')
  const put = () => made.find(({ method }) => method === 'PUT')
  await expect.poll(() => put() !== undefined).toBe(true)
  expect(await put()?.json()).toEqual({
    zh: '已签收',
    en: template.en,
    inUse: true,
    version: 1,
    bySms: 'never',
  })
})

test('what_can_not_wait_goes_to_the_duty_telephone_too_and_says_how_many_messages_that_is', async () => {
  const template = {
    code: 'unit-alarmed',
    kind: 'alarmed',
    audience: 'unit',
    zh: '诉求{number}时限将到或已超。',
    en: 'Case {number} is due or late.',
    inUse: true,
    version: 3,
    bySms: 'never',
    placeholders: ['unit', 'number'],
  }
  const filled = { text: '诉求1时限将到或已超。', length: 11, segments: 1, unknown: [] }
  const made = stubNetwork({
    'GET /api/settings/notice-templates': [template],
    'POST /api/settings/notice-templates/unit-alarmed/preview': { zh: filled, en: filled },
    'PUT /api/settings/notice-templates/unit-alarmed': () => new Response(null, { status: 204 }),
  })
  renderAt('/', <NoticeTemplatesPage />)
  await press('修改催办：承办单位（接口）')
  const preview = within(await screen.findByRole('region', { name: '预览（用示例填写）' }))
  await preview.findAllByText(/时限将到/)
  expect(preview.queryByText(/条短信/)).toBeNull()
  await userEvent.click(screen.getByRole('radio', { name: '只发紧急的' }))
  expect(await preview.findAllByText('11 字，1 条短信')).toHaveLength(2)
  await press('保存')
  const put = () => made.find(({ method }) => method === 'PUT')
  await expect.poll(() => put() !== undefined).toBe(true)
  expect(await put()?.json()).toMatchObject({ bySms: 'urgent', version: 3 })
})
