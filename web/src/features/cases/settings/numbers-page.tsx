import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button, Form, InputNumber } from 'antd'
import { useState } from 'react'
import { api, body } from '@/shared/api/client'
import type { Got } from '@/shared/api/types'
import { Failed, Loading } from '@/shared/ui/pieces'
import { Refusal } from '../page/operations/refusal'
import { type CaseWord, useWords } from '../words'
import './settings.css'

type Numbers = Got<'/api/settings/numbers'>

const key = ['settings', 'numbers']

/** How often and how long the rules allow something; each within its range. */
export function NumbersPage() {
  const say = useWords()
  const { data, error, refetch } = useQuery({
    queryKey: key,
    queryFn: () => body(api.GET('/api/settings/numbers')),
  })
  return (
    <>
      <p className="soft">{say('numbersIntro')}</p>
      {data ? (
        <Fields key={data.version} saved={data} />
      ) : error ? (
        <Failed error={error} onRetry={() => void refetch()} />
      ) : (
        <Loading />
      )}
    </>
  )
}

function Fields({ saved }: { saved: Numbers }) {
  const say = useWords()
  const queries = useQueryClient()
  const { message } = App.useApp()
  const [rows, setRows] = useState(saved.rows)
  const save = useMutation({
    mutationFn: () => body(api.PUT('/api/settings/numbers', { body: { rows, version: saved.version } })),
    onSuccess: (next) => {
      queries.setQueryData(key, next)
      void message.success(say('saved'))
    },
  })
  const change = (name: string, value: number) =>
    setRows((before) => before.map((one) => (one.name === name ? { ...one, value } : one)))
  return (
    <>
      <Refusal error={save.error} onReload={() => void queries.invalidateQueries({ queryKey: key })} />
      <Form layout="vertical" className="limits-end">
        {rows.map(({ name, value, least, most }) => (
          <Form.Item
            key={name}
            label={say(`number.${name}` as CaseWord)}
            htmlFor={`number-${name}`}
            extra={say('numberRange', { least: least ?? 0, most: most ?? 0 })}
          >
            <InputNumber
              id={`number-${name}`}
              min={least}
              max={most}
              precision={0}
              value={value}
              onChange={(typed) => typed !== null && change(name, typed)}
            />
          </Form.Item>
        ))}
      </Form>
      <Button
        type="primary"
        disabled={JSON.stringify(rows) === JSON.stringify(saved.rows)}
        loading={save.isPending}
        onClick={() => save.mutate()}
      >
        {say('save')}
      </Button>
    </>
  )
}
