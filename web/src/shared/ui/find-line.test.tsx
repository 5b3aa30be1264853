import { screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { useState } from 'react'
import { expect, test } from 'vitest'
import { renderAt } from '@/shared/testing/stage'
import { FindLine } from './find-line'

const lamps = ['一号灯', '二号灯', '三号灯']

function Lamps({ counted }: { counted: boolean }) {
  const [words, setWords] = useState('')
  const found = lamps.filter((name) => name.includes(words))
  return (
    <FindLine
      label="灯的名称"
      words={words}
      onWords={setWords}
      {...(counted && { found: `${found.length} 盏` })}
    >
      <button type="button">新增</button>
    </FindLine>
  )
}

const field = () => screen.getByRole('textbox', { name: '灯的名称' })

test('what_is_typed_narrows_a_list_and_how_many_are_left_is_told_to_those_who_only_hear_it', async () => {
  renderAt('/', <Lamps counted />)
  expect(field().closest('search')).toBeTruthy()
  expect(screen.getByRole('status').textContent).toBe('3 盏')
  await userEvent.type(field(), '二')
  expect(screen.getByRole('status').textContent).toBe('1 盏')
  await userEvent.clear(field())
  expect(screen.getByRole('status').textContent).toBe('3 盏')
})

test('what_else_can_be_done_with_the_list_comes_after_the_field_and_before_the_count', () => {
  renderAt('/', <Lamps counted />)
  const key = screen.getByRole('button', { name: '新增' })
  expect(field().compareDocumentPosition(key)).toBe(Node.DOCUMENT_POSITION_FOLLOWING)
  expect(key.compareDocumentPosition(screen.getByRole('status'))).toBe(Node.DOCUMENT_POSITION_FOLLOWING)
})

test('where_nobody_counts_nothing_is_told', () => {
  renderAt('/', <Lamps counted={false} />)
  expect(screen.queryByRole('status')).toBeNull()
})
