import { Form, Radio } from 'antd'
import { api, body } from '@/shared/api/client'
import type { Sent } from '@/shared/api/types'
import { useTerms } from '@/shared/terms'
import { useWords } from '../../words'
import { TextField } from './fields'
import type { OperationFormProps } from './form'
import { PlainForm } from './plain-form'

type Control = Sent<'/api/cases/{id}/control'>

const degrees = ['solved', 'partly', 'not'] as const
const contents = ['satisfied', 'basicallySatisfied', 'dissatisfied'] as const

/** The questions of the first call-back once more, by somebody else. */
export function ControlForm(props: OperationFormProps) {
  const say = useWords()
  const term = useTerms()
  const answered = [{ required: true, message: say('answersMissing') }]
  return (
    <PlainForm<Control>
      {...props}
      name="control"
      told="didControl"
      submit="save"
      send={(typed, headers, id) =>
        body(api.POST('/api/cases/{id}/control', { params: { path: { id } }, headers, body: typed }))
      }
    >
      {({ reached, solved }) => (
        <>
          <p className="soft">{say('controlNote')}</p>
          <Form.Item name="reached" label={say('callReached')} rules={answered}>
            <Radio.Group
              options={[
                { value: true, label: say('callReachedYes') },
                { value: false, label: say('callReachedNo') },
              ]}
            />
          </Form.Item>
          {reached && (
            <>
              <Form.Item name="solved" label={say('solvedQuestion')} rules={answered}>
                <Radio.Group options={degrees.map((value) => ({ value, label: term(`solved.${value}`) }))} />
              </Form.Item>
              <Form.Item name="satisfied" label={say('satisfiedQuestion')} rules={answered}>
                <Radio.Group
                  options={contents.map((value) => ({ value, label: term(`satisfied.${value}`) }))}
                />
              </Form.Item>
            </>
          )}
          {reached && solved && solved !== 'solved' ? (
            <TextField name="note" label="whyNot" missing="reasonMissing" />
          ) : (
            reached !== undefined && <TextField name="note" label="followUpNote" />
          )}
        </>
      )}
    </PlainForm>
  )
}
