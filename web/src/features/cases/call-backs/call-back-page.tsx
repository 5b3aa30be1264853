import { useRef } from 'react'
import { useNavigate, useParams } from 'react-router'
import { More } from '@/shared/ui/more'
import { Empty, Failed, Loading } from '@/shared/ui/pieces'
import { rowsOf, useCaseList } from '../list/case-list'
import { CaseTable } from '../list/case-table'
import { ChangesBar } from '../list/changes-bar'
import { useListKeys } from '../list/list-keys'
import { CaseDetail } from '../page/case-detail'
import { useWords } from '../words'
import '../list/work-list.css'

const filter = { callBack: 'true' }

/** Who is to be called: the list on the left, the answer and the three questions on the right. */
export function CallBackPage() {
  const say = useWords()
  const navigate = useNavigate()
  const openId = useParams()['*']?.split('/')[0] || undefined
  const list = useCaseList(filter)
  const rows = rowsOf(list.data).filter(
    ({ state, dueKind, id }) => state === 'resolved' || dueKind === 'callBack' || id === openId,
  )
  const frame = useRef<HTMLElement>(null)
  const close = () => void navigate('/call-backs')
  useListKeys({
    list: frame,
    openId,
    onStep: (id) => void navigate(`/call-backs/${id}`, { replace: true }),
    onClose: close,
  })

  return (
    <div className="work" data-split="true" data-picked={Boolean(openId)}>
      <section className="work-list" ref={frame} aria-label={say('callBackList')}>
        <header className="work-head">
          <h1>{say('callBackList')}</h1>
        </header>
        <ChangesBar known={(id) => rows.find((row) => row.id === id)?.version} />
        {list.isPending ? (
          <Loading rows={12} />
        ) : list.error ? (
          <Failed error={list.error} onRetry={() => void list.refetch()} />
        ) : rows.length === 0 ? (
          <Empty title={say('callBackEmpty')}>{say('callBackEmptyAdvice')}</Empty>
        ) : (
          <CaseTable rows={rows} openId={openId} narrow base="/call-backs" />
        )}
        {list.hasNextPage && (
          <footer className="work-foot">
            <More list={list}>{say('more', { count: 50 })}</More>
          </footer>
        )}
      </section>
      {openId ? (
        <CaseDetail key={openId} id={openId} onClose={close} first="callBackCase" />
      ) : (
        rows.length > 0 && <Empty title={say('callBackPick')} />
      )}
    </div>
  )
}
