import { Button, Modal, Select } from 'antd'
import { useRef, useState } from 'react'
import { useTerms } from '@/shared/terms'
import { Fault } from '@/shared/ui/fault'
import { Failed, Loading } from '@/shared/ui/pieces'
import { type Account, useDisable, useHeld } from './accounts'
import { useWords } from './words'

interface CloseAccountProps {
  account: Account
  onDone: () => void
}

/** Nobody leaves with open work in hand: what the person holds is shown, and who goes on with it is asked, before the account is closed. */
export function CloseAccount({ account, onDone }: CloseAccountProps) {
  const say = useWords()
  const [open, setOpen] = useState(false)
  const key = useRef<HTMLButtonElement>(null)
  const close = () => {
    setOpen(false)
    // The question is taken out whole, with what antd would have needed to lead the focus back.
    requestAnimationFrame(() => key.current?.focus())
  }
  return (
    <>
      <Button ref={key} danger onClick={() => setOpen(true)}>
        {say('disable')}
      </Button>
      {open && <Question account={account} onClose={close} onDone={onDone} />}
    </>
  )
}

function Question({ account, onClose, onDone }: CloseAccountProps & { onClose: () => void }) {
  const say = useWords()
  const term = useTerms()
  const held = useHeld(account.id)
  const close = useDisable(account.id, onDone)
  const [to, setTo] = useState<string>()
  const work = held.data?.held ?? []
  return (
    <Modal
      open
      title={say('closing', { name: account.name })}
      okText={say('disable')}
      okButtonProps={{ danger: true, disabled: !held.data, loading: close.isPending }}
      cancelText={say('cancel')}
      onCancel={onClose}
      onOk={() => close.mutate(work.length === 0 ? {} : to ? { handOverTo: to } : { leaveToUnit: true })}
    >
      <Fault error={close.error} />
      <p>{say('disableSure')}</p>
      {held.error && <Failed error={held.error} onRetry={() => void held.refetch()} />}
      {held.isPending && <Loading rows={2} />}
      {held.data && work.length === 0 && <p className="soft">{say('holdsNothing')}</p>}
      {work.length > 0 && (
        <>
          <p>{say('holds')}</p>
          <ul>
            {work.map(({ kind, count, names }) => (
              <li key={kind}>
                {say(`held.${kind as 'case' | 'whistle' | 'task'}`, { count })}
                {names.length > 0 && (
                  <span className="soft">{` ${names.join(' · ')}${names.length < count ? ' …' : ''}`}</span>
                )}
              </li>
            ))}
          </ul>
          <div className="held-by">
            <span aria-hidden="true">{say('successor')}</span>
            <Select
              aria-label={say('successor')}
              value={to ?? ''}
              onChange={(value: string) => setTo(value || undefined)}
              options={[
                { value: '', label: say('leaveToUnit') },
                ...(held.data?.successors ?? []).map(({ id, name, role }) => ({
                  value: id,
                  label: `${name} · ${term(`role.${role}`)}`,
                })),
              ]}
            />
          </div>
          <p className="soft">{say(to ? 'successorNote' : 'leaveNote')}</p>
        </>
      )}
    </Modal>
  )
}
