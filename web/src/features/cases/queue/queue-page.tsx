import { useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { useKeys } from '@/shared/ui/keys'
import { Empty, Failed, Loading } from '@/shared/ui/pieces'
import { refreshLists, rowsOf, useCaseList } from '../list/case-list'
import { ChangesBar } from '../list/changes-bar'
import { CaseDetail } from '../page/case-detail'
import { useWords } from '../words'
import { nextInQueue, waits } from './next-in-queue'
import './queue-page.css'

const filter = { state: 'queued' }

/** One queued case after another, the most pressing first. What was dispatched leaves; what is passed over waits for the next round. */
export function QueuePage() {
  const say = useWords()
  const queries = useQueryClient()
  const list = useCaseList(filter)
  const rows = rowsOf(list.data)
  const [passed, setPassed] = useState<readonly string[]>([])
  const waiting = rows.filter(waits)
  const current = nextInQueue(rows, passed)
  const left = waiting.length
  const lastPassed = passed.findLast((id) => waiting.some((row) => row.id === id))

  useEffect(() => {
    // The pages behind are fetched before the last of this one is decided.
    if (left < 5 && list.hasNextPage && !list.isFetchingNextPage) void list.fetchNextPage()
  }, [left, list.hasNextPage, list.isFetchingNextPage, list.fetchNextPage])

  // Whoever decides with the keyboard goes on in the next case, and not at the top of the page.
  const id = current?.id
  const shown = useRef<string>(undefined)
  useEffect(() => {
    if (shown.current && id && shown.current !== id && document.activeElement === document.body)
      document.querySelector<HTMLElement>('.case-detail')?.focus()
    shown.current = id
  }, [id])

  const pass = () => current && setPassed((before) => [...before, current.id])
  const back = () => setPassed((before) => before.slice(0, before.indexOf(lastPassed ?? '')))
  useKeys(({ key }) => {
    if (key === 'n') pass()
    if (key === 'p' && lastPassed) back()
  })

  return (
    <div className="queue">
      <header className="queue-head">
        <h1>{say('queue')}</h1>
        {left > 0 && (
          <>
            <span>{say('queueLeft', { count: left })}</span>
            <span className="soft only-keys">{say('queueKeys')}</span>
          </>
        )}
        <span className="queue-keys">
          {lastPassed && (
            <Button aria-keyshortcuts="p" onClick={back}>
              {say('unskip')}
            </Button>
          )}
          {current && (
            <Button aria-keyshortcuts="n" onClick={pass}>
              {say('skip')}
            </Button>
          )}
        </span>
      </header>
      <ChangesBar known={(id) => rows.find((row) => row.id === id)?.version} />
      {list.isPending ? (
        <Loading rows={12} />
      ) : list.error ? (
        <Failed error={list.error} onRetry={() => void list.refetch()} />
      ) : current ? (
        <CaseDetail key={current.id} id={current.id} first="dispatchCase" />
      ) : left > 0 ? (
        <Empty title={say('queueSeen')}>
          <p>{say('queueSeenAdvice', { count: left })}</p>
          <Button
            onClick={() => {
              setPassed([])
              void refreshLists(queries)
            }}
          >
            {say('queueAgain')}
          </Button>
        </Empty>
      ) : (
        <Empty title={say('queueEmpty')}>{say('queueEmptyAdvice')}</Empty>
      )}
    </div>
  )
}
