import { Form, Radio, Select } from 'antd'
import { api, body } from '@/shared/api/client'
import type { Sent } from '@/shared/api/types'
import { useWords } from '../../words'
import { LineField, TextField } from './fields'
import type { OperationFormProps } from './form'
import { PlainForm } from './plain-form'

type Path = Sent<'/api/cases/{id}/legal-path'>
type Decline = Sent<'/api/cases/{id}/decline'>
type Praise = Sent<'/api/cases/{id}/praise'>
type Verdict = Sent<'/api/cases/{id}/abuse'>

const paths = [
  'litigation',
  'arbitration',
  'review',
  'petition',
  'discipline',
  'statutory',
  'market',
] as const satisfies readonly Path['path'][]

/** What the law gives to another procedure is told, and closed with it. */
export function LegalPathForm(props: OperationFormProps) {
  const say = useWords()
  return (
    <PlainForm<Path>
      {...props}
      name="legal path"
      told="didTellPath"
      submit="tellLegalPath"
      send={(typed, headers, id) =>
        body(api.POST('/api/cases/{id}/legal-path', { params: { path: { id } }, headers, body: typed }))
      }
    >
      {() => (
        <>
          <p className="soft">{say('legalNote')}</p>
          <Form.Item
            name="path"
            label={say('legalPath')}
            rules={[{ required: true, message: say('legalPathMissing') }]}
          >
            <Select options={paths.map((value) => ({ value, label: say(`path.${value}`) }))} />
          </Form.Item>
          <TextField
            name="answer"
            label="legalAnswer"
            missing="answerMissing"
            hint="legalAnswerHint"
            rows={3}
          />
        </>
      )}
    </PlainForm>
  )
}

/** An inspector found nothing of it: the requester is told, and it is closed with that. */
export function DeclineForm(props: OperationFormProps) {
  const say = useWords()
  return (
    <PlainForm<Decline>
      {...props}
      name="decline"
      told="didDecline"
      submit="declineRequest"
      send={(typed, headers, id) =>
        body(api.POST('/api/cases/{id}/decline', { params: { path: { id } }, headers, body: typed }))
      }
    >
      {() => (
        <>
          <p className="soft">{say('declineNote')}</p>
          <TextField
            name="answer"
            label="declineAnswer"
            missing="answerMissing"
            hint="declineHint"
            rows={3}
          />
        </>
      )}
    </PlainForm>
  )
}

/** Thanks are passed on, and closed with it. */
export function PraiseForm(props: OperationFormProps) {
  return (
    <PlainForm<Praise>
      {...props}
      name="praise"
      told="didAcceptPraise"
      submit="acceptPraise"
      send={({ of, note }, headers, id) =>
        body(
          api.POST('/api/cases/{id}/praise', {
            params: { path: { id } },
            headers,
            body: { ...(of?.trim() && { of: of.trim() }), ...(note?.trim() && { note }) },
          }),
        )
      }
    >
      {() => (
        <>
          <LineField name="of" label="praiseOf" hint="praiseOfHint" />
          <TextField name="note" label="praiseNote" />
        </>
      )}
    </PlainForm>
  )
}

/** A rule only suspects; whether somebody abuses the line a person says. */
export function AbuseForm(props: OperationFormProps) {
  const say = useWords()
  return (
    <PlainForm<Verdict>
      {...props}
      name="abuse"
      told="didJudgeAbuse"
      submit="save"
      send={(typed, headers, id) =>
        body(api.POST('/api/cases/{id}/abuse', { params: { path: { id } }, headers, body: typed }))
      }
    >
      {() => (
        <>
          <Form.Item
            name="confirmed"
            label={say('abuseQuestion')}
            extra={say('abuseNote')}
            rules={[{ required: true, message: say('verdictMissing') }]}
          >
            <Radio.Group
              options={[
                { value: true, label: say('abuseYes') },
                { value: false, label: say('abuseNo') },
              ]}
            />
          </Form.Item>
          <TextField name="reason" label="abuseReason" missing="reasonNeeded" />
        </>
      )}
    </PlainForm>
  )
}
