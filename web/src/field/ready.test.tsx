import { focusManager } from '@tanstack/react-query'
import { act, waitFor } from '@testing-library/react'
import { expect, onTestFinished, test } from 'vitest'
import { draw } from '@/shared/testing/draw'
import { stubNetwork } from '@/shared/testing/network'
import { useReadyForTheRound } from './ready'

function Round() {
  useReadyForTheRound('a1')
  return null
}

test('a task that comes during the day is heard of as the phone is looked at, and its case and photos are kept', async () => {
  onTestFinished(() => focusManager.setFocused(undefined))
  let tasks = [{ caseId: 'c1', beforePhotos: ['b1'] }]
  const page = { body: {} }
  const network = stubNetwork({
    'GET /api/patrol/tasks': () => ({ body: tasks }),
    'GET /api/cases/c1': page,
    'GET /api/cases/c2': page,
  })
  draw(<Round />)
  await waitFor(() => expect(network.to('GET /api/cases/c1')).toHaveLength(1))
  tasks = [...tasks, { caseId: 'c2', beforePhotos: ['b2'] }]
  act(() => focusManager.setFocused(false))
  act(() => focusManager.setFocused(true))
  await waitFor(() => expect(network.to('GET /api/cases/c2')).toHaveLength(1))
})
