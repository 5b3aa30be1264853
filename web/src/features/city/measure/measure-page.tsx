import { Failed, Loading } from '@/shared/ui/pieces'
import { useComponent, useComponents } from '../components/component'
import { MeasureForm } from './measure-form'
import { useWords } from './words'

interface MeasurePageProps {
  /** The identifier on the tag. */
  code: string
  onBack: () => void
}

/** What an inspector measures before a component: found by its tag, kept with time, place and photos. */
export function MeasurePage({ code, onBack }: MeasurePageProps) {
  const say = useWords()
  const { data, error, refetch } = useComponents({ q: code })
  const found = data?.rows.find((row) => row.code === code)
  return (
    <article className="stack">
      <header>
        <p className="hint">{say('code', { code })}</p>
        <h1>{say('title')}</h1>
        <p>{say('lead')}</p>
      </header>
      {error && <Failed error={error} onRetry={() => void refetch()} />}
      {!error && !data && <Loading rows={4} />}
      {data && !found && (
        <p className="notice" role="alert">
          {say('unknown')}
        </p>
      )}
      {found && <Measured id={found.id} name={found.name} />}
      <button type="button" className="button" onClick={onBack}>
        {say('back')}
      </button>
    </article>
  )
}

function Measured({ id, name }: { id: string; name: string }) {
  const say = useWords()
  const { data, error, refetch } = useComponent(id)
  if (error) return <Failed error={error} onRetry={() => void refetch()} />
  if (!data) return <Loading rows={4} />
  return (
    <>
      <h2>{name}</h2>
      {data.measurable ? (
        <MeasureForm component={data} onSite />
      ) : (
        <p className="notice">{say('notYours')}</p>
      )}
    </>
  )
}
