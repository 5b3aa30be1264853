import { readComponentCode } from '@/shared/component-code'
import { betweenCommas } from '@/shared/i18n/punctuation'

/** A place as somebody typed it. */
export interface TypedPlace {
  name: string
  lon: number
  lat: number
  /** The identifier of the component that it is. */
  component?: string
}

/** One place a line: name, longitude, latitude and, for a component, its identifier. */
export const writePlace = ({ name, lon, lat, component }: TypedPlace): string =>
  [betweenCommas(name), lon.toFixed(6), lat.toFixed(6), ...(component ? [component] : [])].join(',')

/** Reads one place a line, apart by commas or tabs as sheets copy them; lines that can't be read are told by number. */
export const readPlaces = (text: string): { places: TypedPlace[]; odd: number[] } => {
  const places: TypedPlace[] = []
  const odd: number[] = []
  text.split('\n').forEach((line, index) => {
    if (line.trim() === '') return
    const parts = line.split(/[,，\t]/).map((part) => part.trim().normalize('NFKC'))
    // No latitude is that long: what stands last is the identifier of a component.
    const component = parts.length > 3 && readComponentCode(parts.at(-1) ?? '')
    const where = component ? parts.slice(0, -1) : parts
    const [lat, lon] = [Number(where.at(-1) || Number.NaN), Number(where.at(-2) || Number.NaN)]
    const name = where.slice(0, -2).join(' ')
    if (name && Math.abs(lon) <= 180 && Math.abs(lat) <= 90)
      places.push({ name, lon, lat, ...(component && { component }) })
    else odd.push(index + 1)
  })
  return { places, odd }
}
