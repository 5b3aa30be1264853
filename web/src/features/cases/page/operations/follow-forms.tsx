import { Checkbox, Form, Radio } from 'antd'
import { api, body } from '@/shared/api/client'
import type { Sent } from '@/shared/api/types'
import { useWords } from '../../words'
import { TextField } from './fields'
import type { OperationFormProps } from './form'
import { PlainForm } from './plain-form'

type Progress = Sent<'/api/cases/{id}/progress'>
type Note = Sent<'/api/cases/{id}/supervise'>
type Answered = Sent<'/api/cases/{id}/supervise/answer'>
type FollowUp = Sent<'/api/cases/{id}/follow-up'>

/** What is done of what was promised is said with it. */
export function ProgressForm(props: OperationFormProps) {
  const say = useWords()
  const owed = props.page.promises.filter(({ state }) => state === 'open')
  return (
    <PlainForm<Progress>
      {...props}
      name="progress"
      told="didProgress"
      submit="reportProgress"
      send={(typed, headers, id) =>
        body(api.POST('/api/cases/{id}/progress', { params: { path: { id } }, headers, body: typed }))
      }
    >
      {() => (
        <>
          <TextField name="text" label="progressText" missing="progressMissing" hint="progressHint" />
          {owed.length > 0 && (
            <Form.Item name="kept" label={say('progressKept')}>
              <Checkbox.Group
                options={owed.map(({ key, text }) => ({ value: key, label: text ?? say('promises') }))}
              />
            </Form.Item>
          )}
        </>
      )}
    </PlainForm>
  )
}

interface TypedVerdict extends Note {
  /** Why it rests: never what the unit was to be told. */
  why?: string
}

/** Tells the unit to get on with it; of what was raised by rule, what becomes of it. */
export function SuperviseForm(props: OperationFormProps) {
  const say = useWords()
  return (
    <PlainForm<TypedVerdict>
      {...props}
      name="supervise"
      told="didSupervise"
      submit="superviseCase"
      send={({ why, ...typed }, headers, id) =>
        body(
          api.POST('/api/cases/{id}/supervise', {
            params: { path: { id } },
            headers,
            body: typed.rests ? { ...typed, note: why ?? '' } : typed,
          }),
        )
      }
    >
      {({ rests }) => (
        <>
          {props.page.awaitsLeader && (
            <Form.Item
              name="rests"
              label={say('raisedVerdict')}
              rules={[{ required: true, message: say('raisedVerdictMissing') }]}
            >
              <Radio.Group
                options={[
                  { value: false, label: say('raisedAgain') },
                  { value: true, label: say('raisedRests') },
                ]}
              />
            </Form.Item>
          )}
          {props.page.awaitsLeader && rests ? (
            <TextField key="why" name="why" label="raisedWhy" missing="reasonNeeded" />
          ) : (
            <TextField key="note" name="note" label="superviseNote" missing="reasonNeeded" />
          )}
        </>
      )}
    </PlainForm>
  )
}

/** The unit tells whoever supervises where it stands. */
export function AnswerSupervisionForm(props: OperationFormProps) {
  return (
    <PlainForm<Answered>
      {...props}
      name="answer supervision"
      told="didAnswerSupervision"
      submit="answerSupervision"
      photos="addPhotos"
      send={(typed, headers, id, attachments) =>
        body(
          api.POST('/api/cases/{id}/supervise/answer', {
            params: { path: { id } },
            headers,
            body: { ...typed, attachments },
          }),
        )
      }
    >
      {() => (
        <TextField
          name="text"
          label="supervisionAnswer"
          missing="reasonNeeded"
          hint="supervisionAnswerHint"
          rows={3}
        />
      )}
    </PlainForm>
  )
}

export function FollowUpForm(props: OperationFormProps) {
  const say = useWords()
  const answered = [{ required: true, message: say('answersMissing') }]
  return (
    <PlainForm<FollowUp>
      {...props}
      name="follow-up"
      told="didFollowUp"
      submit="save"
      send={(typed, headers, id) =>
        body(api.POST('/api/cases/{id}/follow-up', { params: { path: { id } }, headers, body: typed }))
      }
    >
      {({ reached, good }) => (
        <>
          <Form.Item name="reached" label={say('callReached')} rules={answered}>
            <Radio.Group
              options={[
                { value: true, label: say('callReachedYes') },
                { value: false, label: say('callReachedNo') },
              ]}
            />
          </Form.Item>
          {reached && (
            <Form.Item name="good" label={say('goodQuestion')} rules={answered}>
              <Radio.Group
                options={[
                  { value: true, label: say('goodYes') },
                  { value: false, label: say('goodNo') },
                ]}
              />
            </Form.Item>
          )}
          {reached &&
            (good === false ? (
              <TextField name="note" label="whyNot" missing="reasonMissing" />
            ) : (
              <TextField name="note" label="followUpNote" />
            ))}
        </>
      )}
    </PlainForm>
  )
}
