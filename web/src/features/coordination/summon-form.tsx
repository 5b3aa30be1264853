import { Button, Form, Input } from 'antd'
import { useState } from 'react'
import { api, body } from '@/shared/api/client'
import { asLocal, fromLocal } from '@/shared/time/civil-time'
import { now } from '@/shared/time/now'
import { ChangeForm, WordsField } from './change-form'
import { UnitField } from './units-field'
import type { WhistlePage } from './whistle'
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
  return (
    <ChangeForm<Typed>
      page={page}
      name={`${page.id} summon`}
      initial={fresh()}
      label={say('summon')}
      send={({ unitId = '', reportBy, reason }, headers) =>
        body(
          api.POST('/api/whistles/{id}/units', {
            params: { path: { id: page.id } },
            headers,
            body: { unitId, reportBy: fromLocal(reportBy), reason: reason ?? null },
          }),
        )
      }
      told="didSummon"
      submit="summon"
      onDone={onDone}
    >
      {() => (
        <>
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
          <WordsField name="reason" label={say('summonReason')} />
        </>
      )}
    </ChangeForm>
  )
}
