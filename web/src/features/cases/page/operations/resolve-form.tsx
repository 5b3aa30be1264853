import { Form, Radio } from 'antd'
import { api, body } from '@/shared/api/client'
import type { Sent } from '@/shared/api/types'
import { useTerms } from '@/shared/terms'
import { useWords } from '../../words'
import { LineField, TextField } from './fields'
import type { OperationFormProps } from './form'
import { MeasuredFields } from './measured-fields'
import { PlainForm } from './plain-form'

type Typed = Omit<Sent<'/api/cases/{id}/resolve'>, 'attachments'>

const outcomes = ['solved', 'explained', 'meetsStandard', 'notPossible'] as const

export function ResolveForm(props: OperationFormProps) {
  const say = useWords()
  const term = useTerms()
  return (
    <PlainForm<Typed>
      {...props}
      name="resolve"
      send={({ measured, ...typed }, headers, id, attachments) =>
        body(
          api.POST('/api/cases/{id}/resolve', {
            params: { path: { id } },
            headers,
            body: { ...typed, ...(measured?.length && { measured }), attachments },
          }),
        )
      }
      photos="addPhotos"
      told="didResolve"
      submit="report"
    >
      {({ outcome }) => (
        <>
          <Form.Item
            name="outcome"
            label={say('outcome')}
            rules={[{ required: true, message: say('outcomeMissing') }]}
          >
            <Radio.Group options={outcomes.map((value) => ({ value, label: term(`outcome.${value}`) }))} />
          </Form.Item>
          <TextField name="answer" label="answer" missing="answerMissing" hint="answerHint" rows={3} />
          {outcome === 'notPossible' && (
            <LineField name="ground" label="ground" missing="groundMissing" hint="groundHint" />
          )}
          <MeasuredFields />
        </>
      )}
    </PlainForm>
  )
}
