import { screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { Route, Routes } from 'react-router'
import { expect, test, vi } from 'vitest'
import { renderAt } from '@/shared/testing/stage'
import { TabbedPlace } from './tabbed-place'

const show = (address: string) =>
  renderAt(
    address,
    <Routes>
      <Route
        path="/lamps/*"
        element={
          <TabbedPlace
            place="lamps"
            title="路灯"
            label="路灯内容"
            parts={[
              { path: 'poles', title: '灯杆', Page: () => <p>全部灯杆</p> },
              { path: 'bulbs', title: '灯泡', Page: () => <p>全部灯泡</p> },
              { path: 'bulbs/:id', title: '灯泡', Page: () => <p>一个灯泡</p>, behind: true },
              { path: 'stores', title: '库存', Page: () => <p>全部库存</p>, behind: true },
            ]}
          />
        }
      />
    </Routes>,
  )

test('a_place_opens_with_its_first_page_and_the_browser_is_told_which_is_open', async () => {
  show('/lamps')
  expect(await screen.findByText('全部灯杆')).toBeTruthy()
  expect(screen.getByRole('link', { name: '灯杆' }).getAttribute('aria-current')).toBe('page')
  expect(document.title).toBe('灯杆 · 路灯')
  await userEvent.click(screen.getByRole('link', { name: '灯泡' }))
  expect(document.title).toBe('灯泡 · 路灯')
})

test('a_page_behind_another_has_an_address_and_no_tab', async () => {
  show('/lamps/stores')
  expect(await screen.findByText('全部库存')).toBeTruthy()
  expect(screen.queryByRole('link', { name: '库存' })).toBeNull()
})

test('one_opened_out_of_a_tab_leaves_that_tab_the_current_one', async () => {
  show('/lamps/bulbs/7')
  expect(await screen.findByText('一个灯泡')).toBeTruthy()
  expect(screen.getByRole('link', { name: '灯泡' }).getAttribute('aria-current')).toBe('page')
  expect(screen.getByRole('link', { name: '灯杆' }).getAttribute('aria-current')).toBeNull()
})

test('the_tab_that_is_open_comes_into_view', async () => {
  const seen = vi.spyOn(Element.prototype, 'scrollIntoView')
  show('/lamps/bulbs/7')
  expect(await screen.findByText('一个灯泡')).toBeTruthy()
  expect(seen.mock.contexts.map((tab) => (tab as Element).textContent)).toEqual(['灯泡'])
})

test('an_address_that_is_none_says_so_and_leaves_the_tabs_there', async () => {
  show('/lamps/candles')
  expect(await screen.findByText('没有这个地址')).toBeTruthy()
  expect(screen.getByRole('link', { name: '灯杆' })).toBeTruthy()
})
