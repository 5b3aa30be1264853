import { InputNumber } from 'antd'
import { useId, useState } from 'react'
import { CaseMap } from '@/shared/map/case-map'
import { coordinates, type LngLat } from '@/shared/map/points'
import { useWords } from './words'

/** Eight decimals are a millimetre; what is finer is not on record. */
const finest = 8
const rounded = (degrees: number) => Number(degrees.toFixed(finest))

interface PointFieldProps {
  /** What the map is for, for those who can't see it. */
  label: string
  /** Of the form item around it. */
  value?: LngLat
  onChange?: (point: LngLat | undefined) => void
}

/** A place: pressed on the map, or typed as it was surveyed. Both show the same point. */
export function PointField({ label, value, onChange }: PointFieldProps) {
  const say = useWords()
  const id = useId()
  const [typed, setTyped] = useState<readonly [number | null, number | null]>([
    value?.[0] ?? null,
    value?.[1] ?? null,
  ])
  const take = ([lon, lat]: readonly [number | null, number | null]) => {
    setTyped([lon, lat])
    onChange?.(lon === null || lat === null ? undefined : [lon, lat])
  }
  const [lon, lat] = typed
  return (
    <>
      <p className="soft">{value ? coordinates(value) : say('pointNone')}</p>
      <CaseMap label={label} at={value} onPick={([east, north]) => take([rounded(east), rounded(north)])} />
      <div className="form-pair">
        <div>
          <label htmlFor={`${id}-lon`}>{say('lon')}</label>
          <InputNumber
            id={`${id}-lon`}
            className="degrees"
            min={-180}
            max={180}
            controls={false}
            value={lon}
            onChange={(east) => take([east, lat])}
          />
        </div>
        <div>
          <label htmlFor={`${id}-lat`}>{say('lat')}</label>
          <InputNumber
            id={`${id}-lat`}
            className="degrees"
            min={-90}
            max={90}
            controls={false}
            value={lat}
            onChange={(north) => take([lon, north])}
          />
        </div>
      </div>
    </>
  )
}
