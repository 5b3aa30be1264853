import { useMutation } from '@tanstack/react-query'
import { Alert, Button, Checkbox, Form, Input } from 'antd'
import { useState } from 'react'
import { api, body } from '@/shared/api/client'
import { Refusal } from '../page/operations/refusal'
import { useWords } from '../words'
import { ErasureCertificate } from './erasure-certificate'
import './settings.css'

interface Typed {
  number: string
  reason: string
  everywhere?: boolean
}

/** Erases a requester who asked for it. It can't be undone, so it asks twice and then says what was erased. */
export function ErasurePage() {
  const say = useWords()
  const [form] = Form.useForm<Typed>()
  const [sure, setSure] = useState(false)
  const erase = useMutation({
    mutationFn: ({ number, reason, everywhere = false }: Typed) =>
      body(api.POST('/api/erasures', { body: { number: number.trim(), reason, everywhere } })),
    onSuccess: () => form.resetFields(),
    onSettled: () => setSure(false),
  })
  if (erase.data) {
    return (
      <div className="settings-form">
        <Alert className="form-alert no-print" type="success" showIcon title={say('didErase')} />
        <ErasureCertificate certificate={erase.data.certificate} />
        <Button className="no-print" onClick={() => erase.reset()}>
          {say('eraseAnother')}
        </Button>
      </div>
    )
  }
  return (
    <Form<Typed>
      form={form}
      layout="vertical"
      requiredMark={false}
      className="settings-form"
      onFinish={(typed) => (sure ? erase.mutate(typed) : setSure(true))}
      onValuesChange={() => setSure(false)}
    >
      <p>{say('eraseNote')}</p>
      <Refusal error={erase.error} />
      <Form.Item
        name="number"
        label={say('eraseNumber')}
        rules={[{ required: true, whitespace: true, message: say('eraseNumberMissing') }]}
      >
        <Input maxLength={30} />
      </Form.Item>
      <Form.Item
        name="reason"
        label={say('eraseReason')}
        rules={[{ required: true, whitespace: true, min: 4, message: say('eraseReasonMissing') }]}
      >
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name="everywhere" valuePropName="checked">
        <Checkbox>{say('eraseEverywhere')}</Checkbox>
      </Form.Item>
      <div className="form-keys">
        <Button danger={sure} type={sure ? 'primary' : 'default'} htmlType="submit" loading={erase.isPending}>
          {say(sure ? 'eraseConfirm' : 'eraseRequester')}
        </Button>
        {sure && <Button onClick={() => setSure(false)}>{say('cancel')}</Button>}
      </div>
    </Form>
  )
}
