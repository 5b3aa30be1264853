import { screen, waitFor } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { expect, test } from 'vitest'
import { renderAt, sessionOf, stubNetwork } from '@/shared/testing/stage'
import { stubUploads } from '@/shared/testing/uploads'
import { GridPages } from './grid-pages'

const community = {
  code: '990101001002',
  name: '北社区',
  streetName: '试湾街道',
  lon: 0.005,
  lat: 0.015,
  cells: 2,
  since: '2026-11-02',
}

const report = (changes: object) => ({
  version: 7,
  planned: false,
  rows: 2,
  faultCount: 0,
  faults: [],
  leftOut: 0,
  faulty: [],
  grids: [],
  ...changes,
})

test('a_file_of_cells_is_judged_compared_and_then_given_its_day', async () => {
  const answers = [
    report({ faultCount: 1, faults: [{ line: 2, fault: 'overlaps', detail: '990101001002002' }] }),
    report({
      grids: [
        {
          code: '990101001002',
          name: '北社区',
          components: 12,
          regridded: 5,
          cells: [{ code: '990101001002001', change: 'redrawn' }],
        },
      ],
    }),
    report({ planned: true, grids: [{ cells: [] }] }),
  ]
  const uploads = stubUploads((nth) => ({ status: 200, body: answers[nth - 1] }))
  stubNetwork({ 'GET /api/session': sessionOf('viewReferenceData', 'editSettings') })
  renderAt('/import', <GridPages />)
  const check = await screen.findByRole('button', { name: '检查并看差异' })
  expect(check).toHaveProperty('disabled', true)
  await userEvent.upload(screen.getByLabelText('网格文件'), new File(['{}'], 'cells.geojson'))
  await userEvent.click(check)
  expect((await screen.findByRole('row', { name: /与另一网格重叠/ })).textContent).toContain(
    '990101001002002',
  )
  expect(screen.queryByRole('button', { name: '定下生效日' })).toBeNull()
  await userEvent.click(check)
  expect(await screen.findByText(/12 个部件，其中 5 个改属别的网格/)).toBeTruthy()
  expect(screen.getByText('边界变化 1')).toBeTruthy()
  await userEvent.click(screen.getByRole('button', { name: '定下生效日' }))
  expect(await screen.findByText('已定下：1 个社区的 2 格。')).toBeTruthy()
  expect(uploads.count()).toBe(3)
})

test('a_drawn_grid_is_compared_and_then_given_its_day', async () => {
  const made = stubNetwork({
    'GET /api/session': sessionOf('viewReferenceData', 'editSettings'),
    'GET /api/city/grid/communities': [community],
    'GET /api/city/grid/difference': {
      version: 7,
      components: 12,
      regridded: 5,
      cells: [
        { code: '990101001002001', change: 'redrawn' },
        { code: '990101001002003', change: 'added' },
      ],
    },
    'POST /api/city/grid/plans': () => new Response(null, { status: 204 }),
    'GET /api/city/grid': {
      features: [
        {
          properties: {
            code: '990101001002001',
            from: '2026-11-02',
            area: 10240,
            length: 406,
            landUse: '公园绿地',
            management: '一级',
            body: '试湾街道办事处',
            bodyFrom: 'territory',
          },
        },
      ],
    },
  })
  renderAt('/990101001002', <GridPages />)
  const side = await screen.findByRole('spinbutton', { name: /方格边长/ })
  expect(screen.queryByRole('button', { name: '定下生效日' })).toBeNull()
  await userEvent.clear(side)
  await userEvent.type(side, '200')
  await userEvent.click(screen.getByRole('button', { name: '划分并看差异' }))
  expect(await screen.findByText(/12 个部件，其中 5 个改属别的网格/)).toBeTruthy()
  expect(screen.getByText('新增 1')).toBeTruthy()
  expect(
    screen.getByRole('row', {
      name: '990101001002001 10,240 406 公园绿地 一级 试湾街道办事处（属地） 2026-11-02',
    }),
  ).toBeTruthy()
  const day = screen.getByLabelText('从哪天起生效')
  await userEvent.clear(day)
  await userEvent.type(day, '2027-01-01')
  await userEvent.click(screen.getByRole('button', { name: '定下生效日' }))
  await waitFor(() => expect(screen.queryByRole('button', { name: '定下生效日' })).toBeNull())
  expect(await made.find(({ method }) => method === 'POST')?.json()).toEqual({
    community: '990101001002',
    side: 200,
    from: '2027-01-01',
    version: 7,
  })
})
