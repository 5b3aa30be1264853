import { Button, Form, Input, TreeSelect } from 'antd'
import { useState } from 'react'
import { api, body } from '@/shared/api/client'
import { useUnits } from '@/shared/reference/reference'
import { unitTree } from '@/shared/reference/trees'
import { Moment } from '@/shared/time/time-left'
import { useDraft } from '@/shared/ui/draft'
import { Fault } from '@/shared/ui/fault'
import { type PlanPage, usePlanChange } from './plan'
import { useWords } from './words'

/** Those whom a plan concerns, and what they tell each other. */
export function Group({ page }: { page: PlanPage }) {
  const say = useWords()
  const { members, posts, mayPost } = page.group
  return (
    <section className="plan-group" aria-labelledby="plan-group">
      <h2 id="plan-group">{say('group')}</h2>
      <p className="soft">{say('groupMeans')}</p>
      <p>
        {[page.unit, ...members].map(({ id, name }) => (
          <span key={id} className="mark quiet">
            {name}
          </span>
        ))}
      </p>
      {page.mayPlan && <Members page={page} />}
      {posts.length > 0 && (
        <ol className="bare plan-posts">
          {posts.map(({ no, at, by, unit, text }) => (
            <li key={no}>
              <span className="soft">
                {by} · {unit.name} · <Moment at={at} />
              </span>
              <p className="as-typed">{text}</p>
            </li>
          ))}
        </ol>
      )}
      {mayPost && <Post page={page} />}
    </section>
  )
}

function Members({ page }: { page: PlanPage }) {
  const say = useWords()
  const units = useUnits()
  const [open, setOpen] = useState(false)
  const change = usePlanChange(
    (asked: string[]) =>
      body(
        api.PUT('/api/patrol/plans/{id}/members', {
          params: { path: { id: page.id } },
          body: { units: asked },
        }),
      ),
    say('didAsk'),
    () => setOpen(false),
  )
  if (!open) return <Button onClick={() => setOpen(true)}>{say('members')}</Button>
  return (
    <Form<{ units: string[] }>
      layout="vertical"
      requiredMark={false}
      className="rule-form"
      initialValues={{ units: page.group.members.map(({ id }) => id) }}
      onFinish={({ units: asked }) => change.mutate(asked)}
    >
      <Fault error={change.error} />
      <Form.Item name="units" label={say('members')} extra={say('membersHint')}>
        <TreeSelect
          multiple
          allowClear
          showSearch={{ treeNodeFilterProp: 'title' }}
          treeData={unitTree(units.data ?? [])}
        />
      </Form.Item>
      <div className="form-keys">
        <Button type="primary" htmlType="submit" loading={change.isPending}>
          {say('membersDo')}
        </Button>
        <Button onClick={() => setOpen(false)}>{say('cancel')}</Button>
      </div>
    </Form>
  )
}

function Post({ page }: { page: PlanPage }) {
  const say = useWords()
  const [form] = Form.useForm<{ text?: string }>()
  const [draft, keep, drop] = useDraft<{ text?: string }>(`${page.id} post`, {})
  const post = usePlanChange(
    ({ text }: { text?: string }) =>
      body(
        api.POST('/api/patrol/plans/{id}/posts', {
          params: { path: { id: page.id } },
          body: { text: text ?? null },
        }),
      ),
    say('didPost'),
    () => {
      drop()
      form.resetFields()
      form.setFieldsValue({ text: '' })
    },
  )
  return (
    <Form<{ text?: string }>
      form={form}
      layout="vertical"
      requiredMark={false}
      className="rule-form"
      initialValues={draft}
      onValuesChange={(_, all) => keep(all)}
      onFinish={(typed) => post.mutate(typed)}
    >
      <Fault error={post.error} />
      <Form.Item
        name="text"
        label={say('post')}
        rules={[{ required: true, whitespace: true, message: say('postMissing') }]}
      >
        <Input.TextArea className="growing" rows={2} maxLength={1000} />
      </Form.Item>
      <Button htmlType="submit" loading={post.isPending}>
        {say('postDo')}
      </Button>
    </Form>
  )
}
