import { CheckSquareOutlined, DownloadOutlined } from '@ant-design/icons'
import { Button, type InputRef } from 'antd'
import { useRef, useState } from 'react'
import { useNavigate, useParams } from 'react-router'
import { useMay } from '@/shared/session/session'
import { More } from '@/shared/ui/more'
import { Empty, Failed, Loading } from '@/shared/ui/pieces'
import { CaseDetail } from '../page/case-detail'
import { useWords } from '../words'
import { mayActOnMany } from './bulk'
import { BulkBar } from './bulk-bar'
import { exportAddress, rowsOf, useCaseList } from './case-list'
import { CaseTable } from './case-table'
import { ChangesBar } from './changes-bar'
import { type Filter, isNarrowed, toAddress } from './filter'
import { FilterBar } from './filter-bar'
import { useListKeys } from './list-keys'
import { isTabOpen, StageTabs } from './stage-tabs'
import { useFilter } from './use-filter'
import './work-list.css'

/** The cases of the unit and those below it, with the open one beside the list. */
export function WorkList() {
  const say = useWords()
  const may = useMay()
  const navigate = useNavigate()
  const openId = useParams()['*']?.split('/')[0] || undefined
  const [filter, narrow] = useFilter()
  const list = useCaseList(filter)
  const rows = rowsOf(list.data)
  const search = useRef<InputRef>(null)
  const frame = useRef<HTMLElement>(null)
  const [picked, pick] = useState<ReadonlySet<string>>()

  const address = toAddress(filter).toString()
  const close = () => void navigate({ pathname: '/cases', search: address })
  useListKeys({
    list: frame,
    openId,
    onStep: (id) => {
      if (openId) void navigate({ pathname: `/cases/${id}`, search: address }, { replace: true })
    },
    onSearch: () => search.current?.focus(),
    onClose: close,
  })

  return (
    <div className="work" data-split={Boolean(openId)}>
      <section className="work-list" ref={frame} aria-label={say('workList')}>
        <header className="work-head">
          <div className="work-title">
            <h1>{say('workList')}</h1>
            <span className="work-tools">
              {mayActOnMany(may) && (
                <Button
                  type="text"
                  icon={<CheckSquareOutlined aria-hidden="true" />}
                  aria-pressed={Boolean(picked)}
                  onClick={() => pick(picked ? undefined : new Set())}
                >
                  {say(picked ? 'pickDone' : 'pickMany')}
                </Button>
              )}
              {may('exportCases') && (
                <Button
                  type="text"
                  icon={<DownloadOutlined aria-hidden="true" />}
                  href={exportAddress(filter)}
                  download
                >
                  {say('export')}
                </Button>
              )}
            </span>
          </div>
          <StageTabs filter={filter} counts={list.data?.pages[0]?.counts} onChange={narrow} />
          <FilterBar filter={filter} onChange={narrow} search={search} />
        </header>
        <ChangesBar known={(id) => rows.find((row) => row.id === id)?.version} />
        {list.isPending && <Loading rows={12} />}
        {list.error && <Failed error={list.error} onRetry={() => void list.refetch()} />}
        {list.data && rows.length === 0 && <NoRows filter={filter} />}
        {rows.length > 0 && (
          <CaseTable
            rows={rows}
            openId={openId}
            narrow={Boolean(openId)}
            picked={picked}
            onPick={(id, on) => pick((before) => withOrWithout(before, id, on))}
          />
        )}
        {rows.length > 0 && (
          <footer className="work-foot">
            {list.hasNextPage ? (
              <More list={list}>{say('more', { count: 50 })}</More>
            ) : (
              <span className="soft">{say('allShown', { count: rows.length })}</span>
            )}
          </footer>
        )}
        {picked && <BulkBar rows={rows} picked={picked} onPick={(ids) => pick(new Set(ids))} />}
      </section>
      {openId && <CaseDetail key={openId} id={openId} onClose={close} />}
    </div>
  )
}

const withOrWithout = (before: ReadonlySet<string> | undefined, id: string, on: boolean) => {
  const after = new Set(before)
  if (on) after.add(id)
  else after.delete(id)
  return after
}

function NoRows({ filter }: { filter: Filter }) {
  const say = useWords()
  // What is late is a tab as well.
  const { due, ...others } = filter
  return isNarrowed(due === 'late' ? others : filter) || filter.q ? (
    <Empty title={say('noMatch')}>{say('noMatchAdvice')}</Empty>
  ) : isTabOpen(filter) ? (
    <Empty title={say('noneInTab')}>{say('noneInTabAdvice')}</Empty>
  ) : (
    <Empty title={say('noCases')}>{say('noCasesAdvice')}</Empty>
  )
}
