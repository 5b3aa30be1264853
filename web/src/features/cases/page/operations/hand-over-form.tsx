import { api, body } from '@/shared/api/client'
import type { Sent } from '@/shared/api/types'
import { useWords } from '../../words'
import { ColleagueField } from './colleague-field'
import { TextField } from './fields'
import type { OperationFormProps } from './form'
import { PlainForm } from './plain-form'

/** A colleague of the same unit goes on with the case. */
export function HandOverForm(props: OperationFormProps) {
  const say = useWords()
  return (
    <PlainForm<Sent<'/api/cases/{id}/hand-over'>>
      {...props}
      name="hand over"
      told="didHandOver"
      submit="handOverCase"
      send={(typed, headers, id) =>
        body(api.POST('/api/cases/{id}/hand-over', { params: { path: { id } }, headers, body: typed }))
      }
    >
      {() => (
        <>
          <p className="soft">{say('handOverNote')}</p>
          <ColleagueField caseId={props.page.id} name="to" />
          <TextField name="reason" label="handOverReason" missing="reasonNeeded" />
        </>
      )}
    </PlainForm>
  )
}
