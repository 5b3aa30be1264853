import { TreeSelect } from 'antd'
import { Link } from 'react-router'
import type { CaseList, CaseRow } from '@/shared/api/types'
import { useOwnUnits } from '@/shared/reference/own-units'
import { useTerms } from '@/shared/terms'
import { TimeLeft } from '@/shared/time/time-left'
import { More } from '@/shared/ui/more'
import { Failed, Loading } from '@/shared/ui/pieces'
import { rowsOf, useCaseList } from '../list/case-list'
import { RowMarks } from '../list/case-table'
import { ChangesBar } from '../list/changes-bar'
import { type Filter, toAddress } from '../list/filter'
import { useFilter } from '../list/use-filter'
import { WhistleCards } from './whistle-cards'
import { useWords } from './words'
import './board.css'

const columns = ['late', 'today', 'tomorrow'] as const
type Column = (typeof columns)[number]

const counted = { late: 'late', today: 'dueToday', tomorrow: 'dueTomorrow' } as const satisfies Record<
  Column,
  keyof NonNullable<CaseList['counts']>
>

// Three lists, of which none holds every case: each change may move a card.
const nothingKnown = () => undefined

/** What is late, what is due today, what tomorrow: the day of a unit at a glance. */
export function BoardPage() {
  const say = useWords()
  const [{ unit }, narrow] = useFilter()
  const units = useOwnUnits()
  return (
    <div className="page board-page">
      <h1>{say('board')}</h1>
      <p className="soft">{say('intro')}</p>
      {units.length > 0 && (
        <search className="page-filters">
          <TreeSelect
            allowClear
            aria-label={say('unit')}
            placeholder={say('allUnits')}
            showSearch={{ treeNodeFilterProp: 'title' }}
            popupMatchSelectWidth={320}
            value={unit}
            treeData={units}
            onChange={(value?: string) => narrow({ unit: value })}
          />
        </search>
      )}
      <ChangesBar known={nothingKnown} />
      <div className="board">
        {columns.map((due) => (
          <BoardColumn key={due} due={due} unit={unit} />
        ))}
      </div>
    </div>
  )
}

function BoardColumn({ due, unit }: { due: Column; unit: string | undefined }) {
  const say = useWords()
  const filter: Filter = { due, ...(unit && { unit }) }
  const list = useCaseList(filter)
  const rows = rowsOf(list.data)
  const count = list.data?.pages[0]?.counts?.[counted[due]]
  const heading = `board-${due}`
  return (
    <section className="board-column" aria-labelledby={heading}>
      <h2 id={heading} data-due={due}>
        {say(due)} {count !== undefined && <span className="board-count">{count}</span>}
      </h2>
      {list.error ? (
        <Failed error={list.error} onRetry={() => void list.refetch()} />
      ) : !list.data ? (
        <Loading rows={6} />
      ) : rows.length === 0 ? (
        <p className="soft">{say('none')}</p>
      ) : (
        <ul>
          {rows.map((row) => (
            <li key={row.id}>
              <Card row={row} search={toAddress(filter).toString()} />
            </li>
          ))}
        </ul>
      )}
      <More list={list}>{say('more', { count: 50 })}</More>
      <WhistleCards due={due} unit={unit} />
    </section>
  )
}

/** Opens the case in the work list, beside those of its column. */
function Card({ row, search }: { row: CaseRow; search: string }) {
  const term = useTerms()
  return (
    <Link className="board-card" to={{ pathname: `/cases/${row.id}`, search }}>
      <span className="board-time">
        {row.dueKind && <span className="board-step">{term(`due.${row.dueKind}`)}</span>}
        {row.dueAt && <TimeLeft dueAt={row.dueAt} from={row.receivedAt} />}
      </span>
      <span className="board-words">
        <RowMarks row={row} />
        {row.summary}
      </span>
      <span className="soft">
        {row.unit.name} · {term(`state.${row.state}`)}
      </span>
    </Link>
  )
}
