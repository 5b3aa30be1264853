import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button, Form, Input, InputNumber } from 'antd'
import { api, body } from '@/shared/api/client'
import type { Got } from '@/shared/api/types'
import { Fault } from '@/shared/ui/fault'
import { Failed, Loading } from '@/shared/ui/pieces'
import { useWords } from './words'

type Settings = Got<'/api/settings/patrol'>

const key = ['settings', 'patrol']

const fields = [
  { name: 'lateAfterMinutes', min: 0, max: 120 },
  { name: 'trackDays', min: 1, max: 366 },
  { name: 'twinMetres', min: 0, max: 500 },
  { name: 'findingDays', min: 1, max: 30 },
  { name: 'sessionHours', min: 1, max: 24 },
] as const

/** What an administrator says of the patrol: when somebody is late, how long things are kept and may wait, what is agreed to. */
export function PatrolSettingsPage() {
  const settings = useQuery({ queryKey: key, queryFn: () => body(api.GET('/api/settings/patrol')) })
  if (settings.error) return <Failed error={settings.error} onRetry={() => void settings.refetch()} />
  return settings.data ? <SettingsForm key={settings.data.version} settings={settings.data} /> : <Loading />
}

function SettingsForm({ settings }: { settings: Settings }) {
  const say = useWords()
  const queries = useQueryClient()
  const { message } = App.useApp()
  const save = useMutation({
    mutationFn: (typed: Omit<Settings, 'version'>) =>
      body(api.PUT('/api/settings/patrol', { body: { ...typed, version: settings.version } })),
    onSuccess: () => {
      void message.success(say('saved'))
      return queries.invalidateQueries({ queryKey: key })
    },
  })
  return (
    <>
      <p className="soft">{say('intro')}</p>
      <Form<Omit<Settings, 'version'>>
        layout="vertical"
        requiredMark={false}
        className="rule-form"
        initialValues={settings}
        onFinish={(typed) => save.mutate(typed)}
      >
        <Fault error={save.error} />
        {fields.map(({ name, min, max }) => (
          <Form.Item
            key={name}
            name={name}
            label={say(name)}
            extra={say(`${name}Note`)}
            rules={[{ required: true, message: say('missing') }]}
          >
            <InputNumber min={min} max={max} precision={0} />
          </Form.Item>
        ))}
        <Form.Item
          name="consentVersion"
          label={say('consentVersion')}
          extra={say('consentVersionNote')}
          rules={[{ required: true, whitespace: true, message: say('missing') }]}
        >
          <Input className="short-field" maxLength={20} />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={save.isPending}>
          {say('save')}
        </Button>
      </Form>
    </>
  )
}
