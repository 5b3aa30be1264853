import { useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button } from 'antd'
import { useCallback, useEffect, useRef, useState } from 'react'
import { Link } from 'react-router'
import { api, body } from '@/shared/api/client'
import { tell as faultOf } from '@/shared/api/problem'
import type { CasePage, Got } from '@/shared/api/types'
import { useClassName } from '@/shared/reference/reference'
import { useTerms } from '@/shared/terms'
import { Moment } from '@/shared/time/time-left'
import { useKeys } from '@/shared/ui/keys'
import { refreshLists, refreshMembers } from '../list/case-list'
import { useWords } from '../words'
import { refreshCase } from './case-page'

type Twin = Got<'/api/cases/{id}/twins'>[number]
type Verdict = 'join' | 'repeat' | 'deny'

interface Said {
  one: Twin
  verdict: Verdict
}

/** So long a verdict waits before it is sent: what units and requesters were told can't be taken back. */
const graceMs = 6_000

const twinsKey = (id: string) => ['case', id, 'twins']

const send = (id: string, { one, verdict }: Said): Promise<string | undefined> =>
  verdict === 'join'
    ? joined(one.joins === 'other' ? one.id : id, one.joins === 'other' ? id : one.id)
    : verdict === 'repeat'
      ? body(api.POST('/api/cases/{id}/repeat', { params: { path: { id } }, body: { of: one.id } })).then(
          () => undefined,
        )
      : body(
          api.POST('/api/cases/{id}/twins/deny', { params: { path: { id } }, body: { other: one.id } }),
        ).then(() => undefined)

/** Gives back why it could not be joined. */
const joined = async (lead: string, member: string) => {
  const { results } = await body(
    api.POST('/api/cases/{id}/members', { params: { path: { id: lead } }, body: { cases: [member] } }),
  )
  return results?.find(({ problem }) => problem)?.why ?? undefined
}

/** One verdict at a time; it is sent when the time to take it back is over, when the next one is said, and when the page is left. */
const useVerdict = (id: string) => {
  const say = useWords()
  const queries = useQueryClient()
  const { message } = App.useApp()
  const [said, setSaid] = useState<Said>()
  const waiting = useRef<Said>(undefined)

  const settle = useCallback(async () => {
    const now = waiting.current
    if (!now) return
    waiting.current = undefined
    const { number } = now.one
    try {
      const why = await send(id, now)
      if (why) void message.error(why)
      else void message.success(say(`twinDid.${now.verdict}`, { number }))
    } catch (thrown) {
      void message.error(faultOf(thrown))
    }
    setSaid(undefined)
    void refreshLists(queries)
    for (const one of [id, now.one.id]) {
      void refreshCase(queries, one)
      void refreshMembers(queries, one)
    }
  }, [id, message, queries, say])

  // The latest, so that leaving the page sends what waits, and a redraw does not.
  const latest = useRef(settle)
  latest.current = settle
  useEffect(() => () => void latest.current(), [])
  useEffect(() => {
    if (!said) return
    const timer = setTimeout(() => void latest.current(), graceMs)
    return () => clearTimeout(timer)
  }, [said])

  return {
    said,
    say: (next: Said) => {
      void latest.current()
      waiting.current = next
      setSaid(next)
    },
    undo: () => {
      waiting.current = undefined
      setSaid(undefined)
    },
    now: () => void latest.current(),
  }
}

/**
 * What a person judges because no rule is sure: the same event, the same telephone, the same company or estate. Alt and the number of a line says "the same", with Shift
 * "not the same", u takes it back.
 */
export function Twins({ page }: { page: CasePage }) {
  const say = useWords()
  const { id } = page
  const mayJoin = page.operations.includes('joinIncident')
  const { data = [] } = useQuery({
    queryKey: twinsKey(id),
    queryFn: () => body(api.GET('/api/cases/{id}/twins', { params: { path: { id } } })),
    enabled: mayJoin && !page.erased && page.kind !== 'praise',
    retry: false,
    staleTime: 60_000,
  })
  const { said, say: tell, undo, now } = useVerdict(id)
  const shown = data.filter(({ id: other }) => other !== said?.one.id)

  useKeys(({ key }) => {
    if (key === 'u' && said) undo()
  })
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (!event.altKey || event.ctrlKey || event.metaKey || event.repeat) return
      const one = shown[Number(event.code.replace('Digit', '')) - 1]
      const verdict = one && (event.shiftKey ? 'deny' : yes(one))
      if (!one || !verdict) return
      event.preventDefault()
      tell({ one, verdict })
    }
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  })

  if (!mayJoin || (shown.length === 0 && !said)) return null
  return (
    <section>
      <h3>{say('twins')}</h3>
      <div role="status">
        {said && (
          <p className="twin-said">
            {say(`twinWill.${said.verdict}`, { number: said.one.number })}
            <Button size="small" aria-keyshortcuts="u" onClick={undo}>
              {say('twinUndo')} <kbd>U</kbd>
            </Button>
            <Button size="small" type="link" onClick={now}>
              {say('twinNow')}
            </Button>
          </p>
        )}
      </div>
      <ol className="twins">
        {shown.map((one, index) => (
          <li key={one.id}>
            <TwinLine one={one} />
            <p className="twin-keys">
              {[yes(one), 'deny' as const].map(
                (verdict) =>
                  verdict && <VerdictKey key={verdict} {...{ one, verdict, index }} onSay={tell} />,
              )}
            </p>
          </li>
        ))}
      </ol>
    </section>
  )
}

function VerdictKey({ one, verdict, index, onSay }: Said & { index: number; onSay: (said: Said) => void }) {
  const say = useWords()
  const keys = `Alt+${verdict === 'deny' ? 'Shift+' : ''}${index + 1}`
  return (
    <Button
      size="small"
      type={verdict === 'deny' ? 'default' : 'primary'}
      ghost={verdict !== 'deny'}
      aria-keyshortcuts={keys}
      onClick={() => onSay({ one, verdict })}
    >
      <span className="unseen">{say(`twinYesOf.${verdict}`, { number: one.number })}</span>
      <span aria-hidden="true">
        {say(`twinYes.${verdict}`)} <kbd className="only-keys">{keys}</kbd>
      </span>
    </Button>
  )
}

/** What "the same" means for a line; nothing where it is only told. */
const yes = ({ joins, canRepeat }: Twin): Verdict | undefined =>
  joins ? 'join' : canRepeat ? 'repeat' : undefined

function TwinLine({ one }: { one: Twin }) {
  const say = useWords()
  const classOf = useClassName()
  const term = useTerms()
  return (
    <>
      <p>
        <span className="mark quiet">{say(`twinSame.${one.same}`)}</span>{' '}
        <Link className="case-link" to={`/cases/${one.id}`}>
          {one.number}
        </Link>{' '}
        {[classOf(one.className), one.placeName].filter(Boolean).join(' · ')}
      </p>
      <p className="case-line soft">
        <span>{one.unit.name}</span>
        <span>{one.outcome ? term(`outcome.${one.outcome}`) : term(`state.${one.state}`)}</span>
        <Moment at={one.receivedAt} />
        {one.people > 1 && <span>{say('candidatePeople', { count: one.people })}</span>}
      </p>
      <p className="soft">
        {one.same === 'event' &&
          typeof one.score === 'number' &&
          `${say('twinSure', { percent: Math.round(one.score * 100) })} · `}
        {one.why}
        {one.shared.length > 0 && say('precedentShared', { words: one.shared.join(say('precedentAnd')) })}
      </p>
    </>
  )
}
