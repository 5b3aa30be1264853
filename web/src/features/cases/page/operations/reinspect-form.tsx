import { Form, Radio } from 'antd'
import { api, body } from '@/shared/api/client'
import type { Sent } from '@/shared/api/types'
import { useWords } from '../../words'
import { TextField } from './fields'
import type { OperationFormProps } from './form'
import { PlainForm } from './plain-form'

type Typed = Omit<Sent<'/api/cases/{id}/reinspect'>, 'attachments'>

export function ReinspectForm(props: OperationFormProps) {
  const say = useWords()
  return (
    <PlainForm<Typed>
      {...props}
      name="reinspect"
      send={(typed, headers, id, attachments) =>
        body(
          api.POST('/api/cases/{id}/reinspect', {
            params: { path: { id } },
            headers,
            body: { ...typed, attachments },
          }),
        )
      }
      photos="addPhotos"
      told="didReinspect"
      submit="save"
    >
      {() => (
        <>
          <Form.Item
            name="passed"
            label={say('passedQuestion')}
            rules={[{ required: true, message: say('answersMissing') }]}
          >
            <Radio.Group
              options={[
                { value: true, label: say('passedYes') },
                { value: false, label: say('passedNo') },
              ]}
            />
          </Form.Item>
          <TextField name="note" label="reinspectNote" missing="noteMissing" />
        </>
      )}
    </PlainForm>
  )
}
