import { Alert, App, Button, Form, Input } from 'antd'
import { useState } from 'react'
import { tell } from '@/shared/api/problem'
import { usePublish } from './month'
import { useWords } from './words'

/** Publishes a closed month, or a correction of it. It can't be taken back, so it asks once more. */
export function Publish({ period, first }: { period: string; first: boolean }) {
  const say = useWords()
  const { message } = App.useApp()
  const [open, setOpen] = useState(false)
  const publish = usePublish(period)
  if (!open)
    return (
      <Button type="primary" onClick={() => setOpen(true)}>
        {say(first ? 'publish' : 'publishAgain')}
      </Button>
    )
  return (
    <Form
      className="publish-form"
      layout="vertical"
      requiredMark={false}
      onFinish={({ note = '' }: { note?: string }) =>
        publish.mutate(note, {
          onSuccess: ({ revision }) => {
            setOpen(false)
            void message.success(say('didPublish', { revision }))
          },
        })
      }
    >
      {publish.error && <Alert type="error" showIcon title={tell(publish.error)} className="form-alert" />}
      <p>{say('publishAdvice')}</p>
      <Form.Item
        name="note"
        label={say(first ? 'publishNoteFirst' : 'publishNote')}
        rules={first ? [] : [{ required: true, whitespace: true, message: say('noteMissing') }]}
      >
        <Input maxLength={500} autoFocus />
      </Form.Item>
      <div className="form-keys">
        <Button type="primary" htmlType="submit" loading={publish.isPending}>
          {say(first ? 'publish' : 'publishAgain')}
        </Button>
        <Button onClick={() => setOpen(false)}>{say('cancel')}</Button>
      </div>
    </Form>
  )
}
