import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Link } from 'react-router'
import { api, body } from '@/shared/api/client'
import type { CasePage, Sent } from '@/shared/api/types'
import { useTerms } from '@/shared/terms'
import { More } from '@/shared/ui/more'
import { Failed, Loading } from '@/shared/ui/pieces'
import { refreshMembers, rowsOf, useCaseList } from '../list/case-list'
import { useWords } from '../words'
import { TextField } from './operations/fields'
import type { OperationFormProps } from './operations/form'
import { PlainForm } from './operations/plain-form'

/** Few are seen at once; a long list waits until somebody asks for it. */
const seenAtOnce = 5

interface MembersProps {
  page: CasePage
  onReload: () => void
}

/** The cases that go the way of this one, each with the way out. */
export function Members({ page, onReload }: MembersProps) {
  const say = useWords()
  const { members } = page.links
  const [open, setOpen] = useState(members <= seenAtOnce)
  return (
    <>
      <button type="button" className="link-button" aria-expanded={open} onClick={() => setOpen(!open)}>
        {say('leadOf', { count: members })}
      </button>
      {open && <MemberList page={page} onReload={onReload} />}
    </>
  )
}

function MemberList({ page, onReload }: MembersProps) {
  const say = useWords()
  const term = useTerms()
  const list = useCaseList({ incident: page.id })
  const [leaving, setLeaving] = useState<string>()
  const mayTakeOut = page.operations.includes('joinIncident')
  if (list.error) return <Failed error={list.error} onRetry={() => void list.refetch()} />
  if (!list.data) return <Loading rows={2} />
  return (
    <>
      <ul className="members">
        {rowsOf(list.data).map(({ id, number, summary, state }) => (
          <li key={id}>
            <p className="case-line">
              <Link className="case-link" to={`/cases/${id}`}>
                {number}
              </Link>
              <span className="soft">{term(`state.${state}`)}</span>
              {mayTakeOut && (
                <button
                  type="button"
                  className="link-button"
                  aria-label={say('leaveOf', { number })}
                  aria-expanded={leaving === id}
                  onClick={() => setLeaving(leaving === id ? undefined : id)}
                >
                  {say('leave')}
                </button>
              )}
            </p>
            <p>{summary}</p>
            {leaving === id && (
              <LeaveForm page={page} onReload={onReload} memberId={id} onDone={() => setLeaving(undefined)} />
            )}
          </li>
        ))}
      </ul>
      <More list={list}>{say('more', { count: 50 })}</More>
    </>
  )
}

function LeaveForm({ memberId, ...props }: OperationFormProps & { memberId: string }) {
  const queries = useQueryClient()
  return (
    <div className="operation-form">
      <PlainForm<Sent<'/api/cases/{id}/members/{memberId}/leave'>>
        {...props}
        name={`leave ${memberId}`}
        told="didLeave"
        submit="leave"
        after={() => refreshMembers(queries, props.page.id)}
        send={(typed, headers, id) =>
          body(
            api.POST('/api/cases/{id}/members/{memberId}/leave', {
              params: { path: { id, memberId } },
              headers,
              body: typed,
            }),
          )
        }
      >
        {() => <TextField name="reason" label="leaveReason" missing="reasonNeeded" />}
      </PlainForm>
    </div>
  )
}
