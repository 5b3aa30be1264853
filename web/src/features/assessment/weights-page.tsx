import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, App, Button, Form, InputNumber, Select } from 'antd'
import { api, body } from '@/shared/api/client'
import { tell } from '@/shared/api/problem'
import { share } from '@/shared/numbers'
import { isoDate } from '@/shared/time/civil-time'
import { now } from '@/shared/time/now'
import { Failed, Loading } from '@/shared/ui/pieces'
import { WideTable } from '@/shared/ui/wide-table'
import { usePeriodName } from './period-name'
import { type Formula, type Formulas, inForce, openPeriods, sumOf, three } from './weights'
import { useWords } from './words'
import './month.css'

const key = ['settings', 'weights']

/** The formula that comes with the program is in force from this period on: before any case. */
const shipped = '1970-01'

/** How the composite is made, from which period on. */
export function WeightsPage() {
  const say = useWords()
  const { data, error, refetch } = useQuery({
    queryKey: key,
    queryFn: () => body(api.GET('/api/settings/weights')),
  })
  if (error) return <Failed error={error} onRetry={() => void refetch()} />
  if (!data) return <Loading />
  return (
    <>
      <p className="soft">{say('weightsIntro')}</p>
      <FormulaTable formulas={data} />
      <h2>{say('newFormula')}</h2>
      <FormulaForm key={JSON.stringify(data)} formulas={data} />
    </>
  )
}

function FormulaTable({ formulas }: { formulas: Formulas }) {
  const say = useWords()
  const periodName = usePeriodName()
  const columns = [...three, 'basicFactor'] as const
  return (
    <WideTable>
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">{say('fromPeriod')}</th>
            {columns.map((column) => (
              <th key={column} scope="col" className="number">
                {say(column)}
              </th>
            ))}
            <th scope="col" className="number">
              {say('closingDay')}
            </th>
          </tr>
        </thead>
        <tbody>
          {formulas.items.map((formula) => (
            <tr key={formula.from}>
              <th scope="row">{formula.from === shipped ? say('fromFirst') : periodName(formula.from)}</th>
              {columns.map((column) => (
                <td key={column} className="number">
                  {share(formula[column], 0)}
                </td>
              ))}
              <td className="number">{formula.closingDay ?? say('monthEnd')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </WideTable>
  )
}

/** A share is kept as a part of one, and typed as the table tells it. */
const asPercent = {
  getValueProps: (share?: number | null) => ({
    value: share == null ? share : Math.round(share * 10_000) / 100,
  }),
  normalize: (percent?: number | null) => (percent == null ? percent : Math.round(percent * 100) / 10_000),
}

function FormulaForm({ formulas }: { formulas: Formulas }) {
  const say = useWords()
  const periodName = usePeriodName()
  const queries = useQueryClient()
  const { message } = App.useApp()
  const [form] = Form.useForm<Formula>()
  const periods = openPeriods(formulas.publishedThrough, isoDate(now()).slice(0, 7))
  const start = { ...inForce(formulas.items, periods[0] ?? ''), from: periods[0] }
  const typed = Form.useWatch<Partial<Formula> | undefined>([], form)
  const sum = sumOf(typed ?? start)
  const save = useMutation({
    mutationFn: (formula: Formula) => body(api.PUT('/api/settings/weights', { body: formula })),
    onSuccess: (next) => {
      queries.setQueryData(key, next)
      void message.success(say('saved'))
    },
  })
  return (
    <Form<Formula>
      form={form}
      layout="vertical"
      requiredMark={false}
      initialValues={start}
      className="weights-form"
      onFinish={(formula) => save.mutate(formula)}
    >
      {save.error && <Alert type="error" showIcon title={tell(save.error)} className="form-alert" />}
      <Form.Item name="from" label={say('fromPeriod')} rules={[{ required: true }]}>
        <Select options={periods.map((value) => ({ value, label: periodName(value) }))} />
      </Form.Item>
      {three.map((name) => (
        <Form.Item key={name} name={name} label={say(name)} rules={[{ required: true }]} {...asPercent}>
          <InputNumber min={0} max={100} step={5} precision={2} suffix="%" />
        </Form.Item>
      ))}
      <p role="status">
        {sum === 1 ? (
          say('sum', { sum: share(sum, 0) })
        ) : (
          <strong>{say('sumWrong', { sum: share(sum, 2) })}</strong>
        )}
      </p>
      <Form.Item name="basicFactor" label={say('basicFactor')} rules={[{ required: true }]} {...asPercent}>
        <InputNumber min={0} max={100} step={5} precision={2} suffix="%" />
      </Form.Item>
      <Form.Item name="closingDay" label={say('closingDay')} extra={say('closingDayNote')}>
        <InputNumber min={1} max={28} precision={0} />
      </Form.Item>
      <Button type="primary" htmlType="submit" disabled={sum !== 1} loading={save.isPending}>
        {say('save')}
      </Button>
    </Form>
  )
}
