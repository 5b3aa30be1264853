import { screen, waitFor } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { Route, Routes } from 'react-router'
import { expect, test, vi } from 'vitest'
import { json, renderAt, sessionOf, stubNetwork } from '@/shared/testing/stage'
import { stubUploads } from '@/shared/testing/uploads'
import type { CensusHead, CensusItem, CensusReport } from './census'
import { CensusPages } from './census-pages'
import { faultFile } from './fault-file'

const head: CensusHead = {
  id: 'n1',
  name: '秋季普查',
  format: 'csv',
  rows: 3,
  same: 0,
  leftOut: 0,
  takenAt: '2026-11-20T10:00:00+08:00',
  takenBy: 'a1',
  counts: [
    { change: 'moved', items: 1 },
    { change: 'gone', items: 1 },
  ],
}

const items: CensusItem[] = [
  {
    n: 1,
    change: 'moved',
    componentId: 'k1',
    code: '99010101018000007',
    name: '路灯',
    fields: ['location'],
    metres: 3.25,
  },
  { n: 2, change: 'gone', componentId: 'k2', code: '99010101018000008', name: '路灯', fields: [] },
]

const pages = (
  <Routes>
    <Route path="components/censuses/*" element={<CensusPages />} />
  </Routes>
)

const report = (changes: Partial<CensusReport>): CensusReport => ({
  rows: 2,
  headings: ['名称', '杆号'],
  fields: [
    { abbreviation: 'GLBJMC', name: '管理部件名称', column: '名称' },
    { abbreviation: 'BZ', name: '备注' },
  ],
  faultCount: 0,
  faults: [],
  leftOut: 0,
  faultyLines: { headings: [], lines: [] },
  differences: { new: 2, moved: 0, changed: 0, gone: 0, same: 0 },
  ...changes,
})

test('a_file_is_looked_at_its_columns_are_chosen_and_then_it_is_taken', async () => {
  stubNetwork({ 'GET /api/session': sessionOf('viewComponents', 'takeCensus'), 'GET /api/censuses': [] })
  const answers = [
    report({
      faultCount: 2,
      leftOut: 2,
      faults: [
        { line: 2, fault: 'twin', detail: '3' },
        { line: 4, fault: 'outside-grid' },
        { line: 5, fault: 'value-not-allowed', detail: 'material: 铸铁' },
      ],
    }),
    report({}),
    report({ id: 'n1' }),
  ]
  const { paths } = stubUploads((nth) => ({ status: 200, body: answers[nth - 1] }))
  renderAt('/components/censuses', pages)
  await userEvent.click(await screen.findByRole('link', { name: '导入普查文件' }))
  await userEvent.upload(screen.getByLabelText('文件'), new File(['a'], '秋季.csv'))
  await userEvent.click(screen.getByRole('button', { name: '检查' }))
  expect(await screen.findByRole('heading', { name: '2 行中，2 行有问题（共 2 处）' })).toBeTruthy()
  expect(screen.getByText('不在任何单元网格内')).toBeTruthy()
  expect(screen.getByText('材质：铸铁')).toBeTruthy()
  await userEvent.click(screen.getByRole('combobox', { name: '问题类型' }))
  await userEvent.click(await screen.findByTitle(/0.3 米内/))
  await waitFor(() => expect(screen.queryByRole('rowheader', { name: '4' })).toBeNull())

  await userEvent.click(screen.getByRole('combobox', { name: '“备注”对应的列' }))
  await userEvent.click((await screen.findAllByTitle('杆号')).at(-1) as HTMLElement)
  await userEvent.click(await screen.findByRole('button', { name: '导入' }))
  expect((await screen.findByRole('link', { name: '去处理差异' })).getAttribute('href')).toBe(
    '/components/censuses/n1',
  )
  // Where no line is sound there is nothing to take.
  expect(paths).toEqual([
    '/api/censuses?format=csv&name=秋季&dryRun=true',
    '/api/censuses?format=csv&name=秋季&dryRun=true&map=BZ:杆号',
    '/api/censuses?format=csv&name=秋季&dryRun=false&map=BZ:杆号',
  ])
})

test('differences_are_accepted_one_by_one_or_all_of_a_kind', async () => {
  const made = stubNetwork({
    'GET /api/session': sessionOf('viewComponents', 'takeCensus'),
    'GET /api/censuses/n1': { census: head, items },
    'POST /api/censuses/n1/decisions': () =>
      json({ accepted: 1, declined: 0, overtaken: 0, waiting: 0, faults: [] }),
  })
  renderAt('/components/censuses/n1', pages)
  expect(await screen.findByText('移动 3.3 米')).toBeTruthy()
  expect(screen.getByRole('button', { name: '采纳' })).toHaveProperty('disabled', true)
  await userEvent.click(screen.getByRole('checkbox', { name: '勾选第 1 项' }))
  await userEvent.click(screen.getByRole('button', { name: '采纳所选 1 项' }))
  await waitFor(() => expect(made.some(({ method }) => method === 'POST')).toBe(true))
  expect(await made.find(({ method }) => method === 'POST')?.json()).toEqual({ accept: true, items: [1] })

  await userEvent.click(screen.getByRole('combobox', { name: '差异' }))
  await userEvent.click(await screen.findByTitle('缺失'))
  await userEvent.click(await screen.findByRole('button', { name: '不采纳全部“缺失”1 项' }))
  await waitFor(() => expect(made.filter(({ method }) => method === 'POST')).toHaveLength(2))
  expect(await made.filter(({ method }) => method === 'POST')[1]?.json()).toEqual({
    accept: false,
    change: 'gone',
  })
})

test('what_differs_is_told_from_what_was_on_record_to_what_was_surveyed', async () => {
  const was = {
    classCode: '01018',
    name: '路灯',
    state: 'intact',
    lon: 116.4,
    lat: 39.9,
    initialDate: '2020-11-20',
    dataSource: 'topographicMap',
    accuracy: 'c',
    onTactilePaving: false,
    elevationMetres: 31.5,
    units: { authority: 'u1' },
  } as const
  const record = {
    ...was,
    initialDate: '2021-03-01',
    dataSource: 'survey',
    accuracy: 'b',
    material: '铸铁',
    onTactilePaving: true,
    elevationMetres: 32.25,
    units: { authority: 'u2', owner: 'u2' },
  } as const
  stubNetwork({
    'GET /api/session': sessionOf('viewComponents'),
    'GET /api/units': [
      { id: 'u1', name: '潞湾街道办事处', level: 'street' },
      { id: 'u2', name: '区城市管理委', level: 'district' },
    ],
    'GET /api/censuses/n1': {
      census: { ...head, counts: [{ change: 'changed', items: 1 }] },
      items: [
        {
          n: 1,
          change: 'changed',
          componentId: 'k1',
          code: '99010101018000007',
          name: '路灯',
          was,
          record,
          fields: [
            'initialDate',
            'dataSource',
            'accuracy',
            'elevation',
            'material',
            'onTactilePaving',
            'authority',
            'owner',
          ],
        },
      ],
    },
  })
  renderAt('/components/censuses/n1', pages)
  expect(
    await screen.findByText(
      [
        '初始日期由“2020-11-20”改为“2021-03-01”',
        '数据来源由“地形图”改为“实测”',
        '定位精度由“C 级，10 米”改为“B 级，1 米”',
        '高程由“31.5 米”改为“32.25 米”',
        '材质改为“铸铁”',
        '占用盲道由“否”改为“是”',
        '主管部门由“潞湾街道办事处”改为“区城市管理委”',
        '权属单位改为“区城市管理委”',
      ].join('、'),
    ),
  ).toBeTruthy()
})

test('of_a_new_one_that_is_accepted_who_answers_for_it_is_told_and_may_be_chosen', async () => {
  const record = {
    classCode: '01018',
    name: '路灯',
    state: 'intact',
    lon: 116.4,
    lat: 39.9,
    initialDate: '2026-11-20',
    dataSource: 'survey',
    accuracy: 'b',
    onTactilePaving: false,
    units: { authority: 'u1' },
  } as const
  const made = stubNetwork({
    'GET /api/session': sessionOf('viewComponents', 'takeCensus'),
    'GET /api/units': [
      { id: 'u1', name: '潞湾街道办事处', level: 'street' },
      { id: 'u2', name: '区城市管理委', level: 'district' },
    ],
    'GET /api/censuses/n1': {
      census: { ...head, counts: [{ change: 'new', items: 1 }] },
      items: [{ n: 1, change: 'new', record, fields: [] }],
    },
    'POST /api/censuses/n1/decisions': () =>
      json({ accepted: 1, declined: 0, overtaken: 0, waiting: 0, faults: [] }),
  })
  renderAt('/components/censuses/n1', pages)
  expect(await screen.findByText('主管部门：潞湾街道办事处')).toBeTruthy()
  expect(screen.queryByRole('combobox', { name: '权属单位' })).toBeNull()
  await userEvent.click(screen.getByRole('checkbox', { name: '勾选第 1 项' }))
  await userEvent.click(screen.getByRole('combobox', { name: '权属单位' }))
  await userEvent.click(await screen.findByTitle('区城市管理委'))
  await userEvent.click(screen.getByRole('button', { name: '采纳所选 1 项' }))
  await waitFor(() => expect(made.some(({ method }) => method === 'POST')).toBe(true))
  expect(await made.find(({ method }) => method === 'POST')?.json()).toEqual({
    accept: true,
    items: [1],
    owner: 'u2',
  })
})

/** What was saved as a file. */
const stubSaving = () => {
  const saved: Blob[] = []
  vi.stubGlobal(
    'URL',
    class extends URL {
      static override createObjectURL(blob: Blob) {
        saved.push(blob)
        return 'blob:1'
      }
      static override revokeObjectURL() {}
    },
  )
  return async () => (await saved.at(-1)?.text())?.replace('\uFEFF', '').split('\r\n')
}

const faulty = {
  faults: [
    { line: 3, fault: 'value-unknown', detail: 'BZ: 倒了' },
    { line: 3, fault: 'outside-grid' },
  ],
  faultyLines: { headings: ['名称', '杆号'], lines: [{ line: 3, cells: ['路灯', '=7'] }] },
}

test('sound_lines_are_taken_without_the_faulty_ones_which_are_a_file_with_their_reasons', async () => {
  stubNetwork({ 'GET /api/session': sessionOf('viewComponents', 'takeCensus'), 'GET /api/censuses': [] })
  const answers = [
    report({ rows: 5, faultCount: 2, leftOut: 1, ...faulty }),
    report({ rows: 5, faultCount: 2, leftOut: 1, ...faulty, id: 'n1' }),
  ]
  const { paths } = stubUploads((nth) => ({ status: 200, body: answers[nth - 1] }))
  const saved = stubSaving()
  renderAt('/components/censuses/new', pages)
  await userEvent.upload(await screen.findByLabelText('文件'), new File(['a'], '秋季.csv'))
  await userEvent.click(screen.getByRole('button', { name: '检查' }))
  expect(await screen.findByRole('heading', { name: '没有问题的 4 行' })).toBeTruthy()
  expect(screen.queryByRole('button', { name: '导入' })).toBeNull()
  await userEvent.click(screen.getByRole('button', { name: '下载有问题的行（含原因）' }))
  expect(await saved()).toEqual([
    '"行","问题","名称","杆号"',
    `"3","值不在规定的词里 备注：倒了; 不在任何单元网格内","路灯","'=7"`,
    '',
  ])
  await userEvent.click(screen.getByRole('button', { name: '导入没有问题的 4 行，其余 1 行不导入' }))
  expect(await screen.findByText(/已导入，共 4 行。 另有 1 行有问题，没有导入。/)).toBeTruthy()
  expect(paths.at(-1)).toBe('/api/censuses?format=csv&name=秋季&dryRun=false&leaveOut=1')
})

test('a_census_tells_what_was_left_out_and_gives_it_back', async () => {
  stubNetwork({
    'GET /api/session': sessionOf('viewComponents'),
    'GET /api/censuses/n1': { census: { ...head, leftOut: 1 }, items },
    'GET /api/censuses/n1/left-out': { ...faulty, fields: [{ abbreviation: 'BZ', name: '备注' }] },
  })
  const saved = stubSaving()
  renderAt('/components/censuses/n1', pages)
  expect(await screen.findByText('另有 1 行有问题，没有导入。')).toBeTruthy()
  await userEvent.click(await screen.findByRole('button', { name: '下载有问题的行（含原因）' }))
  expect((await saved())?.[1]).toContain('备注：倒了')
})

test('whoever_may_only_look_is_offered_nothing_to_decide', async () => {
  stubNetwork({
    'GET /api/session': sessionOf('viewComponents'),
    'GET /api/censuses/n1': { census: head, items },
  })
  renderAt('/components/censuses/n1', pages)
  await screen.findByText('移动 3.3 米')
  expect(screen.queryByRole('button', { name: /采纳/ })).toBeNull()
  expect(screen.queryByRole('checkbox', { name: /勾选/ })).toBeNull()
})

test('a_list_of_faults_holds_nothing_that_a_spreadsheet_takes_for_a_formula', () => {
  expect(
    faultFile(
      ['行', '说明'],
      [
        ['2', '=1+1'],
        ['3', '"A"'],
      ],
    ),
  ).toBe('\uFEFF"行","说明"\r\n"2","\'=1+1"\r\n"3","""A"""\r\n')
})

test('what_was_accepted_and_has_a_fault_says_which_at_once_and_in_the_list', async () => {
  const faulty = {
    n: 9,
    change: 'new',
    record: { classCode: '01022', name: '信报箱', state: 'intact', lon: 116.4, lat: 39.9 },
    fields: [],
    decision: 'overtaken',
    fault: 'twin',
    faultDetail: '99010101022000003',
  }
  stubNetwork({
    'GET /api/session': sessionOf('viewComponents', 'takeCensus'),
    'GET /api/censuses/n1': { census: head, items: [...items, faulty] },
    'POST /api/censuses/n1/decisions': () =>
      json({
        accepted: 0,
        declined: 0,
        overtaken: 1,
        waiting: 0,
        faults: [{ n: 1, fault: 'twin', detail: '99010101022000003' }],
      }),
  })
  renderAt('/components/censuses/n1', pages)
  expect((await screen.findAllByText(/0.3 米内已有同类部件.*99010101022000003/)).length).toBe(1)
  await userEvent.click(screen.getByRole('checkbox', { name: '勾选第 1 项' }))
  await userEvent.click(screen.getByRole('button', { name: '采纳所选 1 项' }))
  expect(await screen.findByText(/第 1 项没有写入：0.3 米内已有同类部件/)).toBeTruthy()
})

test('what waits until its spot is free says so, and nobody is told that somebody changed it', async () => {
  stubNetwork({
    'GET /api/session': sessionOf('viewComponents', 'takeCensus'),
    'GET /api/censuses/n1': { census: head, items },
    'POST /api/censuses/n1/decisions': () =>
      json({
        accepted: 0,
        declined: 0,
        overtaken: 0,
        waiting: 1,
        faults: [{ n: 1, fault: 'twin-leaves', detail: '99010101022000003' }],
      }),
  })
  renderAt('/components/censuses/n1', pages)
  await userEvent.click(await screen.findByRole('checkbox', { name: '勾选第 1 项' }))
  await userEvent.click(screen.getByRole('button', { name: '采纳所选 1 项' }))
  const told = await screen.findByText(/第 1 项没有写入：原处的部件在本次普查中移走或移除，请先采纳那一项/)
  expect(told.textContent).toContain('已采纳 0 项，不采纳 0 项。')
  expect(told.textContent).not.toContain('被别人改过')
})
