import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useId, useState } from 'react'
import { api, body } from '@/shared/api/client'
import { tell } from '@/shared/api/problem'
import type { Followed, Sent } from '@/shared/api/types'
import { civil } from '@/shared/time/civil-input'
import { moment } from '@/shared/time/civil-time'
import { useNow } from '@/shared/time/now'
import '@/shared/touch/field.css'
import { useWords } from './follow-words'

type Answer = Omit<Sent<'/api/requests/{number}/meeting'>, 'code'>

interface MeetingCardProps {
  followed: Followed
  code: string
  onAnswered: () => void
}

/** The invitation to meet: agree, name another time, decline this time, or say that there is no need. Only the last lets the unit go on by telephone. */
export function MeetingCard({ followed, code, onAnswered }: MeetingCardProps) {
  const say = useWords()
  const now = useNow()
  const field = useId()
  const [naming, setNaming] = useState(false)
  const [at, setAt] = useState('')
  const [note, setNote] = useState('')
  const answer = useMutation({
    mutationFn: (typed: Answer) =>
      body(
        api.POST('/api/requests/{number}/meeting', {
          params: { path: { number: followed.number } },
          body: { ...typed, code, note: note.trim() || null },
        }),
      ),
    onSuccess: () => {
      setNaming(false)
      setNote('')
      onAnswered()
    },
  })
  const { meeting } = followed
  if (!meeting) return null
  const propose = (event: FormEvent) => {
    event.preventDefault()
    if (at) answer.mutate({ answer: 'propose', at: civil(at) })
  }
  return (
    <section className="card meeting-card" aria-label={say('meetTitle')}>
      <h2>{say('meetTitle')}</h2>
      <p>{say(`meet.${meeting.state}`, { at: meeting.at ? moment(meeting.at, now) : '' })}</p>
      {meeting.place && <p className="as-typed">{say('meetPlace', { place: meeting.place })}</p>}
      {answer.error && (
        <p className="field-fault" role="alert">
          {tell(answer.error)}
        </p>
      )}
      {answer.isSuccess && !naming && <p role="status">{say('meetSent')}</p>}
      {meeting.isOpen && (
        <div className="field meeting-note">
          <label htmlFor={`${field}-note`}>{say('meetNote')}</label>
          <textarea
            id={`${field}-note`}
            rows={2}
            maxLength={500}
            value={note}
            onChange={(event) => setNote(event.target.value)}
          />
        </div>
      )}
      {meeting.isOpen && (
        <div className="buttons no-print">
          {meeting.state === 'offered' && (
            <button
              type="button"
              className="button button-main"
              onClick={() => answer.mutate({ answer: 'accept' })}
            >
              {say('meetAccept')}
            </button>
          )}
          <button type="button" className="button" aria-expanded={naming} onClick={() => setNaming(!naming)}>
            {say(meeting.at ? 'meetPropose' : 'meetName')}
          </button>
          {meeting.state === 'offered' && (
            <button type="button" className="button" onClick={() => answer.mutate({ answer: 'decline' })}>
              {say('meetDecline')}
            </button>
          )}
          {meeting.state !== 'noNeed' && (
            <button type="button" className="button" onClick={() => answer.mutate({ answer: 'noNeed' })}>
              {say('meetNoNeed')}
            </button>
          )}
        </div>
      )}
      {naming && (
        <form className="stack" onSubmit={propose}>
          <div className="field">
            <label htmlFor={field}>{say('meetWhen')}</label>
            <input
              id={field}
              type="datetime-local"
              value={at}
              required
              onChange={(event) => setAt(event.target.value)}
            />
          </div>
          <button type="submit" className="button button-main" aria-disabled={answer.isPending}>
            {say('meetSend')}
          </button>
        </form>
      )}
    </section>
  )
}
