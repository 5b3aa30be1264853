import { screen, waitFor } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { expect, onTestFinished, test } from 'vitest'
import { speak } from '@/shared/i18n/i18n'
import { json, renderAt, sessionOf, stubNetwork } from '@/shared/testing/stage'
import { lamp, page, pages, row, unit } from './stage'

test('a_component_is_entered_with_its_place_and_units_and_what_is_wrong_is_named', async () => {
  let refuses = true
  const made = stubNetwork({
    'GET /api/settings/components': { scheme: 'gbt47678', version: 1, uses: {} },
    'GET /api/component-classes': [
      { scheme: 'gbt47678', issued: true, from: '2000-01-01', ...lamp },
      {
        scheme: 'gbt30428',
        issued: false,
        from: '2000-01-01',
        code: '0118',
        name: '路灯（旧）',
        nameEn: 'Lamp',
      },
    ],
    'GET /api/component-classes/lists': [
      {
        scheme: 'gbt47678',
        classCode: '01',
        attribute: 'material',
        allowed: ['钢', '铝合金'],
        from: '2026-01-01',
      },
    ],
    'GET /api/units': [unit, { id: 'u2', name: '澄川城市照明中心' }],
    'GET /api/session': sessionOf('keepComponents', 'viewComponents'),
    'GET /api/components/k1': page,
    'POST /api/components': () =>
      refuses
        ? json(
            {
              type: '/problems/component-faulty',
              title: '登记内容不符合规则，没有保存。请按提示修改。',
              status: 422,
              faults: [
                { fault: 'twin', detail: '99010101018000007' },
                { fault: 'unit-day-out-of-range', detail: 'owner' },
              ],
            },
            422,
          )
        : json({ id: 'k1', code: row.code, version: 1 }),
  })
  renderAt('/components/new', pages)
  const pick = async (box: string, title: string) => {
    await userEvent.click(await screen.findByRole('combobox', { name: box }))
    // The trees of units that were open before stay in the page.
    await userEvent.click((await screen.findAllByTitle(title)).at(-1) as HTMLElement)
  }
  await userEvent.click(await screen.findByRole('button', { name: '登记' }))
  expect(await screen.findByText('请在图上点位置，或填写经纬度')).toBeTruthy()
  expect(made.some(({ method }) => method === 'POST')).toBe(false)

  await pick('类别', '01018 路灯')
  expect((screen.getByLabelText('名称') as HTMLInputElement).value).toBe('路灯')
  await pick('材质', '铝合金')
  await userEvent.type(screen.getByLabelText('经度（WGS-84）'), '118.05')
  await userEvent.type(screen.getByLabelText('纬度（WGS-84）'), '32.65')
  await pick('主管部门', '潞湾街道办事处')
  await pick('权属单位', '澄川城市照明中心')
  await userEvent.type(screen.getByLabelText('权属单位从哪天起'), '2020-01-01')
  await userEvent.click(screen.getByRole('button', { name: '登记' }))
  expect(await screen.findByText('0.3 米内已有同类部件（行号或标识码）（99010101018000007）')).toBeTruthy()
  expect(screen.getByText('单位的起始日不合理（权属单位）')).toBeTruthy()

  refuses = false
  await userEvent.click(screen.getByRole('button', { name: '登记' }))
  expect(await screen.findByRole('heading', { name: /路灯 99010101018000007/ })).toBeTruthy()
  expect(await made.findLast(({ method }) => method === 'POST')?.json()).toMatchObject({
    classCode: '01018',
    code: null,
    name: '路灯',
    lon: 118.05,
    lat: 32.65,
    material: '铝合金',
    accuracy: 'b',
    units: [
      { role: 'authority', unitId: 'u1', from: null },
      { role: 'owner', unitId: 'u2', from: '2020-01-01' },
    ],
    photos: [],
  })
})

test('whoever_may_records_what_was_measured_and_evidence_is_told_with_its_place', async () => {
  const made = stubNetwork({
    'GET /api/components/k1': {
      ...page,
      measurable: true,
      measurements: [
        {
          quantity: '亮灯时刻',
          clock: '18:15:00',
          unit: '',
          measuredAt: '2026-11-20T18:15:00+08:00',
          by: '周岚',
          accuracyMetres: 6,
          metresAway: 4.4,
          photos: ['p9'],
        },
      ],
    },
    'GET /api/cases': { items: [] },
    'POST /api/components/k1/measurements': { id: 'k1', code: row.code, version: 2 },
  })
  renderAt('/components/k1', pages)
  expect(await screen.findByText('离它 4 米（定位误差 6 米）')).toBeTruthy()
  expect(screen.getByRole('cell', { name: '18:15' })).toBeTruthy()
  expect(screen.getByRole('link', { name: '照片 1' }).getAttribute('href')).toBe(
    '/api/components/k1/photos/p9',
  )
  await userEvent.click(screen.getByRole('button', { name: '记录现场测量' }))
  await userEvent.type(screen.getByLabelText(/测得的数/), 'x')
  await userEvent.click(screen.getByRole('button', { name: '提交测量' }))
  expect(await screen.findByText('请填一个数')).toBeTruthy()
  expect(screen.getByText('请填写')).toBeTruthy()
  await userEvent.type(screen.getByLabelText(/测什么/), '沉降')
  await userEvent.clear(screen.getByLabelText(/测得的数/))
  await userEvent.type(screen.getByLabelText(/测得的数/), '2.5')
  await userEvent.type(screen.getByLabelText(/单位/), 'cm')
  await userEvent.click(screen.getByRole('button', { name: '提交测量' }))
  await waitFor(() => expect(screen.queryByRole('button', { name: '提交测量' })).toBeNull())
  const sent = made.find(({ method }) => method === 'POST')
  expect(await sent?.json()).toMatchObject({ quantity: '沉降', value: 2.5, unit: 'cm', photos: [] })
  expect(sent?.headers.get('Idempotency-Key')).toMatch(/^[0-9a-f]{32}$/)
})

test('a_component_is_named_in_the_language_of_the_city_whatever_the_desk_speaks', async () => {
  speak('en')
  onTestFinished(() => speak('zh-CN'))
  stubNetwork({
    'GET /api/settings/components': { scheme: 'gbt47678', version: 1, uses: {} },
    'GET /api/component-classes': [{ scheme: 'gbt47678', issued: true, from: '2000-01-01', ...lamp }],
    'GET /api/component-classes/lists': [],
    'GET /api/units': [unit],
    'GET /api/session': sessionOf('keepComponents', 'viewComponents'),
  })
  renderAt('/components/new', pages)
  await userEvent.click(await screen.findByLabelText('Class'))
  await userEvent.click(await screen.findByTitle('01018 Street lamp'))
  expect(screen.getByLabelText<HTMLInputElement>('Name').value).toBe('路灯')
})
