import { Checkbox } from 'antd'
import { Link, useLocation } from 'react-router'
import type { CaseRow } from '@/shared/api/types'
import { useClassName } from '@/shared/reference/reference'
import { useTerms } from '@/shared/terms'
import { Day, Moment, TimeLeft } from '@/shared/time/time-left'
import { useWords } from '../words'
import './case-table.css'

interface CaseTableProps {
  rows: readonly CaseRow[]
  /** The case that stands open beside the list. */
  openId?: string | undefined
  /** Only what fits beside an open case. */
  narrow: boolean
  /** The place that the addresses of the rows begin with. */
  base?: string
  /** What is picked to be done at once; without it nothing can be picked. */
  picked?: ReadonlySet<string> | undefined
  onPick?: (id: string, on: boolean) => void
}

/** The list: 40 px rows, time left first, one link to a row. */
export function CaseTable({ rows, openId, narrow, base = '/cases', picked, onPick }: CaseTableProps) {
  const say = useWords()
  const term = useTerms()
  const classOf = useClassName()
  return (
    <table className="case-table" data-narrow={narrow}>
      <caption className="unseen">{say('workList')}</caption>
      <thead>
        <tr>
          {picked && (
            <th scope="col" className="col-pick">
              <span className="unseen">{say('pickMany')}</span>
            </th>
          )}
          <th scope="col" className="col-time">
            {say('timeLeft')}
          </th>
          <th scope="col">{say('column')}</th>
          {!narrow && (
            <>
              <th scope="col" className="col-class">
                {say('class')}
              </th>
              <th scope="col" className="col-place">
                {say('place')}
              </th>
              <th scope="col" className="col-unit">
                {say('unit')}
              </th>
              <th scope="col" className="col-signer">
                {say('signer')}
              </th>
              <th scope="col" className="col-state">
                {say('state')}
              </th>
              <th scope="col" className="col-received">
                {say('received')}
              </th>
              <th scope="col" className="col-number">
                {say('number')}
              </th>
            </>
          )}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id} data-open={row.id === openId}>
            {picked && (
              <td className="col-pick">
                <Checkbox
                  checked={picked.has(row.id)}
                  aria-label={say('pick', { number: row.number })}
                  onChange={({ target }) => onPick?.(row.id, target.checked)}
                />
              </td>
            )}
            <td className="col-time">
              <RowTime row={row} />
            </td>
            <td className="col-summary">
              <RowLink row={row} base={base} open={row.id === openId} />
            </td>
            {!narrow && (
              <>
                <td className="col-class">{classOf(row.className)}</td>
                <td className="col-place">{row.placeName ?? ''}</td>
                <td className="col-unit">{row.unit.name}</td>
                <td className="col-signer">{row.signer?.name ?? ''}</td>
                <td className="col-state">{term(`state.${row.state}`)}</td>
                <td className="col-received">
                  <Moment at={row.receivedAt} />
                </td>
                <td className="col-number">{row.number}</td>
              </>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function RowTime({ row }: { row: CaseRow }) {
  const say = useWords()
  const term = useTerms()
  if (!row.dueAt) return <span className="soft">{say('done')}</span>
  if (row.forOthers)
    return (
      <span className="soft" title={say('forOthers')}>
        {row.dueKind && `${term(`due.${row.dueKind}`)} `}
        <Day at={row.dueAt} />
        <span className="unseen">{say('forOthers')}</span>
      </span>
    )
  return (
    <>
      {row.dueKind && <span className="row-step">{term(`due.${row.dueKind}`)}</span>}
      <TimeLeft dueAt={row.dueAt} from={row.receivedAt} />
    </>
  )
}

function RowLink({ row, base, open }: { row: CaseRow; base: string; open: boolean }) {
  const { search } = useLocation()
  return (
    <Link
      to={{ pathname: `${base}/${row.id}`, search }}
      data-row={row.id}
      aria-current={open ? 'true' : undefined}
      title={row.summary}
    >
      <RowMarks row={row} />
      {row.summary}
    </Link>
  )
}

/** What sets a case apart from others, in a word each. */
export function RowMarks({ row }: { row: CaseRow }) {
  const say = useWords()
  const term = useTerms()
  const pressing = row.urgency === 'emergency' || row.urgency === 'urgent'
  const inHand = row.state !== 'resolved' && row.state !== 'closed'
  return (
    <>
      {pressing && <span className="mark">{term(`urgency.${row.urgency}`)}</span>}
      {row.supervised && <span className="mark">{say('supervised')}</span>}
      {inHand && row.alarmLevel > 1 && (
        <span className="mark">{say(row.alarmLevel > 2 ? 'leaderMark' : 'alarmMark')}</span>
      )}
      {row.asked && <span className="mark quiet">{say('asks')}</span>}
      {row.handling > 1 && (
        <span className="mark quiet">{say(row.handling === 2 ? 'secondTime' : 'thirdTime')}</span>
      )}
      <LinkMarks row={row} />
      {row.awaitsReinspection && <span className="mark quiet">{say('reinspections')}</span>}
      {!row.hasPerson && <span className="mark quiet">{say('patrol')}</span>}
    </>
  )
}

/** How the case stands to others, in a word each. */
function LinkMarks({ row }: { row: CaseRow }) {
  const say = useWords()
  const marks = [
    row.members > 0 && say('leadMark', { count: row.members }),
    row.incidentId && say('memberMark'),
    row.repeat && say('repeat'),
    row.onlyVoice && say('onlyVoice'),
    row.preventive && say('preventive'),
    row.confidential && say('confidential'),
    row.abuseSuspected && say('suspectMark'),
    row.assisting && say('assisting'),
    row.convened && say('convenedMark'),
  ].filter((mark) => typeof mark === 'string')
  return marks.map((mark) => (
    <span key={mark} className="mark quiet">
      {mark}
    </span>
  ))
}
