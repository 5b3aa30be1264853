import { screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, test } from 'vitest'
import { json, renderAt, stubNetwork } from '@/shared/testing/stage'
import { ClassSheet } from './class-sheet'

test('a_workbook_shows_what_it_changes_before_it_is_put_in_force_as_it_was_looked_at', async () => {
  const counts = { newClasses: 1, changedClasses: 2, newTerms: 3, changedTerms: 4, removedTerms: 1 }
  const told = { ...counts, version: 7, applied: false, removedWords: ['煤气味'], faultCount: 0, faults: [] }
  const made = stubNetwork({
    'POST /api/classes/import': (request: Request) =>
      json({ ...told, applied: new URL(request.url).searchParams.get('version') === '7' }),
  })
  renderAt('/settings/classes', <ClassSheet />)
  const user = userEvent.setup()

  await user.upload(screen.getByLabelText(/导入分类和词表/), new File(['x'], 'classes.xlsx'))
  const changes = await screen.findByRole('region', { name: '表格会改什么' })
  expect(changes.textContent).toContain('词新增 3、修改 4、删除 1')
  expect(changes.textContent).toContain('煤气味')
  await user.click(screen.getByRole('button', { name: '按表格生效' }))

  await screen.findByText('已保存')
  expect(made.filter(({ method }) => method === 'POST')).toHaveLength(2)
})
