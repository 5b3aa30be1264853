import { screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { useState } from 'react'
import { useLocation } from 'react-router'
import { expect, test } from 'vitest'
import { renderAt } from '@/shared/testing/stage'
import { useKeys } from '@/shared/ui/keys'
import { KeysHelp } from './keys-help'
import { usePlaceKeys } from './place-keys'
import { placesOf, railOf } from './places'

const operations = ['viewCases', 'dispatchCase'] as const

function Desk() {
  const [help, setHelp] = useState(false)
  const [given, give] = useState('')
  usePlaceKeys(railOf(placesOf(operations)), () => setHelp(true))
  useKeys(({ key }) => /[1-3]/.test(key) && give(key))
  return (
    <>
      <p>{useLocation().pathname}</p>
      <p>派给 {given || '没有'}</p>
      <input aria-label="说明" />
      <KeysHelp open={help} operations={operations} onClose={() => setHelp(false)} />
    </>
  )
}

test('g_and_a_number_lead_to_that_place_and_the_number_means_nothing_else', async () => {
  renderAt('/cases', <Desk />)
  await userEvent.keyboard('g2')
  expect(screen.getByText('/board')).toBeTruthy()
  expect(screen.getByText('派给 没有')).toBeTruthy()
  await userEvent.keyboard('2')
  expect(screen.getByText('派给 2')).toBeTruthy()
})

test('a_number_of_no_place_goes_nowhere_and_gives_nothing_away', async () => {
  renderAt('/cases', <Desk />)
  await userEvent.keyboard('g8')
  await userEvent.keyboard('g9')
  expect(screen.getByText('/cases')).toBeTruthy()
  expect(screen.getByText('派给 没有')).toBeTruthy()
})

test('a_question_mark_opens_the_keys_that_this_account_can_use_but_not_while_one_types', async () => {
  renderAt('/cases', <Desk />)
  await userEvent.type(screen.getByLabelText('说明'), '为什么?')
  expect(screen.queryByRole('dialog')).toBeNull()
  await userEvent.click(screen.getByText('/cases'))
  await userEvent.keyboard('?')
  const help = await screen.findByRole('dialog', { name: '键盘操作' })
  expect(help.textContent).toContain('派给排在第几的单位')
  expect(help.textContent).not.toContain('并入第几条相似诉求')
})
