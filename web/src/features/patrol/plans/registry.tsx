import { useMutation } from '@tanstack/react-query'
import { AutoComplete, Button, Checkbox } from 'antd'
import { useId, useState } from 'react'
import { Fault } from '@/shared/ui/fault'
import { readBlocks, readKind, useNear } from './plan'
import type { TypedPlace } from './typed-places'
import { useWords } from './words'

interface RegistryProps {
  /** The case behind the plan, as far as it is typed. */
  number: string
  onPlaces: (places: readonly TypedPlace[]) => void
}

/** From one component to all of its kind: what stands near the case is offered, any other is typed by its identifier. */
export function Registry({ number, onPlaces }: RegistryProps) {
  const say = useWords()
  const id = useId()
  const near = useNear(number)
  const [code, setCode] = useState('')
  const [sameAge, setSameAge] = useState(false)
  const take = useMutation({
    mutationFn: () => readKind(code.trim(), sameAge),
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
  const blocks = useMutation({
    mutationFn: () => readBlocks(number),
    onSuccess: ({ places }) => onPlaces(places.map(({ name, lon, lat }) => ({ name: name ?? '', lon, lat }))),
  })
  const taken = take.data
  return (
    <fieldset className="form-part">
      <legend>{say('registry')}</legend>
      <p className="soft">{say('registryHint')}</p>
      <Fault error={take.error} />
      <div className="plan-assign">
        <label htmlFor={id}>{say('component')}</label>
        <AutoComplete
          id={id}
          className="plan-whom"
          value={code}
          onChange={(value: string) => setCode(value)}
          options={(near.data?.near ?? []).map(({ code: value, name, metres }) => ({
            value,
            label: say('componentOf', { name, code: value, metres }),
          }))}
        />
        <Checkbox checked={sameAge} onChange={({ target }) => setSameAge(target.checked)}>
          {say('sameAge')}
        </Checkbox>
        <Button disabled={code.trim() === ''} loading={take.isPending} onClick={() => take.mutate()}>
          {say('takePlaces')}
        </Button>
      </div>
      {near.data && (
        <>
          <Fault error={blocks.error} />
          <Button loading={blocks.isPending} onClick={() => blocks.mutate()}>
            {say('takeBlocks')}
          </Button>
        </>
      )}
      {blocks.data && (
        <p role="status">
          {say('takenBlocks', {
            name: blocks.data.building,
            year: blocks.data.builtYear,
            count: blocks.data.places.length,
          })}{' '}
          {blocks.data.more && say('takenMore', { count: blocks.data.places.length })}
        </p>
      )}
      {taken && (
        <p role="status">
          {say('taken', {
            className: taken.className,
            owner: taken.owner?.name ?? '',
            count: taken.places.length,
          })}{' '}
          {taken.more && say('takenMore', { count: taken.places.length })}
        </p>
      )}
    </fieldset>
  )
}
