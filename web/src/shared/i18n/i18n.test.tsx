import { act, render, screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, expect, test } from 'vitest'
import { LanguageSwitch } from '@/shared/ui/language-switch'
import { defineWords, speak } from './i18n'

const { say, useWords } = defineWords(
  'test',
  { greeting: '您好', cases: '{{count}} 件' },
  { greeting: 'Good day', cases: '{{count}} cases', cases_one: '{{count}} case' },
)

function Greeting() {
  const say = useWords()
  return (
    <p>
      {say('greeting')} {say('cases', { count: 1 })}
    </p>
  )
}

afterEach(() => act(() => speak('zh-CN')))

test('the_switch_offers_the_other_language_and_remembers_the_choice', async () => {
  render(
    <>
      <Greeting />
      <LanguageSwitch />
    </>,
  )
  expect(screen.getByText('您好 1 件')).toBeTruthy()
  await userEvent.click(screen.getByRole('button', { name: 'English' }))
  expect(screen.getByText('Good day 1 case')).toBeTruthy()
  expect(document.documentElement.lang).toBe('en')
  expect(localStorage.getItem('jiban.language')).toBe('en')
  expect(screen.getByRole('button', { name: '中文' })).toBeTruthy()
})

test('one_of_a_thing_is_said_of_a_number_and_of_a_number_that_is_written_out', () => {
  expect(say('cases', { count: '1' })).toBe('1 件')
  act(() => speak('en'))
  for (const one of [1, '1']) expect(say('cases', { count: one })).toBe('1 case')
  for (const many of [0, 21, '1,001']) expect(say('cases', { count: many })).toBe(`${many} cases`)
})
