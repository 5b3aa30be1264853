import { screen } from '@testing-library/react'
import { expect, test, vi } from 'vitest'
import { draw } from '@/shared/testing/draw'
import { ReceiptPage } from './receipt-page'
import { receiptSentence } from './receipt-sentence'
import type { Received } from './receipts'

const now = new Date('2026-11-20T16:00:00+08:00')

const received = (change: Partial<Received['receipt']> = {}, reachable = true): Received => ({
  reachable,
  receipt: {
    number: '20261121-0000123-1',
    queryCode: 'K7MPX3QA',
    receivedAt: '2026-11-20T15:00:00+08:00',
    dispatch: {
      state: 'dispatched',
      unit: { id: 'u1', name: '潞湾街道城市管理办公室' },
      reasons: [{ code: 'rule', text: '路灯归城市管理。' }],
    },
    deadlines: {
      sign: '2026-11-20T17:00:00+08:00',
      contact: '2026-11-21T15:04:00+08:00',
      resolve: '2026-11-27T15:00:00+08:00',
    },
    danger: false,
    ...change,
  },
})

test('thanks_are_said_to_be_passed_on_and_nothing_is_promised', () => {
  const thanks = received({
    praised: '20261120-0000123-8',
    dispatch: { state: 'dispatched', unit: { id: 'u3', name: '潞湾街道城市管理办公室' }, reasons: [] },
  })
  expect(receiptSentence(thanks, now)).toBe('谢谢您的表扬，已转达给潞湾街道城市管理办公室。')
})

test('one sentence says who has it and by when somebody calls', () => {
  expect(receiptSentence(received(), now)).toBe(
    '您的诉求已派给潞湾街道城市管理办公室，11月21日 15:04 前会有人联系您。',
  )
})

test('nobody is promised a call who left no number', () => {
  const sentence = receiptSentence(received({}, false), now)
  expect(sentence).toContain('11月27日 15:00 前给您答复')
  expect(sentence).not.toContain('联系您')
})

test('while a person still chooses the unit, none is named', () => {
  const sentence = receiptSentence(received({ dispatch: { state: 'queued', reasons: [] } }), now)
  expect(sentence).toContain('工作人员')
  expect(sentence).not.toContain('已派给')
})

const page = (of: Received) => draw(<ReceiptPage received={of} onAnother={vi.fn()} onFollow={vi.fn()} />)

test('the receipt shows number, code and the reasons in words', () => {
  page(received())
  expect(screen.getByText('20261121-0000123-1')).toBeTruthy()
  expect(screen.getByText('K7MP X3QA')).toBeTruthy()
  expect(screen.getByText('路灯归城市管理。')).toBeTruthy()
  expect(screen.queryByRole('link', { name: /拨打/ })).toBeNull()
})

test('danger to life stands above everything, with three numbers to press', () => {
  page(received({ danger: true, advice: '请立即拨打 120。' }))
  const alert = screen.getByRole('alert')
  expect(alert.textContent).toContain('请立即拨打 120。')
  expect(alert.compareDocumentPosition(screen.getByRole('heading', { level: 1 }))).toBe(
    Node.DOCUMENT_POSITION_FOLLOWING,
  )
  const calls = screen.getAllByRole('link', { name: /拨打/ }).map((link) => link.getAttribute('href'))
  expect(calls).toEqual(['tel:120', 'tel:110', 'tel:119'])
})
