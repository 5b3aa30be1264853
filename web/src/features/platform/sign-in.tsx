import { Alert, Button, Form, Input } from 'antd'
import { tell } from '@/shared/api/problem'
import { canUsePasskeys } from '@/shared/session/passkey'
import { usePasskeySignIn, useSignIn, wantsCode } from '@/shared/session/session'
import { LanguageSwitch } from '@/shared/ui/language-switch'
import { useWords } from './words'

interface Typed {
  login: string
  password: string
  code?: string
}

/** The door of the desk. A refusal keeps the login and says what to do; a right password may ask for a code. */
export function SignIn() {
  const say = useWords()
  const [form] = Form.useForm<Typed>()
  const signIn = useSignIn()
  const passkey = usePasskeySignIn()
  const asksCode = wantsCode(signIn.error)
  const error = passkey.error ?? signIn.error
  const said = error instanceof DOMException ? say('passkeyCancelled') : error && tell(error)
  const submit = ({ code, ...who }: Typed) => {
    passkey.reset()
    signIn.mutate(code?.trim() ? { ...who, code: code.trim() } : who, {
      onError: (refused) => form.resetFields(wantsCode(refused) ? ['code'] : ['password', 'code']),
    })
  }
  return (
    <main className="door">
      <div className="door-card">
        <h1>{say('product')}</h1>
        <p>{say('purpose')}</p>
        <Form form={form} layout="vertical" requiredMark={false} onFinish={submit}>
          {said && (
            <Alert
              type={asksCode && !passkey.error ? 'warning' : 'error'}
              showIcon
              title={said}
              className="form-alert"
            />
          )}
          <div hidden={asksCode}>
            <Form.Item
              name="login"
              label={say('login')}
              rules={[{ required: true, message: say('loginMissing') }]}
            >
              <Input autoComplete="username" autoFocus />
            </Form.Item>
            <Form.Item
              name="password"
              label={say('password')}
              rules={[{ required: true, message: say('passwordMissing') }]}
            >
              <Input.Password autoComplete="current-password" />
            </Form.Item>
          </div>
          {asksCode && (
            <Form.Item
              name="code"
              label={say('code')}
              extra={say('codeHint')}
              rules={[{ required: true, whitespace: true, message: say('codeMissing') }]}
            >
              <Input autoComplete="one-time-code" autoFocus maxLength={20} />
            </Form.Item>
          )}
          <Button type="primary" htmlType="submit" block loading={signIn.isPending}>
            {say('signIn')}
          </Button>
        </Form>
        {canUsePasskeys() && (
          <Button block className="door-other" loading={passkey.isPending} onClick={() => passkey.mutate()}>
            {say('passkeySignIn')}
          </Button>
        )}
        <div className="door-foot">
          <LanguageSwitch className="text-button" />
          {asksCode && (
            <Button
              type="text"
              size="small"
              onClick={() => {
                signIn.reset()
                form.resetFields()
              }}
            >
              {say('otherLogin')}
            </Button>
          )}
        </div>
      </div>
    </main>
  )
}
