import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App, Button, Form, Input } from 'antd'
import { useState } from 'react'
import { api, body } from '@/shared/api/client'
import type { Got } from '@/shared/api/types'
import { Refusal } from '../page/operations/refusal'
import { useWords } from '../words'
import { isWorking, kindOf, turn, workingDays } from './year'
import { YearGrid } from './year-grid'

type Year = Got<'/api/settings/calendar/{year}'>

/** The days of a year and the document they follow. Saved as a whole, on the version that was looked at. */
export function YearEditor({ saved }: { saved: Year }) {
  const say = useWords()
  const queries = useQueryClient()
  const { message } = App.useApp()
  const [days, setDays] = useState(saved.days)
  const [document, setDocument] = useState(saved.document ?? '')
  const [name, setName] = useState('')
  const { number: year, version } = saved
  const key = ['settings', 'calendar', year]
  const save = useMutation({
    mutationFn: () =>
      body(
        api.PUT('/api/settings/calendar/{year}', {
          params: { path: { year } },
          body: { document, days, version },
        }),
      ),
    onSuccess: (next) => {
      queries.setQueryData(key, next)
      void message.success(say('saved'))
    },
  })
  const changed = document !== (saved.document ?? '') || JSON.stringify(days) !== JSON.stringify(saved.days)
  const press = (date: string) =>
    setDays((before) => {
      const working = isWorking(
        kindOf(
          date,
          before.find((day) => day.date === date),
        ),
      )
      return turn(date, before, name.trim() || say(working ? 'madeOff' : 'madeOn'))
    })

  return (
    <Form layout="vertical" requiredMark={false} onFinish={() => save.mutate()}>
      <p>
        {!saved.document && <span>{say('notPublished')} </span>}
        <strong>{say('workingDays', { count: workingDays(year, days) })}</strong>
      </p>
      <Refusal error={save.error} onReload={() => void queries.invalidateQueries({ queryKey: key })} />
      <div className="form-pair">
        <Form.Item label={say('document')} htmlFor="calendar-document">
          <Input
            id="calendar-document"
            value={document}
            maxLength={200}
            onChange={(event) => setDocument(event.target.value)}
          />
        </Form.Item>
        <Form.Item label={say('newDayName')} htmlFor="calendar-name">
          <Input
            id="calendar-name"
            value={name}
            maxLength={20}
            placeholder={`${say('madeOff')} / ${say('madeOn')}`}
            onChange={(event) => setName(event.target.value)}
          />
        </Form.Item>
      </div>
      <YearGrid year={year} days={days} onPress={press} />
      <div className="form-keys">
        <Button
          type="primary"
          htmlType="submit"
          disabled={!changed || !document.trim()}
          loading={save.isPending}
        >
          {say('save')}
        </Button>
        {changed && (
          <Button
            onClick={() => {
              setDays(saved.days)
              setDocument(saved.document ?? '')
            }}
          >
            {say('discard')}
          </Button>
        )}
        {changed && !document.trim() && <span role="status">{say('documentMissing')}</span>}
      </div>
    </Form>
  )
}
