import { Checkbox, Form, Radio } from 'antd'
import { api, body } from '@/shared/api/client'
import type { Sent } from '@/shared/api/types'
import { Moment } from '@/shared/time/time-left'
import { useWords } from '../../words'
import { TextField } from './fields'
import type { OperationFormProps } from './form'
import { PlainForm } from './plain-form'

type Typed = Sent<'/api/cases/{id}/contact'>

const methods = ['phone', 'visit', 'sms', 'other'] as const
const atFirst: Partial<Typed> = { method: 'phone', reached: true }

export function ContactForm(props: OperationFormProps) {
  const say = useWords()
  const { meeting } = props.page
  return (
    <PlainForm<Typed>
      {...props}
      name="contact"
      initial={atFirst}
      send={(typed, headers, id) =>
        body(api.POST('/api/cases/{id}/contact', { params: { path: { id } }, headers, body: typed }))
      }
      told="didContact"
      submit="save"
    >
      {({ reached }) => (
        <>
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
          {!reached && meeting && meeting.tries > 0 && (
            <p className="soft">
              {say('contactTriesSoFar', { count: meeting.tries, most: meeting.mostTries })}
              {meeting.tryCountsFrom && (
                <>
                  {say('contactTryCounts')} <Moment at={meeting.tryCountsFrom} />
                </>
              )}
            </p>
          )}
          {reached && meeting?.state !== 'met' && (
            <Form.Item name="noMeeting" valuePropName="checked">
              <Checkbox>{say('noMeeting')}</Checkbox>
            </Form.Item>
          )}
          <TextField name="note" label="contactNote" missing="contactNoteMissing" />
        </>
      )}
    </PlainForm>
  )
}
