import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button, Checkbox, Form } from 'antd'
import { useState } from 'react'
import { api, body } from '@/shared/api/client'
import type { CaseRow, Sent } from '@/shared/api/types'
import { useMay } from '@/shared/session/session'
import { ManyReport } from '../many-report'
import { ColleagueField } from '../page/operations/colleague-field'
import { TextField, UnitField } from '../page/operations/fields'
import { Refusal } from '../page/operations/refusal'
import { useWords } from '../words'
import { type Action, bulkActions } from './bulk'
import { refreshLists } from './case-list'

type Typed = Omit<Sent<'/api/cases/many'>, 'action' | 'cases'>

interface BulkBarProps {
  rows: readonly CaseRow[]
  picked: ReadonlySet<string>
  onPick: (ids: readonly string[]) => void
}

/** What can be done to the cases that are picked, at once; and afterwards what came of each. */
export function BulkBar({ rows, picked, onPick }: BulkBarProps) {
  const say = useWords()
  const may = useMay()
  const queries = useQueryClient()
  const [chosen, choose] = useState<Action>()
  const many = useMutation({
    mutationFn: (sent: Sent<'/api/cases/many'>) => body(api.POST('/api/cases/many', { body: sent })),
    onSuccess: () => {
      choose(undefined)
      onPick([])
      void refreshLists(queries)
      void queries.invalidateQueries({ queryKey: ['case'] })
    },
  })
  const chosenRows = rows.filter(({ id }) => picked.has(id))
  const actions = bulkActions(chosenRows, may)
  const open = actions.find(({ action }) => action === chosen)
  const all = rows.length > 0 && chosenRows.length === rows.length
  return (
    <div className="bulk-bar">
      <div className="bulk-row">
        <Checkbox
          checked={all}
          indeterminate={!all && chosenRows.length > 0}
          aria-label={say('pickAll')}
          onChange={({ target }) => onPick(target.checked ? rows.slice(0, most).map(({ id }) => id) : [])}
        />
        <span role="status">
          {chosenRows.length === 0 ? say('pickSome') : say('picked', { count: chosenRows.length })}
        </span>
        {actions.map(({ action, cases }) => (
          <Button
            key={action}
            aria-expanded={chosen === action}
            onClick={() => {
              many.reset()
              choose(chosen === action ? undefined : action)
            }}
          >
            {say(`many.${action}`, { count: cases.length })}
          </Button>
        ))}
        {chosenRows.length > 0 && actions.length === 0 && <span className="soft">{say('pickNothing')}</span>}
      </div>
      {many.data && <ManyReport report={many.data} onRead={() => many.reset()} />}
      {open && (
        <Form<Typed>
          key={open.action}
          className="bulk-form"
          layout="vertical"
          requiredMark={false}
          onFinish={(typed) => many.mutate({ ...typed, action: open.action, cases: open.cases })}
        >
          <Refusal error={many.error} />
          <BulkFields action={open.action} first={open.cases[0]} />
          <div className="form-keys">
            <Button type="primary" htmlType="submit" loading={many.isPending}>
              {say(`many.${open.action}`, { count: open.cases.length })}
            </Button>
            <Button onClick={() => choose(undefined)}>{say('cancel')}</Button>
          </div>
        </Form>
      )}
    </div>
  )
}

/** Of one operation, as the server takes them. */
const most = 200

/** What an action wants to know; the colleagues are those of the first case, others are refused with a reason. */
function BulkFields({ action, first }: { action: Action; first: string | undefined }) {
  const say = useWords()
  switch (action) {
    case 'dispatch':
      return (
        <>
          <UnitField name="unitId" label="unit" missing="unitMissing" />
          <TextField name="note" label="dispatchReason" />
        </>
      )
    case 'supervise':
      return <TextField name="note" label="superviseNote" missing="reasonNeeded" />
    case 'handOver':
      return (
        <>
          <ColleagueField caseId={first ?? ''} name="to" />
          <TextField name="note" label="handOverReason" missing="reasonNeeded" />
        </>
      )
    case 'close':
      return <p>{say('closeNote')}</p>
    case 'sign':
      return <p>{say('manySign')}</p>
  }
}
