import { App, Button } from 'antd'
import { exactly } from '@/shared/time/civil-time'
import { Fault } from '@/shared/ui/fault'
import { Failed, Loading } from '@/shared/ui/pieces'
import { WideTable } from '@/shared/ui/wide-table'
import { CompareModels } from './compare-models'
import { ModelReport } from './model-report'
import { useModelName, useModelWords } from './model-words'
import { type Model, type Models, useGoBack, useModels, usePutInForce } from './models'

/** The text models: how well each does, which one reads, and another put in its place. */
export function ModelsPage() {
  const { data, error, refetch } = useModels()
  if (error) return <Failed error={error} onRetry={() => void refetch()} />
  return data ? <ModelList told={data} /> : <Loading rows={4} />
}

function ModelList({ told }: { told: Models }) {
  const say = useModelWords()
  const { message } = App.useApp()
  const { inForce, before, models } = told
  const called = useModelName()
  const nameOf = (number: number) =>
    called({ number, name: models.find((one) => one.number === number)?.name ?? '' })
  const tellDone = (number: number) => void message.success(say('done', { model: nameOf(number) }))
  const put = usePutInForce(({ number }) => tellDone(number))
  const goBack = useGoBack(() => tellDone(before ?? 0))
  return (
    <>
      <p className="soft">{say('intro')}</p>
      <Fault error={put.error ?? goBack.error} />
      {before != null && (
        <div className="form-keys">
          <Button loading={goBack.isPending} onClick={() => goBack.mutate({ seen: inForce })}>
            {say('back', { model: nameOf(before) })}
          </Button>
        </div>
      )}
      <WideTable>
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col">{say('model')}</th>
              <th scope="col">{say('source')}</th>
              <th scope="col">{say('made')}</th>
              {(['texts', 'accuracy', 'macroF1', 'calibration'] as const).map((word) => (
                <th key={word} scope="col" className="number">
                  {say(word)}
                </th>
              ))}
              <th scope="col">{say('state')}</th>
            </tr>
          </thead>
          <tbody>
            {models.map((model) => (
              <ModelRow
                key={model.number}
                model={model}
                isInForce={model.number === inForce}
                isBusy={put.isPending}
                onUse={() => put.mutate({ number: model.number, seen: inForce })}
              />
            ))}
          </tbody>
        </table>
      </WideTable>
      {models.map((model) => (
        <ModelReport key={model.number} model={model} />
      ))}
      <CompareModels models={models} inForce={inForce} />
      <Terms told={told} nameOf={nameOf} />
    </>
  )
}

interface ModelRowProps {
  model: Model
  isInForce: boolean
  isBusy: boolean
  onUse: () => void
}

function ModelRow({ model, isInForce, isBusy, onUse }: ModelRowProps) {
  const say = useModelWords()
  const { number, name, source, madeAt, madeBy, unknownLabels, report } = model
  const called = useModelName()({ number, name })
  return (
    <tr>
      <th scope="row">{called}</th>
      <td>{say(source)}</td>
      <td>{[madeAt && exactly(madeAt), madeBy].filter(Boolean).join(' · ')}</td>
      <td className="number">{report?.texts ?? '–'}</td>
      <td className="number">{report?.accuracy.toFixed(4) ?? '–'}</td>
      <td className="number">{report?.macroF1.toFixed(4) ?? '–'}</td>
      <td className="number">{report?.calibrationError.toFixed(3) ?? '–'}</td>
      <td>
        {isInForce ? (
          <strong>{say('inForce')}</strong>
        ) : unknownLabels.length > 0 ? (
          <span className="soft">{say('noClasses', { labels: unknownLabels.slice(0, 3).join(' ') })}</span>
        ) : (
          <Button
            size="small"
            aria-label={say('useNamed', { model: called })}
            disabled={isBusy}
            onClick={onUse}
          >
            {say('use')}
          </Button>
        )}
      </td>
    </tr>
  )
}

function Terms({ told, nameOf }: { told: Models; nameOf: (number: number) => string }) {
  const say = useModelWords()
  if (told.terms.length === 0) return null
  return (
    <section aria-label={say('terms')}>
      <h3>{say('terms')}</h3>
      <ul>
        {told.terms.map(({ number, since, by }) => (
          <li key={since}>
            {say('termOf', { since: exactly(since), model: nameOf(number), by: by ?? say('byCommand') })}
          </li>
        ))}
      </ul>
    </section>
  )
}
