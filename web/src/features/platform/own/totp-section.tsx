import { Alert, App, Button, Form, Input } from 'antd'
import { useState } from 'react'
import { tell } from '@/shared/api/problem'
import type { Taken } from '@/shared/api/types'
import { useConfirmTotp, useEnrolTotp, useRefresh, useRemoveTotp } from './security'
import { useWords } from './words'

type Secret = Taken<'/api/session/totp'>

/** One-time codes: off, being turned on in two steps, or on. */
export function TotpSection({ hasTotp, codesLeft }: { hasTotp: boolean; codesLeft: number }) {
  const say = useWords()
  const { message } = App.useApp()
  const [asked, setAsked] = useState(false)
  const enrol = useEnrolTotp()
  const remove = useRemoveTotp()
  const secret = enrol.data
  const close = () => {
    setAsked(false)
    enrol.reset()
    remove.reset()
  }
  return (
    <section className="own-part" aria-labelledby="totp">
      <h2 id="totp">{say('totp')}</h2>
      <p className="soft">{say('totpIntro')}</p>
      {secret ? (
        <Confirm secret={secret} onDone={close} />
      ) : (
        <>
          <p>{hasTotp ? say('totpOn', { count: codesLeft }) : say('totpOff')}</p>
          {asked ? (
            <PasswordForm
              error={enrol.error ?? remove.error}
              busy={enrol.isPending || remove.isPending}
              word={say(hasTotp ? 'totpRemove' : 'totpEnrol')}
              onCancel={close}
              onFinish={(typed) =>
                hasTotp
                  ? remove.mutate(typed, {
                      onSuccess: () => {
                        close()
                        void message.success(say('done'))
                      },
                    })
                  : enrol.mutate(typed)
              }
            />
          ) : (
            <Button onClick={() => setAsked(true)}>{say(hasTotp ? 'totpRemove' : 'totpEnrol')}</Button>
          )}
        </>
      )}
    </section>
  )
}

interface PasswordFormProps {
  error: Error | null
  busy: boolean
  word: string
  onFinish: (typed: { password: string }) => void
  onCancel: () => void
}

function PasswordForm({ error, busy, word, onFinish, onCancel }: PasswordFormProps) {
  const say = useWords()
  return (
    <Form<{ password: string }>
      layout="vertical"
      requiredMark={false}
      className="rule-form"
      onFinish={onFinish}
    >
      {error && <Alert type="error" showIcon title={tell(error)} className="form-alert" />}
      <Form.Item
        name="password"
        label={say('password')}
        rules={[{ required: true, message: say('passwordMissing') }]}
      >
        <Input.Password autoComplete="current-password" autoFocus />
      </Form.Item>
      <div className="form-keys">
        <Button type="primary" htmlType="submit" loading={busy}>
          {word}
        </Button>
        <Button onClick={onCancel}>{say('cancel')}</Button>
      </div>
    </Form>
  )
}

/** The second step: the app knows the secret and shows a code; then the recovery codes, once. */
function Confirm({ secret, onDone }: { secret: Secret; onDone: () => void }) {
  const say = useWords()
  const { message } = App.useApp()
  const confirm = useConfirmTotp()
  const refresh = useRefresh()
  const codes = confirm.data?.recoveryCodes.map(String)
  if (codes)
    return (
      <div className="rule-form">
        <h3>{say('recoveryCodes')}</h3>
        <p>{say('recoveryNote')}</p>
        <ul className="recovery-codes">
          {codes.map((code) => (
            <li key={code}>{code}</li>
          ))}
        </ul>
        <div className="form-keys">
          <Button
            type="primary"
            onClick={() => {
              onDone()
              void refresh()
            }}
          >
            {say('recoveryKept')}
          </Button>
          {navigator.clipboard && (
            <Button
              onClick={() =>
                void navigator.clipboard
                  .writeText(codes.join('\n'))
                  .then(() => message.success(say('copied')))
              }
            >
              {say('copy')}
            </Button>
          )}
          <Button onClick={() => window.print()}>{say('print')}</Button>
        </div>
      </div>
    )
  const { size, path } = secret.qr
  return (
    <Form<{ code: string }>
      layout="vertical"
      requiredMark={false}
      className="rule-form"
      onFinish={({ code }) => confirm.mutate({ code: code.trim() })}
    >
      <p>{say('totpScan')}</p>
      <svg className="qr" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={say('totpPicture')}>
        <path d={path} />
      </svg>
      <p>
        {say('totpSecret')} <code className="secret">{secret.secret.match(/.{1,4}/g)?.join(' ')}</code>
      </p>
      {confirm.error && <Alert type="error" showIcon title={tell(confirm.error)} className="form-alert" />}
      <Form.Item
        name="code"
        label={say('code')}
        rules={[{ required: true, whitespace: true, message: say('codeMissing') }]}
      >
        <Input autoComplete="one-time-code" inputMode="numeric" maxLength={10} autoFocus />
      </Form.Item>
      <div className="form-keys">
        <Button type="primary" htmlType="submit" loading={confirm.isPending}>
          {say('confirm')}
        </Button>
        <Button onClick={onDone}>{say('cancel')}</Button>
      </div>
    </Form>
  )
}
