import { Alert, Button, Form, Input } from 'antd'
import { tell } from '@/shared/api/problem'
import { useSignIn } from '@/shared/session/session'
import { LanguageSwitch } from '@/shared/ui/language-switch'
import { useWords } from './words'

interface Typed {
  login: string
  password: string
}

/** The door of the desk. A refusal keeps the login and says what to do. */
export function SignIn() {
  const say = useWords()
  const [form] = Form.useForm<Typed>()
  const signIn = useSignIn()
  return (
    <main className="door">
      <div className="door-card">
        <h1>{say('product')}</h1>
        <p>{say('purpose')}</p>
        <Form
          form={form}
          layout="vertical"
          requiredMark={false}
          onFinish={(typed) => signIn.mutate(typed, { onError: () => form.resetFields(['password']) })}
        >
          {signIn.error && <Alert type="error" showIcon title={tell(signIn.error)} className="form-alert" />}
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
          <Button type="primary" htmlType="submit" block loading={signIn.isPending}>
            {say('signIn')}
          </Button>
        </Form>
        <div className="door-foot">
          <LanguageSwitch className="text-button" />
        </div>
      </div>
    </main>
  )
}
