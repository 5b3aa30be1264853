import { Alert, App, Button, Form, InputNumber } from 'antd'
import { tell } from '@/shared/api/problem'
import { Failed, Loading } from '@/shared/ui/pieces'
import { type Thresholds, useChangeThresholds, useThresholds } from './rules'
import { useWords } from './words'

/** Below these a person decides. Told in percent, kept in thousandths. */
export function ThresholdsForm() {
  const { data, error, refetch } = useThresholds()
  if (error) return <Failed error={error} onRetry={() => void refetch()} />
  return data ? <Fields key={data.version} saved={data} /> : <Loading rows={2} />
}

function Fields({ saved }: { saved: Thresholds }) {
  const say = useWords()
  const { message } = App.useApp()
  const change = useChangeThresholds(() => void message.success(say('saved')))
  return (
    <Form<{ unit: number; class: number }>
      layout="vertical"
      requiredMark={false}
      initialValues={{ unit: saved.unit / 10, class: saved.class / 10 }}
      onFinish={(typed) =>
        change.mutate({
          unit: Math.round(typed.unit * 10),
          class: Math.round(typed.class * 10),
          version: saved.version,
        })
      }
    >
      {change.error && <Alert type="error" showIcon title={tell(change.error)} className="form-alert" />}
      <div className="page-filters">
        <Form.Item name="unit" label={say('unitThreshold')} rules={[{ required: true }]}>
          <InputNumber min={0} max={100} step={1} />
        </Form.Item>
        <Form.Item name="class" label={say('classThreshold')} rules={[{ required: true }]}>
          <InputNumber min={0} max={100} step={1} />
        </Form.Item>
      </div>
      <Button type="primary" htmlType="submit" loading={change.isPending}>
        {say('save')}
      </Button>
    </Form>
  )
}
