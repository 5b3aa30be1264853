import { Button, Popconfirm } from 'antd'
import { Link, useSearchParams } from 'react-router'
import { api, body } from '@/shared/api/client'
import { useMay } from '@/shared/session/session'
import { asLocal, day, dayStart, isoDate, moment } from '@/shared/time/civil-time'
import { useNow } from '@/shared/time/now'
import { Fault } from '@/shared/ui/fault'
import { Empty, Failed, Loading } from '@/shared/ui/pieces'
import { WideTable } from '@/shared/ui/wide-table'
import { PatrolTabs } from '../patrol-tabs'
import { dayAfter, mondayOf, type Shift, useShiftChange, useShifts } from './shift'
import { WeekLinks } from './week-links'
import { useWords } from './words'
import './shifts.css'

const weekdays = [0, 1, 2, 3, 4, 5, 6] as const

/** The shifts of a week by inspector and day, each with its attendance. */
export function ShiftsPage() {
  const say = useWords()
  const may = useMay()
  const now = useNow()
  const [query] = useSearchParams()
  const monday = mondayOf(query.get('day') ?? isoDate(now))
  const list = useShifts(monday, dayAfter(monday, 6))
  const cancel = useShiftChange(
    (id: string) => body(api.POST('/api/patrol/shifts/{id}/cancel', { params: { path: { id } } })),
    say('didCancel'),
  )
  return (
    <div className="page">
      <PatrolTabs />
      <header className="plans-head">
        <div>
          <h1>{say('shifts')}</h1>
          <p className="soft">{say('intro')}</p>
        </div>
        {may('planPatrol') && (
          <Link className="main-link" to="/patrol/shifts/new">
            {say('make')}
          </Link>
        )}
      </header>
      <WeekLinks monday={monday} />
      <Fault error={cancel.error} />
      {list.error && <Failed error={list.error} onRetry={() => void list.refetch()} />}
      {list.isPending && <Loading rows={8} />}
      {list.data?.length === 0 && <Empty title={say('none')}>{say('noneAdvice')}</Empty>}
      {list.data && list.data.length > 0 && (
        <Week
          shifts={list.data}
          monday={monday}
          onCancel={may('planPatrol') ? ({ id }) => cancel.mutate(id) : undefined}
        />
      )}
    </div>
  )
}

interface WeekProps {
  shifts: readonly Shift[]
  monday: string
  onCancel: ((shift: Shift) => void) | undefined
}

function Week({ shifts, monday, onCancel }: WeekProps) {
  const say = useWords()
  const now = useNow()
  const people = [...new Map(shifts.map(({ inspectorId, inspector }) => [inspectorId, inspector ?? '–']))]
  return (
    <WideTable>
      <table className="plain-table shift-week">
        <caption className="unseen">{say('shifts')}</caption>
        <thead>
          <tr>
            <th scope="col">{say('inspector')}</th>
            {weekdays.map((nth) => (
              <th key={nth} scope="col">
                {say(`weekday.${nth}`)}{' '}
                <span className="soft">{day(dayStart(dayAfter(monday, nth)), now)}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {people.map(([id, name]) => (
            <tr key={id}>
              <th scope="row">{name}</th>
              {weekdays.map((nth) => (
                <td key={nth}>
                  {shifts
                    .filter(
                      (one) => one.inspectorId === id && isoDate(one.startsAt) === dayAfter(monday, nth),
                    )
                    .map((shift) => (
                      <OneShift key={shift.id} shift={shift} onCancel={onCancel} />
                    ))}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </WideTable>
  )
}

const clock = (at: string) => asLocal(at).slice(11)
const aMinute = 60_000

/** Whether the server heard of it later than it was: the phone had no network. */
const isToldLater = (at: string | null | undefined, heardAt: string | null | undefined): heardAt is string =>
  !!at && !!heardAt && Date.parse(heardAt) - Date.parse(at) > aMinute

const quiet: readonly Shift['attendance'][] = ['planned', 'started', 'done', 'cancelled']

function OneShift({ shift, onCancel }: { shift: Shift; onCancel: WeekProps['onCancel'] }) {
  const say = useWords()
  const may = useMay()
  const now = useNow()
  const { attendance, startedAt, endedAt, startHeardAt, endHeardAt } = shift
  return (
    <div className="shift-cell">
      <span>{say('hours', { from: clock(shift.startsAt), to: clock(shift.endsAt) })}</span>
      <span className={quiet.includes(attendance) ? 'mark quiet' : 'mark plan-late'}>
        {say(`attendance.${attendance}`)}
      </span>
      <span className="soft">{shift.area ?? say('cells', { count: shift.cells.length })}</span>
      {startedAt && (
        <span className="soft">
          {say('was', { from: clock(startedAt), to: endedAt ? clock(endedAt) : '…' })}
        </span>
      )}
      {isToldLater(startedAt, startHeardAt) && (
        <span className="soft">{say('startHeard', { at: moment(startHeardAt, now) })}</span>
      )}
      {isToldLater(endedAt, endHeardAt) && (
        <span className="soft">{say('endHeard', { at: moment(endHeardAt, now) })}</span>
      )}
      {startedAt && may('viewTrack') && <Link to={`/patrol/shifts/${shift.id}/track`}>{say('track')}</Link>}
      {onCancel && attendance === 'planned' && (
        <Popconfirm
          title={say('cancelSure')}
          okText={say('cancelDo')}
          cancelText={say('keep')}
          onConfirm={() => onCancel(shift)}
        >
          <Button size="small" type="link">
            {say('cancel')}
          </Button>
        </Popconfirm>
      )}
    </div>
  )
}
