import { Form, Select } from 'antd'
import { api, body } from '@/shared/api/client'
import type { Sent } from '@/shared/api/types'
import { listMarks } from '@/shared/i18n/punctuation'
import { civil } from '@/shared/time/civil-input'
import { useWords } from '../../words'
import { LineField, MomentField, TextField } from './fields'
import type { OperationFormProps } from './form'
import { PlainForm } from './plain-form'
import { PromiseFields, promised, type TypedPromise } from './promise-fields'

type Offer = Sent<'/api/cases/{id}/meeting/offer'>

export function OfferMeetingForm(props: OperationFormProps) {
  return (
    <PlainForm<Offer>
      {...props}
      name="offer meeting"
      told="didOffer"
      submit="offerMeeting"
      send={({ at, place }, headers, id) =>
        body(
          api.POST('/api/cases/{id}/meeting/offer', {
            params: { path: { id } },
            headers,
            body: { at: civil(at), place },
          }),
        )
      }
    >
      {() => (
        <>
          <MomentField name="at" label="meetAt" missing="meetAtMissing" />
          <LineField name="place" label="meetPlace" missing="meetPlaceMissing" hint="meetPlaceHint" />
        </>
      )}
    </PlainForm>
  )
}

interface TypedMinutes {
  at: string
  place: string
  people: string[]
  found: string
  promises?: TypedPromise[]
}

export function MeetingForm(props: OperationFormProps) {
  const say = useWords()
  return (
    <PlainForm<TypedMinutes>
      {...props}
      name="meeting"
      told="didMeet"
      submit="save"
      send={({ at, promises, ...typed }, headers, id) =>
        body(
          api.POST('/api/cases/{id}/meeting', {
            params: { path: { id } },
            headers,
            body: { ...typed, at: civil(at), promises: promised(promises) },
          }),
        )
      }
    >
      {() => (
        <>
          <MomentField name="at" label="metAtField" missing="meetAtMissing" />
          <LineField name="place" label="meetPlace" missing="meetPlaceMissing" />
          <Form.Item
            name="people"
            label={say('meetPeople')}
            extra={say('meetPeopleHint')}
            rules={[{ required: true, message: say('meetPeopleMissing') }]}
          >
            <Select mode="tags" open={false} suffixIcon={null} tokenSeparators={listMarks} />
          </Form.Item>
          <TextField name="found" label="meetFound" missing="meetFoundMissing" />
          <PromiseFields name="promises" title="meetPromises" add="promiseAdd" />
        </>
      )}
    </PlainForm>
  )
}
