import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App, Button, Checkbox, Form, Input } from 'antd'
import { useState } from 'react'
import { api, body } from '@/shared/api/client'
import type { Got } from '@/shared/api/types'
import type { LngLat } from '@/shared/map/points'
import { useUnits } from '@/shared/reference/reference'
import { Fault } from '@/shared/ui/fault'
import { Empty, Failed, Loading } from '@/shared/ui/pieces'
import { PointField } from '../components/point-field'
import { useWords } from './words'

type Unit = Got<'/api/units'>[number]

/** Under which unified social credit code each unit stands in the records of components, and where it can be met. */
export function CreditCodesPage() {
  const say = useWords()
  const { message } = App.useApp()
  const units = useUnits()
  const [sought, seek] = useState('')
  const [only, setOnly] = useState(false)
  const [open, setOpen] = useState<{ unit: Unit; what: 'creditCode' | 'seat' }>()
  const Part = open?.what === 'seat' ? SeatForm : CreditCodeForm
  const found = units.data?.filter(
    ({ name, code, creditCode }) =>
      (name.includes(sought.trim()) || code.startsWith(sought.trim())) && !(only && creditCode),
  )
  return (
    <>
      <p className="soft">{say('unitsIntro')}</p>
      <search className="page-filters">
        <Input
          allowClear
          className="find-rule"
          aria-label={say('findUnit')}
          placeholder={say('findUnit')}
          value={sought}
          onChange={({ target }) => seek(target.value)}
        />
        <Checkbox checked={only} onChange={({ target }) => setOnly(target.checked)}>
          {say('onlyWithout')}
        </Checkbox>
      </search>
      {open && (
        <Part
          key={open.unit.id + open.what}
          unit={open.unit}
          onCancel={() => setOpen(undefined)}
          onSaved={() => {
            setOpen(undefined)
            void message.success(say('kept'))
          }}
        />
      )}
      {units.error && <Failed error={units.error} onRetry={() => void units.refetch()} />}
      {units.isPending && <Loading rows={12} />}
      {found?.length === 0 && <Empty title={say('noUnits')}>{say('noUnitsAdvice')}</Empty>}
      {found && found.length > 0 && (
        <div className="wide-table">
          <table className="plain-table">
            <thead>
              <tr>
                {(['unit', 'unitCode', 'creditCode', 'seat'] as const).map((head) => (
                  <th key={head} scope="col">
                    {say(head)}
                  </th>
                ))}
                <th scope="col">
                  <span className="unseen">{say('change')}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {found.map((unit) => (
                <tr key={unit.id}>
                  <th scope="row">{unit.name}</th>
                  <td>{unit.code}</td>
                  <td>{unit.creditCode}</td>
                  <td>
                    {unit.address}
                    {unit.address && typeof unit.lon !== 'number' && (
                      <span className="soft"> {say('seatUnplaced')}</span>
                    )}
                  </td>
                  <td>
                    <Button
                      size="small"
                      aria-label={say('changing', { name: unit.name })}
                      onClick={() => setOpen({ unit, what: 'creditCode' })}
                    >
                      {say('change')}
                    </Button>{' '}
                    <Button
                      size="small"
                      aria-label={say('seating', { name: unit.name })}
                      onClick={() => setOpen({ unit, what: 'seat' })}
                    >
                      {say('seat')}
                    </Button>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  )
}

interface PartProps {
  unit: Unit
  onCancel: () => void
  onSaved: () => void
}

/** Where a unit can be met: its address, and its point on the map. */
function SeatForm({ unit, onCancel, onSaved }: PartProps) {
  const say = useWords()
  const queries = useQueryClient()
  const save = useMutation({
    mutationFn: ({ address, point }: { address?: string; point?: LngLat }) =>
      body(
        api.PUT('/api/units/{id}/seat', {
          params: { path: { id: unit.id } },
          body: { address: address?.trim() || null, lon: point?.[0] ?? null, lat: point?.[1] ?? null },
        }),
      ),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['units'] })
      onSaved()
    },
  })
  const { lon, lat } = unit
  return (
    <Form<{ address?: string; point?: LngLat }>
      className="rule-form"
      layout="vertical"
      initialValues={{
        address: unit.address ?? '',
        ...(typeof lon === 'number' && typeof lat === 'number' && { point: [lon, lat] }),
      }}
      onFinish={(typed) => save.mutate(typed)}
    >
      <h2>{say('seating', { name: unit.name })}</h2>
      <Fault error={save.error} />
      <Form.Item name="address" label={say('seatAddress')} extra={say('seatAdvice')}>
        <Input maxLength={200} autoComplete="off" />
      </Form.Item>
      <Form.Item name="point" label={say('seatPoint')}>
        <PointField label={say('seatPoint')} />
      </Form.Item>
      <div className="form-keys">
        <Button type="primary" htmlType="submit" loading={save.isPending}>
          {say('save')}
        </Button>
        <Button onClick={onCancel}>{say('cancel')}</Button>
      </div>
    </Form>
  )
}

function CreditCodeForm({ unit, onCancel, onSaved }: PartProps) {
  const say = useWords()
  const queries = useQueryClient()
  const save = useMutation({
    mutationFn: (creditCode: string | null) =>
      body(
        api.PUT('/api/units/{id}/credit-code', {
          params: { path: { id: unit.id } },
          body: { creditCode },
        }),
      ),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['units'] })
      onSaved()
    },
  })
  return (
    <Form<{ creditCode?: string }>
      className="rule-form"
      layout="vertical"
      initialValues={{ creditCode: unit.creditCode ?? '' }}
      onFinish={({ creditCode = '' }) => save.mutate(creditCode.trim().toUpperCase() || null)}
    >
      <h2>{say('changing', { name: unit.name })}</h2>
      <Fault error={save.error} />
      <Form.Item
        name="creditCode"
        label={say('creditCode')}
        rules={[{ pattern: /^\s*[0-9A-HJ-NPQRTUWXYa-hj-npqrtuwxy]{18}\s*$/, message: say('creditOdd') }]}
      >
        <Input maxLength={20} autoComplete="off" />
      </Form.Item>
      <div className="form-keys">
        <Button type="primary" htmlType="submit" loading={save.isPending}>
          {say('save')}
        </Button>
        <Button onClick={onCancel}>{say('cancel')}</Button>
      </div>
    </Form>
  )
}
