import { render, screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import type { Voice } from '@/shared/api/types'
import { MarkedText, VoiceFacts } from './voice'

const text = '物业不作为，忍无可忍。希望尽快修好'
const voice: Voice = {
  feelings: [{ feeling: 'anger', words: [{ start: 6, words: '忍无可忍' }] }],
  against: [{ name: { start: 0, words: '物业' }, deed: { start: 2, words: '不作为' } }],
  wishes: [{ start: 11, words: '希望尽快修好' }],
}

test('what_the_writer_feels_whom_he_means_and_what_he_wishes_is_marked_in_the_text_and_told_in_words', () => {
  const { container } = render(
    <>
      <p>
        <MarkedText text={text} voice={voice} />
      </p>
      <VoiceFacts voice={voice} />
    </>,
  )
  expect(container.querySelector('p')?.textContent).toBe(text)
  expect(
    [...container.querySelectorAll('mark')].map(({ textContent, dataset }) => [dataset.part, textContent]),
  ).toEqual([
    ['against', '物业'],
    ['against', '不作为'],
    ['feeling', '忍无可忍'],
    ['wish', '希望尽快修好'],
  ])
  expect(screen.getByText('愤怒“忍无可忍”')).toBeTruthy()
  expect(screen.getByText('物业“不作为”')).toBeTruthy()
  expect(screen.getByText('“希望尽快修好”')).toBeTruthy()
  expect(screen.getByText(/不影响派单、时限和排序/)).toBeTruthy()
})

test('where_nothing_is_said_of_it_nothing_is_shown_and_a_mark_within_another_keeps_the_text_whole', () => {
  const nothing: Voice = { feelings: [], against: [], wishes: [] }
  const { container, rerender } = render(<VoiceFacts voice={nothing} />)
  expect(container.textContent).toBe('')
  const within: Voice = {
    ...voice,
    wishes: [{ start: 0, words: text }],
  }
  rerender(<MarkedText text={text} voice={within} />)
  expect(container.textContent).toBe(text)
})
