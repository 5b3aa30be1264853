import { Button, Checkbox, Form, Input, Radio } from 'antd'
import { api, body } from '@/shared/api/client'
import type { Sent } from '@/shared/api/types'
import { Moment } from '@/shared/time/time-left'
import { useDraft } from '@/shared/ui/draft'
import { useWords } from '../../words'
import { useOperation } from '../case-page'
import { draftName, type OperationFormProps } from './form'
import { Refusal } from './refusal'

type Typed = Sent<'/api/cases/{id}/contact'>

const methods = ['phone', 'visit', 'sms', 'other'] as const

export function ContactForm({ page, onReload, onDone }: OperationFormProps) {
  const say = useWords()
  const [draft, keep, drop] = useDraft<Partial<Typed>>(draftName(page, 'contact'), {
    method: 'phone',
    reached: true,
  })
  const contact = useOperation(
    page,
    (typed: Typed, headers, id) =>
      body(api.POST('/api/cases/{id}/contact', { params: { path: { id } }, headers, body: typed })),
    () => say('didContact'),
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
      onFinish={(typed) => contact.mutate(typed)}
    >
      <Refusal error={contact.error} onReload={onReload} />
      <Form.Item name="method" label={say('contactMethod')}>
        <Radio.Group options={methods.map((value) => ({ value, label: say(`method.${value}`) }))} />
      </Form.Item>
      <Form.Item name="reached" label={say('reachedQuestion')}>
        <Radio.Group
          options={[
            { value: true, label: say('reachedYes') },
            { value: false, label: say('reachedNo') },
          ]}
        />
      </Form.Item>
      {!draft.reached && page.meeting && page.meeting.tries > 0 && (
        <p className="soft">
          {say('contactTriesSoFar', { count: page.meeting.tries, most: page.meeting.mostTries })}
          {page.meeting.tryCountsFrom && (
            <>
              {say('contactTryCounts')} <Moment at={page.meeting.tryCountsFrom} />
            </>
          )}
        </p>
      )}
      {draft.reached && page.meeting?.state !== 'met' && (
        <Form.Item name="noMeeting" valuePropName="checked">
          <Checkbox>{say('noMeeting')}</Checkbox>
        </Form.Item>
      )}
      <Form.Item
        name="note"
        label={say('contactNote')}
        rules={[{ required: true, whitespace: true, message: say('contactNoteMissing') }]}
      >
        <Input.TextArea className="growing" rows={2} maxLength={2000} />
      </Form.Item>
      <div className="form-keys">
        <Button type="primary" htmlType="submit" loading={contact.isPending}>
          {say('save')}
        </Button>
        <Button onClick={onDone}>{say('cancel')}</Button>
      </div>
    </Form>
  )
}
