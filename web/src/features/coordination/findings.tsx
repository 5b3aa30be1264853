import { Button, Form, Radio } from 'antd'
import { useState } from 'react'
import { api, body } from '@/shared/api/client'
import { ChangeForm, WordsField } from './change-form'
import { PhotoRow } from './photo-row'
import { Due } from './tasks'
import type { Finding, WhistlePage } from './whistle'
import { useWords } from './words'

const results = ['inOrder', 'fault', 'notChecked'] as const

interface Typed {
  result: (typeof results)[number]
  note?: string
}

/** The checklist of a joint inspection and what was found. */
export function Findings({ page }: { page: WhistlePage }) {
  const say = useWords()
  const [open, setOpen] = useState<number>()
  if (page.findings.length === 0) return null
  const waiting = page.findings.filter((one) => one.open).length
  return (
    <section>
      <h2>{say('findings')}</h2>
      {waiting > 0 && (
        <p className="whistle-waiting" role="note">
          {say('findingsOpen', { count: waiting })}
        </p>
      )}
      <ol className="whistle-tasks">
        {page.findings.map((one) => (
          <li key={one.ordinal}>
            <p>
              <strong>{one.item}</strong> <span className="mark quiet">{say(`finding.${one.result}`)}</span>
              {one.open && <span className="mark">{say('findingOpen')}</span>}
            </p>
            {one.note && <p>{one.note}</p>}
            <PhotoRow whistle={page.id} photos={one.photos} />
            <Answering page={page} finding={one} />
            {page.possible.find && (
              <Button
                size="small"
                aria-expanded={open === one.ordinal}
                aria-label={say('recordItem', { item: one.item })}
                onClick={() => setOpen(open === one.ordinal ? undefined : one.ordinal)}
              >
                {say('record')}
              </Button>
            )}
            {page.possible.find && open === one.ordinal && (
              <FindingForm page={page} finding={one} onDone={() => setOpen(undefined)} />
            )}
          </li>
        ))}
      </ol>
    </section>
  )
}

/** The promises and tasks that answer it. */
function Answering({ page, finding }: { page: WhistlePage; finding: Finding }) {
  const say = useWords()
  const tasks = page.tasks.filter((task) => task.finding === finding.ordinal)
  if (tasks.length === 0) return null
  return (
    <ul className="whistle-answers" aria-label={say('answering', { item: finding.item })}>
      {tasks.map((task) => (
        <li key={task.id}>
          {task.what ?? say('erased')}
          <span className="whistle-line soft">
            <span>{task.promisedBy ? say('promised', { firm: task.promisedBy }) : task.unit.name}</span>
            <span>{say(`taskState.${task.state}`)}</span>
            <Due task={task} />
          </span>
        </li>
      ))}
    </ul>
  )
}

function FindingForm({ page, finding, onDone }: { page: WhistlePage; finding: Finding; onDone: () => void }) {
  const say = useWords()
  return (
    <ChangeForm<Typed>
      page={page}
      name={`${page.id} finding ${finding.ordinal}`}
      initial={{ result: finding.result === 'notChecked' ? 'inOrder' : finding.result }}
      send={({ result, note }, headers) =>
        body(
          api.POST('/api/whistles/{id}/findings/{ordinal}', {
            params: { path: { id: page.id, ordinal: finding.ordinal } },
            headers,
            body: { result, note: note ?? null },
          }),
        )
      }
      told="didFind"
      submit="save"
      onDone={onDone}
    >
      {({ result }) => (
        <>
          <Form.Item name="result" label={say('result')}>
            <Radio.Group options={results.map((value) => ({ value, label: say(`finding.${value}`) }))} />
          </Form.Item>
          <WordsField name="note" label={say('note')} needed={result === 'fault'} />
        </>
      )}
    </ChangeForm>
  )
}
