import { Button, Checkbox, Form, Input } from 'antd'
import type { Channel } from '@/shared/api/types'
import { EntryForm, EntryTable, useOpenEntry } from '@/shared/ui/entries'
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

const marks = ['isOwn', 'hasPerson', 'isPublic'] as const

/** The channels as an administrator edits them. A channel is never deleted: cases carry its code. */
export function ChannelsPage() {
  const { data, error, refetch } = useEveryChannel()
  if (error) return <Failed error={error} onRetry={() => void refetch()} />
  return data ? <ChannelList channels={data} /> : <Loading rows={12} />
}

function ChannelList({ channels }: { channels: readonly Channel[] }) {
  const say = useWords()
  const { open, edit, close, done } = useOpenEntry<Channel>()
  const mark = (yes: boolean) => (yes ? say('yes') : <span className="soft">{say('no')}</span>)
  return (
    <>
      <p className="soft">{say('channelsIntro')}</p>
      <div className="page-filters">
        <Button onClick={() => edit(fresh)}>{say('newChannel')}</Button>
      </div>
      {open && <ChannelForm key={open.code} entry={open} onCancel={close} onSaved={() => done()} />}
      <EntryTable
        entries={channels}
        keyOf={({ code }) => code}
        nameOf={({ name }) => name}
        onOpen={edit}
        columns={[
          { head: say('code'), cell: ({ code }) => code },
          { head: say('name'), is: 'name', cell: ({ name }) => name },
          { head: say('nameEn'), lang: 'en', cell: ({ nameEn }) => nameEn },
          ...marks.map((one) => ({ head: say(one), cell: (channel: Channel) => mark(channel[one]) })),
        ]}
      />
    </>
  )
}

interface ChannelFormProps {
  entry: Channel
  onCancel: () => void
  onSaved: () => void
}

function ChannelForm({ entry, onCancel, onSaved }: ChannelFormProps) {
  const say = useWords()
  const save = useSaveChannel(onSaved)
  const needed = [{ required: true, whitespace: true, message: say('fieldMissing') }]
  return (
    <EntryForm<Channel>
      title={entry.version > 0 ? { changing: entry.name } : say('newChannel')}
      error={save.error}
      saving={save.isPending}
      onCancel={onCancel}
      initialValues={entry}
      onFinish={(typed) => save.mutate({ ...entry, ...typed })}
    >
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
    </EntryForm>
  )
}
