import { useMutation } from '@tanstack/react-query'
import { AutoComplete, Button, Checkbox } from 'antd'
import { useEffect, useId, useState } from 'react'
import type { Got } from '@/shared/api/types'
import { Fault } from '@/shared/ui/fault'
import { readBlocks, readKind, useNear } from './plan'
import type { TypedPlace } from './typed-places'
import { useWords } from './words'

interface RegistryProps {
  /** The case behind the plan, as far as it is typed. */
  number: string
  onPlaces: (places: readonly TypedPlace[]) => void
  /** What the case behind the plan is about, as soon as that is known. */
  onCase: (seed: CaseSeed) => void
  /** Whether nothing is chosen yet, so that what is like the component of the case may be proposed. */
  proposes: boolean
}

export type CaseSeed = Pick<Got<'/api/patrol/plans/near'>, 'classCode' | 'className'>

/**
 * From one component to all of its kind. The component that the case names is taken at once, with what is of its class, owner and age; for a case
 * that names none what stands near it is offered; any other is typed by its identifier.
 */
export function Registry({ number, onPlaces, onCase, proposes }: RegistryProps) {
  const say = useWords()
  const id = useId()
  const near = useNear(number)
  const [code, setCode] = useState('')
  const [sameAge, setSameAge] = useState(false)
  const take = useMutation({
    mutationFn: (of: { code: string; sameAge: boolean }) => readKind(of.code, of.sameAge),
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
  const seed = near.data
  const { mutate } = take
  // Proposed once for each case; what a person has chosen or thrown away since stays as it is.
  const [proposed, setProposed] = useState<string>()
  useEffect(() => {
    if (!seed || proposed === number) return
    setProposed(number)
    onCase(seed)
    if (!seed.component || !proposes) return
    setCode(seed.component)
    setSameAge(true)
    mutate({ code: seed.component, sameAge: true })
  }, [seed, number, proposed, proposes, onCase, mutate])
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
        <Button
          disabled={code.trim() === ''}
          loading={take.isPending}
          onClick={() => take.mutate({ code: code.trim(), sameAge })}
        >
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
            owner: taken.owner?.name ?? '–',
            within: taken.within ?? say('wholeCity'),
            count: taken.places.length,
          })}{' '}
          {taken.more && say('takenMore', { count: taken.places.length })}
        </p>
      )}
    </fieldset>
  )
}
