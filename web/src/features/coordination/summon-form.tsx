import { Button, Form, Input } from 'antd'
import { useState } from 'react'
import { api, body } from '@/shared/api/client'
import { asLocal, fromLocal } from '@/shared/time/civil-time'
import { now } from '@/shared/time/now'
import { useDraft } from '@/shared/ui/draft'
import { Fault } from './fault'
import { UnitField } from './units-field'
import { useChange, type WhistlePage } from './whistle'
import { useWords } from './words'

interface Typed {
  unitId?: string
  reportBy: string
  reason?: string
}

const fresh = (): Typed => ({ reportBy: asLocal(new Date(now().getTime() + 60 * 60_000)) })

/** Calls one more unit to a whistle that runs. */
export function SummonForm({ page }: { page: WhistlePage }) {
  const say = useWords()
  const [open, setOpen] = useState(false)
  if (!page.possible.summon) return null
  return open ? (
    <Fields page={page} onDone={() => setOpen(false)} />
  ) : (
    <div className="form-keys">
      <Button onClick={() => setOpen(true)}>{say('summon')}</Button>
    </div>
  )
}

function Fields({ page, onDone }: { page: WhistlePage; onDone: () => void }) {
  const say = useWords()
  const [draft, keep, drop] = useDraft<Typed>(`${page.id} summon`, fresh())
  const summon = useChange(
    page,
    ({ unitId = '', reportBy, reason }: Typed, headers) =>
      body(
        api.POST('/api/whistles/{id}/units', {
          params: { path: { id: page.id } },
          headers,
          body: { unitId, reportBy: fromLocal(reportBy), reason: reason ?? null },
        }),
      ),
    say('didSummon'),
    () => {
      drop()
      onDone()
    },
  )
  return (
    <Form<Typed>
      layout="vertical"
      requiredMark={false}
      className="rule-form"
      aria-label={say('summon')}
      initialValues={draft}
      onValuesChange={(_, all) => keep(all)}
      onFinish={(typed) => summon.mutate(typed)}
    >
      <Fault error={summon.error} />
      <div className="form-pair">
        <Form.Item
          name="unitId"
          label={say('summonUnit')}
          rules={[{ required: true, message: say('summonUnitMissing') }]}
        >
          <UnitField />
        </Form.Item>
        <Form.Item
          name="reportBy"
          label={say('reportBy')}
          rules={[{ required: true, message: say('timeMissing') }]}
        >
          <Input type="datetime-local" />
        </Form.Item>
      </div>
      <Form.Item
        name="reason"
        label={say('summonReason')}
        rules={[{ required: true, whitespace: true, min: 4, message: say('reasonMissing') }]}
      >
        <Input.TextArea className="growing" rows={2} maxLength={2000} />
      </Form.Item>
      <div className="form-keys">
        <Button type="primary" htmlType="submit" loading={summon.isPending}>
          {say('summon')}
        </Button>
        <Button onClick={onDone}>{say('cancel')}</Button>
      </div>
    </Form>
  )
}
