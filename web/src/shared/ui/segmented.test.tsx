import { render, screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { expect, test } from 'vitest'
import { Segmented } from './segmented'

test('a choice of a few words is one stop of the Tab key, at the word that is chosen', async () => {
  render(
    <>
      <button type="button">before</button>
      <Segmented aria-label="view" defaultValue="map" options={['list', 'map', 'both']} />
      <button type="button">after</button>
    </>,
  )
  const stops = []
  for (let nth = 0; nth < 3; nth++) {
    await userEvent.tab()
    stops.push(document.activeElement)
  }
  expect(stops).toEqual([
    screen.getByRole('button', { name: 'before' }),
    screen.getByRole('radio', { name: 'map' }),
    screen.getByRole('button', { name: 'after' }),
  ])
})
