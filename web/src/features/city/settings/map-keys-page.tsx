import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button, Form, Input, Modal } from 'antd'
import { useState } from 'react'
import { api, body } from '@/shared/api/client'
import type { Got } from '@/shared/api/types'
import { sentences } from '@/shared/i18n/punctuation'
import { Moment } from '@/shared/time/time-left'
import { Fault } from '@/shared/ui/fault'
import { Empty, Failed, Loading } from '@/shared/ui/pieces'
import './settings.css'
import { WideTable } from '@/shared/ui/wide-table'
import { useWords } from './words'

type MapKey = Got<'/api/settings/map-keys'>[number]

const keysKey = ['map-keys']

const useKeysChange = <T, R>(send: (what: T) => Promise<R>) => {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: send,
    onSuccess: () => queries.invalidateQueries({ queryKey: keysKey }),
  })
}

/** Keys of map programs: issued under a name, shown once, revoked at will. */
export function MapKeysPage() {
  const say = useWords()
  const keys = useQuery({ queryKey: keysKey, queryFn: () => body(api.GET('/api/settings/map-keys', {})) })
  return (
    <>
      <p className="soft">{say('keysIntro')}</p>
      <p className="soft">
        {sentences(say('keysHow'), say('address'))} <code>{`${location.origin}/ogc`}</code>
      </p>
      <Issue />
      {keys.error && <Failed error={keys.error} onRetry={() => void keys.refetch()} />}
      {keys.isPending && <Loading rows={4} />}
      {keys.data?.length === 0 && <Empty title={say('noKeys')}>{say('noKeysAdvice')}</Empty>}
      {keys.data && keys.data.length > 0 && <KeyTable keys={keys.data} />}
    </>
  )
}

function Issue() {
  const say = useWords()
  const { message } = App.useApp()
  const [form] = Form.useForm<{ name: string }>()
  const issue = useKeysChange((name: string) => body(api.POST('/api/settings/map-keys', { body: { name } })))
  return (
    <>
      <Form
        form={form}
        className="rule-form"
        layout="vertical"
        requiredMark={false}
        onFinish={({ name }) => issue.mutate(name.trim(), { onSuccess: () => form.resetFields() })}
      >
        <Fault error={issue.error} />
        <Form.Item
          name="name"
          label={say('keyName')}
          rules={[{ required: true, whitespace: true, message: say('fieldMissing') }]}
        >
          <Input maxLength={60} />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={issue.isPending}>
          {say('issue')}
        </Button>
      </Form>
      {issue.data && (
        <div className="notice" role="status">
          <p>{say('issued', { name: issue.data.name })}</p>
          <p>
            <code className="map-key">{issue.data.key}</code>
          </p>
          <div className="form-keys">
            <Button
              onClick={() =>
                void navigator.clipboard.writeText(issue.data.key).then(() => message.success(say('copied')))
              }
            >
              {say('copy')}
            </Button>
            <Button onClick={() => issue.reset()}>{say('hide')}</Button>
          </div>
        </div>
      )}
    </>
  )
}

function KeyTable({ keys }: { keys: readonly MapKey[] }) {
  const say = useWords()
  const [doomed, setDoomed] = useState<MapKey>()
  const revoke = useKeysChange((id: string) =>
    body(api.POST('/api/settings/map-keys/{id}/revocation', { params: { path: { id } } })),
  )
  return (
    <WideTable>
      <table className="plain-table">
        <caption className="unseen">{say('keys')}</caption>
        <thead>
          <tr>
            {(['keyName', 'issuedAt', 'issuedBy', 'lastUsed', 'state'] as const).map((head) => (
              <th key={head} scope="col">
                {say(head)}
              </th>
            ))}
            <th scope="col">
              <span className="unseen">{say('revoke')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {keys.map((key) => (
            <tr key={key.id}>
              <th scope="row">{key.name}</th>
              <td>
                <Moment at={key.issuedAt} />
              </td>
              <td>{key.issuedBy}</td>
              <td>{key.lastUsedAt ? <Moment at={key.lastUsedAt} /> : say('never')}</td>
              <td>
                {key.revokedAt ? (
                  <>
                    {say('revokedAt')} <Moment at={key.revokedAt} />
                  </>
                ) : (
                  say('holds')
                )}
              </td>
              <td>
                {!key.revokedAt && (
                  <Button
                    size="small"
                    danger
                    aria-label={say('revoking', { name: key.name })}
                    onClick={() => setDoomed(key)}
                  >
                    {say('revoke')}
                  </Button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <Modal
        open={!!doomed}
        title={say('revoking', { name: doomed?.name ?? '' })}
        okText={say('yes')}
        okButtonProps={{ danger: true, loading: revoke.isPending }}
        cancelText={say('cancel')}
        onCancel={() => setDoomed(undefined)}
        onOk={() => doomed && revoke.mutate(doomed.id, { onSuccess: () => setDoomed(undefined) })}
      >
        <Fault error={revoke.error} />
        <p>{say('revokeSure')}</p>
      </Modal>
    </WideTable>
  )
}
