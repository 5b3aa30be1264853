import { useEffect, useState } from 'react'

const hour = 3_600_000

/** Keeps the app on the phone. Without https there is no service worker, and the app needs the network for each visit. */
export const registerWorker = (): Promise<ServiceWorkerRegistration> | undefined =>
  'serviceWorker' in navigator
    ? navigator.serviceWorker.register('/field/sw.js', { scope: '/field/' })
    : undefined

/**
 * A newer version of the app that waits, and what puts it to work. It never does so by itself: a page must not be pulled away from
 * under somebody who writes.
 */
export const useUpdate = (registering: Promise<ServiceWorkerRegistration> | undefined) => {
  const [waiting, setWaiting] = useState<ServiceWorker>()
  const [replaced, setReplaced] = useState(false)
  useEffect(() => {
    let gone = false
    let timer: ReturnType<typeof setInterval> | undefined
    void registering?.then((registration) => {
      if (gone) return
      const look = () => {
        // The first one of all takes the page without asking.
        if (registration.waiting && navigator.serviceWorker.controller) setWaiting(registration.waiting)
      }
      registration.addEventListener('updatefound', () =>
        registration.installing?.addEventListener('statechange', look),
      )
      look()
      timer = setInterval(() => void registration.update().catch(() => undefined), hour)
    })
    return () => {
      gone = true
      clearInterval(timer)
    }
  }, [registering])

  // Another tab put the newer one to work: the files of this one are gone from the phone, and the next page it opens may be missing.
  useEffect(() => {
    if (!registering) return
    const workers = navigator.serviceWorker
    let before = workers.controller
    const told = () => {
      if (before) setReplaced(true)
      before = workers.controller
    }
    workers.addEventListener('controllerchange', told)
    return () => workers.removeEventListener('controllerchange', told)
  }, [registering])

  const takeOver = () => {
    navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true })
    waiting?.postMessage('takeOver')
  }
  return replaced ? () => location.reload() : waiting && takeOver
}
