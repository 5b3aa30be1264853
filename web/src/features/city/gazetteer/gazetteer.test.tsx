import { screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { expect, test, vi } from 'vitest'
import { json, renderAt, stubNetwork } from '@/shared/testing/stage'
import { stubUploads } from '@/shared/testing/uploads'
import type { Toponym, ToponymReport } from './gazetteer'
import { GazetteerPage } from './gazetteer-page'

const bridge: Toponym = {
  code: 'Q1',
  kind: 'bridge',
  name: '澄明桥',
  aliases: '澄明大桥',
  oldNames: '老石桥(至1998-06-30)',
  within: '桂语社区',
  lon: 118,
  lat: 32,
  ofPlan: false,
}
const lost: Toponym = { code: 'D1', kind: 'road', name: '旧街', aliases: '', oldNames: '盐路', ofPlan: false }

const report = (changes: Partial<ToponymReport>): ToponymReport => ({
  taken: false,
  rows: 2,
  headings: ['地名', '备注'],
  fields: [
    { abbreviation: 'name', name: '标准名称', column: '地名' },
    { abbreviation: 'oldNames', name: '曾用名' },
  ],
  faultCount: 0,
  faults: [],
  leftOut: 0,
  faultyLines: { headings: [], lines: [] },
  differences: { new: 2, changed: 0, same: 0, gone: 1 },
  ...changes,
})

test('what_was_imported_is_listed_and_what_the_map_has_lost_is_marked', async () => {
  const made = stubNetwork({
    'GET /api/city/gazetteer': () => json({ total: 2, items: [bridge, lost] }),
  })
  renderAt('/settings/gazetteer', <GazetteerPage />)
  expect(await screen.findByRole('rowheader', { name: '澄明桥' })).toBeTruthy()
  expect(screen.getByText('老石桥(至1998-06-30)')).toBeTruthy()
  expect(screen.getAllByText('底图里已没有')).toHaveLength(1)
  expect(screen.getByText('共 2 条')).toBeTruthy()
  expect(screen.getByRole('link', { name: '导出 CSV' }).getAttribute('href')).toBe(
    '/api/city/gazetteer/export?format=csv',
  )
  await userEvent.type(screen.getByRole('textbox', { name: '名称、别名、曾用名或编号' }), '澄明')
  await vi.waitFor(() => expect(new URL(made.at(-1)?.url ?? '').searchParams.get('q')).toBe('澄明'))
})

test('a_file_is_looked_at_its_columns_are_chosen_and_then_it_is_taken', async () => {
  stubNetwork({ 'GET /api/city/gazetteer': () => json({ total: 0, items: [] }) })
  const answers = [
    report({ faultCount: 1, leftOut: 1, faults: [{ line: 3, fault: 'place-unknown', detail: '试某路' }] }),
    report({}),
    report({ taken: true, leftOut: 1 }),
  ]
  const { paths } = stubUploads((nth) => ({ status: 200, body: answers[nth - 1] }))
  renderAt('/settings/gazetteer', <GazetteerPage />)
  expect(await screen.findByText('还没有导入过地名')).toBeTruthy()
  await userEvent.click(screen.getByRole('button', { name: '导入地名' }))
  await userEvent.upload(screen.getByLabelText('地名文件'), new File(['a'], '地名.csv'))
  await userEvent.click(screen.getByRole('checkbox', { name: /全部地名/ }))
  await userEvent.click(screen.getByRole('button', { name: '检查文件' }))
  expect(await screen.findByText('没有坐标，底图里也没有同类同名的地方')).toBeTruthy()
  expect(screen.queryByRole('button', { name: '导入' })).toBeNull()
  expect(screen.getByRole('button', { name: '导入没有问题的 1 行，其余 1 行不导入' })).toBeTruthy()

  await userEvent.click(screen.getByRole('combobox', { name: '“曾用名”对应的列' }))
  await userEvent.click((await screen.findAllByTitle('备注')).at(-1) as HTMLElement)
  await userEvent.click(await screen.findByRole('button', { name: '导入' }))
  expect(await screen.findByText('已导入 1 行，立刻生效。 另有 1 行有问题，没有导入。')).toBeTruthy()
  const path = '/api/city/gazetteer/imports?format=csv&whole=true'
  expect(paths).toEqual([
    `${path}&dryRun=true`,
    `${path}&dryRun=true&map=oldNames:备注`,
    `${path}&dryRun=false&map=oldNames:备注`,
  ])
})
