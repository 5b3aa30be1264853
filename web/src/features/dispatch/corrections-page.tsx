import { Button, Form, Input } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { useClassName } from '@/shared/reference/reference'
import { useMay } from '@/shared/session/session'
import { moment } from '@/shared/time/civil-time'
import { useNow } from '@/shared/time/now'
import { Moment } from '@/shared/time/time-left'
import { Fault } from '@/shared/ui/fault'
import { More } from '@/shared/ui/more'
import { Empty, Failed, Loading } from '@/shared/ui/pieces'
import { useCorrectionWords } from './correction-words'
import { type Correction, type Corrections, useCorrections, useLeaveOut, useTakeIn } from './corrections'
import './corrections-page.css'

/** What people corrected at the dispatch: from it the next model learns. */
export function CorrectionsPage() {
  const say = useCorrectionWords()
  const list = useCorrections()
  const { data, error, refetch } = list
  if (error) return <Failed error={error} onRetry={() => void refetch()} />
  const first = data?.pages[0]
  if (!first) return <Loading rows={6} />
  const items = data.pages.flatMap((page) => page.items)
  return (
    <>
      <p className="soft">{say('intro')}</p>
      <Nights nights={first.nights} />
      {items.length === 0 ? (
        <Empty title={say('none')}>{say('noneAdvice')}</Empty>
      ) : (
        <>
          <p>{say('teaching', { count: first.teaching })}</p>
          <ul className="corrections">
            {items.map((one) => (
              <CorrectionItem key={`${one.caseId} ${one.seq}`} one={one} />
            ))}
          </ul>
          <More list={list}>{say('more')}</More>
        </>
      )}
    </>
  )
}

function Nights({ nights }: { nights: Corrections['nights'] }) {
  const say = useCorrectionWords()
  if (nights.length === 0) return <p className="soft">{say('noNights')}</p>
  return (
    <details>
      <summary>{say('nights')}</summary>
      <ul>
        {nights.map(({ day, corrections, number, against, cases, right, againstRight }) => (
          <li key={day}>
            {number == null
              ? say('brokeOff', { day, corrections })
              : say('night', {
                  day,
                  corrections,
                  number,
                  against: against ?? 0,
                  cases: cases ?? 0,
                  right: right ?? 0,
                  againstRight: againstRight ?? 0,
                })}
          </li>
        ))}
      </ul>
    </details>
  )
}

/** A changed class teaches; a changed unit alone is only counted. */
const leaveOutOf = ({ classBefore, classAfter }: Correction) =>
  classBefore === classAfter ? 'leaveOutUnit' : 'leaveOut'

function CorrectionItem({ one }: { one: Correction }) {
  const say = useCorrectionWords()
  const may = useMay()
  const takeIn = useTakeIn()
  const classOf = useClassName()
  const now = useNow()
  const [isAsking, setIsAsking] = useState(false)
  const { number, text, classBefore, classAfter, unitBefore, unitAfter, leftOut } = one
  return (
    <li aria-label={number}>
      <p className={leftOut ? 'soft' : undefined}>{text}</p>
      <p>
        {classBefore !== classAfter && (
          <span>
            <del>{classOf(classBefore)}</del> → <strong>{classOf(classAfter)}</strong>
          </span>
        )}{' '}
        {unitBefore && unitBefore.id !== unitAfter.id && (
          <span>
            <del>{unitBefore.name}</del> → <strong>{unitAfter.name}</strong>
          </span>
        )}
      </p>
      <p className="soft">
        {may('viewCases') ? <Link to={`/cases/${one.caseId}`}>{number}</Link> : number} ·{' '}
        <Moment at={one.at} /> {one.by}
      </p>
      {leftOut && (
        <p className="soft">
          {say('leftOut', { by: leftOut.by ?? '', at: moment(leftOut.at, now), why: leftOut.why })}
        </p>
      )}
      <Fault error={takeIn.error} />
      {leftOut ? (
        <Button size="small" loading={takeIn.isPending} onClick={() => takeIn.mutate(one)}>
          {say('takeIn')}
        </Button>
      ) : isAsking ? (
        <LeaveOut one={one} onDone={() => setIsAsking(false)} />
      ) : (
        <Button size="small" onClick={() => setIsAsking(true)}>
          {say(leaveOutOf(one))}
        </Button>
      )}
    </li>
  )
}

function LeaveOut({ one, onDone }: { one: Correction; onDone: () => void }) {
  const say = useCorrectionWords()
  const leaveOut = useLeaveOut(onDone)
  return (
    <Form<{ why: string }>
      layout="vertical"
      requiredMark={false}
      onFinish={({ why }) => leaveOut.mutate({ ...one, why })}
    >
      <Fault error={leaveOut.error} />
      <Form.Item
        name="why"
        label={say('why')}
        rules={[{ required: true, whitespace: true, min: 4, message: say('whyMissing') }]}
      >
        <Input maxLength={200} autoFocus />
      </Form.Item>
      <div className="form-keys">
        <Button size="small" type="primary" htmlType="submit" loading={leaveOut.isPending}>
          {say(leaveOutOf(one))}
        </Button>
        <Button size="small" onClick={onDone}>
          {say('cancel')}
        </Button>
      </div>
    </Form>
  )
}
