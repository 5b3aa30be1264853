import { Button, Form } from 'antd'
import { api, body } from '@/shared/api/client'
import { useDraft } from '@/shared/ui/draft'
import { Fault } from './fault'
import { FindingField } from './finding-field'
import type { TaskFormProps } from './task-forms'
import { useChange } from './whistle'
import { useWords } from './words'

/** Which item of the checklist a task answers. */
export function LinkForm({ page, task, onDone }: TaskFormProps) {
  const say = useWords()
  const [draft, keep, drop] = useDraft<{ finding?: number | null }>(`${task.id} link`, {
    finding: task.finding ?? null,
  })
  const link = useChange(
    page,
    ({ finding }: { finding?: number | null }, headers) =>
      body(
        api.POST('/api/whistles/{id}/tasks/{taskId}/finding', {
          params: { path: { id: page.id, taskId: task.id } },
          headers,
          body: { finding: finding ?? null },
        }),
      ),
    say('didLink'),
    () => {
      drop()
      onDone()
    },
  )
  return (
    <Form
      layout="vertical"
      requiredMark={false}
      className="rule-form"
      initialValues={draft}
      onValuesChange={(_, all) => keep(all)}
      onFinish={(typed) => link.mutate(typed)}
    >
      <Fault error={link.error} />
      <Form.Item name="finding" label={say('answersFinding')}>
        <FindingField page={page} />
      </Form.Item>
      <div className="form-keys">
        <Button type="primary" htmlType="submit" loading={link.isPending}>
          {say('save')}
        </Button>
        <Button onClick={onDone}>{say('cancel')}</Button>
      </div>
    </Form>
  )
}
