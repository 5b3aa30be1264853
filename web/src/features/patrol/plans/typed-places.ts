/** A place as somebody typed it. */
export interface TypedPlace {
  name: string
  lon: number
  lat: number
}

/** Reads one place a line, apart by commas or tabs as sheets copy them; lines that can't be read are told by number. */
export const readPlaces = (text: string): { places: TypedPlace[]; odd: number[] } => {
  const places: TypedPlace[] = []
  const odd: number[] = []
  text.split('\n').forEach((line, index) => {
    if (line.trim() === '') return
    const parts = line.split(/[,，\t]/).map((part) => part.trim().normalize('NFKC'))
    const [lat, lon] = [Number(parts.at(-1) || Number.NaN), Number(parts.at(-2) || Number.NaN)]
    const name = parts.slice(0, -2).join(' ')
    if (name && Math.abs(lon) <= 180 && Math.abs(lat) <= 90) places.push({ name, lon, lat })
    else odd.push(index + 1)
  })
  return { places, odd }
}
