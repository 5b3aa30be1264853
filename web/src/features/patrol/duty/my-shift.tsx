import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api, body } from '@/shared/api/client'
import { tell } from '@/shared/api/problem'
import { asLocal, isoDate } from '@/shared/time/civil-time'
import { useNow } from '@/shared/time/now'
import { consentQuery, runs, type Shift, shiftsQuery } from './duty'
import { useWords } from './words'

const clock = (at: string) => asLocal(at).slice(11)

/** The shift of now or the next one: begin, route, end, and whether the way is recorded. Nothing at all where none is planned. */
export function MyShift() {
  const say = useWords()
  const now = useNow()
  const { data } = useQuery(shiftsQuery)
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
      <Duty shift={shift} running={runs(shift, now)} />
      <Consent running={runs(shift, now)} />
    </section>
  )
}

function Duty({ shift: { id, startedAt }, running }: { shift: Shift; running: boolean }) {
  const say = useWords()
  const queries = useQueryClient()
  const params = { params: { path: { id } } }
  const change = useMutation({
    mutationFn: (what: 'start' | 'end') =>
      body(
        what === 'start'
          ? api.POST('/api/patrol/shifts/{id}/start', params)
          : api.POST('/api/patrol/shifts/{id}/end', params),
      ),
    onSettled: () => queries.invalidateQueries({ queryKey: shiftsQuery.queryKey }),
  })
  return (
    <>
      {running && startedAt && <p role="status">{say('onDuty', { at: clock(startedAt) })}</p>}
      {change.error && (
        <p className="field-fault" role="alert">
          {tell(change.error)}
        </p>
      )}
      <button
        type="button"
        className={running ? 'button' : 'button button-main'}
        aria-disabled={change.isPending}
        onClick={() => !change.isPending && change.mutate(running ? 'end' : 'start')}
      >
        {say(running ? 'end' : 'start')}
      </button>
    </>
  )
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
