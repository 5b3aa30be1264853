import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useEffect } from 'react'
import { Link } from 'react-router'
import { api, body } from '@/shared/api/client'
import { useClassName } from '@/shared/reference/reference'
import { useTerms } from '@/shared/terms'
import { Moment } from '@/shared/time/time-left'
import { useSettled } from '@/shared/ui/settled'
import { useWords } from '../words'
import { type TypedCall, toRequest } from './call'

/** Characters from which on it is worth asking, as the server counts them. */
const shortestText = 4

const useCandidates = (call: TypedCall) => {
  const { text, kind, classCode, place, contact } = toRequest(call)
  const words = useSettled(text?.trim() ?? '')
  const where = useSettled(place?.text ?? '')
  const phone = useSettled(contact?.phone ?? '')
  const sought = {
    text: words,
    ...(kind && { kind }),
    ...(classCode && { classCode }),
    ...(place && { place: { ...place, ...(where && { text: where }) } }),
    ...(phone && { phone }),
  }
  return useQuery({
    queryKey: ['cases-like', sought],
    queryFn: () => body(api.POST('/api/cases/like', { body: sought })),
    enabled: (words.length >= shortestText || phone.length >= 5) && call.kind !== 'praise',
    placeholderData: (before) => before,
    retry: false,
    staleTime: 15_000,
  })
}

interface CandidatesProps {
  call: TypedCall
  onJoin: (joins: TypedCall['joins']) => void
}

/**
 * Before it is saved: the same event, the same telephone, the same company or estate, each with its reason. Alt and the number of a line join it; nothing of
 * it holds up the registration.
 */
export function Candidates({ call, onJoin }: CandidatesProps) {
  const say = useWords()
  const term = useTerms()
  const classOf = useClassName()
  const { data = [] } = useCandidates(call)
  const { joins } = call
  const joinable = data.filter(({ canJoin }) => canJoin)

  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const one = joinable[Number(event.code.replace('Digit', '')) - 1]
      if (!event.altKey || event.ctrlKey || event.metaKey || !one) return
      event.preventDefault()
      onJoin({ id: one.id, name: one.number ?? classOf(one.className) })
    }
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  })

  return (
    <div role="status" className="candidates">
      {joins && (
        <p className="candidate-chosen">
          {say('candidateChosen', { name: joins.name })}
          <Button type="link" onClick={() => onJoin(undefined)}>
            {say('candidateDrop')}
          </Button>
        </p>
      )}
      {!joins && data.length > 0 && (
        <section aria-labelledby="candidates-title">
          <h2 id="candidates-title">{say('candidates')}</h2>
          <ul>
            {data.map((one) => (
              <li key={one.id}>
                <span className="candidate-what">
                  {one.number ? (
                    <Link to={`/cases/${one.id}`} target="_blank">
                      {one.number}
                    </Link>
                  ) : (
                    <span className="soft">{say('candidateForeign')}</span>
                  )}{' '}
                  {classOf(one.className)} · {term(`state.${one.state}`)} · <Moment at={one.receivedAt} />
                  {one.people > 1 && ` · ${say('candidatePeople', { count: one.people })}`}
                  <span className="soft">
                    {' '}
                    {one.why}
                    {one.canJoin && one.sameRequester && ` · ${say('candidateSamePhone')}`}
                  </span>
                </span>
                {one.canJoin && (
                  <Button
                    size="small"
                    aria-keyshortcuts={`Alt+${joinable.indexOf(one) + 1}`}
                    onClick={() => onJoin({ id: one.id, name: one.number ?? classOf(one.className) })}
                  >
                    {say('candidateJoin')} <kbd>Alt+{joinable.indexOf(one) + 1}</kbd>
                  </Button>
                )}
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  )
}
