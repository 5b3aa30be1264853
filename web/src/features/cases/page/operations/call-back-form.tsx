import { Button, Form, Input, Radio } from 'antd'
import type { ReactNode } from 'react'
import { api, body } from '@/shared/api/client'
import type { Sent } from '@/shared/api/types'
import { useTerms } from '@/shared/terms'
import { useDraft } from '@/shared/ui/draft'
import { useWords } from '../../words'
import { useOperation } from '../case-page'
import { needsReason } from './call-back-rule'
import { draftName, type OperationFormProps } from './form'
import { Refusal } from './refusal'
import { type Asks, orderOf, Reasons, useSaid, useScript } from './script'

type Typed = Sent<'/api/cases/{id}/call-back'>

const degrees = ['solved', 'partly', 'not'] as const
const contents = ['satisfied', 'basicallySatisfied', 'dissatisfied'] as const

/** The three questions in the order and the words of the script; when nobody answered the call there is nothing to ask. */
export function CallBackForm({ page, onReload, onDone }: OperationFormProps) {
  const say = useWords()
  const term = useTerms()
  const [draft, keep, drop] = useDraft<Partial<Typed>>(draftName(page, 'call-back'), {})
  const [form] = Form.useForm<Typed>()
  const { data: script } = useScript()
  const places = { number: page.number, class: page.className, unit: page.unit.name }
  const said = useSaid(places)
  const callBack = useOperation(
    page,
    (typed: Typed, headers, id) =>
      body(
        api.POST('/api/cases/{id}/call-back', {
          params: { path: { id } },
          headers,
          body: script ? { ...typed, script: script.version } : typed,
        }),
      ),
    () => say('didCallBack'),
    () => {
      drop()
      onDone()
    },
  )
  const answered = [{ required: true, message: say('answersMissing') }]
  const toldLegalPath = page.state === 'closed' && page.timeline.some(({ kind }) => kind === 'legalPathTold')
  // Where the script can't be read, the questions are asked in our own words.
  const ask = (asks: Asks) => {
    const words = script?.script.questions.find((one) => one.asks === asks)?.words
    return words ? said(words) : say(`${asks}Question`)
  }
  const questions: Record<Asks, ReactNode> = {
    contacted: (
      <Form.Item key="contacted" name="contacted" label={ask('contacted')} rules={answered}>
        <Radio.Group
          options={[
            { value: true, label: say('yes') },
            { value: false, label: say('no') },
          ]}
        />
      </Form.Item>
    ),
    solved: (
      <Form.Item
        key="solved"
        name="solved"
        label={ask('solved')}
        extra={toldLegalPath ? undefined : say('partlyNote')}
        rules={answered}
      >
        <Radio.Group options={degrees.map((value) => ({ value, label: term(`solved.${value}`) }))} />
      </Form.Item>
    ),
    satisfied: (
      <Form.Item key="satisfied" name="satisfied" label={ask('satisfied')} rules={answered}>
        <Radio.Group options={contents.map((value) => ({ value, label: term(`satisfied.${value}`) }))} />
      </Form.Item>
    ),
  }
  const needed = needsReason(draft, toldLegalPath)
  return (
    <Form<Typed>
      form={form}
      layout="vertical"
      requiredMark={false}
      initialValues={draft}
      onValuesChange={(_, all) => keep(all)}
      onFinish={(typed) => callBack.mutate(typed)}
    >
      <Refusal error={callBack.error} onReload={onReload} />
      {script && <p className="script-said">{said(script.script.opening)}</p>}
      <Form.Item name="reached" label={say('callReached')} rules={answered}>
        <Radio.Group
          options={[
            { value: true, label: say('callReachedYes') },
            { value: false, label: say('callReachedNo') },
          ]}
        />
      </Form.Item>
      {draft.reached && (
        <>
          {orderOf(script?.script).map((asks) => questions[asks])}
          {needed && script && (
            <Reasons
              reasons={script.script.reasons}
              places={places}
              onChoose={(reason) => {
                const before = form.getFieldValue('reason') as string | undefined
                form.setFieldValue('reason', before?.trim() ? `${before.trim()} ${reason}` : reason)
                keep(form.getFieldsValue())
                void form.validateFields(['reason'])
              }}
            />
          )}
          <Form.Item
            name="reason"
            label={say('whyNot')}
            extra={needed ? undefined : say('whyNotHint')}
            rules={[{ required: needed, whitespace: true, message: say('reasonMissing') }]}
          >
            <Input.TextArea className="growing" rows={2} maxLength={2000} />
          </Form.Item>
          {script && <p className="script-said">{said(script.script.closing)}</p>}
        </>
      )}
      <div className="form-keys">
        <Button type="primary" htmlType="submit" loading={callBack.isPending}>
          {say('save')}
        </Button>
        <Button onClick={onDone}>{say('cancel')}</Button>
      </div>
    </Form>
  )
}
