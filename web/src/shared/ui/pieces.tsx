import type { ReactNode } from 'react'
import { Refused, tell } from '@/shared/api/problem'
import { defineWords } from '@/shared/i18n/i18n'
import './pieces.css'

const { useWords } = defineWords(
  'pieces',
  {
    loading: '正在载入',
    again: '再试一次',
    offline: '没有连上服务，内容没有取到。请看看网络，过一会儿再试。',
    broken: '服务暂时出了问题，内容没有取到。请稍后再试。',
  },
  {
    loading: 'Loading',
    again: 'Try again',
    offline:
      'The service could not be reached, so nothing could be fetched. Please look at the network and try again in a moment.',
    broken: 'The service has a fault, so nothing could be fetched. Please try again later.',
  },
)

/** An empty list says why it is empty and what to do. */
export function Empty({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className="state-piece">
      <p className="state-piece-title">{title}</p>
      {children && <div>{children}</div>}
    </div>
  )
}

/** Keeps the place of what is coming: as many grey lines as rows are expected. */
export function Loading({ rows = 6 }: { rows?: number }) {
  const say = useWords()
  return (
    <div className="loading-piece" role="status">
      <span className="unseen">{say('loading')}</span>
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the lines are all alike and never move
        <span key={row} className="loading-line" aria-hidden="true" />
      ))}
    </div>
  )
}

/** Something could not be fetched: what happened, and a way to try again. */
export function Failed({ error, onRetry }: { error: unknown; onRetry?: (() => void) | undefined }) {
  const say = useWords()
  // Nothing was sent, so nothing is said of what was typed.
  const unanswered = error instanceof Refused ? error.slug : 'broken'
  return (
    <div className="state-piece" role="alert">
      <p className="state-piece-title">
        {unanswered === 'offline' || unanswered === 'broken' ? say(unanswered) : tell(error)}
      </p>
      {onRetry && (
        <button type="button" className="plain-button" onClick={onRetry}>
          {say('again')}
        </button>
      )}
    </div>
  )
}
