import { Alert, App, Button, Form, InputNumber, Radio } from 'antd'
import { tell } from '@/shared/api/problem'
import { Failed, Loading } from '@/shared/ui/pieces'
import { type SignInRule, useSaveSignInRule, useSignInRule } from './accounts'
import { useWords } from './words'

const rules = ['nobody', 'administrators', 'everybody'] as const

/** Who must have a second factor, and how old a password may grow. */
export function SignInRulePage() {
  const { data, error, refetch } = useSignInRule()
  if (error) return <Failed error={error} onRetry={() => void refetch()} />
  return data ? <RuleForm key={data.version} rule={data} /> : <Loading />
}

function RuleForm({ rule }: { rule: SignInRule }) {
  const say = useWords()
  const { message } = App.useApp()
  const save = useSaveSignInRule()
  return (
    <Form<Pick<SignInRule, 'secondFactor' | 'passwordDays'>>
      layout="vertical"
      requiredMark={false}
      initialValues={rule}
      onFinish={(typed) =>
        save.mutate({ ...rule, ...typed }, { onSuccess: () => void message.success(say('kept')) })
      }
    >
      {save.error && <Alert type="error" showIcon title={tell(save.error)} className="form-alert" />}
      <Form.Item name="secondFactor" label={say('rule')} extra={say('ruleNote')}>
        <Radio.Group vertical options={rules.map((value) => ({ value, label: say(`rule.${value}`) }))} />
      </Form.Item>
      <Form.Item
        name="passwordDays"
        label={say('passwordDays')}
        extra={say('passwordDaysNote')}
        rules={[{ required: true, message: say('passwordDaysMissing') }]}
      >
        <InputNumber min={0} max={3650} precision={0} suffix={say('days')} />
      </Form.Item>
      <Button type="primary" htmlType="submit" loading={save.isPending}>
        {say('save')}
      </Button>
    </Form>
  )
}
