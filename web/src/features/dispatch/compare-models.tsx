import { Button, Form, Select } from 'antd'
import { Fault } from '@/shared/ui/fault'
import { WideTable } from '@/shared/ui/wide-table'
import { useModelName, useModelWords } from './model-words'
import { type Comparison, type Model, useCompare } from './models'

interface Pair {
  first: number
  second: number
}

/** Two models on the same past cases. */
export function CompareModels({ models, inForce }: { models: readonly Model[]; inForce: number }) {
  const say = useModelWords()
  const called = useModelName()
  const compare = useCompare()
  if (models.length < 2) return null
  const options = models.map(({ number, name }) => ({
    value: number,
    label: called({ number, name }),
  }))
  const needed = [{ required: true, message: say('pick') }]
  return (
    <section aria-label={say('compare')}>
      <h3>{say('compare')}</h3>
      <p className="soft">{say('compareIntro')}</p>
      <Fault error={compare.error} />
      <Form<Pair>
        layout="inline"
        requiredMark={false}
        initialValues={{ first: inForce, second: models.find(({ number }) => number !== inForce)?.number }}
        onFinish={(pair) => compare.mutate(pair)}
      >
        <Form.Item name="first" label={say('first')} rules={needed}>
          <Select options={options} popupMatchSelectWidth={false} />
        </Form.Item>
        <Form.Item name="second" label={say('second')} rules={needed}>
          <Select options={options} popupMatchSelectWidth={false} />
        </Form.Item>
        <Button htmlType="submit" loading={compare.isPending}>
          {say('start')}
        </Button>
      </Form>
      {compare.data && <Outcome told={compare.data} />}
    </section>
  )
}

function Outcome({ told }: { told: Comparison }) {
  const say = useModelWords()
  const called = useModelName()
  const { cases, first, second, firstRight, secondRight, onlyFirst, onlySecond, differences } = told
  if (cases === 0) return <p aria-live="polite">{say('none')}</p>
  const sides = [
    { model: first, right: firstRight, only: onlyFirst },
    { model: second, right: secondRight, only: onlySecond },
  ]
  return (
    <div aria-live="polite">
      <p>{say('compared', { cases })}</p>
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">{say('model')}</th>
            <th scope="col" className="number">
              {say('right')}
            </th>
            <th scope="col" className="number">
              {say('onlyIt')}
            </th>
          </tr>
        </thead>
        <tbody>
          {sides.map(({ model, right, only }) => (
            <tr key={model.number}>
              <th scope="row">{called(model)}</th>
              <td className="number">
                {right} ({((right / cases) * 100).toFixed(1)}%)
              </td>
              <td className="number">{only}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {differences.length > 0 && <Differences told={told} />}
    </div>
  )
}

function Differences({ told: { differences, first, second } }: { told: Comparison }) {
  const say = useModelWords()
  const called = useModelName()
  return (
    <WideTable>
      <table className="plain-table">
        <caption>{say('differences')}</caption>
        <thead>
          <tr>
            <th scope="col" className="number">
              {say('cases')}
            </th>
            <th scope="col">{say('truth')}</th>
            <th scope="col">{called(first)}</th>
            <th scope="col">{called(second)}</th>
            <th scope="col">{say('example')}</th>
          </tr>
        </thead>
        <tbody>
          {differences.map((one) => (
            <tr key={`${one.truth} ${one.first} ${one.second}`}>
              <td className="number">{one.cases}</td>
              <th scope="row">{one.truth}</th>
              <td>{one.first || say('nothing')}</td>
              <td>{one.second || say('nothing')}</td>
              <td>
                <q>{one.example}</q> <span className="soft">{one.number}</span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </WideTable>
  )
}
