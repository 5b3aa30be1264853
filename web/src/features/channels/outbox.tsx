import { App, Button, Form, Input } from 'antd'
import { useState } from 'react'
import { tell } from '@/shared/api/problem'
import { useMay } from '@/shared/session/session'
import { Moment } from '@/shared/time/time-left'
import { Fault } from '@/shared/ui/fault'
import { Empty, Failed, Loading } from '@/shared/ui/pieces'
import { WideTable } from '@/shared/ui/wide-table'
import { type Message, useGiveUp, useOutbox, useRetry } from './exchange'
import { useCodes, useFault, useWords } from './words'

/** What waits, and what a person must see to; those first. */
export function Outbox() {
  const say = useWords()
  const outbox = useOutbox()
  const [givingUp, setGivingUp] = useState<Message>()
  if (outbox.error) return <Failed error={outbox.error} onRetry={() => void outbox.refetch()} />
  if (!outbox.data) return <Loading />
  const { waiting, dead, items } = outbox.data
  return (
    <>
      <p className="soft">{say('outboxIntro')}</p>
      {items.length === 0 ? (
        <Empty title={say('nothingWaits')}>{say('nothingWaitsAdvice')}</Empty>
      ) : (
        <>
          <p role="status">{say('counts', { waiting, dead })}</p>
          {givingUp && (
            <GiveUpForm key={keyOf(givingUp)} message={givingUp} onClose={() => setGivingUp(undefined)} />
          )}
          <Table items={items} onGiveUp={setGivingUp} />
        </>
      )}
    </>
  )
}

/** Whom a destination means, as a word: a unit that is named by its id, or a duty telephone. */
const toOf = (destination: string) =>
  destination.startsWith('sms:') ? 'duty' : destination.startsWith('unit:') ? 'named' : destination

const keyOf = ({ caseId, seq, destination }: Message) => `${caseId} ${seq} ${destination}`

interface TableProps {
  items: readonly Message[]
  onGiveUp: (message: Message) => void
}

function Table({ items, onGiveUp }: TableProps) {
  const say = useWords()
  const code = useCodes()
  const fault = useFault()
  const { message } = App.useApp()
  const mends = useMay()('mendExchange')
  const retry = useRetry(() => void message.success(say('done')))
  return (
    <WideTable>
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">{say('what')}</th>
            <th scope="col">{say('to')}</th>
            <th scope="col">{say('order')}</th>
            <th scope="col">{say('happened')}</th>
            <th scope="col">{say('state')}</th>
            <th scope="col">{say('why')}</th>
            <th scope="col" className="number">
              {say('tries')}
            </th>
            <th scope="col">{say('next')}</th>
            {mends && (
              <th scope="col">
                <span className="unseen">{say('retry')}</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {items.map((one) => {
            const what = code('what', one.what)
            return (
              <tr key={keyOf(one)}>
                <th scope="row">{what}</th>
                <td>{code('to', toOf(one.destination))}</td>
                <td className="brief">{one.orderNo}</td>
                <td>
                  <Moment at={one.at} />
                </td>
                <td className="brief">{code('state', one.state)}</td>
                <td>{one.fault && fault(one.fault)}</td>
                <td className="number">{one.tries}</td>
                <td>{one.state === 'waiting' && <Moment at={one.nextAt} />}</td>
                {mends && (
                  <td className="message-keys">
                    <Button
                      size="small"
                      aria-label={say('retrying', { what })}
                      onClick={() =>
                        retry.mutate(one, { onError: (error) => void message.error(tell(error)) })
                      }
                    >
                      {say('retry')}
                    </Button>
                    <Button size="small" aria-label={say('givingUp', { what })} onClick={() => onGiveUp(one)}>
                      {say('giveUp')}
                    </Button>
                  </td>
                )}
              </tr>
            )
          })}
        </tbody>
      </table>
    </WideTable>
  )
}

function GiveUpForm({ message: given, onClose }: { message: Message; onClose: () => void }) {
  const say = useWords()
  const code = useCodes()
  const { message } = App.useApp()
  const giveUp = useGiveUp(() => {
    onClose()
    void message.success(say('done'))
  })
  return (
    <Form<{ reason: string }>
      className="rule-form"
      layout="vertical"
      requiredMark={false}
      onFinish={({ reason }) => giveUp.mutate({ message: given, reason })}
    >
      <h3>{say('givingUp', { what: code('what', given.what) })}</h3>
      <p className="soft">{say('giveUpNote')}</p>
      <Fault error={giveUp.error} />
      <Form.Item
        name="reason"
        label={say('giveUpReason')}
        rules={[{ required: true, whitespace: true, min: 4, message: say('reasonMissing') }]}
      >
        <Input maxLength={200} />
      </Form.Item>
      <div className="form-keys">
        <Button type="primary" htmlType="submit" loading={giveUp.isPending}>
          {say('giveUp')}
        </Button>
        <Button onClick={onClose}>{say('cancel')}</Button>
      </div>
    </Form>
  )
}
