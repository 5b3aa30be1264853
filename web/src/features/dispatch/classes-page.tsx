import { Alert, App, Button, Form, Input, Select } from 'antd'
import { useState } from 'react'
import { tell } from '@/shared/api/problem'
import type { DemandClass } from '@/shared/api/types'
import { useTerms } from '@/shared/terms'
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
  const { message } = App.useApp()
  const [words, setWords] = useState('')
  const [open, setOpen] = useState<DemandClass>()
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
        <Button onClick={() => setOpen(fresh)}>{say('newClass')}</Button>
        <a href="/api/classes/export" download>
          {say('exportClasses')}
        </a>
      </search>
      <ClassSheet />
      {open && (
        <ClassForm
          key={open.code}
          entry={open}
          onCancel={() => setOpen(undefined)}
          onSaved={() => {
            setOpen(undefined)
            void message.success(say('kept'))
          }}
        />
      )}
      {found.length === 0 ? (
        <Empty title={say('noneSuch')}>{say('noneAdvice')}</Empty>
      ) : (
        <div className="wide-table">
          <table className="plain-table">
            <thead>
              <tr>
                <th scope="col">{say('code')}</th>
                <th scope="col">{say('name')}</th>
                <th scope="col">{say('nameEn')}</th>
                <th scope="col">{say('urgency')}</th>
                <th scope="col">
                  <span className="unseen">{say('change')}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {found.map((one) => (
                <tr key={one.code} data-level={one.code.length / 2}>
                  <td>{one.code}</td>
                  <th scope="row">{one.code.length === 2 ? <strong>{one.name}</strong> : one.name}</th>
                  <td lang="en">{one.nameEn}</td>
                  <td>{term(`urgency.${one.urgency}`)}</td>
                  <td>
                    <Button
                      size="small"
                      aria-label={say('changingEntry', { name: one.name })}
                      onClick={() => setOpen(one)}
                    >
                      {say('change')}
                    </Button>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
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
    <Form<DemandClass>
      className="rule-form"
      layout="vertical"
      requiredMark={false}
      initialValues={entry}
      onFinish={(typed) => save.mutate({ ...entry, ...typed })}
    >
      {save.error && <Alert type="error" showIcon title={tell(save.error)} className="form-alert" />}
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
      <div className="form-keys">
        <Button type="primary" htmlType="submit" loading={save.isPending}>
          {say('save')}
        </Button>
        <Button onClick={onCancel}>{say('cancel')}</Button>
      </div>
    </Form>
  )
}
