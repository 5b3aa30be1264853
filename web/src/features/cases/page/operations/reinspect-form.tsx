import { Button, Form, Input, Radio } from 'antd'
import { api, body } from '@/shared/api/client'
import type { Sent } from '@/shared/api/types'
import { arrived, type Photo, PhotoPicker, stillSending } from '@/shared/photos/photo-picker'
import { useDraft } from '@/shared/ui/draft'
import { useWords } from '../../words'
import { useOperation } from '../case-page'
import { draftName, type OperationFormProps } from './form'
import { Refusal } from './refusal'

type Typed = Omit<Sent<'/api/cases/{id}/reinspect'>, 'attachments'>

const none: readonly Photo[] = []

export function ReinspectForm({ page, onReload, onDone }: OperationFormProps) {
  const say = useWords()
  const [draft, keep, drop] = useDraft<Partial<Typed>>(draftName(page, 'reinspect'), {})
  const [photos, setPhotos, dropPhotos] = useDraft(draftName(page, 'reinspect photos'), none)
  const reinspect = useOperation(
    page,
    (typed: Typed, headers, id) =>
      body(
        api.POST('/api/cases/{id}/reinspect', {
          params: { path: { id } },
          headers,
          body: { ...typed, attachments: arrived(photos) },
        }),
      ),
    () => say('didReinspect'),
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
      onFinish={(typed) => reinspect.mutate(typed)}
    >
      <Refusal error={reinspect.error} onReload={onReload} />
      <Form.Item
        name="passed"
        label={say('passedQuestion')}
        rules={[{ required: true, message: say('answersMissing') }]}
      >
        <Radio.Group
          options={[
            { value: true, label: say('passedYes') },
            { value: false, label: say('passedNo') },
          ]}
        />
      </Form.Item>
      <Form.Item
        name="note"
        label={say('reinspectNote')}
        rules={[{ required: true, whitespace: true, message: say('noteMissing') }]}
      >
        <Input.TextArea className="growing" rows={2} maxLength={2000} />
      </Form.Item>
      <PhotoPicker label={say('addPhotos')} photos={photos} onChange={setPhotos} />
      <div className="form-keys">
        <Button
          type="primary"
          htmlType="submit"
          loading={reinspect.isPending}
          disabled={stillSending(photos)}
        >
          {say('save')}
        </Button>
        <Button onClick={onDone}>{say('cancel')}</Button>
      </div>
    </Form>
  )
}
