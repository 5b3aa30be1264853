import { Button, Checkbox, Form, Input } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { api, body } from '@/shared/api/client'
import { useMay } from '@/shared/session/session'
import { day } from '@/shared/time/civil-time'
import { useNow } from '@/shared/time/now'
import { useDraft } from '@/shared/ui/draft'
import { Fault } from '@/shared/ui/fault'
import { type PlanPage, usePlanChange } from './plan'
import { useWords } from './words'

/** Whether the public sees the places, and since when. */
export function PublishPlaces({ page }: { page: PlanPage }) {
  const say = useWords()
  const now = useNow()
  const may = useMay()
  const path = { params: { path: { id: page.id } } }
  const publish = usePlanChange(() => body(api.PUT('/api/patrol/plans/{id}/layer', path)), say('didPublish'))
  const withdraw = usePlanChange(
    () => body(api.DELETE('/api/patrol/plans/{id}/layer', path)),
    say('didWithdraw'),
  )
  const { layer } = page
  return (
    <section>
      <Fault error={publish.error ?? withdraw.error} />
      <p className="plan-layer">
        {layer
          ? say('layer', { version: layer.version, day: day(layer.publishedAt, now) })
          : say('notPublic')}
        {may('planPatrol') && (
          <Button loading={publish.isPending} onClick={() => publish.mutate(undefined)}>
            {say(layer ? 'publishAgain' : 'publish')}
          </Button>
        )}
        {may('planPatrol') && layer && (
          <Button loading={withdraw.isPending} onClick={() => withdraw.mutate(undefined)}>
            {say('withdraw')}
          </Button>
        )}
      </p>
    </section>
  )
}

interface Typed {
  conclusion?: string
  /** What nobody has decided of a census waits. */
  leave?: boolean
}

/** Ends a plan with what came of it. */
export function ClosePlan({ page }: { page: PlanPage }) {
  const say = useWords()
  const [open, setOpen] = useState(false)
  const [draft, keep, drop] = useDraft<Typed>(`${page.id} close`, {})
  const close = usePlanChange(
    ({ conclusion, leave }: Typed) =>
      body(
        api.POST('/api/patrol/plans/{id}/close', {
          params: { path: { id: page.id } },
          body: { conclusion: conclusion ?? null, leaveDifferences: leave ?? false },
        }),
      ),
    say('didClose'),
    drop,
  )
  if (!open)
    return (
      <div className="form-keys">
        <Button onClick={() => setOpen(true)}>{say('close')}</Button>
      </div>
    )
  return (
    <Form
      layout="vertical"
      requiredMark={false}
      className="rule-form"
      aria-label={say('close')}
      initialValues={draft}
      onValuesChange={(_, all) => keep(all)}
      onFinish={(typed: Typed) => close.mutate(typed)}
    >
      <Fault error={close.error} />
      <Form.Item
        name="conclusion"
        label={say('conclusion')}
        extra={say('closeNote')}
        rules={[{ required: true, whitespace: true, min: 4, message: say('conclusionMissing') }]}
      >
        <Input.TextArea className="growing" rows={3} maxLength={2000} />
      </Form.Item>
      {page.undecided > 0 && (
        <>
          <p>
            {say('undecided', { count: page.undecided })}{' '}
            <Link to={`/components/censuses/${page.id}`}>{say('census')}</Link>
          </p>
          <Form.Item
            name="leave"
            valuePropName="checked"
            rules={[
              {
                validator: (_, leave) =>
                  leave ? Promise.resolve() : Promise.reject(new Error(say('leaveMissing'))),
              },
            ]}
          >
            <Checkbox>{say('leave')}</Checkbox>
          </Form.Item>
        </>
      )}
      <div className="form-keys">
        <Button type="primary" htmlType="submit" loading={close.isPending}>
          {say('close')}
        </Button>
        <Button onClick={() => setOpen(false)}>{say('cancel')}</Button>
      </div>
    </Form>
  )
}
