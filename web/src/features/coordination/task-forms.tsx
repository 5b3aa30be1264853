import { useMutation } from '@tanstack/react-query'
import { Button, Form, Input, Radio } from 'antd'
import { api, body } from '@/shared/api/client'
import type { Sent } from '@/shared/api/types'
import { arrived, type Photo, PhotoPicker, stillSending } from '@/shared/photos/photo-picker'
import { asLocal, fromLocal } from '@/shared/time/civil-time'
import { now } from '@/shared/time/now'
import { Moment } from '@/shared/time/time-left'
import { useDraft } from '@/shared/ui/draft'
import { Fault } from './fault'
import { type Task, useChange, type WhistlePage } from './whistle'
import { useWords } from './words'

export interface TaskFormProps {
  page: WhistlePage
  task: Task
  onDone: () => void
}

const none: readonly Photo[] = []
const media = ['inPerson', 'phone', 'video', 'written'] as const
const of = ({ page, task }: TaskFormProps) => ({ params: { path: { id: page.id, taskId: task.id } } })

/** The owner says that it is done, with the proof that was asked for. */
export function DoneForm(props: TaskFormProps) {
  const say = useWords()
  const { task, onDone } = props
  const [draft, keep, drop] = useDraft<{ note?: string }>(`${task.id} done`, {})
  const [photos, setPhotos, dropPhotos] = useDraft(`${task.id} done photos`, none)
  const done = useChange(
    props.page,
    ({ note }: { note?: string }, headers) =>
      body(
        api.POST('/api/whistles/{id}/tasks/{taskId}/done', {
          ...of(props),
          headers,
          body: { note: note ?? null, attachments: arrived(photos) },
        }),
      ),
    say('didDone'),
    () => {
      drop()
      dropPhotos()
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
      onFinish={(typed) => done.mutate(typed)}
    >
      <Fault error={done.error} />
      <Form.Item
        name="note"
        label={say('doneNote')}
        rules={
          task.proof === 'text'
            ? [{ required: true, whitespace: true, min: 4, message: say('reasonMissing') }]
            : []
        }
      >
        <Input.TextArea className="growing" rows={3} maxLength={2000} />
      </Form.Item>
      <PhotoPicker label={say('donePhotos')} photos={photos} onChange={setPhotos} />
      <Keys
        word="done"
        pending={done.isPending}
        disabled={stillSending(photos) || (task.proof === 'photo' && photos.length === 0)}
        onCancel={onDone}
      />
    </Form>
  )
}

/** Somebody of the caller's side looks. */
export function VerifyForm(props: TaskFormProps) {
  const say = useWords()
  const { task, onDone } = props
  const [draft, keep, drop] = useDraft<{ passed: boolean; note?: string }>(`${task.id} verify`, {
    passed: true,
  })
  const verify = useChange(
    props.page,
    ({ passed, note }: { passed: boolean; note?: string }, headers) =>
      body(
        api.POST('/api/whistles/{id}/tasks/{taskId}/verify', {
          ...of(props),
          headers,
          body: { passed, note: note ?? null },
        }),
      ),
    say('didVerify'),
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
      onFinish={(typed) => verify.mutate(typed)}
    >
      <Fault error={verify.error} />
      <Form.Item name="passed" label={say('verifyQuestion')}>
        <Radio.Group
          options={[
            { value: true, label: say('passed') },
            { value: false, label: say('notPassed') },
          ]}
        />
      </Form.Item>
      <Form.Item
        name="note"
        label={say('note')}
        rules={
          draft.passed ? [] : [{ required: true, whitespace: true, min: 4, message: say('reasonMissing') }]
        }
      >
        <Input.TextArea className="growing" rows={2} maxLength={2000} />
      </Form.Item>
      <Keys word="save" pending={verify.isPending} onCancel={onDone} />
    </Form>
  )
}

/** An open task is taken back. */
export function WithdrawForm(props: TaskFormProps) {
  const say = useWords()
  const { task, onDone } = props
  const [draft, keep, drop] = useDraft<{ reason?: string }>(`${task.id} withdraw`, {})
  const withdraw = useChange(
    props.page,
    ({ reason }: { reason?: string }, headers) =>
      body(
        api.POST('/api/whistles/{id}/tasks/{taskId}/withdraw', {
          ...of(props),
          headers,
          body: { reason: reason ?? null },
        }),
      ),
    say('didWithdraw'),
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
      onFinish={(typed) => withdraw.mutate(typed)}
    >
      <Fault error={withdraw.error} />
      <Form.Item
        name="reason"
        label={say('reason')}
        rules={[{ required: true, whitespace: true, min: 4, message: say('reasonMissing') }]}
      >
        <Input.TextArea className="growing" rows={2} maxLength={2000} />
      </Form.Item>
      <Keys word="withdraw" pending={withdraw.isPending} onCancel={onDone} />
    </Form>
  )
}

type Consent = Sent<'/api/whistles/{id}/tasks/{taskId}/consent'>

/** Who consents, and before whom. */
export function ConsentForm(props: TaskFormProps) {
  const say = useWords()
  const { task, onDone } = props
  const [draft, keep, drop] = useDraft<Partial<Consent>>(`${task.id} consent`, {
    medium: 'inPerson',
    at: asLocal(now()),
  })
  const consent = useChange(
    props.page,
    (typed: Consent, headers) =>
      body(
        api.POST('/api/whistles/{id}/tasks/{taskId}/consent', {
          ...of(props),
          headers,
          body: { ...typed, at: typed.at ? fromLocal(typed.at) : null },
        }),
      ),
    say('didConsent'),
    () => {
      drop()
      onDone()
    },
  )
  const needed = [{ required: true, whitespace: true, message: say('fieldMissing') }]
  return (
    <Form<Consent>
      layout="vertical"
      requiredMark={false}
      className="rule-form"
      initialValues={draft}
      onValuesChange={(_, all) => keep(all)}
      onFinish={(typed) => consent.mutate(typed)}
    >
      <Fault error={consent.error} />
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
      <Keys word="consent" pending={consent.isPending} onCancel={onDone} />
    </Form>
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
      <Keys word="reveal" pending={reveal.isPending} onCancel={props.onDone} />
    </Form>
  )
}

interface KeysProps {
  word: 'done' | 'save' | 'withdraw' | 'consent' | 'reveal'
  pending: boolean
  disabled?: boolean
  onCancel: () => void
}

function Keys({ word, pending, disabled = false, onCancel }: KeysProps) {
  const say = useWords()
  return (
    <div className="form-keys">
      <Button type="primary" htmlType="submit" loading={pending} disabled={disabled}>
        {say(word)}
      </Button>
      <Button onClick={onCancel}>{say('cancel')}</Button>
    </div>
  )
}
