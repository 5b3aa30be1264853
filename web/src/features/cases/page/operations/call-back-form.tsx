import { Button, Form, Input, Radio } from 'antd'
import { api, body } from '@/shared/api/client'
import type { Sent } from '@/shared/api/types'
import { useTerms } from '@/shared/terms'
import { useDraft } from '@/shared/ui/draft'
import { useWords } from '../../words'
import { useOperation } from '../case-page'
import { needsReason } from './call-back-rule'
import { draftName, type OperationFormProps } from './form'
import { Refusal } from './refusal'

type Typed = Sent<'/api/cases/{id}/call-back'>

const degrees = ['solved', 'partly', 'not'] as const
const contents = ['satisfied', 'basicallySatisfied', 'dissatisfied'] as const

/** The three questions, asked in this order; when nobody answered the call there is nothing to ask. */
export function CallBackForm({ page, onReload, onDone }: OperationFormProps) {
  const say = useWords()
  const term = useTerms()
  const [draft, keep, drop] = useDraft<Partial<Typed>>(draftName(page, 'call-back'), {})
  const callBack = useOperation(
    page,
    (typed: Typed, headers, id) =>
      body(api.POST('/api/cases/{id}/call-back', { params: { path: { id } }, headers, body: typed })),
    () => say('didCallBack'),
    () => {
      drop()
      onDone()
    },
  )
  const answered = [{ required: true, message: say('answersMissing') }]
  return (
    <Form<Typed>
      layout="vertical"
      requiredMark={false}
      initialValues={draft}
      onValuesChange={(_, all) => keep(all)}
      onFinish={(typed) => callBack.mutate(typed)}
    >
      <Refusal error={callBack.error} onReload={onReload} />
      <Form.Item name="reached" label={say('callReached')} rules={answered}>
        <Radio.Group
          options={[
            { value: true, label: say('callReachedYes') },
            { value: false, label: say('callReachedNo') },
          ]}
        />
      </Form.Item>
      {draft.reached && (
        <>
          <Form.Item name="contacted" label={say('contactedQuestion')} rules={answered}>
            <Radio.Group
              options={[
                { value: true, label: say('yes') },
                { value: false, label: say('no') },
              ]}
            />
          </Form.Item>
          <Form.Item name="solved" label={say('solvedQuestion')} extra={say('partlyNote')} rules={answered}>
            <Radio.Group options={degrees.map((value) => ({ value, label: term(`solved.${value}`) }))} />
          </Form.Item>
          <Form.Item name="satisfied" label={say('satisfiedQuestion')} rules={answered}>
            <Radio.Group options={contents.map((value) => ({ value, label: term(`satisfied.${value}`) }))} />
          </Form.Item>
          <Form.Item
            name="reason"
            label={say('whyNot')}
            extra={needsReason(draft) ? undefined : say('whyNotHint')}
            rules={[{ required: needsReason(draft), whitespace: true, message: say('reasonMissing') }]}
          >
            <Input.TextArea className="growing" rows={2} maxLength={2000} />
          </Form.Item>
        </>
      )}
      <div className="form-keys">
        <Button type="primary" htmlType="submit" loading={callBack.isPending}>
          {say('save')}
        </Button>
        <Button onClick={onDone}>{say('cancel')}</Button>
      </div>
    </Form>
  )
}
