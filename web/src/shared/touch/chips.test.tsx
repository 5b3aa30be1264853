import { render, screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { expect, test, vi } from 'vitest'
import { Chips } from './chips'

const answers = [
  { value: true, label: '是' },
  { value: false, label: '否' },
]

test('no_answer_is_given_before_one_is_chosen_and_the_fault_belongs_to_the_question', async () => {
  const onChange = vi.fn()
  render(
    <Chips
      legend="修好了吗？"
      name="passed"
      options={answers}
      value={null}
      fault="请选一个。"
      onChange={onChange}
    />,
  )
  const question = screen.getByRole('group', { name: '修好了吗？' })
  expect(screen.getAllByRole('radio').filter((one) => (one as HTMLInputElement).checked)).toEqual([])
  expect(question.contains(screen.getByRole('alert'))).toBe(true)
  await userEvent.click(screen.getByRole('radio', { name: '否' }))
  expect(onChange).toHaveBeenCalledWith(false)
})

test('two_questions_of_a_page_do_not_take_each_others_answers', () => {
  render(
    <>
      <Chips legend="井盖在吗？" name="line-0" options={answers} value={true} onChange={vi.fn()} />
      <Chips legend="有响声吗？" name="line-1" options={answers} value={false} onChange={vi.fn()} />
    </>,
  )
  const buttons = screen.getAllByRole('radio').map((one) => one as HTMLInputElement)
  expect(buttons.map((one) => one.checked)).toEqual([true, false, false, true])
  // A browser lets only one of a name be chosen; the DOM of tests does not mind.
  expect(buttons.map((one) => one.name)).toEqual(['line-0', 'line-0', 'line-1', 'line-1'])
})
