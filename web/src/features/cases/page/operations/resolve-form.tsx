import { Button, Form, Input, Radio } from 'antd'
import { api, body } from '@/shared/api/client'
import type { Sent } from '@/shared/api/types'
import { arrived, type Photo, PhotoPicker, stillSending } from '@/shared/photos/photo-picker'
import { useTerms } from '@/shared/terms'
import { useDraft } from '@/shared/ui/draft'
import { useWords } from '../../words'
import { useOperation } from '../case-page'
import { LineField } from './fields'
import { draftName, type OperationFormProps } from './form'
import { MeasuredFields } from './measured-fields'
import { Refusal } from './refusal'

type Typed = Omit<Sent<'/api/cases/{id}/resolve'>, 'attachments'>

const outcomes = ['solved', 'explained', 'meetsStandard', 'notPossible'] as const
const none: readonly Photo[] = []

export function ResolveForm({ page, onReload, onDone }: OperationFormProps) {
  const say = useWords()
  const term = useTerms()
  const [draft, keep, drop] = useDraft<Partial<Typed>>(draftName(page, 'resolve'), {})
  const [photos, setPhotos, dropPhotos] = useDraft(draftName(page, 'resolve photos'), none)
  const resolve = useOperation(
    page,
    ({ measured, ...typed }: Typed, headers, id) =>
      body(
        api.POST('/api/cases/{id}/resolve', {
          params: { path: { id } },
          headers,
          body: {
            ...typed,
            ...(measured?.length && { measured }),
            attachments: arrived(photos),
          },
        }),
      ),
    () => say('didResolve'),
    () => {
      drop()
      dropPhotos()
      onDone()
    },
  )
  return (
    <Form<Typed>
      layout="vertical"
      requiredMark={false}
      initialValues={draft}
      onValuesChange={(_, all) => keep(all)}
      onFinish={(typed) => resolve.mutate(typed)}
    >
      <Refusal error={resolve.error} onReload={onReload} />
      <Form.Item
        name="outcome"
        label={say('outcome')}
        rules={[{ required: true, message: say('outcomeMissing') }]}
      >
        <Radio.Group options={outcomes.map((value) => ({ value, label: term(`outcome.${value}`) }))} />
      </Form.Item>
      <Form.Item
        name="answer"
        label={say('answer')}
        extra={say('answerHint')}
        rules={[{ required: true, whitespace: true, message: say('answerMissing') }]}
      >
        <Input.TextArea className="growing" rows={3} maxLength={2000} />
      </Form.Item>
      {draft.outcome === 'notPossible' && (
        <LineField name="ground" label="ground" missing="groundMissing" hint="groundHint" />
      )}
      <MeasuredFields />
      <PhotoPicker label={say('addPhotos')} photos={photos} onChange={setPhotos} />
      {stillSending(photos) && (
        <p className="soft" role="status">
          {say('photosOnTheirWay')}
        </p>
      )}
      <div className="form-keys">
        <Button type="primary" htmlType="submit" loading={resolve.isPending} disabled={stillSending(photos)}>
          {say('report')}
        </Button>
        <Button onClick={onDone}>{say('cancel')}</Button>
      </div>
    </Form>
  )
}
