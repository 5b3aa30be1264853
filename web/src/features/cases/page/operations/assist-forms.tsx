import { api, body } from '@/shared/api/client'
import type { Sent } from '@/shared/api/types'
import { useWords } from '../../words'
import { TextField, UnitsField } from './fields'
import type { OperationFormProps } from './form'
import { PlainForm } from './plain-form'

type Asked = Sent<'/api/cases/{id}/assistance'>
type Reported = Omit<Sent<'/api/cases/{id}/assistance/report'>, 'attachments'>

/** All units that are to help; those that already do stand there from the start. */
export function AskAssistanceForm(props: OperationFormProps) {
  const say = useWords()
  const helping = props.page.links.assisting.map(({ unit }) => unit.id)
  return (
    <PlainForm<Asked>
      {...props}
      name="assistance"
      told="didAskAssistance"
      submit="askAssistance"
      initial={{ units: helping }}
      send={(typed, headers, id) =>
        body(api.POST('/api/cases/{id}/assistance', { params: { path: { id } }, headers, body: typed }))
      }
    >
      {() => (
        <>
          <p className="soft">{say('assistNote')}</p>
          <UnitsField
            name="units"
            label="assistUnits"
            hint="assistUnitsHint"
            {...(helping.length === 0 && { missing: 'unitMissing' })}
          />
          <TextField name="reason" label="assistReason" missing="reasonNeeded" />
        </>
      )}
    </PlainForm>
  )
}

/** A helping unit tells what it did. */
export function ReportAssistanceForm(props: OperationFormProps) {
  return (
    <PlainForm<Reported>
      {...props}
      name="report assistance"
      told="didReportAssistance"
      submit="reportAssistance"
      photos="addPhotos"
      send={(typed, headers, id, attachments) =>
        body(
          api.POST('/api/cases/{id}/assistance/report', {
            params: { path: { id } },
            headers,
            body: { ...typed, attachments },
          }),
        )
      }
    >
      {() => <TextField name="text" label="assistDone" missing="reasonNeeded" rows={3} />}
    </PlainForm>
  )
}
