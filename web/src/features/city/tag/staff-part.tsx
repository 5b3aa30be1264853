import { useSession } from '@/shared/session/session'
import { Moment } from '@/shared/time/time-left'
import { type ComponentPage, useComponent, useComponents } from '../components/component'
import { MeasureForm } from '../measure/measure-form'
import { ComponentPhotos } from '../photos/component-photos'
import { useWords } from './words'

/** What staff see besides, who scan a tag while they are signed in: what happened to it, how it looked, and its record. */
export function StaffPart({ code }: { code: string }) {
  const { data: session } = useSession()
  return session?.operations.includes('viewComponents') ? <Recorded code={code} /> : null
}

function Recorded({ code }: { code: string }) {
  const { data } = useComponents({ q: code })
  const found = data?.rows.find((row) => row.code === code)
  return found ? <History id={found.id} /> : null
}

function History({ id }: { id: string }) {
  const say = useWords()
  const { data } = useComponent(id)
  if (!data) return null
  return (
    <section className="stack" aria-labelledby="tag-staff">
      <h2 id="tag-staff">{say('staff')}</h2>
      <ul>
        {data.history.map(({ version, change, state, from, reason }) => (
          <li key={version}>
            <Moment at={from} /> {say(`change.${change}`)} {say(`state.${state}`)} {reason}
          </li>
        ))}
      </ul>
      <ComponentPhotos component={data} camera />
      {data.measurable && <Measure component={data} />}
      <a href={`/desk/components/${id}`}>{say('toRecord')}</a>
    </section>
  )
}

function Measure({ component }: { component: ComponentPage }) {
  const say = useWords()
  return (
    <details>
      <summary>{say('measure')}</summary>
      <MeasureForm component={component} onSite />
    </details>
  )
}
