import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Alert, App, Button, Form, Input } from 'antd'
import { api, body } from '@/shared/api/client'
import { tell } from '@/shared/api/problem'
import { sessionKey } from '@/shared/api/query-client'
import { useWords } from './words'

interface Typed {
  current: string
  next: string
}

/** Changes the own password: a part of the page of account security, or a door of its own that nobody passes before. */
export function ChangePassword({ forced = false }: { forced?: boolean }) {
  const say = useWords()
  const { message } = App.useApp()
  const queries = useQueryClient()
  const [form] = Form.useForm<Typed>()
  const change = useMutation({
    mutationFn: (typed: Typed) => body(api.PUT('/api/session/password', { body: typed })),
    onSuccess: async () => {
      form.resetFields()
      await queries.invalidateQueries({ queryKey: sessionKey })
      void message.success(say('passwordSaved'))
    },
  })
  return (
    <section className={forced ? 'door-card' : 'own-part'} aria-labelledby="change-password">
      {forced ? (
        <h1 id="change-password" className="sentence">
          {say('changePassword')}
        </h1>
      ) : (
        <h2 id="change-password">{say('changePassword')}</h2>
      )}
      {forced && <p>{say('forcedChange')}</p>}
      <Form form={form} layout="vertical" requiredMark={false} onFinish={(typed) => change.mutate(typed)}>
        {change.error && <Alert type="error" showIcon title={tell(change.error)} className="form-alert" />}
        <Form.Item
          name="current"
          label={say('currentPassword')}
          rules={[{ required: true, message: say('passwordMissing') }]}
        >
          <Input.Password autoComplete="current-password" />
        </Form.Item>
        <Form.Item
          name="next"
          label={say('newPassword')}
          extra={say('newPasswordRule')}
          rules={[{ required: true, message: say('passwordMissing') }]}
        >
          <Input.Password autoComplete="new-password" />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={change.isPending}>
          {say('save')}
        </Button>
      </Form>
    </section>
  )
}
