import { Alert, App, Button, Form, Input, Popconfirm } from 'antd'
import { useState } from 'react'
import { tell } from '@/shared/api/problem'
import type { Got } from '@/shared/api/types'
import { canUsePasskeys } from '@/shared/session/passkey'
import { Moment } from '@/shared/time/time-left'
import { useAddPasskey, useRemovePasskey, useRenamePasskey } from './security'
import { useWords } from './words'

type Passkey = Got<'/api/session/security'>['passkeys'][number]
type Open = 'add' | Passkey | undefined

/** The passkeys of the own account: a name, when it was added and used; add, rename, remove. */
export function Passkeys({ passkeys }: { passkeys: readonly Passkey[] }) {
  const say = useWords()
  const [open, setOpen] = useState<Open>()
  const close = () => setOpen(undefined)
  return (
    <section className="own-part" aria-labelledby="passkeys">
      <h2 id="passkeys">{say('passkeys')}</h2>
      <p className="soft">{say(canUsePasskeys() ? 'passkeysIntro' : 'passkeysUnable')}</p>
      {passkeys.length === 0 ? <p>{say('noPasskeys')}</p> : <Table passkeys={passkeys} onRename={setOpen} />}
      {open === 'add' ? (
        <AddForm onDone={close} />
      ) : open ? (
        <RenameForm key={open.id} passkey={open} onDone={close} />
      ) : (
        canUsePasskeys() && <Button onClick={() => setOpen('add')}>{say('passkeyAdd')}</Button>
      )}
    </section>
  )
}

function Table({ passkeys, onRename }: { passkeys: readonly Passkey[]; onRename: (one: Passkey) => void }) {
  const say = useWords()
  const { message } = App.useApp()
  const remove = useRemovePasskey()
  return (
    <div className="wide-table own-table">
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">{say('passkeyName')}</th>
            <th scope="col">{say('addedAt')}</th>
            <th scope="col">{say('usedAt')}</th>
            <th scope="col">
              <span className="unseen">{say('keys')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {passkeys.map((one) => (
            <tr key={one.id}>
              <th scope="row">{one.name}</th>
              <td>
                <Moment at={one.createdAt} />
              </td>
              <td>
                {one.lastUsedAt ? (
                  <Moment at={one.lastUsedAt} />
                ) : (
                  <span className="soft">{say('never')}</span>
                )}
              </td>
              <td className="row-keys">
                <Button
                  size="small"
                  aria-label={say('passkeyRenaming', { name: one.name })}
                  onClick={() => onRename(one)}
                >
                  {say('passkeyRename')}
                </Button>
                <Popconfirm
                  title={say('passkeyRemoving', { name: one.name })}
                  description={say('passkeyRemoveSure')}
                  okText={say('passkeyRemove')}
                  cancelText={say('cancel')}
                  onConfirm={() =>
                    remove.mutate(one.id, { onError: (refused) => void message.error(tell(refused)) })
                  }
                >
                  <Button size="small" danger aria-label={say('passkeyRemoving', { name: one.name })}>
                    {say('passkeyRemove')}
                  </Button>
                </Popconfirm>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function AddForm({ onDone }: { onDone: () => void }) {
  const say = useWords()
  const { message } = App.useApp()
  const add = useAddPasskey()
  const said = add.error instanceof DOMException ? say('passkeyCancelled') : add.error && tell(add.error)
  return (
    <Form<{ name: string; password: string }>
      layout="vertical"
      requiredMark={false}
      className="rule-form"
      onFinish={(typed) =>
        add.mutate(typed, {
          onSuccess: () => {
            onDone()
            void message.success(say('done'))
          },
        })
      }
    >
      {said && <Alert type="error" showIcon title={said} className="form-alert" />}
      <NameItem />
      <Form.Item
        name="password"
        label={say('password')}
        rules={[{ required: true, message: say('passwordMissing') }]}
      >
        <Input.Password autoComplete="current-password" />
      </Form.Item>
      <div className="form-keys">
        <Button type="primary" htmlType="submit" loading={add.isPending}>
          {say('passkeyAdd')}
        </Button>
        <Button onClick={onDone}>{say('cancel')}</Button>
      </div>
    </Form>
  )
}

function RenameForm({ passkey, onDone }: { passkey: Passkey; onDone: () => void }) {
  const say = useWords()
  const rename = useRenamePasskey()
  return (
    <Form<{ name: string }>
      layout="vertical"
      requiredMark={false}
      className="rule-form"
      initialValues={passkey}
      onFinish={({ name }) => rename.mutate({ id: passkey.id, name }, { onSuccess: onDone })}
    >
      {rename.error && <Alert type="error" showIcon title={tell(rename.error)} className="form-alert" />}
      <NameItem />
      <div className="form-keys">
        <Button type="primary" htmlType="submit" loading={rename.isPending}>
          {say('save')}
        </Button>
        <Button onClick={onDone}>{say('cancel')}</Button>
      </div>
    </Form>
  )
}

function NameItem() {
  const say = useWords()
  return (
    <Form.Item
      name="name"
      label={say('passkeyName')}
      extra={say('passkeyNameHint')}
      rules={[{ required: true, whitespace: true, message: say('passkeyNameMissing') }]}
    >
      <Input maxLength={40} autoFocus />
    </Form.Item>
  )
}
