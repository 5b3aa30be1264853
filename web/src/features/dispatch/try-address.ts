import type { LngLat } from '@/shared/map/points'

/** What is tried out. */
export interface Tried {
  text: string
  place?: string
  pin?: LngLat
  channel?: string
  component?: string
}

/** What was tried as the part of an address behind the #: that part stays in the browser, for it holds a citizen's words. */
export const addressOf = ({ text, place, pin, channel, component }: Tried): string => {
  const parts = new URLSearchParams({ text })
  if (place) parts.set('place', place)
  if (pin) parts.set('at', pin.map((degrees) => degrees.toFixed(6)).join(','))
  if (channel) parts.set('channel', channel)
  if (component) parts.set('component', component)
  return `#${parts}`
}

/** What an address says was tried; nothing where it says nothing. */
export const triedOf = (hash: string): Tried | undefined => {
  const parts = new URLSearchParams(hash.replace(/^#/, ''))
  const text = parts.get('text')
  if (!text?.trim()) return undefined
  const pin = pinOf(parts.get('at'))
  const [place, channel, component] = [parts.get('place'), parts.get('channel'), parts.get('component')]
  return {
    text,
    ...(place && { place }),
    ...(pin && { pin }),
    ...(channel && { channel }),
    ...(component && { component }),
  }
}

const pinOf = (at: string | null): LngLat | undefined => {
  const [lon, lat, ...more] = (at ?? '').split(',').map((part) => (part.trim() ? Number(part) : Number.NaN))
  const isPlace =
    more.length === 0 && lon !== undefined && lat !== undefined && Math.abs(lon) <= 180 && Math.abs(lat) <= 90
  return isPlace ? [lon, lat] : undefined
}
