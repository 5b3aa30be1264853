import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button, Form, Input, InputNumber, Select } from 'antd'
import { useState } from 'react'
import { api, body } from '@/shared/api/client'
import { useTerms } from '@/shared/terms'
import { Failed, Loading } from '@/shared/ui/pieces'
import { Refusal } from '../page/operations/refusal'
import { useWords } from '../words'
import { type Limit, type Limits, urgencies } from './limits'
import { RunningTable } from './limits-running'
import './settings.css'
import { WideTable } from '@/shared/ui/wide-table'

const steps = [
  'dispatch',
  'sign',
  'contact',
  'resolve',
  'return',
  'review',
  'ruling',
  'progress',
  'suspendedProgress',
  'resume',
  'callBack',
  'followUp',
  'control',
] as const
/** The unit, and for working days which days they are: one choice for whoever sets a limit. */
const unitsOfTime = [
  'minute',
  'hour',
  'day',
  'workingDay',
  'workingDay.weekdays',
  'workingDay.everyDay',
] as const
const key = ['settings', 'limits']

/** How long each step may take, by urgency. Saved as a whole, on the version that was looked at. */
export function LimitsPage() {
  const say = useWords()
  const { data, error, refetch } = useQuery({
    queryKey: key,
    queryFn: () => body(api.GET('/api/settings/limits')),
  })
  return (
    <>
      <p className="soft">{say('limitsIntro')}</p>
      {data ? (
        <LimitsTable key={data.version} saved={data} />
      ) : error ? (
        <Failed error={error} onRetry={() => void refetch()} />
      ) : (
        <Loading />
      )}
    </>
  )
}

type UnitOfTime = (typeof unitsOfTime)[number]

const unitOf = ({ unit, calendar }: Limit): UnitOfTime =>
  unit === 'workingDay' && calendar && calendar !== 'official' ? `workingDay.${calendar}` : unit

const partsOf = (chosen: UnitOfTime): Pick<Limit, 'unit' | 'calendar'> => {
  const [unit, calendar] = chosen.split('.') as [Limit['unit'], Limit['calendar']?]
  return { unit, calendar: calendar ?? 'official' }
}

function LimitsTable({ saved }: { saved: Limits }) {
  const say = useWords()
  const term = useTerms()
  const queries = useQueryClient()
  const { message } = App.useApp()
  const [limits, setLimits] = useState(saved)
  const save = useMutation({
    mutationFn: () => body(api.PUT('/api/settings/limits', { body: limits })),
    onSuccess: (next) => {
      queries.setQueryData(key, next)
      void message.success(say('saved'))
    },
  })
  const changed = JSON.stringify(limits) !== JSON.stringify(saved)
  const change = (limit: Limit, changes: Partial<Limit>) =>
    setLimits((before) => ({
      ...before,
      rows: before.rows.map((one) => (one === limit ? { ...one, ...changes } : one)),
    }))

  return (
    <>
      <Refusal error={save.error} onReload={() => void queries.invalidateQueries({ queryKey: key })} />
      <WideTable>
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col">{say('stepOfLimit')}</th>
              {urgencies.map((urgency) => (
                <th key={urgency} scope="col">
                  {term(`urgency.${urgency}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {steps.map((step) => (
              <tr key={step}>
                <th scope="row">{say(`step.${step}`)}</th>
                {urgencies.map((urgency) => {
                  const limit = limits.rows.find((one) => one.urgency === urgency && one.step === step)
                  if (!limit) return <td key={urgency} />
                  const names = { urgency: term(`urgency.${urgency}`), step: say(`step.${step}`) }
                  return (
                    <td key={urgency}>
                      <span className="limit">
                        <InputNumber
                          min={1}
                          max={1000}
                          precision={0}
                          aria-label={say('amountOf', names)}
                          value={limit.amount}
                          onChange={(amount) => amount && change(limit, { amount })}
                        />
                        <Select
                          aria-label={say('unitOf', names)}
                          value={unitOf(limit)}
                          popupMatchSelectWidth={false}
                          onChange={(unit) => change(limit, partsOf(unit))}
                          options={unitsOfTime.map((value) => ({ value, label: say(`unit.${value}`) }))}
                        />
                      </span>
                    </td>
                  )
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </WideTable>
      <RunningTable limits={limits} onChange={change} />
      <Form layout="vertical" className="limits-end">
        <Form.Item label={say('workingDayEnds')} htmlFor="working-day-ends" extra={say('workingDayEndsNote')}>
          <Input
            id="working-day-ends"
            maxLength={5}
            value={limits.workingDayEnds}
            onChange={(event) => setLimits((before) => ({ ...before, workingDayEnds: event.target.value }))}
          />
        </Form.Item>
      </Form>
      <div className={changed ? 'form-keys unsaved' : 'form-keys'}>
        <Button type="primary" disabled={!changed} loading={save.isPending} onClick={() => save.mutate()}>
          {say('save')}
        </Button>
        {changed && <Button onClick={() => setLimits(saved)}>{say('discard')}</Button>}
      </div>
    </>
  )
}
