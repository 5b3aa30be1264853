import { App, Button, Form, Input } from 'antd'
import { tell } from '@/shared/api/problem'
import { useMay } from '@/shared/session/session'
import { isoDate } from '@/shared/time/civil-time'
import { now } from '@/shared/time/now'
import { CivilDate, Moment } from '@/shared/time/time-left'
import { Fault } from '@/shared/ui/fault'
import { Empty, Failed, Loading } from '@/shared/ui/pieces'
import { WideTable } from '@/shared/ui/wide-table'
import { type Day, useCompare, useDays, useSendAgain } from './exchange'
import { useCodes, useFault, useWords } from './words'

/** The days that were compared with the city's list, newest first. */
export function Reconciliation() {
  const say = useWords()
  const days = useDays()
  const mends = useMay()('mendExchange')
  if (days.error) return <Failed error={days.error} onRetry={() => void days.refetch()} />
  if (!days.data) return <Loading />
  return (
    <>
      <p className="soft">{say('reconcileIntro')}</p>
      {mends && <CompareForm />}
      {days.data.length === 0 ? (
        <Empty title={say('noDays')}>{say('noDaysAdvice')}</Empty>
      ) : (
        days.data.map((day) => <OneDay key={day.day} day={day} mends={mends} />)
      )}
    </>
  )
}

function CompareForm() {
  const say = useWords()
  const { message } = App.useApp()
  const compare = useCompare(() => void message.success(say('compared')))
  const today = isoDate(now())
  return (
    <Form<{ day: string }>
      layout="vertical"
      requiredMark={false}
      initialValues={{ day: today }}
      onFinish={({ day }) => compare.mutate(day)}
    >
      <Fault error={compare.error} />
      <div className="page-filters compare-day">
        <Form.Item name="day" label={say('day')} rules={[{ required: true, message: say('fieldMissing') }]}>
          <Input type="date" max={today} />
        </Form.Item>
        <Button htmlType="submit" loading={compare.isPending}>
          {say('compare')}
        </Button>
      </div>
    </Form>
  )
}

function OneDay({ day, mends }: { day: Day; mends: boolean }) {
  const say = useWords()
  const fault = useFault()
  return (
    <section>
      <h2>
        <CivilDate of={day.day} />
      </h2>
      <p>
        {day.fault
          ? say('dayFault', { fault: fault(day.fault) })
          : say('dayCounts', { ours: day.ours, theirs: day.theirs ?? 0 })}
        <span className="soft">
          {' · '}
          {say(day.fault ? 'triedAt' : 'at')} <Moment at={day.at} />
        </span>
      </p>
      {day.differences.length > 0 ? (
        <Differences day={day} mends={mends} />
      ) : (
        !day.fault && <p className="soft">{say('same')}</p>
      )}
    </section>
  )
}

function Differences({ day, mends }: { day: Day; mends: boolean }) {
  const say = useWords()
  const code = useCodes()
  const { message } = App.useApp()
  const again = useSendAgain((count) => void message.success(say('sentAgain', { count })))
  return (
    <WideTable>
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">{say('order')}</th>
            <th scope="col">{say('difference')}</th>
            <th scope="col">{say('ours')}</th>
            <th scope="col">{say('theirs')}</th>
            <th scope="col" className="number">
              {say('waitingMessages')}
            </th>
            {mends && (
              <th scope="col">
                <span className="unseen">{say('sendAgain')}</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {day.differences.map((one) => (
            <tr key={one.orderNo}>
              <th scope="row">{one.orderNo}</th>
              <td>{code('diff', one.what)}</td>
              <td>{one.ours && code('order', one.ours)}</td>
              <td>{one.theirs && code('order', one.theirs)}</td>
              <td className="number">{one.waiting}</td>
              {mends && (
                <td>
                  {one.what !== 'missingHere' && (
                    <Button
                      size="small"
                      aria-label={say('sendingAgain', { order: one.orderNo })}
                      onClick={() =>
                        again.mutate(one.orderNo, { onError: (error) => void message.error(tell(error)) })
                      }
                    >
                      {say('sendAgain')}
                    </Button>
                  )}
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </WideTable>
  )
}
