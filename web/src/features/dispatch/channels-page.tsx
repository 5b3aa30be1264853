import { Alert, App, Button, Checkbox, Form, Input } from 'antd'
import { useState } from 'react'
import { tell } from '@/shared/api/problem'
import type { Channel } from '@/shared/api/types'
import { Failed, Loading } from '@/shared/ui/pieces'
import { useEveryChannel, useSaveChannel } from './catalogue'
import { useWords } from './words'

const fresh: Channel = {
  code: '',
  name: '',
  nameEn: '',
  isOwn: true,
  hasPerson: true,
  isPublic: false,
  version: 0,
}

/** The channels as an administrator edits them. A channel is never deleted: cases carry its code. */
export function ChannelsPage() {
  const { data, error, refetch } = useEveryChannel()
  if (error) return <Failed error={error} onRetry={() => void refetch()} />
  return data ? <ChannelList channels={data} /> : <Loading rows={12} />
}

function ChannelList({ channels }: { channels: readonly Channel[] }) {
  const say = useWords()
  const { message } = App.useApp()
  const [open, setOpen] = useState<Channel>()
  const mark = (yes: boolean) => (yes ? say('yes') : <span className="soft">{say('no')}</span>)
  return (
    <>
      <p className="soft">{say('channelsIntro')}</p>
      <div className="page-filters">
        <Button onClick={() => setOpen(fresh)}>{say('newChannel')}</Button>
      </div>
      {open && (
        <ChannelForm
          key={open.code}
          entry={open}
          onCancel={() => setOpen(undefined)}
          onSaved={() => {
            setOpen(undefined)
            void message.success(say('kept'))
          }}
        />
      )}
      <div className="wide-table">
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col">{say('code')}</th>
              <th scope="col">{say('name')}</th>
              <th scope="col">{say('nameEn')}</th>
              <th scope="col">{say('isOwn')}</th>
              <th scope="col">{say('hasPerson')}</th>
              <th scope="col">{say('isPublic')}</th>
              <th scope="col">
                <span className="unseen">{say('change')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {channels.map((one) => (
              <tr key={one.code}>
                <td>{one.code}</td>
                <th scope="row">{one.name}</th>
                <td lang="en">{one.nameEn}</td>
                <td>{mark(one.isOwn)}</td>
                <td>{mark(one.hasPerson)}</td>
                <td>{mark(one.isPublic)}</td>
                <td>
                  <Button
                    size="small"
                    aria-label={say('changingEntry', { name: one.name })}
                    onClick={() => setOpen(one)}
                  >
                    {say('change')}
                  </Button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  )
}

interface ChannelFormProps {
  entry: Channel
  onCancel: () => void
  onSaved: () => void
}

const marks = ['isOwn', 'hasPerson', 'isPublic'] as const

function ChannelForm({ entry, onCancel, onSaved }: ChannelFormProps) {
  const say = useWords()
  const save = useSaveChannel(onSaved)
  const needed = [{ required: true, whitespace: true, message: say('fieldMissing') }]
  return (
    <Form<Channel>
      className="rule-form"
      layout="vertical"
      requiredMark={false}
      initialValues={entry}
      onFinish={(typed) => save.mutate({ ...entry, ...typed })}
    >
      {save.error && <Alert type="error" showIcon title={tell(save.error)} className="form-alert" />}
      <div className="page-filters">
        <Form.Item name="code" label={say('code')} extra={say('channelCodeHint')} rules={needed}>
          <Input maxLength={20} disabled={entry.version > 0} />
        </Form.Item>
        <Form.Item name="name" label={say('name')} rules={needed}>
          <Input maxLength={60} />
        </Form.Item>
        <Form.Item name="nameEn" label={say('nameEn')} rules={needed}>
          <Input maxLength={60} lang="en" />
        </Form.Item>
      </div>
      {marks.map((mark) => (
        <Form.Item key={mark} name={mark} valuePropName="checked">
          <Checkbox>{say(`${mark}Long`)}</Checkbox>
        </Form.Item>
      ))}
      <div className="form-keys">
        <Button type="primary" htmlType="submit" loading={save.isPending}>
          {say('save')}
        </Button>
        <Button onClick={onCancel}>{say('cancel')}</Button>
      </div>
    </Form>
  )
}
