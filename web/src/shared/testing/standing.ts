import { vi } from 'vitest'

/** What a device tells that stands still: each watch that is begun hears once where it is, and nothing after that. */
export const standStill = (longitude: number, latitude: number, accuracy: number) => {
  const device = { answers: true, watches: 0 }
  vi.stubGlobal('isSecureContext', true)
  vi.stubGlobal('navigator', {
    ...navigator,
    onLine: true,
    geolocation: {
      watchPosition: (found: (position: unknown) => void) => {
        const tells = device.answers
        if (tells) queueMicrotask(() => found({ coords: { longitude, latitude, accuracy } }))
        return ++device.watches
      },
      clearWatch: () => undefined,
    },
  })
  return device
}
