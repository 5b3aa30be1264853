import { screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { draw } from '@/shared/testing/draw'
import { stubNetwork } from '@/shared/testing/network'
import { CitizenApp } from './app'

const receipt = {
  number: '20261121-0000123-1',
  queryCode: 'K7MPX3QA',
  receivedAt: '2026-11-21T10:00:00+08:00',
  dispatch: { state: 'dispatched', unit: { id: 'u1', name: '春溪街道' }, reasons: [] },
  deadlines: {},
  danger: false,
}

const tell = async () => {
  history.replaceState(null, '', '/')
  stubNetwork({ 'POST /api/requests': { status: 201, body: receipt } })
  const drawn = draw(<CitizenApp />)
  await drawn.person.type(screen.getByLabelText('您遇到了什么事'), '路灯不亮')
  await drawn.person.click(screen.getByRole('button', { name: '提交' }))
  expect(await screen.findByText('K7MP X3QA')).toBeTruthy()
  return drawn
}

test('the only place where the code stands outlives a reload', async () => {
  const { unmount } = await tell()
  unmount()
  draw(<CitizenApp />)
  expect(screen.getByText('K7MP X3QA')).toBeTruthy()
})

test('after following, the page to tell something is free again', async () => {
  const { person } = await tell()
  await person.click(screen.getByRole('link', { name: '查进展' }))
  expect(await screen.findByRole('link', { name: /20261121-0000123-1/ })).toBeTruthy()
  await person.click(screen.getByRole('link', { name: '说事' }))
  expect(screen.getByLabelText('您遇到了什么事')).toBeTruthy()
})

test('large print is one press on every page, and stays', async () => {
  history.replaceState(null, '', '/')
  stubNetwork({})
  const { person } = draw(<CitizenApp />)
  await person.click(screen.getByRole('button', { name: '大字版' }))
  expect(document.documentElement.dataset.elder).toBe('')
  expect(localStorage.getItem('jiban.elder')).toBe('on')
  await person.click(screen.getByRole('button', { name: '普通字号' }))
  expect(document.documentElement.dataset.elder).toBeUndefined()
})
