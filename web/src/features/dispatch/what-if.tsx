import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Form, Input, Progress } from 'antd'
import { Link } from 'react-router'
import { api, body } from '@/shared/api/client'
import { Refused } from '@/shared/api/problem'
import type { Got } from '@/shared/api/types'
import { useMay } from '@/shared/session/session'
import { dateWords } from '@/shared/time/civil-time'
import { useNow } from '@/shared/time/now'
import { Fault } from '@/shared/ui/fault'
import { WideTable } from '@/shared/ui/wide-table'
import { rulesKey } from './rules'
import { useWords } from './what-if-words'

type Told = Got<'/api/dispatch/drafts/{id}/what-if'>
type Side = Told['cases'][number]['from']

const lookAgain = 1000

interface Period {
  since: string
  until: string
}

/** What a draft would have done with past cases: begun, watched, cancelled, read. */
export function WhatIf({ id }: { id: string }) {
  const say = useWords()
  const queries = useQueryClient()
  const path = { params: { path: { id } } }
  const key = [...rulesKey, 'what-if', id]
  const run = useQuery({
    queryKey: key,
    // Not replayed yet is an answer, no failure.
    queryFn: () =>
      body(api.GET('/api/dispatch/drafts/{id}/what-if', path)).catch((error: unknown) => {
        if (error instanceof Refused && error.status === 404) return null
        throw error
      }),
    refetchInterval: ({ state }) => (state.data?.state === 'running' ? lookAgain : false),
  })
  const again = { onSuccess: () => queries.invalidateQueries({ queryKey: key }) }
  const start = useMutation({
    mutationFn: (period: Period) =>
      body(api.POST('/api/dispatch/drafts/{id}/what-if', { ...path, body: period })),
    ...again,
  })
  const cancel = useMutation({
    mutationFn: () => body(api.DELETE('/api/dispatch/drafts/{id}/what-if', path)),
    ...again,
  })
  const running = run.data?.state === 'running'
  const day = [{ required: true, pattern: /^\d{4}-\d{2}-\d{2}$/, message: say('dayMissing') }]
  return (
    <section aria-label={say('whatIf')}>
      <h3>{say('whatIf')}</h3>
      <p className="soft">{say('whatIfIntro')}</p>
      <Fault error={start.error ?? cancel.error ?? run.error} />
      <Form<Period>
        layout="inline"
        colon={false}
        requiredMark={false}
        onFinish={(period) => start.mutate(period)}
      >
        <Form.Item name="since" label={say('whatIfSince')} rules={day}>
          <Input type="date" className="short-field" />
        </Form.Item>
        <Form.Item name="until" label={say('whatIfUntil')} rules={day}>
          <Input type="date" className="short-field" />
        </Form.Item>
        <Button htmlType="submit" disabled={running} loading={start.isPending}>
          {say('whatIfStart')}
        </Button>
        {running && (
          <Button onClick={() => cancel.mutate()} loading={cancel.isPending}>
            {say('whatIfCancel')}
          </Button>
        )}
      </Form>
      {run.data && <Outcome told={run.data} />}
    </section>
  )
}

function Outcome({ told }: { told: Told }) {
  const say = useWords()
  const now = useNow()
  const { state, model, since, until, total, done, erased, moved, cases, loads } = told
  return (
    <div aria-live="polite">
      <p>
        {say(`whatIf.${state}`)} · {dateWords(since, now)} – {dateWords(until, now)} ·{' '}
        {say('whatIfCount', { done, total, moved, erased })} ·{' '}
        {model.number === 0 ? say('whatIfShipped') : say('whatIfModel', { ...model })}
      </p>
      {state === 'running' && (
        <Progress percent={total > 0 ? Math.floor((done / total) * 100) : 0} aria-label={say('whatIf')} />
      )}
      {loads.length > 0 && (
        <WideTable>
          <table className="plain-table">
            <caption>{say('whatIfLoads')}</caption>
            <thead>
              <tr>
                <th scope="col">{say('whatIfUnit')}</th>
                <th scope="col" className="number">
                  {say('before')}
                </th>
                <th scope="col" className="number">
                  {say('after')}
                </th>
              </tr>
            </thead>
            <tbody>
              {loads.map(({ unitId, unit, before, after }) => (
                <tr key={unitId}>
                  <th scope="row">{unit}</th>
                  <td className="number">{before}</td>
                  <td className="number">{after}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </WideTable>
      )}
      {cases.length > 0 && <MovedCases cases={cases} moved={moved} />}
    </div>
  )
}

function MovedCases({ cases, moved }: { cases: Told['cases']; moved: number }) {
  const say = useWords()
  const may = useMay()
  const told = ({ unit, isQueue, rule }: Side) =>
    [isQueue ? say('whatIfQueue', { unit }) : unit, rule && say('whatIfRule', { rule })]
      .filter(Boolean)
      .join(' · ')
  return (
    <WideTable>
      <table className="plain-table">
        <caption>{say('whatIfCases', { shown: cases.length, moved })}</caption>
        <thead>
          <tr>
            <th scope="col">{say('whatIfCase')}</th>
            <th scope="col">{say('class')}</th>
            <th scope="col">{say('before')}</th>
            <th scope="col">{say('after')}</th>
          </tr>
        </thead>
        <tbody>
          {cases.map(({ caseId, number, class: of, from, to }) => (
            <tr key={caseId}>
              <th scope="row">{may('viewCases') ? <Link to={`/cases/${caseId}`}>{number}</Link> : number}</th>
              <td>{of}</td>
              <td>{told(from)}</td>
              <td>{told(to)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </WideTable>
  )
}
