import { Button, Form, Input, Select } from 'antd'
import { useState } from 'react'
import type { DemandClass } from '@/shared/api/types'
import { useTerms } from '@/shared/terms'
import { exactly, isoDate } from '@/shared/time/civil-time'
import { EntryForm, EntryTable, useOpenEntry } from '@/shared/ui/entries'
import { Fault } from '@/shared/ui/fault'
import { FindLine } from '@/shared/ui/find-line'
import { Empty, Failed, Loading } from '@/shared/ui/pieces'
import { named, useClassVersions, useEveryClass, useSaveClass } from './catalogue'
import { ClassSheet } from './class-sheet'
import { useWords } from './words'
import './classes-page.css'

const urgencies = ['emergency', 'urgent', 'ordinary', 'complex'] as const
const fresh: DemandClass = { code: '', name: '', nameEn: '', urgency: 'ordinary', version: 0 }

/** Two digits a level. */
const levelOf = (code: string) => code.length / 2
const deepest = 6

/** The demand tree as an administrator edits it. A class is never deleted: cases carry its code. */
export function ClassesPage() {
  const [day, setDay] = useState<string>()
  const { data, error, refetch } = useEveryClass(day)
  if (error) return <Failed error={error} onRetry={() => void refetch()} />
  return data ? <ClassList classes={data} day={day} onDay={setDay} /> : <Loading rows={12} />
}

interface ClassListProps {
  classes: readonly DemandClass[]
  /** The day whose tree is shown, to look at; today's without one. */
  day: string | undefined
  onDay: (day?: string) => void
}

function ClassList({ classes, day, onDay }: ClassListProps) {
  const say = useWords()
  const term = useTerms()
  const [words, setWords] = useState('')
  const { open, edit, close, done } = useOpenEntry<DemandClass>()
  const found = named(classes, words)
  return (
    <>
      <p className="soft">{say('classesIntro')}</p>
      <FindLine label={say('findClass')} words={words} onWords={setWords}>
        <span>
          <label htmlFor="class-day">{say('classDay')}</label>
          <Input
            id="class-day"
            type="date"
            allowClear
            className="class-day"
            max={isoDate(new Date())}
            value={day ?? ''}
            onChange={(event) => {
              close()
              onDay(event.target.value || undefined)
            }}
          />
        </span>
        {!day && <Button onClick={() => edit(fresh)}>{say('newClass')}</Button>}
        <a href="/api/classes/export" download>
          {say('exportClasses')}
        </a>
      </FindLine>
      {day ? <p role="status">{say('classDayOf', { day })}</p> : <ClassSheet />}
      {open && (
        <ClassForm
          key={`${open.code} ${open.version}`}
          entry={open}
          onCancel={close}
          onSaved={() => done()}
        />
      )}
      {found.length === 0 ? (
        <Empty title={say('noneSuch')}>{say('noneAdvice')}</Empty>
      ) : (
        <EntryTable
          entries={found}
          keyOf={({ code }) => code}
          nameOf={({ name }) => name}
          {...(!day && { onOpen: edit })}
          keys={({ code, name, urgency }) =>
            !day &&
            levelOf(code) < deepest && (
              <Button
                size="small"
                aria-label={say('classBelowOf', { name })}
                onClick={() => edit({ ...fresh, code, urgency })}
              >
                {say('classBelow')}
              </Button>
            )
          }
          columns={[
            { head: say('code'), cell: ({ code }) => code },
            {
              head: say('name'),
              is: 'name',
              cell: ({ code, name }) => (
                <span className="class-name" data-level={levelOf(code)}>
                  {levelOf(code) === 1 ? <strong>{name}</strong> : name}
                </span>
              ),
            },
            { head: say('nameEn'), lang: 'en', cell: ({ nameEn }) => nameEn },
            { head: say('urgency'), is: 'brief', cell: ({ urgency }) => term(`urgency.${urgency}`) },
          ]}
        />
      )}
    </>
  )
}

interface ClassFormProps {
  entry: DemandClass
  onCancel: () => void
  onSaved: () => void
}

function ClassForm({ entry, onCancel, onSaved }: ClassFormProps) {
  const say = useWords()
  const term = useTerms()
  const save = useSaveClass(onSaved)
  const needed = [{ required: true, whitespace: true, message: say('fieldMissing') }]
  return (
    <EntryForm<DemandClass>
      title={entry.version > 0 ? { changing: entry.name } : say('newClass')}
      error={save.error}
      saving={save.isPending}
      onCancel={onCancel}
      initialValues={entry}
      onFinish={(typed) => save.mutate({ ...entry, ...typed })}
    >
      <div className="page-filters">
        <Form.Item name="code" label={say('code')} extra={say('classCodeHint')} rules={needed}>
          <Input maxLength={2 * deepest} disabled={entry.version > 0} />
        </Form.Item>
        <Form.Item name="name" label={say('name')} rules={needed}>
          <Input maxLength={60} />
        </Form.Item>
        <Form.Item name="nameEn" label={say('nameEn')} rules={needed}>
          <Input maxLength={60} lang="en" />
        </Form.Item>
        <Form.Item name="urgency" label={say('urgency')}>
          <Select options={urgencies.map((value) => ({ value, label: term(`urgency.${value}`) }))} />
        </Form.Item>
      </div>
      {entry.version > 0 && <Versions code={entry.code} />}
    </EntryForm>
  )
}

/** What a class was called when, the latest first, and who changed it. */
function Versions({ code }: { code: string }) {
  const say = useWords()
  const term = useTerms()
  const { data, error } = useClassVersions(code)
  if (error) return <Fault error={error} />
  return (
    <details className="class-versions">
      <summary>{say('classVersions')}</summary>
      <ol>
        {data?.map(({ version, name, nameEn, urgency, since, by }) => (
          <li key={version} value={version}>
            {[
              name,
              nameEn,
              term(`urgency.${urgency}`),
              since ? say('classSince', { at: exactly(since) }) : say('classAlways'),
              by && say('classBy', { name: by }),
            ]
              .filter(Boolean)
              .join(' · ')}
          </li>
        ))}
      </ol>
    </details>
  )
}
