import { api, body } from '@/shared/api/client'
import type { Sent } from '@/shared/api/types'
import { civil } from '@/shared/time/civil-input'
import { useWords } from '../../words'
import { MomentField, TextField } from './fields'
import type { OperationFormProps } from './form'
import { PlainForm } from './plain-form'

type Wish = Sent<'/api/cases/{id}/wish'>

/** What was read from the words is set right; without a time the limit of the class holds again. */
export function WishForm(props: OperationFormProps) {
  const say = useWords()
  return (
    <PlainForm<Wish>
      {...props}
      name="wish"
      told="didChangeWish"
      submit="changeWishKey"
      send={({ until, reason }, headers, id) =>
        body(
          api.POST('/api/cases/{id}/wish', {
            params: { path: { id } },
            headers,
            body: { reason, ...(until ? { until: civil(until) } : {}) },
          }),
        )
      }
    >
      {() => (
        <>
          <p className="soft">{say('wishNote')}</p>
          <MomentField name="until" label="wishUntil" />
          <TextField name="reason" label="wishWhy" missing="reasonNeeded" />
        </>
      )}
    </PlainForm>
  )
}
