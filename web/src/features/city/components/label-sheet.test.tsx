import { screen, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { expect, onTestFinished, test, vi } from 'vitest'
import { speak } from '@/shared/i18n/i18n'
import { renderAt, sessionOf, stubNetwork } from '@/shared/testing/stage'
import { LabelSheet } from './label-sheet'

const label = {
  code: '99010101018000007',
  class: { code: '01018', name: '路灯', nameEn: 'Street lamp' },
  name: '潞湾路3号灯',
  address: 'https://jiban.example/tag/99010101018000007',
  qr: { size: 37, path: 'M4 4h7v1h-7z' },
}

const stage = (answer: object, at = '/?classCode=01018') => {
  const made = stubNetwork({
    'GET /api/session': sessionOf('viewComponents'),
    'GET /api/components/labels': answer,
  })
  renderAt(at, <LabelSheet />)
  return made
}

test('each_label_has_its_code_and_says_what_it_is_and_the_sheet_is_printed', async () => {
  const print = vi.fn()
  vi.stubGlobal('print', print)
  const made = stage({ items: [label] })

  const item = within(await screen.findByRole('listitem'))
  expect(item.getByText('路灯')).toBeTruthy()
  expect(item.getByText('潞湾路3号灯')).toBeTruthy()
  // District, class and number apart.
  expect(item.getByText('990101').parentElement?.textContent).toBe('990101 01018 000007 ')
  const code = item.getByRole('img', { name: new RegExp(label.address) })
  expect(code.getAttribute('viewBox')).toBe('0 0 37 37')
  expect(code.querySelector('path')?.getAttribute('d')).toBe(label.qr.path)
  // What the list was filtered by, and the way back to it.
  expect(made.some(({ url }) => url.endsWith('/api/components/labels?classCode=01018'))).toBe(true)
  expect(screen.getByRole('link', { name: '返回部件列表' }).getAttribute('href')).toContain('classCode=01018')

  await userEvent.click(screen.getByRole('button', { name: '打印' }))
  expect(print).toHaveBeenCalledOnce()
})

test('of_more_than_are_printed_at_once_the_next_sheets_follow_behind_the_last', async () => {
  const made = stage({ items: [label], next: label.code })
  expect(await screen.findByText('这一批 1 个，后面还有，打印后请看下一批。')).toBeTruthy()
  await userEvent.click(screen.getByRole('link', { name: '下一批' }))
  expect(await screen.findByRole('link', { name: '回到第一批' })).toBeTruthy()
  expect(made.at(-1)?.url).toContain('/api/components/labels?classCode=01018&after=99010101018000007')
})

test('where_nothing_fits_there_is_nothing_to_print', async () => {
  stage({ items: [] })
  expect(await screen.findByText('没有符合条件的部件')).toBeTruthy()
  expect(screen.getByRole('button', { name: '打印' })).toHaveProperty('disabled', true)
})

test('what_hangs_in_the_street_is_in_the_language_of_the_city_whatever_the_desk_speaks', async () => {
  speak('en')
  onTestFinished(() => speak('zh-CN'))
  stage({ items: [label] })
  const item = within(await screen.findByRole('listitem'))
  expect(item.getByText('路灯')).toBeTruthy()
  expect(item.getByText('Street lamp')).toBeTruthy()
  expect(item.getByText(/^扫码报修/)).toBeTruthy()
})
