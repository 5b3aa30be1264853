import { screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { expect, test, vi } from 'vitest'
import { casePage, caseRow, renderAt, sessionOf, stubNetwork } from '@/shared/testing/stage'
import { QueuePage } from './queue-page'

const candidate = (id: string, name: string) => ({
  unit: { id, name },
  mode: 'byPlace' as const,
  confidence: 400,
  why: `地点在${name}`,
  open: id === 'u1' ? 7 : 0,
  atWork: id !== 'u1',
})
const queued = (id: string, text: string) =>
  casePage({
    id,
    text,
    state: 'queued',
    candidates: [candidate('u1', '城管办'), candidate('u2', '社区办'), candidate('u3', '嘉和物业')],
    operations: ['dispatchCase'],
  })

const show = () => {
  const made = stubNetwork({
    'GET /api/session': sessionOf('viewCases', 'dispatchCase'),
    'GET /api/cases': {
      items: [caseRow({ id: 'c1', state: 'queued' }), caseRow({ id: 'c2', state: 'queued' })],
    },
    'GET /api/units': [],
    'GET /api/classes': [],
    'GET /api/cases/c1': queued('c1', '第一件的内容'),
    'GET /api/cases/c2': queued('c2', '第二件的内容'),
    'POST /api/cases/c1/dispatch': { ...queued('c1', '第一件的内容'), state: 'dispatched', operations: [] },
  })
  renderAt('/queue', <QueuePage />)
  return made
}

test('the_key_2_gives_the_case_to_the_second_unit_and_the_next_case_comes', async () => {
  const made = show()
  await screen.findByText('第一件的内容')
  await userEvent.keyboard('2')
  expect(await screen.findByText('第二件的内容')).toBeTruthy()
  expect(await made.find(({ method }) => method === 'POST')?.json()).toEqual({ unitId: 'u2' })
  expect(screen.getByText('还有 1 件')).toBeTruthy()
})

test('the_focus_goes_on_in_the_case_that_comes_next_and_stays_on_a_button_that_stays', async () => {
  show()
  await screen.findByText('第一件的内容')
  expect(document.activeElement).toBe(document.body)
  await userEvent.keyboard('n')
  await screen.findByText('第二件的内容')
  expect(document.activeElement?.className).toBe('case-detail')
  const back = screen.getByRole('button', { name: '回到上一件' })
  back.focus()
  await userEvent.keyboard('p')
  await screen.findByText('第一件的内容')
  expect(document.activeElement?.className).toBe('case-detail')
  const next = screen.getByRole('button', { name: '先看下一件' })
  await userEvent.click(next)
  await screen.findByText('第二件的内容')
  expect(document.activeElement).toBe(next)
})

test('a_report_that_is_only_a_recording_is_given_away_with_the_words_of_who_listened_and_not_without', async () => {
  const spoken = {
    ...queued('c1', ''),
    text: null,
    onlyVoice: true,
    attachments: [{ id: 'r1', purpose: 'recording', seq: 1 }],
  }
  const made = stubNetwork({
    'GET /api/session': sessionOf('viewCases', 'dispatchCase'),
    'GET /api/cases': { items: [caseRow({ id: 'c1', state: 'queued', summary: '', onlyVoice: true })] },
    'GET /api/units': [],
    'GET /api/classes': [],
    'GET /api/cases/c1': spoken,
    'POST /api/cases/c1/dispatch': { ...spoken, state: 'dispatched', operations: [] },
  })
  const posted = () => made.filter(({ method }) => method === 'POST')
  renderAt('/queue', <QueuePage />)
  expect(await screen.findByText('没有文字，只有录音。请听后登记。')).toBeTruthy()
  expect(document.querySelectorAll('audio')).toHaveLength(1)
  await userEvent.keyboard('2')
  expect(await screen.findByText('请先写下录音里说了什么。')).toBeTruthy()
  expect(posted()).toEqual([])
  await userEvent.type(screen.getByLabelText('录音里说了什么'), '井盖缺了一块')
  await userEvent.click(screen.getByRole('button', { name: /社区办/ }))
  await vi.waitFor(() => expect(posted()).toHaveLength(1))
  expect(await posted()[0]?.json()).toEqual({ unitId: 'u2', words: '井盖缺了一块' })
})

test('load_and_absence_of_a_unit_stand_beside_it_and_change_no_order', async () => {
  show()
  await screen.findByText('第一件的内容')
  const [first, second] = screen.getAllByRole('listitem')
  expect(first?.textContent).toContain('在办 7 件 · 现在不在上班时间')
  expect(second?.textContent).toContain('在办 0 件')
  expect(second?.textContent).not.toContain('上班')
})

test('n_passes_a_case_over_without_deciding_it_and_the_round_can_begin_anew', async () => {
  const made = show()
  await screen.findByText('第一件的内容')
  await userEvent.keyboard('n')
  await screen.findByText('第二件的内容')
  await userEvent.keyboard('n')
  expect(await screen.findByText('这一轮都看过了')).toBeTruthy()
  expect(made.some(({ method }) => method === 'POST')).toBe(false)
  await userEvent.click(screen.getByRole('button', { name: '从头再看' }))
  expect(await screen.findByText('第一件的内容')).toBeTruthy()
})

test('what_was_joined_to_another_case_no_longer_waits', async () => {
  stubNetwork({
    'GET /api/session': sessionOf('viewCases', 'dispatchCase'),
    'GET /api/cases': {
      items: [
        caseRow({ id: 'c1', state: 'queued', incidentId: 'c9' }),
        caseRow({ id: 'c2', state: 'queued' }),
      ],
    },
    'GET /api/units': [],
    'GET /api/classes': [],
    'GET /api/cases/c2': queued('c2', '第二件的内容'),
  })
  renderAt('/queue', <QueuePage />)
  expect(await screen.findByText('第二件的内容')).toBeTruthy()
  expect(screen.getByText('还有 1 件')).toBeTruthy()
})

test('p_leads_back_to_the_case_that_was_passed_over_last_and_decides_nothing', async () => {
  const made = show()
  await screen.findByText('第一件的内容')
  await userEvent.keyboard('n')
  await screen.findByText('第二件的内容')
  await userEvent.keyboard('p')
  expect(await screen.findByText('第一件的内容')).toBeTruthy()
  expect(screen.queryByRole('button', { name: '回到上一件' })).toBeNull()
  expect(made.some(({ method }) => method === 'POST')).toBe(false)
})

test('a_digit_typed_into_a_field_gives_the_case_to_nobody', async () => {
  const made = show()
  await screen.findByText('第一件的内容')
  await userEvent.click(screen.getByText('派给其他单位'))
  await userEvent.type(screen.getByLabelText('说明（可不填）'), '3号楼')
  expect(made.some(({ method }) => method === 'POST')).toBe(false)
})
