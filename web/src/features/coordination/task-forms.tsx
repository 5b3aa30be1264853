import { useMutation } from '@tanstack/react-query'
import { Button, Form, Input, Radio } from 'antd'
import { api, body } from '@/shared/api/client'
import type { Sent } from '@/shared/api/types'
import { asLocal, fromLocal } from '@/shared/time/civil-time'
import { now } from '@/shared/time/now'
import { Moment } from '@/shared/time/time-left'
import { ChangeForm, WordsField } from './change-form'
import { Fault } from './fault'
import { FindingField } from './finding-field'
import type { Task, WhistlePage } from './whistle'
import { useWords } from './words'

export interface TaskFormProps {
  page: WhistlePage
  task: Task
  onDone: () => void
}

const media = ['inPerson', 'phone', 'video', 'written'] as const
const of = ({ page, task }: TaskFormProps) => ({ params: { path: { id: page.id, taskId: task.id } } })

/** The owner says that it is done, with the proof that was asked for. */
export function DoneForm(props: TaskFormProps) {
  const say = useWords()
  const { page, task, onDone } = props
  return (
    <ChangeForm<{ note?: string }>
      page={page}
      name={`${task.id} done`}
      send={({ note }, headers, attachments) =>
        body(
          api.POST('/api/whistles/{id}/tasks/{taskId}/done', {
            ...of(props),
            headers,
            body: { note: note ?? null, attachments },
          }),
        )
      }
      photos="donePhotos"
      needsPhoto={task.proof === 'photo'}
      told="didDone"
      submit="done"
      onDone={onDone}
    >
      {() => <WordsField name="note" label={say('doneNote')} needed={task.proof === 'text'} rows={3} />}
    </ChangeForm>
  )
}

/** Somebody of the caller's side looks. */
export function VerifyForm(props: TaskFormProps) {
  const say = useWords()
  const { page, task, onDone } = props
  return (
    <ChangeForm<{ passed: boolean; note?: string }>
      page={page}
      name={`${task.id} verify`}
      initial={{ passed: true }}
      send={({ passed, note }, headers, attachments) =>
        body(
          api.POST('/api/whistles/{id}/tasks/{taskId}/verify', {
            ...of(props),
            headers,
            body: { passed, note: note ?? null, attachments },
          }),
        )
      }
      photos="verifyPhotos"
      told="didVerify"
      submit="save"
      onDone={onDone}
    >
      {({ passed }) => (
        <>
          <Form.Item name="passed" label={say('verifyQuestion')}>
            <Radio.Group
              options={[
                { value: true, label: say('passed') },
                { value: false, label: say('notPassed') },
              ]}
            />
          </Form.Item>
          <WordsField name="note" label={say('note')} needed={!passed} />
        </>
      )}
    </ChangeForm>
  )
}

/** An open task is taken back. */
export function WithdrawForm(props: TaskFormProps) {
  const say = useWords()
  const { page, task, onDone } = props
  return (
    <ChangeForm<{ reason?: string }>
      page={page}
      name={`${task.id} withdraw`}
      send={({ reason }, headers) =>
        body(
          api.POST('/api/whistles/{id}/tasks/{taskId}/withdraw', {
            ...of(props),
            headers,
            body: { reason: reason ?? null },
          }),
        )
      }
      told="didWithdraw"
      submit="withdraw"
      onDone={onDone}
    >
      {() => <WordsField name="reason" label={say('reason')} />}
    </ChangeForm>
  )
}

/** Which item of the checklist a task answers. */
export function LinkForm(props: TaskFormProps) {
  const say = useWords()
  const { page, task, onDone } = props
  return (
    <ChangeForm<{ finding?: number | null }>
      page={page}
      name={`${task.id} link`}
      initial={{ finding: task.finding ?? null }}
      send={({ finding }, headers) =>
        body(
          api.POST('/api/whistles/{id}/tasks/{taskId}/finding', {
            ...of(props),
            headers,
            body: { finding: finding ?? null },
          }),
        )
      }
      told="didLink"
      submit="save"
      onDone={onDone}
    >
      {() => (
        <Form.Item name="finding" label={say('answersFinding')}>
          <FindingField page={page} />
        </Form.Item>
      )}
    </ChangeForm>
  )
}

type Consent = Sent<'/api/whistles/{id}/tasks/{taskId}/consent'>

/** Who consents, and before whom. */
export function ConsentForm(props: TaskFormProps) {
  const say = useWords()
  const { page, task, onDone } = props
  const needed = [{ required: true, whitespace: true, message: say('fieldMissing') }]
  return (
    <ChangeForm<Consent>
      page={page}
      name={`${task.id} consent`}
      initial={{ medium: 'inPerson', at: asLocal(now()) }}
      send={(typed, headers) =>
        body(
          api.POST('/api/whistles/{id}/tasks/{taskId}/consent', {
            ...of(props),
            headers,
            body: { ...typed, at: typed.at ? fromLocal(typed.at) : null },
          }),
        )
      }
      told="didConsent"
      submit="consent"
      onDone={onDone}
    >
      {() => (
        <>
          <div className="form-pair">
            <Form.Item name="who" label={say('who')} rules={needed}>
              <Input autoComplete="off" maxLength={60} />
            </Form.Item>
            <Form.Item name="relationToOwner" label={say('relation')} rules={needed}>
              <Input autoComplete="off" placeholder={say('relationHint')} maxLength={60} />
            </Form.Item>
            <Form.Item name="witness" label={say('witness')} rules={needed}>
              <Input autoComplete="off" maxLength={60} />
            </Form.Item>
            <Form.Item name="at" label={say('consentAt')}>
              <Input type="datetime-local" />
            </Form.Item>
          </div>
          <Form.Item name="medium" label={say('medium')}>
            <Radio.Group options={media.map((value) => ({ value, label: say(`medium.${value}`) }))} />
          </Form.Item>
        </>
      )}
    </ChangeForm>
  )
}

/** Who consented, in full, against a purpose. */
export function RevealForm(props: TaskFormProps) {
  const say = useWords()
  const reveal = useMutation({
    mutationFn: ({ purpose }: { purpose: string }) =>
      body(api.POST('/api/whistles/{id}/tasks/{taskId}/consent/reveal', { ...of(props), body: { purpose } })),
  })
  if (reveal.data)
    return (
      <p>
        {say('consentBy', {
          who: reveal.data.who,
          relation: reveal.data.relationToOwner,
          medium: say(`medium.${reveal.data.medium}`),
          witness: reveal.data.witness,
        })}{' '}
        <Moment at={reveal.data.at} />
      </p>
    )
  return (
    <Form
      layout="vertical"
      requiredMark={false}
      className="rule-form"
      onFinish={(typed: { purpose: string }) => reveal.mutate(typed)}
    >
      <Fault error={reveal.error} />
      <Form.Item
        name="purpose"
        label={say('purpose')}
        extra={say('purposeHint')}
        rules={[{ required: true, whitespace: true, min: 4, message: say('purposeHint') }]}
      >
        <Input maxLength={200} />
      </Form.Item>
      <div className="form-keys">
        <Button type="primary" htmlType="submit" loading={reveal.isPending}>
          {say('reveal')}
        </Button>
        <Button onClick={props.onDone}>{say('cancel')}</Button>
      </div>
    </Form>
  )
}
