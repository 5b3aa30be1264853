import { useMutation } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { useId, useState } from 'react'
import { Fault } from '@/shared/ui/fault'
import { readArea } from './plan'
import type { TypedPlace } from './typed-places'
import { useWords } from './words'

/** Everything that stands in an area, for a census. */
export function AreaFields({ onPlaces }: { onPlaces: (places: readonly TypedPlace[]) => void }) {
  const say = useWords()
  const id = useId()
  const [area, setArea] = useState('')
  const [classCode, setClassCode] = useState('')
  const take = useMutation({
    mutationFn: () => readArea(area.trim(), classCode.trim()),
    onSuccess: ({ places }) =>
      onPlaces(
        places.map(({ name, lon, lat, component }) => ({
          name: name ?? '',
          lon,
          lat,
          ...(component && { component }),
        })),
      ),
  })
  return (
    <fieldset className="form-part">
      <legend>{say('area')}</legend>
      <p className="soft">{say('areaHint')}</p>
      <Fault error={take.error} />
      <div className="plan-assign">
        <label htmlFor={`${id}-area`}>{say('areaCode')}</label>
        <Input
          id={`${id}-area`}
          className="plan-whom"
          maxLength={15}
          value={area}
          onChange={({ target }) => setArea(target.value)}
        />
        <label htmlFor={`${id}-class`}>{say('areaClass')}</label>
        <Input
          id={`${id}-class`}
          className="short-field"
          inputMode="numeric"
          maxLength={5}
          value={classCode}
          onChange={({ target }) => setClassCode(target.value)}
        />
        <Button disabled={area.trim().length < 6} loading={take.isPending} onClick={() => take.mutate()}>
          {say('takePlaces')}
        </Button>
      </div>
      {take.data && (
        <p role="status">
          {say('areaTaken', { count: take.data.places.length })}{' '}
          {take.data.more && say('takenMore', { count: take.data.places.length })}
        </p>
      )}
    </fieldset>
  )
}
