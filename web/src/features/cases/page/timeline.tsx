import { useState } from 'react'
import { api, body } from '@/shared/api/client'
import type { CasePage, Sent, Session } from '@/shared/api/types'
import { useSession } from '@/shared/session/session'
import { Moment } from '@/shared/time/time-left'
import { useWords } from '../words'
import { TextField } from './operations/fields'
import type { OperationFormProps } from './operations/form'
import { PlainForm } from './operations/plain-form'

type Entry = CasePage['timeline'][number]

/** One puts one's own entries right; a dispatcher or a leader also those of others. The server has the last word. */
export const mayCorrect = (page: CasePage, { kind, actor }: Entry, who?: Session['account']): boolean =>
  page.operations.includes('correctEntry') &&
  kind !== 'corrected' &&
  (who?.role === 'leader' || who?.role === 'dispatcher' || (who !== undefined && actor === who.name))

/** What happened, latest first, each with who and when. */
export function Timeline({ page, onReload }: { page: CasePage; onReload: () => void }) {
  const say = useWords()
  const { data: session } = useSession()
  const [wrong, setWrong] = useState<number>()
  return (
    <section>
      <h3>{say('timeline')}</h3>
      <ol className="timeline" reversed>
        {[...page.timeline].reverse().map((entry) => (
          <li key={entry.seq}>
            <p className="case-line soft">
              <Moment at={entry.at} />
              {entry.actor && <span>{entry.actor}</span>}
              <span className="timeline-no">{say('entryNo', { seq: entry.seq })}</span>
              {mayCorrect(page, entry, session?.account) && (
                <button
                  type="button"
                  className="link-button"
                  aria-label={say('correctOf', { seq: entry.seq })}
                  aria-expanded={wrong === entry.seq}
                  onClick={() => setWrong(wrong === entry.seq ? undefined : entry.seq)}
                >
                  {say('correctEntry')}
                </button>
              )}
            </p>
            <p>{entry.text}</p>
            {entry.detail && <p className="timeline-note">{entry.detail}</p>}
            {wrong === entry.seq && (
              <CorrectForm
                seq={entry.seq}
                page={page}
                onReload={onReload}
                onDone={() => setWrong(undefined)}
              />
            )}
          </li>
        ))}
      </ol>
    </section>
  )
}

function CorrectForm({ seq, ...props }: OperationFormProps & { seq: number }) {
  return (
    <div className="operation-form">
      <PlainForm<Omit<Sent<'/api/cases/{id}/correct'>, 'seq'>>
        {...props}
        name={`correct ${seq}`}
        told="didCorrect"
        submit="correctEntry"
        send={(typed, headers, id) =>
          body(
            api.POST('/api/cases/{id}/correct', {
              params: { path: { id } },
              headers,
              body: { ...typed, seq },
            }),
          )
        }
      >
        {() => <TextField name="text" label="correctText" missing="reasonNeeded" hint="correctHint" />}
      </PlainForm>
    </div>
  )
}
