import { Form, Radio } from 'antd'
import { api, body } from '@/shared/api/client'
import type { Sent } from '@/shared/api/types'
import { civil } from '@/shared/time/civil-input'
import { useWords } from '../../words'
import { MomentField, TextField, UnitField, UnitsField } from './fields'
import type { OperationFormProps } from './form'
import { PlainForm } from './plain-form'
import { PromiseFields, promised, type TypedPromise } from './promise-fields'

type Return = Omit<Sent<'/api/cases/{id}/return'>, 'attachments'>
type Time = Sent<'/api/cases/{id}/extension'>
type Verdict = Sent<'/api/cases/{id}/return/judge'>
type Ruling = Sent<'/api/cases/{id}/return/rule'>
type Given = Sent<'/api/cases/{id}/return/give-back'>
type Judgement = Sent<'/api/cases/{id}/ask/judge'>

export function ReturnForm(props: OperationFormProps) {
  const say = useWords()
  return (
    <PlainForm<Return>
      {...props}
      name="return"
      told="didAsk"
      submit="askReturn"
      photos="returnProof"
      send={(typed, headers, id, attachments) =>
        body(
          api.POST('/api/cases/{id}/return', {
            params: { path: { id } },
            headers,
            body: { ...typed, attachments },
          }),
        )
      }
    >
      {() => (
        <>
          <p className="soft">{say('returnNote')}</p>
          <TextField name="reason" label="returnReason" missing="reasonNeeded" />
          <TextField name="document" label="returnDocument" hint="returnDocumentHint" />
          <UnitField name="suggests" label="returnSuggests" />
        </>
      )}
    </PlainForm>
  )
}

/** What the requester is told goes out with the request. */
function TimeFields({ until }: { until: 'extensionUntil' | 'suspensionUntil' }) {
  return (
    <>
      <MomentField name="until" label={until} missing="untilMissing" />
      <TextField
        name="reason"
        label={until === 'extensionUntil' ? 'extensionReason' : 'suspensionPlan'}
        missing="reasonNeeded"
      />
      <TextField name="interim" label="interim" hint="interimHint" />
    </>
  )
}

export function ExtensionForm(props: OperationFormProps) {
  return (
    <PlainForm<Time>
      {...props}
      name="extension"
      told="didAsk"
      submit="askExtension"
      send={({ until, ...typed }, headers, id) =>
        body(
          api.POST('/api/cases/{id}/extension', {
            params: { path: { id } },
            headers,
            body: { ...typed, until: civil(until) },
          }),
        )
      }
    >
      {() => <TimeFields until="extensionUntil" />}
    </PlainForm>
  )
}

export function SuspensionForm(props: OperationFormProps) {
  return (
    <PlainForm<Omit<Time, 'plan'> & { plan?: TypedPromise[] }>
      {...props}
      name="suspension"
      told="didAsk"
      submit="askSuspension"
      send={({ until, plan, ...typed }, headers, id) =>
        body(
          api.POST('/api/cases/{id}/suspension', {
            params: { path: { id } },
            headers,
            body: { ...typed, until: civil(until), plan: promised(plan) },
          }),
        )
      }
    >
      {() => (
        <>
          <TimeFields until="suspensionUntil" />
          <PromiseFields name="plan" title="plan" add="planAdd" missing="planMissing" />
        </>
      )}
    </PlainForm>
  )
}

/** The units meet at most once about a return; what they came to goes with the verdict that follows. */
const verdicts = ['accept', 'uphold', 'convene'] as const

export function JudgeReturnForm(props: OperationFormProps) {
  const say = useWords()
  const { suggests, convenedAt } = props.page.ask ?? {}
  const suggested = suggests?.id
  const possible = verdicts.filter((verdict) => verdict !== 'convene' || !convenedAt)
  return (
    <PlainForm<Verdict>
      {...props}
      name="judge return"
      told="didJudge"
      submit="judgeReturn"
      initial={suggested ? { unitId: suggested } : {}}
      send={({ meetsAt, ...typed }, headers, id) =>
        body(
          api.POST('/api/cases/{id}/return/judge', {
            params: { path: { id } },
            headers,
            body: { ...typed, ...(meetsAt && { meetsAt: civil(meetsAt) }) },
          }),
        )
      }
    >
      {({ verdict }) => (
        <>
          <Form.Item
            name="verdict"
            label={say('verdict')}
            rules={[{ required: true, message: say('verdictMissing') }]}
          >
            <Radio.Group options={possible.map((value) => ({ value, label: say(`verdict.${value}`) }))} />
          </Form.Item>
          {verdict === 'accept' && <UnitField name="unitId" label="giveTo" missing="unitMissing" />}
          {verdict === 'convene' && (
            <>
              <UnitsField name="units" label="convenes" hint="convenesHint" missing="convenesMissing" />
              <MomentField name="meetsAt" label="meetsAt" missing="untilMissing" />
            </>
          )}
          {convenedAt && (
            <TextField name="minutes" label="minutes" hint="minutesHint" missing="reasonNeeded" />
          )}
          <TextField name="reason" label="judgeReason" missing="reasonNeeded" />
        </>
      )}
    </PlainForm>
  )
}

export function RuleForm(props: OperationFormProps) {
  return (
    <PlainForm<Ruling>
      {...props}
      name="rule"
      told="didRule"
      submit="ruleOnReturn"
      send={(typed, headers, id) =>
        body(api.POST('/api/cases/{id}/return/rule', { params: { path: { id } }, headers, body: typed }))
      }
    >
      {() => (
        <>
          <UnitField name="unitId" label="ruledUnit" missing="unitMissing" />
          <TextField name="reason" label="judgeReason" missing="reasonNeeded" />
        </>
      )}
    </PlainForm>
  )
}

/** The city decides then; until it has, the unit stays responsible. */
export function GiveBackForm(props: OperationFormProps) {
  const say = useWords()
  return (
    <PlainForm<Given>
      {...props}
      name="give back"
      told="didGiveBack"
      submit="giveBackOrder"
      send={async (typed, headers, id) => {
        const params = { path: { id } }
        await body(api.POST('/api/cases/{id}/return/give-back', { params, headers, body: typed }))
        return body(api.GET('/api/cases/{id}', { params }))
      }}
    >
      {() => (
        <>
          <p className="soft">{say('giveBackNote')}</p>
          <TextField name="reason" label="returnReason" missing="reasonNeeded" />
        </>
      )}
    </PlainForm>
  )
}

export function JudgeTimeForm(props: OperationFormProps) {
  const say = useWords()
  return (
    <PlainForm<Judgement>
      {...props}
      name="judge time"
      told="didJudge"
      submit="judgeTime"
      send={(typed, headers, id) =>
        body(api.POST('/api/cases/{id}/ask/judge', { params: { path: { id } }, headers, body: typed }))
      }
    >
      {() => (
        <>
          <Form.Item
            name="granted"
            label={say('verdict')}
            rules={[{ required: true, message: say('verdictMissing') }]}
          >
            <Radio.Group
              options={[
                { value: true, label: say('grant') },
                { value: false, label: say('refuse') },
              ]}
            />
          </Form.Item>
          <TextField name="reason" label="judgeReason" hint="refuseHint" />
        </>
      )}
    </PlainForm>
  )
}

export function ResumeForm(props: OperationFormProps) {
  const say = useWords()
  return (
    <PlainForm<object>
      {...props}
      name="resume"
      told="didResume"
      submit="resumeCase"
      send={(_, headers, id) =>
        body(api.POST('/api/cases/{id}/resume', { params: { path: { id } }, headers }))
      }
    >
      {() => <p>{say('resumeNote')}</p>}
    </PlainForm>
  )
}
