import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, App, Button, Form, InputNumber } from 'antd'
import { api, body } from '@/shared/api/client'
import { tell } from '@/shared/api/problem'
import type { Got } from '@/shared/api/types'
import { share } from '@/shared/numbers'
import { Failed, Loading } from '@/shared/ui/pieces'
import { useWords } from './words'

type Weights = Got<'/api/settings/weights'>

const key = ['settings', 'weights']
const three = ['response', 'solution', 'satisfaction'] as const

/** Weights are shares with at most two decimals; sums are compared in hundredths, free of rounding. */
export const sumOf = (weights: Partial<Pick<Weights, (typeof three)[number]>>): number =>
  three.reduce((sum, name) => sum + Math.round((weights[name] ?? 0) * 100), 0) / 100

/** How the composite is made. */
export function WeightsPage() {
  const say = useWords()
  const { data, error, refetch } = useQuery({
    queryKey: key,
    queryFn: () => body(api.GET('/api/settings/weights')),
  })
  return (
    <>
      <p className="soft">{say('weightsIntro')}</p>
      {data ? (
        <WeightsForm saved={data} />
      ) : error ? (
        <Failed error={error} onRetry={() => void refetch()} />
      ) : (
        <Loading />
      )}
    </>
  )
}

function WeightsForm({ saved }: { saved: Weights }) {
  const say = useWords()
  const queries = useQueryClient()
  const { message } = App.useApp()
  const [form] = Form.useForm<Weights>()
  const typed = Form.useWatch([], form) as Partial<Weights> | undefined
  const sum = sumOf(typed ?? saved)
  const save = useMutation({
    mutationFn: (weights: Weights) => body(api.PUT('/api/settings/weights', { body: weights })),
    onSuccess: (next) => {
      queries.setQueryData(key, next)
      void message.success(say('saved'))
    },
  })
  return (
    <Form<Weights>
      form={form}
      layout="vertical"
      requiredMark={false}
      initialValues={saved}
      className="weights-form"
      onFinish={(weights) => save.mutate({ ...saved, ...weights })}
    >
      {save.error && <Alert type="error" showIcon title={tell(save.error)} className="form-alert" />}
      {three.map((name) => (
        <Form.Item key={name} name={name} label={say(name)} rules={[{ required: true }]}>
          <InputNumber min={0} max={1} step={0.05} precision={2} />
        </Form.Item>
      ))}
      <p role="status">
        {sum === 1 ? (
          say('sum', { sum: share(sum, 0) })
        ) : (
          <strong>{say('sumWrong', { sum: share(sum, 0) })}</strong>
        )}
      </p>
      <Form.Item name="basicFactor" label={say('basicFactor')} rules={[{ required: true }]}>
        <InputNumber min={0} max={1} step={0.05} precision={2} />
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
