import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Checkbox, Form, Input } from 'antd'
import { useState } from 'react'
import { api, body } from '@/shared/api/client'
import type { Got } from '@/shared/api/types'
import { useUnits } from '@/shared/reference/reference'
import { EntryForm, EntryTable, useOpenEntry } from '@/shared/ui/entries'
import { Empty, Failed, Loading } from '@/shared/ui/pieces'
import { useWords } from './words'

type Unit = Got<'/api/units'>[number]

/** Under which unified social credit code each unit stands in the records of components. */
export function CreditCodesPage() {
  const say = useWords()
  const units = useUnits()
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
      {open && <CreditCodeForm key={open.id} unit={open} onCancel={close} onSaved={() => done()} />}
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
          ]}
        />
      )}
    </>
  )
}

interface CreditCodeFormProps {
  unit: Unit
  onCancel: () => void
  onSaved: () => void
}

function CreditCodeForm({ unit, onCancel, onSaved }: CreditCodeFormProps) {
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
    <EntryForm<{ creditCode?: string }>
      title={say('changing', { name: unit.name })}
      error={save.error}
      saving={save.isPending}
      onCancel={onCancel}
      initialValues={{ creditCode: unit.creditCode ?? '' }}
      onFinish={({ creditCode = '' }) => save.mutate(creditCode.trim().toUpperCase() || null)}
    >
      <Form.Item
        name="creditCode"
        label={say('creditCode')}
        rules={[{ pattern: /^\s*[0-9A-HJ-NPQRTUWXYa-hj-npqrtuwxy]{18}\s*$/, message: say('creditOdd') }]}
      >
        <Input maxLength={20} autoComplete="off" />
      </Form.Item>
    </EntryForm>
  )
}
