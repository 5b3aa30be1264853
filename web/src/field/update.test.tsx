import { act, fireEvent, render, screen } from '@testing-library/react'
import { expect, test, vi } from 'vitest'
import { useUpdate } from './update'

function Page({ registering }: { registering: Promise<ServiceWorkerRegistration> }) {
  const takeOver = useUpdate(registering)
  return takeOver ? (
    <button type="button" onClick={takeOver}>
      change
    </button>
  ) : null
}

test('a newer version waits until a person wants it, and only then the page is loaded anew', async () => {
  const container = Object.assign(new EventTarget(), { controller: {} })
  vi.stubGlobal('navigator', { ...navigator, serviceWorker: container })
  const reload = vi.spyOn(location, 'reload').mockImplementation(() => undefined)
  const worker = Object.assign(new EventTarget(), { postMessage: vi.fn() })
  const registration = Object.assign(new EventTarget(), {
    waiting: null as typeof worker | null,
    installing: worker,
    update: async () => undefined,
  })
  const registering = Promise.resolve(registration as unknown as ServiceWorkerRegistration)
  render(<Page registering={registering} />)
  await act(() => registering)
  expect(screen.queryByText('change')).toBeNull()

  act(() => {
    registration.dispatchEvent(new Event('updatefound'))
    registration.waiting = worker
    worker.dispatchEvent(new Event('statechange'))
  })
  expect(reload).not.toHaveBeenCalled()
  fireEvent.click(screen.getByText('change'))
  expect(worker.postMessage).toHaveBeenCalledWith('takeOver')
  container.dispatchEvent(new Event('controllerchange'))
  expect(reload).toHaveBeenCalledOnce()
})

test('a page whose version was replaced from another tab says so and is loaded anew when a person wants it', async () => {
  const container = Object.assign(new EventTarget(), { controller: {} as object | null })
  vi.stubGlobal('navigator', { ...navigator, serviceWorker: container })
  const reload = vi.spyOn(location, 'reload').mockImplementation(() => undefined)
  const registration = Object.assign(new EventTarget(), { waiting: null, installing: null })
  const registering = Promise.resolve(registration as unknown as ServiceWorkerRegistration)
  // The first worker of all takes the page, and nothing is old.
  container.controller = null
  render(<Page registering={registering} />)
  await act(() => registering)
  container.controller = {}
  act(() => void container.dispatchEvent(new Event('controllerchange')))
  expect(screen.queryByText('change')).toBeNull()

  act(() => void container.dispatchEvent(new Event('controllerchange')))
  expect(reload).not.toHaveBeenCalled()
  fireEvent.click(screen.getByText('change'))
  expect(reload).toHaveBeenCalledOnce()
})
