import { Button, Form } from 'antd'
import { api, body } from '@/shared/api/client'
import type { Sent } from '@/shared/api/types'
import { arrived, type Photo, PhotoPicker, stillSending } from '@/shared/photos/photo-picker'
import { useDraft } from '@/shared/ui/draft'
import { useWords } from '../../words'
import { useOperation } from '../case-page'
import { TextField, UnitsField } from './fields'
import { draftName, type OperationFormProps } from './form'
import { PlainForm } from './plain-form'
import { Refusal } from './refusal'

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

const none: readonly Photo[] = []

/** A helping unit tells what it did. */
export function ReportAssistanceForm({ page, onReload, onDone }: OperationFormProps) {
  const say = useWords()
  const [draft, keep, drop] = useDraft<Partial<Reported>>(draftName(page, 'report assistance'), {})
  const [photos, setPhotos, dropPhotos] = useDraft(draftName(page, 'report assistance photos'), none)
  const report = useOperation(
    page,
    (typed: Reported, headers, id) =>
      body(
        api.POST('/api/cases/{id}/assistance/report', {
          params: { path: { id } },
          headers,
          body: { ...typed, attachments: arrived(photos) },
        }),
      ),
    () => say('didReportAssistance'),
    () => {
      drop()
      dropPhotos()
      onDone()
    },
  )
  return (
    <Form<Reported>
      layout="vertical"
      requiredMark={false}
      initialValues={draft}
      onValuesChange={(_, all) => keep(all)}
      onFinish={(typed) => report.mutate(typed)}
    >
      <Refusal error={report.error} onReload={onReload} />
      <TextField name="text" label="assistDone" missing="reasonNeeded" rows={3} />
      <PhotoPicker label={say('addPhotos')} photos={photos} onChange={setPhotos} />
      {stillSending(photos) && (
        <p className="soft" role="status">
          {say('photosOnTheirWay')}
        </p>
      )}
      <div className="form-keys">
        <Button type="primary" htmlType="submit" loading={report.isPending} disabled={stillSending(photos)}>
          {say('reportAssistance')}
        </Button>
        <Button onClick={onDone}>{say('cancel')}</Button>
      </div>
    </Form>
  )
}
