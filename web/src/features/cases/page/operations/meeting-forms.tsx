import { api, body } from '@/shared/api/client'
import type { Sent } from '@/shared/api/types'
import { civil } from '@/shared/time/civil-input'
import { LineField, MomentField, TextField } from './fields'
import type { OperationFormProps } from './form'
import { PlainForm } from './plain-form'

type Offer = Sent<'/api/cases/{id}/meeting/offer'>
type Minutes = Sent<'/api/cases/{id}/meeting'>

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

export function MeetingForm(props: OperationFormProps) {
  return (
    <PlainForm<Minutes>
      {...props}
      name="meeting"
      told="didMeet"
      submit="save"
      send={({ at, ...typed }, headers, id) =>
        body(
          api.POST('/api/cases/{id}/meeting', {
            params: { path: { id } },
            headers,
            body: { ...typed, at: civil(at) },
          }),
        )
      }
    >
      {() => (
        <>
          <MomentField name="at" label="metAtField" missing="meetAtMissing" />
          <LineField name="place" label="meetPlace" missing="meetPlaceMissing" />
          <LineField name="people" label="meetPeople" missing="meetPeopleMissing" />
          <TextField name="found" label="meetFound" missing="meetFoundMissing" />
          <TextField name="promises" label="meetPromises" />
        </>
      )}
    </PlainForm>
  )
}
