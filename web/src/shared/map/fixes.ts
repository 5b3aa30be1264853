/** Who hears of every position that the device finds, and of why it finds none. */
interface Listener {
  onFix: (fix: GeolocationPosition) => void
  onFault: (fault: GeolocationPositionError) => void
}

const listeners = new Set<Listener>()
let watch: number | undefined

/** Whether the device can be asked at all: browsers give positions to pages over https only. */
export const canBeFound = (): boolean => Boolean(navigator.geolocation) && isSecureContext

const end = () => {
  if (watch !== undefined) navigator.geolocation.clearWatch(watch)
  watch = undefined
}

/**
 * Lets the device measure where it is now. A watch that runs says nothing while the device stands still, however often somebody else begins to
 * listen: it is begun anew, and never answered by what was measured before.
 */
export const measureAnew = (): void => {
  end()
  watch = navigator.geolocation.watchPosition(
    (fix) => {
      for (const one of [...listeners]) one.onFix(fix)
    },
    (fault) => {
      for (const one of [...listeners]) one.onFault(fault)
    },
    { enableHighAccuracy: true, maximumAge: 0 },
  )
}

/** Hears where the device is from a measurement of now on; returns what ends it. */
export const hearFixes = (listener: Listener): (() => void) => {
  listeners.add(listener)
  measureAnew()
  return () => {
    listeners.delete(listener)
    if (listeners.size === 0) end()
  }
}
