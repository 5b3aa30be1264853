import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { api, body } from '@/shared/api/client'
import { tell } from '@/shared/api/problem'
import { asLocal, isoDate } from '@/shared/time/civil-time'
import { useNow } from '@/shared/time/now'
import { finishDuty } from '../outbox/outbox'
import { store } from '../outbox/store'
import { useUnsent } from '../outbox/use-outbox'
import { consentQuery, runs, type Shift, shiftsQuery, useShifts } from './duty'
import { useWords } from './words'

const clock = (at: string) => asLocal(at).slice(11)

/** The shift of now or the next one: begin, route, end, and whether the way is recorded. Nothing at all where none is planned. */
export function MyShift({ account }: { account: string }) {
  const say = useWords()
  const now = useNow()
  const data = useShifts(account)
  useArrivals(account)
  const shift =
    data?.find((one) => runs(one, now)) ??
    data?.find(({ endedAt, endsAt }) => !endedAt && Date.parse(endsAt) > now.getTime())
  if (!shift) return null
  return (
    <section className="card task-card" aria-labelledby="my-shift">
      <header>
        <h2 id="my-shift">{say('shift')}</h2>
        <span>
          {isoDate(shift.startsAt) === isoDate(now) ? '' : `${isoDate(shift.startsAt).slice(5)} `}
          {clock(shift.startsAt)}–{clock(shift.endsAt)}
        </span>
      </header>
      <p className="task-place">{shift.area ?? say('cells', { count: shift.cells.length })}</p>
      {shift.stops.length > 0 && (
        <details open={runs(shift, now)}>
          <summary>{say('route', { count: shift.stops.length })}</summary>
          <ol>
            {shift.stops.map(({ no, name }) => (
              <li key={no}>{name}</li>
            ))}
          </ol>
        </details>
      )}
      <Duty account={account} shift={shift} running={runs(shift, now)} />
      <Consent running={runs(shift, now)} />
    </section>
  )
}

interface DutyProps {
  account: string
  shift: Shift
  running: boolean
}

/** Milliseconds within which a second tap is no second thought. */
const oneTap = 500

function Duty({ account, shift: { id, startedAt, startsAt }, running }: DutyProps) {
  const say = useWords()
  const unsent = useUnsent(account).filter(({ content }) => content.kind === 'duty' && content.shiftId === id)
  const refused = unsent.find(({ state }) => state === 'refused')
  const [askedAt, setAskedAt] = useState<number>()
  const press = async () => {
    // What has ended does not begin again, and a wet finger taps twice.
    if (running && (askedAt === undefined || Date.now() - askedAt < oneTap))
      return setAskedAt(askedAt ?? Date.now())
    setAskedAt(undefined)
    if (refused) await store.drop(refused)
    const what = running ? 'end' : 'start'
    await finishDuty(account, { shiftId: id, what, title: `${say(what)} · ${isoDate(startsAt)}` })
  }
  return (
    <>
      {running && startedAt && <p role="status">{say('onDuty', { at: clock(startedAt) })}</p>}
      {unsent.some(({ state }) => state === 'waiting') && <p className="hint">{say('told')}</p>}
      {refused?.refused && (
        <p className="field-fault" role="alert">
          {refused.refused.message}
        </p>
      )}
      <button
        type="button"
        className={running ? 'button' : 'button button-main'}
        onBlur={() => setAskedAt(undefined)}
        onClick={() => void press()}
      >
        {say(running ? (askedAt === undefined ? 'end' : 'endSure') : 'start')}
      </button>
    </>
  )
}

/** What waited has left the phone: the server knows more now. Also of a shift that has ended, which is shown no more. */
const useArrivals = (account: string) => {
  const queries = useQueryClient()
  const waiting = useUnsent(account).filter(({ content }) => content.kind === 'duty').length
  const before = useRef(waiting)
  useEffect(() => {
    if (waiting < before.current) void queries.invalidateQueries({ queryKey: shiftsQuery.queryKey })
    before.current = waiting
  }, [waiting, queries])
}

/** The consent, in plain words. */
function Consent({ running }: { running: boolean }) {
  const say = useWords()
  const queries = useQueryClient()
  const consent = useQuery(consentQuery)
  const change = useMutation({
    mutationFn: (given: boolean) =>
      body(
        api.PUT('/api/patrol/consent', {
          body: { given, textVersion: consent.data?.textVersion ?? '' },
        }),
      ),
    onSuccess: (answer) => queries.setQueryData(consentQuery.queryKey, answer),
  })
  const given = consent.data?.given ?? false
  if (!consent.data) return null
  return (
    <div className="track-consent">
      <label>
        <input
          type="checkbox"
          role="switch"
          checked={given}
          aria-checked={given}
          disabled={change.isPending}
          onChange={({ target }) => change.mutate(target.checked)}
          aria-describedby="track-consent-means"
        />
        {say('consent')}
      </label>
      <p id="track-consent-means" className="hint">
        {say('consentMeans', { days: consent.data.trackDays })}
      </p>
      {running && given && <p role="status">{say('recording')}</p>}
      {change.error && (
        <p className="field-fault" role="alert">
          {tell(change.error)}
        </p>
      )}
    </div>
  )
}
