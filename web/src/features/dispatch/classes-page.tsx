import { Button, Form, Input, Select } from 'antd'
import { useState } from 'react'
import type { DemandClass } from '@/shared/api/types'
import { useTerms } from '@/shared/terms'
import { EntryForm, EntryTable, useOpenEntry } from '@/shared/ui/entries'
import { Empty, Failed, Loading } from '@/shared/ui/pieces'
import { named, useEveryClass, useSaveClass } from './catalogue'
import { ClassSheet } from './class-sheet'
import { useWords } from './words'

const urgencies = ['emergency', 'urgent', 'ordinary', 'complex'] as const
const fresh: DemandClass = { code: '', name: '', nameEn: '', urgency: 'ordinary', version: 0 }

/** The demand tree as an administrator edits it. A class is never deleted: cases carry its code. */
export function ClassesPage() {
  const { data, error, refetch } = useEveryClass()
  if (error) return <Failed error={error} onRetry={() => void refetch()} />
  return data ? <ClassList classes={data} /> : <Loading rows={12} />
}

function ClassList({ classes }: { classes: readonly DemandClass[] }) {
  const say = useWords()
  const term = useTerms()
  const [words, setWords] = useState('')
  const { open, edit, close, done } = useOpenEntry<DemandClass>()
  const found = named(classes, words)
  return (
    <>
      <p className="soft">{say('classesIntro')}</p>
      <search className="page-filters">
        <Input
          allowClear
          className="find-rule"
          aria-label={say('find')}
          placeholder={say('find')}
          value={words}
          onChange={(event) => setWords(event.target.value)}
        />
        <Button onClick={() => edit(fresh)}>{say('newClass')}</Button>
        <a href="/api/classes/export" download>
          {say('exportClasses')}
        </a>
      </search>
      <ClassSheet />
      {open && <ClassForm key={open.code} entry={open} onCancel={close} onSaved={() => done()} />}
      {found.length === 0 ? (
        <Empty title={say('noneSuch')}>{say('noneAdvice')}</Empty>
      ) : (
        <EntryTable
          entries={found}
          keyOf={({ code }) => code}
          nameOf={({ name }) => name}
          onOpen={edit}
          columns={[
            { head: say('code'), cell: ({ code }) => code },
            {
              head: say('name'),
              is: 'name',
              cell: ({ code, name }) => (code.length === 2 ? <strong>{name}</strong> : name),
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
          <Input maxLength={4} disabled={entry.version > 0} />
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
    </EntryForm>
  )
}
