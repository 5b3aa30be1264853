import { App, Button, Form, Input, Popconfirm, Select, TreeSelect } from 'antd'
import type { Role } from '@/shared/api/types'
import { useUnits } from '@/shared/reference/reference'
import { unitTree } from '@/shared/reference/trees'
import { useTerms } from '@/shared/terms'
import { EntryForm } from '@/shared/ui/entries'
import { Fault } from '@/shared/ui/fault'
import { type Account, type Deed, roles, useChangeAccount, useCreateAccount, useDeed } from './accounts'
import { CloseAccount } from './close-account'
import { useWords } from './words'

interface Typed {
  login: string
  name: string
  role: Role
  unitId?: string
  phone?: string
}

interface AccountFormProps {
  /** Undefined makes a new one. */
  account: Account | undefined
  onPassword: (oneTime: { login: string; password: string }) => void
  onDone: () => void
}

/** An account to be filled in, and what else can be done to one that is there. */
export function AccountForm({ account, onPassword, onDone }: AccountFormProps) {
  const say = useWords()
  const term = useTerms()
  const { message } = App.useApp()
  const units = useUnits()
  const create = useCreateAccount()
  const change = useChangeAccount()
  const needed = [{ required: true, whitespace: true, message: say('fieldMissing') }]
  const save = ({ login, ...form }: Typed) => {
    const onSaved = () => {
      onDone()
      void message.success(say('kept'))
    }
    if (account) change.mutate({ id: account.id, ...form }, { onSuccess: onSaved })
    else
      create.mutate(
        { login, ...form },
        {
          onSuccess: (made) => {
            onPassword(made)
            onSaved()
          },
        },
      )
  }
  return (
    <EntryForm<Typed>
      title={account ? { changing: account.name } : say('newAccount')}
      error={create.error ?? change.error}
      saving={create.isPending || change.isPending}
      onCancel={onDone}
      initialValues={account && { ...account, unitId: account.unit?.id }}
      onFinish={save}
      keys={account && <Deeds account={account} onPassword={onPassword} onDone={onDone} />}
    >
      <div className="form-pair">
        <Form.Item name="login" label={say('login')} extra={say('loginHint')} rules={needed}>
          <Input maxLength={64} disabled={account !== undefined} autoComplete="off" />
        </Form.Item>
        <Form.Item name="name" label={say('name')} rules={needed}>
          <Input maxLength={40} autoComplete="off" />
        </Form.Item>
        <Form.Item name="role" label={say('role')} rules={[{ required: true, message: say('fieldMissing') }]}>
          <Select options={roles.map((value) => ({ value, label: term(`role.${value}`) }))} />
        </Form.Item>
        <Form.Item name="unitId" label={say('unit')} extra={say('unitHint')}>
          <TreeSelect
            allowClear
            showSearch={{ treeNodeFilterProp: 'title' }}
            treeData={unitTree(units.data ?? [])}
          />
        </Form.Item>
        <Form.Item name="phone" label={say('phone')}>
          <Input maxLength={20} inputMode="tel" autoComplete="off" />
        </Form.Item>
      </div>
    </EntryForm>
  )
}

const possible = ({ disabled, lockedUntil, hasTotp, passkeys }: Account): Deed[] => [
  ...(lockedUntil ? (['unlock'] as const) : []),
  ...(disabled ? [] : (['endSessions'] as const)),
  'resetPassword',
  ...(hasTotp || passkeys > 0 ? (['removeSecondFactors'] as const) : []),
  ...(disabled ? (['enable'] as const) : []),
]

function Deeds({ account, onPassword, onDone }: Omit<AccountFormProps, 'account'> & { account: Account }) {
  const say = useWords()
  const { message } = App.useApp()
  const act = useDeed()
  const run = (deed: Deed) =>
    act.mutate(
      { deed, id: account.id },
      {
        onSuccess: (password) => {
          if (password) onPassword({ login: account.login, password })
          void message.success(say('kept'))
          onDone()
        },
      },
    )
  return (
    <div className="form-keys account-deeds">
      <Fault error={act.error} />
      {possible(account).map((deed) => (
        <Popconfirm
          key={deed}
          title={say(deed)}
          description={say(`${deed}Sure`)}
          okText={say(deed)}
          cancelText={say('cancel')}
          onConfirm={() => run(deed)}
        >
          <Button danger={deed === 'removeSecondFactors'} loading={act.isPending}>
            {say(deed)}
          </Button>
        </Popconfirm>
      ))}
      {!account.disabled && (
        <CloseAccount
          account={account}
          onDone={() => {
            void message.success(say('kept'))
            onDone()
          }}
        />
      )}
    </div>
  )
}
