import { Button, Checkbox, Form, Input, Select } from 'antd'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { api, body } from '@/shared/api/client'
import { fromLocal, isoDate } from '@/shared/time/civil-time'
import { now } from '@/shared/time/now'
import { Fault } from '@/shared/ui/fault'
import { Empty, Failed, Loading } from '@/shared/ui/pieces'
import { useSettled } from '@/shared/ui/settled'
import { useInspectors } from '../plans/plan'
import { moved, nearestFirst } from './route-order'
import {
  dayAfter,
  mondayOf,
  type RouteStop,
  useCoverage,
  useRoute,
  useShiftChange,
  useStopsNamed,
  weekOf,
} from './shift'
import { useWords } from './words'
import './shifts.css'

interface Typed {
  inspectorId: string
  day: string
  from: string
  to: string
  regionId: string
  by: 'street' | 'cell'
  onlyCells?: boolean
}

/** Sends an inspector out: when, where, and along which stops in which order, those that are proposed and others. */
export function MakeShiftPage() {
  const say = useWords()
  const go = useNavigate()
  const [form] = Form.useForm<Typed>()
  const today = isoDate(now())
  const inspectors = useInspectors()
  // The regions that one may choose are those that one's own coverage tells.
  const own = useCoverage(weekOf(mondayOf(today)), undefined)
  const regions = own.data ? [own.data.whole, ...own.data.parts] : []
  const regionId = Form.useWatch('regionId', form) ?? own.data?.whole.regionId
  const by = Form.useWatch('by', form) ?? 'street'
  const route = useRoute(regionId, by)
  const [left, setLeft] = useState<readonly string[]>([])
  const [added, setAdded] = useState<readonly RouteStop[]>([])
  const [order, setOrder] = useState<readonly string[]>([])
  const offered = inOrder([...(route.data?.stops ?? []), ...added], order)
  const stops = offered.filter(({ code }) => !left.includes(code))
  const arrange = (to: readonly RouteStop[]) => setOrder(to.map(({ code }) => code))
  const make = useShiftChange(
    (typed: Typed) =>
      body(
        api.POST('/api/patrol/shifts', {
          body: {
            inspectorId: typed.inspectorId,
            startsAt: fromLocal(`${typed.day}T${typed.from}`),
            // A shift that ends before it begins goes through the night.
            endsAt: fromLocal(`${typed.to > typed.from ? typed.day : dayAfter(typed.day, 1)}T${typed.to}`),
            ...(by === 'cell' && typed.onlyCells
              ? { regionId: null, cells: stops.filter(({ kind }) => kind === 'cell').map(({ code }) => code) }
              : { regionId: typed.regionId ?? regionId ?? null, cells: null }),
            stops: stops.map(({ kind, code }) => ({ kind, code })),
          },
        }),
      ),
    say('didMake'),
    () => void go('/patrol/shifts'),
  )
  return (
    <div className="page narrow">
      <h1>{say('make')}</h1>
      <Form<Typed>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ day: today, from: '08:00', to: '12:00', by: 'street' }}
        onFinish={(typed) => make.mutate(typed)}
      >
        <Fault error={make.error} />
        <Form.Item
          name="inspectorId"
          label={say('inspector')}
          rules={[{ required: true, message: say('inspectorMissing') }]}
        >
          <Select
            showSearch={{ optionFilterProp: 'label' }}
            notFoundContent={say('noInspectors')}
            options={(inspectors.data ?? []).map(({ id, name, unit }) => ({
              value: id,
              label: `${name} · ${unit.name}`,
            }))}
          />
        </Form.Item>
        <div className="shift-hours">
          <Form.Item name="day" label={say('day')} rules={[{ required: true, message: say('dayMissing') }]}>
            <Input type="date" min={today} />
          </Form.Item>
          <Form.Item name="from" label={say('from')} rules={[{ required: true, message: say('dayMissing') }]}>
            <Input type="time" />
          </Form.Item>
          <Form.Item name="to" label={say('to')} rules={[{ required: true, message: say('dayMissing') }]}>
            <Input type="time" />
          </Form.Item>
        </div>
        <div className="form-pair">
          <Form.Item name="regionId" label={say('area')}>
            <Select
              placeholder={own.data?.whole.name}
              // What was added stands in the area that was.
              onChange={() => setAdded([])}
              options={regions.map(({ regionId, name }) => ({ value: regionId, label: name }))}
            />
          </Form.Item>
          <Form.Item name="by" label={say('by')}>
            <Select
              options={(['street', 'cell'] as const).map((value) => ({ value, label: say(`kind.${value}`) }))}
            />
          </Form.Item>
        </div>
        {by === 'cell' && (
          <Form.Item
            name="onlyCells"
            valuePropName="checked"
            rules={[
              {
                validator: (_, only?: boolean) =>
                  only && !stops.some(({ kind }) => kind === 'cell')
                    ? Promise.reject(new Error(say('cellsMissing')))
                    : Promise.resolve(),
              },
            ]}
          >
            <Checkbox>{say('onlyCells')}</Checkbox>
          </Form.Item>
        )}
        <section aria-labelledby="shift-route">
          <h2 id="shift-route">{say('route')}</h2>
          <p className="soft">{say('routeMeans')}</p>
          {route.error && <Failed error={route.error} onRetry={() => void route.refetch()} />}
          {route.isLoading && <Loading rows={5} />}
          {route.data && offered.length === 0 && (
            <Empty title={say('routeNone')}>{say('routeNoneAdvice')}</Empty>
          )}
          {offered.length > 0 && (
            <Stops
              stops={offered}
              left={left}
              onLeave={(code, out) => setLeft(out ? [...left, code] : left.filter((one) => one !== code))}
              onMove={(at, by) => arrange(moved(offered, at, by))}
            />
          )}
          <div className="form-keys">
            <AddStop regionId={regionId} known={offered} onAdd={(stop) => setAdded([...added, stop])} />
            {stops.length > 2 && (
              <Button
                onClick={() =>
                  arrange([...nearestFirst(stops), ...offered.filter(({ code }) => left.includes(code))])
                }
              >
                {say('nearestFirst')}
              </Button>
            )}
          </div>
        </section>
        <div className="form-keys">
          <Button type="primary" htmlType="submit" loading={make.isPending}>
            {say('makeDo')}
          </Button>
          <Button onClick={() => void go(-1)}>{say('back')}</Button>
        </div>
      </Form>
    </div>
  )
}

/** Stops as they were put in order; what nobody moved yet stands behind, as it came. Each once. */
const inOrder = (stops: readonly RouteStop[], order: readonly string[]): RouteStop[] => {
  const place = (code: string) => (order.includes(code) ? order.indexOf(code) : order.length)
  return stops
    .filter(({ code }, at) => stops.findIndex((one) => one.code === code) === at)
    .sort((one, other) => place(one.code) - place(other.code))
}

interface AddStopProps {
  regionId: string | undefined
  /** What stands in the route already. */
  known: readonly RouteStop[]
  onAdd: (stop: RouteStop) => void
}

/** A name is short: who pauses so long, in milliseconds, waits for what there is. */
const namePause = 300

/** Any street or cell of the area by its name, whatever the proposal goes by. */
function AddStop({ regionId, known, onAdd }: AddStopProps) {
  const say = useWords()
  const [typed, type] = useState('')
  const named = useStopsNamed(regionId, useSettled(typed.trim(), namePause))
  const found = (named.data?.stops ?? []).filter(({ code }) => !known.some((one) => one.code === code))
  return (
    <Select<string>
      className="shift-add"
      aria-label={say('addStop')}
      placeholder={say('addStop')}
      value={null as unknown as string}
      showSearch={{ filterOption: false, onSearch: type, searchValue: typed }}
      notFoundContent={typed.trim() && named.isSuccess ? say('addStopNone') : null}
      options={found.map(({ code, name }) => ({ value: code, label: name }))}
      onChange={(code) => {
        const stop = found.find((one) => one.code === code)
        if (stop) onAdd(stop)
        type('')
      }}
    />
  )
}

interface StopsProps {
  stops: readonly RouteStop[]
  /** The codes of those that are left out. */
  left: readonly string[]
  onLeave: (code: string, out: boolean) => void
  onMove: (at: number, by: -1 | 1) => void
}

function Stops({ stops, left, onLeave, onMove }: StopsProps) {
  const say = useWords()
  return (
    <ol className="shift-stops">
      {stops.map(({ code, name, lastSeen, daysUnseen, cases, score }, at) => (
        <li key={code}>
          <Checkbox checked={!left.includes(code)} onChange={({ target }) => onLeave(code, !target.checked)}>
            {name}
          </Checkbox>
          <span className="soft">
            {lastSeen ? say('unseen', { count: daysUnseen }) : say('neverSeen')} ·{' '}
            {say('cases', { count: cases })} · {say('score', { score })}
          </span>
          <span className="shift-move">
            <Button
              size="small"
              type="text"
              disabled={at === 0}
              aria-label={say('moveUp', { name })}
              onClick={() => onMove(at, -1)}
            >
              ↑
            </Button>
            <Button
              size="small"
              type="text"
              disabled={at === stops.length - 1}
              aria-label={say('moveDown', { name })}
              onClick={() => onMove(at, 1)}
            >
              ↓
            </Button>
          </span>
        </li>
      ))}
    </ol>
  )
}
