import { Button, Form, Input } from 'antd'
import { api, body } from '@/shared/api/client'
import { useDraft } from '@/shared/ui/draft'
import { useWords } from '../../words'
import { useOperation } from '../case-page'
import { draftName, type OperationFormProps } from './form'
import { Refusal } from './refusal'

interface Typed {
  reason: string
}

export function EraseForm({ page, onReload, onDone }: OperationFormProps) {
  const say = useWords()
  const [draft, keep, drop] = useDraft<Partial<Typed>>(draftName(page, 'erase'), {})
  const erase = useOperation(
    page,
    (typed: Typed, headers, id) =>
      body(api.POST('/api/cases/{id}/erase', { params: { path: { id } }, headers, body: typed })),
    () => say('didErase'),
    () => {
      drop()
      onDone()
    },
  )
  return (
    <Form<Typed>
      layout="vertical"
      requiredMark={false}
      initialValues={draft}
      onValuesChange={(_, all) => keep(all)}
      onFinish={(typed) => erase.mutate(typed)}
    >
      <Refusal error={erase.error} onReload={onReload} />
      <p>{say('eraseNote')}</p>
      <Form.Item
        name="reason"
        label={say('eraseReason')}
        rules={[{ required: true, whitespace: true, message: say('eraseReasonMissing') }]}
      >
        <Input maxLength={200} />
      </Form.Item>
      <div className="form-keys">
        <Button danger htmlType="submit" loading={erase.isPending}>
          {say('eraseConfirm')}
        </Button>
        <Button onClick={onDone}>{say('cancel')}</Button>
      </div>
    </Form>
  )
}
