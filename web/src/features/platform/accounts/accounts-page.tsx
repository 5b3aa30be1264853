import { Alert, Button, Input, Select } from 'antd'
import { useState } from 'react'
import { useSearchParams } from 'react-router'
import { useTerms } from '@/shared/terms'
import { EntryTable } from '@/shared/ui/entries'
import { More } from '@/shared/ui/more'
import { Empty, Failed, Loading } from '@/shared/ui/pieces'
import { AccountForm } from './account-form'
import { type Account, roles, useAccounts } from './accounts'
import './accounts.css'
import { useWords } from './words'

interface OneTime {
  login: string
  password: string
}

/** The accounts for the security administrator: find one, change it, make a new one. A one-time password is shown until it is closed. */
export function AccountsPage() {
  const say = useWords()
  const term = useTerms()
  const [address, setAddress] = useSearchParams()
  const [open, setOpen] = useState<Account | 'new'>()
  const [oneTime, setOneTime] = useState<OneTime>()
  const role = address.get('role')
  const accounts = useAccounts(address.get('search') ?? '', role)
  const found = accounts.data?.pages.flatMap(({ items }) => items) ?? []
  const narrow = (name: string, value: string | undefined) =>
    setAddress(
      (before) => {
        const next = new URLSearchParams(before)
        if (value) next.set(name, value)
        else next.delete(name)
        return next
      },
      { replace: true },
    )
  return (
    <>
      <search className="page-filters">
        <Input.Search
          className="find-account"
          allowClear
          aria-label={say('search')}
          placeholder={say('search')}
          defaultValue={address.get('search') ?? ''}
          enterButton={<Button>{say('searchButton')}</Button>}
          onSearch={(words) => narrow('search', words.trim())}
        />
        <Select
          allowClear
          aria-label={say('role')}
          placeholder={say('everyRole')}
          value={role}
          options={roles.map((value) => ({ value, label: term(`role.${value}`) }))}
          onChange={(value?: string | null) => narrow('role', value ?? undefined)}
        />
        <Button type="primary" onClick={() => setOpen('new')}>
          {say('newAccount')}
        </Button>
      </search>
      {oneTime && (
        <Alert
          className="form-alert"
          type="warning"
          showIcon
          title={say('oneTime', { login: oneTime.login })}
          description={
            <>
              <code className="secret">{oneTime.password}</code>
              <p>{say('oneTimeNote')}</p>
            </>
          }
          action={
            <Button size="small" onClick={() => setOneTime(undefined)}>
              {say('close')}
            </Button>
          }
        />
      )}
      {open && (
        <AccountForm
          key={open === 'new' ? 'new' : open.id}
          account={open === 'new' ? undefined : open}
          onPassword={setOneTime}
          onDone={() => setOpen(undefined)}
        />
      )}
      {accounts.isPending ? (
        <Loading rows={12} />
      ) : accounts.error ? (
        <Failed error={accounts.error} onRetry={() => void accounts.refetch()} />
      ) : found.length === 0 ? (
        <Empty title={say('noAccounts')}>{say('noAccountsAdvice')}</Empty>
      ) : (
        <AccountTable accounts={found} onOpen={setOpen} />
      )}
      <More list={accounts}>{say('more')}</More>
    </>
  )
}

function AccountTable({
  accounts,
  onOpen,
}: {
  accounts: readonly Account[]
  onOpen: (account: Account) => void
}) {
  const say = useWords()
  const term = useTerms()
  return (
    <EntryTable
      entries={accounts}
      keyOf={({ id }) => id}
      nameOf={({ name }) => name}
      onOpen={onOpen}
      columns={[
        { head: say('login'), is: 'name', cell: ({ login }) => login },
        { head: say('name'), cell: ({ name }) => name },
        { head: say('role'), cell: ({ role }) => term(`role.${role}`) },
        { head: say('unit'), cell: ({ unit }) => unit?.name },
        { head: say('state'), is: 'brief', cell: (account) => <State account={account} /> },
        { head: say('factors'), is: 'brief', cell: (account) => <Factors account={account} /> },
      ]}
    />
  )
}

function State({ account }: { account: Account }) {
  const say = useWords()
  if (account.disabled) return <strong>{say('disabled')}</strong>
  if (account.lockedUntil) return <strong>{say('locked')}</strong>
  return <span className="soft">{say(account.mustChange ? 'mustChange' : 'open')}</span>
}

function Factors({ account: { hasTotp, passkeys } }: { account: Account }) {
  const say = useWords()
  const has = [
    ...(hasTotp ? [say('totp')] : []),
    ...(passkeys > 0 ? [say('passkeyCount', { count: passkeys })] : []),
  ]
  return has.length > 0 ? has.join(' · ') : <span className="soft">{say('none')}</span>
}
