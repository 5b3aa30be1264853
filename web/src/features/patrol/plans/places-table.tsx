import { Button, Checkbox, Select } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { api, body } from '@/shared/api/client'
import { about, inTurn } from '@/shared/i18n/punctuation'
import { RecordingList } from '@/shared/recordings/recording-list'
import { CivilDate, Moment } from '@/shared/time/time-left'
import { Fault } from '@/shared/ui/fault'
import { WideTable } from '@/shared/ui/wide-table'
import { type PlanPage, type PlanPlace, photoAt, recordingAt, useInspectors, usePlanChange } from './plan'
import { useWords } from './words'

interface PlacesTableProps {
  page: PlanPage
  picked: readonly number[]
  onPick: (picked: readonly number[]) => void
}

/** Every place of a plan, whose it is, when it is due, and what was seen there. */
export function PlacesTable({ page, picked, onPick }: PlacesTableProps) {
  const say = useWords()
  const toggle = (no: number) =>
    onPick(picked.includes(no) ? picked.filter((one) => one !== no) : [...picked, no])
  return (
    <section>
      <h2>{say('placesCount', { count: page.places.length })}</h2>
      {page.mayPlan && <Assign page={page} picked={picked} onDone={() => onPick([])} />}
      <WideTable>
        <table className="plain-table plan-places">
          <thead>
            <tr>
              <th scope="col">{say('place')}</th>
              <th scope="col">{say('whose')}</th>
              <th scope="col">{say('next')}</th>
              <th scope="col">{say('looks')}</th>
            </tr>
          </thead>
          <tbody>
            {page.places.map((place) => (
              <tr key={place.no}>
                <th scope="row">
                  {page.mayPlan ? (
                    <Checkbox
                      aria-label={say('pick', { place: place.name })}
                      checked={picked.includes(place.no)}
                      onChange={() => toggle(place.no)}
                    >
                      {place.name}
                    </Checkbox>
                  ) : (
                    place.name
                  )}
                  {place.component && <div className="soft">{place.component}</div>}
                </th>
                <td>{place.inspector ?? say('anybody')}</td>
                <td>
                  {place.dueOn ? (
                    <CivilDate of={place.dueOn} />
                  ) : (
                    <span className="soft">{say('nothingLeft')}</span>
                  )}
                </td>
                <td>
                  <Looks page={page} place={place} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </WideTable>
    </section>
  )
}

function Looks({ page, place }: { page: PlanPage; place: PlanPlace }) {
  const say = useWords()
  if (place.looks.length === 0) return <span className="soft">{say('notSeen')}</span>
  return (
    <ul className="plan-looks">
      {place.looks.map((look) => (
        <li key={look.id}>
          <span className={look.result === 'found' ? 'mark' : 'mark quiet'}>
            {say(`result.${look.result}`)}
          </span>
          <span className="soft">
            <Moment at={look.at} /> {look.by}{' '}
            {typeof look.metresAway === 'number' && say('stoodAway', { metres: look.metresAway })}
          </span>
          {look.found && <Link to={`/cases/${look.found.id}`}>{look.found.number}</Link>}
          {look.note && <p className="as-typed">{look.note}</p>}
          {look.answers.length > 0 && (
            <p>{inTurn(page.checklist.map((line, i) => about(line, say(look.answers[i] ? 'yes' : 'no'))))}</p>
          )}
          {look.photos.map((photo, i) => (
            <a key={photo} href={photoAt(page.id, photo, 'display')} target="_blank" rel="noreferrer">
              <img
                src={photoAt(page.id, photo, 'thumb')}
                alt={say('photoOf', { place: place.name, nth: i + 1 })}
                loading="lazy"
              />
            </a>
          ))}
          <RecordingList sources={look.recordings.map((one) => recordingAt(page.id, one))} />
        </li>
      ))}
    </ul>
  )
}

function Assign({ page, picked, onDone }: { page: PlanPage; picked: readonly number[]; onDone: () => void }) {
  const say = useWords()
  const inspectors = useInspectors()
  const [whom, setWhom] = useState<string>()
  const assign = usePlanChange(
    (inspectorId: string | null) =>
      body(
        api.POST('/api/patrol/plans/{id}/assign', {
          params: { path: { id: page.id } },
          body: { places: picked.length > 0 ? [...picked] : null, inspectorId },
        }),
      ),
    say('didAssign'),
    onDone,
  )
  const label = picked.length > 0 ? say('assignSelected', { count: picked.length }) : say('assignAll')
  return (
    <div className="plan-assign">
      <Fault error={assign.error} />
      <span>{label}</span>
      <Select
        aria-label={label}
        className="plan-whom"
        placeholder={say('assignMissing')}
        value={whom ?? null}
        onChange={(value: string) => setWhom(value)}
        options={[
          { value: '', label: say('anybody') },
          ...(inspectors.data ?? []).map(({ id, name, unit }) => ({
            value: id,
            label: `${name} · ${unit.name}`,
          })),
        ]}
      />
      <Button
        disabled={whom === undefined}
        loading={assign.isPending}
        onClick={() => assign.mutate(whom || null)}
      >
        {say('assign')}
      </Button>
    </div>
  )
}
