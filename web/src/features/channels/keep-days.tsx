import { App, Button, Form, InputNumber } from 'antd'
import { Fault } from '@/shared/ui/fault'
import { Failed, Loading } from '@/shared/ui/pieces'
import { useWords } from './destination-words'
import { type OutboxSetting, useOutboxSetting, useSaveOutboxSetting } from './exchange'

/** How long messages that have ended are kept. */
export function KeepDays() {
  const say = useWords()
  const setting = useOutboxSetting()
  return (
    <section aria-labelledby="keep-days">
      <h3 id="keep-days">{say('keepTitle')}</h3>
      <p className="soft">{say('keepIntro')}</p>
      {setting.data ? (
        <Fields key={setting.data.version} saved={setting.data} onReload={() => void setting.refetch()} />
      ) : setting.error ? (
        <Failed error={setting.error} onRetry={() => void setting.refetch()} />
      ) : (
        <Loading rows={1} />
      )}
    </section>
  )
}

function Fields({ saved, onReload }: { saved: OutboxSetting; onReload: () => void }) {
  const say = useWords()
  const { message } = App.useApp()
  const save = useSaveOutboxSetting(() => void message.success(say('kept')))
  return (
    <Form<Pick<OutboxSetting, 'keepDays'>>
      layout="vertical"
      className="rule-form"
      requiredMark={false}
      initialValues={saved}
      onFinish={({ keepDays }) => save.mutate({ keepDays, version: saved.version })}
    >
      <Fault error={save.error} />
      <Form.Item
        name="keepDays"
        label={say('keepDays')}
        extra={say('keepHint')}
        rules={[{ required: true, type: 'integer', min: 1, max: 3650, message: say('keepRange') }]}
      >
        <InputNumber precision={0} />
      </Form.Item>
      <div className="form-keys">
        <Button type="primary" htmlType="submit" loading={save.isPending}>
          {say('keepSave')}
        </Button>
        {save.error && <Button onClick={onReload}>{say('reload')}</Button>}
      </div>
    </Form>
  )
}
