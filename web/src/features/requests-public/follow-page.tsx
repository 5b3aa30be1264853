import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api, body } from '@/shared/api/client'
import { useLanguage } from '@/shared/i18n/i18n'
import { FollowForm } from './follow-form'
import { useWords } from './follow-words'
import { FollowedRequest } from './followed-request'
import { OwnRequests } from './own-requests'
import './follow-page.css'

/** What is needed to follow a request. */
export interface Keys {
  number: string
  code: string
}

interface FollowPageProps {
  /** What the address names: it is asked at once. */
  asked: Partial<Keys>
  /** Number and code are good: they go into the address, so that a reload shows the same. */
  onAsk: (keys: Keys | null) => void
}

/** Follows a request by number and code, without an account. */
export function FollowPage({ asked, onAsk }: FollowPageProps) {
  const say = useWords()
  const spoken = useLanguage()
  const { number = '', code = '' } = asked
  const complete = number !== '' && code !== ''
  const [tries, setTries] = useState(0)
  const followed = useQuery({
    queryKey: ['followed', spoken, number, code, tries],
    queryFn: () => body(api.GET('/api/requests/{number}', { params: { path: { number }, query: { code } } })),
    enabled: complete,
    staleTime: 0,
    gcTime: 0,
  })

  if (complete && followed.data)
    return (
      <FollowedRequest
        followed={followed.data}
        code={code}
        refreshing={followed.isFetching}
        onRefresh={() => void followed.refetch()}
        onBack={() => onAsk(null)}
        onOpen={onAsk}
      />
    )
  return (
    <div className="stack">
      <header>
        <h1>{say('title')}</h1>
        <p className="hint">{say('lead')}</p>
      </header>
      <FollowForm
        asked={asked}
        looking={complete && followed.isFetching}
        refusal={complete ? followed.error : null}
        onAsk={(keys) => {
          setTries(tries + 1)
          onAsk(keys)
        }}
      />
      <OwnRequests onOpen={onAsk} />
    </div>
  )
}
