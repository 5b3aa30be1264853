import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Checkbox, Form, Input } from 'antd'
import { useState } from 'react'
import { api, body } from '@/shared/api/client'
import type { Got } from '@/shared/api/types'
import type { LngLat } from '@/shared/map/points'
import { useUnits } from '@/shared/reference/reference'
import { EntryForm, EntryTable, useOpenEntry } from '@/shared/ui/entries'
import { FindLine } from '@/shared/ui/find-line'
import { Empty, Failed, Loading } from '@/shared/ui/pieces'
import { PointField } from '../components/point-field'
import { useWords } from './words'

type Unit = Got<'/api/units'>[number]

const phonesKey = ['settings', 'duty-phones']

/** Under which telephone somebody is on duty, by unit. */
const usePhones = () =>
  useQuery({
    queryKey: phonesKey,
    queryFn: () => body(api.GET('/api/settings/duty-phones')),
    select: (phones) => new Map(phones.map(({ unitId, phone }) => [unitId, phone])),
  })

/** Under which unified social credit code each unit stands in the records of components, where it can be met, and who is on duty. */
export function CreditCodesPage() {
  const say = useWords()
  const units = useUnits()
  const phones = usePhones()
  const [sought, seek] = useState('')
  const [only, setOnly] = useState(false)
  const { open, edit, close, done } = useOpenEntry<Unit>()
  const found = units.data?.filter(
    ({ name, code, creditCode }) =>
      (name.includes(sought.trim()) || code.startsWith(sought.trim())) && !(only && creditCode),
  )
  return (
    <>
      <p className="soft">{say('unitsIntro')}</p>
      <FindLine label={say('findUnit')} words={sought} onWords={seek}>
        <Checkbox checked={only} onChange={({ target }) => setOnly(target.checked)}>
          {say('onlyWithout')}
        </Checkbox>
      </FindLine>
      {open && phones.data && (
        <UnitForm
          key={open.id}
          unit={open}
          phone={phones.data.get(open.id) ?? ''}
          onCancel={close}
          onSaved={() => done()}
        />
      )}
      {phones.error && <Failed error={phones.error} onRetry={() => void phones.refetch()} />}
      {units.error && <Failed error={units.error} onRetry={() => void units.refetch()} />}
      {units.isPending && <Loading rows={12} />}
      {found?.length === 0 && <Empty title={say('noUnits')}>{say('noUnitsAdvice')}</Empty>}
      {found && found.length > 0 && (
        <EntryTable
          entries={found}
          keyOf={({ id }) => id}
          nameOf={({ name }) => name}
          onOpen={edit}
          columns={[
            { head: say('unit'), is: 'name', cell: ({ name }) => name },
            { head: say('unitCode'), cell: ({ code }) => code },
            { head: say('creditCode'), cell: ({ creditCode }) => creditCode },
            { head: say('dutyPhone'), cell: ({ id }) => phones.data?.get(id) },
            {
              head: say('seat'),
              cell: ({ address, lon }) => (
                <>
                  {address}{' '}
                  {typeof lon !== 'number' && address && <span className="soft">{say('seatUnplaced')}</span>}
                </>
              ),
            },
          ]}
        />
      )}
    </>
  )
}

interface UnitFormProps {
  unit: Unit
  phone: string
  onCancel: () => void
  onSaved: () => void
}

interface TypedUnit {
  creditCode?: string
  phone?: string
  address?: string
  point?: LngLat
}

/** Sends what was changed, each to where it is kept. */
const saveUnit = async (
  unit: Unit,
  before: TypedUnit,
  { creditCode = '', phone = '', address = '', point }: TypedUnit,
) => {
  const params = { path: { id: unit.id } }
  const code = creditCode.trim().toUpperCase()
  if (code !== (before.creditCode ?? ''))
    await body(api.PUT('/api/units/{id}/credit-code', { params, body: { creditCode: code || null } }))
  if (phone.trim() !== (before.phone ?? ''))
    await body(api.PUT('/api/units/{id}/duty-phone', { params, body: { phone: phone.trim() || null } }))
  if (address.trim() !== (before.address ?? '') || point?.join() !== before.point?.join())
    await body(
      api.PUT('/api/units/{id}/seat', {
        params,
        body: { address: address.trim() || null, lon: point?.[0] ?? null, lat: point?.[1] ?? null },
      }),
    )
}

function UnitForm({ unit, phone, onCancel, onSaved }: UnitFormProps) {
  const say = useWords()
  const queries = useQueryClient()
  const { lon, lat } = unit
  const before: TypedUnit = {
    creditCode: unit.creditCode ?? '',
    phone,
    address: unit.address ?? '',
    ...(typeof lon === 'number' && typeof lat === 'number' && { point: [lon, lat] }),
  }
  const save = useMutation({
    mutationFn: (typed: TypedUnit) => saveUnit(unit, before, typed),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: phonesKey })
      await queries.invalidateQueries({ queryKey: ['units'] })
      onSaved()
    },
  })
  return (
    <EntryForm<TypedUnit>
      title={say('changing', { name: unit.name })}
      error={save.error}
      saving={save.isPending}
      onCancel={onCancel}
      initialValues={before}
      onFinish={(typed) => save.mutate(typed)}
    >
      <Form.Item
        name="creditCode"
        label={say('creditCode')}
        rules={[{ pattern: /^\s*[0-9A-HJ-NPQRTUWXYa-hj-npqrtuwxy]{18}\s*$/, message: say('creditOdd') }]}
      >
        <Input maxLength={20} autoComplete="off" />
      </Form.Item>
      <Form.Item
        name="phone"
        label={say('dutyPhone')}
        extra={say('dutyPhoneAdvice')}
        rules={[
          {
            pattern:
              /^\s*[+\uff0b]?[(\uff08]?[0-9\uff10-\uff19](?:[ \u3000()\uff08\uff09\-\uff0d\u2010\u2013]{0,3}[0-9\uff10-\uff19]){4,14}\s*$/,
            message: say('dutyPhoneOdd'),
          },
        ]}
      >
        <Input maxLength={24} inputMode="tel" autoComplete="off" />
      </Form.Item>
      <Form.Item name="address" label={say('seatAddress')} extra={say('seatAdvice')}>
        <Input maxLength={200} autoComplete="off" />
      </Form.Item>
      <Form.Item name="point" label={say('seatPoint')}>
        <PointField label={say('seatPoint')} />
      </Form.Item>
    </EntryForm>
  )
}
