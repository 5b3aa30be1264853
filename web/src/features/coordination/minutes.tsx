import { Button, Checkbox, Form, Input, Select } from 'antd'
import { useState } from 'react'
import { api, body } from '@/shared/api/client'
import type { Sent } from '@/shared/api/types'
import { fromLocal } from '@/shared/time/civil-time'
import { Moment } from '@/shared/time/time-left'
import { ChangeForm } from './change-form'
import { FindingField } from './finding-field'
import { PhotoRow } from './photo-row'
import { UnitField } from './units-field'
import type { WhistlePage } from './whistle'
import { useWords } from './words'

const taskKinds = ['build', 'maintain', 'approve', 'visit', 'other'] as const
const proofs = ['none', 'text', 'photo'] as const

type Decision = NonNullable<Sent<'/api/whistles/{id}/minutes'>['decisions']>[number]

interface Typed {
  text: string
  decisions?: Partial<Decision>[]
}

/** What was said on site, and the form in which it is written down. */
export function Minutes({ page }: { page: WhistlePage }) {
  const say = useWords()
  const [open, setOpen] = useState(false)
  return (
    <section>
      <h2>{say('minutes')}</h2>
      {page.minutes.length === 0 && <p className="soft">{say('noMinutes')}</p>}
      {page.minutes.map(({ seq, at, text, photos }) => (
        <div key={seq} className="whistle-minutes">
          <p className="soft">
            <Moment at={at} />
          </p>
          <p className="case-text">{text ?? say('erased')}</p>
          <PhotoRow whistle={page.id} photos={photos} />
        </div>
      ))}
      {page.possible.minutes && !open && (
        <Button onClick={() => setOpen(true)}>{say('recordMinutes')}</Button>
      )}
      {page.possible.minutes && open && <MinutesForm page={page} onDone={() => setOpen(false)} />}
    </section>
  )
}

const toDecision = (typed: Partial<Decision>): Decision =>
  ({ ...typed, dueAt: fromLocal(typed.dueAt ?? '') }) as Decision

function MinutesForm({ page, onDone }: { page: WhistlePage; onDone: () => void }) {
  const say = useWords()
  return (
    <ChangeForm<Typed>
      page={page}
      name={`${page.id} minutes`}
      initial={{ decisions: [] }}
      send={({ text, decisions = [] }, headers, attachments) =>
        body(
          api.POST('/api/whistles/{id}/minutes', {
            params: { path: { id: page.id } },
            headers,
            body: { text, decisions: decisions.map(toDecision), attachments },
          }),
        )
      }
      photos="minutesPhoto"
      told="didMinutes"
      submit="save"
      onDone={onDone}
    >
      {() => (
        <>
          <Form.Item
            name="text"
            label={say('minutesText')}
            rules={[{ required: true, whitespace: true, min: 4, message: say('minutesMissing') }]}
          >
            <Input.TextArea className="growing" rows={5} placeholder={say('minutesHint')} maxLength={5000} />
          </Form.Item>
          <Form.List name="decisions">
            {(fields, { add, remove }) => (
              <>
                {fields.map(({ key, name }) => (
                  <DecisionFields key={key} page={page} name={name} onRemove={() => remove(name)} />
                ))}
                <Button onClick={() => add({ kind: 'build', proof: 'text' })}>{say('addDecision')}</Button>
              </>
            )}
          </Form.List>
        </>
      )}
    </ChangeForm>
  )
}

interface DecisionFieldsProps {
  page: WhistlePage
  name: number
  onRemove: () => void
}

function DecisionFields({ page, name, onRemove }: DecisionFieldsProps) {
  const say = useWords()
  const number = name + 1
  return (
    <fieldset className="form-part whistle-decision">
      <legend>{say('decision', { number })}</legend>
      <Form.Item
        name={[name, 'what']}
        label={say('what')}
        rules={[{ required: true, whitespace: true, min: 4, message: say('whatMissing') }]}
      >
        <Input maxLength={2000} />
      </Form.Item>
      <div className="form-pair">
        <Form.Item name={[name, 'kind']} label={say('taskKind')}>
          <Select options={taskKinds.map((value) => ({ value, label: say(`task.${value}`) }))} />
        </Form.Item>
        <Form.Item
          name={[name, 'unitId']}
          label={say('owner')}
          rules={[{ required: true, message: say('ownerMissing') }]}
        >
          <UnitField />
        </Form.Item>
        <Form.Item
          name={[name, 'dueAt']}
          label={say('due')}
          rules={[{ required: true, message: say('dueMissing') }]}
        >
          <Input type="datetime-local" />
        </Form.Item>
        <Form.Item name={[name, 'proof']} label={say('proof')}>
          <Select options={proofs.map((value) => ({ value, label: say(`proof.${value}`) }))} />
        </Form.Item>
        <Form.Item name={[name, 'guidedBy']} label={say('guidedBy')}>
          <UnitField />
        </Form.Item>
        <Form.Item name={[name, 'promisedBy']} label={say('promisedBy')}>
          <Input maxLength={200} />
        </Form.Item>
        {page.findings.length > 0 && (
          <Form.Item name={[name, 'finding']} label={say('answersFinding')}>
            <FindingField page={page} />
          </Form.Item>
        )}
      </div>
      <Form.Item name={[name, 'needsConsent']} valuePropName="checked">
        <Checkbox>{say('needsConsent')}</Checkbox>
      </Form.Item>
      <Button size="small" onClick={onRemove}>
        {say('removeDecision', { number })}
      </Button>
    </fieldset>
  )
}
